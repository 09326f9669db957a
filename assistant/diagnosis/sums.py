"""Sums, structures and means stated in one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.diagnosis.claims import Claim
from assistant.language.normalize import match_key
from assistant.language.quantities import Amount

__all__ = ["sum_claims"]

_HUNDRED = Decimal(100)


def sum_claims(clause: str, found: Sequence[Amount]) -> Iterator[Claim]:
    """Claims about sums and structures in ``clause``, whose amounts are ``found``."""
    yield from _bracketed_sum(clause, found)
    yield from _made_of(clause, found)
    yield from _divided(clause, found)
    yield from _structure(clause, found)
    yield from _mean(clause, found)


def _plain(amount: Amount) -> bool:
    return amount.bound == "exact" and amount.high is None and amount.of is None


def _bracketed_sum(clause: str, found: Sequence[Amount]) -> Iterator[Claim]:
    """ "81.010 người (năm 2021: 31.850; năm 2022: 33.420; …)", "66 đơn vị (52 xã, 14 phường)"."""
    for at, total in enumerate(found[:-2]):
        opened = re.match(r"[^,;().]{0,60}\(", clause[total.end :])
        if opened is None or not _plain(total) or total.measure not in {"money", "measure", "count"}:
            continue
        start = total.end + opened.end()
        end = clause.find(")", start)
        inner = match_key(clause[start:end])
        parts = [a for a in found[at + 1 :] if start <= a.start < end]
        if (
            end < 0
            or len(parts) < 2
            or re.search(r"trong đó|riêng|nhất là|kế hoạch|mục tiêu|cùng kỳ|tăng|giảm|%|lượt|như|so với", inner)
        ):
            continue
        listed = len(re.findall(r":\s*\d", clause[start:end])) == len(parts)
        kinds = {(a.unit or total.unit, a.scale) if not listed else (a.unit, a.scale) for a in parts}
        counts = all(a.measure == "count" for a in parts) and total.measure == "count" and total.scale == 0
        if not all(_plain(a) for a in parts) or not ((listed and len(kinds) == 1) or counts):
            continue
        if listed and parts[0].measure == "bare":
            parts = [_scaled(a, total) for a in parts]
        elif listed and (parts[0].unit, parts[0].scale) != (total.unit, total.scale):
            continue
        claim = _sum(total, parts)
        if listed or abs(claim.value - total.value) <= total.value / 5:
            yield claim


def _scaled(amount: Amount, total: Amount) -> Amount:
    """A bare number of a list counted in the total's unit and scale."""
    factor = Decimal(10) ** (total.scale if amount.scale == 0 else 0)
    return Amount(
        amount.value * factor,
        amount.half * factor,
        amount.number,
        total.unit,
        total.measure,
        total.scale,
        amount.start,
        amount.end,
    )


def _sum(total: Amount, parts: Sequence[Amount]) -> Claim:
    value = sum((a.value for a in parts), Decimal(0)) / Decimal(10) ** total.scale
    whole = (
        all("," not in a.number for a in parts)
        and "," not in total.number
        and total.measure == "count"
        and total.scale == 0
    )
    slack = (
        Decimal(0) if whole else (total.half + sum((a.half for a in parts), Decimal(0))) / Decimal(10) ** total.scale
    )
    stated = Amount(
        total.value / Decimal(10) ** total.scale,
        total.half,
        total.number,
        total.unit,
        total.measure,
        0,
        total.start,
        total.end,
    )
    return Claim("sum", stated, value, slack, f"{' + '.join(a.number for a in parts)} = {{value}}")


_MADE = re.compile(r"(?:,|:|;|\()\s*(?:bao gồm|gồm có|gồm|chia ra|cụ thể(?: là)?|cụ thể gồm)\s*:?\s*$|:\s*$")


