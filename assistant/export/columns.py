"""Widths of table columns: room for the longest word, the rest to the columns whose cells would be wider."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["column_widths"]

_LETTER_MM = 0.19  # a letter of Times, per point of type size
_CELL_MARGINS_MM = 4
_NARROWEST_MM = 11


def column_widths(rows: Sequence[Sequence[str]], total: float, size: float) -> list[float]:
    """Widths in millimetres that add up to ``total``; ``rows`` are of equal length, ``size`` is the type in points."""
    columns = list(zip(*rows, strict=True))
    words = [max((len(word) for cell in column for word in cell.split()), default=1) for column in columns]
    least = [max(longest * _LETTER_MM * size + _CELL_MARGINS_MM, _NARROWEST_MM) for longest in words]
    if sum(least) >= total:
        return [round(width * total / sum(least), 1) for width in least]
    means = [sum(map(len, column)) / len(column) * _LETTER_MM * size for column in columns]
    wish = [max(mean - narrow, 0) + 1 for mean, narrow in zip(means, least, strict=True)]
    spare = (total - sum(least)) / sum(wish)
    return [round(narrow + spare * share, 1) for narrow, share in zip(least, wish, strict=True)]
