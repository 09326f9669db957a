"""Quantities in running text: number, unit, scale, range, share "a/b", and whether it is only approximate.

Values are ``Decimal`` in units of ``unit``, the scale (nghìn, triệu, tỷ) applied. Numbers are read the Vietnamese way:
"." parts thousands, "," decimals. Offsets are half-open and those of the text given.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

from assistant.language.normalize import match_key

__all__ = ["Amount", "Bound", "Measure", "amounts", "money", "percentages", "unit_and_scale", "value_of"]

Measure = Literal["percent", "points", "times", "money", "measure", "count", "bare"]
Bound = Literal["exact", "over", "under", "about", "least", "most"]
_MEASURES: tuple[Measure, ...] = ("percent", "points", "times", "money", "measure", "count")
NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?|\d+\.\d{1,2}(?=\s?%)"
_NUMBERING = re.compile(r"\s*\d{1,2}[.)]\s")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit. ``half``: half a unit of the last printed digit, in units of ``unit``; ``number`` as
    printed; ``high`` ends a range; ``of`` is b in "a/b unit"; ``per`` is what stands behind a stroke ("/năm");
    ``measure`` "bare" and an empty ``unit``: a number without unit.
    """

    value: Decimal
    half: Decimal
    number: str
    unit: str
    measure: Measure
    scale: int
    start: int
    end: int
    bound: Bound = "exact"
    high: Decimal | None = None
    of: Decimal | None = None
    per: str = ""


def value_of(number: str) -> tuple[Decimal, Decimal]:
    """The value of a number printed the Vietnamese way, and half a unit of its last digit."""
    english = re.fullmatch(r"\d+\.\d{1,2}", number)
    plain = number if english else number.replace(".", "").replace(",", ".")
    digits = len(plain.partition(".")[2])
    return Decimal(plain), Decimal(5).scaleb(-digits - 1)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "data" / "quantities.toml").read_text("utf-8"))


@cache
def _names() -> dict[str, tuple[str, Measure]]:
    """Every spelling of a unit, as a key → its canonical name and what it measures."""
    return {
        match_key(name): (unit, measure)
        for measure in _MEASURES
        for unit, names in _data()[measure].items()
        for name in names
    }


@cache
def _pattern() -> re.Pattern[str]:
    units = "|".join(re.escape(n) for n in sorted(_names(), key=len, reverse=True))
    scales = "|".join(_data()["scales"])
    barred = "|".join(_data()["numbers"]["not_units"])
    return re.compile(
        rf"(?:(?<=\s)|(?<=[(“\"])|(?<=[a-zà-ỹ%²]/)|^)(?P<number>{NUMBER})"
        rf"(?:\s?(?:-|–|đến)\s?(?P<high>{NUMBER})(?![./]\d)|\s?/\s?(?P<of>{NUMBER})(?=\s))?"
        rf"(?:(?P<scale>(?:\s(?:{scales})(?!\w))*)\s?(?P<unit>{units})(?!\w)(?P<per>(?:/[^\W\d_]+(?:\s(?:phần|năm)(?!\w))?)*)"
        rf"|(?P<some>(?:\s(?:{scales})(?!\w))*)\s(?!(?:{barred}|{scales})(?!\w))(?P<noun>(?-i:[^\W\d_A-ZĐ][^\W\d_]*))(?!\w)"
        rf"|(?P<only>(?:\s(?:{scales})(?!\w))*)(?=\s?[,;)”\"]|\.?\s*$|\.\s|\s(?:so|và|tăng|giảm|bằng|vượt)\s))",
        re.IGNORECASE,
    )


@cache
def _before() -> tuple[tuple[Bound, re.Pattern[str]], ...]:
    rows = _data()["bounds"]
    kinds: tuple[Bound, ...] = ("least", "most", "about", "under", "over")
    return tuple(
        (kind, re.compile(rf"(?<!\w)(?:{'|'.join(sorted(rows[kind], key=len, reverse=True))})\s*$", re.IGNORECASE))
        for kind in kinds
    )


@cache
def _naming() -> re.Pattern[str]:
    words = "|".join(sorted(_data()["numbers"]["names"], key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?<!tổng )(?:{words})\s*[.:]?\s*$", re.IGNORECASE)


@cache
def _unit_pattern() -> re.Pattern[str]:
    names = "|".join(re.escape(n) for n in sorted(_names(), key=len, reverse=True))
    return re.compile(rf"(?<!\w)((?:(?:{'|'.join(_data()['scales'])})\s)*)({names})(?!\w)")


@lru_cache(maxsize=4096)
def unit_and_scale(text: str) -> tuple[str, int] | None:
    """The unit and power of ten that words such as "Đơn vị: nghìn tỷ đồng" or "(tỷ USD)" name; ``None`` if none."""
    key = re.sub(r"^\W*(?:đơn vị(?: tính)?|đvt)\s*:", "", match_key(text))
    found = max(_unit_pattern().finditer(key), key=lambda m: len(m[2]), default=None)
    if found is None:
        return None
    return _names()[found[2]][0], sum(_data()["scales"][w] for w in found[1].split())


def amounts(text: str) -> list[Amount]:
    """Every amount in ``text`` in reading order: known units, counted nouns ("68 cuộc"), and bare numbers.

    Years, dates, document numbers and ordinals ("Điều 5", "hạng 27") are no amounts.
    """
    return [amount for found in _pattern().finditer(text) if (amount := _amount(text, found)) is not None]


def money(text: str) -> list[Amount]:
    """The sums of money in ``text``."""
    return [amount for amount in amounts(text) if amount.measure == "money"]


def percentages(text: str) -> list[Amount]:
    """The percentages and percentage points in ``text``."""
    return [amount for amount in amounts(text) if amount.measure in {"percent", "points"}]


def _amount(text: str, found: re.Match[str]) -> Amount | None:
    before = text[max(0, found.start() - 18) : found.start()]
    unit, measure = _unit(found)
    if measure in {"bare", "count"} and (_year(found["number"]) or _numbers_a_name(before, found["number"])):
        return None
    if measure == "bare" and _NUMBERING.fullmatch(text[: found.end() + 2]):
        return None
    scale = sum(_data()["scales"][w] for w in match_key(found["scale"] or found["some"] or found["only"] or "").split())
    value, half = value_of(found["number"])
    factor = Decimal(10) ** scale
    return Amount(
        value * factor,
        half * factor,
        found["number"],
        unit,
        measure,
        scale,
        found.start(),
        found.end(),
        _bound(before, text[found.end() : found.end() + 12]),
        value_of(found["high"])[0] * factor if found["high"] else None,
        value_of(found["of"])[0] * factor if found["of"] else None,
        match_key(found["per"] or ""),
    )


def _numbers_a_name(before: str, number: str) -> bool:
    """ "lớp 10", "Điều 5"; a number of thousands is none: "huy động ra lớp 15.880 trẻ"."""
    return "." not in number and _naming().search(before) is not None


def _unit(found: re.Match[str]) -> tuple[str, Measure]:
    if found["unit"]:
        return _names()[match_key(found["unit"])]
    return (match_key(found["noun"]), "count") if found["noun"] else ("", "bare")


def _year(number: str) -> bool:
    return len(number) == 4 and number.isdigit() and 1900 <= int(number) <= 2099


def _bound(before: str, after: str) -> Bound:
    key = after.strip().lower()
    if key.startswith(tuple(_data()["bounds"]["least_behind"])):
        return "least"
    if key.startswith(tuple(_data()["bounds"]["most_behind"])):
        return "most"
    return next((kind for kind, pattern in _before() if pattern.search(before)), "exact")
