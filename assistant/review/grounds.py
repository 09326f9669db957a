"""Nothing invented: numbers, dates, document numbers and names in a sentence must stand in one of its sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.language.normalize import match_key
from assistant.language.tokens import sentences
from assistant.review.letters import CAPITALS

__all__ = ["grounded", "quotations", "ungrounded"]

_CODE = re.compile(r"\d+[a-zđ]?(?:/\d{4})?[-/][A-ZĐƯ][\w&]*(?:[-/][A-ZĐƯ][\w&]*)*")
_DATE = re.compile(r"(?<!\d)(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}[/.-]\d{4})")
_RATIO = re.compile(r"(?<![\d/.,])\d{1,3}/\d{1,3}(?![\d/]|[.,]\d)")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_ROMAN = re.compile(r"(?<![\w.])[IVXL]{2,}(?![\w])")
_NAME = re.compile(rf"(?<![\w])(?:[{CAPITALS}][\wà-ỹ]+)(?:\s[{CAPITALS}][\wà-ỹ]+)+")
_PARTS = frozenset({"Điều", "Khoản", "Chương", "Mục", "Phần", "Biểu", "Bảng", "Phụ"})
_QUOTED = re.compile(r"“([^“”]+)”")
# A quotation of so many words that stands in a source vouches for its own figures.
_LONG_QUOTED = re.compile(r"“[^\s“”]+(?:\s[^\s“”]+){4,}”")
_YEAR = re.compile(r"(?:19|20)\d\d")
_BORDER = r"(?<![\w.,/-]){}(?![\w/]|[.,-]\d)"


def ungrounded(text: str, sources: Iterable[str]) -> tuple[str, ...]:
    """The figures, dates, document numbers and names of places and bodies that no source has, in reading order.

    A source must have them whole: "12" does not ground on "1.125", nor "24/3/2021" on "24/3".
    """
    keys = [match_key(source) for source in sources]
    found: dict[str, None] = {}
    rest = text
    for pattern in (_CODE, _DATE, _RATIO, _ROMAN, _NAME, _NUMBER):
        for match in pattern.finditer(rest):
            value = _named(match) if pattern is _NAME else match[0]
            if value and not any(_stands(value, key) for key in keys):
                found.setdefault(value)
        rest = pattern.sub(lambda one: " " * len(one[0]), rest)
    return tuple(found)


def grounded(text: str, sources: Sequence[str]) -> str:
    """``text`` without the sentences that hold anything ungrounded or quote what no source has; may be empty."""
    pieces = (text[start:end] for start, end in sentences(text))
    kept = [
        piece
        for piece in pieces
        if all(_quoted(q, sources) for q in quotations(piece))
        and not ungrounded(_LONG_QUOTED.sub("“…”", piece), sources)
    ]
    return " ".join(kept)


def quotations(text: str) -> tuple[str, ...]:
    """What stands in quotation marks, a cut at the end ("…") taken off."""
    return tuple(found.rstrip("… ").strip() for found in _QUOTED.findall(text))


def _named(match: re.Match[str]) -> str:
    """The name without a word that is a capital only because a sentence begins, or because it counts articles."""
    words = match[0].split()
    before = match.string[: match.start()].rstrip()
    if not before or before[-1] in ".!?:;“(\n-":
        words = words[1:]
    while words and words[0] in _PARTS:
        words = words[1:]
    return " ".join(words) if len(words) > 1 else ""


def _quoted(quote: str, sources: Sequence[str]) -> bool:
    key = match_key(quote.replace("‘", "“").replace("’", "”"))
    return any(key in match_key(source) for source in sources)


def _stands(value: str, key: str) -> bool:
    if _YEAR.fullmatch(value):
        return re.search(rf"(?<!\d){value}(?!\d)", key) is not None
    return re.search(_BORDER.format(re.escape(match_key(value))), key) is not None
