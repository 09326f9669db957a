"""Columns that tell each row's share of the total row, or its growth from the row above: cells that break the rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from assistant.diagnosis.cells import Figure, Grid, Row, printed
from assistant.diagnosis.model import Defect
from assistant.diagnosis.phrases import quoted
from assistant.diagnosis.places import place
from assistant.diagnosis.reading import Reading

__all__ = ["share_faults"]

Kind = Literal["share", "step"]
_HUNDRED = Decimal(100)
_FEWEST = 3
_HELD = 0.6
_FARTHEST = Decimal(4)


@dataclass(frozen=True, slots=True)
class _Trial:
    """What a cell should print by the rule: ``value`` from ``part`` and ``base``; ``slack`` of their rounding."""

    row: Row
    base_row: Row
    shown: Figure
    value: Decimal
    slack: Decimal

    @property
    def off(self) -> Decimal:
        return abs(self.value - self.shown.value) - self.slack - self.shown.half

    @property
    def fits(self) -> bool:
        return self.off <= 0

    @property
    def breaks(self) -> bool:
        """Off by more than one printed unit, which making up a hundred may take."""
        return self.off > 2 * self.shown.half


def share_faults(reading: Reading, grid: Grid) -> Iterator[Defect]:
    """Cells of a column of rates that break the rule most of its other cells follow."""
    for target in grid.figure_columns:
        if not grid.is_rate(target):
            continue
        learned = [
            (kind, column, trials)
            for column in grid.figure_columns
            if column != target and not grid.is_rate(column)
            for kind, trials in (("share", _shares(grid, target, column)), ("step", _steps(grid, target, column)))
            if _rule(trials)
        ]
        if learned:
            kind, column, trials = max(learned, key=lambda found: sum(t.fits for t in found[2]))
            yield from (_defect(reading, grid, (kind, target, column), t, trials) for t in trials if t.breaks)


def _rule(trials: Sequence[_Trial]) -> bool:
    """Whether the cells follow the rule: three or more of them, different ones, and all but a few."""
    held = [t for t in trials if t.fits]
    bad = sum(t.breaks for t in trials)
    different = len({t.shown.value for t in held}) >= _FEWEST
    near = all(1 / _FARTHEST < t.shown.value / t.value < _FARTHEST for t in trials if t.breaks and t.value)
    return different and len(held) >= _HELD * len(trials) and bad <= max(1, len(trials) // 5) and near


def _shares(grid: Grid, target: int, column: int) -> list[_Trial]:
    """Each row against the total row."""
    totals = [row for row in grid.rows if grid.is_total(row)]
    whole = grid.figure(totals[0], column) if len(totals) == 1 else None
    if whole is None or whole.value <= 0:
        return []
    return [
        t
        for row in grid.rows
        if row is not totals[0] and (t := _trial(grid, (row, totals[0]), target, column, Decimal(0))) is not None
    ]


def _steps(grid: Grid, target: int, column: int) -> list[_Trial]:
    """Each row against the one above."""
    rows = [row for row in grid.rows if not grid.is_total(row)]
    return [
        t for above, row in pairwise(rows) if (t := _trial(grid, (row, above), target, column, _HUNDRED)) is not None
    ]


def _trial(grid: Grid, rows: tuple[Row, Row], target: int, column: int, less: Decimal) -> _Trial | None:
    shown = grid.figure(rows[0], target)
    part, base = grid.figure(rows[0], column), grid.figure(rows[1], column)
    if shown is None or part is None or base is None or base.value <= 0 or part.value <= 0 or part.value == base.value:
        return None
    halves = [f.half if f.digits else Decimal(0) for f in (part, base)]
    slack = _HUNDRED * (halves[0] / base.value + part.value * halves[1] / (base.value * base.value))
    return _Trial(rows[0], rows[1], shown, _HUNDRED * part.value / base.value - less, slack)


def _defect(
    reading: Reading, grid: Grid, rule: tuple[str, int, int], trial: _Trial, trials: Sequence[_Trial]
) -> Defect:
    kind, target, column = rule
    part, base = (row.cells[column].text.strip() for row in (trial.row, trial.base_row))
    computed = printed(trial.value, trial.shown.digits)
    work = f"{part} : {base} × 100%" if kind == "share" else f"({part} : {base} - 1) × 100%"
    values = {
        "place": place(reading, trial.row.span[0]),
        "row": quoted(" ".join(trial.row.label.split()) or trial.row.cells[0].text),
        "column": quoted(grid.head(target)),
        "printed": trial.row.cells[target].text.strip(),
        "computed": computed,
        "work": f"{work} = {computed}%",
        "held": str(sum(t.fits for t in trials)),
    }
    cause = f"{grid.placed.order}:{trial.row.index}"
    return Defect(2, 0.94, (trial.row.span,), values, kind, cause)
