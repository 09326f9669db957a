"""Shares and growth in sentences, computed again from figures that stand elsewhere: in the paragraph or in a table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.diagnosis.claims import Claim, growth, ratio
from assistant.diagnosis.facts import Fact
from assistant.diagnosis.indicators import generic, indicator, key_words
from assistant.diagnosis.parts import load_data
from assistant.diagnosis.reading import Reading
from assistant.language.normalize import match_key

__all__ = ["Lookup", "lookups"]


_OTHER = re.compile(r"kế hoạch|dự toán|mục tiêu|cùng kỳ|đầu (?:kỳ|năm|giai)|cuối|năm \d")
_PART = re.compile(r"[^,;()]{0,30},\s*(?:chiếm|bằng)(?:\stỷ lệ|\stỷ trọng)?\s*")


@dataclass(frozen=True, slots=True)
class Lookup:
    """A claim of the sentence of ``stated`` that the fact ``source`` contradicts."""

    claim: Claim
    stated: Fact
    source: Fact


def lookups(reading: Reading) -> Iterator[Lookup]:
    """Claims that figures elsewhere contradict; a claim that any candidate base explains is left alone."""
    by_words: dict[frozenset[str], list[Fact]] = defaultdict(list)
    by_line: dict[int, list[Fact]] = defaultdict(list)
    by_span: dict[tuple[int, int], list[Fact]] = defaultdict(list)
    for fact in reading.facts:
        by_words[fact.words].append(fact)
        if fact.origin == "text":
            by_line[fact.order].append(fact)
            by_span[fact.span].append(fact)
    totals = [f for f in reading.facts if f.origin == "table" and not f.words and len(f.column) >= 2]
    for facts in by_span.values():
        for at, stated in enumerate(facts):
            if stated.amount.unit == "%" and at and stated.amount.bound == "exact" and stated.amount.high is None:
                yield from _of_part(reading, facts[at - 1], stated, by_line[stated.order], totals)
                yield from _of_plan(reading, facts[:at], stated, by_words)


def _of_part(
    reading: Reading, part: Fact, stated: Fact, line: Sequence[Fact], totals: Sequence[Fact]
) -> Iterator[Lookup]:
    """ "Kim ngạch xuất khẩu đạt 2,74 tỷ USD… Khu vực FDI xuất khẩu 2,18 tỷ USD, chiếm 79,6%"."""
    gap = match_key(reading.draft.text[part.number[1] : stated.number[0]])
    if stated.relation != "share" or not re.fullmatch(
        r"[^,;()]{0,30},\s*(?:chiếm|bằng)(?:\stỷ lệ|\stỷ trọng)?\s*", gap + " "
    ):
        return
    behind = re.split(r"[,;.(]", reading.draft.text[stated.number[1] : stated.span[1]])[0]
    named = indicator(re.sub(r"^\s*(?:của|trong)?\s*(?:tổng số|tổng)?", "", behind))
    if "bằng" in gap and (not named or _OTHER.search(behind)):
        return
    text = reading.draft.text
    parts = {a.number for a, b in pairwise(line) if "chiếm" in text[a.number[1] : b.number[0]] and b.amount.unit == "%"}
    wholes = [f for f in (*line, *totals) if _may_be_whole(f, part) and f.number not in parts]
    fitting = [f for f in wholes if _akin(f, part, named)]
    claims = [(ratio(stated.amount, part.amount, f.amount), f) for f in wholes]
    if fitting and not any(claim.holds for claim, _ in claims):
        nearest = fitting[-1]
        yield Lookup(ratio(stated.amount, part.amount, nearest.amount), stated, nearest)


def _may_be_whole(fact: Fact, part: Fact) -> bool:
    same = (fact.amount.unit, fact.amount.measure) == (part.amount.unit, part.amount.measure)
    ahead = fact.number[0] < part.number[0] or fact.origin == "table"
    return (
        same
        and ahead
        and fact.amount.value > part.amount.value
        and fact.relation == "level"
        and fact.amount.high is None
    )


def _akin(whole: Fact, part: Fact, named: frozenset[str]) -> bool:
    """What follows the share names the whole, or nothing follows and both are of one kind."""
    if whole.origin == "table":
        return len(named) >= 2 and named <= whole.column | generic() and whole.column <= named | generic()
    if named:
        return len(named & whole.words) >= 2 and named - generic() <= whole.words
    return (
        key_words(whole.words & part.words) >= 1
        and len(whole.words - part.words) <= 2
        and "target" not in {whole.status, part.status}
    )


def _of_plan(
    reading: Reading, before: Sequence[Fact], stated: Fact, by_words: dict[frozenset[str], list[Fact]]
) -> Iterator[Lookup]:
    """ "đạt 9.450 tỷ đồng, bằng 105% dự toán", "tăng 12% so với năm 2023": the base from a table or a sentence."""
    value = next((f for f in reversed(before) if f.relation == "level" and f.words == stated.words), None)
    if value is None or value.amount.measure not in {"money", "measure", "count"} or key_words(stated.words) < 2:
        return
    text = reading.draft.text
    gap = match_key(text[value.number[1] : stated.number[0]])
    tail = match_key(text[stated.number[1] : stated.span[1]])
    if len(gap) > 80 or "(" in tail[:60] or value.amount.bound != "exact" or value.amount.of is not None:
        return
    planned = re.match(
        r"(?:so với )?(?:kế hoạch|dự toán|mục tiêu)(?: năm| giao| đề ra| tỉnh giao| cả năm)*\s*(?:[,;.]|$)", tail
    )
    if planned and re.search(r"(?:bằng|đạt)\s*$", gap) and value.period is not None:
        bases = [
            f
            for f in by_words[stated.words]
            if f.origin == "table" and f.status == "target" and f.period and f.period.same(value.period)
            if _alike(f, value)
        ]
        yield from _disproved(stated, value, bases, down=None)
    elif stated.base is not None and stated.base.shape == "year" and not _constant(text[slice(*stated.span)]):
        verb = re.search(r"(tăng|giảm)\s*$", gap)
        bases = [
            f
            for f in by_words[stated.words]
            if f.status != "target" and f.said and _counted_from(f, stated) and _alike(f, value)
        ]
        if verb:
            yield from _disproved(stated, value, bases, down=verb[1] == "giảm")


def _alike(base: Fact, value: Fact) -> bool:
    return base.marks == value.marks and base.names == value.names


def _counted_from(fact: Fact, stated: Fact) -> bool:
    """Whether the fact is of the year that the growth is counted from."""
    return fact.period is not None and stated.base is not None and fact.period.same(stated.base)


def _constant(clause: str) -> bool:
    words = load_data("percentages")["constant_prices"]["words"]
    return any(word in match_key(clause) for word in words)


def _disproved(stated: Fact, value: Fact, bases: Sequence[Fact], *, down: bool | None) -> Iterator[Lookup]:
    """The claim against every candidate base; only one distinct base that contradicts is told."""
    found = [f for f in bases if f.amount.unit == value.amount.unit and f.amount.value > 0 and f.relation == "level"]
    claims = [
        (
            ratio(stated.amount, value.amount, f.amount)
            if down is None
            else growth(stated.amount, value.amount, f.amount, down=down),
            f,
        )
        for f in found
    ]
    if len({f.amount.value for f in found}) == 1 and not claims[0][0].holds:
        yield Lookup(claims[0][0], stated, claims[0][1])
