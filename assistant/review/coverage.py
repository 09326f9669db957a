"""How far the draft already speaks of something: bigram postings over its passages, with rarity weights."""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.review.profile import Passage
from assistant.review.requests import Phrase

__all__ = ["Coverage", "DraftCoverage"]


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
    """Passages of one draft, indexed by syllable bigram.

    The weight of a bigram is ``log(1 + N / n)`` (inverse document frequency, Robertson and Spärck Jones 1976) over the
    draft's passages and the pool of precedent comments, so that set phrases of the trade count little.
    """

    def __init__(self, passages: Sequence[Passage], pool: Iterable[Sequence[str]]) -> None:
        self._postings: dict[tuple[str, str], set[int]] = defaultdict(set)
        frequency: Counter[tuple[str, str]] = Counter()
        size = 0
        for number, passage in enumerate(passages):
            pairs = set(_bigrams(passage.tokens))
            frequency.update(pairs)
            size += 1
            for pair in pairs:
                self._postings[pair].add(number)
        for tokens in pool:
            frequency.update(set(_bigrams(tokens)))
            size += 1
        self._frequency = frequency
        self._size = size

    def weight(self, phrase: Phrase) -> float:
        """The sum of the rarity weights of the phrase's bigrams."""
        return sum(self._rarity(pair) for pair in _bigrams(phrase.tokens))

    def specificity(self, phrases: Sequence[Phrase]) -> int:
        """How many different bigrams of the phrases are uncommon: found in fewer than one text in fifty."""
        pairs = {pair for phrase in phrases for pair in _bigrams(phrase.tokens)}
        return sum(self._frequency[pair] * 50 < self._size for pair in pairs)

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

    def _rarity(self, pair: tuple[str, str]) -> float:
        return math.log(1 + self._size / (1 + self._frequency[pair]))


def _bigrams(tokens: Sequence[str]) -> list[tuple[str, str]]:
    return list(itertools.pairwise(tokens))
