"""Plain text: encodings, page turns, columns typed with spaces, and hard-wrapped lines joined by Times widths."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.documents.blocks import Block, Content
from assistant.documents.closing import is_recipients_label
from assistant.documents.headings import is_caps
from assistant.documents.letterhead import is_letterhead_line
from assistant.documents.metrics import text_width
from assistant.documents.model import Page
from assistant.documents.numbering import annex_of, marker_of
from assistant.documents.stamps import split_stamps
from assistant.language.legacy import mend_legacy
from assistant.language.normalize import nfc

__all__ = ["decode", "read_plain"]

_A4 = (595.3, 841.9)
_ENDS = (".", ";", ":", "!", "?", "…", "./.", ".”", ".)")
_OPENING = re.compile(
    r"Căn cứ |Xét (?:Tờ trình|đề nghị|Báo cáo)|Theo đề nghị |Về [^.;:]{3,60}:|Tuy nhiên,|Bên cạnh đó,|Ngoài ra,|"
    r"Từ (?:những|các) .{3,40},"
)
_SIZE = 14.0
_USUAL_INDENT = 36.0
_RIGHT_INDENT = 28


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    page: int
    blank_before: bool
    turns: bool = False
    indent: int = 0


@dataclass(frozen=True, slots=True)
class _Measure:
    """How wide lines are: by Times metrics or by counting characters; ``edge`` is the right margin, ``indent`` the
    first-line indent, in the same unit."""

    by_count: bool
    edge: float
    indent: float

    def width(self, text: str) -> float:
        if self.by_count:
            return float(len(text))
        return text_width(text, _SIZE, bold=is_caps(text))

    def full(self, line: str, following: str, *, first: bool) -> bool:
        """Whether the first word of ``following`` would not have fitted behind ``line``."""
        word = following.split(maxsplit=1)[0]
        room = self.edge - (self.indent if first else 0.0)
        slack = 0.0 if self.by_count else 1.5
        return self.width(f"{line} {word}") > room - slack


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


def _lines(text: str) -> list[_Line]:
    raw = text.split("\n")
    spaced = _double_spaced(raw)
    lines: list[_Line] = []
    page = 1
    blank = False
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
            lines.append(_Line(bare, page, blank and not spaced, turns, len(piece) - len(piece.lstrip())))
            blank = False
    return lines


def _is_page_number(bare: str, lines: Sequence[_Line], piece: str, following: Sequence[str]) -> bool:
    if not re.fullmatch(r"[-–]?\s*\d{1,3}\s*[-–]?|(?:Trang|Page)\s+\d{1,3}(?:\s*/\s*\d{1,3})?", bare):
        return False
    return any("\f" in line for line in (piece, *following)) or piece.startswith(" " * 20)


def _double_spaced(raw: Sequence[str]) -> bool:
    full = [i for i, line in enumerate(raw) if line.strip()]
    followed = sum(1 for i in full if i + 1 < len(raw) and not raw[i + 1].strip())
    return len(full) > 4 and followed >= 0.7 * len(full)


def _columns_apart(lines: Sequence[_Line]) -> list[Block]:
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
    return head + _joined(lines[top:at]) + left + right + _joined(lines[end:])


def _letterhead_end(lines: Sequence[_Line]) -> int:
    """How many lines a letterhead set in two columns takes; 0 if it is not."""
    end = 0
    for index, line in enumerate(lines[:25]):
        parts = _parts(line)
        if is_recipients_label(line.text) or (end and index > end + 3):
            break
        if len(parts) > 1 and (end or any(is_letterhead_line(part) for part in parts)):
            end = index + 1
    return end


def _parts(line: _Line) -> list[str]:
    """The columns of a line; the blanks of "Số:      /BC" and "ngày      tháng" part nothing."""
    parts: list[str] = []
    for part in re.split(r"\s{4,}|\t", line.text):
        if parts and (re.search(r"(?:[Ss]ố\s*:?|ngày|tháng|năm)$", parts[-1]) or re.match(r"tháng|năm\s|[-/]", part)):
            parts[-1] += f" {part}"
        else:
            parts.append(part)
    return [parts[0], " ".join(parts[1:])] if len(parts) > 2 else parts


def _two_columns(lines: Sequence[_Line]) -> tuple[list[Block], list[Block]]:
    left: list[Block] = []
    right: list[Block] = []
    for line in lines:
        parts = _parts(line)
        if len(parts) > 1 or line.indent < _RIGHT_INDENT:
            left.append(Block(_tidy(parts[0]), line.page, "left"))
            right += [Block(_tidy(part), line.page, "right") for part in parts[1:]]
        else:
            right.append(Block(_tidy(parts[0]), line.page, "right"))
    return left, right


def _joined(lines: Sequence[_Line]) -> list[Block]:
    measure = _measure(lines)
    blocks: list[Block] = []
    parts: list[_Line] = []
    for line in lines:
        if parts and (measure is None or not _continues(parts, line, measure)):
            blocks.append(_block(parts))
            parts = []
        parts.append(line)
    if parts:
        blocks.append(_block(parts))
    return blocks


def _block(parts: Sequence[_Line]) -> Block:
    text = ""
    spans: list[tuple[int, int]] = []
    for part in parts:
        piece = _tidy(part.text)
        glue = "" if not text or _broken_figure(text, piece) else " "
        if text and part.turns:
            spans.append((part.page, len(text) + len(glue)))
        text = f"{text}{glue}{piece}"
    return Block(text, parts[0].page, page_spans=tuple(spans))


def _broken_figure(upper: str, lower: str) -> bool:
    return bool(re.search(r"\d[-–]$", upper) and lower[:1].isdigit())


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _measure(lines: Sequence[_Line]) -> _Measure | None:
    """The measure under which lines known to run on are full; ``None`` if the lines are whole paragraphs."""
    pairs = [
        (a.text, b.text)
        for a, b in pairwise(lines)
        if not a.text.endswith(_ENDS) and b.text[:1].islower() and marker_of(b.text) is None and not b.blank_before
    ]
    if len(pairs) < max(3, 0.1 * len(lines)) or sorted(len(a) for a, _ in pairs)[len(pairs) // 2] > 160:
        return None
    candidates = []
    for by_count in (False, True):
        ruler = _Measure(by_count, 0.0, 0.0)
        widths = sorted(ruler.width(a) for a, _ in pairs)
        edge = widths[-1 - len(widths) // 100]
        indent = _indent(pairs, ruler, edge)
        measure = _Measure(by_count, edge, indent)
        short = sum(not measure.full(a, b, first=True) for a, b in pairs)
        candidates.append((short, by_count, measure))
    return min(candidates, key=lambda c: (c[0], c[1]))[2]


def _indent(pairs: Sequence[tuple[str, str]], ruler: _Measure, edge: float) -> float:
    """The first-line indent, from list items that run on: none of them reaches further right than it leaves room."""
    if ruler.by_count:
        return 0.0
    firsts = [ruler.width(a) for a, _ in pairs if marker_of(a) is not None]
    if len(firsts) < 5:
        return _USUAL_INDENT
    return min(max(edge - max(firsts), 0.0), 1.4 * _USUAL_INDENT)


def _continues(parts: Sequence[_Line], line: _Line, measure: _Measure) -> bool:
    above, text = parts[-1].text, line.text
    apart = line.blank_before and not line.turns
    ruled = re.fullmatch(r"[-–—_=*.\s]{3,}", text) or re.fullmatch(r"[-–—_=*.\s]{3,}", above)
    if apart or ruled or _indented(parts, line) or (is_caps(above) and not is_caps(text) and len(above) < 80):
        return False
    ended = above.endswith(_ENDS)
    marker = marker_of(text)
    if marker is not None and (ended or marker.kind != "bullet" or not marker.rest[:1].islower()):
        return False
    if measure.full(above, text, first=len(parts) == 1):
        return not (ended and _cue(text))
    return not ended and marker is None and text[:1].islower()


def _indented(parts: Sequence[_Line], line: _Line) -> bool:
    """A first-line indent; the lower lines of a list item may hang behind its marker."""
    hanging = len(parts) == 1 and marker_of(parts[0].text) is not None and line.indent <= parts[0].indent + 8
    return line.indent >= parts[-1].indent + 3 and not hanging


def _cue(text: str) -> bool:
    """Openings that begin a paragraph even where the line above happens to be full."""
    return _OPENING.match(text) is not None
