"""Trees laid out for numpy: by hand, and against a plain walk of random trees."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.retrieval.features import FEATURES
from assistant.retrieval.rerank import PASSAGE_WORDS, Ensemble, Ranker, load_ranker, save_ranker
from assistant.retrieval.training.fit import ensemble_of


def leaf(value: float) -> dict[str, Any]:
    return {"leaf_value": value}


def test(feature: int, limit: float, left: dict[str, Any], right: dict[str, Any]) -> dict[str, Any]:
    return {
        "split_feature": feature, "threshold": limit, "decision_type": "<=", "left_child": left, "right_child": right,
    }  # fmt: skip


test.__test__ = False  # type: ignore[attr-defined]


def model(*trees: dict[str, Any]) -> dict[str, Any]:
    return {"tree_info": [{"tree_structure": tree} for tree in trees]}


def walked(tree: dict[str, Any], row: np.ndarray) -> float:
    while "split_feature" in tree:
        tree = tree["left_child"] if float(row[tree["split_feature"]]) <= tree["threshold"] else tree["right_child"]
    return float(tree["leaf_value"])


def grown(picks: np.random.Generator, leaves: int) -> dict[str, Any]:
    if leaves == 1:
        return leaf(float(picks.normal()))
    left = int(picks.integers(1, leaves))
    return test(int(picks.integers(0, 5)), float(picks.normal()), grown(picks, left), grown(picks, leaves - left))


def test_two_trees_by_hand() -> None:
    deep = test(0, 1.0, test(1, 0.0, leaf(1.0), leaf(2.0)), leaf(4.0))
    ensemble = ensemble_of(model(deep, leaf(0.5)))
    rows = np.array([[1.0, 0.0], [1.0, 0.1], [1.1, -5.0]], np.float32)
    assert ensemble.score(rows).tolist() == [1.5, 2.5, 4.5]


@pytest.mark.parametrize("leaves", [2, 7, 15, 16])
def test_random_trees_agree_with_a_plain_walk(leaves: int) -> None:
    picks = np.random.default_rng(leaves)
    trees = [grown(picks, leaves) for _ in range(20)]
    rows = picks.normal(size=(50, 5)).astype(np.float32)
    expected = [sum(walked(tree, row) for tree in trees) for row in rows]
    assert ensemble_of(model(*trees)).score(rows) == pytest.approx(np.array(expected), abs=1e-4)


def test_a_threshold_between_two_float32_numbers_keeps_its_side() -> None:
    limit = 0.1  # float32(0.1) is larger than 0.1, so a feature of float32(0.1) goes right
    row = np.array([[np.float32(0.1)]], np.float32)
    assert ensemble_of(model(test(0, limit, leaf(1.0), leaf(2.0)))).score(row).tolist() == [2.0]


def test_a_test_of_another_kind_is_refused() -> None:
    tree = test(0, 1.0, leaf(1.0), leaf(2.0)) | {"decision_type": "=="}
    with pytest.raises(ValueError, match="=="):
        ensemble_of(model(tree))


def constant(value: float) -> Ensemble:
    return ensemble_of(model(leaf(value)))


def test_the_length_of_the_query_chooses_the_ensemble() -> None:
    ranker = Ranker({"question": constant(1.0), "passage": constant(2.0)})
    row = np.zeros((1, len(FEATURES)), np.float32)
    assert ranker.score(row, PASSAGE_WORDS).tolist() == [1.0]
    assert ranker.score(row, PASSAGE_WORDS + 1).tolist() == [2.0]


def test_the_file_goes_round_and_refuses_other_features(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ranker.npz"
    save_ranker({"question": constant(1.0), "passage": constant(2.0)}, path)
    assert load_ranker(path).score(np.zeros((2, len(FEATURES)), np.float32), 99).tolist() == [2.0, 2.0]
    monkeypatch.setattr("assistant.retrieval.rerank.FEATURES", ("other",))
    with pytest.raises(ValueError, match="other features"):
        load_ranker.__wrapped__(path)


def test_the_ranker_that_ships_fits_the_features_and_is_small() -> None:
    path = Path(load_ranker.__wrapped__.__code__.co_filename).with_name("ranker.npz")
    rows = np.zeros((3, len(FEATURES)), np.float32)
    assert load_ranker().score(rows, 10).shape == (3,)
    assert path.stat().st_size < 1_000_000
