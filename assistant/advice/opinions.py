"""Opinions listed in tables: uptake tables ("Bảng tổng hợp, tiếp thu, giải trình") and forms for giving comments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.advice.lexicon import any_of, only
from assistant.documents.model import Cell, Document, Table
from assistant.language.normalize import match_key

__all__ = ["Opinion", "opinions"]


@dataclass(frozen=True, slots=True)
class Opinion:
    """One cell of the column of opinions: its text, its place, and the part of the draft it stands by."""

    text: str
    start: int
    page: int | None
    path: tuple[str, ...]
    answered: bool


def opinions(document: Document) -> tuple[Opinion, ...]:
    """The opinions of every table that has a column of them, in reading order; ``answered``: another answers them."""
    return tuple(opinion for _, table in document.tables() for opinion in _of(table, document))


def _of(table: Table, document: Document) -> Iterator[Opinion]:
    column = _column(table)
    if column is None:
        return
    place = _place(table, column)
    group = ""
    seen: set[int] = set()
    for row in table.rows:
        if len({(cell.start, cell.end) for cell in row}) == 1:
            group = row[0].text
            continue
        cell = row[column]
        if cell.start in seen or not any(c.isalpha() for c in cell.text):
            continue
        seen.add(cell.start)
        heading = row[place].text if place is not None else ""
        path = (*table.section_path, *(part for part in (group, heading) if part))
        yield Opinion(cell.text, cell.start, _page(cell, document), path, _is_answered(table))


def _column(table: Table) -> int | None:
    """The column of opinions: it is called so, and it does not name who gave them or what came of them."""
    for index, head in enumerate(table.header):
        key = match_key(head)
        if "tiếp thu" in key or "giải trình" in key:
            continue
        called = only("column", "opinion").match(key)
        if called or (any_of("column", "opinion").search(key) and not any_of("column", "answer").search(key)):
            return index
    return None


def _is_answered(table: Table) -> bool:
    return any("tiếp thu" in key or "giải trình" in key for key in map(match_key, table.header))


def _place(table: Table, column: int) -> int | None:
    keys = [match_key(head) for head in table.header]
    return next((i for i, key in enumerate(keys) if i != column and any_of("column", "place").search(key)), None)


def _page(cell: Cell, document: Document) -> int | None:
    return document.page_at(cell.start)
