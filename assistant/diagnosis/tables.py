"""Totals and parts of tables that do not add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.diagnosis.cells import Figure, Grid, Row, printed
from assistant.diagnosis.formulas import column_faults
from assistant.diagnosis.model import Defect
from assistant.diagnosis.phrases import quoted
from assistant.diagnosis.places import place
from assistant.diagnosis.reading import Reading
from assistant.diagnosis.registry import check
from assistant.diagnosis.shares import share_faults

__all__ = ["table_arithmetic"]

_MOST_ADDENDS = 12


@dataclass(frozen=True, slots=True)
class _Sum:
    """One column of a total row and its addends under one reading of the table."""

    column: int
    total: Figure
    parts: tuple[tuple[Row, Figure], ...]

    @property
    def value(self) -> Decimal:
        return sum((figure.value for _, figure in self.parts), Decimal(0))

    @property
    def slack(self) -> Decimal:
        """Rounding: half a printed unit of the total and of every addend that is not whole or is in rounded units."""
        return self.total.half + sum((f.half for _, f in self.parts if f.digits), Decimal(0))

    @property
    def holds(self) -> bool:
        return abs(self.value - self.total.value) <= self.slack

    @property
    def near(self) -> bool:
        """Off by no more than the rounding of whole printed units could explain."""
        units = Decimal(len(self.parts) + 1) * self.total.half
        return abs(self.value - self.total.value) <= units


@check(kind="table_arithmetic", claim="fact")
def table_arithmetic(reading: Reading) -> Iterator[Defect]:
    """Totals, shares, differences and growth in a table that do not add up.

    Rule: rows named Tổng, Cộng, Toàn tỉnh and numbered parents equal the sum of their parts where the table shows, in
    another column or group, that they do; derived columns (sum, difference, share, growth, product; share of the total
    row, growth from the row above) follow the formula that most rows follow. Rounding is allowed for; "trong đó" is
    partial; shares and averages are never added. Source: diagnostics by cross-footing, the usual check of statistical
    tables.
    """
    for placed in reading.tables:
        grid = Grid(placed)
        if len(grid.rows) >= 2 and grid.figure_columns:
            yield from _totals(reading, grid)
            yield from _parents(reading, grid)
            yield from column_faults(reading, grid)
            yield from share_faults(reading, grid)


def _totals(reading: Reading, grid: Grid) -> Iterator[Defect]:
    for row in grid.rows:
        if not grid.is_total(row):
            continue
        readings = [group for group in _addends(grid, row) if len(group) >= 2]
        sums = [[s for c in _additive(grid) if (s := _sum(grid, row, group, c))] for group in readings]
        best = max(sums, key=lambda group: sum(s.holds for s in group), default=[])
        held = sum(s.holds for s in best)
        for fault in best:
            if _excused(grid, fault, best) or any(s.holds for g in sums for s in g if s.column == fault.column):
                continue
            if (held and held >= len(best) - held) or (not held and _plain(grid, best, readings)):
                yield replace(_defect(reading, grid, row, fault), confidence=0.96 if held else 0.9)


def _excused(grid: Grid, fault: _Sum, others: Sequence[_Sum]) -> bool:
    """Whether the sum holds, or rounding may explain the rest; counts of whole things are not rounded."""
    exact = grid.is_count(fault.column) and all(s.value == s.total.value for s in others if s.holds)
    return fault.holds or (fault.near and not exact)


def _plain(grid: Grid, sums: Sequence[_Sum], readings: Sequence[Sequence[Row]]) -> bool:
    """A flat table with one column to add up: nothing else can say how it is meant, and nothing needs to."""
    flat = len({row.level for group in readings for row in group}) == 1 and not any(r.partial for r in grid.rows)
    if len(sums) != 1 or not flat or len(sums[0].parts) < 3:
        return False
    total, value = sums[0].total.value, sums[0].value
    every = len(sums[0].parts) == len(readings[0])
    return every and total > 0 and abs(value - total) < total * Decimal("0.6")


def _additive(grid: Grid) -> list[int]:
    return [column for column in grid.figure_columns if not grid.is_rate(column)]


def _addends(grid: Grid, total: Row) -> Iterator[list[Row]]:
    """The rows that a total may be the sum of, by several readings of the table."""
    above = [r for r in grid.rows[: total.index] if not grid.is_total(r) and not r.partial]
    below = [r for r in grid.rows[total.index + 1 :] if not grid.is_total(r) and not r.partial]
    since = next((i for i in range(total.index - 1, -1, -1) if grid.is_total(grid.rows[i])), -1)
    block = [r for r in grid.rows[since + 1 : total.index] if not r.partial]
    until = next((i for i in range(total.index + 1, len(grid.rows)) if grid.is_total(grid.rows[i])), len(grid.rows))
    under = [r for r in grid.rows[total.index + 1 : until] if not r.partial]
    for group in (above, block, below, under):
        yield _highest(group)
        yield list(group)


def _highest(rows: Sequence[Row]) -> list[Row]:
    levels = [row.level for row in rows if row.level is not None]
    return [row for row in rows if row.level == min(levels)] if levels else list(rows)


def _sum(grid: Grid, total: Row, parts: Sequence[Row], column: int) -> _Sum | None:
    figure = grid.figure(total, column)
    if figure is None or {row.unit for row in parts if row.unit} - {total.unit, "", None} or _mixed(grid, parts):
        return None
    found = tuple((row, f) for row in parts if (f := grid.figure(row, column)) is not None)
    if len(found) < 2 or len(found) < 0.5 * len(parts):
        return None
    return _Sum(column, figure, found)


def _mixed(grid: Grid, parts: Sequence[Row]) -> bool:
    return len({row.unit for row in parts if row.unit}) > 1 or any(grid.is_rate_row(row) for row in parts)


def _parents(reading: Reading, grid: Grid) -> Iterator[Defect]:
    """Numbered rows and the rows numbered under them, where the table shows that these are all of its parts."""
    families = [(row, kids) for row in grid.rows if len(kids := _children(grid, row)) >= 2]
    sums = [(row, s) for row, kids in families for c in _additive(grid) if (s := _sum(grid, row, kids, c))]
    for row, fault in sums:
        own = [s for r, s in sums if r is row and s is not fault]
        if _excused(grid, fault, own):
            continue
        level = [s for r, s in sums if r is not row and r.level == row.level and s.column == fault.column]
        if sum(s.holds for s in own) >= max(1, len(own) - 1) or (
            not own and sum(s.holds for s in level) >= max(2, len(level) - 1)
        ):
            yield replace(_defect(reading, grid, row, fault), variant="parent")


def _children(grid: Grid, parent: Row) -> list[Row]:
    if parent.level is None or parent.partial or grid.is_total(parent) or grid.is_rate_row(parent):
        return []
    kids: list[Row] = []
    for row in grid.rows[parent.index + 1 :]:
        if row.level is not None and row.level <= parent.level:
            break
        if row.partial or grid.is_total(row):
            return []
        if row.level is not None and (not kids or row.level == kids[0].level):
            kids.append(row)
        elif row.level is None or row.level < (kids[0].level or 0):
            return []
    return kids


def _defect(reading: Reading, grid: Grid, row: Row, fault: _Sum) -> Defect:
    digits = max([fault.total.digits, *(f.digits for _, f in fault.parts)])
    shown = [part.cells[fault.column].text.strip() for part, _ in fault.parts]
    if len(shown) > _MOST_ADDENDS:
        shown = [*shown[: _MOST_ADDENDS - 1], "…", shown[-1]]
    values = {
        "place": place(reading, row.span[0]),
        "row": quoted(" ".join(row.label.split()) or row.cells[0].text),
        "column": quoted(grid.head(fault.column)),
        "printed": row.cells[fault.column].text.strip(),
        "computed": printed(fault.value, digits),
        "difference": printed(abs(fault.value - fault.total.value), digits),
        "addends": " + ".join(shown),
    }
    spans = (row.span, *(part.span for part, _ in fault.parts[:_MOST_ADDENDS]))
    cause = f"{grid.placed.order}:{row.index}"
    return Defect(3, 0.96, spans, values, "total", cause)
