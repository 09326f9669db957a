"""How far the draft already speaks of something: bigram postings over its passages, with rarity weights."""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.documents.model import Section
from assistant.language.tokens import syllables
from assistant.review.model import OutlinePart
from assistant.review.profile import Passage
from assistant.review.requests import Phrase, Request

__all__ = ["Coverage", "DraftCoverage"]

Pair = tuple[str, str]
_UNCOMMON = 50
_FEWEST_LOCALITIES = 2


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far phrases are covered.

    ``overall``: weighted share of the phrases found anywhere; ``places``: passages by share of the whole, best first;
    ``missing``: phrases less than half found in any one passage; ``found``: the others.
    """

    overall: float
    places: tuple[tuple[int, float], ...]
    missing: tuple[Phrase, ...]
    found: tuple[Phrase, ...]


class DraftCoverage:
    """Passages and sections of one draft, indexed by syllable bigram.

    The weight of a bigram is ``log(1 + N / n)`` (inverse document frequency, Robertson and Spärck Jones 1976) over the
    draft's passages and the pool of precedent comments, so that set phrases of the trade count little.
    """

    def __init__(self, passages: Sequence[Passage], pool: Sequence[Request]) -> None:
        self._postings: dict[Pair, set[int]] = defaultdict(set)
        self._sections: dict[Pair, set[int]] = defaultdict(set)
        self._localities: dict[Pair, set[str]] = defaultdict(set)
        self._by_id: dict[int, Section] = {}
        self._parts: dict[int, OutlinePart | None] = {}
        frequency: Counter[Pair] = Counter()
        for number, passage in enumerate(passages):
            pairs = set(_bigrams(passage.tokens))
            frequency.update(pairs)
            self._by_id[id(passage.section)] = passage.section
            self._parts[id(passage.section)] = passage.part
            for pair in pairs:
                self._postings[pair].add(number)
                self._sections[pair].add(id(passage.section))
        for section in self._by_id.values():
            for pair in _bigrams(syllables(section.title)):
                self._sections[pair].add(id(section))
        for request in pool:
            pairs = set(_bigrams(syllables(request.chunk.text)))
            frequency.update(pairs)
            for pair in pairs:
                self._localities[pair].add(request.report.locality)
        self._frequency = frequency
        self._size = len(passages) + len(pool)

    def weight(self, phrase: Phrase) -> float:
        """The sum of the rarity weights of the phrase's bigrams."""
        return sum(self._rarity(pair) for pair in _bigrams(phrase.tokens))

    def specificity(self, phrases: Sequence[Phrase]) -> int:
        """How many different bigrams of the phrases are uncommon: found in fewer than one text in fifty."""
        pairs = {pair for phrase in phrases for pair in _bigrams(phrase.tokens)}
        return sum(self._frequency[pair] * _UNCOMMON < self._size for pair in pairs)

    def foreign(self, phrases: Sequence[Phrase], localities: int = _FEWEST_LOCALITIES) -> float:
        """The share, by weight, of bigrams that neither the draft nor reports of ``localities`` provinces use.

        What only one province's reports speak of is that province's own matter until the draft shows otherwise.
        """
        pairs = [pair for phrase in phrases for pair in _bigrams(phrase.tokens)]
        total = sum(map(self._rarity, pairs))
        own = sum(self._rarity(pair) for pair in pairs if not self._known(pair, localities))
        return own / total if total else 0.0

    def home(self, texts: Iterable[str], part: OutlinePart | None) -> tuple[Section | None, float]:
        """The section that speaks most of ``texts``, and the weighted share of their bigrams that any one holds.

        Sections of ``part`` come first when one of them speaks of it at all.
        """
        pairs = {pair for text in texts for pair in _bigrams(syllables(text))}
        total = sum(map(self._rarity, pairs))
        scores: dict[int, float] = defaultdict(float)
        for pair in pairs:
            for section in self._sections.get(pair, ()):
                scores[section] += self._rarity(pair)
        if not scores or not total:
            return None, 0.0
        asked = {one for one in scores if part and self._parts.get(one) == part}
        best = max(scores, key=lambda one: (one in asked, scores[one], -self._by_id[one].start))
        return self._by_id[best], max(scores.values()) / total

    def of(self, phrases: Sequence[Phrase]) -> Coverage:
        """The coverage of ``phrases``; an empty sequence is covered by nothing (``overall`` 0)."""
        shares: dict[int, float] = defaultdict(float)
        missing: list[Phrase] = []
        found: list[Phrase] = []
        total = reached = 0.0
        for phrase in phrases:
            weight = self.weight(phrase)
            per_passage: dict[int, float] = defaultdict(float)
            for pair in _bigrams(phrase.tokens):
                for number in self._postings.get(pair, ()):
                    per_passage[number] += self._rarity(pair)
            best = max(per_passage.values(), default=0.0) / weight
            (found if best >= 0.5 else missing).append(phrase)
            total += weight
            reached += weight * best
            for number, value in per_passage.items():
                shares[number] += value
        places = sorted(((number, value / total) for number, value in shares.items()), key=lambda x: (-x[1], x[0]))
        overall = reached / total if total else 0.0
        return Coverage(overall, tuple(places[:6]), tuple(missing), tuple(found))

    def _known(self, pair: Pair, localities: int) -> bool:
        return pair in self._postings or len(self._localities.get(pair, ())) >= localities

    def _rarity(self, pair: Pair) -> float:
        return math.log(1 + self._size / (1 + self._frequency[pair]))


def _bigrams(tokens: Sequence[str]) -> list[Pair]:
    return list(itertools.pairwise(tokens))
