"""Ranked passages → the places of an answer: copies folded, comments of a paragraph together, documents spread."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.index.model import Chunk
from assistant.language.normalize import fold, match_key
from assistant.language.tokens import syllables
from assistant.retrieval.ranking import Ranked

__all__ = ["Place", "places", "terms_of"]

_OPENING = 160  # letters that tell most passages apart; only those that share them are compared whole


@dataclass(slots=True)
class Place:
    """One place of the answer: the passage shown there, and how many with the same words were found after it."""

    row: Ranked
    chunk: Chunk
    copies: int = 0


def places(
    pages: Iterable[Sequence[tuple[Ranked, Chunk]]], words: Sequence[str], k: int, *, most: int = 0, margin: float = 0.0
) -> list[Place]:
    """The first ``k`` places.

    Copies of a passage take one, and so do the comments of one paragraph, of which the one that has most of the query's
    ``words`` itself is shown. A document that holds ``most`` places (0: any number) waits for those of others whose
    score is at most ``margin`` lower.
    """
    folding, spread = _Folding(words), _Spread(most, margin)
    chosen: list[Place] = []
    for page in pages:
        for row, chunk in page:
            new = folding.take(row, chunk)
            if new is not None:
                chosen += spread.take(new)
        if len(chosen) >= k:  # reading passages costs more than ranking them
            break
    return [*chosen, *spread.waiting][:k]


def terms_of(words: Iterable[str], chunk: Chunk) -> tuple[str, ...]:
    """Those of ``words`` that stand in the passage, marks ignored."""
    here = set(syllables(chunk.text))
    bare = {_bare(word) for word in here}
    return tuple(word for word in words if word in here or word in bare)


class _Folding:
    """What has been seen so far, by how it opens."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        self._opening: dict[str, list[tuple[str, Place]]] = {}
        self._by_document: dict[str, list[Place]] = {}

    def take(self, row: Ranked, chunk: Chunk) -> Place | None:
        """A new place for the passage; ``None`` if it shares one."""
        alike = self._opening.setdefault(_key(chunk.text[:_OPENING])[: _OPENING // 2], [])
        text = chunk.text
        same = next((place for known, place in alike if known == text or _key(known) == _key(text)), None)
        if same is not None:
            same.copies += 1
            return None
        ours = self._by_document.setdefault(chunk.document_id, [])
        mate = next((one for one in ours if _of_one_paragraph(chunk, one.chunk)), None)
        if mate is not None:
            if len(terms_of(self._words, chunk)) > len(terms_of(self._words, mate.chunk)):
                mate.row, mate.chunk = replace(row, score=mate.row.score), chunk
            return None
        place = Place(row, chunk)
        alike.append((text, place))
        ours.append(place)
        return place


class _Spread:
    """Places of a document that has its share already wait until nothing near as good is left of others."""

    def __init__(self, most: int, margin: float) -> None:
        self._most, self._margin = most, margin
        self._held: Counter[str] = Counter()
        self.waiting: deque[Place] = deque()

    def take(self, place: Place) -> Iterator[Place]:
        """The places that come next, now that ``place`` is known."""
        while self.waiting and self.waiting[0].row.score - place.row.score > self._margin:
            yield self.waiting.popleft()
        if self._most and self._held[place.chunk.document_id] >= self._most:
            self.waiting.append(place)
        else:
            self._held[place.chunk.document_id] += 1
            yield place


def _key(text: str) -> str:
    return match_key(text).strip(" -+.;")


def _of_one_paragraph(chunk: Chunk, other: Chunk) -> bool:
    """Whether two comments stand in one paragraph: the context of a comment has the rest of its paragraph."""
    return "comment" in (chunk.kind, other.kind) and " ".join(chunk.text.split()) in other.context


@lru_cache(maxsize=1 << 16)
def _bare(word: str) -> str:
    return fold(word)
