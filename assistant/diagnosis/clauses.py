"""A line cut into words and sentences, with offsets."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.language.normalize import match_key

__all__ = ["Word", "numbers_in", "sentences", "word_key", "words"]

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+\d*")
_END = re.compile(r"(?<![ (.]TP)(?<!\bTS)(?<!\bThS)(?<!\bTX)[.!?…;](?:[”\")])?\s+(?=[A-ZĐÀ-ỸÂÊÔƠƯĂ“\"(0-9+\-–])")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a number: its key (lower case, tones in one place) and offsets."""

    key: str
    start: int
    end: int


@lru_cache(maxsize=50_000)
def word_key(word: str) -> str:
    """The key under which two spellings of one word are equal."""
    return match_key(word)


def words(text: str, offset: int = 0) -> list[Word]:
    """The words of ``text``; offsets are counted from ``offset``."""
    return [Word(word_key(m[0]), m.start() + offset, m.end() + offset) for m in _WORD.finditer(text)]


def sentences(text: str, offset: int = 0) -> list[tuple[int, int]]:
    """Half-open spans of the sentences and semicolon clauses of ``text``, counted from ``offset``."""
    cuts = [0]
    cuts += [m.end() for m in _END.finditer(text)]
    cuts.append(len(text))
    spans = []
    for start, end in itertools.pairwise(cuts):
        piece = text[start:end].rstrip()
        if piece.strip():
            spans.append((start + offset, start + len(piece) + offset))
    return spans


def numbers_in(text: str) -> frozenset[str]:
    """The numbers of ``text`` as printed."""
    return frozenset(_NUMBER.findall(text))
