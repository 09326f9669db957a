"""Which blocks are headings: decided by number, weight, length and by what follows, never by one sign alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.documents.blocks import Block
from assistant.documents.model import SectionKind
from assistant.documents.numbering import Marker, annex_of, marker_of

__all__ = ["Item", "classify", "is_caps", "is_caption", "is_unit", "unit_of"]

_CAPS_RANK = 7
_BOLD_RANK = 16
_STYLED_RANK = 20
_LONGEST_TITLE = 300
_KINDS: dict[str, SectionKind] = {
    "annex": "annex",
    "part": "part",
    "chapter": "chapter",
    "article": "article",
}
_CAPTION = re.compile(r"(?i:bảng|biểu|phụ biểu)(?:\s+(?i:số))?[\s:]+(?:\d{1,3}|[IVX]{1,5})(?:[a-z]|[.\-/]\d+)*\b")
_BARE_CAPTION = re.compile(r"(?i:bảng|biểu)\s+(?i:tổng hợp|thống kê|so sánh|số liệu|kết quả|chỉ tiêu)")
_UNIT = re.compile(r"[(\[]?\s*(?:đơn vị(?:\s+tính)?|đvt)\s*[:：]?\s*(?P<unit>\S.{0,60}?)\s*[)\]]?\s*$", re.IGNORECASE)
_OPERATIVE = re.compile(r"(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|NGHỊ QUYẾT|KẾT LUẬN|CHỈ THỊ|YÊU CẦU)\s*:?$")
_RULE = re.compile(r"[-–—_=*.~\s]{3,}$")


@dataclass(frozen=True, slots=True)
class Item:
    """A block and its part in the outline. ``title_blocks``: how many blocks from this one make up the heading."""

    index: int
    role: Literal["heading", "paragraph", "table", "caption", "rule"]
    marker: Marker | None = None
    rank: int = 0
    kind: SectionKind = "heading"
    title_blocks: int = 1
    opens_only: bool = False


def is_caps(text: str) -> bool:
    """At least two letters, and not one of them lower-case."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 2 and all(c.isupper() for c in letters)


def is_caption(text: str) -> bool:
    """A numbered table caption: "Biểu 1. …", "Bảng 2: …"."""
    return len(text) <= _LONGEST_TITLE and (_CAPTION.match(text) is not None or _BARE_CAPTION.match(text) is not None)


def unit_of(text: str) -> str | None:
    """The unit of a unit line ("Đơn vị: tỷ đồng", "(ĐVT: %)"), or ``None``."""
    found = _UNIT.match(text.strip())
    return found["unit"].strip() if found else None


def is_unit(text: str) -> bool:
    """Whether the line states the unit of the table below it."""
    return unit_of(text) is not None


def classify(blocks: Sequence[Block], *, annexes: bool) -> list[Item]:
    """The part each block plays. ``annexes``: the blocks stand behind the signature, so they open with an annex."""
    captions = _caption_indices(blocks)
    if annexes:
        captions -= _annex_indices(blocks)
    items: list[Item] = []
    index = 0
    while index < len(blocks):
        item = _item(blocks, index, captions, annexes=annexes)
        if annexes and not items and item.marker is None:
            item = _opening_annex(blocks, item)
        items.append(item)
        index += item.title_blocks
    return _agree(items, blocks)


def _annex_indices(blocks: Sequence[Block]) -> set[int]:
    """Behind the signature "Biểu số 2" alone opens an annex; with a title it does so where nothing is a "Phụ lục"."""
    found = {i: annex for i, block in enumerate(blocks) if (annex := annex_of(block.text)) is not None}
    named = any(annex.label.lower().startswith("phụ lục") for annex in found.values())
    return {i for i, annex in found.items() if not annex.rest or not named}


def _opening_annex(blocks: Sequence[Block], item: Item) -> Item:
    """Behind the signature a first line in capitals or in the middle is the title of what is attached."""
    block = blocks[item.index]
    if item.role not in {"paragraph", "heading"} or not (is_caps(block.text) or block.bold or block.centred):
        return item
    count = _title_length(blocks, item.index, 1)
    return replace(item, role="heading", kind="annex", rank=0, marker=None, title_blocks=count)


def _caption_indices(blocks: Sequence[Block]) -> set[int]:
    found: set[int] = set()
    for index, block in enumerate(blocks):
        if block.grid is None:
            continue
        run: list[int] = []
        for before in range(index - 1, max(-1, index - 4), -1):
            other = blocks[before]
            caption, unit = is_caption(other.text), is_unit(other.text)
            if other.grid is not None or not (caption or unit or _aside(other)):
                break
            run.append(before)
            if caption or unit:
                found.update(run)
            if caption:
                break
    return found


def _aside(block: Block) -> bool:
    return block.text.startswith("(") and block.text.endswith(")") and len(block.text) < 160


def _item(blocks: Sequence[Block], index: int, captions: set[int], *, annexes: bool) -> Item:
    block = blocks[index]
    if block.grid is not None:
        return Item(index, "table")
    if index in captions:
        return Item(index, "caption")
    if _RULE.match(block.text):
        return Item(index, "rule")
    annex = annex_of(block.text)
    if annex and _opens_annex(block, annex, annexes=annexes):
        return _titled(blocks, Item(index, "heading", annex, 0, "annex"), annex)
    marker = marker_of(block.text)
    return _unnumbered(blocks, index) if marker is None else _numbered(blocks, index, marker)


