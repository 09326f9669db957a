"""Does the precedent's request still hold for this draft? Decided by kind of ask, with the passages that decide it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.diagnosis.model import Finding
from assistant.documents.model import Section
from assistant.language.normalize import match_key
from assistant.language.tokens import sentences
from assistant.review.coverage import Coverage, DraftCoverage
from assistant.review.lexicon import Want, finding_cues, request_words
from assistant.review.model import OutlinePart
from assistant.review.profile import DraftProfile, Passage
from assistant.review.requests import Phrase, Request, phrases

__all__ = ["State", "Verdict", "judge"]

State = Literal["absent", "partial", "elsewhere", "thin", "parallel", "met", "found", "unknown"]

# Requests of these asks hold only where a deterministic check has found their condition.
NEEDS_FINDING = frozenset({"correct", "cut", "restructure", "update"})
_ABSENT, _COVERED, _PLACE = 0.34, 0.72, 0.5
_FIGURES = 2
_AT_HOME, _WELL_AT_HOME, _CONTEXT = 0.1, 0.14, 400
_FOREIGN, _FOREIGN_AT_HOME, _SPECIFIC = 0.4, 0.65, 3
_DATED_YEARS = 1
_PARALLEL = 0.5
_OWN_FIELD = 0.6
# Reports of as many provinces must speak of a thing for it to be no province's own.
_GENERAL = 3
_QUOTED = re.compile(r"[“\"]([^“”\"]{12,})[”\"]")


@dataclass(frozen=True, slots=True)
class Verdict:
    """``state`` with its confidence, the passages it rests on, the phrases missing, and the want not served.

    ``home`` is the section of the draft that speaks of the request's field.
    """

    state: State
    confidence: float
    passages: tuple[Passage, ...] = ()
    missing: tuple[Phrase, ...] = ()
    lacks: Want | None = None
    findings: tuple[Finding, ...] = ()
    home: Section | None = None


_UNKNOWN = Verdict("unknown", 0.0)


def judge(request: Request, draft: DraftProfile, coverage: DraftCoverage, findings: Sequence[Finding]) -> Verdict:
    """Decide one request.

    A request that speaks of a defect found in this draft stands behind that finding. Otherwise correct / cut /
    restructure / update do not hold, and add / assess / clarify / propose are decided by coverage of the object over
    the whole draft, then by what the best passages say of it. A request about a field that the draft does not treat,
    about another province's own matters, or about the circumstances of another year is not decided.
    """
    matching = tuple(one for one in findings if _speaks_of(request, one))
    if matching:
        return Verdict("found", 0.7, findings=matching)
    alike = _parallel(request, draft, coverage)
    if alike:
        return Verdict("parallel", 0.65, (alike,), home=alike.section)
    home = _home(request, draft, coverage)
    return _by_coverage(request, draft, coverage.of(request.phrases), home) if home else _UNKNOWN


def _home(request: Request, draft: DraftProfile, coverage: DraftCoverage) -> Section | None:
    """The section of the request's field, if coverage may decide the request at all."""
    if request.chunk.ask in NEEDS_FINDING or request.chunk.aspect == "form" or not request.phrases:
        return None
    if not draft.speaks_of(request.chunk.topics) or coverage.specificity(request.phrases) < _SPECIFIC:
        return None
    if not draft.type or (not draft.broad and request.nearness < _OWN_FIELD):
        return None
    home, share = coverage.home((request.context[-_CONTEXT:], request.chunk.text), _part_asked(request))
    if home is None or share < _AT_HOME or _past(request, draft) or _of_another_land(request, draft):
        return None
    allowed = _FOREIGN_AT_HOME if draft.broad and share >= _WELL_AT_HOME else _FOREIGN
    if not _all_known(request, coverage):
        return None
    own = _same_province(request, draft) or coverage.foreign(request.phrases) <= allowed
    return home if own else None


def _speaks_of(request: Request, finding: Finding) -> bool:
    """Whether a comment is about the same kind of defect: one of its themes tests for it, or its words are its cues."""
    if any(finding.kind in theme.here.kinds for theme in request.themes):
        return True
    cues = finding_cues().get(finding.kind)
    return cues is not None and cues.search(request.key) is not None


