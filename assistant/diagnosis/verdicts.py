"""Verdicts: "vượt", "đạt", "không đạt" a plan that is printed beside the result."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Literal

from assistant.diagnosis.claims import Claim, written
from assistant.diagnosis.parts import load_data
from assistant.language.normalize import match_key
from assistant.language.periods import strip_periods
from assistant.language.quantities import Amount

__all__ = ["verdict_claims"]

Verdict = Literal["over", "met", "missed", "higher", "lower"]


@cache
def _pattern() -> re.Pattern[str]:
    rows = load_data("percentages")["verdict"]
    plan = "|".join(rows["plan"])
    return re.compile(
        rf"^[^,;()]{{0,30}},\s*(?:đã\s|song\s|nhưng\s|mới\s|chỉ\s|cơ bản\s|và\s)*"
        rf"(?P<verdict>không đạt|chưa đạt|không hoàn thành|chưa hoàn thành|vượt|đạt|hoàn thành|cao hơn|thấp hơn)"
        rf"(?:\s(?:so với|mức|xa|được|cao hơn))*"
        rf"\s[^,;()\d%]{{0,40}}(?:{plan})[^,;()]{{0,50}}\((?:[^()\d]{{0,24}})$"
    )


@cache
def _lower() -> re.Pattern[str]:
    words = load_data("percentages")["lower_is_better"]["words"]
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(w) for w in words)})(?!\w)")


@cache
def _remedied() -> re.Pattern[str]:
    words = load_data("percentages")["lower_is_better"]["remedied"]
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(w) for w in words)})(?!\w)")


def verdict_claims(clause: str, found: Sequence[Amount]) -> Iterator[Claim]:
    """Claims "result, verdict plan (target)" that the two figures contradict."""
    yield from _beside(clause, found)
    yield from _ranks(clause, found)
    for at in range(len(found) - 1):
        result, target = found[at], found[at + 1]
        gap = match_key(clause[result.end : target.start])
        said = _pattern().search(gap)
        if said is None or (result.unit, result.measure) != (target.unit, target.measure) or result.high is not None:
            continue
        if re.search(r"\(\s*(?:năm|cùng kỳ|so với)", gap) or not clause[target.end :].lstrip().startswith(
            (")", ",", ";")
        ):
            continue
        verdict = _verdict(said["verdict"])
        if not _true(result, target, verdict, less=_less_is_better(clause, result, target)):
            yield Claim("verdict", result, _plan_value(target), Decimal(0), _work(result, target))


_BESIDE = re.compile(
    r"^[^;()\d%]{0,60}(?:,|\svà|\snhưng|\ssong)?\s(?P<verdict>vượt|cao hơn|thấp hơn)(?:\s(?:so với|xa|nhiều|hẳn))*"
    r"\s(?:kịch bản|mức)(?:\s(?!\d)[^\s,;()%]+){0,6}\s$"
)


def _beside(clause: str, found: Sequence[Amount]) -> Iterator[Claim]:
    """ "tăng 9,1%, cao hơn mức 7,6% của cùng kỳ và vượt kịch bản 9,8%": figures named as levels without brackets."""
    result = found[0]
    for before, target in pairwise(found):
        said = _BESIDE.match(match_key(strip_periods(clause[before.end : target.start])) + " ")
        if said is None:
            return
        near = result.value / 2 < target.value < result.value * 2
        one = result.measure == target.measure == "percent" and result.per == target.per and result.bound == "exact"
        after = re.match(r"\s*(?:lần|điểm)", clause[target.end :])
        verdict: Verdict = "lower" if said["verdict"] == "thấp hơn" else "higher"
        if one and near and not after and target.bound == "exact" and not _true(result, target, verdict, less=False):
            yield Claim("verdict", result, _plan_value(target), Decimal(0), _work(result, target))
            return


_RANKED = re.compile(
    r"(?:xếp|đứng|hạng|vị trí)[^,;()\d]{0,20}(?:thứ |hạng )(?P<new>\d{1,2})(?:/\d+)?[^,;()\d]{0,30},\s"
    r"(?P<verb>tăng|lên|cải thiện|giảm|tụt|xuống) (?P<steps>\d{1,2}) bậc so với[^;()]{0,40}"
    r"\([^()\d]{0,20}(?:thứ|hạng) (?P<old>\d{1,2})"
)


def _ranks(clause: str, found: Sequence[Amount]) -> Iterator[Claim]:
    """ "xếp thứ 24, tăng 11 bậc so với năm 2021 (thứ 35)": a smaller place is the better one."""
    said = _RANKED.search(match_key(clause))
    stated = next((a for a in found if said and a.unit == "bậc" and a.number == said["steps"]), None)
    if said is None or stated is None:
        return
    rise = int(said["old"]) - int(said["new"])
    told = int(said["steps"]) * (-1 if said["verb"] in {"giảm", "tụt", "xuống"} else 1)
    if rise != told:
        way = "tăng" if rise > 0 else "giảm"
        work = f"từ thứ {said['old']} sang thứ {said['new']} là {way} {abs(rise)} bậc"
        yield Claim("rank", stated, Decimal(-1), Decimal(0), work)


def _verdict(words: str) -> Verdict:
    if words.startswith(("không", "chưa")):
        return "missed"
    return {"vượt": "over", "cao hơn": "higher", "thấp hơn": "lower"}.get(words, "met")  # type: ignore[return-value]


def _less_is_better(clause: str, result: Amount, target: Amount) -> bool:
    """Whether a smaller figure is the better one; of a fall ("giảm 4,2%") the larger is."""
    before = match_key(clause[: result.start])
    inside = match_key(clause[result.end : target.start])
    if re.search(r"giảm(?:\s\w+){0,3}\s*$", before) and not re.search(r"(?:còn|xuống)\s*$", before):
        return False
    if re.search(r"giảm[^()]{0,12}$", inside):
        return False
    return target.bound == "most" or (_lower().search(before) is not None and not _remedied().search(before))


def _plan_value(target: Amount) -> Decimal:
    return target.high if target.high is not None else target.value


def _true(result: Amount, target: Amount, verdict: Verdict, *, less: bool) -> bool:
    """Whether the verdict holds for the figures, the benefit of rounding given."""
    low, high = target.value, _plan_value(target)
    value, half = result.value, result.half
    if verdict == "higher":
        return value + half >= high
    if verdict == "lower":
        return value - half <= low
    better, worse = (value < low, value > high) if less else (value > high, value < low)
    if verdict == "over":
        return better or (target.bound in {"least", "most"} and not worse)
    if verdict == "met":
        return not worse or abs(value - (high if less else low)) <= half
    return worse


def _work(result: Amount, target: Amount) -> str:
    span = (
        f"{target.number}-{target.high.normalize():f}".replace(".", ",") if target.high is not None else written(target)
    )
    return f"số thực hiện {written(result)}; mức đề ra {span}"
