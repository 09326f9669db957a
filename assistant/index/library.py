"""The documents of a knowledge base as they are at one moment: what every search asks of them, read once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from assistant.index.catalog import Catalog
from assistant.index.model import StoredDocument

__all__ = ["Library"]


class Library:
    """``documents`` by id, by issue date, then id. While nothing changes a knowledge base hands out the same object."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self.documents: Mapping[str, StoredDocument] = {one.document_id: one for one in catalog.documents()}

    @cached_property
    def passages(self) -> list[tuple[str, str, str, str | None]]:
        """(chunk id, document id, chunk kind, aspect) of every passage."""
        return self._catalog.chunk_keys()
