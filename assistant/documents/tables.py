"""Grids → tables: where each cell stands in the text, which rows are the head, what the caption and the unit are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.documents.blocks import Block, Grid, GridCell
from assistant.documents.headings import is_caption, unit_of
from assistant.documents.model import Cell, Table
from assistant.language.normalize import fold

__all__ = ["PlacedGrid", "build_table", "header_height", "join_continued", "place_grid"]

_NUMERIC = re.compile(r"[-+]?[\d.,\s]*\d[\d.,\s]*%?$")
_INDEX_ROW = re.compile(r"\(?(?:\d{1,2}|[A-Z]|[ivx]{1,4})\)?(?:\s*=.*)?$")


@dataclass(frozen=True, slots=True)
class PlacedGrid:
    """A grid as text (cells joined by tabs, rows by newlines) and the half-open span of each cell in the document."""

    grid: Grid
    start: int
    text: str
    spans: tuple[tuple[tuple[int, int], ...], ...]


def place_grid(grid: Grid, start: int) -> PlacedGrid:
    """Lay ``grid`` out as text from offset ``start``; a merged cell is printed once and found from every place."""
    lines: list[str] = []
    spans: list[tuple[tuple[int, int], ...]] = []
    known: dict[int, tuple[int, int]] = {}
    at = start
    for row in grid.cells:
        line, row_spans = "", []
        for column, cell in enumerate(row):
            if column and row[column - 1] is not cell:
                line += "\t"
            if id(cell) not in known:
                known[id(cell)] = (at + len(line), at + len(line) + len(cell.text))
                line += cell.text
            row_spans.append(known[id(cell)])
        lines.append(line)
        spans.append(tuple(row_spans))
        at += len(line) + 1
    return PlacedGrid(grid, start, "\n".join(lines), tuple(spans))


def build_table(block: Block, placed: PlacedGrid, path: tuple[str, ...], captions: Sequence[str]) -> Table:
    """The table of ``block``. ``captions``: the caption and unit lines that stand above it."""
    cells = placed.grid.cells
    first = _title_rows(cells)
    height = header_height(placed.grid)
    caption = next((text for text in captions if is_caption(text)), None)
    if caption is None and first:
        caption = cells[0][0].text
    unit = next((found for text in captions if (found := unit_of(text))), None)
    return Table(
        tuple(_head(cells[first:height], column) for column in range(len(cells[0]) if cells else 0)),
        tuple(
            tuple(
                Cell(cell.text, *placed.spans[row][column], cell.row_span, cell.column_span)
                for column, cell in enumerate(cells[row])
            )
            for row in range(height, len(cells))
        ),
        placed.start,
        placed.start + len(placed.text),
        block.page,
        path,
        caption,
        unit,
        block.boxes,
        block.provenance,
    )


def _title_rows(cells: Sequence[Sequence[GridCell]]) -> int:
    """1 if the first row is one cell over the whole width of a wider table, else 0."""
    return int(len(cells) > 2 and len(cells[0]) > 1 and all(cell is cells[0][0] for cell in cells[0]))


def header_height(grid: Grid) -> int:
    """How many leading rows are the head: merged heads reach down to where their last part ends."""
    cells = grid.cells
    if not cells:
        return 0
    first = _title_rows(cells)
    height = first + 1
    row = first
    while row < height < len(cells):
        begun = [c for i, c in enumerate(cells[row]) if row == 0 or cells[row - 1][i] is not c]
        lowest = max((row + c.row_span for c in begun if row + c.row_span < len(cells)), default=height)
        height = max(height, lowest)
        split = any(1 < cell.column_span < len(cells[0]) for cell in begun)
        if split and row + 1 == height < len(cells) and not _has_figures(cells[height]):
            height += 1
        row += 1
    if height < len(cells) - 1 and _is_index_row(cells[height]):
        height += 1
    return height if height < len(cells) or len(cells) == 1 else first + 1


def _is_index_row(row: Sequence[GridCell]) -> bool:
    """A row that only numbers the columns: "1 2 3 4", "(1) (2) (3)", "A B 1 2=3+4"."""
    found = [_INDEX_ROW.match(cell.text) for cell in row]
    return len(row) > 2 and all(found) and len({cell.text for cell in row}) == len(row)


def _has_figures(row: Sequence[GridCell]) -> bool:
    return any(_NUMERIC.match(cell.text) and not re.fullmatch(r"(?:19|20)\d\d", cell.text) for cell in row)


def _head(rows: Sequence[Sequence[GridCell]], column: int) -> str:
    parts: list[str] = []
    for row in rows:
        text = row[column].text
        if text and text not in parts[-1:] and not (len(rows) > 1 and _is_index_row(row)):
            parts.append(text)
    return " / ".join(parts)


def join_continued(upper: Grid, lower: Grid) -> tuple[Grid, int] | None:
    """One grid if ``lower`` continues ``upper`` on the next page, and the row at which that page begins; else ``None``.

    It continues when the heads are equal (the repeated head is dropped), or when both have the same number of columns
    and ``lower`` opens with a body row. A row cut by the page turn is mended.
    """
    if not upper.cells or not lower.cells or len(upper.cells[0]) != len(lower.cells[0]):
        return None
    height = header_height(upper)
    above, rest = upper.cells, lower.cells
    repeated = _texts(rest[:height]) == _texts(above[:height])
    rest = rest[height:] if repeated else rest
    cut = bool(rest) and len(above) > height and _is_cut(above[height:], rest)
    if not (repeated or cut or _has_figures(rest[0]) or _numbered_row(rest[0])):
        return None
    if cut:
        above, rest = (*above[:-1], _mended(above[-1], rest[0])), rest[1:]
    return replace(upper, cells=above + rest), len(above)


def _texts(rows: Sequence[Sequence[GridCell]]) -> list[list[str]]:
    return [[cell.text for cell in row] for row in rows]


def _is_cut(above: Sequence[Sequence[GridCell]], rest: Sequence[Sequence[GridCell]]) -> bool:
    return _carries_over(above[-1], rest[0]) or _cut_in_two(above, rest)


def _carries_over(above: Sequence[GridCell], below: Sequence[GridCell]) -> bool:
    """Whether ``below`` is the lower part of a row that the page turn cut in two."""
    if below[0].text or any(cell.row_span > 1 for cell in (*above, *below)):
        return False
    texts = [(a.text, b.text) for a, b in zip(above, below, strict=True)]
    continued = [(a, b) for a, b in texts if b]
    figures = any(_NUMERIC.match(b) and a for a, b in continued)
    lower_case = any(a and b[:1].islower() and marker_free(b) for a, b in continued)
    return bool(continued) and not figures and lower_case


def _cut_in_two(above: Sequence[Sequence[GridCell]], rest: Sequence[Sequence[GridCell]]) -> bool:
    """Where every row is numbered but the one behind the page turn, that one is the lower part of the last."""
    below, numbered = rest[0], (*above, *rest[1:])
    if below[0].text or any(cell.row_span > 1 for cell in (*above[-1], *below)):
        return False
    if sum(bool(row[0].text) or _is_total(row) for row in numbered) < len(numbered) or _is_total(below):
        return False
    continued = [(a.text, b.text) for a, b in zip(above[-1], below, strict=True) if b.text]
    return bool(continued) and all(a and not _NUMERIC.match(b) for a, b in continued)


def _is_total(row: Sequence[GridCell]) -> bool:
    return any(fold(cell.text).startswith(("tong", "cong")) for cell in row[:3])


def marker_free(text: str) -> bool:
    """Whether the text opens with a word rather than with a list letter ("a)", "b.")."""
    return re.match(r"[a-zđ]{1,2}[).]", text) is None


def _mended(above: Sequence[GridCell], below: Sequence[GridCell]) -> tuple[GridCell, ...]:
    return tuple(
        replace(a, text=f"{a.text} {b.text}".strip()) if b.text else a for a, b in zip(above, below, strict=True)
    )


def _numbered_row(row: Sequence[GridCell]) -> bool:
    return bool(re.fullmatch(r"(?:\d{1,3}|[IVX]{1,5}|[A-Z]|-|\+|[a-zđ])[.)]?|\d{1,2}(?:\.\d{1,2})+\.?", row[0].text))
