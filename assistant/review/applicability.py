"""Does what a precedent asked still hold for this draft? Decided by what the whole draft says of the thing."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from assistant.diagnosis.model import Finding
from assistant.documents.model import Section
from assistant.language.normalize import match_key
from assistant.review.certain import bears, nameable, nowhere, unfit
from assistant.review.coverage import Coverage, DraftCoverage, Place
from assistant.review.lexicon import finding_cues, request_words
from assistant.review.matters import Asked, Matter, is_summary
from assistant.review.model import OutlinePart
from assistant.review.profile import DraftProfile
from assistant.review.requests import Request
from assistant.review.reuse import Fitting
from assistant.review.spots import head

__all__ = ["Holding", "State", "Verdict", "judge", "speaks_of"]

State = Literal["absent", "partial", "thin", "met", "unknown"]
# How much of one thing, of one of several and of several together must be said at one place to be there.
_THERE, _ITEM_THERE, _WHOLLY, _SEVERAL = 0.6, 0.62, 0.8, 2
# Of a comparable draft's report what is asked may be new to the draft; of another's it must be the draft's own matter.
_COMPARABLE, _KNOWN, _BROAD_KNOWN, _FAR_KNOWN = 0.6, 0.3, 0.6, 0.8
_ANCHORED, _PAIRS = 0.18, 1
_BROAD_ANCHORED, _BROAD_PAIRS = 0.24, 2
_OWN_KNOWN, _OTHERS = 0.45, 1.0
_HEAD, _HEADED = 7, 0.8
_CLOSE, _ALIKE, _TOPIC, _REMOVABLE = 0.75, 0.26, 0.5, 0.5
_MOSTLY = 0.75
# What tells a request that holds from one that does not, by how much; fitted on the development cases.
_START, _FAULT, _LACK, _MORE, _CLOSE_FAULT, _HAD, _ECHO = 0.36, 0.12, 0.06, 0.07, 0.25, 0.12, 0.1
_WORD, _MOST_COUNTED, _NAMED, _SUMMARY = 0.004, 35, 0.04, 0.1
_NEAREST, _MOST_SURE = 0.4, 0.9
_DATED_YEARS = 1
_TOLD = 400
_MOST_ASKS = 3
_SPLIT = re.compile(r",\s|;\s|:\s|\s(?:và|hoặc)\s")
_QUOTED = re.compile(r"[“\"]([^“”\"]{6,})[”\"]")
_BRACKET = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Holding:
    """One thing asked that this draft does not have: its words fit for the draft, and which of its parts are missing.

    ``seen`` is the sentence nearest to it, ``share`` how much of it any place has; ``sure``: it is nowhere at all.
    """

    asked: Asked
    words: str
    missing: tuple[str, ...]
    seen: Place | None
    share: float
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a matter holds here, what of it, the ``place`` of the draft that it is about, and what the report says
    it is about ("về vốn vay"), fit for the draft."""

    state: State
    confidence: float = 0.0
    holdings: tuple[Holding, ...] = ()
    place: Place | None = None
    topic: str = ""


_UNKNOWN = Verdict("unknown")


def judge(matter: Matter, draft: DraftProfile, coverage: DraftCoverage, fitting: Fitting) -> Verdict:
    """Decide one matter.

    What is asked holds as far as no place of the draft, in the part asked for, has it. A matter of which the draft
    speaks nowhere, of the circumstances of another year or of another province's own is not decided.
    """
    request = matter.request
    if request.chunk.aspect == "form" or _past(request, draft) or unfit(request, draft):
        return _UNKNOWN
    if not _near(request, draft) and not draft.speaks_of(request.chunk.topics):
        return _UNKNOWN
    holdings: list[Holding] = []
    met: Place | None = None
    for asked in matter.asks:
        decided = _holds(asked, draft, coverage, fitting)
        if isinstance(decided, Holding):
            holdings.append(decided)
        elif decided is not None:
            met = decided
    if not holdings:
        return Verdict("met", 0.7, (), met) if met else _UNKNOWN
    anchored = _anchor(matter, draft, coverage)
    place = anchored.place if anchored else None
    if place is None or not bears(place, [one.words for one in holdings], matter, coverage):
        place = _ground(holdings[0], draft, coverage)
    if place is None:
        return _UNKNOWN
    state: State = "partial" if met or any(one.missing for one in holdings) else "absent"
    confidence = _confidence(matter, holdings, coverage)
    topic = fitting.fit(matter.asks[0].ask.topic, request.report.names) or ""
    return Verdict(state, confidence, tuple(holdings[:_MOST_ASKS]), place, topic)


