"""Findings → suggestions in words; citations, each quotation located again in its source."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

from assistant.advice.model import Ask
from assistant.diagnosis.model import Evidence, Finding
from assistant.documents.model import Section
from assistant.review.cite import locate
from assistant.review.merge import supporters
from assistant.review.model import Citation, MetRequest, OutlinePart, Suggestion
from assistant.review.profile import DraftProfile
from assistant.review.requests import Request

__all__ = ["TextOf", "citations", "from_finding", "identity", "met_request", "section_evidence"]

_MOST_PRECEDENTS = 3
TextOf = Callable[[str], str]


def identity(*parts: str) -> str:
    """A short id that is the same for the same content."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]


def from_finding(finding: Finding, outline: OutlinePart, precedents: Sequence[Request], text_of: TextOf) -> Suggestion:
    """A defect of the draft as a suggestion; its precedents are reports that asked for the same kind of correction."""
    return Suggestion(
        id=identity("finding", finding.id),
        outline=outline,
        kind="critique",
        ask=_ask_of(finding),
        text=finding.message if finding.suggestion in finding.message else f"{finding.message} {finding.suggestion}",
        reason=finding.working,
        severity=finding.severity,
        confidence=round(finding.confidence, 2),
        evidence=finding.evidence,
        precedents=citations(supporters(precedents), text_of),
        finding_ids=(finding.id,),
        request_key=f"finding:{finding.kind}",
    )


def citations(requests: Sequence[Request], text_of: TextOf) -> tuple[Citation, ...]:
    """One citation a report, the first of ``requests`` first; the number of reports is their common support."""
    documents: dict[str, Request] = {}
    for request in requests:
        documents.setdefault(request.document.document_id, request)
    support = len(documents)
    found = (_citation(request, support, text_of) for request in list(documents.values())[:_MOST_PRECEDENTS])
    return tuple(citation for citation in found if citation)


def met_request(request: Request, evidence: Evidence | None, text_of: TextOf) -> MetRequest | None:
    """A request that the draft has met, with the passage that meets it."""
    citation = _citation(request, 1, text_of)
    return MetRequest(citation, evidence) if citation else None


def section_evidence(section: Section, draft: DraftProfile) -> tuple[Evidence, ...]:
    """The heading of a section as a quotation; nothing for a section without one."""
    if section.end <= section.start:
        return ()
    quote = draft.document.text[section.start : section.end]
    return (Evidence(quote, section.page, section.path, section.start, section.end),)


def _ask_of(finding: Finding) -> Ask:
    if finding.kind in ("duplicate_passage", "overlong"):
        return "cut"
    if finding.kind in ("missing_section", "limitation_without_solution", "governing_target_missing"):
        return "add"
    if finding.kind == "enumeration_without_assessment":
        return "assess"
    if finding.kind == "outdated_reference":
        return "update"
    return "clarify" if finding.kind in ("vague_solution", "undefined_abbreviation") else "correct"


def _citation(request: Request, support: int, text_of: TextOf) -> Citation | None:
    chunk, document = request.chunk, request.document
    place = locate(chunk.text, text_of(chunk.document_id), chunk.start)
    if place is None:
        return None
    return Citation(
        document_id=document.document_id, number=document.number, symbol=document.symbol, issued_on=document.issued_on,
        issuer=document.issuer, page=chunk.page, quote=place.quote, status=place.status, support=support,
        start=place.start, end=place.end, difference=place.difference,
    )  # fmt: skip
