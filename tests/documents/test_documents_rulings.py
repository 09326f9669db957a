"""Tables from the lines a page draws: cell by cell, as thin boxes, turned; what is no table."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from assistant.documents.rulings import drawn_lines, tables_of


def _drawing(*items: tuple[Any, ...], kind: str = "s") -> list[dict[str, Any]]:
    return [{"type": kind, "items": list(items)}]


def _segments(*, middle_from: float = 0.0) -> list[tuple[Any, ...]]:
    """A grid of two columns (0–100–200) and two rows (0–20–40), every border drawn cell by cell, a little off."""
    across = [("l", (x, y + 0.02 * x / 100), (x + 100, y)) for y in (0.0, 20.0, 40.0) for x in (0.0, 100.0)]
    down = [("l", (x, y), (x + 0.02, y + 20)) for x in (0.0, 100.0, 200.0) for y in (0.0, 20.0)]
    return [*across, *(item for item in down if not (item[1][0] == 100.0 and item[1][1] < middle_from))]


def _rounded(cells: list[tuple[float, float, float, float]]) -> list[tuple[int, ...]]:
    return sorted(tuple(round(v) for v in cell) for cell in cells)


def test_borders_drawn_cell_by_cell() -> None:
    (cells,) = tables_of(*drawn_lines(_drawing(*_segments()), None))
    assert _rounded(cells) == [(0, 0, 100, 20), (0, 20, 100, 40), (100, 0, 200, 20), (100, 20, 200, 40)]


def test_a_merged_head() -> None:
    (cells,) = tables_of(*drawn_lines(_drawing(*_segments(middle_from=20.0)), None))
    assert _rounded(cells) == [(0, 0, 200, 20), (0, 20, 100, 40), (100, 20, 200, 40)]


def test_thin_boxes_are_lines_and_shades_are_not() -> None:
    thin = [("re", (0.0, y, 200.0, y + 0.5), 1) for y in (0.0, 20.0, 40.0)]
    thin += [("re", (x, 0.0, x + 0.5, 40.0), 1) for x in (0.0, 100.0, 200.0)]
    shade = [("re", (0.0, 0.0, 100.0, 20.0), 1)]
    assert len(tables_of(*drawn_lines(_drawing(*thin, *shade, kind="f"), None))[0]) == 4
    assert drawn_lines(_drawing(*shade, kind="f"), None) == ([], [])


def test_a_frame_and_an_underline_are_no_table() -> None:
    frame = ("re", (10.0, 10.0, 500.0, 700.0), 1)
    assert tables_of(*drawn_lines(_drawing(frame, ("l", (50, 60), (150, 60))), None)) == []


def test_a_turned_page() -> None:
    # A quarter turn: (x, y) → (300 - y, x).
    turn = SimpleNamespace(a=0.0, b=1.0, c=-1.0, d=0.0, e=300.0, f=0.0)
    (cells,) = tables_of(*drawn_lines(_drawing(*_segments()), turn))
    assert _rounded(cells) == [(260, 0, 280, 100), (260, 100, 280, 200), (280, 0, 300, 100), (280, 100, 300, 200)]
