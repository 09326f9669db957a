"""Columns computed from other columns: the formula is learned from the rows, the row that breaks it is reported."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from assistant.diagnosis.cells import Figure, Grid, Row, printed
from assistant.diagnosis.model import Defect
from assistant.diagnosis.parts import load_data
from assistant.diagnosis.phrases import quoted
from assistant.diagnosis.places import place
from assistant.diagnosis.reading import Reading

__all__ = ["column_faults"]

Kind = Literal["sum", "difference", "ratio", "growth", "product"]
_HUNDRED = Decimal(100)
_MOST_COLUMNS = 16
_MOST_ROWS = 250


@dataclass(frozen=True, slots=True)
class _Formula:
    """``target`` = kind(operands), by column."""

    kind: Kind
    target: int
    operands: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Trial:
    """A formula tried on one row: what it gives, what is printed, how far rounding may part them."""

    row: Row
    value: Decimal
    printed: Figure
    strict: Decimal
    loose: Decimal
    exact: bool = False

    @property
    def fits(self) -> bool:
        return abs(self.value - self.printed.value) <= self.loose

    @property
    def breaks(self) -> bool:
        """Off by more than rounding, and one printed unit more, can explain; counts are exact."""
        if self.exact:
            return self.value != self.printed.value
        return abs(self.value - self.printed.value) > self.loose + 2 * self.printed.half


def column_faults(reading: Reading, grid: Grid) -> Iterator[Defect]:
    """Cells that break the formula their column follows in most other rows."""
    columns = grid.figure_columns[:_MOST_COLUMNS]
    rows = grid.rows[:_MOST_ROWS]
    if len(columns) < 2 or len(rows) < 3:
        return
    found = [learned for target in columns if (learned := _best(grid, target, columns, rows)) is not None]
    found.sort(key=lambda learned: not _named(grid, learned[0]))
    for formula, trials in found:
        yield from _outliers(reading, grid, formula, trials)


def _best(grid: Grid, target: int, columns: Sequence[int], rows: Sequence[Row]) -> tuple[_Formula, list[_Trial]] | None:
    """The formula that most rows of the column follow, the shorter of two as good."""
    best: tuple[int, int, _Formula, list[_Trial]] | None = None
    for formula in _formulas(grid, target, columns):
        trials = [t for row in rows if (t := _trial(grid, row, formula)) is not None]
        held = [t for t in trials if t.fits]
        rank = (len(held), -len(formula.operands))
        if _learned(grid, formula, trials, held) and (best is None or rank > best[:2]):
            best = (*rank, formula, trials)
    return best[2:] if best is not None else None


def _formulas(grid: Grid, target: int, columns: Sequence[int]) -> Iterator[_Formula]:
    others = [c for c in columns if c != target]
    rate = grid.is_rate(target)
    heads = load_data("tables")
    head = grid.heads[target]
    for a, b in itertools.permutations(others, 2):
        if rate or any(word in head for word in heads["ratio_heads"]):
            yield _Formula("ratio", target, (a, b))
            yield _Formula("growth", target, (a, b))
        if any(word in head for word in heads["difference_heads"]):
            yield _Formula("difference", target, (a, b))
        if a < b and any(word in head for word in heads["product_heads"]):
            yield _Formula("product", target, (a, b))
    if not rate:
        for size in range(2, min(len(others), 10) + 1):
            for start in range(len(others) - size + 1):
                run = tuple(others[start : start + size])
                if run[0] > target or run[-1] < target:
                    yield _Formula("sum", target, run)


def _trial(grid: Grid, row: Row, formula: _Formula) -> _Trial | None:
    result = grid.figure(row, formula.target)
    found = [grid.figure(row, column) for column in formula.operands]
    operands = [f for f in found if f is not None]
    if result is None or (formula.kind != "sum" and len(operands) < len(found)) or len(operands) < 2:
        return None
    values = [f.value for f in operands]
    spread = [f.half if f.digits else Decimal(0) for f in operands]
    if formula.kind == "sum":
        return _Trial(row, sum(values, Decimal(0)), result, result.half, result.half + sum(spread, Decimal(0)))
    a, b = values
    if formula.kind == "difference":
        exact = not any(f.digits for f in (result, *operands)) and all(grid.is_count(c) for c in formula.operands)
        return _Trial(row, a - b, result, result.half, result.half + sum(spread, Decimal(0)), exact)
    if formula.kind == "product":
        return _Trial(row, a * b, result, result.half, result.half + abs(a) * spread[1] + abs(b) * spread[0])
    if b == 0:
        return None
    slack = _HUNDRED * (spread[0] / abs(b) + abs(a) * spread[1] / (b * b))
    value = _HUNDRED * a / b - (_HUNDRED if formula.kind == "growth" else 0)
    return _Trial(row, value, result, result.half, result.half + slack)


def _learned(grid: Grid, formula: _Formula, trials: Sequence[_Trial], held: Sequence[_Trial]) -> bool:
    """Whether enough different rows follow the formula for it to be meant, not met by chance."""
    telling = [t for t in held if _telling(grid, formula, t)]
    certain = _named(grid, formula) and len(held) >= len(trials) - 1 >= 4
    if len({t.printed.value for t in telling}) < (2 if len(trials) <= 4 or certain else 3):
        return False
    if len(telling) < (2 if _named(grid, formula) else 3):
        return False
    return len(held) >= (0.6 if len(trials) < 8 else 0.7) * len(trials)


def _telling(grid: Grid, formula: _Formula, trial: _Trial) -> bool:
    """A row that would not fit by itself: the result differs from every operand and is not nought."""
    operands = [grid.figure(trial.row, c) for c in formula.operands]
    values = [f.value for f in operands if f is not None]
    if trial.printed.value == 0 or trial.printed.value in values:
        return False
    if formula.kind == "sum":
        return sum(v != 0 for v in values) >= 2
    return formula.kind not in {"ratio", "growth"} or values[0] != values[1]


def _named(grid: Grid, formula: _Formula) -> bool:
    """Whether the head of the column says what it holds."""
    heads = load_data("tables")
    words = {
        "sum": heads["row_totals"],
        "difference": heads["difference_heads"],
        "product": heads["product_heads"],
    }.get(formula.kind, heads["ratio_heads"])
    return any(word in grid.heads[formula.target] for word in words)


def _outliers(reading: Reading, grid: Grid, formula: _Formula, trials: Sequence[_Trial]) -> Iterator[Defect]:
    broken = [t for t in trials if t.breaks]
    for trial in broken:
        kin = [t for t in trials if grid.is_rate_row(t.row) == grid.is_rate_row(trial.row)]
        held = sum(t.fits for t in kin)
        bad = sum(t.breaks for t in kin)
        if held < 2 or bad > max(1, 0.3 * len(kin)) or held <= bad or not _plausible(trial):
            continue
        yield _defect(reading, grid, formula, trial, held)


def _plausible(trial: _Trial) -> bool:
    """A slip of the pen, not another quantity: same sign, within an order of magnitude."""
    value, shown = trial.value, trial.printed.value
    if value == 0 or shown == 0:
        return True
    return Decimal("0.09") < abs(shown / value) < Decimal(11)


def _defect(reading: Reading, grid: Grid, formula: _Formula, trial: _Trial, held: int) -> Defect:
    row = trial.row
    shown = [row.cells[c].text.strip() for c in formula.operands]
    digits = trial.printed.digits
    values = {
        "place": place(reading, row.span[0]),
        "row": quoted(" ".join(row.label.split()) or row.cells[0].text),
        "column": quoted(grid.head(formula.target)),
        "printed": row.cells[formula.target].text.strip(),
        "computed": printed(trial.value, digits),
        "work": _work(formula.kind, shown, printed(trial.value, digits)),
        "held": str(held),
    }
    cause = f"{grid.placed.order}:{row.index}"
    confidence = 0.95 if held >= 3 else 0.9
    return Defect(2, confidence, (row.span,), values, formula.kind, cause)


def _work(kind: Kind, shown: Sequence[str], result: str) -> str:
    if kind == "sum":
        return f"{' + '.join(shown)} = {result}"
    if kind == "ratio":
        return f"{shown[0]} : {shown[1]} × 100% = {result}%"
    if kind == "growth":
        return f"({shown[0]} : {shown[1]} - 1) × 100% = {result}%"
    return f"{shown[0]} {'-' if kind == 'difference' else '×'} {shown[1]} = {result}"