def _made_of(clause: str, found: Sequence[Amount]) -> Iterator[Claim]:
    """ "Tổng kinh phí 1.250 tỷ đồng, gồm: ngân sách trung ương 500 tỷ đồng, ngân sách tỉnh 750 tỷ đồng"."""
    for at, total in enumerate(found[:-2]):
        if not _plain(total) or total.measure not in {"money", "count", "measure"} or _inside(clause, total.start):
            continue
        lead = re.match(r"[^,;():.]{0,50}(?:,|\(|:)?\s*(?:bao gồm|gồm có|gồm|chia ra)(?!\w)\s*:?", clause[total.end :])
        parts = [a for a in found[at + 1 :] if (a.unit, a.scale) == (total.unit, total.scale)]
        others = [a for a in found[at + 1 :] if a not in parts]
        if lead is None or len(parts) < 2 or others or not all(_plain(a) for a in parts):
            continue
        rest = match_key(clause[total.end :])
        if re.search(r"trong đó|riêng|tăng|giảm|so với|còn lại|nhất là|như|mỗi|từng", rest):
            continue
        claim = _sum(total, parts)
        if abs(claim.value - claim.stated.value) <= claim.stated.value * Decimal("0.35"):
            yield claim


def _divided(clause: str, found: Sequence[Amount]) -> Iterator[Claim]:
    """ "Trong 18 chỉ tiêu, có 8 chỉ tiêu vượt, 7 chỉ tiêu đạt, 2 chỉ tiêu không đạt"."""
    if len(found) < 3 or not re.search(r"trong(?: tổng)?(?: số)?\s$", match_key(clause[: found[0].start]) + " "):
        return
    total, parts = found[0], found[1:]
    last = match_key(clause[parts[-1].start :])
    one = all((a.unit, a.measure, a.scale) == (total.unit, "count", 0) and _plain(a) for a in found)
    between = match_key(clause[total.end : parts[-1].start])
    if one and re.search(r"không|chưa|khó|còn lại", last) and not re.search(r"trong đó|riêng|tăng|giảm", between):
        yield _sum(total, parts)


def _structure(clause: str, found: Sequence[Amount]) -> Iterator[Claim]:
    """ "Cơ cấu kinh tế: nông nghiệp 9,4%, công nghiệp 66,4%, …": shares of a whole make 100%."""
    head = re.match(r"(?:[-+•]\s*)?(?:về\s)?cơ cấu[^:]{0,80}:", match_key(clause))
    if head is None:
        return
    shares = [a for a in found if a.measure == "percent" and not _inside(clause, a.start)]
    if (
        len(shares) >= 3
        and all(_plain(a) for a in shares)
        and not re.search(r"tăng|giảm|trong đó|so với", match_key(clause))
    ):
        value = sum((a.value for a in shares), Decimal(0))
        slack = sum((a.half for a in shares), Decimal(0)) + Decimal("0.05")
        if abs(value - 100) <= 12:
            stated = Amount(_HUNDRED, Decimal(0), "100", "%", "percent", 0, shares[-1].start, shares[-1].end)
            yield Claim("structure", stated, value, slack, f"{' + '.join(a.number for a in shares)} = {{value}}%")


def _mean(clause: str, found: Sequence[Amount]) -> Iterator[Claim]:
    """ "năm 2021 tăng 8,2%, năm 2022 tăng 15,6%, bình quân hai năm tăng 11,8%/năm": at their mean."""
    if len(found) < 3 or "bình quân" not in clause:
        return
    last = found[-1]
    before = match_key(clause[found[-2].end : last.start])
    rates = [a for a in found[:-1] if a.measure == "percent" and _plain(a)]
    yearly = [
        a
        for a in rates
        if re.search(r"năm (?:19|20)\d\d[^,;]{0,20}tăng[^,;]{0,12}$", match_key(clause[max(0, a.start - 60) : a.start]))
    ]
    if (
        last.measure != "percent"
        or not last.per
        or "bình quân" not in before
        or len(yearly) != len(found) - 1
        or len(yearly) < 2
    ):
        return
    product = Decimal(1)
    for rate in yearly:
        product *= 1 + rate.value / _HUNDRED
    value = (Decimal(float(product) ** (1 / len(yearly))) - 1) * _HUNDRED
    slack = (
        abs(value - sum((a.value for a in yearly), Decimal(0)) / len(yearly))
        + last.half
        + yearly[0].half
        + Decimal("0.05")
    )
    yield Claim("mean", last, value, slack, f"bình quân của {', '.join(a.number + '%' for a in yearly)} = {{value}}%")


def _inside(clause: str, at: int) -> bool:
    before = clause[:at]
    return before.count("(") > before.count(")")
