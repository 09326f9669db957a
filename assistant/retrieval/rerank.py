"""The learned ranker: boosted regression trees, evaluated by numpy in a millisecond or two a hundred candidates.

LambdaMART (Burges, "From RankNet to LambdaRank to LambdaMART", MSR-TR-2010-82), fitted by ``retrieval.training``. There
is one ensemble for questions and one for whole passages used as queries. Every tree has at most 16 leaves, so the
leaves still reachable fit 16 bits; each failed test strikes out those of its left branch, and the lowest bit left is
the leaf (QuickScorer: Lucchese et al., SIGIR 2015).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.retrieval.features import FEATURES

if TYPE_CHECKING:
    import numpy as np

__all__ = ["PASSAGE_WORDS", "Ensemble", "Ranker", "load_ranker", "save_ranker"]

PASSAGE_WORDS = 60  # a longer query is a passage: other passages like it are wanted, not the answer to a question
LEAVES = 16
_FILE = Path(__file__).with_name("ranker.npz")
_KINDS = ("question", "passage")


@dataclass(frozen=True, slots=True)
class Ensemble:
    """Trees side by side: ``feature``, ``threshold``, ``kept`` (15, trees); ``value`` (trees, 16).

    A row goes left where its feature is at most the threshold; ``kept`` (uint16) has the bits of the leaves that stay
    reachable when it goes right. An unused test has an infinite threshold.
    """

    feature: np.ndarray
    threshold: np.ndarray
    kept: np.ndarray
    value: np.ndarray

    def score(self, columns: np.ndarray) -> np.ndarray:
        """Sum of leaf values, (n,) float32, of ``columns`` (n, features) float32."""
        import numpy as np

        rows = np.ascontiguousarray(columns.T)
        every = np.uint16(0xFFFF)
        alive = np.full((self.feature.shape[1], len(columns)), every)
        for feature, threshold, kept in zip(self.feature, self.threshold, self.kept, strict=True):
            alive &= np.where(rows[feature] > threshold[:, None], kept[:, None], every)
        leaf = _lowest_bit()[alive]
        total: np.ndarray = np.take_along_axis(self.value, leaf, axis=1).sum(axis=0)
        return total


class Ranker:
    """Both ensembles; ``score`` chooses by the length of the query."""

    def __init__(self, ensembles: Mapping[str, Ensemble]) -> None:
        self._ensembles = ensembles

    def score(self, columns: np.ndarray, words: int) -> np.ndarray:
        """(n,) scores of the candidates of one query of ``words`` words; larger is better, 0 is indifferent."""
        return self._ensembles["passage" if words > PASSAGE_WORDS else "question"].score(columns)


@cache
def load_ranker(path: Path = _FILE) -> Ranker:
    """The ranker that travels with the program.

    Raises:
        ValueError: it was fitted to other features (a bug: it must be fitted again).
    """
    import numpy as np

    with np.load(path) as stored:
        if json.loads(str(stored["features"])) != list(FEATURES):
            raise ValueError(f"{path.name} was fitted to other features; run python -m assistant.retrieval.training")
        parts = ("feature", "threshold", "kept", "value")
        return Ranker({kind: Ensemble(*(stored[f"{kind}_{part}"] for part in parts)) for kind in _KINDS})


def save_ranker(ensembles: Mapping[str, Ensemble], path: Path = _FILE) -> None:
    """Write the ranker."""
    import numpy as np

    arrays = {
        f"{kind}_{part}": getattr(ensembles[kind], part)
        for kind in _KINDS
        for part in ("feature", "threshold", "kept", "value")
    }
    np.savez_compressed(path, features=np.array(json.dumps(FEATURES)), **arrays)


@cache
def _lowest_bit() -> np.ndarray:
    import numpy as np

    numbers = np.arange(1 << LEAVES, dtype=np.int64)
    numbers[0] = 1
    places: np.ndarray = np.log2(numbers & -numbers).astype(np.int64)
    return places
