"""Sheets → blocks: furniture aside, the columns of letterhead and signature apart, tables in their places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.documents.blocks import Block, Content, Zone
from assistant.documents.closing import is_capacity, is_recipients_label, is_role
from assistant.documents.geometry import margins_of, paragraphs
from assistant.documents.headings import is_caps
from assistant.documents.letterhead import is_letterhead_line
from assistant.documents.misread import mended
from assistant.documents.model import Note, Page
from assistant.documents.numbering import annex_of
from assistant.documents.rows import Row, RuledTable, Segment, Sheet
from assistant.documents.stamps import split_stamps
from assistant.documents.tables import join_continued

__all__ = ["content_of"]

_PAGE_NUMBER = re.compile(
    r"[-–—]?\s*\d{1,4}\s*[-–—]?$|(?:Trang|trang|Page)\s*:?\s*\d{1,4}(?:\s*(?:/|of|trên)\s*\d{1,4})?$"
)
_SPLIT = 0.44


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row or a table in reading order, and the column its segments belong to."""

    row: Row | None = None
    table: RuledTable | None = None
    page: int = 0
    zone: Zone = "body"


def content_of(sheets: Sequence[Sheet], signed_on: str | None = None) -> Content:
    """The blocks of a document whose pages are ``sheets``."""
    notes, stamped = _take_furniture(sheets)
    margins = margins_of(sheets)
    entries = [entry for sheet in sheets for entry in _in_order(sheet)]
    entries = _split_letterhead(entries, sheets)
    entries = _split_closing(entries, sheets)
    provenance = {sheet.number: sheet.provenance for sheet in sheets}
    blocks: list[Block] = []
    run: list[Segment] = []
    zone: Zone = "body"
    for entry in entries:
        if entry.table is not None or entry.zone != zone:
            blocks += paragraphs(run, margins, zone=zone, provenance=provenance)
            run, zone = [], entry.zone
        if entry.table is not None:
            box = entry.table.box
            blocks.append(
                Block(page=entry.page, boxes=(box,), grid=entry.table.grid, provenance=provenance[entry.page])
            )
        elif entry.row is not None:
            run.append(entry.row.merged())
    blocks += paragraphs(run, margins, zone=zone, provenance=provenance)
    pages = [Page(sheet.number, sheet.width, sheet.height, 0, 0, sheet.provenance) for sheet in sheets]
    joined = _join_tables(list(mended(blocks)))
    return Content(joined, pages, notes, signed_on=min(filter(None, (signed_on, stamped)), default=None))


def _in_order(sheet: Sheet) -> list[_Entry]:
    rows = [(min(s.y0 for s in row.segments), _Entry(row=row, page=sheet.number)) for row in sheet.rows]
    tables = [(table.box.y0, _Entry(table=table, page=sheet.number)) for table in sheet.tables]
    return [entry for _, entry in sorted(rows + tables, key=lambda pair: pair[0])]


def _take_furniture(sheets: Sequence[Sheet]) -> tuple[list[Note], str | None]:
    """Move page numbers, running heads and feet, and signature stamps out of the rows."""
    repeated = _repeated(sheets)
    notes: list[Note] = []
    seen: set[str] = set()
    days: list[str] = []
    for sheet in sheets:
        kept: list[Row] = []
        for row in sheet.rows:
            text = row.merged().text
            left, day = split_stamps(text)
            if day or not left.strip():
                days += [day] if day else []
                sheet.furniture.append(text)
            elif not _at_edge(row, sheet):
                kept.append(row)
            elif _PAGE_NUMBER.match(text):
                continue
            elif _running_key(text) in repeated and not any(is_letterhead_line(s.text) for s in row.segments):
                sheet.furniture.append(text)
            else:
                kept.append(row)
        sheet.rows = kept
        for text in sheet.furniture:
            if _running_key(text) not in seen:
                seen.add(_running_key(text))
                notes.append(Note("furniture", text, sheet.number))
        notes += [Note("footnote", text, sheet.number) for text in sheet.footnotes]
    return notes, min(days, default=None)


def _at_edge(row: Row, sheet: Sheet) -> bool:
    middle = (row.segments[0].y0 + row.segments[0].y1) / 2
    return middle < 0.09 * sheet.height or middle > 0.92 * sheet.height


