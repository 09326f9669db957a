"""Periods in words, made comparable: "6 tháng đầu năm 2023" → "2023:6t", "giai đoạn 2021-2025" → "2021-2025"."""

from __future__ import annotations

import re

from assistant.diagnosis.ordinals import roman

__all__ = ["period_in", "strip_periods", "years_in"]

_DASH = r"\s?[-–]\s?"
_LED = r"(?:(?:giai đoạn|nhiệm kỳ|thời kỳ|các năm|hai năm|ba năm|5 năm)\s+)?"
_TO = r"\s+đến\s+(?:nay|hết|cuối|tháng|ngày|năm|\d)[^,;.]{0,24}"
_SOURCES: tuple[tuple[str, str], ...] = (
    ("span", rf"{_LED}(?P<a>20\d\d|19\d\d){_DASH}(?P<b>20\d\d|19\d\d)"),
    ("open", rf"từ\s+(?:đầu\s+)?(?:năm|tháng \d{{1,2}}[/.])\s?(?P<a>20\d\d){_TO}"),
    ("half", r"(?P<n>\d{1,2}|sáu|chín|ba)\s+tháng(?:\s+(?:đầu|cuối))?\s*(?:năm\s+)?(?P<a>20\d\d)"),
    ("quarter", r"quý\s+(?P<q>[IV]{1,3})(?:\s*[/,]\s*|\s+năm\s+|\s+)(?P<a>20\d\d)"),
    ("day", r"(?:ngày\s+)?(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<a>20\d\d|19\d\d)"),
    ("day", r"ngày\s+(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})\s+năm\s+(?P<a>20\d\d|19\d\d)"),
    ("month", r"tháng\s+(?P<m>\d{1,2})(?:/|\s+năm\s+)(?P<a>20\d\d)"),
    ("span", rf"năm học\s+(?P<a>20\d\d){_DASH}(?P<b>20\d\d)"),
    ("year", r"năm\s+(?P<a>20\d\d|19\d\d)(?!\s*[-–]\s*\d{4})"),
)
_PATTERNS = tuple((kind, re.compile(source, re.IGNORECASE)) for kind, source in _SOURCES)
_LESS = {"sáu": "6", "chín": "9", "ba": "3"}


def period_in(text: str) -> str:
    """The last period said in ``text``, in canonical form; "" if none."""
    best: tuple[int, int, str] | None = None
    for kind, pattern in _PATTERNS:
        for found in pattern.finditer(text):
            if best is None or found.end() > best[0] or (found.end() == best[0] and found.start() < best[1]):
                best = (found.end(), found.start(), _canonical(kind, found))
    return best[2] if best else ""


def _canonical(kind: str, found: re.Match[str]) -> str:
    part = found.groupdict()
    if kind in {"open", "year"}:
        ending = "-" if kind == "open" else ""
    elif kind == "quarter":
        ending = f":q{roman(part['q'].upper())}"
    elif kind == "half":
        ending = f":{_LESS.get(part['n'].lower(), part['n'])}t"
    elif kind == "span":
        ending = f"-{part['b']}"
    else:
        ending = f"-{int(part['m']):02}" + (f"-{int(part['d']):02}" if kind == "day" else "")
    return f"{part['a']}{ending}"


def strip_periods(text: str) -> str:
    """``text`` without its periods."""
    for _, pattern in _PATTERNS:
        text = pattern.sub(" ", text)
    return text


def years_in(text: str) -> set[int]:
    """Every year of four digits in ``text``."""
    return {int(y) for y in re.findall(r"(?<![\d.,/])(?:19|20)\d\d(?![\d.,]\d)", text)}
