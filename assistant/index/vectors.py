"""The dense index: one Chroma collection named by model and dimension.

Measured traps of chromadb 1.5.9 that this file answers: settings are built explicitly (the library would read ``.env``
and bare environment variables of the working folder); vectors are always given (else it downloads a model); the space
is set at creation (it cannot be changed); rows are added in batches below its limit and deleted before they are
replaced (``add`` of a known id is silently ignored); one resolved path; one process owns the folder.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

__all__ = ["VectorIndex"]

_BATCH = 5000
_HNSW = {"space": "cosine", "ef_construction": 200, "ef_search": 500, "max_neighbors": 32}


class VectorIndex:
    """The collection of one embedding model, embedded in ``folder`` or on a Chroma server at ``where``.

    Embeddings are float32 (n, dimension), L2-normalised; scores are cosine similarities.
    """

    def __init__(self, folder: Path, model_id: str, dimension: int, where: str = "embedded") -> None:
        self._client = _client(folder, where)
        name = f"m{hashlib.sha256(model_id.encode()).hexdigest()[:16]}-{dimension}"
        self._collection: Any = self._client.get_or_create_collection(
            name, configuration={"hnsw": _HNSW}, embedding_function=None
        )

    def add(self, chunk_ids: Sequence[str], document_ids: Sequence[str], vectors: np.ndarray) -> None:
        """Add passages; ids that are there already are replaced."""
        for start in range(0, len(chunk_ids), _BATCH):
            part = slice(start, start + _BATCH)
            ids = list(chunk_ids[part])
            self._collection.delete(ids=ids)
            metadatas = [{"document": document_id} for document_id in document_ids[part]]
            self._collection.add(ids=ids, embeddings=vectors[part], metadatas=metadatas)

    def remove(self, chunk_ids: Sequence[str]) -> None:
        """Delete passages; ids that are not there are ignored."""
        for start in range(0, len(chunk_ids), _BATCH):
            self._collection.delete(ids=list(chunk_ids[start : start + _BATCH]))

    def search(self, vector: np.ndarray, limit: int) -> list[tuple[str, float]]:
        """(chunk id, cosine similarity), best first; ``vector`` is (dimension,)."""
        count = self.count()
        if not count:
            return []
        found = self._collection.query(query_embeddings=[vector], n_results=min(limit, count), include=["distances"])
        return [(str(i), 1.0 - float(d)) for i, d in zip(found["ids"][0], found["distances"][0], strict=True)]

    def ids(self) -> set[str]:
        """Every chunk id of the collection."""
        found: set[str] = set()
        for start in range(0, self.count(), _BATCH):
            found.update(self._collection.get(limit=_BATCH, offset=start, include=[])["ids"])
        return found

    def count(self) -> int:
        """Number of passages."""
        return int(self._collection.count())

    def clear(self, chunk_ids: Iterable[str]) -> None:
        """Delete these passages."""
        self.remove(list(chunk_ids))

    def close(self) -> None:
        """Release the files."""
        close = getattr(self._client, "close", None)
        if close:
            close()


def _client(folder: Path, where: str) -> Any:
    import chromadb
    from chromadb.config import Settings

    if where != "embedded":
        from urllib.parse import urlsplit

        address = urlsplit(where)
        return chromadb.HttpClient(
            host=address.hostname or "localhost", port=address.port or 8000, ssl=address.scheme == "https"
        )
    folder.mkdir(parents=True, exist_ok=True)
    path = str(folder.resolve())
    # Every field is given, so that no bare environment variable or .env file of the working folder decides one.
    fields = {name: field.get_default(call_default_factory=True) for name, field in Settings.model_fields.items()}
    ours = {"anonymized_telemetry": False, "is_persistent": True, "persist_directory": path, "allow_reset": False}
    return chromadb.PersistentClient(path=path, settings=Settings(_env_file=None, **(fields | ours)))  # type: ignore[call-arg]
