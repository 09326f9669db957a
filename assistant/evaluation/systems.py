"""The systems a retrieval benchmark can measure, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from assistant.evaluation.benchmark import Passage
from assistant.index.lexical import LexicalIndex
from assistant.settings import Settings

__all__ = ["SYSTEMS", "System", "open_system"]


class System(Protocol):
    """Something that ranks passages."""

    def rank(self, query: str, limit: int, excluded: frozenset[str]) -> list[str]:
        """Passage ids, best first, none of ``excluded``."""
        ...


class _Lexical:
    def __init__(self, passages: Sequence[Passage], settings: Settings) -> None:
        del settings
        self._index = LexicalIndex(None)
        self._index.add((p.passage_id, p.document_id, f"{p.name}\n{p.title}\n{p.text}") for p in passages)
        self._index.commit()

    def rank(self, query: str, limit: int, excluded: frozenset[str]) -> list[str]:
        found = self._index.search(query, limit + len(excluded))
        return [one for one, _ in found if one not in excluded][:limit]


SYSTEMS: dict[str, Callable[[Sequence[Passage], Settings], System]] = {"lexical": _Lexical}


@contextmanager
def open_system(name: str, passages: Sequence[Passage], settings: Settings) -> Iterator[System]:
    """The system ``name`` with ``passages`` indexed."""
    yield SYSTEMS[name](passages, settings)
