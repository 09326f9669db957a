"""Words on a page → rows of segments: what PDF text and OCR have in common before paragraphs exist."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from assistant.documents.blocks import Grid
from assistant.documents.model import Box, Provenance
from assistant.language.normalize import nfc

__all__ = ["Piece", "Row", "RuledTable", "Segment", "Sheet", "rows_of"]

_GAP = 14.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text as the engine gives it (points, origin top left). ``first_word``: width of its first word."""

    x0: float
    y0: float
    x1: float
    y1: float
    text: str
    size: float
    bold: bool = False
    italic: bool = False
    raised: bool = False
    first_word: float = 0.0


@dataclass(frozen=True, slots=True)
class Segment:
    """Pieces of one row without a wide gap between them. ``open_end``: no white space was printed behind it."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    text: str
    size: float
    bold: bool
    italic: bool
    first_word: float
    open_end: bool = False

    @property
    def box(self) -> Box:
        """Where the segment stands."""
        return Box(self.page, round(self.x0, 1), round(self.y0, 1), round(self.x1, 1), round(self.y1, 1))

    @property
    def middle(self) -> float:
        """Horizontal centre."""
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True, slots=True)
class Row:
    """Segments of one printed line, left to right."""

    segments: tuple[Segment, ...]

    def merged(self) -> Segment:
        """The row as one segment, gaps read as spaces."""
        first, last = self.segments[0], self.segments[-1]
        if len(self.segments) == 1:
            return first
        lettered = [s for s in self.segments if any(c.isalnum() for c in s.text)] or list(self.segments)
        return Segment(
            first.page,
            first.x0,
            min(s.y0 for s in self.segments),
            max(s.x1 for s in self.segments),
            max(s.y1 for s in self.segments),
            " ".join(s.text for s in self.segments),
            max(self.segments, key=lambda s: len(s.text)).size,
            all(s.bold for s in lettered),
            all(s.italic for s in lettered),
            first.first_word,
            last.open_end,
        )


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table found by its rulings, with the box it covers."""

    grid: Grid
    box: Box


@dataclass(slots=True)
class Sheet:
    """One page: rows outside tables from top to bottom, tables, and loose lines (furniture) taken out."""

    number: int
    width: float
    height: float
    rows: list[Row] = field(default_factory=list)
    tables: list[RuledTable] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    provenance: Provenance = "text"


def rows_of(page: int, pieces: Iterable[Piece]) -> list[Row]:
    """Group pieces into rows by vertical overlap, and into segments by gaps of 14 points or more."""
    groups: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: ((p.y0 + p.y1) / 2, p.x0)):
        for group in reversed(groups[-3:]):
            if _same_row(group, piece):
                group.append(piece)
                break
        else:
            groups.append([piece])
    groups.sort(key=lambda g: min(p.y0 for p in g if not p.raised) if any(not p.raised for p in g) else g[0].y0)
    return [Row(tuple(_segments(page, sorted(group, key=lambda p: p.x0)))) for group in groups]


def _same_row(group: Sequence[Piece], piece: Piece) -> bool:
    anchor = max(group, key=lambda p: p.size)
    overlap = min(anchor.y1, piece.y1) - max(anchor.y0, piece.y0)
    return overlap >= 0.55 * min(anchor.y1 - anchor.y0, piece.y1 - piece.y0)


def _segments(page: int, pieces: Sequence[Piece]) -> Iterable[Segment]:
    run: list[Piece] = []
    for piece in pieces:
        if run and piece.x0 - max(p.x1 for p in run) >= _GAP:
            yield _segment(page, run)
            run = []
        run.append(piece)
    if run:
        yield _segment(page, run)


def _segment(page: int, run: Sequence[Piece]) -> Segment:
    text = ""
    for before, piece in zip([None, *run], run, strict=False):
        apart = before is not None and piece.x0 - before.x1 > 0.15 * min(piece.size, before.size)
        text += (" " if apart and not text.endswith(" ") and not piece.text.startswith(" ") else "") + piece.text
    lettered = [p for p in run if any(c.isalnum() for c in p.text)] or list(run)
    largest = max(lettered, key=lambda p: len(p.text))
    return Segment(
        page,
        run[0].x0,
        min(p.y0 for p in run if p.size >= 0.8 * largest.size),
        max(p.x1 for p in run),
        max(p.y1 for p in run if p.size >= 0.8 * largest.size),
        " ".join(nfc(text).split()),
        largest.size,
        all(p.bold for p in lettered),
        all(p.italic for p in lettered),
        run[0].first_word,
        not text.endswith((" ", "\u00a0")),
    )
