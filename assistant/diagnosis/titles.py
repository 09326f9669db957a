"""Result headings that name a topic and claim nothing, in a draft whose other headings do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from assistant.diagnosis.model import Defect
from assistant.diagnosis.parts import load_data
from assistant.diagnosis.phrases import phrase, quoted, strung
from assistant.diagnosis.places import place
from assistant.diagnosis.reading import Reading
from assistant.diagnosis.registry import check
from assistant.diagnosis.statements import Argument, Statement, argument_of, cue
from assistant.diagnosis.terms import Phrases, contains, phrase_index
from assistant.documents.model import Section
from assistant.language.normalize import match_key

__all__ = ["claims", "is_label", "topic_heading"]

_FEWEST_CLAIMS = 2
_CLAIMING = 0.3
_AMONG_SIBLINGS = 0.25
_MOST = 6
_SHOWN = 4
_NAMED = 0.85
_SHORT = 5
_SHORT_ITEM = 4
_GLANCE = 9
_MOSTLY = 0.7
_LONGEST_THESIS = 34
_MARKER = re.compile(r"^[\w.]{1,8}[.)-]\s*")
_ITEMS = re.compile(r"\s*[,;]\s*|\svà\s")


@check(kind="topic_heading", claim="hint")
def topic_heading(reading: Reading) -> Iterator[Defect]:
    """Result headings that are labels, where the draft's other headings state a result.

    Rule: no rules or resolutions; only headings of results with text of their own; the draft must itself claim
    something in at least two and in a third of such headings, and in a quarter of those beside the label. One finding
    with its places; a thesis is offered from the section's own words. Source: drafting manuals; headings of congress
    reports.
    """
    argument = argument_of(reading)
    if cue("types", "rules", reading.draft.metadata.type or ""):
        return
    own = [
        s
        for s in reading.draft.walk()
        if argument.parts[id(s)] == "results" and s.paragraphs and s.end > s.start and not s.title.isupper()
    ]
    claiming = {id(s) for s in own if claims(s.title)}
    if len(claiming) < _FEWEST_CLAIMS or len(claiming) < _CLAIMING * len(own):
        return
    labels = [s for s in own if is_label(s.title) and _among(reading, s, claiming)]
    if labels:
        yield _defect(reading, argument, labels)


def _among(reading: Reading, section: Section, claiming: set[int]) -> bool:
    """Whether enough of the headings beside it claim something."""
    parent = reading.parents[id(section)]
    siblings = [s for s in (parent.children if parent else reading.draft.sections) if s.end > s.start]
    return sum(id(s) in claiming or claims(s.title) for s in siblings) >= _AMONG_SIBLINGS * len(siblings)


def _defect(reading: Reading, argument: Argument, labels: Sequence[Section]) -> Defect:
    first = next((s for s in labels if _thesis(argument, s)), labels[0])
    thesis = _thesis(argument, first)
    values = {
        "titles": strung([quoted(s.title) for s in labels[:_SHOWN]]),
        "title": quoted(first.title),
        "place": place(reading, first.start),
        "count": str(len(labels)),
        "thesis": phrase("thesis", title=quoted(first.title), claim=quoted(thesis.text)) if thesis else "",
    }
    ordered = [first, *(s for s in labels if s is not first)][:_MOST]
    spans = tuple((s.start, s.end) for s in sorted(ordered, key=lambda s: s.start))
    return Defect(1, 0.75, spans, values, "main" if len(labels) == 1 else "several")


def _thesis(argument: Argument, section: Section) -> Statement | None:
    """The first short clause of the section that judges or compares."""
    own = (s for s in argument.of("result") if s.section is section)
    return next((s for s in own if len(s.text.split()) <= _LONGEST_THESIS and cue("assessment", "words", s.text)), None)


@cache
def _list(name: str) -> tuple[str, ...]:
    return tuple(load_data("headings")[name])


def is_label(title: str) -> bool:
    """Whether a heading states nothing and is short, a list of short names, or made of names of fields and idle words
    (most of it, where it is short enough to be seen at a glance).
    """
    key = _MARKER.sub("", match_key(title))
    words = re.findall(r"[^\W\d_]+", key)
    index = _naming()
    named: set[int] = set()
    for at, word in enumerate(words):
        for name, _ in index.get(word, ()):
            if tuple(words[at : at + len(name)]) == name:
                named.update(range(at, at + len(name)))
    if not words or claims(title) or contains(match_key(title), _list("standing")):
        return False
    items = [len(re.findall(r"[^\W\d_]+", item)) for item in _ITEMS.split(key)]
    listed = len(items) > 1 and max(items) <= _SHORT_ITEM
    enough = _MOSTLY if len(words) <= _GLANCE else _NAMED
    return listed or len(words) <= _SHORT or len(named) >= enough * len(words)


@cache
def _naming() -> Phrases:
    topics = [word for words in load_data("topics")["topics"].values() for word in words]
    return phrase_index((word, word) for word in (*topics, *_list("fields")))


def claims(title: str) -> bool:
    """Whether a heading states a result rather than names a topic."""
    key = match_key(title)
    for noun in _list("nouns"):
        key = key.replace(noun, "-")
    if contains(key, _list("states")):
        return True
    items = _ITEMS.split(_MARKER.sub("", key))
    behind = (item.partition(" ")[2] for item in items)
    return any(contains(rest, _list("verbs")) is not None for rest in behind)
