"""What the draft's own tables single out: parts that fall behind the whole, rows far below the rate of the total."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.diagnosis.cells import Grid, Row, printed
from assistant.diagnosis.places import table_name
from assistant.diagnosis.reading import PlacedTable
from assistant.language.normalize import match_key
from assistant.language.tokens import syllables
from assistant.review.analyses.targets import year_tables
from assistant.review.analyses.tools import argument, lowered, named_in, plain
from assistant.review.outcome import Measure
from assistant.review.profile import DraftProfile
from assistant.review.spots import Spot, named
from assistant.review.themes import Sign

__all__ = ["behind", "lowest_rows", "slowest_places"]

_YEAR = re.compile(r"(?:19|20)\d\d")
_PERIOD = re.compile(r"(?:19|20)\d\d|\btháng\b|\bquý\b|\bnăm\b")
_RISE, _LAG, _LOW = 0.01, 10.0, 5.0
_FEWEST_PLACES = 3
_MOST_LOW = 3
_TOLD = 0.6


def behind(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """A part ("trong đó: hộ dân tộc thiểu số") of something bad (``object``) that shrinks less than the whole."""
    for placed, grid, years in year_tables(draft):
        columns = sorted(years, key=years.__getitem__)
        first, last = columns[0], columns[-1]
        whole: Row | None = None
        for row in grid.rows:
            if not row.partial and not match_key(row.label).startswith("trong đó"):
                whole = row
                continue
            if whole is None or not named(here.object, match_key(whole.label)) or "%" in (row.unit or ""):
                continue
            cells = [grid.figure(one, column) for one in (row, whole) for column in (first, last)]
            if any(cell is None or cell.value <= 0 for cell in cells):
                continue
            a, b, c, d = (float(cell.value) for cell in cells if cell)
            if d < c and b / d >= a / c + _RISE:
                values = {
                    "part": _label(row), "whole": _label(whole),
                    "from": _percent(100 * a / c), "to": _percent(100 * b / d),
                    "first": lowered(grid.head(first)), "last": lowered(grid.head(last)),
                    "table": table_name(draft.reading, placed.table.start),
                }  # fmt: skip
                spots = (_spot(draft, placed, row), _spot(draft, placed, whole))
                return (Measure("behind", 0.82, spots, values),)
    return ()


def slowest_places(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """Places whose bad figure (``object`` in the caption) fell much less than the total's."""
    for placed in draft.reading.tables:
        grid = Grid(placed)
        if not named(here.object, match_key(f"{placed.table.caption or ''}")):
            continue
        dated = [c for c in grid.figure_columns if _YEAR.search(grid.head(c)) and not grid.is_rate(c)]
        total = next((row for row in grid.rows if grid.is_total(row)), None)
        if len(dated) < 2 or total is None or not named(here.heading, _heads(grid)):
            continue
        falls = dict(_falls(grid, dated[0], dated[-1]))
        whole = falls.get(total.index)
        slow = [
            (falls[row.index], row)
            for row in grid.rows
            if row.index in falls and row is not total and whole is not None and whole - falls[row.index] >= _LAG
        ]
        if whole is None or not slow or len(falls) <= _FEWEST_PLACES:
            continue
        slow.sort(key=lambda pair: pair[0])
        names = [f"{plain(row.label)} (giảm {_percent(fall)})" for fall, row in slow[:2]]
        values = {"places": named_in(names), "whole": _percent(whole),
                  "table": table_name(draft.reading, placed.table.start),
                  "first": lowered(grid.head(dated[0])), "last": lowered(grid.head(dated[-1]))}  # fmt: skip
        return (Measure("slowest_places", 0.74, tuple(_spot(draft, placed, row) for _, row in slow[:2]), values),)
    return ()


def _heads(grid: Grid) -> str:
    return " | ".join(grid.heads)


def _falls(grid: Grid, first: int, last: int) -> Iterator[tuple[int, float]]:
    for row in grid.rows:
        a, b = grid.figure(row, first), grid.figure(row, last)
        if a and b and a.value > 0 and b.value < a.value:
            yield row.index, float(100 * (a.value - b.value) / a.value)


def lowest_rows(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """Rows whose rate of spending or completion (``heading`` of its column) is far below the total's, and of which no
    limitation or cause speaks."""
    told = [set(syllables(s.text)) for s in argument(draft).of("limitation", "cause")]
    best: tuple[float, Measure] | None = None
    for placed in draft.reading.tables:
        grid = Grid(placed)
        column = next((c for c in grid.figure_columns if _is_rate_of(here, grid, c)), None)
        total = next((row for row in grid.rows if grid.is_total(row)), None)
        rate = grid.figure(total, column) if total and column is not None else None
        if column is None or rate is None:
            continue
        low = [
            (float(f.value), row)
            for row in grid.rows
            if row is not total and (f := grid.figure(row, column)) and float(rate.value - f.value) >= _LOW
        ]
        low = [pair for pair in low if not _PERIOD.search(match_key(pair[1].label)) and not _explained(pair[1], told)]
        low = sorted(low, key=lambda pair: pair[0])[:_MOST_LOW]
        if not low:
            continue
        names = [f"{lowered(plain(row.label))} ({printed(_value(grid, row, column), 1)}%)" for _, row in low]
        values = {"rows": named_in(names), "whole": f"{printed(rate.value, 1)}%", "what": _what(here, grid, placed),
                  "table": table_name(draft.reading, placed.table.start)}  # fmt: skip
        spots = tuple(_spot(draft, placed, row) for _, row in low[:2])
        gap = float(rate.value) - low[0][0]
        best = max(
            best or (0.0, Measure("", 0.0)), (gap, Measure("lowest_rows", 0.78, spots, values)), key=lambda x: x[0]
        )
    return (best[1],) if best else ()


def _value(grid: Grid, row: Row, column: int) -> Decimal:
    figure = grid.figure(row, column)
    return figure.value if figure else Decimal(0)


def _is_rate_of(here: Sign, grid: Grid, column: int) -> bool:
    """A column of rates that stands behind one of spending, or says so itself."""
    head = grid.heads[column]
    if not ("%" in head or "tỷ lệ" in head):
        return False
    around = f"{head} {match_key(grid.table.caption or '')} {' '.join(grid.heads[:column])}"
    return named(here.object, around) and not named(here.other, head)


def _what(here: Sign, grid: Grid, placed: PlacedTable) -> str:
    del placed
    key = f"{match_key(grid.table.caption or '')} {_heads(grid)}"
    return next((phrase for phrase in here.object if phrase in key), here.object[0])


def _explained(row: Row, told: Sequence[set[str]]) -> bool:
    words = {word for word in syllables(row.label) if not word[0].isdigit()}
    return bool(words) and any(len(words & one) >= _TOLD * len(words) for one in told)


def _label(row: Row) -> str:
    return lowered(re.sub(r"^(?:Trong đó|trong đó)\s*:?\s*", "", plain(row.label)))


def _percent(value: float) -> str:
    return f"{value:.1f}%".replace(".", ",")


def _spot(draft: DraftProfile, placed: PlacedTable, row: Row) -> Spot:
    start, end = row.span
    return Spot(draft.document.text[start:end], start, end, placed.section)
