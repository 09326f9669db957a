"""The catalog: the truth about what is in the knowledge base. Both indexes can be rebuilt from it alone.

SQLAlchemy Core over SQLite in the home folder, or over a PostgreSQL of several machines. A document is ``pending``
until the indexes hold its passages, then ``ready``; ``removing`` until they hold none of them. Only ready documents are
visible. Embeddings are kept by content and model, so that unchanged text is never embedded twice. A shared catalog
numbers its changes, so that every machine's own index can follow them.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from assistant.documents.model import Secrecy
from assistant.index.database import Database
from assistant.index.model import Chunk, DocumentKind, StoredDocument
from assistant.index.schema import CHANGES, CHUNKS, DOCUMENTS, EMBEDDINGS, META

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

__all__ = ["Catalog", "State"]

State = Literal["pending", "ready", "removing"]
_PAGE = 500


class Catalog:
    """One catalog database.

    Args:
        folder: where ``catalog.sqlite3`` lies when ``where`` is "embedded".
        where: "embedded", or the SQLAlchemy URL of a PostgreSQL that several machines share.

    Raises:
        StateError: ``settings_invalid`` for another URL; ``server_down`` from any method.
    """

    def __init__(self, folder: Path, where: str = "embedded") -> None:
        from assistant.index.schema import metadata

        self._database = Database(folder, where)
        self.is_shared = self._database.is_shared
        self._database.make(metadata(), None if self.is_shared else [DOCUMENTS(), CHUNKS(), EMBEDDINGS(), META()])
        self.sole_writer = self._database.sole_writer

    @property
    def name(self) -> str:
        """The database's URL without its password."""
        return self._database.name

    def close(self) -> None:
        """Release the database."""
        self._database.close()

    def version(self) -> int:
        """Another number whenever any process has changed this catalog; of one that is embedded only."""
        return self._database.version()

    def documents(self, state: State = "ready") -> list[StoredDocument]:
        """Documents in ``state``, by issue date, then id."""
        from sqlalchemy import select

        table = DOCUMENTS()
        columns = [column for column in table.c if column.name not in ("text", "state")]
        query = select(*columns).where(table.c.state == state).order_by(table.c.issued_on, table.c.id)
        with self._database.reading() as connection:
            return [_stored(row) for row in connection.execute(query)]

    def document(self, document_id: str) -> StoredDocument | None:
        """One document in any state."""
        from sqlalchemy import select

        table = DOCUMENTS()
        with self._database.reading() as connection:
            row = connection.execute(select(table).where(table.c.id == document_id)).first()
        return _stored(row) if row else None

    def state_of(self, document_id: str) -> State | None:
        """The state of one document, ``None`` if it is not there."""
        from sqlalchemy import select

        table = DOCUMENTS()
        with self._database.reading() as connection:
            return cast(
                "State | None", connection.execute(select(table.c.state).where(table.c.id == document_id)).scalar()
            )

    def text_of(self, document_id: str) -> str:
        """The stored NFC text; empty if the document is not there."""
        from sqlalchemy import select

        table = DOCUMENTS()
        with self._database.reading() as connection:
            return connection.execute(select(table.c.text).where(table.c.id == document_id)).scalar() or ""

    def chunks_of(self, document_id: str) -> list[Chunk]:
        """The passages of one document in reading order."""
        from sqlalchemy import select

        table = CHUNKS()
        text = self.text_of(document_id)
        query = select(table).where(table.c.document_id == document_id).order_by(table.c.position)
        with self._database.reading() as connection:
            return [_chunk(row, text[row.start : row.end]) for row in connection.execute(query)]

    def chunks(self, chunk_ids: Sequence[str]) -> dict[str, Chunk]:
        """The passages with these ids, whatever their documents."""
        from sqlalchemy import func, select

        table, documents = CHUNKS(), DOCUMENTS()
        own = func.substr(documents.c.text, table.c.start + 1, table.c.end - table.c.start).label("own")
        found: dict[str, Chunk] = {}
        with self._database.reading() as connection:
            for start in range(0, len(chunk_ids), _PAGE):
                part = chunk_ids[start : start + _PAGE]
                joined = table.join(documents, table.c.document_id == documents.c.id)
                query = select(table, own).select_from(joined).where(table.c.id.in_(part))
                found |= {row.id: _chunk(row, row.own) for row in connection.execute(query)}
        return found

    def chunk_keys(self) -> list[tuple[str, str, str, str | None]]:
        """(chunk id, document id, chunk kind, aspect) of every passage of a ready document."""
        from sqlalchemy import select

        table, documents = CHUNKS(), DOCUMENTS()
        query = (
            select(table.c.id, table.c.document_id, table.c.kind, table.c.aspect)
            .select_from(table.join(documents, table.c.document_id == documents.c.id))
            .where(documents.c.state == "ready")
            .order_by(table.c.id)
        )
        with self._database.reading() as connection:
            return [(row[0], row[1], row[2], row[3]) for row in connection.execute(query)]

    def add(
        self, stored: StoredDocument, text: str, chunks: Sequence[Chunk], vectors: Mapping[str, bytes], *,
        model: str, replaced: str | None = None,
    ) -> None:  # fmt: skip
        """Write one document, anew if it is there, as pending, with passages and new embeddings, in one transaction.

        ``replaced`` is the id of the document that this one takes the place of; it is marked as removing with it.
        """
        table = DOCUMENTS()
        with self._database.writing() as connection:
            _forget(connection, stored.document_id)
            connection.execute(table.insert(), [_document_row(stored, text)])
            if chunks:
                connection.execute(CHUNKS().insert(), [_chunk_row(n, chunk) for n, chunk in enumerate(chunks)])
            if vectors:
                rows = [{"content": key, "model": model, "vector": value} for key, value in vectors.items()]
                connection.execute(EMBEDDINGS().insert(), rows)
            if replaced:
                connection.execute(table.update().where(table.c.id == replaced).values(state="removing"))
                self._record(connection, [replaced])

    def mark(self, document_ids: Iterable[str], state: State) -> None:
        """Set the state of these documents."""
        table, ids = DOCUMENTS(), list(document_ids)
        with self._database.writing() as connection:
            for document_id in ids:
                connection.execute(table.update().where(table.c.id == document_id).values(state=state))
            self._record(connection, ids)

    def delete(self, document_id: str) -> None:
        """Forget a document and its passages; embeddings stay, they may be needed again."""
        with self._database.writing() as connection:
            _forget(connection, document_id)

    def embeddings(self, contents: Sequence[str], model: str) -> dict[str, bytes]:
        """Stored vectors (float32 bytes) of ``model`` by content key; those not stored are absent."""
        from sqlalchemy import select

        table = EMBEDDINGS()
        found: dict[str, bytes] = {}
        with self._database.reading() as connection:
            for start in range(0, len(contents), _PAGE):
                part = contents[start : start + _PAGE]
                query = select(table.c.content, table.c.vector).where(table.c.model == model, table.c.content.in_(part))
                found.update({row[0]: row[1] for row in connection.execute(query)})
        return found

    def store_embeddings(self, vectors: Mapping[str, bytes], model: str) -> None:
        """Keep vectors computed for content that was stored under another model."""
        if vectors:
            rows = [{"content": key, "model": model, "vector": value} for key, value in vectors.items()]
            with self._database.writing() as connection:
                connection.execute(EMBEDDINGS().insert(), rows)

    def note(self, key: str) -> str | None:
        """A value of the manifest."""
        from sqlalchemy import select

        table = META()
        with self._database.reading() as connection:
            return connection.execute(select(table.c.value).where(table.c.key == key)).scalar()

    def set_note(self, key: str, value: str) -> None:
        """Write a value of the manifest."""
        table = META()
        with self._database.writing() as connection:
            connection.execute(table.delete().where(table.c.key == key))
            connection.execute(table.insert(), [{"key": key, "value": value}])

    def feed(self) -> str:
        """The name of this catalog and of its change feed, another one for every database."""
        from sqlalchemy.dialects import postgresql, sqlite

        insert = postgresql.insert if self.is_shared else sqlite.insert
        if self.note("feed") is None:
            with self._database.writing() as connection:
                row = {"key": "feed", "value": uuid.uuid4().hex}
                connection.execute(insert(META()).values(row).on_conflict_do_nothing())
        return self.note("feed") or ""

    def latest_change(self) -> int:
        """The number of the last change; 0 before the first."""
        from sqlalchemy import func, select

        with self._database.reading() as connection:
            return connection.execute(select(func.max(CHANGES().c.seq))).scalar() or 0

    def changed(self, after: int, upto: int) -> list[str]:
        """Documents whose last change that others can see is numbered in (after, upto], in that order."""
        from sqlalchemy import select

        table = CHANGES()
        query = select(table.c.document_id).where(table.c.seq > after, table.c.seq <= upto).order_by(table.c.seq)
        with self._database.reading() as connection:
            return list(connection.execute(query).scalars())

    def ready_chunks(self, document_ids: Sequence[str]) -> list[Chunk]:
        """The passages of those of these documents that are ready, document by document in reading order."""
        from sqlalchemy import select

        documents, chunks = DOCUMENTS(), CHUNKS()
        found: list[Chunk] = []
        with self._database.reading() as connection:
            for start in range(0, len(document_ids), _PAGE):
                part = document_ids[start : start + _PAGE]
                ready = select(documents.c.id, documents.c.text).where(documents.c.id.in_(part))
                texts = {row.id: row.text for row in connection.execute(ready.where(documents.c.state == "ready"))}
                query = select(chunks).where(chunks.c.document_id.in_(list(texts)))
                rows = connection.execute(query.order_by(chunks.c.document_id, chunks.c.position))
                found += [_chunk(row, texts[row.document_id][row.start : row.end]) for row in rows]
        return found

    def _record(self, connection: Connection, document_ids: Sequence[str]) -> None:
        if self.is_shared and document_ids:
            table = CHANGES()
            connection.execute(table.delete().where(table.c.document_id.in_(document_ids)))
            connection.execute(table.insert(), [{"document_id": document_id} for document_id in document_ids])


