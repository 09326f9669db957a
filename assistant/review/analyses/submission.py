"""A submission held against the rule it carries: what it says the rule does and the articles do not; and whether it
weighs the options it names and shows how it reckoned the benefit."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from assistant.documents.model import Section
from assistant.language.normalize import match_key
from assistant.language.quantities import amounts
from assistant.language.tokens import syllables
from assistant.review.analyses.tools import Clause, articles, clauses, lowered, named_in, short
from assistant.review.outcome import Measure
from assistant.review.profile import DraftProfile
from assistant.review.spots import head, named
from assistant.review.themes import Sign

__all__ = ["duties", "excluded", "options", "promised", "reckoning"]

_COVERED, _FEWEST_PAIRS, _BEFORE = 0.5, 3, 60
_OPTIONS = re.compile(r"(?:ba|hai|bốn|0?[234]) phương án (?:là |gồm |gồm có )?([^.;()]{8,120})")
_ITEM = re.compile(r"\s*(?:,| và )\s*")
_MOST = 2


def excluded(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """Whom the submission says the rule leaves out (``object`` and what follows), where no article does."""
    rule = articles(draft)
    scope = next((one for one in rule if named(here.heading, match_key(one.title))), None)
    if scope is None:
        return ()
    given = _pairs(rule)
    for one in _body(draft):
        found = next((phrase for phrase in here.object if phrase in one.key), None)
        if found is None or not named(here.near, one.key):
            continue
        whom = one.text[one.key.find(found) + len(found) :].split(";")[0].split("(")[0]
        told = set(itertools.pairwise(syllables(whom)))
        if len(told) >= _FEWEST_PAIRS and len(told & given) < _COVERED * len(told):
            values = {"whom": short(whom, 14), "article": _named(scope)}
            return (Measure("excluded", 0.8, (one.spot, head(draft, scope)), values),)
    return ()


def promised(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """What the submission says that the rule allows, secures or prescribes (``object`` beside ``near``) and whose words
    no article has."""
    rule = articles(draft)
    given = _pairs(rule)
    found = []
    for one in _body(draft) if rule else ():
        cue = next((m for phrase in here.object if (m := re.search(rf"(?<!\w){phrase}(?!\w)", one.key))), None)
        before = one.key[max(0, cue.start() - _BEFORE) : cue.end() + 1] if cue else ""
        if cue is None or not named(here.near, before) or named(here.other, one.key):
            continue
        what = one.text[cue.end() :]
        told = [pair for pair in itertools.pairwise(syllables(what)) if not any(w in here.said for w in pair)]
        if len(told) < _FEWEST_PAIRS or len(set(told) & given) >= _COVERED * len(set(told)):
            continue
        nearest = max(rule, key=lambda article: len(set(told) & _pairs([article])))
        values = {"what": short(what, 16), "article": _named(nearest)}
        found.append(Measure("promised", 0.7, (one.spot,), values))
    return found[:_MOST]


def duties(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """Duties of those who carry the rule out, and papers and terms (``items``: name and words), told in the submission
    and in no article."""
    rule = articles(draft)
    if not rule:
        return ()
    last = next((one for one in reversed(rule) if named(here.heading, match_key(one.title))), None)
    key = " ".join(one.key for one in clauses(rule))
    told: dict[str, Clause] = {}
    for one in _body(draft):
        if not named(here.near, f"{match_key(one.section.title)} {one.key}"):
            continue
        for name, cues in here.items.items():
            if named(cues, one.key) and not named(cues, key):
                told.setdefault(name, one)
    if not told:
        return ()
    first = next(iter(told.values()))
    values = {"missing": named_in(list(told)), "count": str(len(rule)), "last": _named(rule[-1])}
    if last is None:
        return (Measure("duties_nowhere", 0.76, (first.spot, head(draft, rule[-1])), values),)
    article = clauses([last])
    values |= {"article": _named(last), "only": short(article[0].text, 16) if article else lowered(last.title)}
    return (Measure("duties", 0.74, (first.spot, head(draft, last)), values),)


def options(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """Options that the draft names and its assessment of effects does not compare."""
    effects = [s for s in draft.document.walk() if named(here.heading, match_key(s.title)) and s.kind != "article"]
    within = clauses(_below(effects))
    if not within or any("phương án" in one.key for one in within):
        return ()
    for one in _body(draft):
        found = _OPTIONS.search(one.key)
        if found is None:
            continue
        names = [part for part in _ITEM.split(found[1].strip()) if part]
        if len(names) < 2:
            continue
        start, end = found.span(1)
        listed = one.text[start:end].strip() if len(one.text) == len(one.key) else found[1].strip()
        values = {"options": listed, "effects": draft.place(effects[0].start), "count": str(len(names))}
        return (Measure("options", 0.72, (one.spot, head(draft, effects[0])), values),)
    return ()


def reckoning(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """The largest benefit in money that the assessment of effects claims, printed once and with no word of how it was
    reckoned."""
    titled = ((s, match_key(s.title)) for s in draft.document.walk() if s.kind != "article")
    effects = [s for s, title in titled if named(here.heading, title) or title in here.titles]
    best: tuple[float, Clause, str] | None = None
    for one in clauses(_below(effects)):
        if not named(here.object, one.key) or named(here.said, one.key):
            continue
        for amount in amounts(one.text):
            words = one.text[amount.start : amount.end].strip()
            worth = float(amount.value)
            if amount.measure == "money" and amount.per in ("", "/năm") and draft.key.count(match_key(words)) == 1:
                best = max(best or (0.0, one, words), (worth, one, words), key=lambda pair: pair[0])
    if best is None:
        return ()
    values = {"sum": best[2], "what": short(best[1].text, 14)}
    return (Measure("reckoning", 0.62, (best[1].spot,), values),)


def _body(draft: DraftProfile) -> list[Clause]:
    """The clauses of the submission itself."""
    return clauses(s for s in draft.document.walk() if s.kind not in ("article", "clause", "point", "annex"))


def _pairs(sections: Sequence[Section]) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for section in _below(sections):
        for text in (section.title, *(p.text for p in section.paragraphs)):
            found |= set(itertools.pairwise(syllables(text)))
    return found


def _below(sections: Sequence[Section]) -> list[Section]:
    """The sections and all within them, once each."""
    found: dict[int, Section] = {}
    for section in sections:
        found[id(section)] = section
        for child in _below(section.children):
            found[id(child)] = child
    return list(found.values())


def _named(section: Section) -> str:
    return f"{section.label} ({lowered(section.title)})" if section.title else section.label
