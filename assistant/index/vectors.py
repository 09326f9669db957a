"""The dense index: one Chroma collection named by model and dimension.

Measured traps of chromadb 1.5.9 that this file answers: settings are built explicitly (the library would read ``.env``
and bare environment variables of the working folder); vectors are always given (else it downloads a model); the space
is set at creation (it cannot be changed); rows are added in batches below its limit and deleted before they are
replaced (``add`` of a known id is silently ignored); one resolved path; one process owns the folder; its HTTP client
waits for ever unless it is given a time limit.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import StateError

if TYPE_CHECKING:
    import numpy as np

__all__ = ["VectorIndex"]

_BATCH = 5000
_SERVER_BATCH = 500
_CONNECT_LIMIT_S = 5
_ANSWER_LIMIT_S = 60
_HNSW = {"space": "cosine", "ef_construction": 200, "ef_search": 500, "max_neighbors": 32}


class VectorIndex:
    """The collection of one embedding model, embedded in ``folder`` or on a Chroma server at ``where``.

    Embeddings are float32 (n, dimension), L2-normalised; scores are cosine similarities.

    Raises:
        StateError: ``server_down`` when the server cannot be reached or does not answer in time, in any method.
    """

    def __init__(self, folder: Path, model_id: str, dimension: int, where: str = "embedded") -> None:
        self._where = where
        self._batch = _BATCH if where == "embedded" else _SERVER_BATCH
        name = f"m{hashlib.sha256(model_id.encode()).hexdigest()[:16]}-{dimension}"
        with _answering(where):
            self._client = _embedded(folder) if where == "embedded" else _remote(where)
            self._collection: Any = self._client.get_or_create_collection(
                name, configuration={"hnsw": _HNSW}, embedding_function=None
            )

    def add(self, chunk_ids: Sequence[str], document_ids: Sequence[str], vectors: np.ndarray) -> None:
        """Add passages; ids that are there already are replaced."""
        with _answering(self._where):
            for start in range(0, len(chunk_ids), self._batch):
                part = slice(start, start + self._batch)
                ids = list(chunk_ids[part])
                self._collection.delete(ids=ids)
                metadatas = [{"document": document_id} for document_id in document_ids[part]]
                self._collection.add(ids=ids, embeddings=vectors[part], metadatas=metadatas)

    def remove(self, chunk_ids: Sequence[str]) -> None:
        """Delete passages; ids that are not there are ignored."""
        with _answering(self._where):
            for start in range(0, len(chunk_ids), self._batch):
                self._collection.delete(ids=list(chunk_ids[start : start + self._batch]))

    def search(self, vector: np.ndarray, limit: int) -> list[tuple[str, float]]:
        """(chunk id, cosine similarity), best first; ``vector`` is (dimension,)."""
        count = self.count()
        if not count:
            return []
        with _answering(self._where):
            found = self._collection.query(
                query_embeddings=[vector], n_results=min(limit, count), include=["distances"]
            )  # fmt: skip
        return [(str(i), 1.0 - float(d)) for i, d in zip(found["ids"][0], found["distances"][0], strict=True)]

    def ids(self) -> set[str]:
        """Every chunk id of the collection."""
        found: set[str] = set()
        with _answering(self._where):
            for start in range(0, self.count(), self._batch):
                found.update(self._collection.get(limit=self._batch, offset=start, include=[])["ids"])
        return found

    def count(self) -> int:
        """Number of passages."""
        with _answering(self._where):
            return int(self._collection.count())

    def clear(self, chunk_ids: Iterable[str]) -> None:
        """Delete these passages."""
        self.remove(list(chunk_ids))

    def close(self) -> None:
        """Release the files, or the connection: the library's own ``close`` leaves that open."""
        if self._where != "embedded":
            for client in (self._client, self._client._admin_client):
                client._server._session.close()
        self._client.close()


@contextmanager
def _answering(where: str) -> Iterator[None]:
    """Failures of the line to a server as one clear error; those of an embedded Chroma are bugs and stay themselves."""
    if where == "embedded":
        yield
        return
    import httpx
    from chromadb.errors import ChromaError

    try:
        yield
    except (httpx.HTTPError, ChromaError, ValueError) as error:
        raise StateError("server_down", where, problem=type(error).__name__) from error


def _remote(where: str) -> Any:
    import chromadb
    import httpx
    from chromadb.config import Settings

    address = httpx.URL(where)
    httpx.get(address.copy_with(path="/api/v2/heartbeat"), timeout=_CONNECT_LIMIT_S).raise_for_status()
    settings = Settings(_env_file=None, **_defaults())  # type: ignore[call-arg]
    port = address.port or (443 if address.scheme == "https" else 80)
    client: Any = chromadb.HttpClient(host=address.host, port=port, ssl=address.scheme == "https", settings=settings)
    for part in (client, client._admin_client):
        part._server._session.timeout = httpx.Timeout(_ANSWER_LIMIT_S, connect=_CONNECT_LIMIT_S)
    return client


def _embedded(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    folder.mkdir(parents=True, exist_ok=True)
    path = str(folder.resolve())
    ours = {"is_persistent": True, "persist_directory": path, "allow_reset": False}
    return chromadb.PersistentClient(path=path, settings=Settings(_env_file=None, **(_defaults() | ours)))  # type: ignore[call-arg]


def _defaults() -> dict[str, Any]:
    """Every field is given, so that no bare environment variable or .env file of the working folder decides one."""
    from chromadb.config import Settings

    fields = {name: field.get_default(call_default_factory=True) for name, field in Settings.model_fields.items()}
    return fields | {"anonymized_telemetry": False}
