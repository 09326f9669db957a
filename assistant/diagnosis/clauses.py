"""A line cut into words and clauses, with offsets into the draft."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.language.tokens import Token, clauses, tokens

__all__ = ["Word", "numbers_in", "sentences", "words"]

Word = Token
_GRADE = re.compile(r"(?:loại|cấp|hạng|nhóm|quý|khu vực|giai đoạn) [IVX]+\.\s+(?=\w)")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@lru_cache(maxsize=8192)
def _tokens(text: str) -> tuple[Token, ...]:
    return tuple(tokens(text))


@lru_cache(maxsize=8192)
def _clauses(text: str) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for begin, end in clauses(text):
        start = begin
        for cut in _GRADE.finditer(text, start, end):
            if text[cut.end()].isupper():
                found.append((start, cut.start() + len(cut[0].rstrip())))
                start = cut.end()
        found.append((start, end))
    return tuple(found)


def words(text: str, offset: int = 0) -> list[Word]:
    """The words of ``text`` by their key; offsets are counted from ``offset``."""
    return [Token(w.text, w.start + offset, w.end + offset) for w in _tokens(text)]


def sentences(text: str, offset: int = 0) -> list[tuple[int, int]]:
    """Half-open spans of the sentences and semicolon clauses of ``text``, counted from ``offset``."""
    return [(start + offset, end + offset) for start, end in _clauses(text)]


def numbers_in(text: str) -> frozenset[str]:
    """The numbers of ``text`` as printed."""
    return frozenset(_NUMBER.findall(text))
