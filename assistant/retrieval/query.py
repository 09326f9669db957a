"""A query as the ranker sees it: its distinct tokens and token pairs, and how rare each is in the index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING

from assistant.index.lexical import BARE_BI, BARE_UNI, BI, UNI, LexicalIndex, Term, code, is_unaccented
from assistant.language.tokens import bigrams, folded, syllables
from assistant.retrieval.repair import mended, restored

if TYPE_CHECKING:
    import numpy as np

__all__ = ["Question", "understand"]

_SHADOW = 0.3  # weight of bare terms beside the restored ones, for marks that were restored wrongly


@dataclass(frozen=True, slots=True)
class Question:
    """``text`` as searched; its ``words`` in order and ``terms`` for the lexical index.

    ``codes`` (u,) uint32 are its distinct tokens, sorted; ``idf`` (u,) float32 the rarity of each.
    ``pairs[i, j]`` is the number of the query's bigram of distinct tokens i and j, or -1; ``pair_idf`` its rarity.
    """

    text: str
    words: tuple[str, ...]
    terms: tuple[Term, ...]
    codes: np.ndarray
    idf: np.ndarray
    pairs: np.ndarray
    pair_idf: np.ndarray


def understand(text: str, lexical: LexicalIndex) -> Question:
    """``text``, put right where it was typed without marks or misread, with the rarity of its tokens and bigrams."""
    import numpy as np

    typed, unmarked = syllables(text), is_unaccented(text)
    words = restored(typed, lexical) if unmarked else mended(typed, lexical)
    total = lexical.count()
    distinct = {code(word): word for word in words}
    codes = np.array(sorted(distinct), np.uint32)
    ordered = [distinct[value] for value in codes.tolist()]
    place = {word: at for at, word in enumerate(ordered)}
    idf = np.array([_rarity(n, total) for n in lexical.frequencies(UNI, ordered)], np.float32)
    pairs = np.full((len(codes), len(codes)), -1, np.int32)
    kept: list[str] = []
    for (first, second), pair in zip(pairwise(words), bigrams(words), strict=True):
        at = (place.get(first, -1), place.get(second, -1))
        if min(at) >= 0 and pairs[at] < 0:
            pairs[at] = len(kept)
            kept.append(pair)
    pair_idf = [_rarity(n, total) for n in lexical.frequencies(BI, kept)]
    terms = _terms(words, (UNI, BI), 1.0) + (_terms(folded(words), (BARE_UNI, BARE_BI), _SHADOW) if unmarked else [])
    said = text if words == typed else " ".join(words)
    return Question(said, tuple(words), tuple(terms), codes, idf, pairs, np.array(pair_idf, np.float32))


def _terms(words: Sequence[str], fields: tuple[str, str], weight: float) -> list[Term]:
    pairs = bigrams(words)
    return [Term(fields[0], word, weight) for word in words] + [Term(fields[1], pair, weight) for pair in pairs]


def _rarity(frequency: int, total: int) -> float:
    """Inverse document frequency in the form of BM25: ln(1 + (N - n + ½) / (n + ½))."""
    return log(1.0 + (total - frequency + 0.5) / (frequency + 0.5))
