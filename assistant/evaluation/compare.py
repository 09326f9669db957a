"""Two runs over the same queries: differences of their means with paired intervals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.errors import UsageError
from assistant.evaluation.run import SCHEMA
from assistant.evaluation.statistics import paired_bootstrap

__all__ = ["compare"]


def compare(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    """First minus second, for every measure both runs hold by query, over the queries both have answered.

    Raises:
        UsageError: when the runs have no query in common.
    """
    ours, theirs = first.get("per_query") or {}, second.get("per_query") or {}
    common = sorted(set(ours) & set(theirs))
    if not common:
        raise UsageError("runs_differ")
    measures = [name for name in ours[common[0]] if name in theirs[common[0]]]
    differences = {}
    for name in measures:
        interval = paired_bootstrap([ours[one][name] - theirs[one][name] for one in common])
        differences[name] = {"difference": interval.mean, "low": interval.low, "high": interval.high}
    return {
        "schema": SCHEMA, "n_queries": len(common), "first": first.get("arguments"), "second": second.get("arguments"),
        "differences": differences,
    }  # fmt: skip
