"""What the knowledge base stores: documents, and the passages ("chunks") search can return."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

from assistant.advice.model import Ask, Aspect, CommentKind
from assistant.documents.model import Secrecy

DocumentKind = Literal["advice", "resolution", "other"]
ChunkKind = Literal["comment", "target", "task", "passage", "table"]


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """One document of the knowledge base. ``document_id`` is derived from the content hash alone."""

    document_id: str
    path: str
    sha256: str
    kind: DocumentKind
    number: str | None
    symbol: str | None
    issued_on: str | None
    issuer: str | None
    subject: str | None
    secrecy: Secrecy
    pages: int | None
    comments: int
    chunks: int


@dataclass(frozen=True, slots=True)
class Chunk:
    """A passage: ``text`` equals ``stored_text[start:end]`` of its document.

    ``context`` (document name and heading path) is indexed with the text but is never quoted.
    """

    chunk_id: str
    document_id: str
    kind: ChunkKind
    text: str
    start: int
    end: int
    page: int | None
    section_path: tuple[str, ...]
    context: str = ""
    aspect: Aspect | None = None
    ask: Ask | None = None
    comment_kind: CommentKind | None = None
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FailedFile:
    """A file that could not be taken in: an error code of ``errors.vi.toml``, why, and what to do."""

    path: str
    code: str
    reason: str
    next_step: str


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What one ingest did. ``took_ms`` is wall-clock milliseconds."""

    added: tuple[StoredDocument, ...]
    updated: tuple[StoredDocument, ...]
    unchanged: tuple[StoredDocument, ...]
    removed: tuple[StoredDocument, ...]
    failed: tuple[FailedFile, ...]
    took_ms: int


def indexed_text(chunk: Chunk) -> str:
    """What is indexed of a passage: document name, headings, then the passage."""
    return f"{chunk.context}\n{chunk.text}"


def content_key(text: str) -> str:
    """The key under which the embedding of ``text`` is kept."""
    return hashlib.sha256(text.encode()).hexdigest()
