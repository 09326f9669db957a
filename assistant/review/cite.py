"""Quotation → its place in the source: exact, near, or missing; a missing quotation is never shown."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import lru_cache

from assistant.language.normalize import KeyedText, keyed, match_key
from assistant.review.model import CitationStatus

__all__ = ["Located", "locate"]


@dataclass(frozen=True, slots=True)
class Located:
    """Where a quotation stands: ``source[start:end] == quote``; ``near`` when the asked words differ in print only.

    ``difference`` says in what, piece by piece ("hoà → hòa"); empty for an exact one.
    """

    quote: str
    start: int
    end: int
    status: CitationStatus
    difference: str = ""


@lru_cache(maxsize=64)
def _keyed(source: str) -> KeyedText:
    return keyed(source)


def locate(quote: str, source: str, start: int | None = None) -> Located | None:
    """Find ``quote`` in ``source``, first at ``start`` if given; it must begin and end at word borders there.

    Exact means character for character. Near means equal under ``match_key`` (white space, tone placement,
    look-alike letters, case); the words returned are then the source's own. Anything else is ``None``:
    similarity is no ground for a quotation.
    """
    quote = quote.strip()
    if not quote:
        return None
    if start is not None and source.startswith(quote, start) and _whole(source, start, start + len(quote)):
        return Located(quote, start, start + len(quote), "exact")
    found = source.find(quote)
    while found >= 0:
        if _whole(source, found, found + len(quote)):
            return Located(quote, found, found + len(quote), "exact")
        found = source.find(quote, found + 1)
    text, key = _keyed(source), match_key(quote)
    place = text.key.find(key) if key else -1
    while place >= 0:
        begin, end = text.starts[place], text.ends[place + len(key) - 1]
        if _whole(source, begin, end):
            return Located(source[begin:end], begin, end, "near", _difference(quote, source[begin:end]))
        place = text.key.find(key, place + 1)
    return None


def _whole(source: str, start: int, end: int) -> bool:
    """Whether no word or number is cut at either end: "12" is not a quotation of "1.125" nor "lam" of "Nam Lam" cut."""
    return not _joined(source, start) and not _joined(source, end)


def _joined(source: str, border: int) -> bool:
    if not 0 < border < len(source):
        return False
    left, right = source[border - 1], source[border]
    if left.isalnum() and right.isalnum():
        return True
    # A full stop or comma between digits belongs to the number.
    if left in ".," and border > 1 and source[border - 2].isdigit() and right.isdigit():
        return True
    return right in ".," and left.isdigit() and border + 1 < len(source) and source[border + 1].isdigit()


def _difference(asked: str, printed: str) -> str:
    matcher = difflib.SequenceMatcher(None, asked.split(), printed.split(), autojunk=False)
    pieces = [
        f"{' '.join(asked.split()[a:b])} → {' '.join(printed.split()[c:d])}"
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    ]
    return "; ".join(pieces) or "khoảng trắng"
