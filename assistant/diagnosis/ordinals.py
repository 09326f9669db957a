"""Printed numbers as values: Roman, Arabic, decimal, the Vietnamese letters, ordinal words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.diagnosis.parts import load_data
from assistant.diagnosis.reading import Line
from assistant.documents.numbering import marker_of
from assistant.language.normalize import match_key

__all__ = ["ENGLISH", "LETTERS", "Style", "from_value", "roman", "style_of", "to_value"]

LETTERS = "abcdđeghiklmnopqrstuvxy"
ENGLISH = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_SPOKEN = re.compile(r"(?:[-+•*]\s*)?(?P<word>[^\W\d_]+(?:\s[^\W\d_]+)??)\s*(?P<tail>là,?|,|:)\s", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Style:
    """How a number is printed. ``name``: kind of sequence; ``key``: markers with equal keys belong to one sequence;
    ``rank``: smaller stands higher; ``prefix``: what stands before the last part ("2." of "2.3"); ``printed``: that
    part; ``alphabet``: the letters of a lettered sequence in order.
    """

    name: str
    key: str
    rank: int
    prefix: str
    printed: str
    alphabet: str = LETTERS


def roman(text: str) -> int | None:
    """The value of a Roman numeral in capitals, ``None`` if it is none."""
    if not re.fullmatch(r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})", text):
        return None
    digits = [_ROMAN[c] for c in text]
    return sum(-d if d < max(digits[i:]) else d for i, d in enumerate(digits))


def _to_roman(value: int) -> str:
    parts = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    text = ""
    for size, sign in parts:
        while value >= size:
            text, value = text + sign, value - size
    return text


def style_of(line: Line) -> Style | None:
    """The style of the number that opens ``line``; ``None`` for bullets and lines without one."""
    spoken = _spoken(line.text)
    if spoken is not None:
        return spoken
    found = marker_of(line.text)
    if found is None or found.kind in {"bullet", "annex"}:
        return None
    if found.kind in {"roman", "capital"} and re.match(
        r"[\d a-zđà-ỹ]", line.text[len(found.printed) :].lstrip(" ")[:1]
    ):
        return None
    stop = "()" if found.printed.startswith("(") else found.printed[-1] if found.printed[-1] in ".):" else ""
    inner = 5 if stop in {"()", ")"} and found.kind == "arabic" else 0
    head, dot, tail = found.number.rpartition(".")
    if re.fullmatch(r"\d+[a-zđ]", tail) and found.kind in {"arabic", "article"}:
        return None
    if found.kind == "arabic" and len(tail) > 2:
        return None
    depth = found.number.count(".")
    name = "decimal" if dot else {"arabic": "number"}.get(found.kind, found.kind)
    return Style(name, f"{found.kind} {depth} {stop}", found.rank * 10 + inner, head + dot, tail)


def _spoken(text: str) -> Style | None:
    """ "Một là, …", "Thứ hai, …"."""
    found = _SPOKEN.match(text)
    if found is None:
        return None
    word = match_key(found["word"])
    for name, row in load_data("sequences")["spoken"].items():
        tails = match_key(found["tail"]).rstrip(",:").strip()
        if word in row["words"] and tails == row["tail"]:
            return Style(name, name, 155, "", word)
    return None


def to_value(style: Style) -> int | None:
    """The place of the number in its sequence, from 1; ``None`` if it has none."""
    text = style.printed
    if style.name in {"one", "first"}:
        words: list[str] = load_data("sequences")["spoken"][style.name]["words"]
        return words.index(text) + 1
    if text.isdigit():
        return int(text)
    if style.name in {"letter", "capital"}:
        return style.alphabet.find(text.lower()) + 1 or None if len(text) == 1 else None
    return roman(text.upper()) or _counted(text)


def _counted(text: str) -> int | None:
    words: list[str] = load_data("sequences")["counted"]
    return words.index(match_key(text)) + 1 if match_key(text) in words else None


def from_value(style: Style, value: int) -> str:
    """The number as it would be printed in this style."""
    if style.name in {"one", "first"}:
        row = load_data("sequences")["spoken"][style.name]
        word = row["words"][value - 1] if value <= len(row["words"]) else str(value)
        return f"{word} {row['tail']}".strip()
    if style.name in {"letter", "capital"} and value <= len(style.alphabet):
        letter = style.alphabet[value - 1]
        return letter.upper() if style.name == "capital" else letter
    if style.printed.isdigit() or style.name == "article":
        return str(value)
    if roman(style.printed.upper()) is None and _counted(style.printed) is not None:
        words: list[str] = load_data("sequences")["counted"]
        return words[value - 1]
    return _to_roman(value).lower() if style.name == "small_roman" else _to_roman(value)
