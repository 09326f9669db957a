"""Changes and parts stated in one sentence: "từ A lên B, tăng C", "A, tăng C so với (B)", "trong đó B, chiếm C"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from assistant.diagnosis.claims import Claim, written
from assistant.language.normalize import match_key
from assistant.language.quantities import Amount

__all__ = ["change_claims", "part_claims"]

_HUNDRED = Decimal(100)
_CHANGED = re.compile(
    r"[^,;()\d]{0,70},\s*(tăng|giảm|vượt|hụt|cao hơn|thấp hơn)((?:\s(?:thêm|khoảng))*|(?:\s\w+){1,5})\s*"
)
_PART = re.compile(
    r"[^,;()]{0,60}[,(]\s*(?:mới\s|chỉ\s)?(chiếm|đáp ứng|đạt|bằng)(?:\stỷ lệ)?\s*|[^,;()\d]{0,60}\(\s*(?:chiếm)?\s*"
)
_PLANNED = re.compile(r"(?:kế hoạch|dự toán|tổng số|tổng vốn|tổng kinh phí)[^,;]{0,50}(?:là|:)?\s*$")
_DOUBLE = re.compile(r"[^,;()\d]{0,40},\s(?:gần |hơn )?gấp (đôi|rưỡi|ba|bốn)(?: lần)?(?: so với)?[^,;()]{0,30}\(\s*")


def change_claims(clause: str, found: Sequence[Amount]) -> Iterator[Claim]:
    """Claims about differences, growth and parts in ``clause``, whose amounts are ``found``."""
    yield from _from_to(clause, found)
    yield from _difference(clause, found)
    yield from _share_of_growth(clause, found)
    yield from _over_base(clause, found)
    yield from _of_aim(clause, found)
    yield from _beside_aim(clause, found)
    yield from part_claims(clause, found)
    yield from _doubled(clause, found)
    yield from _too_large(clause, found)


def _plain(amount: Amount) -> bool:
    return amount.bound == "exact" and amount.high is None and amount.of is None


def _from_to(clause: str, found: Sequence[Amount]) -> Iterator[Claim]:
    """ "tăng từ A lên B, tăng C" where C is the difference, the growth or the multiple."""
    for at in range(len(found) - 2):
        a, b, c = found[at : at + 3]
        if (
            not (_plain(a) and _plain(b))
            or (a.unit, a.measure) != (b.unit, b.measure)
            or a.value <= 0
            or c.high is not None
        ):
            continue
        before, between, after = (
            match_key(clause[found[at - 1].end if at else 0 : a.start]), match_key(clause[a.end : b.start]),
            match_key(clause[b.end : c.start]),
        )  # fmt: skip
        if not re.search(r"(?<!\w)từ(?:\s(?:mức|khoảng|chỗ))?\s*$", before) or not re.search(
            r"(?:lên|xuống|còn|đến|sang)(?:\s\w+){0,2}\s*$", between
        ):
            continue
        verb = re.search(
            r"^[^;]{0,40}?[,(]\s*(?:tức\s)?(tăng|giảm|gấp)(?:\s(?:thêm|được|khoảng|gần|trên|hơn|bình quân))*\s*$", after
        )
        if verb is None or "bình quân" in after or "mỗi" in after or c.per:
            continue
        yield from _change(a, b, c, verb[1])


def _change(a: Amount, b: Amount, c: Amount, verb: str) -> Iterator[Claim]:
    if ((c.unit, c.measure) == (a.unit, a.measure) and a.measure != "percent") or (
        a.measure == "percent" and c.measure == "points"
    ):
        factor = Decimal(10) ** c.scale
        stated = Amount(c.value / factor, c.half / factor, c.number, c.unit, c.measure, 0, c.start, c.end, c.bound)
        slack = (a.half + b.half + c.half) / factor if "," in a.number + b.number + c.number or a.scale else Decimal(0)
        yield Claim(
            "difference", stated, abs(a.value - b.value) / factor, slack, f"|{written(b)} - {written(a)}| = {{value}}"
        )
    elif c.measure == "percent" and a.measure not in {"percent", "points"}:
        value = abs(b.value / a.value - 1) * _HUNDRED
        slack = _HUNDRED * (b.half / a.value + b.value * a.half / (a.value * a.value)) + c.half
        yield Claim("growth", c, value, slack, f"{written(b)} : {written(a)} × 100% - 100% = {{value}}%")
    elif c.measure == "times" and verb == "gấp":
        slack = b.half / a.value + b.value * a.half / (a.value * a.value) + c.half
        yield Claim("times", c, b.value / a.value, slack, f"{written(b)} : {written(a)} = {{value}} lần")


def _difference(clause: str, found: Sequence[Amount]) -> Iterator[Claim]:
    """ "đạt 29,8%, tăng 3,4 điểm phần trăm so với năm 2020 (26,4%)", "124 triệu, tăng 12 triệu so với (112 triệu)"."""
    for at in range(len(found) - 2):
        new, change, base = found[at : at + 3]
        points = new.measure == base.measure == "percent" and change.measure == "points"
        same = new.unit == base.unit == change.unit and new.measure == change.measure in {"money", "measure", "count"}
        if not (points or same) or not all(_plain(x) for x in (new, change, base)):
            continue
        middle, tail = match_key(clause[new.end : change.start]), match_key(clause[change.end : base.start])
        verb = _CHANGED.fullmatch(middle)
        compared = verb and (
            re.fullmatch(r"\s*so với[^,;()]{0,60}\(\s*", tail)
            or (verb[1] in {"cao hơn", "thấp hơn"} and tail.strip() == "(")
        )
        if not verb or not compared or _reduced(clause, new) or (verb[2].strip() and verb[1] in {"tăng", "giảm"}):
            continue
        down = verb[1] in {"giảm", "hụt", "thấp hơn"}
        factor = Decimal(10) ** change.scale
        value = (base.value - new.value if down else new.value - base.value) / factor
        stated = Amount(
            change.value / factor,
            change.half / factor,
            change.number,
            change.unit,
            change.measure,
            0,
            change.start,
            change.end,
        )
        slack = (new.half + base.half + change.half) / factor if points or change.scale else Decimal(0)
        work = f"{written(base)} - {written(new)}" if down else f"{written(new)} - {written(base)}"
        yield Claim("difference", stated, value, slack, f"{work} = {{value}}")


def _reduced(clause: str, new: Amount) -> bool:
    return re.search(r"(?:tăng|giảm)(?:\s\w+)?\s*$", match_key(clause[max(0, new.start - 24) : new.start])) is not None


def _share_of_growth(clause: str, found: Sequence[Amount]) -> Iterator[Claim]:
    """ "đạt 1.250 dự án, tăng 250 dự án (25%)": the growth from the value before the change."""
    for at in range(len(found) - 2):
        new, change, stated = found[at : at + 3]
        if (
            stated.measure != "percent"
            or (new.unit, new.measure) != (change.unit, change.measure)
            or not (_plain(new) and _plain(change))
        ):
            continue
        middle, gap = match_key(clause[new.end : change.start]), match_key(clause[change.end : stated.start])
        verb = re.fullmatch(r"[^,;()]{0,40},\s*(tăng|giảm)(?:\s(?:thêm|được))?\s*", middle)
        if verb is None or not re.fullmatch(
            r"[^,;()]{0,10}\(\s*(?:tương đương|tương ứng|tăng|giảm|bằng)?\s*"
            r"|\s*,?\s*(?:tương đương|tương ứng)(?: với)?(?: tăng| giảm)?\s*",
            gap,
        ):
            continue
        old = new.value - change.value if verb[1] == "tăng" else new.value + change.value
        if old > 0 and new.measure in {"money", "measure", "count"} and not _reduced(clause, new):
            value = _HUNDRED * change.value / old
            slack = _HUNDRED * (change.half / old + change.value * (new.half + change.half) / (old * old)) + stated.half
            sign = "-" if verb[1] == "tăng" else "+"
            yield Claim(
                "growth",
                stated,
                value,
                slack,
                f"{written(change)} : ({written(new)} {sign} {written(change)}) × 100% = {{value}}%",
            )


_OVER_BASE = re.compile(r"\s*\)\s*,?\s*(?:tức|tương đương|tương ứng)(?: là| với)?(?: vượt| tăng| giảm| hụt| thiếu)?\s*")
_AIM = re.compile(r"\s*(?:so với )?(?:mục tiêu|kế hoạch|chỉ tiêu|nhiệm vụ)(?: là| phải| cần)? (?P<verb>\w+)\s*")
_BESIDE = re.compile(r"[^,;()]{0,60}\sso với (?:mục tiêu|kế hoạch|chỉ tiêu|nhiệm vụ)(?: là)?\s*")
_THEN = re.compile(r"[^,;()%]{0,40},\s(?:mới |chỉ )?(?:đạt|bằng)(?: tỷ lệ)?\s*")
_AIMED = re.compile(r"[^;()]{0,120},\s(?:đạt|bằng|hoàn thành|tương đương)\s*")


def _over_base(clause: str, found: Sequence[Amount]) -> Iterator[Claim]:
    """ "vượt kế hoạch 29 tỷ đồng (kế hoạch 140 tỷ đồng), tức vượt 20,7%": the change in per cent of the base."""
    for at in range(len(found) - 2):
        change, base, stated = found[at : at + 3]
        same = (change.unit, change.measure) == (base.unit, base.measure) and base.value > 0
        changed = re.search(r"(?:vượt|tăng|giảm|hụt|thiếu)(?:\s\w+){0,3}\s*$", match_key(clause[: change.start]))
        opened = re.fullmatch(r"[^,;()]{0,60}\([^,;()]{0,30}", clause[change.end : base.start])
        linked = _OVER_BASE.fullmatch(match_key(clause[base.end : stated.start]))
        if same and changed and opened and linked and stated.measure == "percent" and _plain(change) and _plain(base):
            yield _share(stated, change, base)


def _beside_aim(clause: str, found: Sequence[Amount]) -> Iterator[Claim]:
    """ "46 người so với mục tiêu 120 người của nhiệm kỳ, đạt 38,3%": the value in per cent of the aim beside it."""
    for part, aim, stated in zip(found, found[1:], found[2:], strict=False):
        one = (part.unit, part.measure) == (aim.unit, aim.measure) and aim.value > 0
        if not one or stated.measure != "percent" or part.measure == "percent" or not all(map(_plain, (part, aim))):
            continue
        beside = _BESIDE.fullmatch(match_key(clause[part.end : aim.start]))
        then = _THEN.fullmatch(match_key(clause[aim.end : stated.start]))
        if beside and then and _plain(stated) and re.match(r"\s*(?:[,;.]|$)", clause[stated.end :]):
            yield _share(stated, part, aim)


def _of_aim(clause: str, found: Sequence[Amount]) -> Iterator[Claim]:
    """ "giảm 268 chiếc, …, bằng 76,6% mục tiêu giảm 350 chiếc": one verb before the value and before the aim."""
    for part, stated, aim in zip(found, found[1:], found[2:], strict=False):
        named = _AIM.fullmatch(match_key(clause[stated.end : aim.start]))
        one = (part.unit, part.measure) == (aim.unit, aim.measure) and stated.measure == "percent" and aim.value > 0
        if named is None or not one or not (_plain(part) and _plain(stated) and _plain(aim)):
            continue
        done = re.search(rf"(?<!\w){named['verb']}(?: được| thêm)?\s*$", match_key(clause[: part.start]))
        if done and _AIMED.fullmatch(match_key(clause[part.end : stated.start])):
            yield _share(stated, part, aim)


def part_claims(clause: str, found: Sequence[Amount]) -> Iterator[Claim]:
    """ "nhu cầu 9.800 tấn, … sản lượng 5.240 tấn, đáp ứng 53,5% nhu cầu", "trong đó 13,8 nghìn ha …, chiếm 54,3%"."""
    for at in range(2, len(found)):
        part, stated = found[at - 1], found[at]
        verb = _PART.fullmatch(match_key(clause[part.end : stated.start]))
        if verb is None or stated.measure != "percent" or not (_plain(part) and _plain(stated)):
            continue
        wholes = [a for a in found[: at - 1] if (a.unit, a.measure) == (part.unit, part.measure) and _plain(a)]
        whole = _whole_of(clause, wholes, part, stated, verb[1] or "")
        claims = [_share(stated, part, a) for a in wholes if a.value > part.value]
        if whole is not None and whole.value > part.value and not any(claim.holds for claim in claims):
            yield _share(stated, part, whole)


def _share(stated: Amount, part: Amount, whole: Amount) -> Claim:
    slack = _HUNDRED * (part.half / whole.value + part.value * whole.half / (whole.value * whole.value)) + stated.half
    work = f"{written(part)} : {written(whole)} × 100% = {{value}}%"
    return Claim("share", stated, _HUNDRED * part.value / whole.value, slack, work)


def _whole_of(clause: str, wholes: Sequence[Amount], part: Amount, stated: Amount, verb: str) -> Amount | None:
    """The value of the clause that the part is of, by the words that link them."""
    if not wholes or part.measure not in {"money", "measure", "count"}:
        return None
    ends = [a.start for a in (*wholes[1:], part)]
    links = [match_key(clause[whole.end : end]) for whole, end in zip(wholes, ends, strict=True)]
    if verb in {"đạt", "bằng"}:
        bare = re.match(r"\s*(?:[;,.]|$)", clause[stated.end :]) is not None and len(wholes) == 1
        told = part.measure == "count" and re.search(r"trong đó|trong số|thu về|thu được", links[-1])
        if told and "trong đó" in links[-1] and re.match(r"\s*(?:[;,.]|$)", clause[stated.end :]):
            return wholes[-1]
        planned = _PLANNED.search(match_key(clause[: wholes[0].start]) + " ")
        return wholes[0] if bare and (told or planned) else None
    if verb == "đáp ứng":
        return wholes[0] if len(wholes) == 1 else None
    opened = [whole for whole, link in zip(wholes, links, strict=True) if re.search(r"gồm|trong đó|trong số", link)]
    return opened[-1] if opened else None


# Of a mean the part may be the larger: "bình quân 25,8 m² sàn, trong đó đô thị 28,6 m²".
_MEAN = re.compile(r"bình quân|trung bình|mỗi (?:người|hộ|xã)|năng suất|đơn giá|mật độ|thu nhập|mức giá|giá bán")
_DOUBLED = {"đôi": Decimal(2), "rưỡi": Decimal("1.5"), "ba": Decimal(3), "bốn": Decimal(4)}


def _doubled(clause: str, found: Sequence[Amount]) -> Iterator[Claim]:
    """ "30 dự án, gấp đôi năm 2023 (15 dự án)"; said roundly, so an eighth either way is allowed."""
    for new, base in pairwise(found):
        gap = match_key(clause[new.end : base.start])
        said = _DOUBLE.fullmatch(gap)
        if said and (new.unit, new.measure) == (base.unit, base.measure) and base.value > 0 and _plain(base):
            stated = replace(new, value=_DOUBLED[said[1]], half=Decimal(0), number=said[1], scale=0, bound="exact")
            work = f"{written(new)} : {written(base)} = {{value}} lần"
            yield Claim("times", stated, new.value / base.value, _DOUBLED[said[1]] / 8, work)


def _too_large(clause: str, found: Sequence[Amount]) -> Iterator[Claim]:
    """ "98.400 tấn, trong đó thịt lợn 171.200 tấn": a part larger than its whole."""
    for whole, part in pairwise(found):
        gap = match_key(clause[whole.end : part.start])
        one = (whole.unit, whole.measure) == (part.unit, part.measure) and whole.measure in {
            "money",
            "measure",
            "count",
        }
        larger = one and _plain(whole) and _plain(part) and part.value > whole.value + whole.half + part.half
        mean = _MEAN.search(match_key(clause[: whole.start])) or whole.per
        if larger and not mean and re.fullmatch(r"[^,;()]{0,30},\s*trong đó(?: có)?:?(?:\s\w+){0,6}\s*", gap):
            factor = Decimal(10) ** part.scale
            stated = replace(part, value=part.value / factor, scale=0)
            yield Claim("part", stated, whole.value / factor, Decimal(0), f"{written(part)} > {written(whole)}")
