"""Footnotes of a PDF page: small print at its foot that answers raised numbers in the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.documents.rows import Piece, rows_of

__all__ = ["Parted", "part_footnotes"]

_SMALLER = 1.4
_RAISED = 0.8
_LABEL = re.compile(r"[\[(]?(?P<number>\d{1,3})[\])]?[.:]?\s*(?=[^\W\d_]|[“\"(])")
_UNIT = re.compile(r"(?:^|[^\w])[kcd]?m$")


@dataclass(frozen=True, slots=True)
class Parted:
    """The pieces of the body, without the raised numbers that refer to ``notes``."""

    body: list[Piece]
    notes: list[str]


def part_footnotes(pieces: Sequence[Piece], height: float) -> Parted:
    """Part the footnotes of a page of ``height`` points from its body; a page without any comes back as it is."""
    whole = Parted(list(pieces), [])
    sizes = Counter[float]()
    for piece in pieces:
        sizes[round(piece.size, 1)] += len(piece.text)
    if len(sizes) < 2:
        return whole
    body_size = max(sizes, key=lambda size: sizes[size])
    foot = _foot(pieces, body_size, height)
    notes = _notes(foot)
    if not notes:
        return whole
    kept = [piece for piece in pieces if piece not in foot]
    marks = [piece for piece in kept if _refers(piece, notes, body_size, kept)]
    if not marks:
        return whole
    # A mark keeps its place without its text, or the gap it leaves would be read as a space.
    return Parted([replace(p, text="") if p in marks else p for p in kept], list(notes.values()))


def _foot(pieces: Sequence[Piece], body_size: float, height: float) -> list[Piece]:
    """The small print below which nothing is large but the page number."""
    large = [p for p in pieces if p.size > body_size - _SMALLER and not p.text.strip().isdigit()]
    floor = max((p.y1 for p in large), default=0.0)
    low = [p for p in pieces if p.y0 > max(floor - 2, 0.5 * height)]
    return [p for p in low if p.size <= body_size - _SMALLER or p.text.strip().isdigit()]


def _notes(foot: Sequence[Piece]) -> dict[str, str]:
    """Footnotes by number; nothing if the small print does not open with one."""
    notes: dict[str, str] = {}
    last: str | None = None
    for row in rows_of(0, foot):
        text = row.merged().text
        label = _LABEL.match(text)
        if text.isdigit():
            continue
        if label and (last is None or int(label["number"]) == int(last) + 1):
            last = label["number"]
            notes[last] = text[label.end() :]
        elif last is None:
            return {}
        else:
            notes[last] += f" {text}"
    return notes


def _refers(piece: Piece, notes: dict[str, str], body_size: float, pieces: Sequence[Piece]) -> bool:
    """Whether the piece is a raised number of a note, and not the exponent of "m2"."""
    number = piece.text.strip(" []()")
    if number not in notes or piece.size > _RAISED * body_size:
        return False
    before = [p for p in pieces if abs(p.x1 - piece.x0) < 2 and p.y0 < piece.y1 and piece.y0 < p.y1 and p is not piece]
    return not any(_UNIT.search(p.text) for p in before)
