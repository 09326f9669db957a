"""Ruled tables: cell boxes and words → grids with merged cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.documents.blocks import Grid, GridCell
from assistant.language.normalize import nfc

__all__ = ["Rect", "Word", "cell_text", "grid_of", "words_inside"]

Rect = tuple[float, float, float, float]
Word = tuple[float, float, float, float, str]
_SNAP = 4.0
_LETTERS = re.compile(r"[A-ZĐ]+")
_NUMBER = re.compile(r"[(+-]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?[)%]?")


def grid_of(cells: Sequence[Rect], words: Iterable[Word]) -> Grid | None:
    """The grid whose cells have these boxes; ``None`` for a frame or a single column, which is no table.

    A word belongs to the cell that holds its centre.
    """
    boxes = sorted({tuple(round(v, 1) for v in cell) for cell in cells}, key=lambda b: (b[1], b[0]))
    xs = _edges([x for b in boxes for x in (b[0], b[2])])
    ys = _edges([y for b in boxes for y in (b[1], b[3])])
    if len(xs) < 3 or len(ys) < 2 or len(boxes) < 2:
        return None
    rows: list[list[GridCell | None]] = [[None] * (len(xs) - 1) for _ in ys[1:]]
    held = _assign(boxes, words)
    for box, inside in zip(boxes, held, strict=True):
        left, right = _nearest(xs, box[0]), _nearest(xs, box[2])
        top, bottom = _nearest(ys, box[1]), _nearest(ys, box[3])
        if right <= left or bottom <= top:
            continue
        cell = GridCell(cell_text(inside), bottom - top, right - left)
        for row in range(top, bottom):
            for column in range(left, right):
                rows[row][column] = rows[row][column] or cell
    filled = [tuple(cell or GridCell("") for cell in row) for row in rows if any(row)]
    return Grid(tuple(row for row in filled if len(filled) > 1 or any(cell.text for cell in row)))


def words_inside(words: Iterable[Word], box: Rect) -> list[Word]:
    """The words whose centre lies in ``box``."""
    return [w for w in words if box[0] <= (w[0] + w[2]) / 2 <= box[2] and box[1] <= (w[1] + w[3]) / 2 <= box[3]]


def cell_text(words: Sequence[Word]) -> str:
    """The words of a cell in reading order: lines joined by spaces where words end."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: ((w[1] + w[3]) / 2, w[0])):
        if lines and (word[1] + word[3]) / 2 < lines[-1][0][3] - 0.25 * (lines[-1][0][3] - lines[-1][0][1]):
            lines[-1].append(word)
        else:
            lines.append([word])
    text = ""
    for line in lines:
        piece = _spaced(sorted(line, key=lambda w: w[0]))
        text = f"{text}{'' if not text or _runs_on(text, piece) else ' '}{piece}"
    return nfc(text)


def _runs_on(text: str, piece: str) -> bool:
    """Whether a line goes on with ``piece`` without a space: behind a hyphen, or where the column was too narrow for an
    abbreviation ("T⏎T") or a number ("9.734.5⏎21")."""
    if re.search(r"(?:\d[-–]|[^\W_][-/])$", text) and re.match(r"[^\W_]", piece):
        return True
    if _LETTERS.fullmatch(text) and _LETTERS.fullmatch(piece):
        return len(text) + len(piece) <= 4 and 1 in {len(text), len(piece)}
    return _NUMBER.fullmatch(text) is None and _NUMBER.fullmatch(text + piece) is not None and piece[:1].isdigit()


def _spaced(line: Sequence[Word]) -> str:
    """Words of one line; those that touch (a raised figure, a split number) are one."""
    text = ""
    for before, word in zip([None, *line], line, strict=False):
        touching = before is not None and word[0] - before[2] < 0.5
        text += ("" if before is None or touching else " ") + word[4]
    return text


def _assign(boxes: Sequence[tuple[float, ...]], words: Iterable[Word]) -> list[list[Word]]:
    held: list[list[Word]] = [[] for _ in boxes]
    for word in words:
        x, y = (word[0] + word[2]) / 2, (word[1] + word[3]) / 2
        for index, box in enumerate(boxes):
            if box[0] <= x < box[2] and box[1] <= y < box[3]:
                held[index].append(word)
                break
    return held


def _edges(values: Sequence[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SNAP:
            edges.append(value)
    return edges


def _nearest(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - value))
