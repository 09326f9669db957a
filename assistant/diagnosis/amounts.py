"""Amounts in running text: number, unit, scale, range, and whether it is only approximate."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from assistant.diagnosis.parts import load_data
from assistant.language.normalize import match_key

__all__ = ["Amount", "amounts", "unit_and_scale", "value_of"]

NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit. ``value`` is in units of ``unit`` (scale applied); ``half``: half a unit of the last
    printed digit, scaled too; ``number`` as printed; ``high`` ends a range; ``of`` is b in "a/b unit".
    """

    value: Decimal
    half: Decimal
    number: str
    unit: str
    scale: int
    start: int
    end: int
    approximate: bool = False
    high: Decimal | None = None
    of: Decimal | None = None
    per: str = ""


def value_of(number: str) -> tuple[Decimal, Decimal]:
    """The value of a number printed the Vietnamese way, and half a unit of its last digit."""
    plain = number.replace(".", "").replace(",", ".")
    digits = len(plain.partition(".")[2])
    return Decimal(plain), Decimal(5).scaleb(-digits - 1)


@cache
def _names() -> dict[str, str]:
    rows = load_data("figures")["units"]
    return {match_key(name): unit for unit, names in rows.items() for name in names}


@cache
def _scales() -> dict[str, int]:
    return dict(load_data("figures")["scales"])


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted((n for row in load_data("figures")["units"].values() for n in row), key=len, reverse=True)
    units = "|".join(re.escape(n) for n in names)
    scales = "|".join(_scales())
    return re.compile(
        rf"(?<![\w.,/-])(?P<number>{NUMBER})(?:\s?(?:-|–|đến)\s?(?P<high>{NUMBER})|\s?/\s?(?P<of>{NUMBER}))?"
        rf"(?P<tail>(?P<scale>(?:\s(?:{scales}))*)\s?(?P<unit>{units})(?!\w)(?P<per>(?:/[^\W\d_]+(?:\s(?:phần|năm))?)*))",
        re.IGNORECASE,
    )


@cache
def _approximate() -> re.Pattern[str]:
    words = "|".join(load_data("figures")["words"]["approximate"])
    return re.compile(rf"(?<!\w)(?:{words})\s*$", re.IGNORECASE)


def unit_and_scale(text: str) -> tuple[str, int] | None:
    """The unit and power of ten that words such as "Đơn vị: nghìn tỷ đồng" or "(tỷ USD)" name; ``None`` if none."""
    key = match_key(text)
    scales = "|".join(_scales())
    for name in sorted(_names(), key=len, reverse=True):
        found = re.search(rf"(?<!\w)((?:(?:{scales})\s)*){re.escape(name)}(?!\w)", key)
        if found:
            return _names()[name], sum(_scales()[w] for w in found[1].split())
    return None


def amounts(text: str) -> list[Amount]:
    """Every amount with a known unit in ``text``, in reading order; offsets are those of ``text``."""
    found = []
    for match in _pattern().finditer(text):
        scale = sum(_scales()[w] for w in match_key(match["scale"]).split())
        value, half = value_of(match["number"])
        before = text[max(0, match.start() - 14) : match.start()]
        factor = Decimal(10) ** scale
        high = value_of(match["high"])[0] * factor if match["high"] else None
        total = value_of(match["of"])[0] if match["of"] else None
        found.append(
            Amount(
                value * factor,
                half * factor,
                match["number"],
                _names()[match_key(match["unit"])],
                scale,
                match.start(),
                match.end(),
                _approximate().search(before) is not None,
                high,
                total,
                match_key(match["per"] or ""),
            )
        )
    return found
