"""Facts: which indicator, of what, when, planned or done, has which value. From sentences and from tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from assistant.diagnosis.amounts import Amount, amounts, unit_and_scale, value_of
from assistant.diagnosis.cells import Grid, Row
from assistant.diagnosis.clauses import sentences
from assistant.diagnosis.model import Span
from assistant.diagnosis.parts import load_data
from assistant.diagnosis.periods import period_in, strip_periods
from assistant.diagnosis.reading import Line, Reading
from assistant.language.normalize import match_key

__all__ = ["Fact", "facts_of", "indicator_words", "key_words"]

Status = Literal["actual", "estimate", "target"]
Relation = Literal["level", "change", "share"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure and what it is said of. ``words``: the telling syllables of the indicator; ``scope``: places, sectors
    and modes that tell two figures of one indicator apart; ``period``: canonical, "" if none is said; ``span``: the
    clause or the table row; ``place`` of the number in the draft.
    """

    words: frozenset[str]
    head: str
    name: str
    scope: frozenset[str]
    period: str
    status: Status
    relation: Relation
    amount: Amount
    span: Span
    number: Span
    origin: Literal["text", "table"]


@dataclass(frozen=True, slots=True)
class _Said:
    """What the words around a number say of it."""

    name: str
    relation: Relation
    period: str


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_data("figures")["words"][name])


@cache
def _verbs() -> re.Pattern[str]:
    rows = load_data("figures")["verbs"]
    groups = []
    for relation in ("share", "change", "level"):
        words = sorted(rows[relation], key=len, reverse=True)
        groups.append(f"(?P<{relation}>{'|'.join(re.escape(w) for w in words)})")
    return re.compile(rf"(?<!\w)(?:{'|'.join(groups)})(?!\w)")


def facts_of(reading: Reading) -> tuple[Fact, ...]:
    """Every fact of the draft in reading order: sentences first, then tables."""
    found: list[Fact] = []
    for line in reading.paragraphs:
        if reading.part(line.section) != "annex":
            found += _facts_of_line(reading, line)
    for placed in reading.tables:
        found += _facts_of_table(Grid(placed))
    return tuple(found)


def _facts_of_line(reading: Reading, line: Line) -> Iterator[Fact]:
    planning = reading.part(line.section) in {"targets", "solutions", "forecast"}
    for start, end in sentences(line.text):
        clause = line.text[start:end]
        subject: tuple[str, Relation] | None = None
        above, period = 0, ""
        for amount in amounts(clause):
            window = clause[above : amount.start]
            above = amount.end
            if _bracketed(clause, amount):
                continue
            own = _subject(window, subject is None)
            name, relation = own if own[0] else ((subject[0] if subject else ""), own[1])
            period = period_in(window) or (period if not own[0] else "") or _period_behind(clause, amount)
            if not name and subject is None:
                name = _behind(clause, amount)
            if not name:
                continue
            subject = (name, relation)
            span = line.start + start, line.start + end
            yield _fact(clause, amount, _Said(name, relation, period), span, planning=planning)


def _fact(clause: str, amount: Amount, said: _Said, span: Span, *, planning: bool) -> Fact:
    name, relation, period = said.name, said.relation, said.period
    around = match_key(clause[: amount.start])
    key = match_key(strip_periods(name))
    words, head = indicator_words(key)
    return Fact(
        words,
        head,
        " ".join(name.split()).strip(" ,;:-"),
        _scope(name, clause[: amount.start]),
        period,
        _status(around, planning=planning),
        relation,
        amount,
        span,
        (span[0] + amount.start, span[0] + amount.end),
        "text",
    )


def _bracketed(clause: str, amount: Amount) -> bool:
    """Inside brackets: a base, a target or an aside, told by other checks."""
    before = clause[: amount.start]
    return before.count("(") > before.count(")")


def _subject(window: str, first: bool) -> tuple[str, Relation]:
    """What the number is said of, and how: the last comma-free stretch before the verb."""
    key = match_key(window)
    found = list(_verbs().finditer(key))
    relation: Relation = "level"
    text = window
    if found:
        last = found[-1]
        relation = last.lastgroup  # type: ignore[assignment]
        lowered = window.lower()
        at = lowered.rfind(last[0].split()[0])
        text = window[:at] if at >= 0 else window
    stretch = re.split(r"[,;:()]|\s[-–]\s", text)
    parts = [p for p in stretch if indicator_words(match_key(strip_periods(p)))[0]]
    return (parts[-1].strip() if parts else ""), relation


