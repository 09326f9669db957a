"""Five-year plans, terms and other periods whose length or place in time is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from assistant.diagnosis.parts import load_data
from assistant.language.normalize import match_key
from assistant.language.periods import Period

__all__ = ["own_period_faults", "term_faults"]

_SPAN = r"(?P<a>(?:19|20)\d\d)\s?-\s?(?P<b>(?:19|20)\d\d)(?![\d/])"
_PLAN = re.compile(
    rf"kế hoạch(?:\s[^,;.()]{{0,60}}(?:kinh tế|xã hội|tài chính|đầu tư|sử dụng đất|vay|trả nợ)[^,;.()]{{0,40}}?)?"
    rf"\s(?:5|05|năm)\snăm,?\s(?:giai đoạn\s)?\(?{_SPAN}"
)
_TERM = re.compile(rf"nhiệm kỳ\s(?:công tác\s|hoạt động\s)?\(?{_SPAN}")
_COUNTED = re.compile(rf"(?<![\w,.])(?P<n>\d{{1,2}}|hai|ba|bốn|mười)\snăm\s(?:giai đoạn\s)?\(?{_SPAN}")
_YEAR_OF = re.compile(
    rf"năm\s(?P<year>20\d\d)\s(?:là|-|–)\snăm\s"
    rf"(?P<which>đầu tiên|đầu|thứ nhất|thứ hai|thứ ba|thứ tư|thứ năm|cuối cùng|cuối)[^.;]{{0,90}}?"
    rf"(?P<kind>giai đoạn|kế hoạch|nhiệm kỳ|thời kỳ|5 năm)[^.;]{{0,70}}?{_SPAN}"
)

_VISION = re.compile(rf"{_SPAN},?\s(?:và\s)?tầm nhìn\s(?:đến\s)?(?:năm\s)?(?P<to>20\d\d)")
_REVIEW = re.compile(
    r"(?<!\w)(?P<what>sơ kết|tổng kết)(?!\w)[^,;.\d]{0,40}?"
    r"(?:trong |vào |đầu |cuối |quý [ivx\d]+[/ ]|tháng \d{1,2}[/ ])*"
    r"(?:năm )?(?P<year>20\d\d)(?![\d-])"
)
_OWN_REVIEW = re.compile(
    r"(?:đề án|kế hoạch|chương trình|nghị quyết|chính sách|dự án)(?: này)? (?:sẽ |được |cần )*(?:tổ chức |tiến hành )?"
    r"(?:(?:đánh giá|sơ kết)[^,;.]{0,40}(?:,| và) (?:được )?)?$"
)
# "năm 2020 sơ kết giữa kỳ": the review in the middle of the period, its year before it.
_MIDWAY = re.compile(
    r"năm (?P<year>20\d\d),?\s(?:đã\s|tiến hành\s|tổ chức\s)*sơ kết giữa (?:kỳ|nhiệm kỳ|giai đoạn)(?!\w)"
)
_FORCE_UNTIL = re.compile(
    r"hiệu lực[^.;]{0,40}?từ ngày \d{1,2}/\d{1,2}/(?P<from>20\d\d) đến (?:hết )?(?:ngày )?"
    r"\d{1,2}/\d{1,2}/(?P<year>20\d\d)"
)


def term_faults(text: str) -> Iterator[tuple[str, dict[str, str], float]]:
    """Faults of the periods in one clause: variant, values of its wording, confidence."""
    key = match_key(text)
    yield from _reviews(key)
    if not re.search(r"\d{4}\s?-\s?\d{4}", key):
        return
    for found in _PLAN.finditer(key):
        if _length(found) != 4:
            yield "plan_length", _values(found, "5"), 0.95
    for found in _TERM.finditer(key):
        around = key[max(0, found.start() - 110) : found.end() + 30]
        if (
            _length(found) in {3, 4, 6, 7}
            and _bodies().search(around)
            and not re.search(r"hội viên|hiệp hội|đại hội cổ đông", around)
        ):
            yield "term_length", _values(found, "5"), 0.92
    for found in _COUNTED.finditer(key):
        count = _count(found["n"])
        if count is not None and _length(found) + 1 != count and _length(found) != count and not _PLAN.search(key):
            yield "counted_length", _values(found, str(count)), 0.92
    for found in _VISION.finditer(key):
        if int(found["to"]) <= int(found["b"]):
            yield "vision", {"period": f"{found['a']}-{found['b']}", "year": found["to"]}, 0.95
    yield from _years_of(key)


def _reviews(key: str) -> Iterator[tuple[str, dict[str, str], float]]:
    """ "Sơ kết năm 2031, tổng kết năm 2030"."""
    years = {found["what"]: int(found["year"]) for found in _REVIEW.finditer(key)}
    if years.get("sơ kết", 0) > years.get("tổng kết", 9999):
        yield (
            "ended_early",
            {"first": f"sơ kết năm {years['sơ kết']}", "last": f"tổng kết năm {years['tổng kết']}"},
            0.93,
        )


def _years_of(key: str) -> Iterator[tuple[str, dict[str, str], float]]:
    """ "Năm 2025 là năm đầu của kế hoạch 2021-2025"."""
    for found in _YEAR_OF.finditer(key):
        first, last, year = int(found["a"]), int(found["b"]), int(found["year"])
        place = load_data("dates")["term"]["ordinals"][found["which"]]
        term = found["kind"] == "nhiệm kỳ" or "nhiệm kỳ" in found[0] or last - first == 5
        right = (
            {last, last - 1 if term else last}
            if place == -1
            else {first + place - 1, first + place if term else first + place - 1}
        )
        if year not in right:
            yield "year_of", {"year": found["year"], "period": f"{first}-{last}", "which": found["which"]}, 0.94


def own_period_faults(text: str, span: Period | None) -> Iterator[tuple[str, dict[str, str], float]]:
    """Reviews and force of the draft's own plan placed outside its years."""
    if span is None:
        return
    key = match_key(text)
    first, last = span.first // 12, span.last // 12
    for found in _REVIEW.finditer(key):
        year = int(found["year"])
        late = year > last + 1 or (found["what"] == "sơ kết" and year > last)
        if late:
            yield "outside", {"what": found["what"], "year": found["year"], "period": f"{first}-{last}"}, 0.93
        ahead = year < first and _OWN_REVIEW.search(key[: found.start()]) is not None
        if ahead:
            yield "outside", {"what": found["what"], "year": found["year"], "period": f"{first}-{last}"}, 0.93
    for found in () if re.search(_SPAN, key) else _MIDWAY.finditer(key):
        if not first <= int(found["year"]) <= last:
            words = {"what": "sơ kết giữa kỳ", "year": found["year"], "period": f"{first}-{last}"}
            yield "outside", words, 0.93
    force = _FORCE_UNTIL.search(key)
    if force and int(force["year"]) != last and int(force["from"]) >= first:
        yield "outside", {"what": "hết hiệu lực", "year": force["year"], "period": f"{first}-{last}"}, 0.92


@cache
def _bodies() -> re.Pattern[str]:
    return re.compile("|".join(load_data("dates")["term"]["bodies"]))


def _length(found: re.Match[str]) -> int:
    return int(found["b"]) - int(found["a"])


def _count(word: str) -> int | None:
    return int(word) if word.isdigit() else load_data("dates")["term"]["numbers"].get(word)


def _values(found: re.Match[str], years: str) -> dict[str, str]:
    return {"period": f"{found['a']}-{found['b']}", "years": years, "length": str(_length(found) + 1)}
