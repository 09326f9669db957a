"""Figures that look like a slip of the pen of another: what speaks for their being one thing is weighed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from assistant.diagnosis.indicators import BUDGET, alone, generic, indicator, key_words, modes, narrowing
from assistant.diagnosis.model import Span
from assistant.diagnosis.prints import Print, digits_of, prints_of
from assistant.diagnosis.reading import Reading
from assistant.diagnosis.values import significant, strength
from assistant.language.quantities import Amount

__all__ = ["Slip", "likely_slips", "likely_units"]

_MOST_OF_A_KEY = 40
_SUREST = 3
_QUARTER = 4
_PLACES = frozenset(
    {"nông thôn", "đô thị", "miền núi", "vùng cao", "khu công nghiệp", "cụm công nghiệp", "khu kinh tế", "biên giới"}
)
_DIGITS = 7
_MONEY = frozenset({"kinh", "phí", "vốn", "nguồn", "lực", BUDGET})


@dataclass(frozen=True, slots=True)
class Slip:
    """``odd`` stands in a sentence and is printed once; ``other`` is what it may be a slip of."""

    odd: Print
    other: Print
    points: int


@lru_cache(maxsize=2)
def likely_slips(reading: Reading) -> tuple[Slip, ...]:
    """Pairs of figures of one unit whose digits look like a slip and whose words say one thing; each odd one once."""
    return _weighed(reading, _Kind(_swaps, lambda a, b: strength(a.amount, b.amount)))


@lru_cache(maxsize=2)
def likely_units(reading: Reading) -> tuple[Slip, ...]:
    """Pairs of figures of equal digits in units or scales of one kind that differ, and whose words say one thing."""
    return _weighed(reading, _Kind(_scales, _same_digits, 3, frozenset({"open", "apart", "status", "close"})))


@dataclass(frozen=True, slots=True)
class _Kind:
    """Which figures are compared, how much alike their digits are, how many points are enough, which do not count."""

    keys: Callable[[Print], Iterable[tuple[str, ...]]]
    like: Callable[[Print, Print], int]
    enough: int = 4
    idle: frozenset[str] = frozenset()


def _weighed(reading: Reading, kind: _Kind) -> tuple[Slip, ...]:
    prints = [p for p in prints_of(reading) if _telling(p)]
    printed = Counter((p.amount.value, p.amount.unit) for p in prints)
    index: dict[tuple[str, ...], list[Print]] = defaultdict(list)
    for one in prints:
        for key in kind.keys(one):
            index[key].append(one)
    best: dict[Span, Slip] = {}
    for odd in prints:
        for other in _met(odd, kind, index) if odd.table < 0 else ():
            slip = _judged(odd, other, kind, printed)
            held = best.get(odd.number)
            if slip is not None and (held is None or slip.points > held.points):
                best[odd.number] = slip
    return tuple(_each_once(best.values()))


def _met(odd: Print, kind: _Kind, index: Mapping[tuple[str, ...], list[Print]]) -> Iterator[Print]:
    """The figures under the keys of ``odd``, each once; linear in practice, for a key is rarely shared by many."""
    tried: set[int] = set()
    for key in kind.keys(odd):
        for other in index[key][:_MOST_OF_A_KEY]:
            if id(other) not in tried and other.span != odd.span:
                tried.add(id(other))
                yield other


def _each_once(slips: Iterable[Slip]) -> Iterator[Slip]:
    """Of two sentences that are each other's slip, one pair."""
    told: set[frozenset[Span]] = set()
    for slip in slips:
        pair = frozenset({slip.odd.number, slip.other.number})
        if pair not in told:
            told.add(pair)
            yield slip


def _telling(one: Print) -> bool:
    amount = one.amount
    unit = amount.measure not in {"times", "bare"} and amount.unit not in {"", "tuổi"} and amount.high is None
    return unit and not re.match(r"0\d", amount.number) and len(digits_of(amount.number).strip("0")) >= 2


def _swaps(one: Print) -> Iterator[tuple[str, ...]]:
    """Keys under which a value meets those that it may be a slip of: its digits sorted, and with each one left out."""
    digits = significant(one.amount)
    unit = f"{'' if one.amount.measure == 'count' else one.amount.unit} {one.amount.value.adjusted()}"
    yield unit, "".join(sorted(digits.replace("0", "")))
    padded = digits.ljust(_DIGITS, "0")[:_DIGITS]
    for at in range(min(len(digits) + 1, _DIGITS)):
        yield unit, f"{padded[:at]}.{padded[at + 1 :]}"


