"""The embeddings of every passage in memory, kept in step with the documents of the catalog.

They are read from the catalog once and written to one file that later processes map; documents that have come or gone
since are added and dropped. The file is a copy that may be lost: the catalog is the truth.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.index.catalog import Catalog
from assistant.index.exact import ExactVectors
from assistant.index.model import Chunk, StoredDocument, content_key, indexed_text

if TYPE_CHECKING:
    import numpy as np

__all__ = ["DenseMemory"]

_WORTH_A_FILE = 2_000  # passages; fewer are read from the catalog in no time
_STALE = 0.02  # share of the documents that may have changed before the file is written again


class DenseMemory:
    """Vectors of one model over one catalog.

    Args:
        folder: where the file lies, named by the model.
        version: of the formats the passages were made with; a file of another one is not read.
        missing: embeddings (float32 bytes) by content key of those passages that have none stored.
    """

    def __init__(
        self, folder: Path, version: str, catalog: Catalog, model_id: str,
        missing: Callable[[Sequence[Chunk]], Mapping[str, bytes]],
    ) -> None:  # fmt: skip
        self._path = folder / f"vectors-{hashlib.sha256(model_id.encode()).hexdigest()[:16]}.bin"
        self._catalog, self._model, self._missing = catalog, model_id, missing
        self._label = f"{version}/{model_id}"
        self._vectors: ExactVectors | None = None
        self._seen: Mapping[str, StoredDocument] | None = None
        self._in_file = frozenset[str]()
        self._turn = threading.Lock()

    def vectors(self, documents: Mapping[str, StoredDocument]) -> ExactVectors:
        """Those of the passages of ``documents``, by id; the same mapping again is known to be the same documents."""
        with self._turn:
            if self._vectors is None or self._seen is not documents:
                self._vectors = self._in_step(documents)
                self._seen = documents
                self._keep(documents)
            return self._vectors

    def forget(self) -> None:
        """Passages have changed within their documents: everything is read from the catalog again."""
        with self._turn:
            self._vectors, self._in_file = None, frozenset()
            with suppress(OSError):
                self._path.unlink()

    def _in_step(self, documents: Mapping[str, StoredDocument]) -> ExactVectors:
        wanted = {one.document_id: one.chunks for one in documents.values() if one.chunks}
        known = self._vectors
        if known is None:
            known = ExactVectors.load(self._path, self._label)
            self._in_file = frozenset(known.sizes()) if known else frozenset()
        if known is None:
            known = ExactVectors([], [], _nothing())
        sizes = known.sizes()
        changed = frozenset(one for one in sizes.keys() | wanted.keys() if sizes.get(one) != wanted.get(one))
        if not changed:
            return known
        chunks = self._catalog.ready_chunks(sorted(changed & wanted.keys()))
        owners = [chunk.document_id for chunk in chunks]
        return known.changed(changed, [chunk.chunk_id for chunk in chunks], owners, self._embeddings(chunks))

    def _embeddings(self, chunks: Sequence[Chunk]) -> np.ndarray:
        import numpy as np

        if not chunks:
            return _nothing()
        keys = [content_key(indexed_text(chunk)) for chunk in chunks]
        stored = self._catalog.embeddings(keys, self._model)
        stored.update(self._missing([chunk for key, chunk in zip(keys, chunks, strict=True) if key not in stored]))
        return np.stack([np.frombuffer(stored[key], np.float32) for key in keys])

    def _keep(self, documents: Mapping[str, StoredDocument]) -> None:
        if self._vectors is None or len(self._vectors) < _WORTH_A_FILE:
            return
        now = frozenset(self._vectors.sizes())
        if len(now ^ self._in_file) > _STALE * len(now):
            with suppress(OSError):  # a folder that may only be read, or a full disk: it goes without
                self._vectors.save(self._path, self._label)
                self._in_file = now


def _nothing() -> np.ndarray:
    import numpy as np

    return np.zeros((0, 1), np.float32)
