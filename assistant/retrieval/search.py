"""Query → ranked passages: candidates of both indexes ranked, filters exact, near-duplicates folded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from statistics import pstdev

from assistant.index.embedder import EMBEDDED
from assistant.index.knowledge import KnowledgeBase
from assistant.index.model import Chunk, StoredDocument
from assistant.language.tokens import syllables
from assistant.retrieval.filters import Scopes
from assistant.retrieval.model import Filters, Hit, Matcher
from assistant.retrieval.places import Place, places, terms_of
from assistant.retrieval.ranking import Ranked, Ranking
from assistant.retrieval.rerank import load_ranker
from assistant.settings import RetrievalSettings

__all__ = ["Search"]

_MOST_TERMS = 8
_PAGE = 20  # passages read at once
_NEAR_AS_GOOD = 0.5  # standard deviations of the scores of one query's candidates
_LONG = 12  # words of a query that is a passage itself, not a question
# A passage below both is no precedent. Of 2,102 passages judged relevant on the dev sets 3 lie below both; cosines of
# another model lie elsewhere, so with one nothing is held back.
_LEAST_COVERED, _LEAST_COSINE = 0.35, 0.30


class Search:
    """Search over one open knowledge base."""

    def __init__(self, knowledge: KnowledgeBase, settings: RetrievalSettings | None = None) -> None:
        self._knowledge = knowledge
        self._settings = settings or RetrievalSettings()
        self._scopes = Scopes()

    def search(self, query: str, k: int = 10, filters: Filters | None = None) -> list[Hit]:
        """The ``k`` best passages that meet ``filters``; none when nothing is near enough to be a precedent."""
        if k < 1 or not syllables(query):
            return []
        library = self._knowledge.library()
        documents, scope = library.documents, self._scopes.of(library, filters or Filters())
        ranked = [row for row in self._ranking(k).rank(query, scope) if row.document_id in documents]
        kept = _comments_fused(self._near(query, ranked), documents)
        spread = kept and self._settings.most_of_one
        margin = _NEAR_AS_GOOD * pstdev([row.score for row in kept]) if spread else 0.0
        words = list(dict.fromkeys(syllables(query)))
        pages = self._read(kept, max(_PAGE, 2 * k))
        chosen = places(pages, words, k, most=self._settings.most_of_one, margin=margin)
        return _hits(words, chosen, documents)

    def _ranking(self, k: int) -> Ranking:
        settings = self._settings
        wanted = max(settings.candidates, 4 * k)
        embedder = self._knowledge.embedder
        return Ranking(
            self._knowledge.lexical, self._knowledge, lambda text: embedder.encode([text], "query")[0],
            load_ranker() if settings.ranker else None, wanted=(wanted, max(80, 2 * k)),
        )  # fmt: skip

    def _near(self, query: str, ranked: Sequence[Ranked]) -> list[Ranked]:
        """Those near enough to be precedents. No passage has much of a long query in it, so such a query is judged by
        the nearest of all."""
        if not self._knowledge.embedder.model_id.startswith(f"{EMBEDDED}@"):
            return list(ranked)
        near = [row for row in ranked if row.covered >= _LEAST_COVERED or row.cosine >= _LEAST_COSINE]
        return list(ranked) if near and len(syllables(query)) >= _LONG else near

    def _read(self, ranked: Sequence[Ranked], size: int) -> Iterator[list[tuple[Ranked, Chunk]]]:
        for start in range(0, len(ranked), size):
            page = ranked[start : start + size]
            chunks = self._knowledge.catalog.chunks([row.chunk_id for row in page])
            yield [(row, chunks[row.chunk_id]) for row in page if row.chunk_id in chunks]


def _hits(words: Sequence[str], chosen: Sequence[Place], documents: Mapping[str, StoredDocument]) -> list[Hit]:
    hits = []
    for rank, one in enumerate(chosen, 1):
        row, chunk = one.row, one.chunk
        ranks: tuple[tuple[Matcher, int], ...] = (("lexical", row.lexical_rank), ("dense", row.dense_rank))
        by = tuple(name for name, place in ranks if place)
        terms = terms_of(words, chunk)[:_MOST_TERMS]
        hits.append(Hit(rank, row.score, chunk, documents[chunk.document_id], by, terms, one.copies))
    return hits


def _comments_fused(ranked: Sequence[Ranked], documents: Mapping[str, StoredDocument]) -> list[Ranked]:
    """The same with the passages of advisory reports, at the places they hold, in order of their fused scores.

    The trees are learnt from articles, which their document's name tells apart; the comments of a report share it.
    """
    ours = [row for row in ranked if documents[row.document_id].kind == "advice"]
    fused = iter(sorted(ours, key=lambda row: (-row.fused, row.chunk_id)))
    return [
        replace(next(fused), score=row.score) if documents[row.document_id].kind == "advice" else row for row in ranked
    ]
