"""Themes that precedents ask and this draft lacks → suggestions in official words, with the draft's own facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.diagnosis.model import Evidence, Finding
from assistant.diagnosis.phrases import quoted
from assistant.language.normalize import match_key
from assistant.review.analyses.registry import ANALYSES
from assistant.review.analyses.tools import argument, named_in, short, subject, unmarked
from assistant.review.compose import TextOf, citations, identity, met_request, section_evidence
from assistant.review.measures import Measure, Met, measure
from assistant.review.merge import supporters
from assistant.review.model import Citation, MetRequest, Suggestion
from assistant.review.profile import DraftProfile
from assistant.review.requests import Request
from assistant.review.spots import Spot
from assistant.review.themes import Theme, themes
from assistant.review.wording import capital, fill, fill_analysis, fill_theme

__all__ = ["Themed", "by_theme", "named_themes", "themed"]

_NEAR_ENOUGH, _NEAR_AT_ALL = 0.2, 0.1
# What a draft says against itself holds whoever asked about the like.
_ON_ITSELF = frozenset({"tension", "listed", "unbased", "analysis"})
_OWN_SUPPORT = 0.04
_DATED_YEARS = 1
_FIRST_NAMED = 14
# Themes whose request names the limitations that the draft tells.
_ON_LIMITS = frozenset({"own_causes", "heads_responsibility", "bottlenecks"})
_LIMIT_WORDS, _NAMED_LIMITS = 12, 2
_SUPPORT_CONFIDENCE, _MOST_CONFIDENCE = 0.06, 0.92
_DISPUTED, _WORTH_SAYING = 0.8, 0.9
_MEASURED = frozenset(
    {"repeated", "lopsided", "assigned", "unmeasured", "joined", "separate", "acts", "tension", "listed", "unbased"}
)


@dataclass(frozen=True, slots=True)
class Themed:
    """Suggestions by theme, requests that the draft has met, and every request by theme."""

    suggestions: tuple[Suggestion, ...]
    met: tuple[MetRequest, ...]
    asked: Mapping[str, Sequence[Request]]


@dataclass(frozen=True, slots=True)
class _Case:
    """A theme that holds, who asks it (one request a report), and who asks the contrary."""

    theme: Theme
    outcome: Measure
    asked: Sequence[Request]
    against: Sequence[Request]


def by_theme(requests: Sequence[Request], draft: DraftProfile) -> dict[str, list[Request]]:
    """The requests of each theme that fits this draft, from reports comparable enough.

    Of a theme that depends on its time, only those of the draft's own time count.
    """
    found: dict[str, list[Request]] = defaultdict(list)
    for request in requests:
        for theme in request.themes:
            if theme.fits and draft.family not in theme.fits:
                continue
            enough = _NEAR_ENOUGH if theme.here.test not in _ON_ITSELF else _NEAR_AT_ALL
            apt = not theme.field or _about_field(theme, request)
            if apt and request.nearness >= enough and not (theme.dated and _other_time(request, draft)):
                found[theme.name].append(request)
    return found


def themed(requests: Sequence[Request], draft: DraftProfile, text_of: TextOf) -> Themed:
    """Test the draft for every theme that some precedent asks."""
    groups = by_theme(requests, draft)
    suggestions, met = _analysed(groups, draft, text_of), []
    for name, asked in groups.items():
        theme = themes()[name]
        if theme.here.test == "analysis":
            continue
        outcome = measure(theme, draft, asked)
        if isinstance(outcome, Met):
            spot = outcome.spot
            first = supporters(asked, theme)[0]
            made = met_request(first, _evidence(spot, draft) if spot else None, text_of)
            met += [made] if made else []
        elif outcome is not None:
            ordered = supporters(_seeking(outcome, asked), theme)
            against = supporters(groups.get(theme.opposite or "", []))
            one = _suggestion(_Case(theme, outcome, ordered, against), draft, text_of)
            suggestions += [one] if one and one.severity * one.confidence >= _WORTH_SAYING else []
    return Themed(tuple(suggestions), tuple(met), groups)


def _analysed(groups: Mapping[str, Sequence[Request]], draft: DraftProfile, text_of: TextOf) -> list[Suggestion]:
    """What each analysis finds in the draft, with the precedents that ask the like, if there are any."""
    made = []
    for name, analysis in ANALYSES.items():
        theme = themes()[name]
        if (theme.fits and draft.family not in theme.fits) or (theme.norms and not draft.norms):
            continue
        asked = supporters(groups.get(name, ()), theme)
        if theme.asked and not asked:
            continue
        for outcome in analysis(theme.here, draft):
            made.append(_grounded(_Case(theme, outcome, asked, ()), draft, text_of))
    return made


def _grounded(case: _Case, draft: DraftProfile, text_of: TextOf) -> Suggestion:
    theme, outcome = case.theme, case.outcome
    values = _values(theme, outcome, draft, len(case.asked))
    text = capital(fill_analysis(f"{outcome.state}.text", **values))
    reason = fill_analysis(f"{outcome.state}.reason", **values)
    if case.asked:
        reason = f"{reason} {fill_theme('reason.support', support=len(case.asked))}"
    return Suggestion(
        id=identity("theme", theme.name, text),
        outline=theme.part,
        kind="recommendation",
        ask=theme.ask,
        text=text,
        reason=reason,
        severity=theme.weight,
        confidence=round(min(_MOST_CONFIDENCE, outcome.confidence + _OWN_SUPPORT * len(case.asked)), 2),
        evidence=_evidences(theme, outcome, draft),
        precedents=citations(case.asked, text_of),
        request_key=f"theme:{theme.name}",
    )


def named_themes(finding: Finding) -> list[str]:
    """The themes that a finding is about already: a part it says is missing, or a kind of defect that it tests for."""
    found = [name for name, theme in themes().items() if finding.kind in theme.here.kinds]
    if finding.kind == "missing_section":
        key = match_key(finding.suggestion)
        found += [name for name, theme in themes().items() if any(title in key for title in theme.here.heading)]
    return found


def _suggestion(case: _Case, draft: DraftProfile, text_of: TextOf) -> Suggestion | None:
    theme, outcome, asked = case.theme, case.outcome, case.asked
    cited = citations(asked, text_of)
    if not cited:
        return None
    contrary = citations(case.against, text_of)
    values = _values(theme, outcome, draft, len(asked))
    text = capital(fill_theme(f"seen.{outcome.state}", **values))
    nearness = 1.0 if theme.here.test in _ON_ITSELF else asked[0].nearness ** 0.25
    confidence = outcome.confidence * nearness + _SUPPORT_CONFIDENCE * (len(asked) - 1)
    return Suggestion(
        id=identity("theme", theme.name, text),
        outline=theme.part,
        kind="recommendation",
        ask=theme.ask,
        text=text,
        reason=_reason(outcome, values, contrary),
        severity=theme.weight,
        confidence=round(min(_MOST_CONFIDENCE, confidence) * (_DISPUTED if contrary else 1.0), 2),
        evidence=_evidences(theme, outcome, draft),
        precedents=cited,
        contradicts=contrary,
        request_key=f"theme:{theme.name}",
    )


def _seeking(outcome: Measure, asked: Sequence[Request]) -> Sequence[Request]:
    """Of the requests of a theme, those that ask for what is missing; all when none names it."""
    if not outcome.sought:
        return asked
    return [one for one in asked if any(word in one.key for word in outcome.sought)] or asked


def _values(theme: Theme, outcome: Measure, draft: DraftProfile, support: int) -> dict[str, str]:
    spot = outcome.spots[0] if outcome.spots else None
    scope = fill_theme(f"scope.{theme.part}")
    section = draft.parts.get(theme.part)
    if section is not None and section.kind in ("article", "clause", "point"):
        scope = fill_theme("scope.general")
    elif section is not None and section.end > section.start:
        scope = f"{scope} ({draft.place(section.start)})"
    part = fill(f"parts.{theme.part}") if theme.here.where else ""
    request = fill_theme(f"requests.{theme.name}")
    limits = _limits(draft) if theme.name in _ON_LIMITS else ""
    if limits:
        request = fill_theme(f"named.{theme.name}", request=request, items=limits)
    return {
        "request": request, "scope": scope,
        "about": subject(spot, (*theme.here.object, *theme.here.show)) if spot else "",
        "place": draft.place(spot.start) if spot else "", "quote": quoted(unmarked(spot.quote)) if spot else "",
        "where": fill_theme("where.part", part=part) if part else "",
        "object": _object(theme), "support": str(support), "paragraphs": str(len(draft.passages)), **outcome.values,
    }  # fmt: skip


def _limits(draft: DraftProfile) -> str:
    """The first limitations that the draft tells, by name."""
    spans = [(p.paragraph.start, p.paragraph.end) for p in draft.passages if p.part == "limitations_causes"]
    names = [
        short(one.text, _LIMIT_WORDS)
        for one in argument(draft).of("limitation")
        if any(start <= one.start < end for start, end in spans)
    ]
    return named_in([name for name in names if "…" not in name][:_NAMED_LIMITS])


def _reason(outcome: Measure, values: dict[str, str], contrary: Sequence[Citation]) -> str:
    if outcome.state in _MEASURED:
        measured = fill_theme(f"measure.{outcome.state}", **values)
        reason = fill_theme("reason.measured", measure=measured, **values)
    elif outcome.state in ("items", "items_absent"):
        values = {**values, "present": values["present"] or "…"}
        reason = fill_theme(f"reason.{outcome.state}", **values)
    else:
        name = "absent" if outcome.state == "absent_shown" else outcome.state
        reason = fill_theme(f"reason.{name}", **values)
    if contrary:
        source = "; ".join(filter(None, (one.issuer for one in contrary)))
        reason += " " + fill_theme("reason.contradicts", source=source)
    return reason


def _object(theme: Theme) -> str:
    return ", ".join(f"“{phrase}”" for phrase in theme.here.object[:3])


def _evidences(theme: Theme, outcome: Measure, draft: DraftProfile) -> tuple[Evidence, ...]:
    if outcome.spots:
        return tuple(_evidence(spot, draft) for spot in outcome.spots[:2])
    section = draft.parts.get(theme.part)
    return section_evidence(section, draft) if section else ()


def _evidence(spot: Spot, draft: DraftProfile) -> Evidence:
    page = draft.document.page_at(spot.start) or spot.section.page
    return Evidence(spot.quote, page, spot.section.path, spot.start, spot.end)


def _about_field(theme: Theme, request: Request) -> bool:
    """Whether a request is about the theme's field, and does not only name it far down a list of other things."""
    found = theme.cues[0].search(request.key)
    return found is not None and len(request.key[: found.start()].split()) <= _FIRST_NAMED


def _other_time(request: Request, draft: DraftProfile) -> bool:
    return bool(draft.year and request.year) and abs((draft.year or 0) - (request.year or 0)) > _DATED_YEARS
