"""Drafts with tables and articles made by hand, and what one analysis finds in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.documents.model import Cell, Document, Paragraph, Section, Table
from assistant.review.analyses.registry import ANALYSES
from assistant.review.outcome import Measure
from assistant.review.profile import profile
from assistant.review.themes import themes
from tests.review.precedents import draft

Part = tuple[str, Sequence[str]]


def scheme(*parts: Part, issued_on: str | None = "2025-03-15", type_name: str = "ĐỀ ÁN") -> Document:
    return draft(*parts, type_name=type_name, issued_on=issued_on, subject="Phát triển nghề thủ công tỉnh Sông Lam")


def submission(*parts: Part, articles: Sequence[Part], bases: Sequence[str] = ()) -> Document:
    """A submission that carries a rule of the articles (title, clauses) as its annex."""
    body = draft(*parts, type_name="TỜ TRÌNH", subject="dự thảo Nghị quyết quy định chính sách hỗ trợ nghề thủ công")
    text = body.text
    start = len(text)
    text += "DỰ THẢO NGHỊ QUYẾT\n"
    opening = []
    for line in bases:
        opening.append(Paragraph(line, len(text), len(text) + len(line)))
        text += line + "\n"
    found = []
    for number, (title, clauses) in enumerate(articles, 1):
        head = len(text)
        text += f"Điều {number}. {title}\n"
        end, paragraphs = len(text) - 1, []
        for clause in clauses:
            paragraphs.append(Paragraph(clause, len(text), len(text) + len(clause)))
            text += clause + "\n"
        found.append(Section("article", f"Điều {number}", title, 2, head, end, paragraphs=tuple(paragraphs)))
    annex = Section("annex", "Phụ lục I", "DỰ THẢO NGHỊ QUYẾT", 1, start, start + 18, paragraphs=tuple(opening),
                    children=tuple(found))  # fmt: skip
    return replace(body, text=text, sections=(*body.sections, annex))


def with_table(
    document: Document, caption: str, header: Sequence[str], rows: Sequence[Sequence[str]], *, into: int | None = None
) -> Document:  # fmt: skip
    """The document with a table behind its text, in an annex of its own or in its section number ``into``."""
    text, cells = document.text, []
    start = len(text)
    for row in rows:
        line = []
        for word in row:
            line.append(Cell(word, len(text), len(text) + len(word)))
            text += word + " "
        text = text.rstrip() + "\n"
        cells.append(tuple(line))
    made = Table(tuple(header), tuple(cells), start, len(text), caption=caption)
    if into is not None:
        sections = list(document.sections)
        sections[into] = replace(sections[into], tables=(*sections[into].tables, made))
        return replace(document, text=text, sections=tuple(sections))
    annex = Section("annex", "Phụ lục I", caption, 1, start, start, tables=(made,))
    return replace(document, text=text, sections=(*document.sections, annex))


def found(name: str, document: Document) -> list[Measure]:
    """What the analysis of this name finds."""
    return list(ANALYSES[name](themes()[name].here, profile(document)))
