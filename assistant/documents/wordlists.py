"""The word lists of ``data/letterhead.toml``, folded for comparison."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from assistant.language.normalize import match_key

__all__ = ["caps_key", "type_code_of", "type_names", "wording"]


@cache
def wording() -> dict[str, dict[str, Any]]:
    """The tables of ``data/letterhead.toml``."""
    return tomllib.loads((Path(__file__).parent / "data" / "letterhead.toml").read_text("utf-8"))


def caps_key(text: str) -> str:
    """A key in capitals under which "UỶ BAN" and "ỦY BAN" are one."""
    return match_key(text).upper()


@cache
def type_names() -> tuple[tuple[str, str], ...]:
    """Document type names in capitals with their codes, longest first."""
    return tuple(sorted(wording()["types"].items(), key=lambda item: -len(item[0])))


def type_code_of(symbol: str | None) -> str | None:
    """The type code that a symbol names ("BC-LHH" → "BC", "QĐ/TW" → "QĐ"), if it is a known one or CV."""
    if not symbol:
        return None
    codes = {code for code in wording()["types"].values() if code} | {"CV"}
    return next((part for part in symbol.replace("/", "-").split("-") if part in codes), None)
