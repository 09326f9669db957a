"""Results as plain text for a terminal."""

from __future__ import annotations

import textwrap
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache

from assistant.advice.model import AdvisoryReport
from assistant.diagnosis.model import Evidence, Finding
from assistant.documents.model import Document, Section, printed_number
from assistant.export.report import REPORT_ORDER
from assistant.export.told import itemised, reasons, tells, without_quotation
from assistant.index.model import StoredDocument
from assistant.retrieval.model import Hit
from assistant.review.model import Review, Suggestion
from assistant.settings import material

__all__ = ["document_line", "findings_text", "hit_line", "read_outline", "review_text", "source_line"]

_WIDTH = 100
_INDENT = "   "
_PLACES = 3


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


def review_text(review: Review, width: int = _WIDTH) -> str:
    """Suggestions in the order of a report, each with what it rests on; lines of at most ``width`` characters."""
    words = _words()
    lines = [line for note in review.notes for line in _wrapped(note, width)]
    for outline in REPORT_ORDER:
        group = [one for one in review.suggestions if one.outline == outline]
        if group:
            lines += ["", f"{words['parts'][outline].upper()} ({len(group)})"]
        for number, one in enumerate(group, 1):
            lines += ["", *_remark(f"{number}. ", one.text, width), *_basis(one, width)]
    return "\n".join(lines)


def findings_text(findings: Sequence[Finding], width: int = _WIDTH) -> str:
    """Findings one after the other: what is wrong, the places that it does not quote itself, how it was checked."""
    words = _words()["review"]
    lines: list[str] = []
    for number, finding in enumerate(findings, 1):
        lines += ["", *_remark(f"{number}. ", finding.message, width)]
        lines += _places(finding.message, finding.evidence, width)
        lines += _wrapped(words["working"].format(working=_working(finding.working, finding.evidence)), width, _INDENT)
    return "\n".join(lines)


def hit_line(hit: Hit, width: int = _WIDTH) -> str:
    """One search result: rank, quotation, source."""
    document = hit.document
    source = source_line(document.issuer, document.number, document.symbol, document.issued_on)
    quote = _wrapped(f"{hit.rank}. “{_bars(hit.chunk.text)}”", width, "", _INDENT)
    return "\n".join([*quote, *_wrapped(source + _page(hit.chunk.page), width, _INDENT), ""])


def _remark(marker: str, text: str, width: int) -> list[str]:
    taken_apart = itemised(text)
    if taken_apart is None:
        return _wrapped(f"{marker}{text}", width, "", _INDENT)
    items = [line for item in taken_apart.items for line in _wrapped(f"+ {item}", width, _INDENT, _INDENT + "  ")]
    return [
        *_wrapped(f"{marker}{taken_apart.lead}:", width, "", _INDENT), *items,
        *_wrapped(taken_apart.request, width, _INDENT),
    ]  # fmt: skip


def _basis(one: Suggestion, width: int) -> list[str]:
    """Places of the draft, the nearest precedent and how many more there are; how it was found where there is none."""
    words = _words()["review"]
    lines = _places(one.text, one.evidence, width)
    if not one.precedents:
        working = " ".join(reasons(one.reason))
        return [*lines, *_wrapped(words["working"].format(working=_working(working, one.evidence)), width, _INDENT)]
    first, *others = one.precedents
    source = source_line(first.issuer, first.number, first.symbol, first.issued_on) + _page(first.page)
    rest = words["more_precedents"].format(count=len(others)) if others else ""
    precedent = words["precedent"].format(quote=_bars(first.quote), source=source) + rest
    return [*lines, *_wrapped(precedent, width, _INDENT)]


def _places(text: str, evidence: Sequence[Evidence], width: int) -> list[str]:
    words = _words()["review"]
    others = [one for one in evidence if not tells(text, one.quote)]
    lines = [
        line
        for one in others[:_PLACES]
        for line in _wrapped(words["draft"].format(quote=_bars(one.quote)) + _page(one.page), width, _INDENT)
    ]
    rest = len(others) - _PLACES
    return [*lines, *_wrapped(words["more_places"].format(count=rest), width, _INDENT)] if rest > 0 else lines


def _working(working: str, evidence: Sequence[Evidence]) -> str:
    return without_quotation(working, (one.quote for one in evidence))


def _wrapped(text: str, width: int, indent: str = "", further: str | None = None) -> list[str]:
    return textwrap.wrap(
        text, max(width, 40), initial_indent=indent, subsequent_indent=indent if further is None else further,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def _bars(quote: str) -> str:
    """A quoted table row with bars between its cells."""
    return quote.replace("\t", " | ")


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
