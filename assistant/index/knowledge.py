"""The knowledge base of one home folder: catalog, lexical index and dense index kept in step.

One process at a time may open it for writing (a file lock; the second is told so); any number may read beside it.
The writer owns the Chroma folder, which two processes cannot share without losing vectors. A reader searches the
catalog's embeddings exactly, with numpy: faster to start than Chroma, and never stale.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, Self

from assistant.errors import StateError
from assistant.index.catalog import Catalog
from assistant.index.chunking import CHUNKER_VERSION
from assistant.index.database import Lock, home_lock
from assistant.index.dense import DenseMemory
from assistant.index.exact import ExactVectors
from assistant.index.lexical import LEXICAL_VERSION, LexicalIndex, lexical_row
from assistant.index.library import Library
from assistant.index.model import Chunk, StoredDocument, content_key, indexed_text
from assistant.settings import IndexSettings

if TYPE_CHECKING:
    import numpy as np

    from assistant.index.vectors import VectorIndex

__all__ = ["FORMAT", "Embedder", "KnowledgeBase", "content_key", "indexed_text"]

_IN_MEMORY = 200_000
_WORTH_KEEPING = 2_000  # passages from which on an ingest leaves their vectors in a file
FORMAT = f"1.{CHUNKER_VERSION}.{LEXICAL_VERSION}"


class Embedder(Protocol):
    """Texts → float32 (n, dimension), L2-normalised."""

    @property
    def model_id(self) -> str:
        """Name and content hash; another hash is another model."""
        ...

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        ...

    def encode(self, texts: Sequence[str], kind: Literal["query", "passage"]) -> np.ndarray:
        """Embed ``texts``."""
        ...


class KnowledgeBase:
    """An open knowledge base; use as a context manager.

    Raises:
        StateError: ``index_busy`` when another process writes; ``index_stale`` when it was made by another version,
            unless it is opened to be renewed (``accept_stale``); ``index_damaged`` when it is opened for reading and
            its files do not fit together (the next that opens it for writing mends it).
    """

    def __init__(
        self, home: Path, settings: IndexSettings, open_embedder: Callable[[], Embedder],
        mode: Literal["read", "write"], *, accept_stale: bool = False,
    ) -> None:  # fmt: skip
        self.folder = home / "knowledge"
        self.settings = settings
        self.mode = mode
        self._open_embedder = open_embedder
        self._embedder: Embedder | None = None
        self._vectors: VectorIndex | None = None
        self._dense: DenseMemory | None = None
        self._library: Library | None = None
        self._version = -1
        self._lock: Lock | None = None
        self._accept_stale = accept_stale
        self._open()

    def _open(self) -> None:
        if self.settings.catalog != "embedded":
            raise ValueError("a shared catalog is opened by SharedKnowledgeBase")
        self._lock = home_lock(self.folder) if self.mode == "write" else None
        self.catalog = Catalog(self.folder)
        self.is_stale = self._check_format()
        self.lexical = self._open_lexical(self.folder / "lexical")
        if self.mode == "write" and not self.is_stale:
            self._repair()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Release files and the lock."""
        self.lexical.close()
        if self._vectors is not None:
            self._vectors.close()
            self._vectors = None
        self.catalog.close()
        if self._lock is not None:
            self._lock.release()

    @property
    def embedder(self) -> Embedder:
        """The embedding model, loaded on first use."""
        if self._embedder is None:
            self._embedder = self._open_embedder()
        return self._embedder

    @property
    def manifest_id(self) -> str:
        """What a result was found with: format, model and contents."""
        documents = self.documents()
        contents = hashlib.sha256("\n".join(d.document_id for d in documents).encode()).hexdigest()[:12]
        return f"{FORMAT}/{self.embedder.model_id}/{len(documents)}/{contents}"

    def documents(self) -> list[StoredDocument]:
        """Every stored document, by issue date, then id."""
        return list(self.library().documents.values())

    def library(self) -> Library:
        """The documents as they are now, whichever process changed them; the same object while nothing changes."""
        version = self.catalog.version()
        if self._library is None or version != self._version:
            self.lexical.reload()
            self._library, self._version = Library(self.catalog), version
        return self._library

    def document(self, document_id: str) -> StoredDocument:
        """One stored document.

        Raises:
            StateError: ``unknown_document``.
        """
        found = self.catalog.document(document_id)
        if found is None or self.catalog.state_of(document_id) != "ready":
            raise StateError("unknown_document", document_id)
        return found

    def chunks_of(self, document_id: str) -> list[Chunk]:
        """The document's passages in reading order."""
        return self.catalog.chunks_of(document_id)

    def text_of(self, document_id: str) -> str:
        """The stored text that the passages' offsets point into."""
        return self.catalog.text_of(document_id)

    def remove(self, document_ids: Sequence[str]) -> list[StoredDocument]:
        """Remove documents from the catalog and both indexes.

        Raises:
            StateError: ``unknown_document``; nothing is removed then.
        """
        removed = [self.document(document_id) for document_id in document_ids]
        self.catalog.mark(document_ids, "removing")
        self.finish()
        return removed

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Keep the right to write; here it is had from opening to closing."""
        yield
        if self.lexical.count() >= _WORTH_KEEPING:
            self._dense_memory().vectors(self.library().documents)

    def finish(self) -> None:
        """Bring both indexes in step with the catalog: index what is pending, drop what is being removed."""
        leaving, coming = self.catalog.documents("removing"), self.catalog.documents("pending")
        if not (leaving or coming):
            return
        vectors = self.vectors()
        self.lexical.remove(document.document_id for document in (*leaving, *coming))
        for document in leaving:
            vectors.remove([chunk.chunk_id for chunk in self.chunks_of(document.document_id)])
        for document in coming:
            self._index(self.chunks_of(document.document_id), vectors)
        self.lexical.commit()
        for document in leaving:
            self.catalog.delete(document.document_id)
        self.catalog.mark([document.document_id for document in coming], "ready")

    def vectors(self) -> VectorIndex:
        """The Chroma collection; only for the writer."""
        if self._vectors is None:
            from assistant.index.vectors import VectorIndex

            where, name = self.settings.chroma, self.embedder.model_id
            if where != "embedded":
                # Several knowledge bases may have collections of the same model there.
                name = f"{name}@{self.catalog.feed()}"
            self._vectors = VectorIndex(self.folder / "chroma", name, self.embedder.dimension, where)
        return self._vectors

    def nearest(
        self, vector: np.ndarray, limit: int, allowed: frozenset[str] | None, excluded: frozenset[str]
    ) -> list[tuple[str, float]]:
        """(chunk id, cosine), best first, of ``allowed`` documents (``None``: any) without those ``excluded``.

        Searched in memory; beyond ``_IN_MEMORY`` passages the writer's unfiltered queries go to Chroma.
        """
        exact = self._exact()
        if allowed is None and not excluded and self.mode == "write" and len(exact) > _IN_MEMORY:
            return self.vectors().search(vector, limit)
        return exact.nearest(vector, limit, allowed, excluded)

    def cosines(self, vector: np.ndarray, chunk_ids: Sequence[str]) -> np.ndarray:
        """(len(chunk_ids),) similarities with ``vector``; 0 for a passage that is not there."""
        return self._exact().cosines(vector, chunk_ids)

    def rebuild(self) -> int:
        """Build both indexes again from the catalog; the number of passages indexed."""
        ready, vectors = self.catalog.documents(), self.vectors()
        vectors.clear(vectors.ids())
        self.lexical.clear()
        self._dense_memory().forget()
        self.catalog.mark([document.document_id for document in ready], "pending")
        self.finish()
        self.catalog.set_note("format", FORMAT)
        return self.lexical.count()

    def encode_chunks(self, chunks: Sequence[Chunk]) -> dict[str, bytes]:
        """Embeddings (float32 bytes) by content key of those passages that have none stored yet."""
        import numpy as np

        texts = {content_key(text): text for text in map(indexed_text, chunks)}
        known = self.catalog.embeddings(list(texts), self.embedder.model_id)
        new = [key for key in texts if key not in known]
        if not new:
            return {}
        vectors = self.embedder.encode([texts[key] for key in new], "passage")
        return {key: np.asarray(row, np.float32).tobytes() for key, row in zip(new, vectors, strict=True)}

    def _index(self, chunks: Sequence[Chunk], vectors: VectorIndex) -> None:
        if chunks:
            self.lexical.add(map(lexical_row, chunks))
            self._index_vectors(chunks, vectors)

    def _index_vectors(self, chunks: Sequence[Chunk], vectors: VectorIndex) -> None:
        ids = [chunk.chunk_id for chunk in chunks]
        vectors.add(ids, [chunk.document_id for chunk in chunks], self._stored_vectors(chunks))

    def _stored_vectors(self, chunks: Sequence[Chunk]) -> np.ndarray:
        import numpy as np

        model = self.embedder.model_id
        self.catalog.store_embeddings(self.encode_chunks(chunks), model)
        keys = [content_key(indexed_text(chunk)) for chunk in chunks]
        stored = self.catalog.embeddings(keys, model)
        return np.stack([np.frombuffer(stored[key], np.float32) for key in keys])

    def _exact(self) -> ExactVectors:
        return self._dense_memory().vectors((self._library or self.library()).documents)

    def _dense_memory(self) -> DenseMemory:
        if self._dense is None:
            model = self.embedder.model_id
            self._dense = DenseMemory(self.folder, FORMAT, self.catalog, model, self.encode_chunks)
        return self._dense

    def _open_lexical(self, folder: Path) -> LexicalIndex:
        """The writer begins an index of another version, or a damaged one, from nothing; ``_repair`` fills it."""
        if self.is_stale:
            shutil.rmtree(folder, ignore_errors=True)
        try:
            return LexicalIndex(folder)
        except StateError:
            if self.mode == "read":
                self.catalog.close()
                raise
        shutil.rmtree(folder)
        return LexicalIndex(folder)

    def _check_format(self) -> bool:
        """Whether another version made it."""
        found = self.catalog.note("format")
        if found is None and self.mode == "write":
            self.catalog.set_note("format", FORMAT)
        stale = found not in (None, FORMAT)
        if stale and not self._accept_stale:
            self.catalog.close()
            if self._lock is not None:
                self._lock.release()
            raise StateError("index_stale", str(self.folder), found=found, wanted=FORMAT)
        return stale

    def _repair(self) -> None:
        """After a crash: finish what was begun, so that every document is wholly in or wholly out."""
        self.finish()
        expected = sum(document.chunks for document in self.catalog.documents())
        lexical = self.lexical.count() == expected and self.lexical.is_whole()
        # An empty collection is that of a model not yet taken into use: switch.py fills it.
        if not lexical or (expected and self.vectors().count() not in (0, expected)):
            self.rebuild()
