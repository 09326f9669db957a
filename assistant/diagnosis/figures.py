"""One indicator, two values; one value, two units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from assistant.diagnosis.facts import Fact, key_words
from assistant.diagnosis.model import Defect
from assistant.diagnosis.phrases import quoted
from assistant.diagnosis.places import place
from assistant.diagnosis.reading import Reading
from assistant.diagnosis.registry import check

__all__ = ["figure_conflict", "unit_mismatch"]

_LIKE = 0.8
_MONEY = {"đồng", "USD"}


@check(kind="figure_conflict", claim="fact")
def figure_conflict(reading: Reading) -> Iterator[Defect]:
    """One indicator with the same period and scope, and two values.

    Rule: two facts with (almost) the same telling words, equal unit, period, scope and status, both levels or both
    changes, whose values differ by more than half a unit of the coarser printed digit. Plans, estimates and results,
    yearly and cumulative figures, a province and its districts are different facts. Where one gives no period, the
    words must be equal and no other period of the indicator may be in the draft.
    """
    facts = [f for f in reading.facts if _comparable(f)]
    groups: dict[frozenset[str], list[tuple[Fact, Fact]]] = defaultdict(list)
    for a, b in _pairs(facts):
        if _same_thing(a, b, facts) and _differ(a, b):
            groups[a.words & b.words].append((a, b))
    for pairs in groups.values():
        values = {f.amount.value for pair in pairs for f in pair}
        if len(values) <= 3 and not _series(pairs):
            yield _conflict(reading, *pairs[0])


def _comparable(fact: Fact) -> bool:
    amount = fact.amount
    if amount.approximate or amount.high is not None or fact.relation == "share":
        return False
    if key_words(fact) < 2 and "grdp" not in fact.words:
        return False
    return sum(c.isdigit() for c in amount.number) >= 2 and amount.unit != "lần"


def _pairs(facts: list[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Facts that share a telling word and the unit, each pair once, in reading order."""
    index: dict[tuple[str, str, str, str], list[int]] = defaultdict(list)
    seen: set[tuple[int, int]] = set()
    for at, fact in enumerate(facts):
        for word in sorted(fact.words):
            key = (word, fact.amount.unit, fact.amount.per, fact.relation)
            for before in index[key][-60:]:
                if (before, at) not in seen:
                    seen.add((before, at))
                    yield facts[before], fact
            index[key].append(at)


def _same_thing(a: Fact, b: Fact, facts: Iterable[Fact]) -> bool:
    if a.status != b.status or a.scope != b.scope or a.span == b.span:
        return False
    shared, whole = len(a.words & b.words), len(a.words | b.words)
    if a.period == b.period and a.period:
        return shared >= _LIKE * whole and (a.head == b.head or shared == whole)
    if (a.period and b.period) or a.words != b.words or key_words(a) < 3:
        return False
    if not (a.period or b.period):
        return a.origin != b.origin or a.name.lower() == b.name.lower()
    kin = [f for f in facts if f.words == a.words and f.amount.unit == a.amount.unit]
    told = any(x.amount.value == y.amount.value for x in kin for y in kin if x.origin != y.origin)
    return not told and len({f.period for f in kin if f.period}) == 1 and a.status == "actual"


def _differ(a: Fact, b: Fact) -> bool:
    """Beyond rounding; and of one size, else they are not one indicator."""
    x, y = a.amount.value, b.amount.value
    if abs(x - y) <= max(a.amount.half, b.amount.half) or min(x, y) <= 0:
        return False
    return max(x, y) / min(x, y) < Decimal("1.6")


def _series(pairs: list[tuple[Fact, Fact]]) -> bool:
    """Several values side by side in one paragraph belong to several things."""
    return any(a.span[1] <= b.span[0] <= a.span[1] + 2 for a, b in pairs)


def _conflict(reading: Reading, a: Fact, b: Fact) -> Defect:
    values = {
        "name": _name(a),
        "place1": place(reading, a.number[0]),
        "place2": place(reading, b.number[0]),
        "value1": _shown(reading, a),
        "value2": _shown(reading, b),
        "quote1": quoted(reading.draft.text[slice(*a.span)]),
        "quote2": quoted(reading.draft.text[slice(*b.span)]),
    }
    sure = a.period == b.period and a.words == b.words
    return Defect(3, 0.94 if sure else 0.85, (a.span, b.span), values)


def _name(fact: Fact) -> str:
    text = " ".join(fact.name.split())
    return text if len(text) <= 90 else text[:90].rsplit(" ", 1)[0]


def _shown(reading: Reading, fact: Fact) -> str:
    """The figure as printed; in a table with the unit of its column."""
    text = " ".join(reading.draft.text[slice(*fact.number)].split())
    if fact.origin == "text":
        return text
    scale = {0: "", 3: "nghìn ", 6: "triệu ", 9: "tỷ ", 12: "nghìn tỷ "}.get(fact.amount.scale, "")
    unit = fact.amount.unit
    return text if unit in text else f"{text}{'' if unit == '%' else ' '}{scale}{unit}"


@check(kind="unit_mismatch", claim="fact")
def unit_mismatch(reading: Reading) -> Iterator[Defect]:
    """The same digits for the same indicator in units a thousand or more apart, or ha for km².

    Rule: two facts that share their telling words, with equal printed digits (three or more that tell) and units of one
    kind whose scales differ; or % where both levels compared are percentages and the text gives the difference.
    """
    by_digits: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in reading.facts:
        digits = fact.amount.number.replace(".", "").replace(",", "").lstrip("0")
        if len(digits.rstrip("0")) >= 3 and fact.amount.of is None:
            by_digits[fact.amount.number, _kind(fact.amount.unit)].append(fact)
    for facts in by_digits.values():
        for i, a in enumerate(facts):
            for b in facts[i + 1 :]:
                if _other_scale(a, b) and _akin(a, b):
                    yield _scaled(reading, a, b)


def _kind(unit: str) -> str:
    return "area" if unit in {"ha", "km²", "m²"} else unit


def _other_scale(a: Fact, b: Fact) -> bool:
    return (a.amount.scale, a.amount.unit) != (b.amount.scale, b.amount.unit)


def _akin(a: Fact, b: Fact) -> bool:
    shared = a.words & b.words
    if a.period and b.period and a.period[:4] != b.period[:4]:
        return False
    return len(shared) >= 2 and len(shared) >= 0.5 * min(len(a.words), len(b.words))


def _scaled(reading: Reading, a: Fact, b: Fact) -> Defect:
    values = {
        "name": _name(a),
        "place1": place(reading, a.number[0]),
        "place2": place(reading, b.number[0]),
        "value1": _shown(reading, a),
        "value2": _shown(reading, b),
        "quote1": quoted(reading.draft.text[slice(*a.span)]),
        "quote2": quoted(reading.draft.text[slice(*b.span)]),
    }
    return Defect(3, 0.93, (a.span, b.span), values)
