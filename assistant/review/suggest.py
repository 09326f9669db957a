"""Draft + findings + precedents → suggestions: the review's story, with no model."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, cast

from assistant.diagnosis.model import Finding
from assistant.documents.model import Document
from assistant.index.model import Chunk, StoredDocument
from assistant.language.normalize import match_key
from assistant.language.tokens import syllables
from assistant.review.applicability import Verdict, judge
from assistant.review.compose import from_finding, from_group
from assistant.review.coverage import DraftCoverage
from assistant.review.frame import closing_remarks, opening_remarks
from assistant.review.lexicon import finding_parts
from assistant.review.merge import Applied, merge
from assistant.review.model import OutlinePart, Suggestion
from assistant.review.profile import DraftProfile, draft_type, profile
from assistant.review.requests import Request, local_names, read_request
from assistant.review.wording import fill

__all__ = ["Outcome", "PrecedentSource", "suggest"]

_MOST_DOCUMENTS = 150
_FORM_REMARKS = 12
_FAR = 0.25
_WORTH_SAYING = 0.30
_SPECIFIC = 3


class PrecedentSource(Protocol):
    """Where precedents come from: the knowledge base, or a fake in tests."""

    def documents(self) -> Sequence[StoredDocument]:
        """Every stored document."""
        ...

    def chunks_of(self, document_id: str) -> Sequence[Chunk]:
        """The passages of one document, in reading order."""
        ...

    def text_of(self, document_id: str) -> str:
        """The stored NFC text that the passages' offsets point into."""
        ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """Suggestions by value to the reader, and notes for a person."""

    suggestions: tuple[Suggestion, ...]
    notes: tuple[str, ...]


def suggest(
    document: Document,
    findings: Sequence[Finding],
    source: PrecedentSource,
    *,
    exclude: Sequence[str] = (),
    budget: int = 15,
) -> Outcome:
    """Suggest at most ``budget`` points, remarks on form apart; nothing at all for a text that is no such draft."""
    draft = profile(document)
    if draft.type is None and len(draft.parts) < 2:
        return Outcome((), (fill("notes.not_official"),))
    requests = _requests(draft, source, set(exclude))
    coverage = DraftCoverage(draft.passages, (syllables(request.chunk.text) for request in requests))
    judged = [(request, judge(request, draft, coverage, findings)) for request in requests]
    key = match_key(document.text)
    applied = sorted(
        (
            Applied(request, verdict, _outline(request))
            for request, verdict in judged
            if _holds(request, verdict, draft, coverage)
        ),
        key=lambda one: -one.verdict.confidence * one.request.nearness,
    )
    content = [made for group in merge(applied) if (made := from_group(group, draft, key, source.text_of)) is not None]
    defects = [_defect(finding, draft, judged, source) for finding in findings]
    chosen = _within_budget([*content, *defects], budget)
    frame = [*opening_remarks(draft), *closing_remarks(draft, findings)] if chosen else []
    return Outcome((*chosen, *frame), _notes(document, requests, judged, bool(chosen)))


def _requests(draft: DraftProfile, source: PrecedentSource, excluded: set[str]) -> list[Request]:
    advice = [stored for stored in source.documents() if stored.kind == "advice" and stored.document_id not in excluded]
    near = sorted(
        ((_nearness(draft, stored), stored) for stored in advice), key=lambda pair: (-pair[0], pair[1].document_id)
    )
    found = []
    for nearness, stored in near[:_MOST_DOCUMENTS]:
        names = local_names(source.text_of(stored.document_id))
        for chunk in source.chunks_of(stored.document_id):
            if chunk.kind == "comment" and chunk.comment_kind != "praise":
                found.append(read_request(chunk, stored, nearness, names))
    return found


def _nearness(draft: DraftProfile, stored: StoredDocument) -> float:
    """How comparable the draft a report was about is with this one, 0–1: family of draft, then field of the subject."""
    other = draft_type(stored.subject or "")
    if draft.type is None or other is None:
        return _FAR
    family = 1.0 if other.name == draft.type.name else draft.type.near.get(other.name, _FAR)
    if draft.type.broad:
        return family if other.broad or family > 0.5 else family * 0.6
    words = syllables(stored.subject or "")
    theirs = {" ".join(pair) for pair in itertools.pairwise(words)}
    shared = len(draft.subject_tokens & theirs) / max(1, len(draft.subject_tokens))
    return family * (0.5 + 0.5 * min(1.0, 2 * shared))


def _holds(request: Request, verdict: Verdict, draft: DraftProfile, coverage: DraftCoverage) -> bool:
    if verdict.state not in ("absent", "partial", "elsewhere", "thin") or request.chunk.comment_kind == "praise":
        return False
    if coverage.specificity(request.phrases) < _SPECIFIC or not draft.speaks_of(request.chunk.topics):
        return False
    return verdict.confidence * math.sqrt(request.nearness) >= _WORTH_SAYING


def _outline(request: Request) -> OutlinePart:
    return cast(OutlinePart, request.chunk.aspect or "general")


def _defect(
    finding: Finding, draft: DraftProfile, judged: Sequence[tuple[Request, Verdict]], source: PrecedentSource
) -> Suggestion:
    part = finding_parts()[finding.kind]
    if part == "evidence":
        part = _part_of(finding, draft) or "form"
    asked = [request for request, verdict in judged if finding in verdict.findings]
    asked.sort(key=lambda request: -request.nearness)
    return from_finding(finding, cast(OutlinePart, part), asked, source.text_of)


def _part_of(finding: Finding, draft: DraftProfile) -> str | None:
    start = finding.evidence[0].start
    here = (p for p in draft.passages if p.paragraph.start <= start < p.paragraph.end)
    return next((passage.part for passage in here), None)


def _value(suggestion: Suggestion) -> float:
    """Value to the reader: severity × confidence × (1 + log2 support)."""
    support = max((citation.support for citation in suggestion.precedents), default=1)
    return suggestion.severity * suggestion.confidence * (1 + math.log2(support))


def _within_budget(suggestions: Sequence[Suggestion], budget: int) -> list[Suggestion]:
    ranked = sorted(suggestions, key=lambda one: (-_value(one), one.id))
    form = [one for one in ranked if one.outline == "form"][:_FORM_REMARKS]
    rest = [one for one in ranked if one.outline != "form"][:budget]
    return sorted([*rest, *form], key=lambda one: (-_value(one), one.id))


def _notes(
    document: Document, requests: Sequence[Request], judged: Sequence[tuple[Request, Verdict]], any_chosen: bool
) -> tuple[str, ...]:
    if not requests:
        notes = [fill("notes.no_precedents")]
    else:
        notes = [
            fill(
                "notes.considered",
                comments=len(requests),
                documents=len({request.document.document_id for request in requests}),
                met=sum(verdict.state == "met" for _, verdict in judged),
                unknown=sum(verdict.state == "unknown" for _, verdict in judged),
            )
        ]
    if not any_chosen:
        notes.append(fill("notes.nothing", comments=len(requests), words=len(document.text.split())))
    return tuple(notes)