_FAMILIES = {
    "ha": "area", "km²": "area", "m²": "area", "lít": "volume", "m³": "volume", "km": "length", "m": "length",
    "tấn": "mass", "kg": "mass", "tạ": "mass",
}  # fmt: skip


def _scales(one: Print) -> Iterator[tuple[str, ...]]:
    if one.amount.measure in {"money", "measure", "count"} and not one.amount.per.startswith("/ngày"):
        yield _FAMILIES.get(one.amount.unit, one.amount.unit), _mantissa(one.amount.number)


def _mantissa(number: str) -> str:
    whole, _, rest = number.replace(".", "").partition(",")
    return f"{whole},{rest.rstrip('0')}"


def _same_digits(a: Print, b: Print) -> int:
    """How rarely chance gives two figures the same digits: by how many there are."""
    if a.amount.unit == b.amount.unit and a.amount.scale == b.amount.scale:
        return 0
    if a.amount.unit != b.amount.unit and a.amount.scale != b.amount.scale:
        return 0
    return {2: 1, 3: 2}.get(len(digits_of(a.amount.number).strip("0")), 3)


def _judged(odd: Print, other: Print, kind: _Kind, printed: Counter[tuple[Decimal, str]]) -> Slip | None:
    """The pair with what speaks for it, ``None`` where that is too little."""
    force = kind.like(odd, other)
    if not force or _rounded(odd.amount, other.amount):
        return None
    points = {name: value for name, value in _grounds(odd, other) if name not in kind.idle}
    row, again = points.get("row", 0), int(_times(other, printed) > 1)
    if _close(odd.amount, other.amount) and row < 2 and "close" not in kind.idle:
        points["close"] = -2
    points |= {"digits": force, "again": again, "often": -5 if _times(odd, printed) > 1 else 0}
    total = sum(points.values())
    placed = max(row, points.get("cited", 0)) >= 2 or points.get("words", 0) >= 4 or points.get("name", 0) >= 3
    if total < kind.enough + (force == 1 and not placed) or total - force - again < (0 if force == _SUREST else 1):
        return None
    return Slip(odd, other, total)


def _times(one: Print, printed: Counter[tuple[Decimal, str]]) -> int:
    return printed[one.amount.value, one.amount.unit]


def _rounded(odd: Amount, other: Amount) -> bool:
    """Whether one may be the other said roundly: "hơn 3,24" is 3,24 to 3,25, "trên 7.400" 7.400 to 7.500."""
    return any(abs(odd.value - other.value) <= (last_place(a) if a.bound != "exact" else a.half) for a in (odd, other))


def last_place(amount: Amount) -> Decimal:
    """A unit of the last digit that tells."""
    places = amount.value.normalize().as_tuple().exponent
    return max(Decimal(1).scaleb(places if isinstance(places, int) else 0), amount.half)


def _close(odd: Amount, other: Amount) -> bool:
    """Near each other by another last digit, as two values of two times are."""
    swap = sorted(digits_of(odd.number).strip("0")) == sorted(digits_of(other.number).strip("0"))
    return not swap and odd.value != other.value and abs(odd.value - other.value) < other.value / 50


def _grounds(odd: Print, other: Print) -> Iterator[tuple[str, int]]:
    """What speaks for one thing and against it, by name. A task retells what is left to do, at another time."""
    retold = other.table < 0 and odd.plans != other.plans and (odd.open or other.open)
    yield "rate", _one_rate(odd, other)
    yield "unit", -1 if odd.amount.measure == "count" and odd.amount.unit != other.amount.unit else 0
    if not retold:
        yield "period", _one_time(odd, other)
        yield "status", _one_status(odd, other)
        yield "open", -3 if other.table < 0 and odd.open != other.open else 0
    yield "told", -5 if odd.amount.number in other.beside or other.amount.number in odd.beside else 0
    if other.table < 0:
        yield "retold", int(retold)
        yield from _of_sentences(odd, other, retold=retold)
    else:
        yield from _of_cell(odd, other)


