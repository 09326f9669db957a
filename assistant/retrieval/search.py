"""Query → ranked passages: candidates of both indexes ranked, filters exact, near-duplicates folded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.index.embedder import EMBEDDED
from assistant.index.knowledge import KnowledgeBase
from assistant.index.model import Chunk, StoredDocument
from assistant.language.normalize import match_key
from assistant.language.tokens import folded, syllables
from assistant.retrieval.filters import allowed_chunks, allowed_documents
from assistant.retrieval.model import Filters, Hit, Matcher
from assistant.retrieval.ranking import Ranked, Ranking, Scope
from assistant.retrieval.rerank import load_ranker
from assistant.settings import RetrievalSettings

__all__ = ["Search"]

_MOST_TERMS = 8
_PAGE = 20  # passages read at once
_LONG = 12  # words of a query that is a passage itself, not a question
# A passage below both is no precedent. Of 1,985 passages judged relevant on the dev sets none lies below both; cosines
# of another model lie elsewhere, so with one nothing is held back.
_LEAST_COVERED, _LEAST_COSINE = 0.35, 0.35


class Search:
    """Search over one open knowledge base."""

    def __init__(self, knowledge: KnowledgeBase, settings: RetrievalSettings | None = None) -> None:
        self._knowledge = knowledge
        self._settings = settings or RetrievalSettings()

    def search(self, query: str, k: int = 10, filters: Filters | None = None) -> list[Hit]:
        """The ``k`` best passages that meet ``filters``; none when nothing is near enough to be a precedent."""
        if not query.strip() or k < 1:
            return []
        documents = {document.document_id: document for document in self._knowledge.documents()}
        scope = self._scope(documents, filters or Filters())
        ranked = [row for row in self._ranking(k).rank(query, scope) if row.document_id in documents]
        kept = _comments_fused(self._near(query, ranked), documents)
        return self._hits(query, self._read(kept, max(_PAGE, 2 * k)), documents, k)

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

    def _scope(self, documents: dict[str, StoredDocument], filters: Filters) -> Scope:
        allowed = allowed_documents(documents.values(), filters)
        passages = None
        if filters.chunk_kinds or filters.aspects:
            passages = frozenset(allowed_chunks(self._knowledge.catalog.chunk_keys(), allowed, filters))
        return Scope(allowed if len(allowed) < len(documents) else None, passages=passages)

    def _read(self, ranked: Sequence[Ranked], size: int) -> Iterator[list[tuple[Ranked, Chunk]]]:
        for start in range(0, len(ranked), size):
            page = ranked[start : start + size]
            chunks = self._knowledge.catalog.chunks([row.chunk_id for row in page])
            yield [(row, chunks[row.chunk_id]) for row in page if row.chunk_id in chunks]

    def _hits(
        self, query: str, pages: Iterable[list[tuple[Ranked, Chunk]]], documents: dict[str, StoredDocument], k: int
    ) -> list[Hit]:
        words = dict.fromkeys(syllables(query))
        hits = []
        for rank, one in enumerate(_folded(pages, words, k), 1):
            row, chunk = one.row, one.chunk
            ranks: tuple[tuple[Matcher, int], ...] = (("lexical", row.lexical_rank), ("dense", row.dense_rank))
            by = tuple(name for name, place in ranks if place)
            terms = _terms(words, chunk)[:_MOST_TERMS]
            hits.append(Hit(rank, row.score, chunk, documents[chunk.document_id], by, terms, one.copies))
        return hits


@dataclass(slots=True)
class _Place:
    """One place of the answer: the passage shown there, and how many with the same words were found after it."""

    row: Ranked
    chunk: Chunk
    copies: int = 0


def _folded(pages: Iterable[list[tuple[Ranked, Chunk]]], words: Iterable[str], k: int) -> list[_Place]:
    """The first ``k`` places: copies of a passage take one, and so do the comments of one paragraph, of which the one
    that has most of the query's ``words`` itself is shown."""
    places: dict[str, _Place] = {}
    for page in pages:
        for row, chunk in page:
            key = match_key(chunk.text).strip(" -+.;")
            if key in places:
                places[key].copies += 1
                continue
            mate = next((one for one in places.values() if _of_one_paragraph(chunk, one.chunk)), None)
            if mate is None:
                places[key] = _Place(row, chunk)
            elif len(_terms(words, chunk)) > len(_terms(words, mate.chunk)):
                mate.row, mate.chunk = replace(row, score=mate.row.score), chunk
        if len(places) >= k:  # reading passages costs more than ranking them
            break
    return list(places.values())[:k]


def _comments_fused(ranked: Sequence[Ranked], documents: dict[str, StoredDocument]) -> list[Ranked]:
    """The same with the passages of advisory reports, at the places they hold, in order of their fused scores.

    The trees are learnt from articles, which their document's name tells apart; the comments of a report share it.
    """
    ours = [row for row in ranked if documents[row.document_id].kind == "advice"]
    fused = iter(sorted(ours, key=lambda row: (-row.fused, row.chunk_id)))
    return [
        replace(next(fused), score=row.score) if documents[row.document_id].kind == "advice" else row for row in ranked
    ]


def _of_one_paragraph(chunk: Chunk, other: Chunk) -> bool:
    """Whether two comments stand in one paragraph: the context of a comment has the rest of its paragraph."""
    if chunk.document_id != other.document_id or "comment" not in (chunk.kind, other.kind):
        return False
    return " ".join(chunk.text.split()) in other.context


def _terms(words: Iterable[str], chunk: Chunk) -> tuple[str, ...]:
    here = set(syllables(chunk.text))
    bare = set(folded(list(here)))
    return tuple(word for word in words if word in here or word in bare)
