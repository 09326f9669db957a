"""Query → ranked passages: lexical and dense candidates fused, filters exact, near-duplicates folded."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.index.knowledge import KnowledgeBase
from assistant.index.model import Chunk, StoredDocument
from assistant.language.normalize import match_key
from assistant.language.tokens import folded, syllables
from assistant.retrieval.filters import allowed_chunks, allowed_documents
from assistant.retrieval.fusion import reciprocal_rank_fusion
from assistant.retrieval.model import Filters, Hit, Matcher
from assistant.settings import RetrievalSettings

__all__ = ["Search"]

_DENSE_WEIGHT = 0.5
_MOST_TERMS = 8


class Search:
    """Search over one open knowledge base."""

    def __init__(self, knowledge: KnowledgeBase, settings: RetrievalSettings | None = None) -> None:
        self._knowledge = knowledge
        self._settings = settings or RetrievalSettings()

    def search(self, query: str, k: int = 10, filters: Filters | None = None) -> list[Hit]:
        """The ``k`` best passages that meet ``filters``; an empty query finds nothing."""
        if not query.strip() or k < 1:
            return []
        filters = filters or Filters()
        documents = {document.document_id: document for document in self._knowledge.documents()}
        allowed_ids = allowed_documents(documents.values(), filters)
        chunk_filter = None
        if len(allowed_ids) < len(documents) or filters.chunk_kinds or filters.aspects:
            chunk_filter = allowed_chunks(self._knowledge.catalog.chunk_keys(), allowed_ids, filters)
        wanted = max(self._settings.candidates, 4 * k)
        lexical = self._lexical(query, wanted, allowed_ids if chunk_filter is not None else None, chunk_filter)
        vector = self._knowledge.embedder.encode([query], "query")[0]
        dense = [chunk_id for chunk_id, _ in self._knowledge.dense(vector, wanted, chunk_filter)]
        fused = reciprocal_rank_fusion([lexical, dense], [1.0, _DENSE_WEIGHT], self._settings.rrf_k)
        matched = (set(lexical), set(dense))
        chunks = self._knowledge.catalog.chunks([chunk_id for chunk_id, _ in fused])
        ranked = ((chunks[i], score) for i, score in fused if i in chunks and chunks[i].document_id in documents)
        return self._hits(query, ranked, documents, matched, k)

    def _lexical(self, query: str, wanted: int, documents: frozenset[str] | None, chunks: set[str] | None) -> list[str]:
        # The index filters by document; passages are filtered after, so more are asked for until enough are left.
        limit = wanted
        while True:
            found = self._knowledge.lexical.search(query, limit, documents)
            kept = [chunk_id for chunk_id, _ in found if chunks is None or chunk_id in chunks]
            if len(kept) >= wanted or len(found) < limit:
                return kept[:wanted]
            limit *= 4

    def _hits(
        self, query: str, ranked: Iterable[tuple[Chunk, float]], documents: dict[str, StoredDocument],
        matched: tuple[set[str], set[str]], k: int,
    ) -> list[Hit]:  # fmt: skip
        best: dict[str, tuple[Chunk, float]] = {}
        copies: dict[str, int] = {}
        for chunk, score in ranked:
            key = match_key(chunk.text).strip(" -+.;")
            if key in best:
                copies[key] += 1
            else:
                best[key] = (chunk, score)
                copies[key] = 0
        words = dict.fromkeys(syllables(query))
        hits = []
        for rank, (key, (chunk, score)) in enumerate(list(best.items())[:k], 1):
            names: tuple[Matcher, ...] = ("lexical", "dense")
            by = tuple(name for name, ids in zip(names, matched, strict=True) if chunk.chunk_id in ids)
            document = documents[chunk.document_id]
            hits.append(Hit(rank, score, chunk, document, by, _terms(words, chunk), copies[key]))
        return hits


def _terms(words: Iterable[str], chunk: Chunk) -> tuple[str, ...]:
    here = set(syllables(chunk.text))
    bare = set(folded(list(here)))
    return tuple(word for word in words if word in here or word in bare)[:_MOST_TERMS]
