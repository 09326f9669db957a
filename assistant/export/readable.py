"""Results as plain text for a terminal."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache

from assistant.advice.model import AdvisoryReport
from assistant.documents.model import Document, Section, printed_number
from assistant.index.model import StoredDocument
from assistant.retrieval.model import Hit
from assistant.review.model import OUTLINE_ORDER, Review
from assistant.settings import material

__all__ = ["document_line", "hit_line", "read_outline", "review_text", "source_line"]


@cache
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads((material("prompts") / "wording" / "readable.toml").read_text("utf-8"))


def read_outline(document: Document, advice: AdvisoryReport | None) -> str:
    """Metadata, the tree of headings, and the comments of an advisory report."""
    names = _words()["metadata"]
    metadata = document.metadata
    lines = [
        f"{names[name]}: {value}"
        for name in ("type", "subject", "number", "symbol", "issued_on", "place", "parent_body", "issuer", "signer")
        if (value := getattr(metadata, name))
    ]
    lines += ["", *(line for section in document.sections for line in _tree(section))]
    if advice:
        lines += ["", _words()["read"]["comments"].format(count=len(advice.comments))]
        lines += [f"  [{one.aspect} · {one.ask} · {one.kind}] {one.text}" for one in advice.comments]
    return "\n".join([*lines, *document.warnings])


def review_text(review: Review) -> str:
    """Suggestions in the order of a report, with their quotations."""
    words = _words()
    lines = [*review.notes]
    for outline in OUTLINE_ORDER:
        group = [one for one in review.suggestions if one.outline == outline]
        if group:
            lines += ["", words["parts"][outline].upper()]
        for number, one in enumerate(group, 1):
            lines += [f"{number}. {one.text}"]
            for evidence in one.evidence:
                lines += [words["review"]["draft"].format(quote=evidence.quote) + _page(evidence.page)]
            for citation in one.precedents:
                source = source_line(citation.issuer, citation.number, citation.symbol, citation.issued_on)
                line = words["review"]["precedent"].format(quote=citation.quote, source=source)
                lines += [line + _page(citation.page)]
    return "\n".join(lines)


def hit_line(hit: Hit) -> str:
    """One search result: rank, quotation, source."""
    document = hit.document
    source = source_line(document.issuer, document.number, document.symbol, document.issued_on)
    return f"{hit.rank}. “{hit.chunk.text}”\n   {source}{_page(hit.chunk.page)}\n"


def document_line(document: StoredDocument) -> str:
    """One stored document: id, source, subject."""
    source = source_line(document.issuer, document.number, document.symbol, document.issued_on)
    return f"{document.document_id}  {source}  {document.subject or document.path}"


def source_line(issuer: str | None, number: str | None, symbol: str | None, issued_on: str | None) -> str:
    """Who, which number, when, as one would cite it."""
    words = _words()["source"]
    name = printed_number(number, symbol)
    date = "/".join(reversed(issued_on.split("-"))) if issued_on else ""
    parts = [
        issuer,
        words["number"].format(number=name) if name else "",
        words["date"].format(date=date) if date else "",
    ]
    return ", ".join(part for part in parts if part) or words["unknown"]


def _page(page: int | None) -> str:
    return _words()["source"]["page"].format(page=page) if page else ""


def _tree(section: Section, depth: int = 0) -> Iterator[str]:
    if section.title:
        yield "  " * depth + section.path[-1] + _page(section.page)
    for child in section.children:
        yield from _tree(child, depth + 1)
