"""Markdown → blocks: headings, lists, emphasis that covers a whole paragraph, and pipe tables."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.documents.blocks import Block, Content, Grid, GridCell

__all__ = ["read_markdown"]

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_ITEM = re.compile(r"(?:[-+*]|\d{1,3}[.)]|[a-zđ]\))\s+\S")
_DIVIDER = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$")
_RULE = re.compile(r"(?:[-*_]\s*){3,}$")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")


def read_markdown(text: str) -> Content:
    """The blocks of a Markdown text (NFC); front matter and comments are left out."""
    text = re.sub(r"\A(?:---|\+\+\+)\n.*?\n(?:---|\+\+\+)\n", "", text.replace("\r\n", "\n"), flags=re.DOTALL)
    text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    blocks: list[Block] = []
    held: list[str] = []
    lines = text.split("\n")
    index = 0
    while index < len(lines):
        line = lines[index].strip()
        table = _table(lines, index)
        heading = _HEADING.match(line)
        if table:
            _flush(held, blocks)
            blocks.append(Block(grid=Grid(table)))
            index += len(table) + 1
            continue
        if heading or not line or _RULE.match(line) or line.startswith(("```", "~~~")):
            _flush(held, blocks)
        if heading:
            blocks.append(Block(_plain(heading[2]), bold=True, heading=len(heading[1])))
        elif line and not _RULE.match(line) and not line.startswith(("```", "~~~")):
            if _ITEM.match(line) or line.startswith(("**", "__")) or (held and held[-1].endswith("  ")):
                _flush(held, blocks)
            held.append(lines[index].lstrip("> \t"))
        index += 1
    _flush(held, blocks)
    return Content([block for block in blocks if block.text or block.grid is not None])


def _flush(held: list[str], blocks: list[Block]) -> None:
    text = " ".join(" ".join(held).split())
    held.clear()
    if text:
        whole = re.fullmatch(r"(\*\*|__)(?!\s)(.+?)\1[.:]?", text)
        text = re.sub(r"^\*\s+", "- ", text)
        blocks.append(Block(_plain(text), bold=whole is not None and whole[1] not in whole[2]))


def _plain(text: str) -> str:
    text = _LINK.sub(r"\1", text)
    text = re.sub(r"(\*\*|__|\*|`)(?=\S)(.+?)(?<=\S)\1", r"\2", text)
    return " ".join(re.sub(r"\\([\\`*_{}\[\]()#+.!|-])", r"\1", re.sub(r"<br\s*/?>", " ", text)).split())


def _table(lines: Sequence[str], index: int) -> tuple[tuple[GridCell, ...], ...]:
    if index + 1 >= len(lines) or "|" not in lines[index] or not _DIVIDER.match(lines[index + 1].strip()):
        return ()
    rows = [_cells(lines[index])]
    for line in lines[index + 2 :]:
        if "|" not in line:
            break
        rows.append(_cells(line))
    width = max(len(row) for row in rows)
    if width < 2:
        return ()
    return tuple(tuple(GridCell(text) for text in row + [""] * (width - len(row))) for row in rows)


def _cells(line: str) -> list[str]:
    parts = re.split(r"(?<!\\)\|", line.strip().strip("|") if line.strip().startswith("|") else line.strip())
    return [_plain(part) for part in parts]
