"""Groups of applied requests and findings → suggestions in words, each quotation located again in its source."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import cast

from assistant.advice.model import Ask
from assistant.diagnosis.model import Evidence, Finding
from assistant.diagnosis.phrases import quoted
from assistant.documents.model import Section
from assistant.language.tokens import sentences
from assistant.review.cite import locate
from assistant.review.merge import Applied, Group, supporters
from assistant.review.model import Citation, MetRequest, OutlinePart, Suggestion
from assistant.review.profile import DraftProfile, Passage, evidence_of
from assistant.review.requests import Phrase, Request
from assistant.review.reuse import reusable_request
from assistant.review.wording import fill, listed

__all__ = ["TextOf", "citations", "from_finding", "from_group", "identity", "met_request", "section_evidence"]

_MOST_PRECEDENTS = 3
_MOST_CONFIDENCE, _SUPPORT_CONFIDENCE = 0.9, 0.08
_TITLE = 90
# Verdicts that rest on a passage of the draft, not on its silence.
_SHOWN = frozenset({"parallel", "partial", "thin"})
TextOf = Callable[[str], str]


def identity(*parts: str) -> str:
    """A short id that is the same for the same content."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]


def from_group(group: Group, draft: DraftProfile, text_of: TextOf) -> Suggestion | None:
    """A suggestion for requests that hold; ``None`` when none of their wordings is free of another document's facts."""
    worded = (
        (one, reusable_request(one.request.chunk.text, draft.key, beside=one.verdict.state == "parallel"))
        for one in group.members
        if one.request.chunk.comment_kind == "recommendation"
    )
    member, request = next(((one, words) for one, words in worded if words), (None, None))
    if member is None or request is None:
        return None
    cited = citations([member.request, *(one.request for one in group.members)], text_of)
    if not cited:
        return None
    verdict, outline = member.verdict, cast(OutlinePart, member.outline)
    values = _values(member, request, draft)
    confidence = verdict.confidence * member.request.nearness**0.5 + _SUPPORT_CONFIDENCE * (group.support - 1)
    return Suggestion(
        id=identity(outline, request),
        outline=outline,
        kind="recommendation",
        ask=member.request.chunk.ask or "other",
        text=fill(f"{verdict.state}.{'text' if values['place'] else 'bare'}", **values),
        reason=fill(f"{verdict.state}.reason", **values),
        severity=2 if group.support > 1 or verdict.state in _SHOWN else 1,
        confidence=round(min(_MOST_CONFIDENCE, confidence), 2),
        evidence=_evidence(member, draft),
        precedents=cited,
        request_key=f"request:{identity(request)}",
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


def _evidence(member: Applied, draft: DraftProfile) -> tuple[Evidence, ...]:
    """The passages the verdict rests on; for something absent, the heading under which it is missing."""
    verdict = member.verdict
    if verdict.passages:
        return tuple(evidence_of(passage) for passage in verdict.passages[:2])
    return section_evidence(verdict.home, draft) if verdict.home else ()


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


def _values(member: Applied, request: str, draft: DraftProfile) -> dict[str, str]:
    verdict, phrases = member.verdict, member.request.phrases
    passage = verdict.passages[0] if verdict.passages else None
    section = verdict.home
    offset = passage.paragraph.start if passage else section.start if section else None
    return {
        "request": request,
        "focus": _words(phrases),
        "missing": _words(verdict.missing),
        "place": draft.place(offset) if offset is not None else "",
        "title": f"“{section.title}”" if section and 0 < len(section.title) <= _TITLE else "",
        "quote": quoted(_told(passage, phrases)) if passage else "",
        "part": fill(f"parts.{member.outline}"),
        "lacks": fill(f"lacks.{verdict.lacks.name}") if verdict.lacks else "",
    }


def _told(passage: Passage, phrases: Sequence[Phrase]) -> str:
    """The sentence of the passage that shares most words with the phrases."""
    wanted = {token for phrase in phrases for token in phrase.tokens}
    text = passage.paragraph.text
    spans = sentences(text) or [(0, len(text))]
    start, end = max(spans, key=lambda span: len(wanted & set(text[span[0] : span[1]].lower().split())))
    return text[start:end].lstrip("-+• ")


def _words(phrases: Sequence[Phrase]) -> str:
    return listed([phrase.printed for phrase in phrases])
