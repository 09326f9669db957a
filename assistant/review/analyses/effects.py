"""People and effects: work counted instead of effects, people touched and not asked, progress nobody measures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.language.normalize import match_key
from assistant.review.analyses.tools import argument, clauses, lowered, named_in, plain, short, spot_of
from assistant.review.outcome import Measure
from assistant.review.profile import DraftProfile
from assistant.review.spots import Spot, find_spot, named
from assistant.review.themes import Sign

__all__ = ["output_counts", "touched", "unmonitored"]

_COUNT = r"(?<![\w.,/])(\d[\d.]*(?:\s(?:nghìn|triệu))?)\s((?:{nouns})(?:\s[^\W\d_]+){{0,4}})"
_FEWEST, _MOST = 3, 5
_DATED = re.compile(r"sơ kết\D{0,30}20\d\d|giữa kỳ")
_STOPS = re.compile(r"\s(?:và|với|cho|để|của|về|trong|tại|trên|do|được|đã|có|tới|kết nối|thu hút|là|nhằm|từ)(?:\s.*)?$")


def output_counts(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """Documents, meetings, classes and the like (``object``) counted as results; several, and in several sentences."""
    pattern = re.compile(_COUNT.format(nouns="|".join(map(re.escape, here.object))))
    found: dict[str, Spot] = {}
    nouns: set[str] = set()
    for one in argument(draft).of("result", "other"):
        for match in pattern.finditer(match_key(one.text)):
            words = _STOPS.sub("", f"{match[1]} {match[2]}").strip()
            noun = next((noun for noun in here.object if match[2].startswith(noun)), "")
            few = len(match[1]) == 1 or match[1].startswith("0")
            if noun not in nouns and not few and not named(here.other, match_key(one.text)):
                nouns.add(noun)
                found.setdefault(words, spot_of(one))
    if len({spot.start for spot in found.values()}) < _FEWEST:
        return ()
    ordered = sorted(found, key=lambda words: not named(here.near, words))
    values = {"counts": named_in(ordered, _MOST), "count": str(len(found))}
    return (Measure("output_counts", 0.66, tuple(dict.fromkeys(found[words] for words in ordered[:3]))[:2], values),)


def touched(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """Tasks that take something from people or bind them (``object``), in a draft that says nowhere that those
    concerned were or will be asked (``said``)."""
    if any(named(here.said, p.key) for p in draft.passages):
        return ()
    found: dict[str, Spot] = {}
    for one in argument(draft).of("solution"):
        phrase = next((words for words in here.object if words in match_key(one.text)), None)
        if phrase and not named(here.other, match_key(one.text)):
            found.setdefault(phrase, spot_of(one))
    if len(found) < 2:
        return ()
    names = [_from(phrase, spot) for phrase, spot in found.items()]
    people = [word for word in here.near if word in draft.key]
    values = {"acts": named_in(names, 3), "people": named_in(people, 3) or "người dân, doanh nghiệp liên quan"}
    return (Measure("touched", 0.7, tuple(found.values())[:2], values),)


def _from(phrase: str, spot: Spot) -> str:
    key = match_key(spot.quote)
    at = key.find(phrase)
    text = spot.quote[at:] if len(key) == len(spot.quote) else spot.quote
    return lowered(plain(re.split(r"[,;:(]|\strước ngày|\strong quý|\stheo ", text)[0]))


def unmonitored(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """A first review set (``object``) and no set of indicators nor shorter rhythm of reporting (``said``)."""
    said = argument(draft)
    if sum(one.role == "solution" for one in said.statements) < _FEWEST or any(
        named(here.said, p.key) for p in draft.passages
    ):
        return ()
    if any(named(here.heading, match_key(s.title)) for s in draft.document.walk()):
        return ()
    for passage in draft.passages:
        if passage.part not in ("tasks_solutions", "recommendations"):
            continue
        spot = find_spot(passage, here.object, ())
        if spot and _DATED.search(spot.quote):
            when = next((c for c in clauses([passage.section]) if named(here.object, c.key)), None)
            values = {"review": _review(here, when.text if when else spot.quote)}
            return (Measure("unmonitored", 0.58, (spot,), values),)
    return ()


def _review(here: Sign, text: str) -> str:
    key = match_key(text)
    at = min(key.find(phrase) for phrase in here.object if phrase in key)
    return short(re.split(r"[,;(]", text[at:] if len(key) == len(text) else text)[0], 12)
