"""Draft + findings + precedents → suggestions: the review's story, with no model."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import cast

from assistant.diagnosis.model import Evidence, Finding
from assistant.documents.model import Document
from assistant.language.normalize import match_key
from assistant.review.applicability import Verdict, judge, speaks_of
from assistant.review.compose import from_finding, met_request
from assistant.review.coverage import DraftCoverage
from assistant.review.frame import closing_remarks, opening_remarks
from assistant.review.gather import PrecedentSource, gather
from assistant.review.grounds import grounded
from assistant.review.joined import joined
from assistant.review.lexicon import finding_parts, other_titles
from assistant.review.matters import Matter, matters
from assistant.review.merge import supporters
from assistant.review.model import MetRequest, OutlinePart, Suggestion
from assistant.review.plausible import vietnamese
from assistant.review.pointed import Held, pointed
from assistant.review.profile import DraftProfile, profile
from assistant.review.rank import Experience, choose
from assistant.review.requests import Request
from assistant.review.reuse import Fitting
from assistant.review.themed import named_themes, themed
from assistant.review.themes import themes
from assistant.review.wording import fill

__all__ = ["Outcome", "PrecedentSource", "suggest"]

_COMPARABLE, _CLOSE, _GRAVE = 0.3, 0.75, 3
_WORTH_SAYING = 0.30
_MOST_MET = 40
_FEWEST_PARTS = 2
_MONTH = re.compile(r"tháng[\s.…_]*(\d{1,2})[\s.…_]*năm\s*(\d{4})")
_TWO_TIERS = re.compile(
    r"chính quyền (?:địa phương )?(?:hai|0?2) cấp|(?:kết thúc|chấm dứt) hoạt động (?:của )?cấp huyện"
)
_LAST_DISTRICTS = "2025-07"
_OPENING, _TITLE_LINES = 4000, 15

Judged = Sequence[tuple[Matter, Verdict]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Suggestions by value to the reader, notes for a person, and requests that the draft has met already."""

    suggestions: tuple[Suggestion, ...]
    notes: tuple[str, ...]
    met: tuple[MetRequest, ...] = field(default=())


def suggest(
    document: Document,
    findings: Sequence[Finding],
    source: PrecedentSource,
    *,
    exclude: Sequence[str] = (),
    budget: int = 15,
    learned: Mapping[str, Experience] | None = None,
) -> Outcome:
    """Suggest at most ``budget`` points, remarks on form apart; nothing at all for a text that is no such draft."""
    draft = profile(document)
    if not _is_draft(draft):
        return Outcome((), (fill("notes.not_official"),))
    requests = gather(draft, source, frozenset(exclude))
    by_theme = themed(requests, draft, source.text_of)
    judged = _judged(requests, draft)
    defects: list[tuple[Finding, Suggestion]] = []
    told: set[str] = set()
    for finding in findings:
        about = named_themes(finding)
        told |= {f"theme:{name}" for name in about}
        asked = [one for name in about for one in supporters(by_theme.asked.get(name, ()), themes()[name])]
        asked = asked or [request for request in requests if speaks_of(request, finding)]
        defects.append((finding, from_finding(finding, _part_of(finding, draft, about), asked, source.text_of)))
    by_kind = [one for one in by_theme.suggestions if one.request_key not in told]
    holding = _held(judged, told)
    kinds = by_kind if draft.broad else _unsaid(by_kind, holding)
    asked_here = pointed(holding, [matter for matter, _ in judged], draft, source.text_of)
    made = [*kinds, *asked_here, *joined(defects, draft)]
    sound = [kept for one in made if (kept := _sound(one, draft, source)) is not None]
    chosen = choose(sound, budget, learned)
    frame = [*opening_remarks(draft), *closing_remarks(draft, findings, chosen)] if chosen else []
    met = (*by_theme.met, *_met(judged, draft, source))[:_MOST_MET]
    held = {citation.quote for one in sound for citation in one.precedents}
    return Outcome((*chosen, *frame), _notes(document, requests, (len(held), len(met)), bool(chosen)), met)


def _is_draft(draft: DraftProfile) -> bool:
    """Whether an advisory body could be asked about it: Vietnamese, not titled as something else, and either of a known
    family with an official's marks or a part of its own, or with parts enough.
    """
    document, metadata = draft.document, draft.document.metadata
    opening = [match_key(line) for line in document.text[:_OPENING].splitlines()[:_TITLE_LINES]]
    if any(line.startswith(title) for line in opening for title in other_titles()):
        return False
    if not vietnamese(document.text[:_OPENING]):
        return False
    marked = metadata.type or metadata.issuer or metadata.symbol or draft.parts
    return (draft.type is not None and bool(marked)) or len(draft.parts) >= _FEWEST_PARTS


