"""Quality of one ranking against graded judgements; every measure lies in 0..1 and is averaged over the queries.

``ranked`` holds the ids found, best first; ``grades`` the relevant ids and their grade (> 0). A query without relevant
ids has no quality and must be left out by the caller.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log2

__all__ = ["ndcg", "recall", "reciprocal_rank"]


def ndcg(ranked: Sequence[str], grades: Mapping[str, float], k: int) -> float:
    """Normalised discounted cumulative gain with linear gain, the form of trec_eval.

        DCG@k = Σ_{i≤k} grade_i / log2(i + 1)        nDCG@k = DCG@k / DCG@k of the best possible ranking

    Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques", ACM TOIS 20(4), 2002.
    """
    gained = sum(grades.get(one, 0.0) / log2(place + 1) for place, one in enumerate(ranked[:k], 1))
    best = sum(grade / log2(place + 1) for place, grade in enumerate(sorted(grades.values(), reverse=True)[:k], 1))
    return gained / best


def recall(ranked: Sequence[str], grades: Mapping[str, float], k: int) -> float:
    """Share of the relevant ids among the first ``k``: |relevant ∩ ranked[:k]| / |relevant|."""
    return len(set(ranked[:k]) & set(grades)) / len(grades)


def reciprocal_rank(ranked: Sequence[str], grades: Mapping[str, float], k: int) -> float:
    """1 / rank of the first relevant id, 0 if there is none among the first ``k``.

    Voorhees, "The TREC-8 Question Answering Track Report", TREC 1999.
    """
    return next((1.0 / place for place, one in enumerate(ranked[:k], 1) if one in grades), 0.0)
