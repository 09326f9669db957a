"""Quotation → its place in the source: exact, near, or missing; a missing quotation is never shown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from assistant.language.normalize import KeyedText, keyed, match_key
from assistant.review.model import CitationStatus

__all__ = ["Located", "locate"]


@dataclass(frozen=True, slots=True)
class Located:
    """Where a quotation stands: ``source[start:end] == quote``; ``near`` when the asked words differ in print only."""

    quote: str
    start: int
    end: int
    status: CitationStatus


@lru_cache(maxsize=64)
def _keyed(source: str) -> KeyedText:
    return keyed(source)


def locate(quote: str, source: str, start: int | None = None) -> Located | None:
    """Find ``quote`` in ``source``, first at ``start`` if given.

    Exact means character for character. Near means equal under ``match_key`` (white space, tone placement,
    look-alike letters, case); the words returned are then the source's own. Anything else is ``None``:
    similarity is no ground for a quotation.
    """
    if not quote.strip():
        return None
    if start is not None and source.startswith(quote, start):
        return Located(quote, start, start + len(quote), "exact")
    found = source.find(quote)
    if found >= 0:
        return Located(quote, found, found + len(quote), "exact")
    text, key = _keyed(source), match_key(quote)
    place = text.key.find(key)
    if place < 0 or not key:
        return None
    begin, end = text.starts[place], text.ends[place + len(key) - 1]
    return Located(source[begin:end], begin, end, "near")
