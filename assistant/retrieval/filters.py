"""Filters → the documents and passages a search may return; decided before the search, so that they are exact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.index.model import StoredDocument
from assistant.language.normalize import fold
from assistant.retrieval.model import Filters

__all__ = ["allowed_chunks", "allowed_documents"]


def allowed_documents(documents: Iterable[StoredDocument], filters: Filters) -> frozenset[str]:
    """Ids of the documents that meet the conditions on documents."""
    return frozenset(document.document_id for document in documents if _meets(document, filters))


def allowed_chunks(
    keys: Sequence[tuple[str, str, str, str | None]], documents: frozenset[str], filters: Filters
) -> set[str]:
    """Ids of the passages of ``documents`` that meet the conditions on passages.

    ``keys`` are (chunk id, document id, chunk kind, aspect).
    """
    return {
        chunk_id
        for chunk_id, document_id, kind, aspect in keys
        if document_id in documents
        and (not filters.chunk_kinds or kind in filters.chunk_kinds)
        and (not filters.aspects or aspect in filters.aspects)
    }


def _meets(document: StoredDocument, filters: Filters) -> bool:
    if document.document_id in filters.exclude:
        return False
    if filters.kinds and document.kind not in filters.kinds:
        return False
    if filters.issuers and not any(fold(name) in fold(document.issuer or "") for name in filters.issuers):
        return False
    year = int(document.issued_on[:4]) if document.issued_on else None
    if filters.from_year is not None and (year is None or year < filters.from_year):
        return False
    return filters.to_year is None or (year is not None and year <= filters.to_year)
