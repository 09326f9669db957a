"""What a clause is about: narrow topics of ``data/topics.toml`` and pairs of telling syllables, weighed by rarity."""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache

from assistant.diagnosis.parts import load_data
from assistant.language.normalize import match_key

__all__ = [
    "Phrases",
    "Weights",
    "contains",
    "is_aggregate",
    "is_topic",
    "narrowest",
    "phrase_index",
    "terms_of",
    "topics_in",
    "wider_than",
]

_SYLLABLE = re.compile(r"[^\W\d_]+(?:\d+)?|[^\w\s]")
_TOPIC = "#"
_NOTHING = "#-"
_GENERAL = 0.35
_TOPIC_WEIGHT = 1.5

Phrases = dict[str, list[tuple[tuple[str, ...], str]]]


def phrase_index(rows: Iterable[tuple[str, str]]) -> Phrases:
    """Phrases by their first syllable, the longest first; ``rows`` pairs each phrase with its name."""
    index: Phrases = {}
    for words, name in rows:
        parts = tuple(w for w in _SYLLABLE.findall(match_key(words)) if w.isalnum())
        index.setdefault(parts[0], []).append((parts, name))
    for found in index.values():
        found.sort(key=lambda row: -len(row[0]))
    return index


@lru_cache(maxsize=64)
def _words_index(words: tuple[str, ...]) -> Phrases:
    return phrase_index((word, word) for word in words)


def contains(key: str, words: tuple[str, ...]) -> str | None:
    """The first of ``words`` that ``key`` (a match key) has, whole syllables only."""
    index = _words_index(words)
    parts = [w for w in _SYLLABLE.findall(key) if w.isalnum()]
    for at, part in enumerate(parts):
        for phrase, name in index.get(part, ()):
            if tuple(parts[at : at + len(phrase)]) == phrase:
                return name
    return None


@cache
def _topics() -> Phrases:
    data = load_data("topics")
    rows = [(word, _TOPIC + name) for name, words in data["topics"].items() for word in words]
    bodies = data["bodies"]
    rows += [(f"{lead} {name}", _NOTHING) for lead in bodies["leads"] for name in bodies["names"]]
    return phrase_index(rows)


@cache
def _idle() -> tuple[frozenset[str], frozenset[str]]:
    idle = load_data("topics")["idle"]
    return frozenset(idle["syllables"]), frozenset(idle["pairs"])


@lru_cache(maxsize=65_536)
def terms_of(text: str) -> frozenset[str]:
    """The topics ("#heritage") and the pairs of syllables ("di tích") of a text; names of bodies are left out."""
    parts = _SYLLABLE.findall(match_key(text))
    plain = [(at, w) for at, w in enumerate(parts) if w.isalnum()]
    words = [w for _, w in plain]
    found: set[str] = set()
    covered: set[int] = set()
    at = 0
    while at < len(words):
        match = next(((p, n) for p, n in _topics().get(words[at], ()) if tuple(words[at : at + len(p)]) == p), None)
        if match is None:
            at += 1
            continue
        if match[1] == _NOTHING:
            covered.update(range(at, at + len(match[0])))
        else:
            found |= _with_wider(match[1])
        at += len(match[0])
    found |= _pairs(plain, covered)
    return frozenset(found)


@cache
def _with_wider(topic: str) -> frozenset[str]:
    """The topic and those it is part of."""
    wider = load_data("topics")["implies"].get(topic.removeprefix(_TOPIC))
    return frozenset({topic}) | (_with_wider(_TOPIC + wider) if wider else frozenset())


def _pairs(plain: list[tuple[int, str]], covered: set[int]) -> set[str]:
    """Neighbouring telling syllables with nothing printed between them."""
    syllables, pairs = _idle()
    found = set()
    for index, ((i, a), (j, b)) in enumerate(itertools.pairwise(plain)):
        if j != i + 1 or a in syllables or b in syllables or index in covered or index + 1 in covered:
            continue
        if f"{a} {b}" not in pairs and not (a[-1].isdigit() or b[-1].isdigit()):
            found.add(f"{a} {b}")
    return found


def wider_than(terms: frozenset[str]) -> frozenset[str]:
    """The topics that those among ``terms`` imply."""
    return frozenset(w for t in terms if is_topic(t) for w in _with_wider(t) if w != t)


def narrowest(terms: frozenset[str]) -> frozenset[str]:
    """The terms without the topics that a narrower topic among them implies."""
    return terms - wider_than(terms)


def is_topic(term: str) -> bool:
    """Whether a term is a topic of the lexicon."""
    return term.startswith(_TOPIC)


@cache
def _general() -> frozenset[str]:
    return frozenset(_TOPIC + name for name in load_data("topics")["general"]["topics"])


def is_aggregate(topics: frozenset[str]) -> bool:
    """Whether all topics are wholes such as GRDP, which every cause and every solution is about."""
    return bool(topics) and topics <= _general()


def topics_in(text: str, *, narrow: bool = False) -> frozenset[str]:
    """The topics of a text; ``narrow`` leaves out the aggregates (growth, structure, …)."""
    return frozenset(t for t in terms_of(text) if is_topic(t) and not (narrow and t in _general()))


@cache
def _rarity() -> dict[str, float]:
    data = load_data("frequency")
    top = data["rarest"] + 1
    return {
        pair: (int(name.removeprefix("class_")) + 0.5) / top
        for name, row in data.items()
        if name.startswith("class_")
        for pair in row["pairs"]
    }


class Weights:
    """The weight of a term, 0 to about 1.5: rare in official Vietnamese, and rare in this draft (idf, Spärck Jones)."""

    def __init__(self, passages: Iterable[str]) -> None:
        counts: Counter[str] = Counter()
        total = 0
        for passage in passages:
            counts.update(terms_of(passage))
            total += 1
        self._counts, self._total = counts, max(2, total)
        self._weights: dict[str, float] = {}

    def of(self, term: str) -> float:
        """The weight of one term."""
        if term not in self._weights:
            self._weights[term] = self._weight(term)
        return self._weights[term]

    def _weight(self, term: str) -> float:
        frequency = max(1, self._counts[term])
        rare = math.log1p(self._total / frequency) / math.log1p(self._total)
        if is_topic(term):
            return rare * (_GENERAL if term in _general() else _TOPIC_WEIGHT)
        return rare * _rarity().get(term, 1.0)

    def known(self, term: str) -> bool:
        """Whether any passage has the term."""
        return self._counts[term] > 0

    def narrow(self, term: str) -> bool:
        """Whether few passages have the term: five, or three in a hundred."""
        return self._counts[term] <= max(5, 0.03 * self._total)

    def broad(self, term: str) -> bool:
        """Whether many passages have the term: more than five and eight in a hundred."""
        return self._counts[term] > max(5, 0.08 * self._total)

    def sum(self, terms: Iterable[str]) -> float:
        """The weight of several terms together."""
        return sum(self.of(term) for term in sorted(terms))

    def cover(self, wanted: frozenset[str], given: frozenset[str]) -> float:
        """How much of ``wanted``, by weight, ``given`` has: 0 to 1."""
        whole = self.sum(wanted)
        return self.sum(wanted & given) / whole if whole else 0.0
