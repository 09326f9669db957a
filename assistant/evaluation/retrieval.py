"""The benchmark ``retrieval``: judged queries over a set of passages, quality and speed of one system."""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from assistant.evaluation.benchmark import JudgedQuery, read_passages, read_queries
from assistant.evaluation.metrics.ranking import ndcg, recall, reciprocal_rank
from assistant.evaluation.noise import misread, unmarked
from assistant.evaluation.run import stamped
from assistant.evaluation.statistics import percentile
from assistant.evaluation.systems import System, open_system
from assistant.settings import Settings

__all__ = ["measures", "run"]

_DEPTH = 100
_OCR_SHARE = 0.05


def run(arguments: argparse.Namespace, settings: Settings) -> dict[str, Any]:
    """Index the passages with ``arguments.system``, ask every query, and average.

    Raises:
        InputError: a file is missing or not a benchmark file.
        StateError: ``extra_missing`` for a baseline whose library is not installed.
    """
    passages = read_passages(arguments.docs)
    queries = [
        _noisy(query, arguments.noise, arguments.seed + n) for n, query in enumerate(read_queries(arguments.queries))
    ]
    started = time.perf_counter()
    system = open_system(arguments.system, passages, settings)
    index_seconds = time.perf_counter() - started
    per_query, latencies = _ask(system, queries)
    results = {
        "n_docs": len(passages), "n_queries": len(queries), "metrics": _mean(list(per_query.values())),
        "per_set": _per_set(queries, per_query),
        "latency_ms": {"p50": percentile(latencies, 0.5), "p95": percentile(latencies, 0.95)},
        "index_seconds": index_seconds, "peak_rss_mb": _peak_mb(), "per_query": per_query,
    }  # fmt: skip
    given = ("docs", "queries", "system", "noise", "seed")
    return stamped("retrieval", {name: str(getattr(arguments, name)) for name in given}, results)


def measures(ranked: Sequence[str], query: JudgedQuery) -> dict[str, float]:
    """The measures of the contract for one ranking."""
    return {
        "nDCG@10": ndcg(ranked, query.grades, 10),
        "R@10": recall(ranked, query.grades, 10),
        "R@100": recall(ranked, query.grades, 100),
        "RR@10": reciprocal_rank(ranked, query.grades, 10),
    }


def _ask(system: System, queries: Sequence[JudgedQuery]) -> tuple[dict[str, dict[str, float]], list[float]]:
    per_query, latencies = {}, []
    for query in queries:
        started = time.perf_counter()
        ranked = system.rank(query.text, _DEPTH, query.left_out)
        latencies.append(1000 * (time.perf_counter() - started))
        per_query[query.query_id] = measures(ranked, query)
    return per_query, latencies


def _noisy(query: JudgedQuery, noise: str, seed: int) -> JudgedQuery:
    if noise == "fold":
        return query.with_text(unmarked(query.text))
    return query.with_text(misread(query.text, _OCR_SHARE, seed)) if noise == "ocr" else query


def _mean(rows: Sequence[dict[str, float]]) -> dict[str, float]:
    return {name: sum(row[name] for row in rows) / len(rows) for name in rows[0]} if rows else {}


def _per_set(queries: Sequence[JudgedQuery], per_query: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    groups: dict[str, list[dict[str, float]]] = defaultdict(list)
    for query in queries:
        if query.group:
            groups[query.group].append(per_query[query.query_id])
    return {name: {"n_queries": len(rows), **_mean(rows)} for name, rows in sorted(groups.items())}


def _peak_mb() -> float:
    """Largest resident memory of this process so far; Linux counts in kilobytes, macOS in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)
