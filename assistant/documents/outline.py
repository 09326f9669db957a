"""Blocks with their offsets → the section tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.documents.blocks import Block
from assistant.documents.headings import Item, classify
from assistant.documents.model import Paragraph, Section, SectionKind, Table
from assistant.documents.numbering import Marker, marker_of
from assistant.documents.tables import PlacedGrid, build_table

__all__ = ["Placed", "build_sections"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A block and its half-open span in ``Document.text``; ``grid`` holds the spans of a table's cells."""

    block: Block
    start: int
    end: int
    grid: PlacedGrid | None = None


@dataclass(slots=True)
class _Node:
    kind: SectionKind
    label: str
    own_label: str
    title: str
    heading: str
    rank: int
    start: int
    end: int
    page: int | None
    paragraphs: list[Paragraph] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    children: list[_Node] = field(default_factory=list)


def build_sections(body: Sequence[Placed], annexes: Sequence[Placed]) -> tuple[Section, ...]:
    """The section tree of a document: a preamble if text stands before the first heading, then what is printed.

    ``annexes`` are the blocks behind the signature. Numbers are kept as printed, however wrong.
    """
    roots = _tree(body, classify([p.block for p in body], annexes=False))
    roots += _tree(annexes, classify([p.block for p in annexes], annexes=True))
    return tuple(_freeze(root, 1, ()) for root in roots)


def _tree(placed: Sequence[Placed], items: Sequence[Item]) -> list[_Node]:
    roots: list[_Node] = []
    stack: list[_Node] = []
    captions: list[Placed] = []
    for item in items:
        here = placed[item.index]
        if item.role == "rule":
            continue
        if item.role == "caption":
            captions.append(here)
            continue
        if item.role == "heading":
            _open(roots, stack, item, placed)
            if not item.opens_only:
                continue
        if not stack:
            first = _Node("preamble", "", "", "", "", 99, here.start, here.start, here.block.page)
            roots.append(first)
            stack.append(first)
        if here.grid is not None:
            path = tuple(node.heading for node in stack if node.heading)
            stack[-1].tables.append(build_table(here.block, here.grid, path, [p.block.text for p in captions]))
            captions = []
        elif here.block.text:
            stack[-1].paragraphs.append(_paragraph(here, item.marker))
    return roots


def _open(roots: list[_Node], stack: list[_Node], item: Item, placed: Sequence[Placed]) -> None:
    first, last = placed[item.index], placed[item.index + item.title_blocks - 1]
    while stack and (stack[-1].rank >= item.rank or stack[-1].kind == "preamble"):
        stack.pop()
    parent = stack[-1] if stack else None
    own = item.marker.label if item.marker else ""
    lines = [p.block.text for p in placed[item.index : item.index + item.title_blocks]]
    title = " ".join([item.marker.rest if item.marker else lines[0], *lines[1:]]).strip()
    heading, start, end = " ".join(lines), first.start, last.end
    if item.opens_only and item.marker:
        title, heading, end = "", item.marker.label, first.start
    kind = _kind(item.kind, parent, item.marker)
    node = _Node(kind, _label(own, parent, item.kind), own, title, heading, item.rank, start, end, first.block.page)
    (parent.children if parent else roots).append(node)
    stack.append(node)


def _kind(kind: SectionKind, parent: _Node | None, marker: Marker | None) -> SectionKind:
    if marker is None or parent is None or parent.kind not in {"article", "clause"}:
        return kind
    return {"arabic": "clause", "letter": "point"}.get(marker.kind, kind)  # type: ignore[return-value]


def _label(own: str, parent: _Node | None, kind: SectionKind) -> str:
    """The path of printed numbers down to here; an unnumbered heading hands its parent's on."""
    if parent is None or not parent.label or kind == "article":
        return own
    if not own:
        return parent.label
    if parent.own_label and own.startswith(parent.own_label + "."):
        return parent.label + own[len(parent.own_label) :]
    return f"{parent.label}.{own}"


def _paragraph(placed: Placed, marker: Marker | None) -> Paragraph:
    block = placed.block
    found = marker or marker_of(block.text)
    return Paragraph(
        block.text,
        placed.start,
        placed.end,
        block.page,
        found.printed if found else None,
        block.boxes,
        block.provenance,
    )


def _freeze(node: _Node, level: int, above: tuple[str, ...]) -> Section:
    path = (*above, node.heading) if node.heading else above
    return Section(
        node.kind,
        node.label if node.own_label else "",
        node.title,
        level,
        node.start,
        node.end,
        node.page,
        path,
        tuple(node.paragraphs),
        tuple(node.tables),
        tuple(_freeze(child, level + 1, path) for child in node.children),
    )
