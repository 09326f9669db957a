"""Widths of text set in Times: which words would still have fitted on a line."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache
from pathlib import Path

__all__ = ["text_width"]


@cache
def _widths(weight: str) -> dict[str, int]:
    tables = tomllib.loads((Path(__file__).parent / "data" / "times_widths.toml").read_text("utf-8"))
    return {letter: int(width) for width, letters in tables[weight].items() for letter in letters}


@cache
def _letter_width(letter: str, weight: str) -> int:
    widths = _widths(weight)
    if letter in widths:
        return widths[letter]
    decomposed = unicodedata.normalize("NFD", letter)
    for end in (2, 1):
        base = unicodedata.normalize("NFC", decomposed[:end])
        if base in widths:
            return widths[base]
    return 0 if unicodedata.combining(letter) else 500


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Natural width in points of ``text`` (NFC) in Times at ``size`` points."""
    weight = "bold" if bold else "regular"
    return sum(_letter_width(letter, weight) for letter in text) * size / 1000
