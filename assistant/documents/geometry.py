"""Rows → paragraphs by geometry: a line runs on when the line above could not have held its first word.

Margins are measured per page size (and per page where a page has enough full lines), so the rule needs no style names
and holds over page turns.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.documents.blocks import Block, Zone
from assistant.documents.headings import is_caps
from assistant.documents.model import Provenance
from assistant.documents.numbering import Marker, annex_of, marker_of
from assistant.documents.rows import Segment, Sheet

__all__ = ["Margins", "glued", "margins_of", "paragraphs"]

_ENDS = (".", ";", ":", "!", "?", "…", ".”", ".)")
_OCR_SLACK = 6.0
_RULE = re.compile(r"[-–—_=*.\s]+$")


@dataclass(frozen=True, slots=True)
class Margins:
    """The text area of a page, in points from its left edge; ``slack``: how far recognised words may stand off;
    ``pitch``: the usual distance from line to line."""

    left: float
    right: float
    slack: float = 0.0
    pitch: float = 0.0

    @property
    def middle(self) -> float:
        """Horizontal centre of the text area."""
        return (self.left + self.right) / 2


def margins_of(sheets: Sequence[Sheet]) -> dict[int, Margins]:
    """The margins of each page (by number)."""
    groups: dict[tuple[int, int], list[Sheet]] = {}
    for sheet in sheets:
        groups.setdefault((round(sheet.width / 6), round(sheet.height / 6)), []).append(sheet)
    found: dict[int, Margins] = {}
    for group in groups.values():
        common = replace(_margins([_wide(sheet) for sheet in group], group[0].width), pitch=_pitch(group))
        for sheet in group:
            own = _wide(sheet)
            area = _own_margins(own, common) if len(own) >= 8 else common
            found[sheet.number] = replace(area, slack=_OCR_SLACK) if sheet.provenance == "ocr" else area
    return found


def _pitch(sheets: Sequence[Sheet]) -> float:
    """The most common distance between lines that lie close, in points; 0 if there are none."""
    steps: Counter[float] = Counter()
    for sheet in sheets:
        for upper, lower in pairwise(_wide(sheet)):
            step = lower.y0 - upper.y0
            if 0.8 * upper.size < step < 2.6 * upper.size:
                steps[round(step * 2) / 2] += 1
    return max(steps, key=lambda step: (steps[step], -step), default=0.0)


def _wide(sheet: Sheet) -> list[Segment]:
    merged = (row.merged() for row in sheet.rows)
    return [s for s in merged if s.x1 - s.x0 > 0.55 * sheet.width]


def _margins(pages: Sequence[Sequence[Segment]], width: float) -> Margins:
    wide = [segment for page in pages for segment in page]
    if not wide:
        return Margins(0.14 * width, 0.92 * width)
    lefts = Counter(round(s.x0 / 2) for s in wide)
    left = min(key for key, count in lefts.items() if count + lefts[key + 1] >= 0.05 * len(wide)) * 2.0
    return Margins(left, _right([s.x1 for s in wide]))


def _right(edges: Sequence[float]) -> float:
    bins = Counter(round(x / 2) for x in edges)
    best, count = max(bins.items(), key=lambda item: (item[1] + bins[item[0] - 1] + bins[item[0] + 1], item[0]))
    near = [x for x in edges if abs(x / 2 - best) <= 1.5]
    if count >= 0.25 * len(edges):
        return sorted(near)[len(near) // 2]
    return sorted(edges)[int(0.98 * (len(edges) - 1))]


def _own_margins(own: Sequence[Segment], common: Margins) -> Margins:
    right = _right([s.x1 for s in own])
    left = min(s.x0 for s in own)
    shifted = abs((right - left) - (common.right - common.left)) < 4 and abs(right - common.right) > 3
    return replace(common, left=left, right=right) if shifted else common


def paragraphs(
    segments: Iterable[Segment],
    margins: dict[int, Margins],
    *,
    zone: Zone = "body",
    provenance: dict[int, Provenance] | None = None,
) -> list[Block]:
    """Join segments in reading order (one column) into paragraphs."""
    blocks: list[Block] = []
    lines: list[Segment] = []
    for segment in segments:
        if lines and not _runs_on(lines, segment, margins):
            blocks.append(_block(lines, margins, zone, provenance))
            lines = []
        lines.append(segment)
    if lines:
        blocks.append(_block(lines, margins, zone, provenance))
    return blocks


def _runs_on(lines: Sequence[Segment], below: Segment, margins: dict[int, Margins]) -> bool:
    above = lines[-1]
    area, next_area = margins[above.page], margins[below.page]
    marker = marker_of(below.text)
    if _severed(above, below):
        return False
    ended = above.text.endswith(_ENDS)
    weighty = above.bold or is_caps(above.text) or area.slack > 0
    even = _is_even(above, area) and weighty and not ended
    if (_is_centred(above, area) or even) and _is_centred(below, next_area):
        return _centred_runs_on(above, below, area, marker)
    if above.x1 + _space(above) + below.first_word <= area.right + 1.0 - area.slack:
        return bool(area.slack) and marker is None and not ended and below.text[:1].islower()
    if ended and (_apart(lines, below, area) or _next_item(lines[0], marker)):
        return False
    return _starts_where_expected(lines, below, area, next_area, marker)


def _severed(above: Segment, below: Segment) -> bool:
    """Whether size, distance, rules, capitals or weight tell the lines apart, however full the upper one is."""
    if abs(above.size - below.size) > 1.2 or _RULE.match(below.text) or _RULE.match(above.text):
        return True
    if above.page == below.page and below.y0 - above.y1 > 2.2 * above.size:
        return True
    titled = is_caps(above.text) and any(c.islower() for c in below.text) and len(above.text) > 15
    shouts = is_caps(below.text) and not is_caps(above.text) and len(below.text) > 15
    headed = above.bold and not below.bold and (is_caps(above.text) or marker_of(above.text) is not None)
    numbered = annex_of(above.text) is not None and is_caps(above.text) and len(above.text) < 30
    return titled or shouts or headed or numbered


def _apart(lines: Sequence[Segment], below: Segment, area: Margins) -> bool:
    """Whether ``below`` stands further off than the lines of the paragraph do from one another."""
    above = lines[-1]
    inside = [b.y0 - a.y0 for a, b in pairwise(lines[-3:]) if a.page == b.page]
    usual = min(inside) if inside else area.pitch
    return above.page == below.page and usual > 0 and below.y0 - above.y0 > usual + 2.5 + area.slack


def _next_item(first: Segment, marker: Marker | None) -> bool:
    """A list item behind another one of its kind."""
    own = marker_of(first.text)
    return own is not None and marker is not None and own.kind == marker.kind


def _centred_runs_on(above: Segment, below: Segment, area: Margins, marker: Marker | None) -> bool:
    dash = marker is not None and marker.kind == "bullet" and marker.rest[:1].islower()
    if (marker is not None and not dash) or above.bold != below.bold:
        return False
    return (above.x1 - above.x0) + _space(above) + below.first_word > (area.right - area.left) - 2.0


def _space(segment: Segment) -> float:
    return 0.0 if segment.open_end and segment.text.endswith(("-", "/")) else 0.22 * segment.size


def _starts_where_expected(
    lines: Sequence[Segment], below: Segment, area: Margins, next_area: Margins, marker: Marker | None
) -> bool:
    first, ended = lines[0], lines[-1].text.endswith(_ENDS)
    at = below.x0 - next_area.left
    if len(lines) > 1:
        expected = lines[1].x0 - margins_left(lines[1], area, next_area, below)
        aligned = abs(at - expected) <= 4 + area.slack
        return aligned and not (
            marker is not None and ended and abs(at - (first.x0 - area.left)) <= 3 and at > expected + 4
        )
    start = first.x0 - area.left
    if start > 8 + area.slack and at < start - 8:
        return not (marker is not None and ended and at > 8)
    if abs(at - start) <= 4 + area.slack:
        opened = marker_of(first.text) is not None
        if start <= 8 + area.slack:
            return not (marker is not None and ended) and not (opened and marker is not None)
        return marker is None and (not ended or below.text[:1].islower())
    hanging = at > start and marker_of(first.text) is not None and at - start < 60
    return hanging and marker is None


def margins_left(line: Segment, area: Margins, next_area: Margins, below: Segment) -> float:
    """The left margin of the page ``line`` stands on, when ``area`` and ``next_area`` are those of two pages."""
    return next_area.left if line.page == below.page else area.left


def _is_centred(segment: Segment, area: Margins) -> bool:
    return _is_even(segment, area) and segment.x0 - area.left >= 8


def _is_even(segment: Segment, area: Margins) -> bool:
    """The line keeps the same distance to both margins, if only none."""
    return abs((segment.x0 - area.left) - (area.right - segment.x1)) <= 14


def _block(
    lines: Sequence[Segment], margins: dict[int, Margins], zone: Zone, provenance: dict[int, Provenance] | None
) -> Block:
    text = lines[0].text
    spans: list[tuple[int, int]] = []
    for above, below in pairwise(lines):
        glue = glued(text, below.text, open_end=above.open_end)
        if below.page != above.page:
            spans.append((below.page, len(text) + len(glue)))
        text = f"{text}{glue}{below.text}"
    page = lines[0].page
    lettered = [line for line in lines if any(c.isalnum() for c in line.text)] or list(lines)
    return Block(
        text,
        page,
        zone,
        all(line.bold for line in lettered),
        all(line.italic for line in lettered),
        _centred_block(lines, margins),
        boxes=tuple(line.box for line in lines),
        provenance=(provenance or {}).get(page, "text"),
        page_spans=tuple(spans),
    )


def _centred_block(lines: Sequence[Segment], margins: dict[int, Margins]) -> bool:
    """Every line keeps the same distance to both margins, and the last one a visible one."""
    even = all(abs((line.x0 - margins[line.page].left) - (margins[line.page].right - line.x1)) <= 14 for line in lines)
    last = lines[-1]
    return even and last.x0 - margins[last.page].left >= 8


def glued(upper: str, lower: str, *, open_end: bool) -> str:
    """What stands between two lines of a paragraph: nothing behind a hyphen or slash inside a word, else a space."""
    if re.search(r"\d[-–]$", upper) and lower[:1].isdigit():
        return ""
    if open_end and re.search(r"[^\W_][-/]$", upper):
        return ""
    return " "
