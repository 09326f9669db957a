"""How fast a target asks the draft's own figures to move, against how fast they have moved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.diagnosis.cells import Grid, Row, printed
from assistant.documents.model import Section
from assistant.language.normalize import match_key
from assistant.language.periods import periods
from assistant.language.quantities import amounts, value_of
from assistant.language.tokens import syllables
from assistant.review.analyses.targets import year_tables
from assistant.review.analyses.tools import about, argument, lowered, named_in, plain, spot_of
from assistant.review.outcome import Measure
from assistant.review.profile import DraftProfile
from assistant.review.spots import Spot
from assistant.review.themes import Sign

__all__ = ["remaining", "steep", "uneven"]

_STEEP, _UNEVEN, _ALIKE = 1.6, 2.0, 0.6
_MOST = 2
_FEWEST_YEARS = 2
_HALF, _FASTER = 60, 1.1
_EARLIER = re.compile(r"(?:(\d[\d.,]*\d|\d)\s?%?\s(?:của\s|vào\s)?năm\s(20\d\d))|(?:năm\s(20\d\d)\s\((\d[\d.,]*\d|\d))")
_GATHERED = re.compile(
    r"từ (?:đầu )?năm (?P<begin>20\d\d) đến (?:hết )?(?:tháng (?P<month>\d{1,2})[/ năm]+|năm )(?P<end>20\d\d).{0,60}?"
    r"bằng (?P<percent>\d+(?:,\d+)?)\s?% mục tiêu(?: (?P<years>\d) năm)?"
)


@dataclass(frozen=True, slots=True)
class _Series:
    """A row of a table by year; ``rate``: per cent, so that points are added and not factors multiplied."""

    name: str
    unit: str
    rate: bool
    values: dict[int, Decimal]
    row: Row
    section: Section

    def growth(self, first: int, last: int) -> float:
        """Points a year for rates, else per cent a year (compound)."""
        a, b, years = float(self.values[first]), float(self.values[last]), last - first
        return (b - a) / years if self.rate else ((b / a) ** (1 / years) - 1) * 100

    def told(self, year: int) -> str:
        """The value of a year with its unit."""
        value = self.values[year]
        digits = max(0, -int(value.normalize().as_tuple().exponent))
        return f"{printed(value, digits)}%" if self.rate else f"{printed(value, digits)} {self.unit}".strip()

    def spot(self, draft: DraftProfile) -> Spot:
        """The row as it stands in the draft."""
        start, end = self.row.span
        return Spot(draft.document.text[start:end], start, end, self.section)


def _series(draft: DraftProfile) -> Iterator[_Series]:
    for placed, grid, years in year_tables(draft):
        for row in grid.rows:
            values = {year: f.value for column, year in years.items() if (f := grid.figure(row, column))}
            if len(values) < _FEWEST_YEARS or not row.label or grid.is_total(row) or min(values.values()) <= 0:
                continue
            unit = row.unit or match_key(grid.table.unit or "").rpartition(":")[2].strip()
            rate = unit.startswith("%") or grid.is_rate_row(row)
            yield _Series(_name(row, grid), unit, rate, values, row, placed.section)


def _name(row: Row, grid: Grid) -> str:
    """The label of a row; of a part of the row above it, its own words."""
    del grid
    return lowered(re.sub(r"^(?:Trong đó|Riêng)\s*:?\s*", "", plain(row.label)))


def steep(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """Indicators whose targets ask for a pace much above that of the years before, by the draft's own tables."""
    del here
    every = list(_series(draft))
    now = draft.year or 0
    found: list[tuple[float, _Series, dict[str, str]]] = []
    for target in every:
        ahead = [year for year in target.values if year > now]
        past = next((one for one in every if max(one.values) <= now and _same(one, target)), None) or _told_past(
            draft, target
        )
        if not ahead or past is None or past.rate != target.rate:
            continue
        first, base, last = min(past.values), max(past.values), max(ahead)
        start = base if base in target.values else None
        if start is None or base - first < _FEWEST_YEARS or last <= base:
            continue
        before, after = past.growth(first, base), target.growth(base, last)
        if before > 0 and after >= _STEEP * before:
            values = _told(past, target, (first, base, last), (before, after))
            found.append((after / before, target, values))
    return tuple(
        Measure("steep", 0.72, (one.spot(draft),), values)
        for _, one, values in sorted(found, key=lambda row: -row[0])[:1]
    )


