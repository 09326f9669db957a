"""One value, two units; units that a figure cannot have."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any

from assistant.diagnosis.clauses import sentences
from assistant.diagnosis.facts import Fact
from assistant.diagnosis.figures import side_by_side, slip_beside
from assistant.diagnosis.indicators import indicator, key_words
from assistant.diagnosis.likeness import candidates, likeness
from assistant.diagnosis.model import Defect
from assistant.diagnosis.parts import load_data
from assistant.diagnosis.phrases import quoted
from assistant.diagnosis.places import place
from assistant.diagnosis.reading import Reading
from assistant.diagnosis.registry import check
from assistant.diagnosis.slips import likely_units
from assistant.language.normalize import match_key

__all__ = ["unit_mismatch"]

_FAMILIES = {"ha": "area", "km²": "area", "m²": "area", "lít": "volume", "m³": "volume"}
_BEHIND = 24
_POWERS = tuple(Decimal(10) ** n for n in (3, 6))


@check(kind="unit_mismatch", claim="fact")
def unit_mismatch(reading: Reading) -> Iterator[Defect]:
    """The same figure in two units, a difference of percentages in per cent, or a magnitude an indicator cannot have.

    Rules: (1) two facts of one indicator with equal printed digits (three or more that tell) and units of one kind
    whose scales differ, or ha for km²; (2) two facts of one indicator a thousand or a million times apart; (3) "from a%
    to b%, up c%", "b%, up c% from (a%)" where c is the difference of a and b; "down c%, past the target of t points";
    (4) a value more than twice outside the plausible range of its indicator (``data/units.toml``, with source); (5)
    equal digits in two scales where what stands around both speaks for one thing (``slips``).
    """
    told: set[tuple[int, int]] = set()
    for a, b in (*_same_digits(reading), *_thousandfold(reading), *_quoted_rows(reading), *_one_rate(reading)):
        if (a.number[0], b.number[0]) not in told:
            told.add((a.number[0], b.number[0]))
            yield side_by_side(reading, a, b, 0.94)
    for slip in likely_units(reading):
        if not any(slip.odd.number[0] in pair for pair in told):
            told.add((slip.odd.number[0], slip.other.number[0]))
            yield slip_beside(reading, slip, 0.92)
    yield from _points(reading)
    yield from _implausible(reading, {offset for pair in told for offset in pair})


def _same_digits(reading: Reading) -> Iterator[tuple[Fact, Fact]]:
    by_digits: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in reading.facts:
        digits = re.sub(r"\D", "", fact.amount.number)
        if (
            len(digits.strip("0")) >= 2
            and fact.amount.of is None
            and fact.amount.measure in {"money", "measure", "count"}
        ):
            by_digits[digits, _kind(fact)].append(fact)
    for (digits, _), facts in by_digits.items():
        for i, a in enumerate(facts[:40]):
            for b in facts[i + 1 : 40]:
                telling = len(digits.strip("0")) >= 3 and _akin(a, b)
                if _other_scale(a, b) and (telling or _same_money(reading, a, b)):
                    yield (a, b) if a.number[0] < b.number[0] else (b, a)


def _kind(fact: Fact) -> str:
    return _FAMILIES.get(fact.amount.unit, fact.amount.unit)


def _other_scale(a: Fact, b: Fact) -> bool:
    """A thousand or a million apart; any two units of area."""
    if a.span == b.span:
        return False
    if a.amount.unit != b.amount.unit:
        return True
    return max(a.amount.value, b.amount.value) / min(a.amount.value, b.amount.value) in _POWERS


def _akin(a: Fact, b: Fact) -> bool:
    """Enough telling words in common, and no other period."""
    if a.period and b.period and a.said and b.said and not a.period.same(b.period) and a.period.year != b.period.year:
        return False
    first, second = (f.words | f.column | f.context if f.origin == "table" else f.words for f in (a, b))
    shared = first & second
    return (
        len(shared) >= 2 and key_words(shared) >= 1 and len(shared) >= 0.5 * min(len(a.words) or 9, len(b.words) or 9)
    )


def _same_money(reading: Reading, a: Fact, b: Fact) -> bool:
    """Sums of equal digits: four telling ones and a word in common, or a row that the sentence names in full."""
    if a.amount.measure != "money" or (a.period and b.period and a.said and b.said and not a.period.same(b.period)):
        return False
    digits = re.sub(r"\D", "", a.amount.number).strip("0")
    words = [indicator(reading.draft.text[slice(*f.span)]) | f.column | f.context for f in (a, b)]
    if len(digits) >= 4:
        return key_words(words[0] & words[1]) >= 1
    text, cell = (a, b) if b.origin == "table" else (b, a)
    said = words[0] if text is a else words[1]
    return text.origin != cell.origin and key_words(cell.words) >= 3 and cell.words <= said


def _thousandfold(reading: Reading) -> Iterator[tuple[Fact, Fact]]:
    facts = [f for f in reading.facts if f.amount.measure in {"money", "measure", "count"} and f.amount.value > 0]
    for a, b in candidates(facts):
        ratio = max(a.amount.value, b.amount.value) / min(a.amount.value, b.amount.value)
        if any(abs(ratio / power - 1) < Decimal("0.06") for power in _POWERS) and a.amount.scale != b.amount.scale:
            like = likeness(a, b)
            if like is not None and like.score >= 1.5:
                yield (a, b) if a.number[0] < b.number[0] else (b, a)


def _quoted_rows(reading: Reading) -> Iterator[tuple[Fact, Fact]]:
    """A clause that gives two other figures of a row, and a third with the row's digits in another scale."""
    rows: dict[tuple[int, int], list[Fact]] = defaultdict(list)
    clauses: dict[tuple[int, int], list[Fact]] = defaultdict(list)
    for fact in reading.facts:
        (rows[fact.table, fact.order] if fact.origin == "table" else clauses[fact.span]).append(fact)
    by_number: dict[str, list[Fact]] = defaultdict(list)
    for cells in rows.values():
        for cell in cells:
            by_number[cell.amount.number].append(cell)
    for facts in clauses.values():
        numbers = {f.amount.number for f in facts if f.amount.value >= 10}
        for fact in (f for f in facts if f.amount.measure == "money" and len(numbers) >= 3 and not _each(f)):
            for cell in by_number[fact.amount.number]:
                others = {c.amount.number for c in rows[cell.table, cell.order]} - {cell.amount.number}
                if cell.amount.unit == fact.amount.unit and len(others & numbers) >= 2 and _other_scale(fact, cell):
                    yield fact, cell


