"""Filters → the documents and passages a search may return; decided before the search, so that they are exact."""

from __future__ import annotations

import weakref
from collections import OrderedDict
from collections.abc import Iterable, Sequence

from assistant.index.library import Library
from assistant.index.model import StoredDocument
from assistant.retrieval.model import Filters
from assistant.retrieval.names import is_of
from assistant.retrieval.ranking import Scope

__all__ = ["Scopes", "allowed_chunks", "allowed_documents"]

_KEPT = 32


class Scopes:
    """What filters leave of a knowledge base; the last few are remembered until its documents change."""

    def __init__(self) -> None:
        self._library: weakref.ref[Library] | None = None
        self._known: OrderedDict[Filters, Scope] = OrderedDict()

    def of(self, library: Library, filters: Filters) -> Scope:
        """The scope of ``filters`` in ``library``."""
        if self._library is None or self._library() is not library:
            self._library = weakref.ref(library)
            self._known = OrderedDict()
        known = self._known
        scope = known.get(filters)
        if scope is None:
            scope = known[filters] = _scope(library, filters)
            while len(known) > _KEPT:
                known.popitem(last=False)
        return scope


def _scope(library: Library, filters: Filters) -> Scope:
    everything = library.documents
    allowed = allowed_documents(everything.values(), filters)
    passages = None
    if filters.chunk_kinds or filters.aspects:
        passages = frozenset(allowed_chunks(library.passages, allowed, filters))
    if 2 * len(allowed) > len(everything):  # the shorter list is the faster one to apply
        return Scope(None, frozenset(everything) - allowed, passages)
    return Scope(allowed, passages=passages)


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
    if filters.issuers and not any(is_of(document.issuer or "", name) for name in filters.issuers):
        return False
    year = int(document.issued_on[:4]) if document.issued_on else None
    if filters.from_year is not None and (year is None or year < filters.from_year):
        return False
    return filters.to_year is None or (year is not None and year <= filters.to_year)
