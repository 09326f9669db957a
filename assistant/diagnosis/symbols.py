"""What the number of a document says by itself: its spelling, its type, its issuer, its year. Pure functions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from assistant.diagnosis.parts import load_data
from assistant.language.normalize import match_key
from assistant.language.references import Reference, code_parts

__all__ = [
    "Body",
    "assembly_years",
    "issuer_key",
    "misspelt",
    "right_spelling",
    "type_fits",
    "wrong_issuer",
    "wrong_year",
]

_PARTY = re.compile(
    r"(?:TW|TU|ThU|HU|ĐU|QU|TƯ|TWĐ|VPTW|BTCTW|BTGTW|BTGDVTW|BDVTW|UBKTTW|BNCTW|VPTU|BTCTU|BTGTU|BTGDVTU|BDVTU|"
    r"UBKTTU|BNCTU|ĐUK|ĐUUBND)"
)
_STATE = re.compile(r"(?:HĐND|UBND|CP|TTg|QH\d+|UBTVQH\d+|BCA|BTC|BNV|BKHĐT|BTNMT|BXD|BCT|BYT)")
_TYPES: dict[str, tuple[str, ...]] = {
    "NQ": ("Nghị quyết", "Nghị quyết liên tịch"),
    "NĐ": ("Nghị định",),
    "CT": ("Chỉ thị", "Chương trình", "Chương trình hành động"),
    "KL": ("Kết luận", "Thông báo kết luận"),
    "TT": ("Thông tư", "Thông tri"),
    "QĐ": ("Quyết định", "Quy định", "Quy chế"),
}
_STRICT = frozenset(
    {"Nghị quyết", "Nghị định", "Chỉ thị", "Kết luận", "Thông tư", "Quyết định", "Quy định", "Luật", "Pháp lệnh"}
)


@dataclass(frozen=True, slots=True)
class Body:
    """An issuer as its symbol tells: its usual name, and whether it is of the centre."""

    name: str
    central: bool


def misspelt(code: str) -> bool:
    """Whether the number breaks the form: a dot in the symbol, a Party number with a slash, a State one with a dash."""
    return right_spelling(code) != code


def right_spelling(code: str) -> str:
    """The number as the rules write it: ``1865/CV-TU`` → ``1865-CV/TU``, ``12/NQ.HĐND`` → ``12/NQ-HĐND``."""
    number, year, symbol = code_parts(code)
    if not symbol or year is not None:
        return code
    parts = [part for part in re.split(r"[./-]", symbol) if part]
    if len(parts) != 2:
        return code
    kind, body = parts
    mark = code[len(number)]
    if _PARTY.fullmatch(body) and not _PARTY.fullmatch(kind):
        return f"{number}-{kind}/{body}"
    if _STATE.fullmatch(body) and (mark == "-" or "." in symbol):
        return f"{number}/{kind}-{body}"
    return code


def type_fits(reference: Reference) -> bool:
    """Whether the type word fits the symbol: "Chỉ thị số 12-NQ/TW" does not."""
    if not reference.code or not reference.typed or reference.type not in _STRICT:
        return True
    _, _, symbol = code_parts(reference.code)
    if re.fullmatch(r"QH\d+", symbol):
        return reference.type in {"Luật", "Nghị quyết"}
    expected = _TYPES.get(re.split(r"[./-]", symbol)[0])
    return expected is None or reference.type in expected


@cache
def _issuers() -> tuple[tuple[re.Pattern[str], str, tuple[str, ...], tuple[str, ...]], ...]:
    return tuple(
        (re.compile(row["symbol"]), row["name"], tuple(map(match_key, row["accepted"])), tuple(row.get("rejected", ())))
        for row in load_data("references")["issuer"]
    )


@cache
def _bodies() -> tuple[str, ...]:
    return tuple(load_data("references")["bodies"])


def wrong_issuer(reference: Reference) -> Body | None:
    """The body that the symbol names, if the issuer printed is clearly another."""
    if not reference.code or not reference.issuer:
        return None
    _, _, symbol = code_parts(reference.code)
    key = match_key(reference.issuer)
    for pattern, name, accepted, rejected in _issuers():
        if pattern.search(symbol):
            right = any(word in key for word in accepted) and not any(word in key for word in rejected)
            if right or not any(key.startswith(body) for body in _bodies()):
                return None
            return Body(name, bool(re.search(r"TW|CP|TTg|QH", symbol)))
    return None


def wrong_year(reference: Reference) -> bool:
    """Whether the year in the number and the year of the date differ."""
    year = code_parts(reference.code)[1] if reference.code else None
    return bool(year and reference.issued_on and int(reference.issued_on[:4]) != year)


def assembly_years(code: str) -> tuple[int, int, int] | None:
    """(ordinal, first year, last year) of the National Assembly that a law's number names, if its year lies outside."""
    _, year, symbol = code_parts(code)
    found = re.fullmatch(r"(?:UBTV)?QH(\d+)", symbol)
    if found is None or year is None:
        return None
    row = next((r for r in load_data("references")["assembly"] if r["ordinal"] == int(found[1])), None)
    if row is None or row["first"] <= year <= row["last"]:
        return None
    return int(found[1]), row["first"], row["last"]


def issuer_key(printed: str) -> str | None:
    """The body of a printed issuer, such as "bộ chính trị"; ``None`` where it is not one that can be compared."""
    key = match_key(printed)
    for name, words in load_data("references")["comparable"].items():
        if any(key.startswith(match_key(word)) for word in words):
            return str(name)
    return None