def _each(fact: Fact) -> bool:
    """Whether the sum is of one of many things ("bình quân 268 triệu đồng/trạm")."""
    return bool(fact.amount.per or fact.marks & {"bình quân", "trung bình", "mỗi năm", "hằng năm", "hàng năm"})


def _one_rate(reading: Reading) -> Iterator[tuple[Fact, Fact]]:
    """ "500 lít/ngày đêm trở lên" and "500 m³/ngày đêm trở lên": one bound in two units of one kind."""
    bounds: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    for fact in reading.facts:
        if fact.origin == "text" and fact.amount.per and fact.amount.unit in _FAMILIES and fact.amount.value >= 10:
            tail = match_key(reading.draft.text[fact.number[1] : fact.number[1] + _BEHIND])
            behind = re.match(r"(?:/?\w+ )?(?:trở lên|trở xuống)", tail)
            if behind:
                bounds[fact.amount.number, _kind(fact), fact.amount.per + behind[0][-7:]].append(fact)
    for facts in bounds.values():
        for i, a in enumerate(facts):
            for b in facts[i + 1 :]:
                if a.amount.unit != b.amount.unit and len(a.words & b.words) >= 2:
                    yield (a, b) if a.number[0] < b.number[0] else (b, a)


_FROM_TO = re.compile(
    r"từ\s+(?:mức\s+)?(?P<a>\d+(?:,\d+)?)\s?%[^.;%]{0,60}?\s(?:xuống|lên|còn|đến|sang)\s[^.;%\d]{0,25}(?P<b>\d+(?:,\d+)?)\s?%"
    r"(?P<gap>[^.;%]{0,50}?)(?:tăng|giảm)\s(?:thêm\s|được\s|khoảng\s)?(?P<c>\d+(?:,\d+)?)\s?%(?!/)"
)


