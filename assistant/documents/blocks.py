"""What every reader hands to the outline: paragraphs and tables in reading order, before offsets exist.

A reader (PDF, Word, plain text …) knows its format; everything behind it knows only blocks. All text is NFC.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from assistant.documents.model import Box, Layout, Note, Page, Provenance

__all__ = ["Block", "Content", "Grid", "GridCell"]

Zone = Literal["body", "left", "right"]


@dataclass(frozen=True, slots=True)
class GridCell:
    """A printed cell; lines inside it are joined by spaces."""

    text: str
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table before offsets: ``cells[row][column]``; a merged cell is the same object in each place it covers.

    ``header_rows``: how many leading rows the source says are the head; ``None`` where it does not say.
    """

    cells: tuple[tuple[GridCell, ...], ...]
    header_rows: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a table. ``zone`` tells the columns of a two-column letterhead or signature block apart.

    ``heading``: the level a Word or Markdown heading style gives, from 1. ``page_spans``: for a block over page
    turns, (page, where it begins): a character offset in ``text``, or for a table the index of a row.
    """

    text: str = ""
    page: int | None = None
    zone: Zone = "body"
    bold: bool = False
    italic: bool = False
    centred: bool = False
    heading: int | None = None
    boxes: tuple[Box, ...] = ()
    provenance: Provenance = "text"
    grid: Grid | None = None
    page_spans: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class Content:
    """Everything a reader found: blocks, page sizes (number, width, height, provenance) and notes."""

    blocks: list[Block]
    pages: list[Page] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    signed_on: str | None = None
    layout: Layout | None = None