def _parallel(request: Request, draft: DraftProfile, coverage: DraftCoverage) -> Passage | None:
    """The provision of the draft that is like the one a precedent criticised before it asked something.

    Only for drafts that are read provision by provision: elsewhere like words say little.
    """
    if not request.context or draft.type is None or draft.broad or request.chunk.ask == "other":
        return None
    if request.nearness < _OWN_FIELD:
        return None
    best: tuple[float, Passage | None] = (_PARALLEL, None)
    for told in _told(request):
        seen = coverage.of(told)
        if seen.places and seen.places[0][1] > best[0] and coverage.specificity(seen.found) >= _SPECIFIC:
            best = seen.places[0][1], draft.passages[seen.places[0][0]]
    passage = best[1]
    if passage and not _object_there(request, passage):
        return None
    if passage and request.chunk.ask in NEEDS_FINDING and coverage.of(request.phrases).overall < _PARALLEL:
        return None
    return passage


def _object_there(request: Request, passage: Passage) -> bool:
    """Whether the provision shown speaks of the request's object: else it is about another provision."""
    here = (passage.key, match_key(passage.section.title))
    names = [match_key(phrase.printed) for phrase in request.phrases]
    return bool(names) and all(any(_mostly(name, key) for key in here) for name in names)


def _mostly(name: str, key: str) -> bool:
    words = name.split()
    pairs = [" ".join(pair) for pair in itertools.pairwise(words)]
    return sum(pair in key for pair in pairs) >= _PLACE * len(pairs)


def _all_known(request: Request, coverage: DraftCoverage) -> bool:
    """Whether each thing that a request names occurs in this draft or is spoken of everywhere: what is neither is a
    matter of the document that the request was made about."""
    return all(coverage.foreign((phrase,), _GENERAL) <= _PLACE for phrase in request.phrases)


def _told(request: Request) -> list[tuple[Phrase, ...]]:
    """The phrases of each sentence before the request, and of each quotation in it."""
    context = request.context[-_CONTEXT:]
    pieces = [context[start:end] for start, end in sentences(context)] + _QUOTED.findall(context)
    return [phrases(piece, request.report.names) for piece in pieces]


def _same_province(request: Request, draft: DraftProfile) -> bool:
    """Whether the report judged a draft of the same province, whose own matters may return."""
    return bool(draft.province) and match_key(draft.province or "") == request.report.locality


def _past(request: Request, draft: DraftProfile) -> bool:
    """Whether the request is about circumstances (the world, an outlook) of a year that is not the draft's."""
    if request.chunk.aspect != "forecast_targets" or not any(word in request.key for word in request_words().outlook):
        return False
    return bool(draft.year and request.year) and abs((draft.year or 0) - (request.year or 0)) > _DATED_YEARS


def _of_another_land(request: Request, draft: DraftProfile) -> bool:
    """Whether the request speaks of a kind of land or place that the draft never names."""
    return any(_has_word(request.key, word) and not _has_word(draft.key, word) for word in request_words().land)


def _has_word(key: str, word: str) -> bool:
    return word in key and re.search(rf"(?<!\w){word}(?!\w)", key) is not None


def _by_coverage(request: Request, draft: DraftProfile, seen: Coverage, home: Section) -> Verdict:
    passages = tuple(draft.passages[number] for number, _ in seen.places[:3])
    if seen.overall < _ABSENT:
        return Verdict("absent", 0.62 - 0.3 * seen.overall, (), seen.missing, home=home)
    if seen.overall < _COVERED:
        return Verdict("partial" if seen.missing else "met", 0.6, passages, seen.missing, home=home)
    return _by_passage(request, draft, seen, home)


def _by_passage(request: Request, draft: DraftProfile, seen: Coverage, home: Section) -> Verdict:
    """The object is there: is it in the part asked, and is what is wanted said of it?"""
    treating = [draft.passages[number] for number, share in seen.places if share >= _PLACE]
    if not treating:
        return _UNKNOWN
    part = _part_asked(request)
    inside = [passage for passage in treating if passage.part == part]
    if part in draft.parts and not inside:
        return Verdict("elsewhere", 0.4, tuple(treating[:3]), home=home)
    lacking = next((want for want in request.wants if not _served(want, inside or treating)), None)
    if lacking:
        return Verdict("thin", 0.45, tuple((inside or treating)[:3]), lacks=lacking, home=home)
    return Verdict("met", 0.7, tuple((inside or treating)[:3]), home=home)


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
        elif any(sign in passage.key for sign in want.shown):
            return True
    return False
