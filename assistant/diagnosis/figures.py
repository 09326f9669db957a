"""One indicator, two values."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.diagnosis.capacities import sizes_apart
from assistant.diagnosis.facts import Fact
from assistant.diagnosis.indicators import marks_in, scopes
from assistant.diagnosis.likeness import Likeness, candidates, likeness
from assistant.diagnosis.model import Defect
from assistant.diagnosis.phrases import quoted
from assistant.diagnosis.places import place
from assistant.diagnosis.prints import Print
from assistant.diagnosis.reading import Reading
from assistant.diagnosis.registry import check
from assistant.diagnosis.slips import Slip, likely_slips
from assistant.diagnosis.values import agree, apart, slip

__all__ = ["figure_conflict", "shown", "side_by_side", "slip_beside"]


_MOST_KIN = 100
_LEADING = re.compile(
    r"^(?:(?:với|riêng|trong đó|đến nay|hiện nay|hiện|nay|có|đã|được|là|tại|trong|và|cùng với|ước|tính chung)\s+"
    r"|trong đó,?\s*)+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Pair:
    a: Fact
    b: Fact
    like: Likeness


@check(kind="figure_conflict", claim="fact")
def figure_conflict(reading: Reading) -> Iterator[Defect]:
    """One indicator with the same period and scope, and two values.

    Rule: two facts about the same thing (``likeness``: telling words, names, sectors, period, status, unit) whose
    values differ by more than half a unit of the coarser printed digit, and beyond what "trên", "gần", "khoảng"
    allow. A value that agrees with any other fact of the same indicator is explained and not reported. Plans, estimates
    and results, yearly and cumulative figures, a province and its districts are different facts. Besides, a figure of
    a sentence whose digits are those of another of its unit but for a slip, where what surrounds both speaks for one
    thing (``slips``); and two sizes told of one thing by name (``capacities``).
    """
    facts = [f for f in reading.facts if _comparable(f)]
    pairs = [_Pair(a, b, like) for a, b in candidates(facts) if (like := likeness(a, b)) is not None]
    known = _known(facts)
    met = {id(f) for p in pairs if agree(p.a, p.b) for f in (p.a, p.b)}
    met |= {id(f) for f in facts if any(_confirmed(f, o) for o in _others(f, known))}
    printed = Counter((f.amount.number, f.amount.unit) for f in facts)
    pairs = [p for p in pairs if not p.like.bare or _printed_once(p, printed)]
    values = {(f.amount.value, f.amount.unit) for f in facts}
    best: dict[int, _Pair] = {}
    for pair in pairs:
        innocent = _explained(pair, met, known) or _printed_there(reading, pair) or _parts(pair, values)
        if apart(pair.a, pair.b) and not innocent and not _narrower(reading, pair):
            for fact in (pair.a, pair.b):
                held = best.get(id(fact))
                if held is None or pair.like.score > held.like.score:
                    best[id(fact)] = pair
    told: set[tuple[int, int]] = set()
    for defect in _told(reading, {id(p): p for p in best.values()}.values()):
        told |= set(defect.spans)
        yield defect
    for found in likely_slips(reading):
        if found.odd.span not in told:
            told.add(found.odd.span)
            yield slip_beside(reading, found, 0.9)
    for sized in sizes_apart(reading):
        if sized.odd.span not in told:
            a, b = sorted((sized.odd, sized.other), key=lambda one: one.number)
            yield Defect(3, 0.88, (a.span, b.span), _both(reading, a, b) | {"name": sized.name}, "size")


def _printed_there(reading: Reading, pair: _Pair) -> bool:
    """Whether the clause or the row of one value prints the other too: then it speaks of both, and tells them apart."""
    return any(
        re.search(rf"(?<![\d.,]){re.escape(other.amount.number)}(?![\d.,]*\d)", reading.draft.text[slice(*fact.span)])
        for fact, other in ((pair.a, pair.b), (pair.b, pair.a))
    )


def _parts(pair: _Pair, values: set[tuple[Decimal, str]]) -> bool:
    """Whether both are parts of a whole that is printed too: 86 of 143 and the 57 others."""
    a, b = pair.a.amount, pair.b.amount
    return (a.value + b.value, a.unit) in values and not slip(a, b)


def _narrower(reading: Reading, pair: _Pair) -> bool:
    """Whether the clause of one opens with a group or a place that nothing around the other names."""
    for one, other in ((pair.a, pair.b), (pair.b, pair.a)):
        if one.origin == "text" and other.origin == "table" and not slip(one.amount, other.amount):
            opening = marks_in(reading.draft.text[one.span[0] : one.number[0]]) & scopes()
            around = other.words | other.column | other.context
            if any(not set(mark.split()) <= around for mark in opening - other.marks - other.setting):
                return True
    return False


def _printed_once(pair: _Pair, printed: Counter[tuple[str, str]]) -> bool:
    """Whether one value stands once and the other again and again, as a slip and what it is a slip of do."""
    times = sorted(printed[f.amount.number, f.amount.unit] for f in (pair.a, pair.b))
    return times[0] == 1 < times[1]


def _known(facts: Sequence[Fact]) -> dict[frozenset[str], list[Fact]]:
    """Facts by their telling words, whatever their period and status."""
    known: dict[frozenset[str], list[Fact]] = defaultdict(list)
    for fact in facts:
        known[fact.words].append(fact)
    return known


def _others(fact: Fact, known: dict[frozenset[str], list[Fact]]) -> Iterator[Fact]:
    """Other facts of the same words and unit; cells of the same row are none."""
    for other in known[fact.words][:_MOST_KIN]:
        same_row = other.origin == fact.origin == "table" and other.order == fact.order
        if other is not fact and not same_row and other.amount.unit == fact.amount.unit and fact.words:
            yield other


def _confirmed(fact: Fact, other: Fact) -> bool:
    """Whether ``other``, as exact, gives the value again; the whole of a fraction does not speak for its part."""
    agreed = agree(fact, other) and other.amount.half <= fact.amount.half
    return agreed and (fact.amount.of != other.amount.value or other.amount.of is not None)


def _explained(pair: _Pair, met: set[int], known: dict[frozenset[str], list[Fact]]) -> bool:
    """Both values are met again for this indicator; or one is, and the other is plainly of another time."""
    a, b = id(pair.a) in met, id(pair.b) in met
    if (a and b) or pair.like.strict:
        return a and b
    if not (a or b):
        said = [f for f in (pair.a, pair.b) if f.said]
        return len(said) == 1 and any(_later(f, said[0]) for f in _others(said[0], known))
    odd, other = (pair.b, pair.a) if a else (pair.a, pair.b)
    return (odd.said and not other.said) or not (pair.like.whole or slip(odd.amount, other.amount))


def _later(fact: Fact, said: Fact) -> bool:
    """Of a later time than ``said``, by its own words: what has no period is then of the later one."""
    if not (fact.said and fact.period and said.period):
        return False
    return fact.status == said.status and fact.period.last > said.period.last


def _told(reading: Reading, pairs: Iterable[_Pair]) -> Iterator[Defect]:
    """One finding for the pairs that hang together; many loosely like values belong to many things."""
    groups: list[list[_Pair]] = []
    for pair in pairs:
        ends = {id(pair.a), id(pair.b)}
        joined = [g for g in groups if any({id(p.a), id(p.b)} & ends for p in g)]
        groups = [g for g in groups if g not in joined]
        groups.append([p for g in joined for p in g] + [pair])
    for found in groups:
        if len({f.amount.value for p in found for f in (p.a, p.b)}) > 3:
            continue
        first = max(found, key=lambda p: p.like.score)
        defect = side_by_side(reading, first.a, first.b, first.like.confidence)
        more = sorted({f.span for p in found for f in (p.a, p.b)} - set(defect.spans))
        yield replace(defect, spans=(*defect.spans, *more))


def _comparable(fact: Fact) -> bool:
    amount = fact.amount
    if amount.high is not None or amount.unit in {"lần", "tuổi", ""} or amount.bound in {"least", "most"}:
        return False
    if amount.measure == "count" and amount.value < 10 and amount.scale == 0:
        return False
    return amount.number.strip("0") != "" and amount.value != 100


def side_by_side(reading: Reading, a: Fact, b: Fact, confidence: float) -> Defect:
    """The defect that puts two facts side by side, the one that stands first in the text leading."""
    values = _both(reading, a, b) | {"name": _name(a if a.origin == "text" else b)}
    return Defect(3, confidence, (a.span, b.span), values)


def slip_beside(reading: Reading, slip: Slip, confidence: float) -> Defect:
    """The defect that puts a figure beside the one it is a slip of."""
    a, b = slip.odd, slip.other
    if b.number < a.number and b.table < 0:
        a, b = b, a
    return Defect(3, confidence, (a.span, b.span), _both(reading, a, b), "slip")


def _both(reading: Reading, a: Fact | Print, b: Fact | Print) -> dict[str, str]:
    return {
        "place1": place(reading, a.number[0]),
        "place2": place(reading, b.number[0]),
        "value1": shown(reading, a),
        "value2": shown(reading, b),
        "quote1": quoted(reading.draft.text[slice(*a.span)]),
        "quote2": quoted(reading.draft.text[slice(*b.span)]),
    }


def _name(fact: Fact) -> str:
    text = _LEADING.sub("", " ".join(fact.name.split()).strip(" ,;:-"))
    text = text if len(text) <= 90 else text[:90].rsplit(" ", 1)[0]
    first = text.split(" ", 1)[0]
    return text if first.isupper() else text[:1].lower() + text[1:]


def shown(reading: Reading, fact: Fact | Print) -> str:
    """The figure as printed; in a table with the unit of its column."""
    text = " ".join(reading.draft.text[slice(*fact.number)].split())
    if fact.table < 0:
        return text
    scale = {0: "", 3: "nghìn ", 6: "triệu ", 9: "tỷ ", 12: "nghìn tỷ "}.get(fact.amount.scale, "")
    unit = fact.amount.unit
    return text if unit in text else f"{text}{'' if unit == '%' else ' '}{scale}{unit}"