def _repeated(sheets: Sequence[Sheet]) -> set[str]:
    counts: Counter[str] = Counter()
    for sheet in sheets:
        counts.update({_running_key(row.merged().text) for row in sheet.rows if _at_edge(row, sheet)})
    least = max(3, len(sheets) // 3) if len(sheets) > 3 else max(2, len(sheets))
    return {key for key, count in counts.items() if count >= least and len(key) > 2}


def _running_key(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def _split_letterhead(entries: list[_Entry], sheets: Sequence[Sheet]) -> list[_Entry]:
    """The rows down to the last line that only a letterhead has, left column first."""
    first, width = sheets[0].number, sheets[0].width
    last = -1
    for index, entry in enumerate(entries[:40]):
        if entry.page != first or entry.row is None or entry.row.segments[0].y0 > 0.5 * sheets[0].height:
            break
        if any(is_letterhead_line(segment.text) for segment in entry.row.segments):
            last = index
    if last < 0:
        return entries
    while last + 1 < len(entries) and _below_about(entries, last + 1, width):
        last += 1
    return _columns(entries[: last + 1], width) + entries[last + 1 :]


def _below_about(entries: Sequence[_Entry], index: int, width: float) -> bool:
    """A further line of "V/v …" or a stamp in the left column, below the date."""
    row = entries[index].row
    if row is None or entries[index].page != entries[index - 1].page:
        return False
    line, above = row.merged(), entries[index - 1].row
    near = above is not None and line.y0 - above.segments[0].y1 < 1.3 * line.size
    return near and line.x1 < 0.5 * width and line.middle < 0.36 * width


def _columns(entries: Sequence[_Entry], width: float) -> list[_Entry]:
    left: list[_Entry] = []
    right: list[_Entry] = []
    for entry in entries:
        if entry.row is None:
            left.append(entry)
            continue
        for segment in entry.row.segments:
            zone: Zone = "right" if _is_right(segment, width) else "left"
            (right if zone == "right" else left).append(_Entry(Row((segment,)), None, entry.page, zone))
    return left + right


def _is_right(segment: Segment, width: float) -> bool:
    return segment.x0 > _SPLIT * width - 6 or (segment.middle > 0.5 * width and segment.x0 > 0.36 * width)


def _split_closing(entries: list[_Entry], sheets: Sequence[Sheet]) -> list[_Entry]:
    """The signature block, column by column and page by page."""
    widths = {sheet.number: sheet.width for sheet in sheets}
    start = _closing_start(entries, widths)
    if start is None:
        return entries
    end = _closing_end(entries, start, widths)
    split: list[_Entry] = []
    for page in sorted({entry.page for entry in entries[start:end]}):
        split += _columns([entry for entry in entries[start:end] if entry.page == page], widths[page])
    split.sort(key=lambda entry: entry.zone == "right")
    if len({entry.page for entry in split}) > 1:
        split.sort(key=lambda entry: (entry.page, entry.zone == "right"))
    return entries[:start] + split + entries[end:]


def _closing_start(entries: Sequence[_Entry], widths: dict[int, float]) -> int | None:
    labels = [
        i
        for i, e in enumerate(entries)
        if e.row is not None and any(is_recipients_label(s.text) for s in e.row.segments)
    ]
    if labels:
        start = labels[0]
    else:
        found = [i for i, e in enumerate(entries) if i > 3 and e.row is not None and _signs(e.row, widths[e.page])]
        if not found:
            return None
        start = found[0]
    while start > 0 and _only_right(entries[start - 1], widths):
        start -= 1
    return start


def _signs(row: Row, width: float) -> bool:
    segment = row.segments[-1]
    return segment.x0 > 0.36 * width and (is_capacity(segment.text) or is_role(segment.text))


def _only_right(entry: _Entry, widths: dict[int, float]) -> bool:
    return entry.row is not None and all(s.x0 > 0.4 * widths[entry.page] for s in entry.row.segments)


def _closing_end(entries: Sequence[_Entry], start: int, widths: dict[int, float]) -> int:
    for index in range(start + 1, len(entries)):
        entry = entries[index]
        if entry.row is None:
            return index
        text, first = entry.row.merged(), entry.row.segments[0]
        width = widths[entry.page]
        alone = len(entry.row.segments) == 1
        if annex_of(text.text) and (is_caps(text.text) or len(text.text) < 40):
            return index
        centred = alone and abs(text.middle - 0.53 * width) < 0.06 * width and text.x0 > 0.2 * width
        wide = alone and text.x1 - text.x0 > 0.6 * width
        turned = entry.page != entries[start].page
        listed = first.text.startswith(("-", "–", "+", "•"))
        columns = all(s.x1 < 0.5 * width or _is_right(s, width) for s in entry.row.segments)
        if wide or (turned and not listed and not columns) or (centred and index > start + 2):
            return index
    return len(entries)


def _join_tables(blocks: Sequence[Block]) -> list[Block]:
    """Join tables that run on over a page turn; ``page_spans`` then name the row at which a page begins."""
    joined: list[Block] = []
    for block in blocks:
        before = joined[-1] if joined else None
        found = None
        if before and before.grid and block.grid and before.boxes[-1].page != block.page:
            found = join_continued(before.grid, block.grid)
        if before and found and block.page is not None:
            spans = (*before.page_spans, (block.page, found[1]))
            joined[-1] = replace(before, grid=found[0], boxes=before.boxes + block.boxes, page_spans=spans)
        else:
            joined.append(block)
    return joined