def _forget(connection: Connection, document_id: str) -> None:
    documents, chunks = DOCUMENTS(), CHUNKS()
    connection.execute(chunks.delete().where(chunks.c.document_id == document_id))
    connection.execute(documents.delete().where(documents.c.id == document_id))


def _document_row(stored: StoredDocument, text: str) -> dict[str, Any]:
    said = ("path", "sha256", "kind", "number", "symbol", "issued_on", "issuer", "subject", "secrecy")
    names = (*said, "pages", "comments")
    row = {name: getattr(stored, name) for name in names}
    return {"id": stored.document_id, "chunks": stored.chunks, "text": text, "state": "pending", **row}


def _chunk_row(position: int, chunk: Chunk) -> dict[str, Any]:
    return {
        "id": chunk.chunk_id, "document_id": chunk.document_id, "position": position, "kind": chunk.kind,
        "start": chunk.start, "end": chunk.end, "page": chunk.page, "context": chunk.context, "aspect": chunk.aspect,
        "ask": chunk.ask, "comment_kind": chunk.comment_kind, "topics": json.dumps(chunk.topics),
        "section_path": json.dumps(chunk.section_path, ensure_ascii=False),
    }  # fmt: skip


def _stored(row: Row[Any]) -> StoredDocument:
    return StoredDocument(
        document_id=row.id, path=row.path, sha256=row.sha256, kind=cast(DocumentKind, row.kind), number=row.number,
        symbol=row.symbol, issued_on=row.issued_on, issuer=row.issuer, subject=row.subject,
        secrecy=cast(Secrecy, row.secrecy), pages=row.pages, comments=row.comments, chunks=row.chunks,
    )  # fmt: skip


def _chunk(row: Row[Any], text: str) -> Chunk:
    return Chunk(
        chunk_id=row.id, document_id=row.document_id, kind=row.kind, text=text, start=row.start,
        end=row.end, page=row.page, section_path=tuple(json.loads(row.section_path)), context=row.context,
        aspect=row.aspect, ask=row.ask, comment_kind=row.comment_kind, topics=tuple(json.loads(row.topics)),
    )  # fmt: skip
