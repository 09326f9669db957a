"""Shares and growth that are one slip away from what figures of the paragraph or of a table give."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from assistant.diagnosis.claims import Claim, growth, ratio
from assistant.diagnosis.indicators import generic, indicator
from assistant.diagnosis.parts import load_data
from assistant.diagnosis.prints import Print, digits_of, prints_of
from assistant.diagnosis.reading import Reading
from assistant.diagnosis.values import strength
from assistant.language.normalize import match_key
from assistant.language.periods import years_in

__all__ = ["NearMiss", "near_misses"]

_LINK = re.compile(
    r"[^,;()%]{0,70}?[,(]?\s*(?:mới |chỉ |chỉ mới |ước |tỷ lệ )*"
    r"(?P<verb>đạt tỷ lệ|đạt|bằng|chiếm|tương ứng|tương đương|đáp ứng|tăng|giảm)(?: tỷ lệ| tỷ trọng| khoảng)*"
    r"\s*(?:\()?\s*|[^,;()%]{0,70}\(\s*"
)
_BARE = re.compile(r"\s*(?:[,;.)(]|$|của tổng|tổng (?:số|vốn|kinh phí))")
_TOTAL = re.compile(r"\s*(?:của |trong )*(?:tổng số|tổng|tất cả)(?!\w)")
_PLAN = re.compile(r"\s*(?:so với )?(?:tổng )?(?:kế hoạch|mục tiêu|chỉ tiêu|dự toán|nhiệm vụ)(?!\w)")
_SINCE = re.compile(r"\s*so với[^,;.()]{0,40}?(?:năm )?((?:19|20)\d\d)")
_MOST = 40
_OFTEN = 3


@dataclass(frozen=True, slots=True)
class NearMiss:
    """``claim`` is what the value it is said of and ``source`` give for the percentage ``stated``."""

    claim: Claim
    stated: Print
    source: Print


@dataclass(frozen=True, slots=True)
class _Said:
    """A percentage, the value it is said of, the verb between them and the words behind it."""

    stated: Print
    part: Print
    verb: str
    tail: str

    @property
    def grows(self) -> bool:
        return self.verb in {"tăng", "giảm"}

    @property
    def bare(self) -> bool:
        return _BARE.match(self.tail) is not None and not self.grows

    def claim(self, base: Print) -> Claim:
        """The percentage computed with this base."""
        if self.grows:
            return growth(self.stated.amount, self.part.amount, base.amount, down=self.verb == "giảm")
        return ratio(self.stated.amount, self.part.amount, base.amount)


def near_misses(reading: Reading) -> Iterator[NearMiss]:
    """Percentages that no figure in reach explains, and one plain base misses by a slip of the pen."""
    reach = _Reach(prints_of(reading))
    for line in reach.lines.values():
        told = list(_said(reading, line))
        parts = {said.part.number for said in told}
        for said in told:
            beside = [p for p in line if p.number < said.part.number and _may_be_base(p, said)]
            kin, named = list(reach.kin(said)), list(reach.named(said))
            if _given(said, line) or any(said.claim(base).holds for base in (*beside, *kin, *named)):
                continue
            likely = [b for b in beside[-1:] if said.bare and b.number not in parts]
            missed = [b for b in (*likely, *(b for b in kin if _asked(b, said)), *named) if _slipped(said, b)]
            if missed and len({b.amount.value for b in missed}) == 1:
                yield NearMiss(said.claim(missed[0]), said.stated, missed[0])


def _given(said: _Said, line: Sequence[Print]) -> bool:
    """Whether any two values of the sentence that stand before the percentage have it for their ratio."""
    values = [p.amount for p in line if p.span == said.stated.span and p.number < said.stated.number]
    values = [a for a in values if a.unit == said.part.amount.unit and a.value > 0]
    return not said.grows and any(
        a.value < b.value and ratio(said.stated.amount, a, b).holds for a in values for b in values
    )


class _Reach:
    """The figures of a draft by paragraph, by table, by value and by the words around them."""

    def __init__(self, prints: Sequence[Print]) -> None:
        self.lines: dict[int, list[Print]] = defaultdict(list)
        self._cells: dict[tuple[Decimal, str], list[Print]] = defaultdict(list)
        self._tables: dict[int, list[Print]] = defaultdict(list)
        self._words: dict[tuple[str, str], list[Print]] = defaultdict(list)
        self._known: dict[str, list[Print]] = defaultdict(list)
        printed: Counter[tuple[Decimal, str]] = Counter()
        for one in prints:
            (self.lines[one.order] if one.table < 0 else self._tables[one.table]).append(one)
            key = one.amount.value, one.amount.unit
            printed[key] += 1
            if one.table >= 0:
                self._cells[key].append(one)
            if printed[key] == _OFTEN and one.amount.measure == "count":
                self._known[one.amount.unit].append(one)
            for word in one.around:
                self._words[word, one.amount.unit].append(one)

    def kin(self, said: _Said) -> Iterator[Print]:
        """The cells of rows and columns that print the value."""
        for cell in self._cells[said.part.amount.value, said.part.amount.unit][:_MOST]:
            kin = [c for c in self._tables[cell.table] if c.span == cell.span or c.column == cell.column]
            yield from (c for c in kin[:_MOST] if _may_be_base(c, said))

    def named(self, said: _Said) -> Iterator[Print]:
        """What the words behind the percentage name ("diện tích quy hoạch"), or a total told again and again."""
        unit = said.part.amount.unit
        if _TOTAL.match(said.tail):
            known = self._known[unit][:_MOST]
            yield from (p for p in known if p.amount.value > said.part.amount.value and _may_be_base(p, said))
            return
        behind = re.split(r"[,;.(]", said.tail.removeprefix(" so với"))[0]
        words = indicator(behind) - generic()
        if len(words) >= 2 and not years_in(behind):
            rare = min((self._words[word, unit] for word in sorted(words)), key=len)
            yield from (p for p in rare[:_MOST] if words <= p.around and _may_be_base(p, said))


def _said(reading: Reading, line: Sequence[Print]) -> Iterator[_Said]:
    text = reading.draft.text
    for part, stated in pairwise(line):
        amount = part.amount
        plain = (
            stated.amount.measure == "percent" and stated.amount.bound == "exact" and amount.bound in {"exact", "about"}
        )
        whole = (
            stated.amount.high is None and amount.high is None and not stated.amount.per and stated.amount.of is None
        )
        if not plain or not whole or part.span != stated.span or amount.measure not in {"money", "measure", "count"}:
            continue
        clause = text[slice(*stated.span)]
        link = _LINK.fullmatch(match_key(text[part.number[1] : stated.number[0]]))
        verb = (link["verb"] or "chiếm").removesuffix(" tỷ lệ") if link else ""
        constant = any(word in match_key(clause) for word in load_data("percentages")["constant_prices"]["words"])
        if link and not (constant and verb in {"tăng", "giảm"}) and amount.of is None:
            yield _Said(stated, part, verb, match_key(text[stated.number[1] : stated.span[1]]))


def _may_be_base(one: Print, said: _Said) -> bool:
    amount, part = one.amount, said.part.amount
    same = amount.unit == part.unit and amount.value > 0 and amount.value != part.value and amount.high is None
    return same and one.number != said.part.number and (said.grows or amount.value > part.value or not said.bare)


def _asked(base: Print, said: _Said) -> bool:
    """Whether a cell of the table is the base that the words behind the percentage name."""
    since = _SINCE.match(said.tail)
    if said.grows:
        fact = base.fact
        return since is not None and fact is not None and fact.period is not None and fact.period.year == int(since[1])
    if _PLAN.match(said.tail):
        return base.fact is not None and base.fact.status == "target"
    return base.total and (said.bare or _TOTAL.match(said.tail) is not None)


def _slipped(said: _Said, base: Print) -> bool:
    """Whether the percentage printed is a slip of the one computed."""
    claim = said.claim(base)
    stated = said.stated.amount
    if claim.holds or claim.value <= 0:
        return False
    computed = replace(stated, value=round(claim.value, claim.digits))
    if strength(stated, computed):
        return True
    short = len(digits_of(stated.number)) == 2 and not claim.digits and said.bare
    a, b = digits_of(stated.number), str(int(computed.value))
    return short and len(b) == 2 and sum(p != q for p, q in zip(a, b, strict=True)) == 1