def _numbered(blocks: Sequence[Block], index: int, marker: Marker) -> Item:
    heading = Item(index, "heading", marker, marker.rank, _KINDS.get(marker.kind, "heading"))
    if marker.kind in {"part", "chapter", "division", "subdivision"}:
        return _titled(blocks, heading, marker)
    if marker.kind == "article":
        return replace(heading, opens_only=_is_sentence(marker.rest))
    if marker.kind != "bullet" and _numbered_heading(blocks, index, marker):
        return heading
    return Item(index, "paragraph", marker)


def _opens_annex(block: Block, annex: Marker, *, annexes: bool) -> bool:
    text = block.text
    if len(text) > _LONGEST_TITLE or text.endswith((".", ";", ",")):
        return False
    if not annexes and not annex.label.lower().startswith("phụ lục"):
        return False
    return not annex.rest or is_caps(text) or block.bold or block.centred or annex.rest.startswith("(")


def _titled(blocks: Sequence[Block], item: Item, marker: Marker) -> Item:
    """Take the title lines below a bare "Chương I" or "PHỤ LỤC" into the heading."""
    if marker.rest and not (item.kind == "annex" and marker.rest.startswith("(")):
        return item
    return replace(item, title_blocks=_title_length(blocks, item.index, 1))


def _title_length(blocks: Sequence[Block], index: int, count: int) -> int:
    """How many blocks from ``index`` make up a title whose first ``count`` are known."""
    while count < 4 and index + count < len(blocks):
        block = blocks[index + count]
        text = block.text
        if block.grid is not None or not text or _RULE.match(text) or marker_of(text):
            break
        if _aside(block) or is_unit(text) or is_caption(text) or len(text) > _LONGEST_TITLE:
            break
        if not (is_caps(text) or block.bold or (block.centred and not text.endswith((".", ";", ":")))):
            break
        count += 1
    return count


def _is_sentence(rest: str) -> bool:
    return rest.endswith((".", ";", ",", ":", "./.")) or len(rest) > 200


def _unnumbered(blocks: Sequence[Block], index: int) -> Item:
    block = blocks[index]
    text = block.text
    rank = 0
    if block.heading is not None and len(text) <= _LONGEST_TITLE and _OPERATIVE.match(text) is None:
        rank = _CAPS_RANK if is_caps(text) else _STYLED_RANK + block.heading
    elif _may_be_title(text) and (following := _following(blocks, index)) is not None:
        light = following.grid is not None or not following.bold
        if is_caps(text) and len(text.split()) >= 2:
            rank = _CAPS_RANK
        elif block.bold and light and not text.endswith(".") and text[:1].isupper():
            rank = _BOLD_RANK
    return Item(index, "heading", None, rank) if rank else Item(index, "paragraph")


def _may_be_title(text: str) -> bool:
    cut = text.endswith((";", ",", "./.", "…")) or text.startswith(("(", "“", '"'))
    return len(text) <= 200 and not cut and _OPERATIVE.match(text) is None


def _following(blocks: Sequence[Block], index: int) -> Block | None:
    for block in blocks[index + 1 :]:
        if block.grid is not None or (block.text and not _RULE.match(block.text)):
            return block
    return None


def _numbered_heading(blocks: Sequence[Block], index: int, marker: Marker) -> bool:
    block = blocks[index]
    text = block.text
    if len(text) > _LONGEST_TITLE or text.endswith((";", ",")) or not marker.rest:
        return False
    weighty = block.bold or (marker.kind in {"roman", "capital"} and is_caps(marker.rest))
    if weighty or block.heading is not None:
        return True
    following = _following(blocks, index)
    if following is None or len(text) > 220 or text.endswith((".", "…")) or ". " in marker.rest:
        return False
    return _deeper(following, marker) and (not text.endswith(":") or len(text) <= 160)


def _deeper(following: Block, marker: Marker) -> bool:
    """Whether what follows can be the content of a section that ``marker`` opens."""
    if following.grid is not None:
        return True
    below = marker_of(following.text)
    if below is None:
        return annex_of(following.text) is None
    return below.rank > marker.rank


def _agree(items: list[Item], blocks: Sequence[Block]) -> list[Item]:
    """Siblings agree: a number without content among sections of its rank is a section too (empty, as printed)."""
    changed = list(items)
    for at, item in enumerate(items):
        if item.role != "paragraph" or item.marker is None or item.marker.kind not in {"arabic", "letter", "roman"}:
            continue
        text = blocks[item.index].text
        if len(text) > 160 or text.endswith((".", ";", ",", ":", "…")):
            continue
        if any(
            _is_sibling(item.marker, other) for other in (_next_of_rank(items, at, 1), _next_of_rank(items, at, -1))
        ):
            changed[at] = replace(item, role="heading", rank=item.marker.rank)
    return changed


def _is_sibling(marker: Marker, other: Item | None) -> bool:
    return other is not None and other.role == "heading" and other.marker is not None and other.rank == marker.rank


def _next_of_rank(items: Sequence[Item], at: int, step: int) -> Item | None:
    rank = items[at].marker.rank if items[at].marker else 0  # type: ignore[union-attr]
    index = at + step
    while 0 <= index < len(items):
        item = items[index]
        if item.marker is not None and item.marker.rank <= rank:
            return item if item.marker.rank == rank else None
        if item.role == "heading" and item.rank < rank:
            return None
        index += step
    return None
