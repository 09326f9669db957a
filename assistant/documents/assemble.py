"""Blocks → Document: one text, and offsets into it for everything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.documents.blocks import Block, Content
from assistant.documents.closing import Closing, find_closing
from assistant.documents.letterhead import Letterhead, is_letterhead_line, read_letterhead
from assistant.documents.model import Document, DocumentFormat, Metadata, Page
from assistant.documents.outline import Placed, build_sections
from assistant.documents.tables import place_grid

__all__ = ["assemble"]


_SECOND_LETTERHEAD = 10


@dataclass(frozen=True, slots=True)
class _Laid:
    text: str
    placed: list[Placed]


def assemble(path: str, sha256: str, kind: DocumentFormat, content: Content) -> Document:
    """The document made of ``content``: letterhead, body, signature block and annexes in printed order."""
    blocks = [block for block in content.blocks if block.text or block.grid is not None]
    head = read_letterhead(blocks)
    closing = find_closing(blocks, head.end)
    laid = _lay(blocks)
    body = laid.placed[head.end : closing.start]
    annexes = laid.placed[_behind_letterhead(blocks, closing.end) :]
    return Document(
        path,
        sha256,
        kind,
        laid.text,
        _metadata(head, closing, content.signed_on),
        build_sections(body, annexes),
        tuple(_pages(content.pages, laid.placed, len(laid.text))),
        tuple(content.notes),
        tuple(content.warnings),
        content.layout,
    )


def _behind_letterhead(blocks: Sequence[Block], start: int) -> int:
    """Where what is attached begins: a regulation behind its decision often repeats the letterhead."""
    lines = range(start, min(len(blocks), start + _SECOND_LETTERHEAD))
    return max((i + 1 for i in lines if is_letterhead_line(blocks[i].text)), default=start)


def _lay(blocks: Iterable[Block]) -> _Laid:
    parts: list[str] = []
    placed: list[Placed] = []
    at = 0
    for block in blocks:
        if block.grid is not None:
            grid = place_grid(block.grid, at)
            placed.append(Placed(block, at, at + len(grid.text), grid))
            parts.append(grid.text)
        else:
            placed.append(Placed(block, at, at + len(block.text)))
            parts.append(block.text)
        at += len(parts[-1]) + 1
    return _Laid("\n".join(parts), placed)


def _metadata(head: Letterhead, closing: Closing, signed_on: str | None) -> Metadata:
    found = replace(
        head.metadata, recipients=closing.recipients, signer=closing.signer, signer_role=closing.signer_role
    )
    if closing.issued_on and found.issued_on is None:
        found = replace(found, issued_on=closing.issued_on, issued_on_source="text", place=found.place or closing.place)
    if found.issued_on is None and signed_on is not None:
        found = replace(found, issued_on=signed_on, issued_on_source="signature")
    return found


def _turn(item: Placed, offset: int) -> int:
    """Where a page begins inside a block: at a character of a paragraph, at a row of a table."""
    if item.grid is None:
        return item.start + offset
    return min((start for row in item.grid.spans[offset:] for start, _ in row if start >= item.start), default=item.end)


def _pages(pages: Sequence[Page], placed: Sequence[Placed], length: int) -> Iterable[Page]:
    """Give each page the span of its text; pages follow one another without gaps."""
    first: dict[int, int] = {}
    for item in placed:
        if item.block.page is not None:
            first.setdefault(item.block.page, item.start)
        for number, offset in item.block.page_spans:
            first.setdefault(number, _turn(item, offset))
    starts: list[int] = []
    upper = length
    for page in reversed(pages):
        upper = min(first.get(page.number, upper), upper)
        starts.append(upper)
    starts.reverse()
    if starts:
        starts[0] = 0
    for index, page in enumerate(pages):
        end = starts[index + 1] if index + 1 < len(pages) else length
        yield replace(page, start=starts[index], end=end)
