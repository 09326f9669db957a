"""Reciprocal rank fusion of two rankings.

    score(d) = Σ_i  w_i / (k + rank_i(d))        rank from 1; a ranking that lacks d adds nothing

Cormack, Clarke and Büttcher, "Reciprocal Rank Fusion outperforms Condorcet and individual Rank Learning Methods",
SIGIR 2009; k = 60 as there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

__all__ = ["reciprocal_rank_fusion"]


def reciprocal_rank_fusion(
    rankings: Sequence[Sequence[str]], weights: Sequence[float] | None = None, k: int = 60
) -> list[tuple[str, float]]:
    """Fused (id, score), best first; equal scores keep the order of the ids."""
    scores: dict[str, float] = defaultdict(float)
    for ranking, weight in zip(rankings, weights or [1.0] * len(rankings), strict=True):
        for rank, identifier in enumerate(ranking, 1):
            scores[identifier] += weight / (k + rank)
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