def _confidence(matter: Matter, holdings: Sequence[Holding], coverage: DraftCoverage) -> float:
    """How sure it is that a request holds here and is worth saying.

    For it: a fault of the draft was named before it, near to what a sentence of this draft says, or with words quoted
    that this draft has too; several things are asked, at some length, of something named; little of them is there.
    Against it: it stands where the report only sums up.
    """
    words = sum(len(one.words.split()) for one in holdings)
    sure = _START + _MORE * min(len(holdings) - 1, 2) + _WORD * min(words, _MOST_COUNTED)
    sure -= _HAD * min(one.share for one in holdings)
    if _faulted().search(match_key(matter.fault)):
        sure += _FAULT + _CLOSE_FAULT * min(_NEAREST, coverage.of(matter.fault, quotable=True).share)
    sure += _LACK * any(not one.asked.ask.plain for one in holdings)
    sure += _ECHO * any(coverage.has(quote) for quote in _QUOTED.findall(matter.told))
    sure += _NAMED * bool(matter.asks[0].ask.topic) - _SUMMARY * is_summary(matter.request)
    return min(_MOST_SURE, sure)


def speaks_of(request: Request, finding: Finding) -> bool:
    """Whether a comment is about the same kind of defect: one of its themes tests for it, or its words are its cues."""
    if any(finding.kind in theme.here.kinds for theme in request.themes):
        return True
    cues = finding_cues().get(finding.kind)
    return cues is not None and cues.search(request.key) is not None


def _holds(asked: Asked, draft: DraftProfile, coverage: DraftCoverage, fitting: Fitting) -> Holding | Place | None:
    """The thing asked, if the draft lacks it; the place that has it; ``None`` if it cannot be decided."""
    ask, near = asked.ask, _near(asked.request, draft)
    if not ask.plain and (not near or is_summary(asked.request)):
        return None
    if ask.mode == "change":
        return _changed(asked, coverage, fitting)
    central = bool(_central().search(asked.request.chunk.text))
    words = fitting.fit(ask.thing, asked.request.report.names, central=central)
    if words is None:
        return None
    parts, bare = _area(_by_law().sub("", words))
    if coverage.known(bare, common=near) < (_FAR_KNOWN if not near else _BROAD_KNOWN if draft.broad else _KNOWN):
        return None
    whole = coverage.of(bare, parts)
    items = _items(bare)
    there = whole.share >= (_THERE if len(items) < _SEVERAL else _WHOLLY)
    missing = tuple(item for item in items if not _said(item, parts, coverage))
    if ((there or len(items) >= _SEVERAL) and not missing) or _headed(bare, coverage):
        return whole.place
    nearest = coverage.of(bare, quotable=True)
    seen = nearest.place if nearest.share >= _ANCHORED and nearest.pairs >= _PAIRS else None
    missing = (
        tuple(item for item in missing if nameable(item, coverage)) if len(missing) <= _MOSTLY * len(items) else ()
    )
    return Holding(asked, words, missing, seen, whole.share, sure=nowhere(bare, coverage))


def _changed(asked: Asked, coverage: DraftCoverage, fitting: Fitting) -> Holding | None:
    """A change asked of the like draft, if it can be asked of this one: what is to go is there, or this draft says much
    the same and the change needs no figure or wording of the other."""
    ask, request = asked.ask, asked.request
    words = fitting.fit(ask.thing, request.report.names) if request.nearness >= _CLOSE else None
    if words is None:
        return None
    if ask.verb in _data()["removals"]:
        found = coverage.of(words, quotable=True)
        there = found.share >= _REMOVABLE and found.pairs >= _PAIRS
        return Holding(asked, words, (), found.place, 0.0) if there else None
    found = coverage.anchor(f"{request.context[-_TOLD:]} {request.chunk.text}", _part(request))
    alike = ask.verb in _data()["changes"] and found.share >= _ALIKE and found.pairs >= _BROAD_PAIRS
    return Holding(asked, words, (), found.place, 0.0) if alike else None


def _said(item: str, parts: tuple[OutlinePart, ...], coverage: DraftCoverage) -> bool:
    """Whether a place has the item; where a number of something is asked, with a figure."""
    found = coverage.of(item, parts)
    if found.share < _ITEM_THERE or found.place is None:
        return False
    return not _counted().match(item) or any(map(str.isdigit, found.place.spot.quote))