def _told_past(draft: DraftProfile, target: _Series) -> _Series | None:
    """The base value of a target and an earlier one, where a sentence of the results gives both: "năm 2024 đạt 11,2%,
    cao hơn mức 7,9% của năm 2021"."""
    words = {word for word in syllables(target.name) if word.isalpha()}
    for one in argument(draft).of("result"):
        if len(words & set(syllables(one.text))) < _ALIKE * len(words):
            continue
        for found in _EARLIER.finditer(one.text):
            number, year = (found[1], found[2]) if found[1] else (found[4], found[3])
            base = next(
                (y for y, value in target.values.items() if _printed_in(value, one.text[: found.start()])), None
            )
            value = value_of(number)[0]
            if base is not None and int(year) < base and value > 0:
                values = {int(year): value, base: target.values[base]}
                return _Series(target.name, target.unit, target.rate, values, target.row, one.section)
    return None


def _printed_in(value: Decimal, text: str) -> bool:
    digits = max(0, -int(value.normalize().as_tuple().exponent))
    return re.search(rf"(?<![\d.,]){re.escape(printed(value, digits))}(?![\d]|[.,]\d)", text) is not None


def remaining(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """A sum gathered since the period began, the share of its goal it makes, and what is left to gather a year."""
    del here
    for one in argument(draft).of("result"):
        found = _GATHERED.search(one.text)
        if found is None:
            continue
        begin, until, percent = int(found["begin"]), _until(found, draft), value_of(found["percent"])[0]
        goals = [a for a in amounts(one.text[found.end("percent") :]) if a.measure in ("money", "count")]
        had = [a for a in amounts(one.text[: found.start("percent")]) if a.measure in ("money", "count")]
        if until is None or not goals or not had or had[-1].unit != goals[0].unit or percent > _HALF:
            continue
        last = begin + int(found["years"]) - 1 if found["years"] else _end(draft)
        ahead = (last or 0) + 1 - until
        if ahead <= 0 or until <= begin:
            continue
        left = goals[0].value - had[-1].value
        before, after = float(had[-1].value) / (until - begin), float(left) / ahead
        if after < _FASTER * before:
            continue
        unit = re.sub(r"^[\d.,\s]+", "", one.text[found.end("percent") :][goals[0].start : goals[0].end])
        power = Decimal(10) ** goals[0].scale
        values = {
            "name": about(one.text), "percent": f"{found['percent']}%", "left": f"{printed(left / power, 0)} {unit}",
            "ahead": _one(ahead), "before": f"{printed(Decimal(before) / power, 0)} {unit}/năm",
            "after": f"{printed(Decimal(after) / power, 0)} {unit}/năm", "last": str(last),
        }  # fmt: skip
        return (Measure("remaining", 0.8, (spot_of(one),), values),)
    return ()


def _until(found: re.Match[str], draft: DraftProfile) -> float | None:
    """How far the counting goes, in years: "đến hết tháng 6/2023" is 2023.5."""
    if found["month"]:
        return int(found["end"]) + int(found["month"]) / 12
    return int(found["end"]) + 1.0 if found["end"] else float(draft.year or 0) or None


def _end(draft: DraftProfile) -> int | None:
    spans = [p for p in periods(draft.document.metadata.subject or "") if p.shape == "span"]
    return spans[-1].last // 12 if spans else None


def _told(past: _Series, target: _Series, years: tuple[int, int, int], pace: tuple[float, float]) -> dict[str, str]:
    first, base, last = years
    unit = " điểm phần trăm/năm" if target.rate else "%/năm"
    return {
        "name": target.name, "from": past.told(first), "first": str(first), "now": past.told(base), "base": str(base),
        "goal": target.told(last), "last": str(last), "before": _one(pace[0]) + unit, "after": _one(pace[1]) + unit,
        "ratio": _one(pace[1] / pace[0]),
    }  # fmt: skip


def uneven(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """Indicators whose yearly targets rise little at first and leave most to the last years."""
    del here
    now = draft.year or 0
    found: list[tuple[float, _Series, dict[str, str]]] = []
    for one in _series(draft):
        years = sorted(one.values)
        if not one.rate or years[-1] <= now or len(years) < 2 * _FEWEST_YEARS + 1:
            continue
        middle = years[len(years) // 2]
        early, late = one.growth(years[0], middle), one.growth(middle, years[-1])
        if early > 0 and late >= _UNEVEN * early and float(one.values[years[-1]] - one.values[years[0]]) >= 5:
            values = _told(one, one, (years[0], middle, years[-1]), (early, late))
            found.append((late / early, one, values))
    found.sort(key=lambda row: -row[0])
    if not found:
        return ()
    _, worst, values = found[0]
    others = [row[1].name for row in found[1 : _MOST + 1]]
    values["others"] = f"; tương tự là {named_in(others)}" if others else ""
    return (Measure("uneven", 0.66, (worst.spot(draft),), values),)


def _same(one: _Series, other: _Series) -> bool:
    a, b = (set(syllables(s.name)) for s in (one, other))
    return len(a & b) >= _ALIKE * max(len(a), len(b)) and (
        not one.unit or not other.unit or one.unit[-3:] == other.unit[-3:]
    )


def _one(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
