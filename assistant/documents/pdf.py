"""PDF → sheets of rows and ruled tables (PyMuPDF), then paragraphs by geometry."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from assistant.documents.blocks import Content
from assistant.documents.footnotes import part_footnotes
from assistant.documents.layout import content_of
from assistant.documents.model import Box
from assistant.documents.numbering import BULLETS
from assistant.documents.ocr import Picture, has_ocr, recognise
from assistant.documents.progress import pages_done
from assistant.documents.rows import Piece, RuledTable, Sheet, rows_of
from assistant.documents.ruled import Rect, Word, grid_of, words_inside
from assistant.documents.rulings import drawn_lines, tables_of
from assistant.documents.warnings import page_warning, warning
from assistant.errors import InputError
from assistant.language.legacy import Encoding, convert, detect, from_font
from assistant.language.normalize import nfc
from assistant.settings import ReadingSettings

__all__ = ["read_pdf"]

_SIGNED = re.compile(r"/M\s*\(D:(\d{4})(\d\d)(\d\d)")
_MOST_OBJECTS = 20_000
_OCR_DPI = 200
_OCR_BATCH = 8
_MOST_LINES = 1_500
_MOST_PIXELS = 30_000_000


def read_pdf(path: Path, data: bytes, settings: ReadingSettings) -> Content:
    """The content of a PDF.

    Raises:
        InputError: encrypted, damaged, empty, or needs_ocr where pages are pictures and no OCR is at hand.
    """
    document = _open(path, data)
    try:
        return _content(path, document, settings)
    except _broken() as error:
        raise InputError("damaged", str(path)) from error
    finally:
        document.close()


def _content(path: Path, document: Any, settings: ReadingSettings) -> Content:
    encoding = _encoding(document)
    sheets = [_sheet(document, number, encoding) for number in range(document.page_count)]
    scanned = [i for i, sheet in enumerate(sheets) if settings.ocr == "always" or _is_scan(document, i, sheet)]
    warnings = _recognise(path, document, sheets, scanned, settings)
    if not any(sheet.rows or sheet.tables for sheet in sheets):
        raise InputError("damaged" if document.is_repaired else "empty", str(path))
    content = content_of(sheets, _signing_day(document))
    content.warnings += warnings + ([warning("repaired")] if document.is_repaired else [])
    return content


def _broken() -> tuple[type[Exception], ...]:
    """What the engine raises on a file that is not as it claims."""
    common = (RuntimeError, ValueError, TypeError, LookupError, ArithmeticError, AttributeError)
    return (*common, _engine().mupdf.FzErrorBase)


def _engine() -> Any:
    import pymupdf

    return pymupdf


def _open(path: Path, data: bytes) -> Any:
    pymupdf = _engine()
    pymupdf.no_recommend_layout()
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    try:
        document = pymupdf.open(stream=data, filetype="pdf")
        locked, count = document.needs_pass, 0 if document.needs_pass else document.page_count
    except _broken() as error:
        raise InputError("damaged", str(path)) from error
    if locked or count == 0:
        document.close()
        raise InputError("encrypted" if locked else "damaged", str(path))
    return document


def _encoding(document: Any) -> Encoding | None:
    """The legacy encoding of a file whose fonts were renamed, from the text of its first pages."""
    pages = range(min(3, document.page_count))
    return detect("".join(str(document[number].get_text()) for number in pages))


def _sheet(document: Any, index: int, encoding: Encoding | None) -> Sheet:
    pymupdf = _engine()
    page = document[index]
    turn = page.rotation_matrix if page.rotation else None
    flags = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP
    text = page.get_textpage(flags=flags)
    sheet = Sheet(index + 1, page.rect.width, page.rect.height)
    found = text.extractWORDS()
    words = [_word(w, turn, encoding) for w in found]
    firsts = {(w[5], w[6]): w[2] - w[0] for w in found if w[7] == 0}
    pieces = list(_pieces(text.extractDICT(), firsts, sheet, turn, encoding))
    drawings = page.get_cdrawings()
    if _is_ruled(drawings):
        sheet.tables = _tables(page, sheet.number, words, turn, drawings)
        pieces = [p for p in pieces if not any(_within(p, t.box) for t in sheet.tables)]
    parted = part_footnotes(pieces, sheet.height)
    sheet.rows = rows_of(sheet.number, parted.body)
    sheet.footnotes = parted.notes
    return sheet


def _word(word: tuple[Any, ...], turn: Any, encoding: Encoding | None) -> Word:
    pymupdf = _engine()
    text = nfc((convert(word[4], encoding) if encoding else word[4]).translate(BULLETS))
    if turn is None:
        return (word[0], word[1], word[2], word[3], text)
    box = pymupdf.Rect(word[:4]) * turn
    return (box.x0, box.y0, box.x1, box.y1, text)


def _pieces(
    found: dict[str, Any], firsts: dict[tuple[int, int], float], sheet: Sheet, turn: Any, encoding: Encoding | None
) -> Iterable[Piece]:
    pymupdf = _engine()
    for block_number, block in enumerate(found["blocks"]):
        for line_number, line in enumerate(block.get("lines", ())):
            direction = line["dir"] if turn is None else _turned(line["dir"], turn)
            if direction[0] < 0.99:
                text = nfc("".join(span["text"] for span in line["spans"])).strip()
                sheet.furniture += [text] if text else []
                continue
            first = firsts.get((block_number, line_number), 0.0)
            for span in line["spans"]:
                text = _mended(span, encoding)
                if not text.strip():
                    continue
                box = span["bbox"] if turn is None else tuple(pymupdf.Rect(span["bbox"]) * turn)
                yield _piece(span, text, box, first)
                first = 0.0


def _turned(direction: tuple[float, float], turn: Any) -> tuple[float, float]:
    return (direction[0] * turn.a + direction[1] * turn.c, direction[0] * turn.b + direction[1] * turn.d)


def _mended(span: dict[str, Any], encoding: Encoding | None) -> str:
    """The span in Unicode: legacy fonts converted, private bullets named, ligatures resolved."""
    text: str = from_font(span["font"], span["text"])
    if encoding and text == span["text"]:
        text = convert(text, encoding)
    text = text.translate(BULLETS).replace("\u00ad", "-")
    return "".join(unicodedata.normalize("NFKC", c) if "\ufb00" <= c <= "\ufb06" else c for c in text)


def _piece(span: dict[str, Any], text: str, box: tuple[float, ...], first: float) -> Piece:
    font = span["font"].lower()
    lead = len(text) - len(text.lstrip())
    return Piece(
        box[0] + lead * 0.25 * span["size"],
        box[1],
        box[2],
        box[3],
        text.lstrip(),
        span["size"],
        bool(span["flags"] & 16) or "bold" in font,
        bool(span["flags"] & 2) or "italic" in font,
        bool(span["flags"] & 1),
        first or (box[2] - box[0]) * len(text.split(maxsplit=1)[0]) / len(text),
    )


def _within(piece: Piece, box: Box) -> bool:
    x, y = (piece.x0 + piece.x1) / 2, (piece.y0 + piece.y1) / 2
    return box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1


def _is_ruled(drawings: list[dict[str, Any]]) -> bool:
    """Whether the page has enough rulings for a table."""
    across = down = 0
    for drawing in drawings:
        for item in drawing["items"]:
            if item[0] == "l":
                dx, dy = abs(item[1][0] - item[2][0]), abs(item[1][1] - item[2][1])
            elif item[0] == "re":
                dx, dy = abs(item[1][2] - item[1][0]), abs(item[1][3] - item[1][1])
                if dx > 3 and dy > 3:
                    across, down = across + 2, down + 2
            else:
                continue
            across += dx > 15 and dy <= 3
            down += dy > 6 and dx <= 3
            if across >= 2 and down >= 3:
                return True
    return False


def _tables(page: Any, number: int, words: list[Word], turn: Any, drawings: list[dict[str, Any]]) -> list[RuledTable]:
    """The ruled tables of a page by its lines; the engine's search, thirty times slower, only where these give none.

    A page of thousands of lines is a map or a plan.
    """
    across, down = drawn_lines(drawings, turn)
    if max(len(across), len(down)) > _MOST_LINES:
        return []
    found: list[RuledTable] = []
    for cells in tables_of(across, down) or _searched(page):
        box = (min(c[0] for c in cells), min(c[1] for c in cells), max(c[2] for c in cells), max(c[3] for c in cells))
        grid = grid_of(cells, words_inside(words, box))
        if grid is not None and len(grid.cells) > 0 and any(c.text for row in grid.cells for c in row):
            found.append(RuledTable(grid, Box(number, *(round(v, 1) for v in box))))
    return found


def _searched(page: Any) -> list[list[Rect]]:
    try:
        tables = page.find_tables(strategy="lines").tables
    except _broken():
        return []
    return [[tuple(cell) for cell in table.cells] for table in tables]


def _is_scan(document: Any, index: int, sheet: Sheet) -> bool:
    letters = sum(len(segment.text) for row in sheet.rows for segment in row.segments)
    return letters < 20 and not sheet.tables and bool(document[index].get_images())


def _recognise(
    path: Path, document: Any, sheets: list[Sheet], scanned: list[int], settings: ReadingSettings
) -> list[str]:
    """Read the scanned pages by OCR into ``sheets``; the remarks to make about them."""
    if not scanned:
        return []
    numbers = [index + 1 for index in scanned]
    if settings.ocr == "never" or not has_ocr():
        if len(scanned) == len(sheets) and not any(sheet.rows for sheet in sheets):
            raise InputError("needs_ocr", str(path))
        return [page_warning("pages_unread", numbers)]
    for start in range(0, len(scanned), _OCR_BATCH):
        batch = scanned[start : start + _OCR_BATCH]
        pictures = [_picture(document[index]) for index in batch]
        read = recognise(path, pictures, [i + 1 for i in batch])
        for done, (index, sheet) in enumerate(zip(batch, read, strict=True), start + 1):
            sheets[index] = sheet
            pages_done(done, len(scanned))
    return [page_warning("ocr_used", numbers)]


def _picture(page: Any) -> Picture:
    pymupdf = _engine()
    width, height = page.rect.width, page.rect.height
    dpi = max(36, min(_OCR_DPI, int(72 * (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)))
    pixels = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY, alpha=False)
    return Picture(pixels.tobytes("pgm"), width, height, 72 / dpi)


def _signing_day(document: Any) -> str | None:
    """The earliest day in the dictionaries of digital signatures (ISO)."""
    if document.get_sigflags() <= 0:
        return None
    days: list[str] = []
    for xref in range(1, min(document.xref_length(), _MOST_OBJECTS)):
        source = document.xref_object(xref, compressed=True)
        if "/ByteRange" in source and (found := _SIGNED.search(source)):
            days.append("-".join(found.groups()))
    return min(days, default=None)
