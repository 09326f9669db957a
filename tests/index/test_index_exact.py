"""Dense search in memory: order, filters, and the short scan against the full one."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.index import exact
from assistant.index.exact import ExactVectors


def unit(rows: np.ndarray) -> np.ndarray:
    normed: np.ndarray = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return normed


def test_order_ties_and_filters_by_hand() -> None:
    matrix = np.array([[1, 0], [0, 1], [0.6, 0.8], [1, 0]], np.float32)
    vectors = ExactVectors(["a", "b", "c", "d"], ["1", "1", "2", "3"], matrix)
    query = np.array([1, 0], np.float32)
    assert [i for i, _ in vectors.nearest(query, 9)] == ["a", "d", "c", "b"]
    assert vectors.nearest(query, 1, frozenset(["2", "unknown"])) == [("c", pytest.approx(0.6))]
    assert [i for i, _ in vectors.nearest(query, 9, None, frozenset(["1"]))] == ["d", "c"]
    assert vectors.nearest(query, 9, frozenset()) == []
    assert vectors.cosines(query, ["c", "zz"]).tolist() == pytest.approx([0.6, 0.0])
    assert ExactVectors([], [], np.zeros((0, 2), np.float32)).nearest(query, 5) == []


def test_a_short_scan_finds_what_the_full_one_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    picks = np.random.default_rng(5)
    strength = 1.0 / np.arange(1, 65)
    matrix = unit(picks.normal(size=(3000, 64)) * strength)
    ids = [str(n) for n in range(3000)]
    full = ExactVectors(ids, ids, matrix)
    monkeypatch.setattr(exact, "_LARGE", 100)
    monkeypatch.setattr(exact, "_DIRECTIONS", 24)
    short = ExactVectors(ids, ids, matrix)
    shared = [
        len({i for i, _ in full.nearest(query, 50)} & {i for i, _ in short.nearest(query, 50)})
        for query in unit(picks.normal(size=(20, 64)) * strength)
    ]
    assert sum(shared) / (20 * 50) > 0.99
    few = frozenset(ids[:40])
    query = matrix[0]
    assert short.nearest(query, 10, few) == full.nearest(query, 10, few)
