"""Scanned pages and images through the tesseract command; word boxes then follow the rules of PDF text."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import statistics
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from assistant.documents.blocks import Content
from assistant.documents.layout import content_of
from assistant.documents.model import Box
from assistant.documents.progress import pages_done
from assistant.documents.rows import Piece, RuledTable, Sheet, rows_of
from assistant.documents.ruled import grid_of, words_inside
from assistant.documents.scan_rules import ruled_cells
from assistant.documents.warnings import page_warning
from assistant.errors import InputError
from assistant.language.normalize import nfc
from assistant.settings import ReadingSettings

__all__ = ["Picture", "has_ocr", "read_image", "recognise"]

_A4 = (595.3, 841.9)
_PROCESSES = 2
_PAGE_LIMIT_S = 90
_MOST_PIXELS = 60_000_000
_LEAST_CONFIDENCE = 15.0
_COLUMN_GAP = 22.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A page in shades of grey, as PGM or PNG (PGM takes no time to write); ``points``: what one pixel measures."""

    image: bytes
    width: float
    height: float
    points: float


@dataclass(frozen=True, slots=True)
class _Word:
    line: tuple[str, ...]
    x0: float
    y0: float
    x1: float
    y1: float
    text: str


@cache
def has_ocr() -> bool:
    """Whether tesseract is installed with Vietnamese data."""
    command = shutil.which("tesseract")
    if command is None:
        return False
    try:
        listed = subprocess.run([command, "--list-langs"], capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return b"vie" in (listed.stdout + listed.stderr).split()


def read_image(path: Path, data: bytes, settings: ReadingSettings) -> Content:
    """The content of a picture (PNG, JPEG, TIFF with one or more pages).

    Raises:
        InputError: damaged, too_large, empty, needs_ocr or time_limit.
    """
    pictures = _frames(path, data)
    if settings.ocr == "never" or not has_ocr():
        raise InputError("needs_ocr", str(path))
    sheets = []
    for sheet in recognise(path, pictures, range(1, len(pictures) + 1)):
        sheets.append(sheet)
        pages_done(len(sheets), len(pictures))
    if not any(sheet.rows for sheet in sheets):
        raise InputError("empty", str(path))
    content = content_of(sheets)
    content.warnings.append(page_warning("ocr_used", [sheet.number for sheet in sheets]))
    return content


def _frames(path: Path, data: bytes) -> list[Picture]:
    from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

    pictures: list[Picture] = []
    try:
        with Image.open(io.BytesIO(data)) as image:
            if image.width * image.height > _MOST_PIXELS:
                megapixels = image.width * image.height // 1_000_000
                raise InputError("too_large", str(path), size_mb=megapixels, limit_mb=_MOST_PIXELS // 1_000_000)
            for frame in ImageSequence.Iterator(image):
                grey = ImageOps.exif_transpose(frame).convert("L")
                width = _A4[0] if grey.width <= grey.height else _A4[1]
                if grey.width < 1100:
                    grey = grey.resize((grey.width * 2, grey.height * 2), Image.Resampling.LANCZOS)
                target = io.BytesIO()
                grey.save(target, "PPM")
                points = width / grey.width
                pictures.append(Picture(target.getvalue(), width, grey.height * points, points))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise InputError("damaged", str(path)) from error
    except Image.DecompressionBombWarning as error:
        raise InputError("too_large", str(path), size_mb=len(data) // 1_000_000, limit_mb=1) from error
    return pictures


def recognise(path: Path, pictures: Sequence[Picture], numbers: Iterable[int]) -> Iterator[Sheet]:
    """One sheet a picture, numbered as given, each as soon as it is read; two tesseract processes at a time.

    Raises:
        InputError: needs_ocr if tesseract fails to start, time_limit if a page takes too long.
    """
    with ThreadPoolExecutor(_PROCESSES) as pool:
        texts = pool.map(lambda picture: _tesseract(path, picture), pictures)
        for number, picture, text in zip(numbers, pictures, texts, strict=True):
            yield _sheet(number, picture, text)


def _tesseract(path: Path, picture: Picture) -> str:
    command = shutil.which("tesseract")
    if command is None:
        raise InputError("needs_ocr", str(path))
    dpi = str(max(70, round(72 / picture.points)))
    arguments = [command, "stdin", "stdout", "-l", "vie", "--psm", "3", "--dpi", dpi, "tsv"]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            arguments, input=picture.image, capture_output=True, timeout=_PAGE_LIMIT_S, env=environment, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise InputError("time_limit", str(path), limit_s=_PAGE_LIMIT_S) from error
    except OSError as error:
        raise InputError("needs_ocr", str(path)) from error
    return nfc(done.stdout.decode("utf-8", "replace"))


def _sheet(number: int, picture: Picture, table: str) -> Sheet:
    found = list(_words(table, picture.points))
    slope = _slope(found)
    words = [_upright(word, slope) for word in found]
    sheet = Sheet(number, picture.width, picture.height, provenance="ocr")
    for cells in ruled_cells(picture.image, picture.points, slope):
        box = (min(c[0] for c in cells), min(c[1] for c in cells), max(c[2] for c in cells), max(c[3] for c in cells))
        inside = words_inside([(w.x0, w.y0, w.x1, w.y1, w.text) for w in words], box)
        grid = grid_of(cells, inside)
        if grid is not None and any(cell.text for row in grid.cells for cell in row):
            sheet.tables.append(RuledTable(grid, Box(number, *(round(v, 1) for v in box))))
            words = [w for w in words if (w.x0, w.y0, w.x1, w.y1, w.text) not in set(inside)]
    heights = [word.y1 - word.y0 for word in words if any(c.isalpha() for c in word.text)]
    if heights:
        size = statistics.median(heights)
        sheet.rows = rows_of(number, _pieces(words, size))
    return sheet


def _words(table: str, points: float) -> Iterable[_Word]:
    for row in csv.reader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if len(row) != 12 or row[0] != "5":
            continue
        text = row[11].strip(" |¦_~`")
        if not text or float(row[10]) < _LEAST_CONFIDENCE or not re.search(r"[^\W_]|[-+–…*]", text):
            continue
        left, top, width, height = (float(value) * points for value in row[6:10])
        yield _Word(tuple(row[1:5]), left, top, left + width, top + height, text)


def _slope(words: Sequence[_Word]) -> float:
    """How askew the page lies: the median slope of its long lines, 0 if there is no telling."""
    lines: dict[tuple[str, ...], list[_Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    slopes = [
        ((last.y0 + last.y1) - (first.y0 + first.y1)) / 2 / (last.x0 - first.x0)
        for first, *_, last in (line for line in lines.values() if len(line) > 4)
        if last.x0 - first.x0 > 150
    ]
    slope = statistics.median(slopes) if slopes else 0.0
    return slope if abs(slope) >= 0.001 else 0.0


def _upright(word: _Word, slope: float) -> _Word:
    across, down = slope * word.y0, slope * word.x0
    return replace(word, x0=word.x0 + across, x1=word.x1 + across, y0=word.y0 - down, y1=word.y1 - down)


def _pieces(words: Sequence[_Word], size: float) -> Iterable[Piece]:
    """One piece a run of words of one line; wide gaps (columns, tables) part it."""
    run: list[_Word] = []
    for word in words:
        if run and (word.line != run[-1].line or word.x0 - run[-1].x1 > _COLUMN_GAP):
            yield _piece(run, size)
            run = []
        run.append(word)
    if run:
        yield _piece(run, size)


def _piece(run: Sequence[_Word], size: float) -> Piece:
    middle = statistics.median((word.y0 + word.y1) / 2 for word in run)
    text = " ".join(word.text for word in run)
    return Piece(
        run[0].x0, middle - size / 2, run[-1].x1, middle + size / 2, text, size, first_word=run[0].x1 - run[0].x0
    )