def _one_time(odd: Print, other: Print) -> int:
    """1 for one time, said so; less where the times that they say, or one says and the other stands under, differ."""
    a, b = odd.fact, other.fact
    if a is None or b is None or a.period is None or b.period is None:
        return 0
    if a.said and b.said:
        return 1 if a.period.same(b.period) or a.period.last == b.period.last else -3
    said, under = (a, b) if a.said else (b, a)
    if not said.said or said.period is None or under.period is None:
        return 0
    if under.now:
        return -3 if abs(under.period.last - said.period.last) >= _QUARTER else 0
    if under.period.first <= said.period.last and said.period.first <= under.period.last:
        return 0
    return -3 if said is a else -1


def _one_rate(odd: Print, other: Print) -> int:
    """ "tỷ đồng" and "tỷ đồng/năm" are two; so are a mean and a sum."""
    short, long = sorted((odd.amount.per, other.amount.per), key=len)
    told = other.marks | (other.fact.setting if other.fact else frozenset())
    mean = other.table >= 0 and (odd.marks & modes()) - told
    return -3 * (not long.startswith(short) or bool(long and not short)) - bool(mean)


def _one_status(odd: Print, other: Print) -> int:
    a, b = odd.fact, other.fact
    if a is None or b is None or "target" not in {a.status, b.status} or a.status == b.status:
        return 0
    if BUDGET in odd.near and (BUDGET in other.near or other.total):
        return 0
    if other.table >= 0 and a.status == "target" and not other.done:
        return 0
    return -1 if a.implied or b.implied or other.table >= 0 else -2


def _of_cell(odd: Print, other: Print) -> Iterator[tuple[str, int]]:
    yield "row", _in_row(odd, other)
    yield "cited", 2 if other.table in odd.cites else int(other.table in odd.near_by)
    yield "name", _total_named(odd, other) if other.total else _row_named(odd, other)
    head = other.head - generic()
    yield "group", -3 * bool((odd.near & narrowing()) - other.around or (odd.marks & _PLACES) - other.marks)
    yield "head", -1 if head and head.isdisjoint(odd.around) else 0


def _in_row(odd: Print, other: Print) -> int:
    """Other numbers of the clause that stand in the row too; two at the least, or one of three digits."""
    shared = {n for n in odd.beside & other.beside if not re.fullmatch(r"(?:19|20)\d\d", n)}
    return min(4, sum(2 if len(digits_of(n)) >= 3 else 1 for n in shared if len(digits_of(n)) >= 2))


def _total_named(odd: Print, other: Print) -> int:
    """How far the clause speaks of the whole and of what head and caption of the table name."""
    shared = len((other.around & odd.near) - generic())
    headed = bool(other.head) and other.head <= odd.near
    counted = odd.amount.measure == "count" and bool(indicator(odd.amount.unit) & other.head)
    money = bool(odd.near & _MONEY) and bool(other.around & _MONEY)
    return min(3, min(2, shared) + odd.sums + (counted or headed) + money) - (2 if odd.names - other.names else 0)


def _row_named(odd: Print, other: Print) -> int:
    """How far the clause says the words of the row's label."""
    own = other.near - generic()
    if not own:
        said = other.near <= odd.near
        return 2 if len(other.near) >= 3 and said else 0 if said or other.near <= odd.around else -2
    covered = len(own & odd.around) / len(own)
    if covered == 1:
        return 3 if len(own) >= 3 else 2
    return 1 if covered >= 0.5 else 0 if covered > 0 else -2


def _ways_apart(a: frozenset[str], b: frozenset[str]) -> int:
    """Less for other sectors, much less for other ways of counting ("cấp mới", "cấp đổi")."""
    if a == b:
        return 0
    if not (a ^ b) & modes():
        return -1
    return -5 if a & modes() and b & modes() else -2


def _of_sentences(odd: Print, other: Print, *, retold: bool) -> Iterator[tuple[str, int]]:
    shared = odd.near & other.near
    telling = key_words(shared) + len(shared & alone())
    whole = key_words(odd.near | other.near)
    yield "words", min(5, telling) if 3 * telling >= whole or telling >= 3 else min(1, telling)
    yield "names", 0 if odd.names == other.names else -4 if odd.names and other.names else -2
    yield "marks", _ways_apart(odd.marks, other.marks)
    apart = key_words(odd.near - shared) and key_words(other.near - shared)
    yield "apart", -2 if apart and key_words(shared) < 3 and not retold else 0
    yield "norms", -3 if odd.norm and other.norm else 0
    yield "short", -3 if len(digits_of(odd.amount.number).strip("0")) < 3 and odd.amount.measure != "money" else 0
