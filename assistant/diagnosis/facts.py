"""Facts of running text: which indicator, of what, when, planned or done, has which value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from assistant.diagnosis.beside import plan_behind, presently, raised, rises
from assistant.diagnosis.clauses import sentences
from assistant.diagnosis.indicators import (
    Relation,
    Status,
    Subject,
    counted_unit,
    grown,
    indicator,
    key_words,
    marks_in,
    names_in,
    status_in,
    subject_in,
)
from assistant.diagnosis.model import Span
from assistant.diagnosis.reading import Line, Reading
from assistant.diagnosis.timeline import last_day, signed_on
from assistant.documents.model import Section
from assistant.language.periods import Period, periods
from assistant.language.quantities import Amount, amounts

__all__ = ["Fact", "default_period", "facts_of_text", "horizon"]


_SCALED = re.compile(r"^[\d.,/\s]+(?:(?:nghìn|ngàn|vạn|triệu|tỷ)\s)*", re.IGNORECASE)
_EARLIER = re.compile(r"\s+(?:của|trong)?\s*(?:cùng kỳ|năm trước|năm ngoái|quý trước|tháng trước|nhiệm kỳ trước)")
_TELLING = frozenset({"results", "limitations", "context", "causes"})
_PLANNING = frozenset({"targets", "solutions", "forecast"})


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure and what it is said of.

    ``words``: the telling syllables of the indicator; ``names``: places and bodies; ``marks``: sectors and modes that
    tell two figures of one indicator apart; ``period`` of the figure, ``said`` if its own words give it, ``base`` what
    a change is counted from; ``span``: the clause or the table row; ``number``: place of the number. For table cells
    ``column`` and ``context`` are the telling syllables of the head, and of caption and parent rows;
    ``counted``: those of the noun that is counted, ``beside``: of the one counted before it in the clause; ``path`` of
    the section; ``implied``: a target only because the section plans; ``setting``: marks of the
    caption and parent rows; ``table``: which table; ``plan``: the target printed beside the figure, in the bracket
    behind it or in its row; ``horizon``: the state in time that the heading above sets ("Đến năm 2030"); ``now``: told
    as the present state, or the last result of its row.
    """

    words: frozenset[str]
    name: str
    names: frozenset[str]
    marks: frozenset[str]
    period: Period | None
    said: bool
    status: Status
    relation: Relation
    amount: Amount
    span: Span
    number: Span
    order: int
    origin: Literal["text", "table"] = "text"
    base: Period | None = None
    column: frozenset[str] = frozenset()
    context: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    path: tuple[str, ...] = ()
    implied: bool = False
    setting: frozenset[str] = frozenset()
    table: int = -1
    plan: Decimal | None = None
    horizon: Period | None = None
    now: bool = False


def default_period(reading: Reading, section: Section) -> Period | None:
    """What a figure without a period of its own is of: the nearest heading with a period, else the subject."""
    for above in reversed(reading.chain(section)):
        found = _stretches(above.title)
        if found:
            return found[0]
    subject = _stretches(reading.draft.metadata.subject or "")
    return subject[0] if subject else None


def horizon(reading: Reading, section: Section) -> Period | None:
    """The state in time that the nearest heading sets for the figures below it ("2.1. Đến năm 2026")."""
    for above in reversed(reading.chain(section)):
        found = [p for p in periods(above.title) if p.point and not p.base and p.shape == "year"]
        if found:
            return found[-1] if len(found) == 1 else None
    return None


def _stretches(title: str) -> list[Period]:
    """The stretches of time a title is about; dates of cited acts and horizons ("đến năm 2030") are none."""
    return [p for p in periods(title) if not p.base and not p.point and p.shape not in {"day", "month"}]


def facts_of_text(reading: Reading) -> Iterator[Fact]:
    """The facts of every sentence outside annexes' own texts, in reading order."""
    defaults: dict[int, Period | None] = {}
    for line in reading.paragraphs:
        key = id(line.section)
        if key not in defaults:
            defaults[key] = default_period(reading, line.section)
        yield from _facts_of_line(reading, line, defaults[key])


