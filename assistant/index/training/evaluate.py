"""How well vectors alone rank passages: exact cosine over every passage of a benchmark, dev questions only.

nDCG@10 with binary gains (Järvelin and Kekäläinen 2002, https://doi.org/10.1145/582415.582418), recall at 10 and 100.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.index.training.corpus import read_passages, read_rows
from assistant.language.normalize import fold

if TYPE_CHECKING:
    import numpy as np

__all__ = ["Scores", "measure", "rank_scores"]

Encode = Callable[[Sequence[str]], "np.ndarray"]


@dataclass(frozen=True, slots=True)
class Scores:
    """Means over the questions of one set, between 0 and 1."""

    name: str
    questions: int
    ndcg_10: float
    recall_10: float
    recall_100: float


def measure(data: Path, encode: Encode) -> Iterator[Scores]:
    """Scores of ``encode`` (texts → L2-normalised float32 rows) on every dev set that is present under ``data``."""
    articles = data / "vnlaw" / "docs.jsonl.gz"
    if articles.is_file():
        passages = read_passages(articles)
        ids = [passage.passage_id for passage in passages]
        vectors = encode([passage.whole for passage in passages])
        asked = list(read_rows(data / "vnlaw" / "queries.dev.jsonl.gz"))
        texts = [row["text"] for row in asked]
        relevant = [set(row["rel"]) for row in asked]
        shelf = _Shelf(ids, vectors)
        yield shelf.scores("vnlaw dev", encode(texts), relevant)
        yield shelf.scores("vnlaw dev, without accents", encode([fold(text) for text in texts]), relevant)
        yield from _references(data / "pd_related", encode, shelf)
    pages = data / "admin_known" / "docs.jsonl.gz"
    if pages.is_file():
        passages = read_passages(pages)
        asked = list(read_rows(pages.with_name("queries.dev.jsonl.gz")))
        shelf = _Shelf([passage.passage_id for passage in passages], encode([passage.whole for passage in passages]))
        found = encode([row["text"] for row in asked])
        yield shelf.scores("admin_known dev", found, [set(row["rel"]) for row in asked])


def _references(folder: Path, encode: Encode, shelf: _Shelf) -> Iterator[Scores]:
    rows = list(read_rows(folder / "queries.dev.jsonl.gz"))
    trained = {(row["src"], rel) for row in read_rows(folder / "queries.train.jsonl.gz") for rel in row["rel"]}
    asked, relevant = encode([row["text"] for row in rows]), [set(row["rel"]) for row in rows]
    own = [row["src"].split("@")[0] for row in rows]
    yield shelf.scores("pd_related dev", asked, relevant, own)
    # The references run both ways, and many of a dev question were seen from their other end in training.
    new = [n for n, row in enumerate(rows) if not any((rel, row["src"]) in trained for rel in row["rel"])]
    name = "pd_related dev, no pair seen from its other end"
    yield shelf.scores(name, asked[new], [relevant[n] for n in new], [own[n] for n in new])


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The passages of one benchmark: ``vectors`` float32 (passages, dimension), L2-normalised."""

    ids: Sequence[str]
    vectors: np.ndarray

    def scores(
        self, name: str, asked: np.ndarray, relevant: Sequence[set[str]], own: Sequence[str] | None = None
    ) -> Scores:
        """Rank every passage for each question, leaving out those of the document ``own`` names for it."""
        import numpy as np

        owners = np.asarray([passage_id.split("@")[0] for passage_id in self.ids])
        each = []
        for n, vector in enumerate(asked):
            scores = self.vectors @ vector
            if own is not None:
                scores[owners == own[n]] = -2.0
            best = np.argpartition(-scores, min(100, len(scores) - 1))[:100]
            ranked = [self.ids[at] for at in best[np.lexsort((best, -scores[best]))]]
            each.append(rank_scores(ranked, relevant[n]))
        means = np.asarray(each).mean(axis=0)
        return Scores(name, len(asked), *(round(float(mean), 4) for mean in means))


def rank_scores(ranked: Sequence[str], relevant: set[str]) -> tuple[float, float, float]:
    """nDCG@10, recall@10 and recall@100 of one ranking of up to 100 ids."""
    gain = sum(1 / math.log2(place + 2) for place, found in enumerate(ranked[:10]) if found in relevant)
    best = sum(1 / math.log2(place + 2) for place in range(min(10, len(relevant))))
    share = 1 / len(relevant)
    return gain / best, len(relevant.intersection(ranked[:10])) * share, len(relevant.intersection(ranked)) * share
