"""Rulings on pictures: cells where they were drawn, merged heads, a page that lies askew, no table in plain text."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw

from assistant.documents.scan_rules import ruled_cells

POINTS = 72 / 200
XS, YS = (200, 500, 900, 1300), (300, 380, 460, 540)


def _page(*, turned: float = 0.0) -> bytes:
    image = Image.new("L", (1654, 2339), 255)
    draw = ImageDraw.Draw(image)
    for y in YS:
        draw.line((XS[0], y, XS[-1], y), fill=0, width=3)
    for x in XS:
        # The head row is one cell over the second and third column.
        draw.line((x, YS[1] if x == XS[2] else YS[0], x, YS[-1]), fill=0, width=3)
    draw.text((220, 320), "TT", fill=0)
    draw.line((200, 200, 700, 200), fill=0, width=3)
    if turned:
        image = image.rotate(turned, resample=Image.Resampling.BICUBIC, center=(0, 0), fillcolor=255)
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


def _expected() -> list[tuple[float, ...]]:
    cells = [(XS[0], YS[0], XS[1], YS[1]), (XS[1], YS[0], XS[3], YS[1])]
    cells += [(XS[c], YS[r], XS[c + 1], YS[r + 1]) for r in (1, 2) for c in range(3)]
    return [tuple(v * POINTS for v in cell) for cell in cells]


@pytest.mark.parametrize("turned", [0.0, 0.4, -0.6])
def test_cells_stand_where_they_were_drawn(turned: float) -> None:
    import math

    # PIL turns anticlockwise for positive angles: lines then climb, so the slope dy/dx is negative.
    (cells,) = ruled_cells(_page(turned=turned), POINTS, -math.tan(math.radians(turned)))
    assert len(cells) == 8
    for found, wanted in zip(sorted(cells, key=lambda c: (round(c[1]), c[0])), _expected(), strict=True):
        assert found == pytest.approx(wanted, abs=2.5)


def test_a_page_of_text_has_no_table() -> None:
    image = Image.new("L", (1654, 2339), 255)
    draw = ImageDraw.Draw(image)
    for line in range(40):
        draw.text((200, 200 + 50 * line), "Noi dung van ban " * 12, fill=0)
    draw.line((400, 150, 900, 150), fill=0, width=3)
    target = io.BytesIO()
    image.save(target, "PNG")
    assert ruled_cells(target.getvalue(), POINTS, 0.0) == []


def test_a_black_picture_has_no_table() -> None:
    target = io.BytesIO()
    Image.new("L", (800, 1000), 0).save(target, "PNG")
    assert ruled_cells(target.getvalue(), POINTS, 0.0) == []
