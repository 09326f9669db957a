"""Periods and dates in words, made comparable. Pure functions.

A period is a run of months; a point ("đến ngày 30/6/2023", "đến hết năm 2024") is told from a run that ends with it.
Offsets are half-open and those of the text given.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace
from typing import Literal

__all__ = ["Dated", "Period", "dates", "period_of_year", "periods", "strip_periods", "years_in"]

Shape = Literal["year", "months", "month", "day", "span"]
_YEAR = r"(?:19|20)\d\d"
_DASH = r"\s?[-–]\s?"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_WORDS = {"ba": 3, "sáu": 6, "chín": 9, "mười": 10, "mười một": 11}
_COUNT = r"\d{1,2}|ba|sáu|chín|mười một|mười"
_SOURCES: tuple[tuple[str, str], ...] = (
    ("day", r"(?:ngày\s+)?(?<![\d./])(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<a>(?:19|20)\d\d)(?![\d/])"),
    ("day", r"ngày\s+(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})\s+năm\s+(?P<a>(?:19|20)\d\d)"),
    ("reach", rf"từ\s+(?:đầu\s+)?(?:năm\s+|tháng\s+\d{{1,2}}/)(?P<a>{_YEAR})\s+đến\s+(?:hết\s+)?tháng\s+"
              rf"(?P<m>\d{{1,2}})(?:/|\s+năm\s+)(?P<b>{_YEAR})"),
    ("reach", rf"giai đoạn\s+(?P<a>{_YEAR}){_DASH}tháng\s+(?P<m>\d{{1,2}})/(?P<b>{_YEAR})"),
    ("span", rf"từ\s+(?:đầu\s+)?năm\s+(?P<a>{_YEAR})\s+đến\s+(?:hết\s+|cuối\s+)?(?:năm\s+)?(?P<b>{_YEAR})"),
    ("span", rf"(?<![\d./-])(?P<a>{_YEAR}){_DASH}(?P<b>{_YEAR})(?![\d/])"),
    ("months", rf"(?<!\w)(?P<n>{_COUNT})\s+tháng(?:\s+(?P<late>cuối|đầu))?(?:\s+của)?\s*(?:năm\s+)?"
               rf"(?P<a>{_YEAR})(?!\w)"),
    ("months", rf"(?<!\w)(?P<n>{_COUNT})\s+tháng(?:\s+(?P<late>cuối|đầu)\s+năm)?(?!\s*(?:năm\s+)?\d)(?!\w)"),
    ("quarter", rf"quý\s+(?P<q>[IV]{{1,3}}|[1-4])(?:\s*[/,]\s*|\s+năm\s+|\s+)(?P<a>{_YEAR})"),
    ("quarter", r"quý\s+(?P<q>[IV]{1,3}|[1-4])(?!\w)"),
    ("month", rf"tháng\s+(?P<m>\d{{1,2}})(?:/|\s+năm\s+)(?P<a>{_YEAR})"),
    ("month", r"tháng\s+(?P<m>\d{1,2})(?![\d/])"),
    ("year", rf"(?:năm|ước|kế hoạch|dự toán|mục tiêu|thực hiện|TH|KH|UTH)\s+"
             rf"(?P<a>{_YEAR})(?!\s?[-–]\s?(?:19|20)\d)(?![\d/])"),
    ("relative", r"(?:cả|trong|hết|toàn) năm(?!\s+(?:\d|nay|qua))|năm nay"),
)  # fmt: skip
_PATTERNS = tuple((kind, re.compile(source, re.IGNORECASE)) for kind, source in _SOURCES)
_POINT = re.compile(
    r"(?:tính đến|đến|tới|tại|vào|cuối|kết thúc|tại thời điểm|trước|sau|ngày|hết)\s+"
    r"(?:hết\s+|cuối\s+|thời điểm\s+|ngày\s+)*$",
    re.IGNORECASE,
)
_BASE = re.compile(
    r"(?:giá so sánh\s+|giá\s+|(?:so với|so|cùng kỳ|cao hơn|thấp hơn)\s+"
    r"(?:với\s+|cùng kỳ\s+|thực hiện\s+|ước thực hiện\s+|cuối\s+|mức\s+|trung bình\s+|bình quân\s+)*"
    r"|(?:bằng|gấp|đạt)\s+(?:khoảng\s+|gần\s+|hơn\s+)?[\d.,]+\s?(?:%|lần)\s+"
    r"(?:của\s+|thực hiện\s+|ước thực hiện\s+|mức\s+)*)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Period:
    """Months ``first``..``last`` inclusive, counted from year 0; ``point``: the state at the end of ``last``.

    ``base``: what something is compared with ("so với năm 2020"); ``start``/``end``: its place in the text.
    """

    first: int
    last: int
    shape: Shape
    point: bool = False
    base: bool = False
    start: int = 0
    end: int = 0

    def same(self, other: Period) -> bool:
        """Whether both name one time: the same run, or states at the end of the same month."""
        if self.point or other.point:
            return self.last == other.last
        return (self.first, self.last) == (other.first, other.last)

    @property
    def year(self) -> int:
        """The year in which it ends."""
        return self.last // 12

    @property
    def years(self) -> int:
        """How many calendar years it touches."""
        return self.last // 12 - self.first // 12 + 1


@dataclass(frozen=True, slots=True)
class Dated:
    """A full date as printed; ``date`` is ``None`` where the calendar has no such day."""

    day: int
    month: int
    year: int
    start: int
    end: int

    @property
    def date(self) -> datetime.date | None:
        """The day of the calendar."""
        try:
            return datetime.date(self.year, self.month, self.day)
        except ValueError:
            return None


def period_of_year(year: int) -> Period:
    """The whole of ``year``."""
    return Period(year * 12, year * 12 + 11, "year")


def periods(text: str, year: int | None = None) -> list[Period]:
    """Every period in ``text`` in reading order; those without a year ("9 tháng") only if ``year`` is given."""
    if year is None and not any(letter.isdigit() for letter in text):
        return []
    found: list[Period] = []
    taken: list[tuple[int, int]] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            run = _run(kind, match, year)
            if run is not None:
                taken.append(match.span())
                found.append(_placed(run, text, match))
    return sorted(found, key=lambda p: p.start)


def _placed(run: Period, text: str, match: re.Match[str]) -> Period:
    before = text[max(0, match.start() - 48) : match.start()]
    point = run.shape == "day" or (run.shape != "span" and _POINT.search(before) is not None)
    base = _BASE.search(before) is not None or (point and _BASE.search(_POINT.sub("", before)) is not None)
    return replace(run, point=point, base=base, start=match.start(), end=match.end())


def _run(kind: str, match: re.Match[str], year: int | None) -> Period | None:
    part = match.groupdict()
    at = int(part["a"]) if part.get("a") else year
    if at is None:
        return None
    if kind in {"day", "month"}:
        month = at * 12 + int(part["m"]) - 1
        return Period(month, month, "day" if kind == "day" else "month") if 0 < int(part["m"]) < 13 else None
    if kind in {"quarter", "months"}:
        return _months(kind, part, at * 12)
    if kind in {"span", "reach"}:
        last = int(part["b"]) * 12 + (11 if kind == "span" else int(part["m"]) - 1)
        return Period(at * 12, last, "span") if int(part["b"]) > at or kind == "reach" else None
    return period_of_year(at)


def _months(kind: str, part: dict[str, str | None], january: int) -> Period | None:
    """A quarter, or so many months at the beginning or the end of a year."""
    if kind == "quarter":
        quarter = _ROMAN.get((part["q"] or "").lower())
        return Period(january + quarter * 3 - 3, january + quarter * 3 - 1, "months") if quarter else None
    word = (part["n"] or "").lower()
    count = int(word) if word.isdigit() else _WORDS[word]
    first = january + (12 - count if (part["late"] or "").lower() == "cuối" else 0)
    return Period(first, first + count - 1, "months") if 1 < count < 12 else None


def dates(text: str) -> list[Dated]:
    """Every full date in ``text``, impossible ones too ("31/4/2024")."""
    found = {}
    for pattern in (pattern for kind, pattern in _PATTERNS if kind == "day"):
        for match in pattern.finditer(text):
            found[match.end()] = Dated(int(match["d"]), int(match["m"]), int(match["a"]), *match.span())
    return [found[end] for end in sorted(found)]


def strip_periods(text: str) -> str:
    """``text`` with its periods blanked out by spaces of the same length."""
    for period in periods(text, 2000):
        text = text[: period.start] + " " * (period.end - period.start) + text[period.end :]
    return text


def years_in(text: str) -> set[int]:
    """Every year of four digits in ``text``."""
    return {int(y) for y in re.findall(r"(?<![\d.,/])(?:19|20)\d\d(?![\d.,]\d)", text)}
