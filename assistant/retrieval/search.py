"""Query → ranked passages: candidates of both indexes ranked, filters exact, near-duplicates folded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

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
        ranked = [
            row for row in self._ranking(k).rank(query, scope) if row.document_id in documents and self._near(row)
        ]
        return self._hits(query, self._read(ranked, max(_PAGE, 2 * k)), documents, k)

    def _ranking(self, k: int) -> Ranking:
        settings = self._settings
        wanted = max(settings.candidates, 4 * k)
        embedder = self._knowledge.embedder
        return Ranking(
            self._knowledge.lexical, self._knowledge, lambda text: embedder.encode([text], "query")[0],
            load_ranker() if settings.ranker else None, wanted=(wanted, max(80, 2 * k)),
        )  # fmt: skip

    def _near(self, row: Ranked) -> bool:
        calibrated = self._knowledge.embedder.model_id.startswith(f"{EMBEDDED}@")
        return not calibrated or row.covered >= _LEAST_COVERED or row.cosine >= _LEAST_COSINE

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
        best: dict[str, tuple[Ranked, Chunk]] = {}
        copies: dict[str, int] = {}
        for page in pages:
            for row, chunk in page:
                key = match_key(chunk.text).strip(" -+.;")
                copies[key] = copies.get(key, -1) + 1
                best.setdefault(key, (row, chunk))
            if len(best) >= k:  # reading passages costs more than ranking them
                break
        words = dict.fromkeys(syllables(query))
        hits = []
        for rank, (key, (row, chunk)) in enumerate(list(best.items())[:k], 1):
            ranks: tuple[tuple[Matcher, int], ...] = (("lexical", row.lexical_rank), ("dense", row.dense_rank))
            by = tuple(name for name, place in ranks if place)
            document = documents[chunk.document_id]
            hits.append(Hit(rank, row.score, chunk, document, by, _terms(words, chunk), copies[key]))
        return hits


def _terms(words: Iterable[str], chunk: Chunk) -> tuple[str, ...]:
    here = set(syllables(chunk.text))
    bare = set(folded(list(here)))
    return tuple(word for word in words if word in here or word in bare)[:_MOST_TERMS]
