"""A query as the ranker sees it: its distinct tokens and token pairs, and how rare each is in the index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from assistant.index.lexical import BARE_BI, BARE_UNI, BI, UNI, LexicalIndex, Term, code, is_unaccented
from assistant.language.tokens import bigrams, folded, syllables

if TYPE_CHECKING:
    import numpy as np

__all__ = ["Question", "understand"]

# A long passage as a query is searched by its rarest terms: the others cost time and find nothing new.
_MOST_TERMS = 64


@dataclass(frozen=True, slots=True)
class Question:
    """``text`` as searched; its ``words`` in order and ``terms`` for the lexical index.

    ``codes`` (u,) uint32 are its distinct tokens, sorted; ``idf`` (u,) float32 the rarity of each.

    ``pairs[i, j]`` is the number of the query's bigram of distinct tokens i and j, or -1; ``pair_idf`` its rarity.
    ``bare`` is set when the query was typed without marks; codes then are those of bare tokens (24 bits).
    """

    text: str
    words: tuple[str, ...]
    terms: tuple[Term, ...]
    bare: bool
    codes: np.ndarray
    idf: np.ndarray
    pairs: np.ndarray
    pair_idf: np.ndarray


def understand(text: str, lexical: LexicalIndex) -> Question:
    """``text`` with the rarity of its tokens and bigrams in ``lexical``."""
    import numpy as np

    words, bare = syllables(text), is_unaccented(text)
    fields = (UNI, BI)
    if bare:
        words, fields = folded(words), (BARE_UNI, BARE_BI)
    total = lexical.count()
    number = {word: code(word) >> 8 if bare else code(word) for word in dict.fromkeys(words)}
    distinct = {value: word for word, value in number.items()}
    codes = np.array(sorted(distinct), np.uint32)
    place = {distinct[value]: at for at, value in enumerate(codes.tolist())}
    idf = np.array([_rarity(lexical.frequency(fields[0], distinct[c]), total) for c in codes.tolist()], np.float32)
    pairs = np.full((len(codes), len(codes)), -1, np.int32)
    pair_idf: list[float] = []
    for first, second, pair in zip(words, words[1:], bigrams(words), strict=False):
        at = (place.get(first), place.get(second))
        if None not in at and pairs[at] < 0:
            pairs[at] = len(pair_idf)
            pair_idf.append(_rarity(lexical.frequency(fields[1], pair), total))
    terms = tuple(_terms(words, fields))
    return Question(text, tuple(words), terms, bare, codes, idf, pairs, np.array(pair_idf, np.float32))


def _terms(words: Sequence[str], fields: tuple[str, str]) -> list[Term]:
    return [Term(fields[0], word) for word in words] + [Term(fields[1], pair) for pair in bigrams(words)]


def _rarity(frequency: int, total: int) -> float:
    """Inverse document frequency in the form of BM25: ln(1 + (N - n + ½) / (n + ½))."""
    return log(1.0 + (total - frequency + 0.5) / (frequency + 0.5))
