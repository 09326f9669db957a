"""Queries typed without marks or misread by character recognition, put right from the index's own words.

A noisy channel (Kernighan, Church and Gale, "A spelling correction program based on a noisy channel model", COLING
1990) over a chain of syllables: of all readings of the query the one is taken that makes

    Σ log P(word | word before) - cost(word read as what was typed)

largest (Viterbi). P comes from how often tokens and bigrams stand in the indexed passages, so that a query is only ever
mended towards what can be found. A query whose words are all known is left alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from math import log
from typing import Protocol

from assistant.language.normalize import fold

__all__ = ["Counts", "mended", "restored"]

_MARK_COST, _LETTER_COST, _DOUBT_COST = 2.0, 4.5, 4.0
_MOST_READINGS = 8
_TRUST = 4.0  # how many passages with a token it takes until its bigrams are trusted over plain frequency
_LETTERS = "abcdeghiklmnopqrstuvxy"


class Counts(Protocol):
    """How often terms stand in the index."""

    def count(self) -> int:
        """Number of passages."""
        ...

    def frequencies(self, field: str, terms: Sequence[str]) -> list[int]:
        """In how many passages each term of ``field`` stands."""
        ...

    def vocabulary(self) -> Mapping[str, int]:
        """Every token and in how many passages it stands."""
        ...


def restored(words: Sequence[str], counts: Counts) -> list[str]:
    """Tokens typed without marks, with the marks that the index makes likeliest; unknown ones unchanged."""
    known = counts.vocabulary()
    by_bare = _by_bare(counts, known)
    readings = [[(other, 0.0) for other in by_bare.get(word, (word,))[:_MOST_READINGS]] for word in words]
    return _likeliest(readings, counts, known)


def mended(words: Sequence[str], counts: Counts) -> list[str]:
    """Tokens with those put right that are unknown, and those that only look known beside them."""
    known = counts.vocabulary()
    rare = counts.count() // 20_000
    strange = [word.isalpha() and known.get(word, 0) <= rare for word in words]
    if not any(strange):
        return list(words)
    by_bare = _by_bare(counts, known)
    readings = [
        _readings(word, by_bare, known, 0.0 if doubtful else _DOUBT_COST) if word.isalpha() else [(word, 0.0)]
        for word, doubtful in zip(words, strange, strict=True)
    ]
    return _likeliest(readings, counts, known)


def _by_bare(counts: Counts, known: Mapping[str, int]) -> Mapping[str, Sequence[str]]:
    return _grouped(_Identity(known))


class _Identity:
    """A vocabulary known by what it is, not by what it holds: grouping is done once for each."""

    def __init__(self, known: Mapping[str, int]) -> None:
        self.known = known

    def __hash__(self) -> int:
        return id(self.known)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identity) and self.known is other.known


@lru_cache(maxsize=2)
def _grouped(vocabulary: _Identity) -> dict[str, tuple[str, ...]]:
    """Bare form → known tokens of that form, most frequent first."""
    groups: dict[str, list[str]] = defaultdict(list)
    for word, _ in sorted(vocabulary.known.items(), key=lambda pair: (-pair[1], pair[0])):
        if word.isalpha() and len(word) <= 8:
            groups[fold(word)].append(word)
    return {bare: tuple(words) for bare, words in groups.items()}


def _readings(
    word: str, by_bare: Mapping[str, Sequence[str]], known: Mapping[str, int], doubt: float
) -> list[tuple[str, float]]:
    """(token, cost) that may have been misread as ``word``, itself among them; ``doubt`` is added to all others."""
    bare = fold(word)
    found = {other: _MARK_COST * _marks_apart(word, other) + doubt for other in by_bare.get(bare, ())}
    if len(word) > 1:
        for near in _one_letter_away(bare):
            for other in by_bare.get(near, ())[:_MOST_READINGS]:
                found.setdefault(other, _LETTER_COST + 0.5 * _marks_apart(word, other) + doubt)
    likeliest = sorted(found.items(), key=lambda pair: (pair[1] - 0.7 * log(1 + known[pair[0]]), pair[0]))
    return [(word, 0.0), *((other, cost) for other, cost in likeliest if other != word)][: 1 + _MOST_READINGS]


def _marks_apart(one: str, other: str) -> int:
    """In how many letters two tokens differ; of unequal length, in how many kinds of letters."""
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True))
    return max(0, len(set(one) ^ set(other)) - 1)


def _one_letter_away(bare: str) -> set[str]:
    cuts = [(bare[:at], bare[at:]) for at in range(len(bare) + 1)]
    near = {before + after[1:] for before, after in cuts if after}
    near |= {before + letter + after[1:] for before, after in cuts if after for letter in _LETTERS}
    near |= {before + letter + after for before, after in cuts for letter in _LETTERS}
    return near - {bare}


def _likeliest(readings: Sequence[Sequence[tuple[str, float]]], counts: Counts, known: Mapping[str, int]) -> list[str]:
    pairs = {f"{a}_{b}" for first, second in pairwise(readings) for a, _ in first for b, _ in second}
    ordered = sorted(pairs)
    together = dict(zip(ordered, counts.frequencies("bi", ordered), strict=True))
    total = counts.count() + 1.0
    best: dict[str, tuple[float, tuple[str, ...]]] = {"": (0.0, ())}
    for choices in readings:
        reached: dict[str, tuple[float, tuple[str, ...]]] = {}
        for word, cost in choices:
            alone = (known.get(word, 0) + 0.05) / total
            score, path = max(
                (value + _step(together.get(f"{last}_{word}", 0), known.get(last, 0), alone), path)
                for last, (value, path) in best.items()
            )
            reached[word] = (score - cost, (*path, word))
        best = reached
    return list(max(best.values())[1])


def _step(together: int, before: int, alone: float) -> float:
    """log P(word | before): the share of passages with ``before`` that have the pair, smoothed by plain frequency."""
    return log((together + _TRUST * alone) / (before + _TRUST))