def _headed(words: str, coverage: DraftCoverage) -> bool:
    """Whether a heading or a caption of the draft names what is asked."""
    opening = " ".join(words.split()[:_HEAD])
    return coverage.of(opening, titled=True).share >= _HEADED


def _anchor(matter: Matter, draft: DraftProfile, coverage: DraftCoverage) -> Coverage | None:
    """The sentence of the draft that the matter is about, by all it says, else by what it asks."""
    part = _part(matter.request)
    share, pairs = (_BROAD_ANCHORED, _BROAD_PAIRS) if draft.broad else (_ANCHORED, _PAIRS)
    for text in (matter.told[:_TOLD], " ".join(f"{one.ask.topic} {one.ask.thing}" for one in matter.asks)):
        found = coverage.anchor(text, part)
        if found.share >= share and found.pairs >= pairs:
            return found
    topic = coverage.anchor(matter.asks[0].ask.topic, part)
    return topic if topic.share >= _TOPIC and topic.pairs >= pairs else None


def _part(request: Request) -> OutlinePart | None:
    return request.chunk.aspect if request.chunk.aspect != "general" else None


def _ground(holding: Holding, draft: DraftProfile, coverage: DraftCoverage) -> Place | None:
    """Where a comparable draft's matter belongs though nothing here is near it: the sentence nearest to what is asked,
    else the heading of its part, the one with most below it."""
    request = holding.asked.request
    if not _near(request, draft) or draft.broad or coverage.known(holding.words) < _OWN_KNOWN:
        return None
    if holding.seen is not None:
        return holding.seen
    part: OutlinePart = _part(request) or "tasks_solutions"
    counts = Counter(id(passage.section) for passage in draft.passages if passage.part == part)
    headed = [section for section in draft.document.walk() if section.end > section.start]
    section = max(headed, key=lambda one: (_below(one, counts), -one.level, -one.start), default=None)
    if section is None or not _below(section, counts):
        return None
    return Place(head(draft, section), part, quotable=False)


def _below(section: Section, counts: Mapping[int, int]) -> float:
    """How many paragraphs of a part stand in a section and below it, less those of other parts."""
    mine = sum(counts.get(id(one), 0) for one in section.walk())
    return mine - _OTHERS * (sum(len(one.paragraphs) for one in section.walk()) - mine)


def _items(words: str) -> list[str]:
    listed = _BRACKET.sub("", words)
    listed = listed.partition(": ")[2] or listed
    parts = (part.strip(" ,;") for part in _SPLIT.split(listed))
    return [part for part in parts if len(part.split()) > 1]


def _area(words: str) -> tuple[tuple[OutlinePart, ...], str]:
    """The parts of a draft in which a thing of this kind belongs, and the thing without the words of its kind."""
    for part, pattern in _areas():
        found = pattern.match(words)
        if found is not None:
            rest = words[found.end() :].strip()
            return (part,), rest if len(rest.split()) > 1 else words
    return (), words


def _near(request: Request, draft: DraftProfile) -> bool:
    """Whether the report judged a comparable draft: one of every field is none for one of a single field."""
    return request.nearness >= _COMPARABLE and (draft.broad or not request.report.broad)


def _past(request: Request, draft: DraftProfile) -> bool:
    """Whether the request is about circumstances (the world, an outlook) of a year that is not the draft's."""
    outlook = (word for word in request_words().outlook if word not in _data()["timeless"])
    if request.chunk.aspect != "forecast_targets" or not any(word in request.key for word in outlook):
        return False
    return bool(draft.year and request.year) and abs((draft.year or 0) - (request.year or 0)) > _DATED_YEARS


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "data" / "areas.toml").read_text("utf-8"))


@cache
def _areas() -> list[tuple[OutlinePart, re.Pattern[str]]]:
    found: list[tuple[OutlinePart, re.Pattern[str]]] = []
    for part, row in _data()["areas"].items():
        lead, nouns, links = ("|".join(row[name]) for name in ("lead", "nouns", "links"))
        found.append((part, re.compile(rf"(?:(?:{lead})\s)*(?:{nouns})(?:\s(?:{links}))*\s", re.IGNORECASE)))
    return found


@cache
def _by_law() -> re.Pattern[str]:
    """A law named for a rule: what it is called is no part of the thing."""
    return re.compile(_data()["by_law"])


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{'|'.join(_data()['lead'])})\s)*(?:{'|'.join(_data()['counted'])})\s", re.IGNORECASE)


@cache
def _faulted() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(_data()['faults'])})(?!\w)")


@cache
def _central() -> re.Pattern[str]:
    return re.compile(_data()["central"])
