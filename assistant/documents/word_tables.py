"""Tables of a Word file: merged cells, idle grid columns, and tables that only place text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from assistant.documents.blocks import Block, Grid, GridCell, Zone
from assistant.documents.word_parts import WRAPPERS, value_of, w

__all__ = ["cells_of", "columns_of", "grid_of", "rows_of"]


def rows_of(table: Any) -> Iterator[Any]:
    """The rows of a table, through content controls."""
    for child in table:
        if child.tag == w("tr"):
            yield child
        elif child.tag in WRAPPERS:
            yield from rows_of(child)


def cells_of(row: Any) -> Iterator[Any]:
    """The cells of a row, through content controls."""
    for child in row:
        if child.tag == w("tc"):
            yield child
        elif child.tag in WRAPPERS:
            yield from cells_of(child)


def columns_of(laid: Sequence[Sequence[tuple[Any, list[Block]]]]) -> Iterator[Block]:
    """The cells of a table that only places text: its left column first, as the page is read."""
    widest = max((len(row) for row in laid), default=0)
    for column in range(widest):
        zone: Zone = "body" if widest == 1 else ("left" if column == 0 else "right")
        for row in laid:
            if column < len(row):
                yield from (replace(block, zone=zone) if block.grid is None else block for block in row[column][1])


def grid_of(rows: Sequence[Any], laid: Sequence[Sequence[tuple[Any, list[Block]]]]) -> Grid | None:
    """The grid of a table; ``None`` if it is a single column or blank."""
    open_cells: dict[int, GridCell] = {}
    spans: dict[int, int] = {}
    lines: list[list[GridCell]] = []
    for row, cells in zip(rows, laid, strict=True):
        line: list[GridCell] = [GridCell("")] * _spread(row, "gridBefore")
        for cell, blocks in cells:
            width = _span(cell)
            merge = cell.find(f"{w('tcPr')}/{w('vMerge')}")
            above = open_cells.get(len(line))
            if merge is not None and merge.get(w("val")) != "restart" and above is not None:
                found = above
                spans[id(found)] += 1
            else:
                found = GridCell(_cell_text(blocks), 1, width)
                spans[id(found)] = 1
            if merge is not None:
                open_cells[len(line)] = found
            else:
                open_cells.pop(len(line), None)
            line += [found] * width
        lines.append(line)
    width = max((len(line) for line in lines), default=0)
    if width < 2 or not any(cell.text for line in lines for cell in line):
        return None
    final = {id(c): replace(c, row_span=spans.get(id(c), 1)) for line in lines for c in line}
    blank = GridCell("")
    padded = [tuple([final[id(c)] for c in line] + [blank] * (width - len(line))) for line in lines]
    return Grid(_without_idle_columns(padded))


def _without_idle_columns(rows: Sequence[tuple[GridCell, ...]]) -> tuple[tuple[GridCell, ...], ...]:
    """Grid columns that begin no cell in any row are leftovers of Word's editing; merge them away."""
    width = len(rows[0])
    kept = [c for c in range(width) if c == 0 or any(row[c] is not row[c - 1] for row in rows)]
    if len(kept) == width:
        return tuple(rows)
    lost = [c for c in range(width) if c not in kept]
    fresh: dict[int, GridCell] = {}
    for row in rows:
        for column, cell in enumerate(row):
            if id(cell) not in fresh:
                covered = range(column, column + cell.column_span)
                span = cell.column_span - sum(c in lost for c in covered)
                fresh[id(cell)] = replace(cell, column_span=max(1, span))
    return tuple(tuple(fresh[id(row[c])] for c in kept) for row in rows)


def _spread(row: Any, name: str) -> int:
    value = value_of(row.find(f"{w('trPr')}/{w(name)}"))
    return min(int(value), 60) if value and value.isdigit() else 0


def _span(cell: Any) -> int:
    value = value_of(cell.find(f"{w('tcPr')}/{w('gridSpan')}"))
    return max(1, min(int(value), 60)) if value and value.isdigit() else 1


def _cell_text(blocks: Iterable[Block]) -> str:
    parts: list[str] = []
    for block in blocks:
        if block.grid is not None:
            parts += [cell.text for row in block.grid.cells for cell in dict.fromkeys(row) if cell.text]
        elif block.text:
            parts.append(block.text)
    return " ".join(parts)
