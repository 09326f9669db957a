"""Fitting the trees with LightGBM and laying them out for numpy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from assistant.retrieval.features import FEATURES
from assistant.retrieval.rerank import LEAVES, Ensemble
from assistant.retrieval.training.material import TrainingSet

if TYPE_CHECKING:
    import numpy as np

__all__ = ["ensemble_of", "fit"]

_OPTIONS = {
    "objective": "lambdarank", "num_leaves": LEAVES - 1, "min_data_in_leaf": 40, "feature_fraction": 0.3,
    "bagging_fraction": 0.7, "bagging_freq": 1, "lambda_l2": 5.0, "lambdarank_truncation_level": 40, "max_bin": 127,
    "verbose": -1, "deterministic": True, "force_row_wise": True,
}  # fmt: skip


def fit(sets: Sequence[TrainingSet], *, seed: int, rounds: int = 200, rate: float = 0.05, threads: int = 1) -> Ensemble:
    """One ensemble fitted to all of ``sets``."""
    import lightgbm
    import numpy as np

    data = lightgbm.Dataset(
        np.concatenate([one.columns for one in sets]), np.concatenate([one.grades for one in sets]),
        group=np.concatenate([one.sizes for one in sets]), feature_name=list(FEATURES),
    )  # fmt: skip
    options = _OPTIONS | {"learning_rate": rate, "seed": seed, "num_threads": threads}
    return ensemble_of(lightgbm.train(options, data, num_boost_round=rounds).dump_model())


def ensemble_of(model: dict[str, Any]) -> Ensemble:
    """LightGBM's dumped trees as arrays; every test must be "feature <= threshold"."""
    import numpy as np

    trees = [one["tree_structure"] for one in model["tree_info"]]
    shape = (LEAVES - 1, len(trees))
    feature, kept = np.zeros(shape, np.int16), np.full(shape, 0xFFFF, np.uint16)
    threshold, value = np.full(shape, np.inf, np.float32), np.zeros((len(trees), LEAVES), np.float32)
    for at, tree in enumerate(trees):
        tests: list[tuple[int, float, int]] = []
        leaves = _walk(tree, 0, tests)
        value[at, : len(leaves)] = leaves
        for place, (number, limit, struck) in enumerate(tests):
            feature[place, at], threshold[place, at], kept[place, at] = number, _below(limit), 0xFFFF & ~struck
    return Ensemble(feature, threshold, kept, value)


def _walk(node: dict[str, Any], first: int, tests: list[tuple[int, float, int]]) -> list[float]:
    """Leaf values from left to right; adds (feature, threshold, bits of the left leaves) of each test to ``tests``."""
    if "split_feature" not in node:
        return [float(node["leaf_value"])]
    if node["decision_type"] != "<=":
        raise ValueError(f"unknown test {node['decision_type']}")
    left = _walk(node["left_child"], first, tests)
    right = _walk(node["right_child"], first + len(left), tests)
    bits = ((1 << len(left)) - 1) << first
    tests.append((int(node["split_feature"]), float(node["threshold"]), bits))
    return left + right


def _below(limit: float) -> np.float32:
    """The largest float32 not above ``limit``, so that float32 features fall on the same side as when fitted."""
    import numpy as np

    near = np.float32(limit)
    return near if float(near) <= limit else np.nextafter(near, np.float32(-np.inf))
