"""Does a passage of a draft find the clauses of reports that bear on it? nDCG and recall of the first ten found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from assistant.evaluation.cases import Asked, Clause
from assistant.evaluation.metrics.ranking import ndcg
from assistant.index.model import Chunk
from assistant.review.cite import locate

__all__ = ["FIRST", "Found", "look_up", "summary"]

FIRST = 10
Find = Callable[[str], Sequence[Chunk]]
"""Passage of a draft → the clauses found for it, best first."""


@dataclass(frozen=True, slots=True)
class Found:
    """One passage looked up: its quality, and the judged clauses that no report has in these words (``lost``)."""

    asked: Asked
    ndcg: float
    recall: float
    missed: tuple[Clause, ...]
    lost: tuple[Clause, ...]


def look_up(asked: Asked, find: Find, texts: Mapping[str, str], names: Mapping[str, str]) -> Found | None:
    """Hold what ``find`` gives against the judged clauses; ``None`` where none is judged.

    A clause is found by the first passage that overlaps it in its report. A passage that overlaps several counts at its
    rank with the highest grade not yet counted; for recall all of them are found. ``texts`` and ``names`` give the
    stored text and the name of each document.
    """
    places: dict[int, tuple[str, int, int]] = {}
    by_name = {name: key for key, name in names.items()}
    for number, clause in enumerate(asked.clauses):
        document = by_name.get(clause.report)
        place = locate(clause.quote, texts[document]) if document else None
        if document and place:
            places[number] = (document, place.start, place.end)
    grades = {str(number): clause.grade for number, clause in enumerate(asked.clauses)}
    if not grades:
        return None
    ranked, reached = _ranked(find(asked.quote)[:FIRST], places, grades)
    missed = tuple(clause for number, clause in enumerate(asked.clauses) if str(number) not in reached)
    lost = tuple(clause for number, clause in enumerate(asked.clauses) if number not in places)
    return Found(asked, ndcg(ranked, grades, FIRST), len(reached) / len(grades), missed, lost)


def summary(found: Sequence[Found]) -> dict[str, Any]:
    """The means over all passages."""
    return {
        "passages": len(found),
        f"nDCG@{FIRST}": round(fmean(one.ndcg for one in found), 4) if found else None,
        f"R@{FIRST}": round(fmean(one.recall for one in found), 4) if found else None,
        "lost": sum(len(one.lost) for one in found),
    }


def _ranked(
    chunks: Sequence[Chunk], places: Mapping[int, tuple[str, int, int]], grades: Mapping[str, float]
) -> tuple[list[str], set[str]]:
    ranked: list[str] = []
    reached: set[str] = set()
    for chunk in chunks:
        here = [
            str(number)
            for number, (document, start, end) in places.items()
            if document == chunk.document_id and start < chunk.end and chunk.start < end
        ]
        fresh = [one for one in here if one not in ranked]
        ranked.append(max(fresh, key=lambda one: grades[one]) if fresh else f"-{len(ranked)}")
        reached.update(here)
    return ranked, reached