def _judged(requests: Sequence[Request], draft: DraftProfile) -> Judged:
    """Every matter of the comparable reports, with its verdict."""
    coverage, fitting = DraftCoverage(draft, requests), Fitting(draft.key, draft.year, districts=_has_districts(draft))
    near = (request for request in requests if request.nearness >= _COMPARABLE)
    return [
        (matter, judge(matter, draft, coverage, fitting))
        for _, asked in itertools.groupby(near, key=lambda request: request.document.document_id)
        for matter in matters(list(asked))
    ]


def _has_districts(draft: DraftProfile) -> bool:
    """Whether the draft was written while there were districts: until 30/6/2025 (Luật số 72/2025/QH15)."""
    if _TWO_TIERS.search(draft.key):
        return False
    found = _MONTH.search(draft.document.text[:_OPENING])
    dated = f"{found[2]}-{int(found[1]):02d}" if found else str(draft.year or "")
    return (draft.document.metadata.issued_on or dated) < _LAST_DISTRICTS


def _held(judged: Judged, told: AbstractSet[str]) -> list[Held]:
    """The matters that hold, without what a finding says already, unless a comparable report says it of the like."""
    found = []
    for matter, verdict in judged:
        left = tuple(
            one
            for one in verdict.holdings
            if matter.request.nearness >= _CLOSE
            or not any(f"theme:{theme.name}" in told for theme in one.asked.request.themes)
        )
        if left and verdict.confidence * matter.request.nearness**0.5 >= _WORTH_SAYING:
            found.append(Held(matter, replace(verdict, holdings=left)))
    return found


def _unsaid(by_kind: Sequence[Suggestion], held: Sequence[Held]) -> list[Suggestion]:
    """The kinds of comment, without those that a comparable report says in its own words; what is measured on the
    draft itself stays."""
    said = {
        f"theme:{theme.name}"
        for one in held
        for holding in one.verdict.holdings
        for theme in holding.asked.request.themes
        if holding.asked.request.nearness >= _CLOSE
    }
    return [one for one in by_kind if one.request_key not in said or one.severity >= _GRAVE or _measured(one)]


def _measured(one: Suggestion) -> bool:
    """Whether a kind of comment holds by an analysis of the draft itself."""
    theme = themes().get(one.request_key.removeprefix("theme:"))
    return theme is not None and theme.here.test == "analysis"


def _part_of(finding: Finding, draft: DraftProfile, about: Sequence[str]) -> OutlinePart:
    """The part of the theme that a missing section is, of a kind of finding, or of the draft's text it quotes."""
    if finding.kind == "missing_section" and about:
        return themes()[about[0]].part
    part = finding_parts().get(finding.kind, "evidence")
    if part != "evidence":
        return cast(OutlinePart, part)
    start = finding.evidence[0].start if finding.evidence else -1
    here = (p.part for p in draft.passages if p.paragraph.start <= start < p.paragraph.end)
    return next(here, None) or "form"


def _sound(suggestion: Suggestion, draft: DraftProfile, source: PrecedentSource) -> Suggestion | None:
    """The suggestion without any sentence that says what neither the draft nor a cited page says.

    What the program measured on the draft itself (its reason, the working of a finding) is a source too.
    """
    if suggestion.finding_ids:
        return suggestion
    cited = [source.text_of(one.document_id) for one in (*suggestion.precedents, *suggestion.contradicts)]
    places = [draft.place(evidence.start) for evidence in suggestion.evidence]
    text = grounded(suggestion.text, [draft.document.text, *cited, *places, suggestion.reason])
    return replace(suggestion, text=text) if text else None


def _met(judged: Judged, draft: DraftProfile, source: PrecedentSource) -> list[MetRequest]:
    found = []
    for matter, verdict in judged:
        if verdict.state == "met" and verdict.place is not None:
            spot = verdict.place.spot
            page = draft.document.page_at(spot.start) or spot.section.page
            shown = Evidence(spot.quote, page, spot.section.path, spot.start, spot.end)
            made = met_request(matter.request, shown if spot.end > spot.start else None, source.text_of)
            found += [made] if made else []
    return found


def _notes(
    document: Document, requests: Sequence[Request], counts: tuple[int, int], any_chosen: bool
) -> tuple[str, ...]:
    held, met = counts
    if not requests:
        notes = [fill("notes.no_precedents")]
    else:
        reports = len({request.document.document_id for request in requests})
        notes = [fill("notes.considered", comments=len(requests), documents=reports, held=held, met=met)]
    if not any_chosen:
        notes.append(fill("notes.nothing", comments=len(requests), words=len(document.text.split())))
    return tuple(notes)
