"""Rulings on a picture of a page: long straight runs of ink, and the table cells they enclose."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.documents.ruled import Rect

__all__ = ["ruled_cells"]

_INK = 150
_ACROSS_PT = 30.0
_DOWN_PT = 14.0
_FULL = 0.92
_THICKEST_PT = 4.0
_TOUCH_PT = 5.0
_CHUNK = 32


@dataclass(frozen=True, slots=True)
class _Line:
    """A straight line at ``at`` from ``start`` to ``end``, in points; along x if horizontal, along y if vertical."""

    at: float
    start: float
    end: float


def ruled_cells(picture: bytes, points: float, slope: float) -> list[list[Rect]]:
    """The cells of each ruled table on the page, in points. ``slope``: how askew the page lies (dy/dx)."""
    import numpy as np
    from PIL import Image

    with Image.open(io.BytesIO(picture)) as image:
        ink = np.asarray(image.convert("L")) < _INK
    ink = _straight(ink, slope)
    across = _lines(ink, _ACROSS_PT, points)
    down = _lines(ink.T, _DOWN_PT, points)
    return [cells for group in _groups(across, down) if (cells := _cells(*group))]


def _straight(ink: Any, slope: float) -> Any:
    """Shear the page upright by the shifts that straighten its words."""
    import numpy as np

    if abs(slope) < 0.001:
        return ink
    upright = ink.copy()
    for x in range(0, ink.shape[1], _CHUNK):
        upright[:, x : x + _CHUNK] = np.roll(ink[:, x : x + _CHUNK], -round(slope * (x + _CHUNK / 2)), axis=0)
    result = upright.copy()
    for y in range(0, ink.shape[0], _CHUNK):
        result[y : y + _CHUNK] = np.roll(upright[y : y + _CHUNK], round(slope * (y + _CHUNK / 2)), axis=1)
    return result


def _lines(ink: Any, shortest_pt: float, points: float) -> list[_Line]:
    """Lines along the second axis: windows nearly full of ink, joined."""
    import numpy as np

    window = max(8, round(shortest_pt / points))
    if ink.shape[1] <= window:
        return []
    thick = ink.copy()
    thick[1:] |= ink[:-1]
    thick[:-1] |= ink[1:]
    sums = np.cumsum(thick, axis=1, dtype=np.int32)
    full = (sums[:, window:] - sums[:, :-window]) >= _FULL * window
    rows = np.flatnonzero(full.any(axis=1))
    bands = np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1) if len(rows) else []
    found: list[_Line] = []
    for band in bands:
        if len(band) * points > _THICKEST_PT + 2 * points:
            continue
        middle = float(band[0] + band[-1]) / 2 * points
        starts = np.flatnonzero(full[band].any(axis=0))
        for run in np.split(starts, np.flatnonzero(np.diff(starts) > window) + 1):
            found.append(_Line(middle, float(run[0]) * points, float(run[-1] + window) * points))
    return found


def _groups(across: Sequence[_Line], down: Sequence[_Line]) -> list[tuple[list[_Line], list[_Line]]]:
    """Lines that cross or touch one another belong to one table."""
    groups: list[tuple[list[_Line], list[_Line]]] = []
    for vertical in down:
        touching = [h for h in across if _touch(h, vertical)]
        if len(touching) < 2:
            continue
        joined: tuple[list[_Line], list[_Line]] = (list(touching), [vertical])
        for group in [g for g in groups if any(h in g[0] for h in touching)]:
            joined[0].extend(h for h in group[0] if h not in joined[0])
            joined[1].extend(group[1])
            groups.remove(group)
        groups.append(joined)
    return [group for group in groups if len(group[0]) >= 2 and len(group[1]) >= 3]


def _touch(horizontal: _Line, vertical: _Line) -> bool:
    return (
        horizontal.start - _TOUCH_PT <= vertical.at <= horizontal.end + _TOUCH_PT
        and vertical.start - _TOUCH_PT <= horizontal.at <= vertical.end + _TOUCH_PT
    )


def _cells(across: Sequence[_Line], down: Sequence[_Line]) -> list[Rect]:
    xs, ys = _edges([line.at for line in down]), _edges([line.at for line in across])
    taken: set[tuple[int, int]] = set()
    cells: list[Rect] = []
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if (row, column) in taken:
                continue
            right, bottom = column + 1, row + 1
            while right < len(xs) - 1 and not _parts(down, xs[right], (ys[row] + ys[row + 1]) / 2):
                right += 1
            while bottom < len(ys) - 1 and not any(
                _parts(across, ys[bottom], (xs[c] + xs[c + 1]) / 2) for c in range(column, right)
            ):
                bottom += 1
            taken |= {(r, c) for r in range(row, bottom) for c in range(column, right)}
            cells.append((xs[column], ys[row], xs[right], ys[bottom]))
    return cells


def _parts(lines: Sequence[_Line], at: float, where: float) -> bool:
    return any(abs(line.at - at) <= _TOUCH_PT and line.start <= where <= line.end for line in lines)


def _edges(values: Sequence[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _TOUCH_PT:
            edges.append(value)
    return edges
