"""A precedent comment read as a request: what it is about (phrases), what it wants, and whose facts it carries."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from assistant.index.model import Chunk, StoredDocument
from assistant.language.tokens import Token, tokens
from assistant.review.lexicon import Want, request_words

__all__ = ["Phrase", "Request", "local_names", "read_request"]

_BREAK = re.compile(r"[,;:.…()“”\"!?/\n]|\s[-–]\s")
_LOCAL = re.compile(
    r"\b(?:[Tt]ỉnh|[Tt]hành phố|TP\.?|[Hh]uyện|[Tt]hị xã|[Tt]hị trấn|[Xx]ã|[Pp]hường|KCN|[Kk]hu công nghiệp|"
    r"[Cc]ụm công nghiệp|[Ss]ông|[Hh]ồ|[Cc]ảng|[Cc]ửa khẩu)\s((?:[A-ZĐÀ-Ỹ][\wà-ỹ]*)(?:\s[A-ZĐÀ-Ỹ][\wà-ỹ]*){0,3})"
)
_SHORTEST, _LONGEST = 2, 8


@dataclass(frozen=True, slots=True)
class Phrase:
    """A run of syllables that names something; equal whatever the capitals it was printed with."""

    tokens: tuple[str, ...]
    printed: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class Request:
    """One precedent comment: ``phrases`` name its object, ``wants`` what should be said of it."""

    chunk: Chunk
    document: StoredDocument
    phrases: tuple[Phrase, ...]
    wants: tuple[Want, ...]
    nearness: float


def read_request(chunk: Chunk, document: StoredDocument, nearness: float, foreign: frozenset[str]) -> Request:
    """Read a comment. Phrases that carry a local name of ``foreign`` (the precedent's own places) are left out."""
    lowered = chunk.text.lower()
    wants = tuple(want for want in request_words().wants if any(ask in lowered for ask in want.ask))
    return Request(chunk, document, phrases(chunk.text, foreign), wants, nearness)


def phrases(text: str, foreign: frozenset[str] = frozenset()) -> tuple[Phrase, ...]:
    """The runs of words that are neither frame words nor cut by punctuation, two to eight syllables each."""
    found: dict[Phrase, None] = {}
    for piece in _BREAK.split(text):
        if any(name in piece for name in foreign):
            continue
        for run in _runs(tokens(piece)):
            if any(token.text[0].isdigit() for token in run):
                continue
            for part in _windows(run):
                words = tuple(token.text for token in part)
                found.setdefault(Phrase(words, piece[part[0].start : part[-1].end]))
    return tuple(found)


def local_names(text: str) -> frozenset[str]:
    """Names of places that a document speaks of as its own ("tỉnh X", "huyện Y", "khu công nghiệp Z")."""
    return frozenset(_LOCAL.findall(text))


def _windows(run: list[Token]) -> list[list[Token]]:
    if len(run) <= _LONGEST:
        return [run] if len(run) >= _SHORTEST else []
    return [part for i in range(0, len(run), _LONGEST) if len(part := run[i : i + _LONGEST]) >= _SHORTEST]


def _runs(words: list[Token]) -> list[list[Token]]:
    lexicon = request_words()
    runs: list[list[Token]] = [[]]
    place = 0
    while place < len(words):
        width = next((n for n in range(lexicon.longest_frame, 0, -1) if _is_frame(words[place : place + n], n)), 0)
        if width:
            runs.append([])
            place += width
        else:
            runs[-1].append(words[place])
            place += 1
    return [run for run in runs if run]


def _is_frame(words: list[Token], width: int) -> bool:
    return len(words) == width and tuple(token.text for token in words) in request_words().frame
