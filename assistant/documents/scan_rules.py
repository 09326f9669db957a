"""Rulings on a picture of a page: long straight runs of ink, and the table cells they enclose."""

from __future__ import annotations

import io
from typing import Any

from assistant.documents.ruled import Rect
from assistant.documents.rulings import Line, tables_of

__all__ = ["ruled_cells"]

_INK = 150
_ACROSS_PT = 30.0
_DOWN_PT = 14.0
_FULL = 0.92
_THICKEST_PT = 4.0
_CHUNK = 32


def ruled_cells(picture: bytes, points: float, slope: float) -> list[list[Rect]]:
    """The cells of each ruled table on the page, in points. ``slope``: how askew the page lies (dy/dx)."""
    import numpy as np
    from PIL import Image

    with Image.open(io.BytesIO(picture)) as image:
        ink = np.asarray(image.convert("L")) < _INK
    ink = _straight(ink, slope)
    across = _lines(ink, _ACROSS_PT, points)
    down = _lines(ink.T, _DOWN_PT, points)
    return tables_of(across, down)


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


def _lines(ink: Any, shortest_pt: float, points: float) -> list[Line]:
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
    found: list[Line] = []
    for band in bands:
        if len(band) * points > _THICKEST_PT + 2 * points:
            continue
        middle = float(band[0] + band[-1]) / 2 * points
        starts = np.flatnonzero(full[band].any(axis=0))
        for run in np.split(starts, np.flatnonzero(np.diff(starts) > window) + 1):
            found.append(Line(middle, float(run[0]) * points, float(run[-1] + window) * points))
    return found
