"""Hard-wrapped lines → paragraphs: a line that could have held the next word ends its paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.documents.blocks import Block
from assistant.documents.headings import is_caps
from assistant.documents.metrics import text_width
from assistant.documents.numbering import marker_of

__all__ = ["Line", "joined", "tidy"]

_ENDS = (".", ";", ":", "!", "?", "…", "./.", ".”", ".)")
_OPENING = re.compile(
    r"Căn cứ |Xét (?:Tờ trình|đề nghị|Báo cáo)|Theo đề nghị |Về [^.;:]{3,60}:|Tuy nhiên,|Bên cạnh đó,|Ngoài ra,|"
    r"Từ (?:những|các) .{3,40},"
)
_SIZE = 14.0
_USUAL_INDENT = 36.0
_REFERS = re.compile(
    r"(?<!\w)(?:điểm|khoản|điều|mục|phần|chương|trang|biểu|bảng|phụ lục|số|ngày|tháng|năm|quý|lần|thứ|khóa|khoá|từ|"
    r"đến|và|còn)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text without its margins: its page, whether a blank line or a page turn stands before it, and its
    indent in characters."""

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


def joined(lines: Sequence[Line]) -> list[Block]:
    measure = _measure(lines)
    blocks: list[Block] = []
    parts: list[Line] = []
    for line in lines:
        if parts and (measure is None or not _continues(parts, line, measure)):
            blocks.append(_block(parts))
            parts = []
        parts.append(line)
    if parts:
        blocks.append(_block(parts))
    return blocks


def _block(parts: Sequence[Line]) -> Block:
    text = ""
    spans: list[tuple[int, int]] = []
    for part in parts:
        piece = tidy(part.text)
        glue = "" if not text or _broken_figure(text, piece) else " "
        if text and part.turns:
            spans.append((part.page, len(text) + len(glue)))
        text = f"{text}{glue}{piece}"
    return Block(text, parts[0].page, page_spans=tuple(spans))


def _broken_figure(upper: str, lower: str) -> bool:
    if re.search(r"\d[-–]$", upper) and lower[:1].isdigit():
        return True
    return bool(re.search(r"\d\S*[-–]$", upper) and re.match(r"[A-ZĐƯ]{2}", lower))


def tidy(text: str) -> str:
    return " ".join(text.split())


def _measure(lines: Sequence[Line]) -> _Measure | None:
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
        edge = widths[-1 - len(widths) // 33]
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


def _continues(parts: Sequence[Line], line: Line, measure: _Measure) -> bool:
    above, text = parts[-1].text, line.text
    apart = line.blank_before and not line.turns
    ruled = re.fullmatch(r"[-–—_=*.\s]{3,}", text) or re.fullmatch(r"[-–—_=*.\s]{3,}", above)
    if apart or ruled or _indented(parts, line) or (is_caps(above) and not is_caps(text) and len(above) < 80):
        return False
    ended = above.endswith(_ENDS)
    marker = None if not ended and _is_spoken_of(above, text) else marker_of(text)
    if marker is not None and (ended or marker.kind != "bullet" or not marker.rest[:1].islower()):
        return False
    if measure.full(above, text, first=len(parts) == 1):
        return not (ended and _cue(text))
    return not ended and marker is None and (text[:1].islower() or _is_spoken_of(above, text))


def _is_spoken_of(above: str, text: str) -> bool:
    """Whether the number that opens the line belongs to the words above ("điểm⏎c.", "trang⏎3, …", "(mục⏎II) nhưng")."""
    if _REFERS.search(above) and re.match(r"[\dIVXLa-zđ]", text):
        return True
    return above.count("(") > above.count(")") and re.match(r"[\dIVXLa-zđ]{1,4}\)", text) is not None


def _indented(parts: Sequence[Line], line: Line) -> bool:
    """A first-line indent; the lower lines of a list item may hang behind its marker."""
    hanging = len(parts) == 1 and marker_of(parts[0].text) is not None and line.indent <= parts[0].indent + 8
    return line.indent >= parts[-1].indent + 3 and not hanging


def _cue(text: str) -> bool:
    """Openings that begin a paragraph even where the line above happens to be full."""
    return _OPENING.match(text) is not None
