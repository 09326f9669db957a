"""The systems a retrieval benchmark can measure, by name."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Protocol

from assistant.evaluation.baselines import LangChainBm25, LangChainDefault, PlainBm25
from assistant.evaluation.benchmark import LeftOut, Passage
from assistant.index.embedder import open_embedder
from assistant.index.exact import ExactVectors
from assistant.index.lexical import LexicalIndex, LexicalRow
from assistant.retrieval.ranking import Ranking, Scope
from assistant.retrieval.rerank import load_ranker
from assistant.settings import Settings

__all__ = ["SYSTEMS", "System", "open_system"]


class System(Protocol):
    """Something that ranks passages."""

    def rank(self, query: str, limit: int, left_out: LeftOut) -> list[str]:
        """Passage ids, best first, none of ``left_out``."""
        ...


class _Ours:
    """The product's own ranking over a temporary index.

    ``wanted`` = candidates of (lexical, dense), 0 for a part that is off; without ``ranker`` they are fused.
    """

    def __init__(
        self, passages: Sequence[Passage], settings: Settings, *, wanted: tuple[int, int], ranker: bool = False
    ) -> None:
        embedder = open_embedder(settings.index.embedding)
        lexical = LexicalIndex(None)
        lexical.add(LexicalRow(p.passage_id, p.document_id, p.name, p.title, p.text) for p in passages)
        lexical.commit()
        seen = passages if wanted[1] else passages[:0]
        matrix = embedder.encode([f"{p.name} › {p.title}\n{p.text}" for p in seen], "passage")
        vectors = ExactVectors([p.passage_id for p in seen], [p.document_id for p in seen], matrix)
        scorer = load_ranker() if ranker else None
        self._ranking = Ranking(
            lexical, vectors, lambda text: embedder.encode([text], "query")[0], scorer, wanted=wanted
        )

    def rank(self, query: str, limit: int, left_out: LeftOut) -> list[str]:
        ranked = self._ranking.rank(query, Scope(excluded=left_out.documents))
        return [row.chunk_id for row in ranked if row.chunk_id not in left_out][:limit]


SYSTEMS: dict[str, Callable[[Sequence[Passage], Settings], System]] = {
    "ours": functools.partial(_Ours, wanted=(120, 80), ranker=True),
    "lexical": functools.partial(_Ours, wanted=(120, 0)),
    "dense": functools.partial(_Ours, wanted=(0, 120)),
    "fusion": functools.partial(_Ours, wanted=(120, 80)),
    "bm25s-syllables": PlainBm25,
    "bm25s-bigrams": functools.partial(PlainBm25, pairs=True),
    "langchain-bm25": LangChainBm25,
    "langchain-default": LangChainDefault,
}


def open_system(name: str, passages: Sequence[Passage], settings: Settings) -> System:
    """The system ``name`` with ``passages`` indexed."""
    return SYSTEMS[name](passages, settings)
