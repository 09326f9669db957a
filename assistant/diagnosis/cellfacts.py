"""Facts of tables: what the label of the row, the head of the column and the caption say of a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.diagnosis.cells import Figure, Grid, Row, figure_of
from assistant.diagnosis.facts import Fact, default_period, horizon
from assistant.diagnosis.indicators import Status, counted_unit, grown, indicator, marks_in, names_in, status_in
from assistant.diagnosis.reading import Reading
from assistant.diagnosis.timeline import signed_on
from assistant.language.normalize import match_key
from assistant.language.periods import Period, period_of_year, periods, strip_periods
from assistant.language.quantities import Amount, Measure, amounts, unit_and_scale

__all__ = ["Head", "amount_of", "facts_of_tables", "figure_heads"]

_STATES = re.compile(
    r"thực hiện|đạt được|kết quả|mới nhất|số liệu|hiện trạng|hiện nay|giá trị|số lượng|mục tiêu|kế hoạch|dự toán|ước"
    r"|dự kiến|quyết toán|tổng số"
)
_RATE = re.compile(r"%|tốc độ|tỷ lệ|tỷ trọng|tỉ lệ|tỉ trọng|cơ cấu")


@dataclass(frozen=True, slots=True)
class _Column:
    index: int
    period: Period | None
    said: bool
    head: str
    words: frozenset[str]
    rate: bool
    status: Status


def facts_of_tables(reading: Reading) -> Iterator[Fact]:
    """The facts of every table in reading order; derived columns (shares of plan, growth) are left to other checks."""
    order = len(reading.lines)
    signed = signed_on(reading)
    now = signed.year * 12 + signed.month - 1 if signed else None
    for placed in reading.tables:
        grid = Grid(placed)
        if grid.label_column is None:
            continue
        caption = f"{placed.table.caption or ''}"
        default = next((p for p in periods(caption) if not p.base), None) or default_period(reading, placed.section)
        columns = [_dated(c, caption) for c in _columns(grid, default, now)]
        until = horizon(reading, placed.section)
        for row in grid.rows:
            for column in columns:
                fact = _fact(grid, row, column, caption)
                if fact is not None:
                    latest = column.index == _latest(columns, now)
                    yield replace(
                        fact,
                        period=_until(fact, now) if latest else fact.period,
                        order=order,
                        path=placed.section.path,
                        table=placed.order,
                        horizon=until,
                        plan=_plan(grid, row, column, columns),
                        now=latest,
                    )
            order += 1


def _columns(grid: Grid, default: Period | None, now: int | None) -> Iterator[_Column]:
    for index in grid.figure_columns:
        head = match_key(grid.table.header[index])
        plain = strip_periods(head)
        if "so với" in head or "tăng, giảm" in head or "/kh" in head.replace(" ", "") or "/dt" in head.replace(" ", ""):
            continue
        words = indicator(re.sub(r"\([^()]*\)", "", plain))
        if re.search(r"\d\s*/\s*\d{4}", head) or (not words and "%" in plain and "đạt" in plain):
            continue
        own = _period_of_head(grid.table.header[index], default.year if default else None)
        status = status_in(head, planning=False)
        if own is not None and status == "actual" and now is not None and own.last > now:
            status = "target"
        if _STATES.search(plain):
            words = frozenset()
        yield _Column(index, own or default, own is not None, head, words, _RATE.search(plain) is not None, status)


def _dated(column: _Column, caption: str) -> _Column:
    """The column with the period that the caption gives to targets or to results, where it gives two."""
    found = [p for p in periods(caption) if not p.base]
    if column.said or len(found) < 2:
        return column
    ahead = [caption[a:b] for a, b in zip([0, *(p.end for p in found)], [p.start for p in found], strict=False)]
    planned = [status_in(words, planning=False) == "target" for words in ahead]
    own = [p for p, plan in zip(found, planned, strict=True) if plan == (column.status == "target")]
    return replace(column, period=own[0]) if len(own) == 1 else column


def _plan(grid: Grid, row: Row, column: _Column, columns: list[_Column]) -> Decimal | None:
    """The target in the row of a result; bounds ("dưới 28") are read as their number."""
    heads = [c.index for c in columns if c.status == "target"] or [
        i for i, head in enumerate(grid.heads) if re.match(r"(?:mục tiêu|kế hoạch|chỉ tiêu giao|dự toán)(?!\w)", head)
    ]
    if column.status == "target" or len(heads) != 1:
        return None
    number = re.fullmatch(
        r"(?:dưới|trên|từ|tối thiểu|≥|≤|>|<|đạt)?\s*([\d.,]+)\s?%?(?: trở lên)?", row.cells[heads[0]].text
    )
    figure = figure_of(number[1]) if number else None
    return figure.value.scaleb(_unit(grid, row, column, figure)[1]) if figure else None


def _until(fact: Fact, now: int | None) -> Period | None:
    """The span of a result without a period of its own, cut off where the draft is signed."""
    period = fact.period
    if period is None and now is not None:
        return Period(now - 11, now, "span")
    if fact.said or now is None or period is None or period.shape != "span" or not period.first < now < period.last:
        return period
    return replace(period, last=now)


def _latest(columns: list[_Column], now: int | None) -> int | None:
    """The column of the last results: of dated columns the last that is not to come, of one result column that."""
    results = [c for c in columns if c.status != "target" and not c.words and not c.rate]
    dated = [c for c in results if c.said and c.period and (now is None or c.period.last <= now)]
    if dated and now is not None:
        last = max(dated, key=lambda c: c.period.last if c.period else 0)
        return last.index if last.period and now - last.period.last <= 24 else None
    return results[0].index if len(results) == 1 and any(c.status == "target" for c in columns) else None


def _period_of_head(head: str, default: int | None) -> Period | None:
    """The period a head names, a bare year too ("2024", "Năm 2021 (tỷ đồng)")."""
    year = re.search(r"(?<![\d./-])((?:19|20)\d\d)\W*(?:\([^()]*\))?$", head.strip())
    found = next((p for p in periods(head, default) if not p.base), None)
    return found or (period_of_year(int(year[1])) if year and "so với" not in head.lower() else None)


@dataclass(frozen=True, slots=True)
class Head:
    """A column of figures: its printed head as a key, the telling syllables of it, whether it holds rates."""

    index: int
    head: str
    words: frozenset[str]
    rate: bool


def figure_heads(grid: Grid) -> Iterator[Head]:
    """The heads of all columns of figures, derived ones too."""
    for index in grid.figure_columns:
        head = match_key(grid.table.header[index])
        plain = strip_periods(head)
        words = frozenset() if _STATES.search(plain) else indicator(re.sub(r"\([^()]*\)", "", plain))
        yield Head(index, head, words, _RATE.search(plain) is not None)


def amount_of(grid: Grid, row: Row, column: Head | _Column) -> Amount | None:
    """The figure of a cell with its unit and scale; offsets are those of the cell in the draft."""
    figure = grid.figure(row, column.index)
    if figure is None or not (row.label or grid.is_total(row)):
        return None
    cell = row.cells[column.index]
    unit = _unit(grid, row, column, figure)
    number = re.sub(r"[^\d.,]", "", cell.text)
    return Amount(
        abs(figure.value).scaleb(unit[1]), figure.half.scaleb(unit[1]), number, unit[0], _measure(unit[0]), unit[1],
        cell.start, cell.end, high=None, per=unit_per(row.unit or ""),
    )  # fmt: skip


def _fact(grid: Grid, row: Row, column: _Column, caption: str) -> Fact | None:
    amount = amount_of(grid, row, column)
    if amount is None:
        return None
    unit = (amount.unit, amount.scale)
    total = grid.is_total(row)
    label = re.sub(r"\([^()]*\)|\*", "", "" if total else row.label)
    period = _period_of_head(row.label, None)
    parents = " ".join(_parents(grid, row))
    own, relation = grown(indicator(label), "change" if "mức giảm" in match_key(label) else "level", unit[0])
    return Fact(
        own,
        " ".join((label or grid.head(column.index)).split()),
        names_in(label, label),
        marks_in(f"{label} | {'' if total else column.head}"),
        period or column.period,
        period is not None or column.said,
        column.status,
        relation,
        amount,
        row.span,
        (amount.start, amount.end),
        0,
        "table",
        column=column.words,
        context=indicator(f"{caption} {parents}"),
        setting=marks_in(f"{caption} | {parents}"),
    )


def _parents(grid: Grid, row: Row) -> Iterator[str]:
    """Labels of the rows that this row is numbered under."""
    level = row.level if row.level is not None else 99
    for above in reversed(grid.rows[: row.index]):
        if above.level is not None and above.level < level:
            yield above.label
            level = above.level
        if level <= 20:
            break


def _unit(grid: Grid, row: Row, column: Head | _Column, figure: Figure) -> tuple[str, int]:
    """Unit and scale of a cell: its own sign, its row's unit, the label's or the head's bracket, the table's."""
    if figure.percent or "%" in column.head:
        return "%", 0
    told = [row.unit or "", *re.findall(r"\(([^()]+)\)", row.label), *re.findall(r"\(([^()]+)\)", column.head)]
    for text in told:
        found = unit_and_scale(text)
        if found is not None:
            return found
    if column.rate:
        return "%", 0
    caption = grid.table.caption or ""
    said = re.search(r"đơn vị(?: tính)?\s*:?\s*([^();,]+)|\(([^()]+)\)\s*$", match_key(caption))
    told_once = unit_and_scale(grid.table.unit or "") or (unit_and_scale(said[1] or said[2]) if said else None)
    return told_once or (counted_unit(row.label) or counted_unit(column.head), 0)


def _measure(unit: str) -> Measure:
    sample = amounts(f"1 {unit}") if unit else []
    return sample[0].measure if sample else "bare"


def unit_per(text: str) -> str:
    """What stands behind the stroke of a unit: "%/năm" → "/năm"."""
    found = re.search(r"/[^\W\d_]+", match_key(text))
    return found[0] if found else ""
