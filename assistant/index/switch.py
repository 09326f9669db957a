"""Another embedding model for a knowledge base that is there: its collection is filled beside the old one."""

from __future__ import annotations

from collections.abc import Callable

from assistant.index.knowledge import KnowledgeBase, content_key, indexed_text

__all__ = ["fill_collection"]


def fill_collection(knowledge: KnowledgeBase, progress: Callable[[int, int], None] | None = None) -> int:
    """Embed every stored passage that the model's own collection lacks; the number of passages added.

    Readers go on with the old model meanwhile; cut off half-way, the next call goes on where this one stopped.
    ``progress`` is told how many documents are done, and of how many.
    """
    with knowledge.writing():
        return _fill(knowledge, progress or (lambda done, total: None))


def _fill(knowledge: KnowledgeBase, progress: Callable[[int, int], None]) -> int:
    import numpy as np

    vectors, model = knowledge.vectors(), knowledge.embedder.model_id
    there, documents, added = vectors.ids(), knowledge.documents(), 0
    for done, document in enumerate(documents, 1):
        missing = [chunk for chunk in knowledge.chunks_of(document.document_id) if chunk.chunk_id not in there]
        if missing:
            knowledge.catalog.store_embeddings(knowledge.encode_chunks(missing), model)
            keys = [content_key(indexed_text(chunk)) for chunk in missing]
            stored = knowledge.catalog.embeddings(keys, model)
            rows = np.stack([np.frombuffer(stored[key], np.float32) for key in keys])
            ids = [chunk.chunk_id for chunk in missing]
            vectors.add(ids, [document.document_id] * len(ids), rows)
            added += len(ids)
        progress(done, len(documents))
    return added
