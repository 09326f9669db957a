"""Shares, growth and multiples stated in sentences, computed again from the figures beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, pairwise

from assistant.diagnosis.cells import printed
from assistant.diagnosis.changes import change_claims, part_claims
from assistant.diagnosis.claims import Claim, growth, ratio, shown_value, times
from assistant.diagnosis.clauses import sentences
from assistant.diagnosis.indicators import subject_in
from assistant.diagnosis.lookups import Lookup, lookups
from assistant.diagnosis.model import Defect, Span
from assistant.diagnosis.parts import load_data
from assistant.diagnosis.phrases import quoted
from assistant.diagnosis.places import place
from assistant.diagnosis.rates import NearMiss, near_misses
from assistant.diagnosis.reading import Reading
from assistant.diagnosis.registry import check
from assistant.diagnosis.sums import sum_claims
from assistant.diagnosis.verdicts import verdict_claims
from assistant.language.normalize import match_key
from assistant.language.quantities import Amount, amounts

__all__ = ["percent_mismatch"]


@check(kind="percent_mismatch", claim="fact")
def percent_mismatch(reading: Reading) -> Iterator[Defect]:
    """A stated share, growth, multiple, difference, sum or verdict that the figures beside it contradict.

    Rule: within one clause the figure is computed again from the value it is said of and the base named behind it, in
    brackets or after a stroke ("a/b"), with the rounding of all printed digits allowed for. A figure that any other
    value of the clause explains is left alone; so is growth of indicators counted in constant prices, and a share whose
    base is not printed beside it. "đạt", "vượt", "không đạt" are compared with the plan, the other way round where less
    is better. Source: recomputation as in R's statcheck, on percentages.
    """
    told: set[tuple[int, int]] = set()
    for line in reading.paragraphs:
        if any(c.isdigit() for c in line.text):
            for claim, span, at in _disproved(line.text):
                told.add((line.start + at[0], line.start + at[0] + at[1]))
                yield _defect(reading, claim, (line.start + span[0], line.start + span[1]))
    elsewhere: Iterator[Lookup | NearMiss] = chain(lookups(reading), near_misses(reading))
    for found in elsewhere:
        spot = (found.stated.span[0], found.stated.number[0])
        if spot not in told:
            told.add(spot)
            yield _looked_up(reading, found)


def _disproved(text: str) -> Iterator[tuple[Claim, Span, tuple[int, int]]]:
    """Claims of a paragraph that do not hold, where to quote, and the clause and the place in it of the figure."""
    spans = sentences(text)
    for start, end in spans:
        clause = text[start:end]
        found = amounts(clause)
        for claim in _all_claims(clause, found) if found else ():
            if not claim.holds:
                yield claim, (start, end), (start, claim.stated.start)
    for begun, start, end in _continued(text, spans):
        joined = text[begun:end]
        for claim in part_claims(joined, amounts(joined)):
            bare = re.match(r"\s*(?:[,;.)]|$|của tổng|tổng (?:số|vốn|kinh phí))", joined[claim.stated.end :])
            if bare and not claim.holds and claim.stated.start >= start - begun:
                yield claim, (begun, end), (start, claim.stated.start - (start - begun))


def _continued(text: str, spans: list[Span]) -> Iterator[tuple[int, int, int]]:
    """Clauses that go on about the figure before the semicolon ("…; trong đó vốn trực tiếp …, chiếm …")."""
    for (begun, before), (start, end) in pairwise(spans):
        if text[begun:before].rstrip().endswith(";") and re.match(r"\s*trong (?:số )?đó(?!\w)", text[start:end]):
            yield begun, start, end


def _all_claims(clause: str, found: list[Amount]) -> Iterator[Claim]:
    yield from _claims(clause, found)
    yield from sum_claims(clause, found)
    yield from change_claims(clause, found)
    yield from verdict_claims(clause, found)


def _defect(reading: Reading, claim: Claim, span: Span) -> Defect:
    value = shown_value(claim)
    values = {
        "place": place(reading, span[0]),
        "quote": quoted(reading.draft.text[slice(*span)]),
        "stated": claim.stated.number,
        "value": value,
        "work": claim.work.replace("{value}", value),
    }
    return Defect(2 if claim.variant in {"mean", "structure"} else 3, 0.95, (span,), values, claim.variant)


_PLAN = re.compile(
    r"\s(?:so với\s)?(?:tổng\s)?(?:kế hoạch|dự toán|mục tiêu|chỉ tiêu|nhiệm vụ|tổng số|trong tổng số)\s"
    r"(?:là\s|giao\s|năm\s|vốn\s)?"
)


def _looked_up(reading: Reading, found: Lookup | NearMiss) -> Defect:
    value = shown_value(found.claim)
    values = {
        "place": place(reading, found.stated.span[0]),
        "place2": place(reading, found.source.number[0]),
        "quote": quoted(reading.draft.text[slice(*found.stated.span)]),
        "stated": f"{found.claim.stated.number}%",
        "value": f"{value}%",
        "work": found.claim.work.replace("{value}", value),
    }
    return Defect(3, 0.9, (found.stated.span, found.source.span), values, "table")


@dataclass(frozen=True, slots=True)
class _Place:
    """A derived figure in its clause: its index among the amounts, the verb before it, what follows it."""

    at: int
    verb: str
    tail: str


@cache
def _verb(name: str) -> re.Pattern[str]:
    words = sorted(load_data("percentages")["verbs"][name], key=len, reverse=True)
    extra = r"(?:\s(?:khoảng|gần|trên|hơn|xấp xỉ|tới|được|mức|là|thêm|bình quân))*"
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)}){extra}\s*(?:\()?$")


@cache
def _constant() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(w) for w in load_data("percentages")["constant_prices"]["words"]))


def _claims(clause: str, found: list[Amount]) -> Iterator[Claim]:
    """Claims about single shares, growth rates and multiples."""
    for at, stated in enumerate(found):
        if stated.measure not in {"percent", "times"} or stated.high is not None or stated.per or stated.of is not None:
            continue
        above = found[at - 1].end if at else 0
        window = match_key(clause[above : stated.start])
        ahead = found[at + 1].start if at + 1 < len(found) else len(clause)
        spot = _Place(at, window, clause[stated.end : ahead])
        claims = [*_bracketed_base(clause, found, spot), *_fraction(clause, found, spot)]
        if claims and not any(claim.holds for claim in claims):
            yield claims[0]


def _bracketed_base(clause: str, found: list[Amount], spot: _Place) -> Iterator[Claim]:
    """ "A, bằng x% kế hoạch (B)", "A, tăng x% so với năm trước (B)", "A, gấp k lần năm 2020 (B)"."""
    stated = found[spot.at]
    if spot.at + 1 >= len(found) or spot.at == 0 or not _base_follows(clause, spot.tail, found[spot.at + 1]):
        return
    base = found[spot.at + 1]
    news = [a for a in _values_before(clause, found, spot.at) if (a.unit, a.measure) == (base.unit, base.measure)]
    for new in news:
        if base.value and new.value and base.high is None and new.high is None:
            yield from _compared(clause, stated, new, base, spot.verb)


def _compared(clause: str, stated: Amount, new: Amount, base: Amount, window: str) -> Iterator[Claim]:
    if stated.measure == "times":
        if _verb("times").search(window):
            yield times(stated, new, base)
        elif _verb("up").search(window):
            yield times(stated, new, base)
            yield replace(times(stated, new, base), value=new.value / base.value - 1)
    elif _verb("ratio").search(window):
        yield ratio(stated, new, base)
    elif _verb("over").search(window):
        yield growth(stated, new, base, down=False)
    elif not _constant().search(match_key(clause)):
        for name, down in (("up", False), ("down", True)):
            if _verb(name).search(window) and (new.measure != "percent"):
                yield growth(stated, new, base, down=down)


def _base_follows(clause: str, tail: str, base: Amount) -> bool:
    """Whether the next amount is the base: in a bracket that it opens, or right behind the name of the plan."""
    if re.search(r"[;]|,\s|\.\s", tail.split("(", maxsplit=1)[0]):
        return False
    opened = re.search(r"\(([^()]*)$", tail)
    if opened:
        lead = match_key(opened[1])
        behind = re.sub(r"^[^,;()\d]{0,30}", "", clause[base.end :])
        clean = not re.search(r"tăng|giảm|thêm|trong đó|riêng|chiếm|vượt|đạt [\d]", lead)
        return clean and len(lead) < 40 and behind.startswith((")", ";", ",")) and tail.count("(") == 1
    return _PLAN.fullmatch(tail) is not None


def _values_before(clause: str, found: list[Amount], at: int) -> Iterator[Amount]:
    """The values the figure may be said of, nearest first; a new subject between ends the search."""
    for back in range(at, 0, -1):
        above = found[back - 2].end if back >= 2 else 0
        window = clause[found[back - 1].end : found[back].start]
        if _inside(clause, found[back].start) == _inside(clause, found[at].start) and _renamed(window, found[back]):
            return
        amount = found[back - 1]
        before = match_key(clause[above : amount.start])
        derived = amount.measure in {"percent", "times", "points"} and re.search(
            r"(?:bằng|vượt|gấp|chiếm|tăng|giảm)[^,;]{0,24}$", before
        )
        change = re.search(r"(?:tăng|giảm|thêm|hụt|từ)(?:\s\w+){0,2}\s*$", before) and not re.search(
            r"(?:lên|xuống|còn|đến)\s*$", before
        )
        if not derived and not change and not _inside(clause, amount.start):
            yield amount


def _renamed(window: str, amount: Amount) -> bool:
    """Whether the words between two figures turn to another thing."""
    plain = re.sub(r"\([^()]*\)|^[^()]*\)", " ", window)
    plain = re.sub(r"so với[^,;]*|(?:kế hoạch|dự toán|mục tiêu)[^,;]*", " ", plain)
    behind = plain.split(",", 1)
    rest = behind[1] if len(behind) > 1 else ""
    return bool(rest) and bool(subject_in(rest, counted=False, exact=amount.measure != "percent", tail=";").name)


def _inside(clause: str, at: int) -> bool:
    before = clause[:at]
    return before.count("(") > before.count(")")


def _fraction(clause: str, found: list[Amount], spot: _Place) -> Iterator[Claim]:
    """ "134/182 xã đạt chuẩn (73,6%)", "giải ngân 6.881/10.922 tỷ đồng, đạt 63%"."""
    stated = found[spot.at]
    if spot.at == 0 or stated.measure != "percent":
        return
    part, gap = found[spot.at - 1], clause[found[spot.at - 1].end : stated.start]
    if spot.at >= 2 and part.of is None and _over(clause[found[spot.at - 2].end : part.start]):
        part = _joined(found[spot.at - 2], part)
    if part.of is None or part.of <= 0 or part.value <= 0 or len(gap) > 90 or ";" in gap or part.measure == "percent":
        return
    bare = re.search(r"\(\s*(?:đạt|chiếm|bằng|tỷ lệ|tương đương|đạt tỷ lệ)?\s*$", gap)
    said = re.search(r",\s*(?:đạt|chiếm|bằng|tỷ lệ|đạt tỷ lệ|chiếm tỷ lệ|tương đương|tương ứng)(?:\stỷ lệ)?\s*$", gap)
    if (
        not (bare or said)
        or re.match(r"\s*(?:so với|cùng kỳ|năm|tổng|số|của|trong)", spot.tail)
        or "biểu quyết" in clause
    ):
        return
    whole = Amount(part.of, part.half, "", part.unit, part.measure, part.scale, part.start, part.end)
    claim = ratio(stated, part, whole)
    base = part.of.scaleb(-part.scale)
    shown = f"{part.number} : {printed(base, 0 if base % 1 == 0 else 2)}"
    yield Claim(claim.variant, stated, claim.value, claim.slack, f"{shown} × 100% = {{value}}%")


_OVER = re.compile(r"\s(?:trên|trong)\s(?:tổng số|tổng kế hoạch|tổng|kế hoạch)(?:\s\w+){0,3}\s")


def _over(gap: str) -> bool:
    """What stands between the two numbers of "3.520 ha/3.200 ha", "4.530 tỷ đồng trên tổng kế hoạch 5.100 tỷ đồng"."""
    return gap.strip() == "/" or _OVER.fullmatch(gap) is not None


def _joined(part: Amount, whole: Amount) -> Amount:
    same = (part.unit, part.measure) == (whole.unit, whole.measure)
    return replace(part, of=whole.value, end=whole.end) if same else whole
