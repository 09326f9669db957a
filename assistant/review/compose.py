"""Groups of applied requests and findings → suggestions in words, each quotation located again in its source."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import cast

from assistant.advice.model import Ask
from assistant.diagnosis.model import Evidence, Finding
from assistant.documents.model import Section
from assistant.review.cite import locate
from assistant.review.merge import Applied, Group
from assistant.review.model import Citation, OutlinePart, Suggestion
from assistant.review.profile import DraftProfile, evidence_of
from assistant.review.requests import Phrase, Request
from assistant.review.reuse import reusable_request
from assistant.review.wording import fill, listed

__all__ = ["from_finding", "from_group", "identity"]

_MOST_PRECEDENTS = 3
TextOf = Callable[[str], str]


def identity(*parts: str) -> str:
    """A short id that is the same for the same content."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]


def from_group(group: Group, draft: DraftProfile, draft_key: str, text_of: TextOf) -> Suggestion | None:
    """A suggestion for requests that hold; ``None`` when none of their wordings is free of another document's facts."""
    worded = ((one, reusable_request(one.request.chunk.text, draft_key)) for one in group.members)
    member, request = next(((one, words) for one, words in worded if words), (None, None))
    if member is None or request is None:
        return None
    citations = _citations([member.request, *(one.request for one in group.members)], text_of)
    if not citations:
        return None
    verdict, outline = member.verdict, cast(OutlinePart, member.outline)
    values = _values(member, request, draft)
    confidence = min(0.95, verdict.confidence * member.request.nearness**0.5 + 0.06 * (group.support - 1))
    return Suggestion(
        id=identity(outline, request),
        outline=outline,
        kind="recommendation",
        ask=member.request.chunk.ask or "other",
        text=fill(f"{verdict.state}.{'text' if values['place'] else 'bare'}", **values),
        reason=fill(f"{verdict.state}.reason", **values),
        severity=2 if group.support > 1 or verdict.state == "absent" else 1,
        confidence=round(confidence, 2),
        evidence=_evidence(member, draft),
        precedents=citations,
    )


def _evidence(member: Applied, draft: DraftProfile) -> tuple[Evidence, ...]:
    """The passages the verdict rests on; for something absent, the heading under which it is missing."""
    if member.verdict.state != "absent":
        return tuple(evidence_of(passage) for passage in member.verdict.passages[:2])
    section = _home(member, draft)
    if section is None or section.end <= section.start:
        return ()
    quote = draft.document.text[section.start : section.end]
    return (Evidence(quote, section.page, section.path, section.start, section.end),)


def _home(member: Applied, draft: DraftProfile) -> Section | None:
    """Where what is asked for belongs: beside the nearest passage of the part, else the part itself."""
    if member.verdict.passages:
        return member.verdict.passages[0].section
    return draft.parts.get(cast(OutlinePart, member.outline))


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
        confidence=finding.confidence,
        evidence=finding.evidence,
        precedents=_citations(precedents, text_of),
        finding_ids=(finding.id,),
    )


def _ask_of(finding: Finding) -> Ask:
    if finding.kind in ("duplicate_passage", "overlong"):
        return "cut"
    if finding.kind in ("missing_section", "limitation_without_solution", "governing_target_missing"):
        return "add"
    if finding.kind in ("enumeration_without_assessment",):
        return "assess"
    if finding.kind in ("outdated_reference",):
        return "update"
    return "clarify" if finding.kind in ("vague_solution", "undefined_abbreviation") else "correct"


def _citations(requests: Sequence[Request], text_of: TextOf) -> tuple[Citation, ...]:
    documents: dict[str, Request] = {}
    for request in requests:
        documents.setdefault(request.document.document_id, request)
    support = len(documents)
    found = (_citation(request, support, text_of) for request in list(documents.values())[:_MOST_PRECEDENTS])
    return tuple(citation for citation in found if citation)


def _citation(request: Request, support: int, text_of: TextOf) -> Citation | None:
    chunk, document = request.chunk, request.document
    place = locate(chunk.text, text_of(chunk.document_id), chunk.start)
    if place is None:
        return None
    return Citation(
        document_id=document.document_id, number=document.number, symbol=document.symbol, issued_on=document.issued_on,
        issuer=document.issuer, page=chunk.page, quote=place.quote, status=place.status, support=support,
        start=place.start, end=place.end,
    )  # fmt: skip


def _values(member: Applied, request: str, draft: DraftProfile) -> dict[str, str]:
    verdict, phrases = member.verdict, member.request.phrases
    passages = verdict.passages
    section = _home(member, draft)
    offset = passages[0].paragraph.start if passages else section.start if section else None
    return {
        "request": request,
        "focus": _words(phrases),
        "missing": _words(verdict.missing),
        "place": draft.place(offset) if offset is not None else "",
        "part": fill(f"parts.{member.outline}"),
        "lacks": fill(f"lacks.{verdict.lacks.name}") if verdict.lacks else "",
    }


def _words(phrases: Sequence[Phrase]) -> str:
    return listed([phrase.printed for phrase in phrases])