def _facts_of_line(reading: Reading, line: Line, default: Period | None) -> Iterator[Fact]:
    planning = reading.part(line.section) in _PLANNING
    spans = sentences(line.text)
    lead = _lead(line.text, spans)
    until, signed = horizon(reading, line.section), signed_on(reading)
    told = reading.part(line.section) in _TELLING
    for at, (start, end) in enumerate(spans):
        for fact in _facts_of_clause(line.text[start:end], default):
            period = fact.period
            past = fact.said and period is not None and signed is not None and last_day(period) < signed
            implied = planning and fact.status == "actual" and not fact.now and not past
            if not fact.said and at and lead is not None:
                period = lead
            placed = replace(
                fact,
                period=period,
                span=(line.start + start, line.start + end),
                number=(line.start + start + fact.number[0], line.start + start + fact.number[1]),
                order=line.order,
                implied=implied,
                status="target" if implied else fact.status,
                path=line.section.path,
                horizon=until,
                now=fact.now and (told or planning),
            )
            yield placed


def _lead(text: str, spans: list[Span]) -> Period | None:
    """The period that opens the paragraph and holds for its clauses ("Năm 2022, …; …; …")."""
    if not spans:
        return None
    first = periods(text[spans[0][0] : spans[0][0] + 60])
    return first[0] if first and first[0].start < 30 and not first[0].base else None


@dataclass(frozen=True, slots=True)
class _Named:
    """What the amounts of a clause are said of so far; ``fresh`` when the amount at hand brought a new subject."""

    name: str
    marks: frozenset[str]
    names: frozenset[str]
    fresh: bool = False


def _renamed(held: _Named, subject: Subject, clause: str, window: str, amount: Amount) -> _Named:
    """The subject of ``amount``: its own, what its own words add to the one held, or the one held."""
    name, marks, names, fresh = held.name, held.marks, held.names, False
    if name and indicator(subject.name) == {"đầungười"}:
        name = f"{name} {subject.name}"
    elif subject.name:
        name = f"{name} {subject.name}" if name and not key_words(indicator(subject.name)) else subject.name
        marks = marks_in(subject.whole, clause[: amount.start])
        names, fresh = names_in(subject.whole, clause), True
    elif not name and amount.measure == "money" and indicator(window):
        name, marks, names = window, marks_in(window), names_in(window, clause)
    if not name and amount.measure == "count" and key_words(_noun(clause, amount)):
        name, marks, names = _SCALED.sub("", clause[amount.start : amount.end]), frozenset(), frozenset()
    return _Named(name, marks, names, fresh)


def _facts_of_clause(clause: str, default: Period | None) -> Iterator[Fact]:
    found = [a for a in amounts(clause) if not _in_name(clause, a)]
    if not found:
        return
    year = default.year if default is not None else None
    times = periods(clause, year)
    above, beside, named = 0, frozenset[str](), _Named("", frozenset(), frozenset())
    period: Period | None = None
    lead = next((p for p in times if p.start < 25 and p.end <= found[0].start and not p.base), None)
    opening = status_in(clause[: min(found[0].start, 60)], planning=False)
    for at, amount in enumerate(found):
        above_start = above
        window = clause[above : amount.start]
        ahead = found[at + 1].start if at + 1 < len(found) else len(clause)
        tail = clause[amount.end : ahead]
        above = amount.end
        if _bracketed(clause, amount.start) or _EARLIER.match(tail):
            aside = _bracket(clause, window, amount, times)
            if aside is not None:
                yield aside
            continue
        counts, exact = amount.measure in {"count", "measure", "money"}, amount.measure not in {"percent", "times"}
        subject = subject_in(window, counted=counts, exact=exact, tail=tail)
        named = _renamed(named, subject, clause, window, amount)
        if named.fresh:
            period = None
        if not named.name:
            continue
        own = _period_for(clause, times, amount, above_start=above_start, ahead=ahead)
        period = own.period or period or lead
        status = status_in(
            re.sub(r"(?:vượt|so với|bằng|đạt)[^,;]{0,20}(?:kế hoạch|dự toán|mục tiêu)", "", window.rsplit(",", 1)[-1]),
            planning=False,
        )
        rising = own.period is None and rises(window, clause[amount.end :])
        if rising:
            named, status = replace(named, name=raised(named.name)), "actual"
        name, marks = named.name, named.marks
        words, relation = grown(indicator(name), subject.relation, amount.unit)
        counted = _noun(clause, amount) if amount.measure == "count" else frozenset()
        valued = replace(amount, unit=counted_unit(name)) if amount.measure == "bare" else amount
        yield Fact(
            words | counted,
            " ".join(name.split()).strip(" ,;:-.("),
            named.names,
            marks - {"giá so sánh"} if relation == "change" else marks,
            period or default,
            period is not None,
            opening if opening == "target" and status == "actual" and not rising else status,
            relation,
            valued,
            (0, 0),
            (amount.start, amount.end),
            0,
            base=own.base,
            counted=counted,
            beside=beside,
            plan=plan_behind(clause, found, at) or amount.of,
            now=rising or (period is None and presently(window, amount)),
        )
        beside = counted or beside


