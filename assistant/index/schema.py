"""Tables of the catalog. Functions, not constants, because SQLAlchemy is imported only when a catalog is opened."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import MetaData, Table

__all__ = ["CHANGES", "CHUNKS", "DOCUMENTS", "EMBEDDINGS", "META", "metadata"]


@cache
def metadata() -> MetaData:
    """Every table of the catalog."""
    from sqlalchemy import BigInteger, Column, ForeignKey, Integer, LargeBinary, MetaData, String, Table, Text

    tables = MetaData()
    text = ("path", "sha256", "kind", "number", "symbol", "issued_on", "issuer", "subject", "secrecy")
    Table(
        "documents", tables, Column("id", String(16), primary_key=True), *(Column(name, Text) for name in text),
        Column("pages", Integer), Column("comments", Integer), Column("chunks", Integer),
        Column("text", Text, nullable=False), Column("state", String(10), nullable=False, index=True),
    )  # fmt: skip
    Table(
        "chunks", tables, Column("id", String(40), primary_key=True),
        Column("document_id", ForeignKey("documents.id"), nullable=False, index=True), Column("position", Integer),
        Column("kind", String(10)), Column("start", Integer), Column("end", Integer), Column("page", Integer),
        Column("section_path", Text), Column("context", Text), Column("aspect", String(20)), Column("ask", String(12)),
        Column("comment_kind", String(16)), Column("topics", Text),
    )  # fmt: skip
    Table(
        "embeddings", tables, Column("content", String(64), primary_key=True), Column("model", Text, primary_key=True),
        Column("vector", LargeBinary, nullable=False),
    )  # fmt: skip
    Table("meta", tables, Column("key", String(40), primary_key=True), Column("value", Text, nullable=False))
    Table(
        "changes", tables, Column("seq", BigInteger, primary_key=True, autoincrement=True),
        Column("document_id", String(16), nullable=False, unique=True),
    )  # fmt: skip
    return tables


def CHANGES() -> Table:  # noqa: N802 - reads as the table it is
    """The change feed of a shared catalog: one row a document that ever was, with the number of its last change."""
    return metadata().tables["changes"]


def DOCUMENTS() -> Table:  # noqa: N802 - reads as the table it is
    """One row a document."""
    return metadata().tables["documents"]


def CHUNKS() -> Table:  # noqa: N802 - reads as the table it is
    """One row a passage; its text is the span of the document's."""
    return metadata().tables["chunks"]


def EMBEDDINGS() -> Table:  # noqa: N802 - reads as the table it is
    """One row a content and model."""
    return metadata().tables["embeddings"]


def META() -> Table:  # noqa: N802 - reads as the table it is
    """The manifest, key by key."""
    return metadata().tables["meta"]
