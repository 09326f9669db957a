"""HTML → blocks: paragraphs, headings, list items with their printed markers, tables with merged cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.documents.blocks import Block, Content, Grid, GridCell, Zone
from assistant.documents.closing import is_recipients_label
from assistant.documents.letterhead import is_letterhead_line
from assistant.errors import InputError
from assistant.language.normalize import nfc

__all__ = ["html_text", "read_html"]

_SKIPPED = {"script", "style", "head", "noscript", "template", "svg", "iframe", "select", "nav", "button"}
_BLOCKS = {
    "p", "div", "section", "article", "main", "body", "html", "header", "footer", "blockquote", "center", "ul", "ol",
    "li", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "dl", "dt", "dd", "figure", "form", "aside",
    "tr", "td", "th", "tbody",
}  # fmt: skip
_DEEPEST = 60
_MOST_SPAN = 60
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)


@dataclass(slots=True)
class _Line:
    text: str = ""
    bold: bool = True
    lettered: bool = False


def html_text(data: bytes) -> str | None:
    """The bytes decoded by the character set the page declares; ``None`` if it declares none or a wrong one."""
    found = _CHARSET.search(data[:4096])
    if found is None:
        return None
    try:
        return nfc(data.decode(found[1].decode("ascii")))
    except (LookupError, UnicodeDecodeError):
        return None


def read_html(path: Path, text: str) -> Content:
    """The blocks of an HTML page (NFC text).

    Raises:
        InputError: damaged if nothing can be parsed.
    """
    from lxml import etree, html

    parser = html.HTMLParser(no_network=True, huge_tree=False, recover=True)
    try:
        root = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise InputError("damaged", str(path)) from error
    return Content(list(_walk(root, 0, centred=False)))


def _walk(element: Any, depth: int, *, centred: bool) -> Iterator[Block]:
    """The blocks of ``element``, its own stray text included."""
    if depth > _DEEPEST:
        text = _tidy("".join(element.itertext()))
        yield from [Block(text)] if text else []
        return
    centred = centred or _is_centred(element)
    line = _Line()
    level = int(element.tag[1]) if re.fullmatch(r"h[1-6]", str(element.tag)) else None
    prefix = _item_marker(element)
    _add(line, element.text, bold=level is not None)
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else None
        if tag in {"br", "hr"} or tag == "table" or tag in _BLOCKS:
            yield from _flush(line, prefix, centred, level)
            prefix = "" if line.text.strip() else prefix
            line = _Line()
        if tag == "table":
            yield from _table(child, depth + 1)
        elif tag in _BLOCKS:
            yield from _prefixed(list(_walk(child, depth + 1, centred=centred)), prefix)
            prefix = ""
        elif tag is not None and tag not in _SKIPPED:
            _inline(child, line, bold=level is not None)
        _add(line, child.tail, bold=level is not None)
    yield from _flush(line, prefix, centred, level)


def _prefixed(blocks: list[Block], prefix: str) -> list[Block]:
    if prefix and blocks and blocks[0].grid is None:
        blocks[0] = replace(blocks[0], text=prefix + blocks[0].text)
    return blocks


def _inline(element: Any, line: _Line, *, bold: bool) -> None:
    for part in element.iter():
        if not isinstance(part.tag, str) or part.tag in _SKIPPED:
            continue
        inside = [part, *part.iterancestors()]
        strong = bold or any(
            e.tag in {"b", "strong"} or "font-weight:bold" in (e.get("style") or "").replace(" ", "")
            for e in inside[:6]
        )
        _add(line, part.text, bold=strong)
        if part is not element:
            _add(line, part.tail, bold=bold or any(e.tag in {"b", "strong"} for e in inside[1:6]))


def _add(line: _Line, text: str | None, *, bold: bool) -> None:
    if not text:
        return
    line.text += text
    if any(c.isalnum() for c in text):
        line.lettered = True
        line.bold = line.bold and bold


def _flush(line: _Line, prefix: str, centred: bool, level: int | None) -> Iterator[Block]:
    text = _tidy(line.text)
    if text:
        yield Block(_tidy(prefix + text), bold=line.lettered and line.bold, centred=centred, heading=level)


def _is_centred(element: Any) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.tag == "center" or element.get("align") == "center" or "text-align:center" in style


def _item_marker(element: Any) -> str:
    if element.tag != "li":
        return ""
    parent = element.getparent()
    if parent is None or parent.tag != "ol":
        return "- "
    start = parent.get("start") or "1"
    place = sum(1 for e in element.itersiblings("li", preceding=True))
    number = (int(start) if start.isdecimal() and len(start) < 6 else 1) + place
    form = parent.get("type") or "1"
    return f"{chr(96 + number)}) " if form == "a" and number <= 26 else f"{number}. "


def _table(table: Any, depth: int) -> Iterator[Block]:
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    laid = [
        [(cell, list(_walk(cell, depth + 1, centred=False))) for cell in row if cell.tag in {"td", "th"}]
        for row in rows
    ]
    texts = [block.text for row in laid for _, blocks in row for block in blocks]
    widest = max((len(row) for row in laid), default=0)
    official = any(is_recipients_label(text) or is_letterhead_line(text) for text in texts[:12])
    if widest < 2 or (official and widest <= 3):
        yield from _columns(laid, widest)
        return
    grid = _grid(laid)
    if grid is not None:
        yield Block(grid=grid)


def _columns(laid: Sequence[Sequence[tuple[Any, list[Block]]]], widest: int) -> Iterator[Block]:
    for column in range(widest):
        zone: Zone = "body" if widest == 1 else ("left" if column == 0 else "right")
        for row in laid:
            if column < len(row):
                yield from (replace(block, zone=zone) for block in row[column][1])


def _grid(laid: Sequence[Sequence[tuple[Any, list[Block]]]]) -> Grid | None:
    held: dict[tuple[int, int], GridCell] = {}
    for number, row in enumerate(laid):
        column = 0
        for cell, blocks in row:
            while (number, column) in held:
                column += 1
            height = min(_span(cell, "rowspan"), len(laid) - number)
            width = _span(cell, "colspan")
            found = GridCell(" ".join(b.text for b in blocks if b.text), height, width)
            held |= {(r, c): found for r in range(number, number + height) for c in range(column, column + width)}
            column += width
    width = max((c for _, c in held), default=-1) + 1
    if width < 2 or not any(cell.text for cell in held.values()):
        return None
    blank = GridCell("")
    return Grid(tuple(tuple(held.get((r, c), blank) for c in range(width)) for r in range(len(laid))))


def _span(cell: Any, name: str) -> int:
    value = cell.get(name) or "1"
    return max(1, min(int(value), _MOST_SPAN)) if value.isdecimal() and len(value) < 6 else 1


def _tidy(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").replace("\u200b", "").split())