_BELOW = re.compile(
    r"(?P<b>\d+(?:,\d+)?)\s?%(?P<gap>[^.;%()]{0,30}?,\s)(?:tăng|giảm)\s(?:thêm\s|được\s|khoảng\s)?(?P<c>\d+(?:,\d+)?)\s?%"
    r"\sso với[^.;%()]{0,60}\((?:[^()%\d]{0,20})(?P<a>\d+(?:,\d+)?)\s?%"
)
_BEHIND_CHANGE = re.compile(
    r"(?:tăng|giảm)\s(?:thêm\s|được\s|khoảng\s)?(?P<c>\d+(?:,\d+)?)\s?%\s\(từ\s(?:mức\s)?(?P<a>\d+(?:,\d+)?)\s?%"
    r"[^()%\d]{0,30}\s(?:xuống|lên|còn|đến|sang)\s(?:còn\s)?(?P<b>\d+(?:,\d+)?)\s?%"
)
_AGAINST = re.compile(
    r"(?:tăng|giảm)\s(?:thêm\s|được\s|bình quân\s|khoảng\s)*(?P<c>\d+(?:,\d+)?)\s?%(?:/năm)?,\s"
    r"(?:vượt|đạt|cao hơn|thấp hơn|không đạt|chưa đạt)[^.;%\d]{0,60}?(?P<t>\d+(?:,\d+)?)\sđiểm(?:\s%|\sphần trăm)"
)


def _points(reading: Reading) -> Iterator[Defect]:
    for line in reading.paragraphs:
        for start, end in sentences(line.text) if "%" in line.text else ():
            clause, span = line.text[start:end], (line.start + start, line.start + end)
            values = {"place": place(reading, span[0]), "quote": quoted(clause)}
            found = _FROM_TO.search(clause) or _BELOW.search(clause) or _BEHIND_CHANGE.search(clause)
            if found is not None and _is_difference(*(Decimal(found[g].replace(",", ".")) for g in ("a", "b", "c"))):
                yield Defect(2, 0.93, (span,), values | {g: found[g] for g in ("a", "b", "c")}, "points")
            elif (against := _AGAINST.search(clause)) is not None:
                yield Defect(2, 0.9, (span,), values | {"c": against["c"], "t": against["t"]}, "against_points")


def _is_difference(a: Decimal, b: Decimal, c: Decimal) -> bool:
    """Whether c is the difference of a and b, and not the change of b in per cent of a."""
    return bool(a) and abs(abs(a - b) - c) <= Decimal("0.051") and abs(abs(a - b) / a * 100 - c) > 1


@cache
def _plausible() -> tuple[tuple[re.Pattern[str], dict[str, Any]], ...]:
    return tuple((re.compile(row["pattern"]), row) for row in load_data("units")["plausible"])


def _implausible(reading: Reading, told: set[int]) -> Iterator[Defect]:
    for fact in reading.facts:
        whole = fact.marks & {"cả nước", "toàn quốc"} or fact.relation != "level"
        if not whole and fact.number[0] not in told and _outside(fact):
            values = {
                "place": place(reading, fact.number[0]), "name": fact.name,
                "value": reading.draft.text[slice(*fact.number)],
                "quote": quoted(reading.draft.text[slice(*fact.span)]),
            }  # fmt: skip
            yield Defect(3, 0.9, (fact.span,), values, "implausible")


def _outside(fact: Fact) -> bool:
    """More than twice outside the plausible range of the first indicator that the fact's name fits."""
    if fact.amount.measure not in {"money", "measure", "count"}:
        return False
    name = match_key(fact.name)
    row = next((r for pattern, r in _plausible() if r["unit"] == fact.amount.unit and pattern.search(name)), None)
    if row is None:
        return False
    return not Decimal(str(row["low"])) / 2 < fact.amount.value < Decimal(str(row["high"])) * 2
