"""Measures and intervals by hand."""

from __future__ import annotations

from math import log2

import pytest

from assistant.evaluation.metrics.ranking import ndcg, recall, reciprocal_rank
from assistant.evaluation.statistics import paired_bootstrap, percentile


def test_ndcg_of_graded_judgements_by_hand() -> None:
    # DCG: grade 1 at rank 1, grade 2 at rank 3; the best order has 2 then 1.
    gained = 1 / log2(2) + 2 / log2(4)
    best = 2 / log2(2) + 1 / log2(3)
    assert ndcg(["b", "x", "a"], {"a": 2.0, "b": 1.0}, 10) == pytest.approx(gained / best)
    assert ndcg(["b", "x", "a"], {"a": 2.0, "b": 1.0}, 2) == pytest.approx(1 / best)


def test_ndcg_is_one_for_the_best_order_and_zero_without_a_hit() -> None:
    assert ndcg(["a", "b"], {"a": 2.0, "b": 1.0}, 10) == pytest.approx(1)
    assert ndcg(["x"], {"a": 1.0}, 10) == 0
    # Cut at 1, one of two equal ids is all that can be had.
    assert ndcg(["a"], {"a": 1.0, "b": 1.0}, 1) == pytest.approx(1)


def test_recall_and_reciprocal_rank_by_hand() -> None:
    assert recall(["x", "a", "y", "b"], {"a": 1.0, "b": 1.0, "c": 1.0}, 2) == pytest.approx(1 / 3)
    assert reciprocal_rank(["x", "a"], {"a": 1.0}, 10) == pytest.approx(0.5)
    assert reciprocal_rank(["x", "a"], {"a": 1.0}, 1) == 0


def test_percentile_by_hand() -> None:
    assert percentile([4.0, 1.0, 3.0, 2.0], 0.5) == pytest.approx(2.5)
    assert percentile([0.0, 10.0], 0.95) == pytest.approx(9.5)
    assert percentile([], 0.5) == 0


def test_bootstrap_sees_a_steady_gain_and_not_a_lucky_one() -> None:
    steady = paired_bootstrap([0.1] * 30, draws=500)
    assert (steady.mean, steady.low, steady.high) == pytest.approx((0.1, 0.1, 0.1))
    lucky = paired_bootstrap([0.9] + [-0.05] * 10 + [0.05] * 9, draws=2000)
    assert lucky.mean > 0 > lucky.low
    assert paired_bootstrap([0.2, 0.0, 0.1], draws=500) == paired_bootstrap([0.2, 0.0, 0.1], draws=500)
    with pytest.raises(ValueError, match="no queries"):
        paired_bootstrap([])
