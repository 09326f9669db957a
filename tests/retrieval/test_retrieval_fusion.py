"""Reciprocal rank fusion by hand."""

import numpy as np
import pytest

from assistant.retrieval.fusion import reciprocal_rank_fusion, standardised_sum


def test_two_rankings_by_hand() -> None:
    fused = reciprocal_rank_fusion([["a", "b"], ["b", "c"]], k=60)
    assert [i for i, _ in fused] == ["b", "a", "c"]
    assert dict(fused) == pytest.approx({"a": 1 / 61, "b": 1 / 62 + 1 / 61, "c": 1 / 62})


def test_weights_and_ties() -> None:
    fused = reciprocal_rank_fusion([["a"], ["b"]], [1.0, 0.5], k=1)
    assert fused == [("a", 0.5), ("b", 0.25)]
    assert reciprocal_rank_fusion([["b"], ["a"]], k=1) == [("a", 0.5), ("b", 0.5)]


def test_standardised_scores_by_hand() -> None:
    # (1, 3) has mean 2 and deviation 1; equal scores add nothing.
    lexical, dense, flat = np.array([1.0, 3.0]), np.array([0.9, 0.7]), np.array([5.0, 5.0])
    assert standardised_sum([lexical, dense], [1.0, 0.3]).tolist() == pytest.approx([-1 + 0.3, 1 - 0.3])
    assert standardised_sum([lexical, flat], [1.0, 1.0]).tolist() == pytest.approx([-1.0, 1.0])