def _behind(clause: str, amount: Amount) -> str:
    """ "14.260 tỷ đồng thu nội địa năm 2022": the words that follow the unit."""
    after = re.split(r"[,;:.()]|\s(?:để|và|nhưng|cho|do|tại|trong|từ|bằng|chiếm)\s", clause[amount.end :])[0]
    return after.strip() if len(after.split()) <= 9 else ""


def _period_behind(clause: str, amount: Amount) -> str:
    after = clause[amount.end : amount.end + 60]
    return period_in(re.split(r"[,;()]", after)[0]) or period_in(clause[: amount.start])


def indicator_words(key: str) -> tuple[frozenset[str], str]:
    """The telling syllables of an indicator (a key), idle ones dropped, and the first of them."""
    for alias, plain in load_data("figures")["aliases"].items():
        key = key.replace(alias, plain)
    kept = [w for w in re.findall(r"[^\W\d_]+", key) if w not in _words("idle")]
    return frozenset(kept), kept[0] if kept else ""


def key_words(fact: Fact) -> int:
    """How many syllables of the indicator are telling ones, not general nouns."""
    return len(fact.words - _words("generic"))


def _scope(name: str, before: str) -> frozenset[str]:
    """Names of places and bodies, and words for sectors and modes, in what is said before the number."""
    found = {match_key(w) for w in re.findall(r"(?<=\s)[^\W\d_]\w+", name) if w[0].isupper() and not w.isupper()}
    key = match_key(before[-160:])
    for word in (*_words("scopes"), *_words("modes")):
        if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", key):
            found.add(word)
    return frozenset(found)


def _status(text: str, *, planning: bool) -> Status:
    rows = load_data("figures")["status"]
    if planning or any(re.search(rf"(?<!\w){re.escape(w)}(?!\w)", text) for w in rows["target"]):
        return "target"
    return "estimate" if any(re.search(rf"(?<!\w){w}(?!\w)", text) for w in rows["estimate"]) else "actual"


def _facts_of_table(grid: Grid) -> Iterator[Fact]:
    """Rows that name an indicator, columns that name a period or a status."""
    for column in grid.figure_columns:
        head = match_key(grid.table.header[column])
        period = period_in(grid.table.header[column])
        timed = bool(period) or any(w in head for w in ("thực hiện", "mục tiêu", "kế hoạch", "dự toán", "ước"))
        if not timed or "so với" in head or "%" in head or "tăng" in head or "giảm" in head:
            continue
        for row in grid.rows:
            fact = _cell_fact(grid, row, column, period or period_in(grid.table.caption or ""))
            if fact is not None:
                yield fact


def _cell_fact(grid: Grid, row: Row, column: int, period: str) -> Fact | None:
    head, caption = match_key(grid.table.header[column]), match_key(grid.table.caption or "")
    figure = grid.figure(row, column)
    unit = unit_and_scale(row.unit or "") or unit_and_scale(grid.table.unit or "") or _unit_of_label(row.label)
    if figure is None or unit is None or not row.label or grid.is_total(row):
        return None
    cell = row.cells[column]
    number = re.sub(r"[^\d.,]", "", cell.text)
    value, half = value_of(number)
    amount = Amount(value.scaleb(unit[1]), half.scaleb(unit[1]), number, unit[0], unit[1], cell.start, cell.end)
    words, first = indicator_words(match_key(strip_periods(re.sub(r"\(.*?\)", "", row.label))))
    level = row.level if row.level is not None else 0
    nested = level >= 50 or row.partial
    status = _status(head, planning=False)
    scope = _scope(row.label, row.label) | ({f"row {row.index}"} if nested else set())
    modes = {m for m in _words("modes") if m in caption or m in head}
    return Fact(
        words,
        first,
        row.label,
        scope | modes,
        period,
        status,
        "level",
        amount,
        row.span,
        (cell.start, cell.end),
        "table",
    )


def _unit_of_label(label: str) -> tuple[str, int] | None:
    found = re.search(r"\(([^()]+)\)\s*$", label)
    return unit_and_scale(found[1]) if found else None
