"""Plain text: encodings, page turns, columns typed with spaces, and the lines of the body joined to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.documents.blocks import Block, Content
from assistant.documents.closing import is_recipients_label
from assistant.documents.hard_wraps import Line, joined, tidy
from assistant.documents.headings import is_caps
from assistant.documents.letterhead import is_letterhead_line
from assistant.documents.model import Page
from assistant.documents.numbering import annex_of
from assistant.documents.stamps import split_stamps
from assistant.language.legacy import mend_legacy
from assistant.language.normalize import nfc

__all__ = ["decode", "read_plain"]

_A4 = (595.3, 841.9)
_PAGE_LINES = 12
_RIGHT_INDENT = 28


def decode(data: bytes) -> str:
    """Bytes of a text file → NFC text: by BOM, UTF-8, UTF-16 without BOM, Vietnamese code pages, then a guess."""
    if not data:
        return ""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return nfc(data.decode(encoding, "replace"))
    try:
        return nfc(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    nulls = data[:4000].count(0)
    if nulls > len(data[:4000]) // 8:
        even = data[:4000:2].count(0)
        return nfc(data.decode("utf-16-be" if even > nulls - even else "utf-16-le", "replace"))
    mended = mend_legacy(data.decode("latin-1"))
    if mended is not None:
        return mended
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=["cp1258", "cp1252", "latin_1", "utf_16"]).best()
    return nfc(str(best) if best is not None else data.decode("cp1258", "replace"))


def read_plain(text: str) -> Content:
    """The blocks of a plain text (NFC). Pages come from form feeds, or from the page turns an extractor leaves."""
    mended = mend_legacy(text)
    text, signed_on = split_stamps((mended or text).replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n"))
    lines = _lines(text)
    if not lines:
        return Content([], signed_on=signed_on)
    blocks = _columns_apart(lines)
    count = max(line.page for line in lines)
    pages = [Page(number, *_A4, 0, 0) for number in range(1, count + 1)] if count > 1 or "\f" in text else []
    if not pages:
        blocks = [_without_page(block) for block in blocks]
    return Content(blocks, pages, signed_on=signed_on)


def _without_page(block: Block) -> Block:
    return Block(block.text, None, block.zone)


def _lines(text: str) -> list[Line]:
    raw = text.split("\n")
    spaced = _double_spaced(raw)
    numbers = _running_numbers(raw)
    lines: list[Line] = []
    page = 1
    blank = turned = False
    for at, whole in enumerate(raw):
        pieces = whole.split("\f")
        for index, piece in enumerate(pieces):
            turns = index > 0
            bare = piece.strip()
            silent = (
                spaced and len(lines) > 10 and not blank and re.match(r" \S", piece) and at > 0 and raw[at - 1].strip()
            )
            if turns or silent:
                page, turns = page + 1, True
            if not bare:
                blank = True
                continue
            if _is_page_number(bare, lines, piece, raw[at + 1 : at + 3]):
                continue
            if at in numbers:
                turned = True
                continue
            if turned and not turns:
                page, turns = page + 1, True
            turned = False
            lines.append(Line(bare, page, blank and not spaced, turns, len(piece) - len(piece.lstrip())))
            blank = False
    return lines


def _running_numbers(raw: Sequence[str]) -> frozenset[int]:
    """Where page numbers stand alone between the lines of a text without page marks: 2, 3, 4 … far apart."""
    if any("\f" in line for line in raw):
        return frozenset()
    found: list[int] = []
    wanted = 0
    for at, line in enumerate(raw):
        bare = line.strip()
        if not re.fullmatch(r"\d{1,3}", bare):
            continue
        if not found and bare in {"1", "2"}:
            found, wanted = [at], int(bare) + 1
        elif (
            found and int(bare) == wanted and sum(bool(text.strip()) for text in raw[found[-1] + 1 : at]) >= _PAGE_LINES
        ):
            found.append(at)
            wanted += 1
    return frozenset(found if len(found) > 1 else [])


def _is_page_number(bare: str, lines: Sequence[Line], piece: str, following: Sequence[str]) -> bool:
    if not re.fullmatch(r"[-–]?\s*\d{1,3}\s*[-–]?|(?:Trang|Page)\s+\d{1,3}(?:\s*/\s*\d{1,3})?", bare):
        return False
    return any("\f" in line for line in (piece, *following)) or piece.startswith(" " * 20)


def _double_spaced(raw: Sequence[str]) -> bool:
    full = [i for i, line in enumerate(raw) if line.strip()]
    followed = sum(1 for i in full if i + 1 < len(raw) and not raw[i + 1].strip())
    return len(full) > 4 and followed >= 0.7 * len(full)


def _columns_apart(lines: Sequence[Line]) -> list[Block]:
    """Join the lines of the body; lay the columns of letterhead and signature block one after the other."""
    top = _letterhead_end(lines)
    at = next((i for i, line in enumerate(lines) if is_recipients_label(line.text) and i > max(top, 3)), len(lines))
    end = next((i for i in range(at + 1, len(lines)) if annex_of(lines[i].text)), len(lines))
    while at > top and at < len(lines) and lines[at - 1].indent >= _RIGHT_INDENT and is_caps(lines[at - 1].text):
        at -= 1
    left, right = _two_columns(lines[at:end])
    if not any(is_caps(block.text) for block in right):
        left = [replace(block, zone="body") for block in left]
    head = [block for column in _two_columns(lines[:top]) for block in column]
    return head + joined(lines[top:at]) + left + right + joined(lines[end:])


def _letterhead_end(lines: Sequence[Line]) -> int:
    """How many lines a letterhead set in two columns takes; 0 if it is not."""
    end = 0
    for index, line in enumerate(lines[:25]):
        parts = _parts(line)
        if is_recipients_label(line.text) or (end and index > end + 3):
            break
        if len(parts) > 1 and (end or any(is_letterhead_line(part) for part in parts)):
            end = index + 1
    return end


def _parts(line: Line) -> list[str]:
    """The columns of a line; the blanks of "Số:      /BC" and "ngày      tháng" part nothing."""
    parts: list[str] = []
    for part in re.split(r"\s{4,}|\t", line.text):
        if parts and (re.search(r"(?:[Ss]ố\s*:?|ngày|tháng|năm)$", parts[-1]) or re.match(r"tháng|năm\s|[-/]", part)):
            parts[-1] += f" {part}"
        else:
            parts.append(part)
    return [parts[0], " ".join(parts[1:])] if len(parts) > 2 else parts


def _two_columns(lines: Sequence[Line]) -> tuple[list[Block], list[Block]]:
    left: list[Block] = []
    right: list[Block] = []
    for line in lines:
        parts = _parts(line)
        if len(parts) > 1 or line.indent < _RIGHT_INDENT:
            left.append(Block(tidy(parts[0]), line.page, "left"))
            right += [Block(tidy(part), line.page, "right") for part in parts[1:]]
        else:
            right.append(Block(tidy(parts[0]), line.page, "right"))
    return left, right
