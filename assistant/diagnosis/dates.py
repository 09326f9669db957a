"""Dates and periods that cannot be."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from assistant.diagnosis.clauses import sentences
from assistant.diagnosis.enacting import before_their_ground
from assistant.diagnosis.model import Defect, Span
from assistant.diagnosis.phrases import quoted
from assistant.diagnosis.places import place
from assistant.diagnosis.plan_periods import own_period_faults, term_faults
from assistant.diagnosis.reading import Line, Reading
from assistant.diagnosis.registry import check
from assistant.diagnosis.telling import counted, done, opened, reported, told_as_past
from assistant.diagnosis.timeline import any_of, last_day, own_span, signed_on
from assistant.language.normalize import match_key
from assistant.language.periods import Dated, Period, dates, periods

__all__ = ["date_conflict"]

_YEARED = re.compile(
    r"số\s*:?\s*\d{1,5}[a-zđ]?/(?P<year>(?:19|20)\d\d)/[A-ZĐ][\w&-]*(?:-[\w&]+)*\s*,?\s*ngày\s+"
    r"(?:\d{1,2}[/.-]\d{1,2}[/.-]|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+)(?P<dated>(?:19|20)\d\d)"
)
_CITED = re.compile(
    r"(?:\d[\w]*\s?[/-]\s?[A-ZĐ][\w/&-]*|(?:Luật|Bộ luật|Pháp lệnh)\s(?!.*(?:hiệu lực|từ|đến))[^,;.\d]{3,60})\s*,?\s*$"
)
_FROM_TO = re.compile(
    r"từ\s+(?:ngày\s+)?(?P<a>\d{1,2}/\d{1,2}/\d{4})\s+đến\s+(?:hết\s+)?(?:ngày\s+)?(?P<b>\d{1,2}/\d{1,2}/\d{4})|"
    r"từ\s+(?:tháng\s+)(?P<c>\d{1,2}/\d{4})\s+đến\s+(?:hết\s+)?(?:tháng\s+)(?P<d>\d{1,2}/\d{4})"
)
_BACKWARD = re.compile(
    r"(?:giai đoạn|thời kỳ|nhiệm kỳ|các năm|từ năm)\s+(?P<a>20\d\d)\s?(?:-|–|đến(?:\s+năm)?)\s?"
    r"(?P<b>20\d\d)(?![\d/])",
    re.IGNORECASE,
)
_NO_MONTH = re.compile(
    r"(?<!\w)(?:[Qq]uý\s(?:V|VI{1,3}|[5-9])|[Tt]háng\s(?:1[3-9]|[2-9]\d))(?=\s?/\s?20\d\d|\snăm\s20\d\d)"
)
_DAY_MONTH = re.compile(r"ngày\s+(?P<d>\d{1,2})/(?P<m>\d{1,2})(?![\d/])(?!\s*/\s*\d)")
_FORCE = re.compile(
    r"(?:Nghị quyết|Quyết định|Quy định|Quy chế|Kế hoạch|Chương trình|Đề án)\s+này\s+có hiệu lực[^.;]{0,40}?"
    r"từ\s+ngày\s",
    re.IGNORECASE,
)
# More than these and the signing date is itself misread.
_MOST_RELATIVE = 4
_DEADLINE = re.compile(
    r"(?<!\w)(?:xong|hoàn thành|trình|ban hành|thành lập|khởi công|bàn giao|báo cáo|xây dựng|lập|ký|rà soát|tổ chức|"
    r"gửi|công bố|phê duyệt|thẩm định|nghiệm thu|sửa đổi|bổ sung)[^.;]{0,60}?"
    r"(?:trước|trong|chậm nhất|vào|muộn nhất)(?:\s\w+){0,3}\s*$"
)
_LEAP_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class _Clause:
    text: str
    span: Span
    line: Line


@check(kind="date_conflict", claim="fact")
def date_conflict(reading: Reading) -> Iterator[Defect]:
    """Dates that cannot be, by the calendar, by one another, or by the day the draft is signed.

    Rules: (1) days the calendar lacks; (2) periods that end before they begin, works finished before they began; (3) a
    five-year plan that is not five years, a term of the Party or a council that is not of five, "first" and "last" year
    outside the period; (4) an act dated in another year than its own number says; (5) measured against the draft's
    signing: events told as done later, cited acts of a later date, results of months to come, deadlines already past,
    force before signing. Planned dates are left alone.
    """
    signed, span = signed_on(reading), own_span(reading)
    told: set[Span] = set()
    relative: list[Defect] = []
    for line in reading.lines:
        if not any(c.isdigit() for c in line.text):
            continue
        for start, end in sentences(line.text):
            clause = _Clause(line.text[start:end], (line.start + start, line.start + end), line)
            for variant, values, severity in _faults(reading, clause, signed, span):
                if clause.span not in told:
                    told.add(clause.span)
                    defect = _defect(reading, clause, variant, values, severity)
                    if "signed" in values:
                        relative.append(defect)
                    else:
                        yield defect
    doubtful = any(d.variant == "misread" for d in relative) or len(relative) > _MOST_RELATIVE
    yield from () if doubtful else relative
    yield from before_their_ground(reading)


def _defect(reading: Reading, clause: _Clause, variant: str, values: dict[str, str], confidence: float) -> Defect:
    said = {"place": place(reading, clause.span[0]), "quote": quoted(clause.text)}
    grave = variant in {"impossible", "later", "backward"}
    cause = f"{variant}:{sorted(values.items())}" if variant in {"own_year", "cited_later"} else ""
    return Defect(3 if grave else 2, confidence, (clause.span,), said | values, variant, cause)


_Fault = tuple[str, dict[str, str], float]


def _faults(reading: Reading, clause: _Clause, signed: datetime.date | None, span: Period | None) -> Iterator[_Fault]:
    yield from _impossible(clause.text)
    yield from _backward(clause.text)
    yield from _own_year(clause.text)
    yield from term_faults(clause.text)
    yield from own_period_faults(clause.text, span)
    if signed is not None and clause.line.kind == "paragraph":
        yield from _after_signing(reading, clause, signed)
        yield from _before_signing(reading, clause, signed)


def _impossible(text: str) -> Iterator[_Fault]:
    for dated in dates(text):
        if dated.date is None and not re.search(r"số\s*:?\s*$", text[: dated.start]):
            yield "impossible", {"date": f"ngày {_day(text, dated)}"}, 0.97
    for found in _DAY_MONTH.finditer(text):
        day, month = int(found["d"]), int(found["m"])
        if 1 <= month <= 12 and day > _LEAP_DAYS[month - 1] and day <= 31:
            yield "impossible", {"date": found[0].strip()}, 0.95
    for found in _NO_MONTH.finditer(text):
        yield "impossible", {"date": found[0].strip()}, 0.95


def _backward(text: str) -> Iterator[_Fault]:
    for found in _BACKWARD.finditer(text):
        if int(found["b"]) < int(found["a"]):
            yield "backward", {"period": found[0]}, 0.96
    for found in _FROM_TO.finditer(text):
        first, last = found["a"] or f"1/{found['c']}", found["b"] or f"1/{found['d']}"
        if (a := _date(first)) and (b := _date(last)) and b < a:
            yield "backward", {"period": found[0]}, 0.96
    yield from _ended_early(text)


def _ended_early(text: str) -> Iterator[_Fault]:
    """ "khởi công tháng 5/2023, hoàn thành tháng 3/2023"."""
    found = [p for p in periods(text) if p.shape in {"day", "month", "months", "year"} and not p.base]
    for a, b in pairwise(found):
        before, between = text[max(0, a.start - 40) : a.start], text[a.end : b.start]
        near = re.split(r"[,;.]", before)[-1]
        ordered = any_of("begins", near) and any_of("ends", between) and len(between) < 70
        if (
            ordered
            and b.last < a.first
            and not re.search(r"trước khi|so với|giai đoạn|dự án|công trình", match_key(between))
        ):
            yield "ended_early", {"first": text[a.start : a.end], "last": text[b.start : b.end]}, 0.93


def _date(text: str) -> datetime.date | None:
    found = dates(text)
    return found[0].date if found else None


def _own_year(text: str) -> Iterator[_Fault]:
    for found in _YEARED.finditer(text):
        if found["year"] != found["dated"]:
            yield "own_year", {"act": found[0]}, 0.96


def _after_signing(reading: Reading, clause: _Clause, signed: datetime.date) -> Iterator[_Fault]:
    """Acts of a later date, events told as done later, results of months to come."""
    shown = f"{signed.month}/{signed.year}"
    planned = reading.part(clause.line.section) in {"solutions", "targets", "forecast", "proposals"}
    for dated in dates(clause.text):
        if dated.date is None or dated.date <= signed or dated.year > signed.year + 40:
            continue
        if _CITED.search(clause.text[: dated.start]) and not re.search(
            r"hiệu lực|trước|đến|hạn", clause.text[max(0, dated.start - 24) : dated.start]
        ):
            far = dated.year > signed.year + 1
            yield "misread" if far else "cited_later", {"date": _day(clause.text, dated), "signed": shown}, 0.93
        elif told_as_past(reading, clause.line, clause.text, dated, planned=planned):
            yield "later", {"date": _day(clause.text, dated), "signed": shown}, 0.94
    runs = [p for p in periods(clause.text) if p.shape in {"month", "months"} and not p.base and not planned]
    for period in runs:
        said = {"date": clause.text[period.start : period.end], "signed": shown}
        past = done(clause.text, period) or opened(clause.text, period)
        if _first_day(period) > signed and (past or counted(reading, clause.line, clause.text, period)):
            yield "later", said, 0.92
        elif period.shape == "months" and _months_ahead(period, signed) >= 2 and reported(clause.text, period):
            yield "not_over", said, 0.9


def _day(text: str, dated: Dated) -> str:
    """A date as printed, without the word "ngày"."""
    return text[dated.start : dated.end].removeprefix("ngày").strip()


def _first_day(period: Period) -> datetime.date:
    return datetime.date(period.first // 12, period.first % 12 + 1, 1)


def _months_ahead(period: Period, signed: datetime.date) -> int:
    return period.last - (signed.year * 12 + signed.month - 1)


def _before_signing(reading: Reading, clause: _Clause, signed: datetime.date) -> Iterator[_Fault]:
    """Deadlines already past when the draft is signed; force before signing."""
    shown = f"{signed.month}/{signed.year}"
    force = _FORCE.search(clause.text)
    if force and "[" not in clause.text:
        dated = next((d for d in dates(clause.text) if force.end() - 6 <= d.start <= force.end()), None)
        if dated is not None and dated.date is not None and dated.date < signed.replace(day=1):
            yield "retroactive", {"date": _day(clause.text, dated), "signed": shown}, 0.92
    if reading.part(clause.line.section) not in {"solutions", "targets"} or any_of("past", clause.text):
        return
    for period in periods(clause.text):
        before = match_key(clause.text[max(0, period.start - 70) : period.start])
        limit = _DEADLINE.search(before)
        if (
            limit
            and period.shape in {"day", "month", "months"}
            and last_day(period) < signed.replace(day=1)
            and not period.base
        ):
            yield "deadline_past", {"date": clause.text[period.start : period.end], "signed": shown}, 0.9
            return
