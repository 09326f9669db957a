"""Drafts for the tests, written as they look: Markdown-like text → Document with true offsets.

``#`` before a line makes it bold (a heading); ``| a | b |`` rows make a table whose first row is the head (a row of
``|---|`` ends the head where it has several rows; ``<`` repeats the cell to the left, ``^`` the one above);
``===`` turns the page. Every other line is one paragraph.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from assistant.diagnosis.diagnose import diagnose
from assistant.diagnosis.model import Finding, FindingKind, Subject
from assistant.documents.assemble import assemble
from assistant.documents.blocks import Block, Content, Grid, GridCell
from assistant.documents.model import Document, Page
from assistant.language.normalize import nfc


def draft(text: str, *, scanned: bool = False) -> Document:
    """The document that ``text`` draws."""
    blocks: list[Block] = []
    rows: list[list[str]] = []
    page, paged = 1, "\n===" in text
    provenance = "ocr" if scanned else "text"
    for raw in [*nfc(text).strip().split("\n"), ""]:
        line = raw.strip()
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
            continue
        if rows:
            blocks.append(Block(grid=_grid(rows), page=page if paged else None, provenance=provenance))
            rows = []
        if line == "===":
            page += 1
        elif line:
            bold = line.startswith("#")
            blocks.append(Block(line.lstrip("# "), bold=bold, page=page if paged else None, provenance=provenance))
    pages = [Page(n, 595, 842, 0, 0, provenance) for n in range(1, page + 1)] if paged else []
    return assemble("draft.docx", hashlib.sha256(text.encode()).hexdigest(), "docx", Content(blocks, pages))


def findings(
    text: str, *kinds: FindingKind, governing: str | None = None, scanned: bool = False
) -> tuple[Finding, ...]:
    """What the checks of ``kinds`` (all if none) find; every quotation is proved on the way."""
    document = draft(text, scanned=scanned)
    only: Collection[FindingKind] | None = kinds or None
    found = diagnose(Subject(document, draft(governing) if governing else None), only=only)
    for finding in found:
        assert finding.evidence
        for evidence in finding.evidence:
            assert evidence.quote == document.text[evidence.start : evidence.end] != ""
    return found


def _grid(rows: list[list[str]]) -> Grid:
    head = next((i for i, row in enumerate(rows) if all(set(cell) <= set("-:") and cell for cell in row)), None)
    body = [row for i, row in enumerate(rows) if i != head]
    width = max(len(row) for row in body)
    cells: list[list[GridCell]] = []
    for r, row in enumerate(body):
        line: list[GridCell] = []
        for c in range(width):
            text = row[c] if c < len(row) else ""
            if text == "<" and c:
                line.append(line[c - 1])
            elif text == "^" and r:
                line.append(cells[r - 1][c])
            else:
                line.append(GridCell(text))
        cells.append(line)
    return Grid(tuple(tuple(line) for line in cells), head if head and head > 1 else None)
