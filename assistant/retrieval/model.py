"""What a search takes and gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.advice.model import Aspect
from assistant.index.model import Chunk, ChunkKind, DocumentKind, StoredDocument

Matcher = Literal["lexical", "dense"]


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions a passage must meet; empty means "any". Years are inclusive calendar years of issue."""

    kinds: tuple[DocumentKind, ...] = ()
    chunk_kinds: tuple[ChunkKind, ...] = ()
    issuers: tuple[str, ...] = ()
    aspects: tuple[Aspect, ...] = ()
    from_year: int | None = None
    to_year: int | None = None
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found: 1-based ``rank``, ``score`` (larger is better), which indexes matched it, and why."""

    rank: int
    score: float
    chunk: Chunk
    document: StoredDocument
    matched: tuple[Matcher, ...]
    terms: tuple[str, ...] = ()
    folded: int = 0
