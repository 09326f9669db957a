"""Groups of applied requests and findings → suggestions in words, each quotation located again in its source."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import cast

from assistant.advice.model import Ask
from assistant.diagnosis.model import Finding
from assistant.review.cite import locate
from assistant.review.merge import Applied, Group
from assistant.review.model import Citation, OutlinePart, Suggestion
from assistant.review.profile import DraftProfile, Passage, evidence_of
from assistant.review.requests import Phrase, Request
from assistant.review.reuse import reusable_request
from assistant.review.wording import fill, listed, place_of

__all__ = ["from_finding", "from_group", "identity"]

_MOST_PRECEDENTS = 3
_NAMED = {"results", "limitations_causes", "forecast_targets", "tasks_solutions", "form", "general"}
TextOf = Callable[[str], str]


def identity(*parts: str) -> str:
    """A short id that is the same for the same content."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]


def from_group(group: Group, draft: DraftProfile, draft_key: str, text_of: TextOf) -> Suggestion | None:
    """A suggestion for requests that hold; ``None`` when no wording is free of another document's facts."""
    for member in group.members:
        request = reusable_request(member.request.chunk.text, draft_key) or _restated(member)
        if request:
            break
    else:
        return None
    verdict = member.verdict
    citations = _citations([one.request for one in group.members], text_of)
    if not citations:
        return None
    values = _values(member, request)
    confidence = min(0.95, verdict.confidence * member.request.nearness**0.5 + 0.06 * (group.support - 1))
    evidence = () if verdict.state == "absent" else tuple(evidence_of(passage) for passage in verdict.passages[:2])
    return Suggestion(
        id=identity(group.members[0].outline, request),
        outline=cast(OutlinePart, group.members[0].outline),
        kind="recommendation",
        ask=member.request.chunk.ask or "other",
        text=fill(f"{verdict.state}.text", **values),
        reason=fill(f"{verdict.state}.reason", **values),
        severity=2 if group.support > 1 or verdict.state == "absent" else 1,
        confidence=round(confidence, 2),
        evidence=evidence,
        precedents=citations,
    )


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


def _restated(member: Applied) -> str | None:
    """The request said anew from the phrases the draft lacks; used when the precedent's words cannot be."""
    missing = member.verdict.missing or member.request.phrases
    ask = member.request.chunk.ask
    key = ask if ask in ("add", "assess", "clarify", "update", "propose") else "other"
    return fill(f"restated.{key}", focus=_words(missing)) if missing else None


def _values(member: Applied, request: str) -> dict[str, str]:
    verdict, phrases = member.verdict, member.request.phrases
    present = [phrase for phrase in phrases if phrase not in verdict.missing]
    place = _place(verdict.passages[0]) if verdict.passages else fill("places.nowhere")
    part = member.outline if member.outline in _NAMED else "general"
    return {
        "request": request,
        "focus": _words(phrases),
        "missing": _words(verdict.missing),
        "found": _words(present),
        "place": place,
        "part": fill(f"parts.{part}"),
        "lacks": fill(f"lacks.{verdict.lacks.name}") if verdict.lacks else "",
    }


def _place(passage: Passage) -> str:
    return place_of(passage.section, passage.paragraph.page)


def _words(phrases: Sequence[Phrase]) -> str:
    return listed([phrase.printed for phrase in phrases])
