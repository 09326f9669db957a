"""Straight lines across and down → the tables they rule, as cell boxes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.documents.ruled import Rect

__all__ = ["Line", "drawn_lines", "tables_of"]

_TOUCH_PT = 5.0
_THIN_PT = 3.0
_SHORTEST_PT = 5.0
_SNAP_PT = 1.0


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line at ``at`` from ``start`` to ``end``, in points; along x if horizontal, along y if vertical."""

    at: float
    start: float
    end: float


def tables_of(across: Sequence[Line], down: Sequence[Line]) -> list[list[Rect]]:
    """The cells of each ruled table; lines that cross or touch one another belong to one table."""
    return [cells for group in _groups(across, down) if (cells := _cells(*group))]


def drawn_lines(drawings: Iterable[dict[str, Any]], turn: Any | None) -> tuple[list[Line], list[Line]]:
    """The straight lines across and down of a page's vector graphics; thin boxes are lines, stroked ones have four.

    ``turn``: the matrix that sets a rotated page upright, or ``None``.
    """
    across: list[Line] = []
    down: list[Line] = []
    for drawing in drawings:
        stroked = "s" in drawing.get("type", "s")
        for x0, y0, x1, y1 in _segments(drawing, turn, stroked=stroked):
            if x1 - x0 >= _SHORTEST_PT and y1 - y0 <= _THIN_PT:
                across.append(Line((y0 + y1) / 2, x0, x1))
            elif y1 - y0 >= _SHORTEST_PT and x1 - x0 <= _THIN_PT:
                down.append(Line((x0 + x1) / 2, y0, y1))
    return _joined(across), _joined(down)


def _segments(drawing: dict[str, Any], turn: Any | None, *, stroked: bool) -> Iterable[Rect]:
    for item in drawing["items"]:
        if item[0] == "l":
            yield _upright((*item[1], *item[2]), turn)
        elif item[0] == "re":
            x0, y0, x1, y1 = _upright(tuple(item[1]), turn)
            if min(x1 - x0, y1 - y0) <= _THIN_PT:
                yield (x0, y0, x1, y1)
            elif stroked:
                yield from ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1))
        elif item[0] == "qu" and stroked:
            corners = [_upright((*p, *q), turn) for p, q in _sides(item[1])]
            yield from corners


def _sides(quad: Sequence[tuple[float, float]]) -> Iterable[tuple[tuple[float, float], tuple[float, float]]]:
    upper_left, upper_right, lower_left, lower_right = quad
    yield upper_left, upper_right
    yield lower_left, lower_right
    yield upper_left, lower_left
    yield upper_right, lower_right


def _upright(box: Sequence[float], turn: Any | None) -> Rect:
    x0, y0, x1, y1 = box
    if turn is not None:
        x0, y0, x1, y1 = (
            x0 * turn.a + y0 * turn.c + turn.e, x0 * turn.b + y0 * turn.d + turn.f,
            x1 * turn.a + y1 * turn.c + turn.e, x1 * turn.b + y1 * turn.d + turn.f,
        )  # fmt: skip
    return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _joined(lines: list[Line]) -> list[Line]:
    """Lines of one height that meet or overlap are one: borders are drawn cell by cell."""
    heights: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: one.at):
        if heights and line.at - heights[-1][-1].at <= _SNAP_PT:
            heights[-1].append(line)
        else:
            heights.append([line])
    joined: list[Line] = []
    for height in heights:
        first = len(joined)
        for line in sorted(height, key=lambda one: one.start):
            if len(joined) > first and line.start <= joined[-1].end + _THIN_PT:
                joined[-1] = Line(joined[-1].at, joined[-1].start, max(joined[-1].end, line.end))
            else:
                joined.append(line)
    return joined


def _groups(across: Sequence[Line], down: Sequence[Line]) -> list[tuple[list[Line], list[Line]]]:
    """Lines that cross or touch one another belong to one table."""
    groups: list[tuple[list[Line], list[Line]]] = []
    for vertical in down:
        touching = [h for h in across if _touch(h, vertical)]
        if len(touching) < 2:
            continue
        joined: tuple[list[Line], list[Line]] = (list(touching), [vertical])
        for group in [g for g in groups if any(h in g[0] for h in touching)]:
            joined[0].extend(h for h in group[0] if h not in joined[0])
            joined[1].extend(group[1])
            groups.remove(group)
        groups.append(joined)
    return [group for group in groups if len(group[0]) >= 2 and len(group[1]) >= 3]


def _touch(horizontal: Line, vertical: Line) -> bool:
    return (
        horizontal.start - _TOUCH_PT <= vertical.at <= horizontal.end + _TOUCH_PT
        and vertical.start - _TOUCH_PT <= horizontal.at <= vertical.end + _TOUCH_PT
    )


def _cells(across: Sequence[Line], down: Sequence[Line]) -> list[Rect]:
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


def _parts(lines: Sequence[Line], at: float, where: float) -> bool:
    return any(abs(line.at - at) <= _TOUCH_PT and line.start <= where <= line.end for line in lines)


def _edges(values: Sequence[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _TOUCH_PT:
            edges.append(value)
    return edges
