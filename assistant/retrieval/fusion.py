"""Fusion of two rankings of the same candidates.

Reciprocal rank fusion needs ranks only:

    score(d) = Σ_i  w_i / (k + rank_i(d))        rank from 1; a ranking that lacks d adds nothing

Cormack, Clarke and Büttcher, "Reciprocal Rank Fusion outperforms Condorcet and individual Rank Learning Methods",
SIGIR 2009; k = 60 as there. Where every candidate has every score, a weighted sum of standardised scores keeps how far
apart they are, and is better:

    score(d) = Σ_i  w_i · (s_i(d) - mean s_i) / std s_i

Bruch, Gai and Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval", ACM TOIS 42(1), 2023.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

__all__ = ["reciprocal_rank_fusion", "standardised_sum"]


def standardised_sum(scores: Sequence[np.ndarray], weights: Sequence[float]) -> np.ndarray:
    """(n,) fused scores of n candidates from (n,) scores each; scores that are all equal add nothing."""
    import numpy as np

    total = np.zeros(len(scores[0]))
    for one, weight in zip(scores, weights, strict=True):
        total += weight * (one - one.mean()) / max(float(one.std()), 1e-9)
    return total


def reciprocal_rank_fusion(
    rankings: Sequence[Sequence[str]], weights: Sequence[float] | None = None, k: int = 60
) -> list[tuple[str, float]]:
    """Fused (id, score), best first; equal scores keep the order of the ids."""
    scores: dict[str, float] = defaultdict(float)
    for ranking, weight in zip(rankings, weights or [1.0] * len(rankings), strict=True):
        for rank, identifier in enumerate(ranking, 1):
            scores[identifier] += weight / (k + rank)
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
