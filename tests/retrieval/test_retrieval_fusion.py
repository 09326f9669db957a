"""Reciprocal rank fusion by hand."""

import pytest

from assistant.retrieval.fusion import reciprocal_rank_fusion


def test_two_rankings_by_hand() -> None:
    fused = reciprocal_rank_fusion([["a", "b"], ["b", "c"]], k=60)
    assert [i for i, _ in fused] == ["b", "a", "c"]
    assert dict(fused) == pytest.approx({"a": 1 / 61, "b": 1 / 62 + 1 / 61, "c": 1 / 62})


def test_weights_and_ties() -> None:
    fused = reciprocal_rank_fusion([["a"], ["b"]], [1.0, 0.5], k=1)
    assert fused == [("a", 0.5), ("b", 0.25)]
    assert reciprocal_rank_fusion([["b"], ["a"]], k=1) == [("a", 0.5), ("b", 0.5)]
