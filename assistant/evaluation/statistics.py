"""Whether one run is better than another, or only luckier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Interval", "paired_bootstrap", "percentile"]


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean difference and its interval; "above zero" when ``low`` > 0."""

    mean: float
    low: float
    high: float


def paired_bootstrap(
    differences: Sequence[float], *, level: float = 0.95, draws: int = 10_000, seed: int = 13
) -> Interval:
    """Percentile bootstrap of the mean of per-query ``differences``: queries are drawn with replacement.

    Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13; for retrieval Sakai, "Evaluating
    evaluation metrics based on the bootstrap", SIGIR 2006.

    Raises:
        ValueError: without differences.
    """
    import numpy as np

    if not differences:
        raise ValueError("no queries in common")
    values = np.asarray(differences, np.float64)
    picks = np.random.default_rng(seed)
    means = np.concatenate([
        values[picks.integers(0, len(values), (min(500, draws - start), len(values)))].mean(axis=1)
        for start in range(0, draws, 500)
    ])  # fmt: skip
    tail = 100 * (1 - level) / 2
    low, high = np.percentile(means, [tail, 100 - tail])
    return Interval(float(values.mean()), float(low), float(high))


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which ``share`` (0..1) of ``values`` lie, by linear interpolation; 0 for no values."""
    ordered = sorted(values)
    if not ordered:
        return 0.0
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
