"""Judged material for the ranker: train questions, official cross-references, and titles of official texts.

Only train files are read. The texts themselves never ship; what ships is the trees fitted to numbers about them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.index.exact import ExactVectors
from assistant.index.lexical import LEXICAL_VERSION, LexicalIndex, LexicalRow
from assistant.index.training.corpus import is_held_out, read_rows
from assistant.language.normalize import nfc
from assistant.retrieval.features import features
from assistant.retrieval.ranking import Ranking, Scope

if TYPE_CHECKING:
    import numpy as np

    from assistant.index.knowledge import Embedder

__all__ = ["Judged", "TrainingSet", "gather", "open_ranking", "read_judged", "read_rows_of", "titled"]

_LONGEST = 12_000  # letters of a text that are indexed


@dataclass(frozen=True, slots=True)
class Judged:
    """A query and the grades of its relevant passages; ``excluded`` documents are left out of the ranking."""

    text: str
    grades: Mapping[str, float]
    excluded: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class TrainingSet:
    """Candidates of many queries end to end: features (n, f), grades (n,), and how many candidates each query has."""

    columns: np.ndarray
    grades: np.ndarray
    sizes: np.ndarray


def read_rows_of(path: Path) -> list[LexicalRow]:
    """The passages of a ``docs.jsonl`` file."""
    return [
        LexicalRow(row["id"], row["id"].split("@")[0], nfc(row.get("law_title") or ""), nfc(row.get("title") or ""),
                   nfc(row["text"]))
        for row in read_rows(path)
    ]  # fmt: skip


def read_judged(path: Path, *, held_out: bool = False) -> list[Judged]:
    """The queries of a judged file; with ``held_out`` only the cross-references kept for fitting the ranker."""
    judged = []
    for row in read_rows(path):
        if held_out and not is_held_out(row["src"]):
            continue
        grades = row["rel"] if isinstance(row["rel"], dict) else dict.fromkeys(row["rel"], 1.0)
        source = row.get("src") if "@" in (row.get("src") or "") else None
        judged.append(Judged(nfc(row["text"]), grades, frozenset([source.split("@")[0]] if source else [])))
    return judged


def titled(paths: Sequence[Path]) -> tuple[list[LexicalRow], list[Judged]]:
    """Official texts without their titles, and their titles as queries."""
    rows, judged = [], []
    for number, row in enumerate(_titled_rows(paths)):
        text = nfc(row["text"])[:_LONGEST]
        key = f"t{number}"
        rows.append(LexicalRow(key, key, "", "", text))
        judged.append(Judged(nfc(row["title"]), {key: 1.0}))
    return rows, judged


def _titled_rows(paths: Sequence[Path]) -> Iterator[dict[str, Any]]:
    for path in paths:
        for row in read_rows(path):
            if len((row.get("title") or "").split()) >= 6 and len(row["text"]) > 400:
                yield row


def open_ranking(rows: Sequence[LexicalRow], embedder: Embedder, cache: Path | None) -> Ranking:
    """Both indexes over ``rows``; kept in ``cache`` for the next time, vectors by model."""
    import numpy as np

    lexical = LexicalIndex(cache / f"lexical-{LEXICAL_VERSION}" if cache else None)
    if lexical.count() != len(rows):
        lexical.add(rows)
        lexical.commit()
    stored = cache / f"{embedder.model_id.replace('/', '-')}.npy" if cache else None
    if stored is not None and stored.is_file():
        matrix = np.load(stored)
    else:
        matrix = embedder.encode([f"{row.name} › {row.heading}\n{row.text}" for row in rows], "passage")
        if stored is not None:
            np.save(stored, matrix)
    vectors = ExactVectors([row.chunk_id for row in rows], [row.document_id for row in rows], matrix)
    return Ranking(lexical, vectors, lambda text: embedder.encode([text], "query")[0], None)


def gather(ranking: Ranking, judged: Sequence[Judged], say: Callable[[str], None]) -> TrainingSet:
    """The candidates of every query that finds a relevant passage, with features and grades."""
    import numpy as np

    columns, grades, sizes = [], [], []
    for query in judged:
        question, candidates = ranking.candidates(query.text, Scope(excluded=query.excluded))
        own = [query.grades.get(one.chunk_id, 0.0) for one in candidates.found]
        if any(own):
            columns.append(features(question, candidates))
            grades.append(own)
            sizes.append(len(own))
    say(f"{len(sizes)} of {len(judged)} queries find a relevant passage, {sum(sizes)} candidates")
    return TrainingSet(np.concatenate(columns), np.concatenate(grades), np.array(sizes))
