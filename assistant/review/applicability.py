"""Does the precedent's request still hold for this draft? Decided by kind of ask, with the passages that decide it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.diagnosis.model import Finding
from assistant.language.normalize import match_key
from assistant.review.coverage import Coverage, DraftCoverage
from assistant.review.lexicon import Want, finding_cues
from assistant.review.model import OutlinePart
from assistant.review.profile import DraftProfile, Passage
from assistant.review.requests import Phrase, Request

__all__ = ["State", "Verdict", "judge"]

State = Literal["absent", "partial", "elsewhere", "thin", "met", "found", "unknown"]

# Requests of these asks hold only where a deterministic check has found their condition.
NEEDS_FINDING = frozenset({"correct", "cut", "restructure"})
_ABSENT, _COVERED, _PLACE = 0.34, 0.72, 0.5
_FIGURES = 2


@dataclass(frozen=True, slots=True)
class Verdict:
    """``state`` with its confidence, the passages it rests on, the phrases missing, and the want not served."""

    state: State
    confidence: float
    passages: tuple[Passage, ...] = ()
    missing: tuple[Phrase, ...] = ()
    lacks: Want | None = None
    findings: tuple[Finding, ...] = ()


def judge(request: Request, draft: DraftProfile, coverage: DraftCoverage, findings: Sequence[Finding]) -> Verdict:
    """Decide one request.

    A request that speaks of a defect found in this draft stands behind that finding. Otherwise correct / cut /
    restructure do not hold, and add / assess / clarify / update / propose are decided by coverage of the object over
    the whole draft, then by what the best passages say of it.
    """
    key = match_key(request.chunk.text)
    matching = tuple(one for one in findings if any(cue in key for cue in finding_cues()[one.kind]))
    if matching:
        return Verdict("found", 0.7, findings=matching)
    if request.chunk.ask in NEEDS_FINDING or request.chunk.aspect == "form" or not request.phrases:
        return Verdict("unknown", 0.0)
    return _by_coverage(request, draft, coverage.of(request.phrases))


def _by_coverage(request: Request, draft: DraftProfile, seen: Coverage) -> Verdict:
    passages = tuple(draft.passages[number] for number, _ in seen.places[:3])
    if seen.overall < _ABSENT:
        near = tuple(p for p in passages if p.part == _part_asked(request))
        return Verdict("absent", 0.80 - 0.5 * seen.overall, near[:1], seen.missing)
    if seen.overall < _COVERED:
        return Verdict("partial", 0.55, passages, seen.missing) if seen.missing else Verdict("met", 0.5, passages)
    treating = [draft.passages[number] for number, share in seen.places if share >= _PLACE]
    if not treating:
        return Verdict("unknown", 0.0)
    part = _part_asked(request)
    inside = [passage for passage in treating if passage.part == part]
    if part in draft.parts and not inside:
        return Verdict("elsewhere", 0.45, tuple(treating[:3]))
    lacking = next((want for want in request.wants if not _served(want, inside or treating)), None)
    if lacking:
        return Verdict("thin", 0.5, tuple((inside or treating)[:3]), lacks=lacking)
    return Verdict("met", 0.7, tuple((inside or treating)[:3]))


def _part_asked(request: Request) -> OutlinePart | None:
    aspect = request.chunk.aspect
    return aspect if aspect in ("results", "limitations_causes", "forecast_targets", "tasks_solutions") else None


def _served(want: Want, passages: Sequence[Passage]) -> bool:
    for passage in passages:
        if want.name == "figures":
            if sum(token[0].isdigit() for token in passage.tokens) >= _FIGURES:
                return True
        elif want.name == "solution":
            if passage.part == "tasks_solutions":
                return True
        elif any(sign in passage.paragraph.text.lower() for sign in want.shown):
            return True
    return False