def _bracket(clause: str, window: str, amount: Amount, times: list[Period]) -> Fact | None:
    """ "bằng 36% nhu cầu của thời kỳ 2021-2030 (520.000 tỷ đồng)": the bracket gives the value of what it follows."""
    found = re.search(r"([^,;()%]{6,70})\($", window)
    if found is None or not clause[amount.end :].startswith(")") or amount.bound != "exact":
        return None
    name = re.sub(r"^.*?(?:so với|bằng|của mức|trong tổng số)\s", "", found[1])
    words = indicator(name)
    if key_words(words) < 2 or re.search(r"năm trước|cùng kỳ|kế hoạch|dự toán|mục tiêu", name):
        return None
    at = amount.start - len(found[0])
    own = next((p for p in times if at <= p.start < amount.start), None)
    span = (amount.start, amount.end)
    marks, names = marks_in(name, clause[:at]), names_in(name, clause)
    return Fact(words, name.strip(), names, marks, own, own is not None, "actual", "level", amount, (0, 0), span, 0)


def _in_name(clause: str, amount: Amount) -> bool:
    """ "trẻ em dưới 5 tuổi", "giá trị sản xuất trên 01 ha": the number belongs to the indicator's name."""
    base = amount.number in {"01", "1", "100", "1.000", "10.000", "100.000"}
    return amount.unit == "tuổi" or (base and re.search(r"(?:trên|mỗi|cứ)\s$", clause[: amount.start]) is not None)


def _noun(clause: str, amount: Amount) -> frozenset[str]:
    """The syllables of the counted noun."""
    return indicator(clause[amount.start : amount.end]) - {"triệu", "nghìn", "ngàn", "vạn"}


@dataclass(frozen=True, slots=True)
class _Times:
    period: Period | None
    base: Period | None


def _period_for(clause: str, times: list[Period], amount: Amount, *, above_start: int, ahead: int) -> _Times:
    """The period said in the words before the number, else right behind it; and what it is compared with."""
    before = [p for p in times if above_start <= p.start < amount.start and not p.base]
    behind = [p for p in times if amount.end <= p.start < ahead and "," not in clause[amount.end : p.start]]
    base = next((p for p in behind if p.base), None)
    if above_start and any(not p.base for p in behind):
        before = [p for p in before if p.start - above_start > 2]
    own = before[-1] if before else next((p for p in behind if not p.base and p.start - amount.end < 70), None)
    if own is None and above_start == 0:
        own = next((p for p in times if p.start < amount.start and not p.base), None)
    return _Times(own, base)


def _bracketed(clause: str, at: int) -> bool:
    """Inside brackets: a base, a target or an aside, told by other checks."""
    before = clause[:at]
    return before.count("(") > before.count(")")
