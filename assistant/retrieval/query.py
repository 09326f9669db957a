"""A query as the ranker sees it: its distinct tokens and token pairs, and how rare each is in the index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING

from assistant.index.lexical import BARE_BI, BARE_UNI, BI, UNI, LexicalIndex, Term, code, is_unaccented
from assistant.language.tokens import bigrams, folded, syllables
from assistant.retrieval.names import other_forms
from assistant.retrieval.numbers import other_spellings
from assistant.retrieval.repair import mended, restored

if TYPE_CHECKING:
    import numpy as np

__all__ = ["Question", "understand"]

_OTHER = 0.5  # weight of terms that say the same otherwise: short and full names, numbers in another spelling
_MOST_WORDS = 1000  # of a query; what follows them is not looked at
_MOST_TERMS = 400  # of the lexical index; of a longer query the rarest are kept
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

    unmarked, all_typed = is_unaccented(text), syllables(text)
    typed = all_typed[:_MOST_WORDS]
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
    said = text if words == all_typed else " ".join(words)
    terms += _said_otherwise(said, lexical)
    asked = tuple(_rarest(terms, lexical))
    return Question(said, tuple(words), asked, codes, idf, pairs, np.array(pair_idf, np.float32))


def _terms(words: Sequence[str], fields: tuple[str, str], weight: float) -> list[Term]:
    pairs = bigrams(words)
    return [Term(fields[0], word, weight) for word in words] + [Term(fields[1], pair, weight) for pair in pairs]


def _said_otherwise(text: str, lexical: LexicalIndex) -> list[Term]:
    terms = [term for form in other_forms(text) for term in _terms(syllables(form), (UNI, BI), _OTHER)]
    numbers = other_spellings(text, lexical.beginning)
    terms += [Term(UNI, token) for token in numbers.tokens]
    return terms + [Term(BI, pair, _OTHER) for pair in numbers.pairs]


def _rarest(terms: Sequence[Term], lexical: LexicalIndex) -> Sequence[Term]:
    """The terms that tell most: a passage of hundreds of words is asked by its rarest, each once."""
    if len(terms) <= _MOST_TERMS:
        return terms
    distinct = list({(term.field, term.text): term for term in terms}.values())
    counts = [lexical.frequencies(term.field, [term.text])[0] for term in distinct]
    kept = sorted((count, at) for at, count in enumerate(counts) if count)[:_MOST_TERMS]
    return [distinct[at] for _, at in kept]


def _rarity(frequency: int, total: int) -> float:
    """Inverse document frequency in the form of BM25: ln(1 + (N - n + ½) / (n + ½))."""
    return log(1.0 + (total - frequency + 0.5) / (frequency + 0.5))
