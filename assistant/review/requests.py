"""A precedent comment read as a request: what it is about (phrases), what it wants, and whose facts it carries."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from assistant.index.model import Chunk, StoredDocument
from assistant.language.normalize import match_key
from assistant.language.tokens import Token, tokens
from assistant.review.letters import CAPITALS
from assistant.review.lexicon import Want, request_words
from assistant.review.themes import Theme, themes_of

__all__ = ["Phrase", "Report", "Request", "local_names", "locality", "phrases", "read_requests"]

_BREAK = re.compile(r"[,;:.…()“”\"!?/\n]|\s[-–]\s")
_NAMED = rf"((?:[{CAPITALS}][\wà-ỹ]*)(?:\s[{CAPITALS}][\wà-ỹ]*){{0,3}})"
_LOCAL = re.compile(
    r"\b(?:[Tt]ỉnh|[Tt]hành phố|TP\.?|[Hh]uyện|[Tt]hị xã|[Tt]hị trấn|[Xx]ã|[Pp]hường|KCN|[Kk]hu công nghiệp|"
    rf"[Cc]ụm công nghiệp|[Ss]ông|[Hh]ồ|[Cc]ảng|[Cc]ửa khẩu)\s{_NAMED}"
)
_PROVINCE = re.compile(rf"\b[Tt](?:ỉnh|ỈNH) {_NAMED}")
_SHORTEST, _LONGEST = 2, 8


@dataclass(frozen=True, slots=True)
class Phrase:
    """A run of syllables that names something; equal whatever the capitals it was printed with."""

    tokens: tuple[str, ...]
    printed: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class Report:
    """An advisory report of the knowledge base, 0–1 how comparable the draft it judged is, and whose report it is.

    ``broad``: the draft it judged was of every field.
    """

    document: StoredDocument
    nearness: float
    locality: str
    names: frozenset[str]
    broad: bool = False

    @property
    def year(self) -> int | None:
        """The year the report was issued in."""
        return int(self.document.issued_on[:4]) if self.document.issued_on else None


@dataclass(frozen=True, slots=True)
class Request:
    """One precedent comment; ``wants`` is what should be said of its object.

    ``context`` is what the same paragraph says before it; ``key`` the ``match_key`` of its text.
    """

    chunk: Chunk
    report: Report
    context: str
    wants: tuple[Want, ...]
    themes: tuple[Theme, ...]
    key: str

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """What names its object; found when first asked for, since most comments are decided without."""
        return phrases(self.chunk.text, self.report.names)

    @property
    def document(self) -> StoredDocument:
        """The report it stands in."""
        return self.report.document

    @property
    def nearness(self) -> float:
        """How comparable the draft it was made on is, 0–1."""
        return self.report.nearness

    @property
    def year(self) -> int | None:
        """The year it was made in."""
        return self.report.year


def read_requests(report: Report, chunks: Sequence[Chunk], text: str) -> Iterator[Request]:
    """The comments of a report that find fault or ask for something; ``text`` is the report's stored text.

    Phrases that carry one of the report's own place names are left out.
    """
    before = ""
    last: Chunk | None = None
    for chunk in chunks:
        if chunk.kind != "comment":
            continue
        goes_on = last is not None and "\n" not in text[last.end : chunk.start]
        before = f"{before} {last.text}" if goes_on and last is not None else ""
        last = chunk
        if chunk.comment_kind != "praise":
            yield _read(report, chunk, before.strip())


@lru_cache(maxsize=16384)
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


def locality(stored: StoredDocument, text: str) -> str:
    """The province a report comes from: the one its subject or its text names most; else its issuer."""
    named = Counter(match_key(name) for name in _PROVINCE.findall(f"{stored.subject or ''}\n{text}"))
    return named.most_common(1)[0][0] if named else match_key(stored.issuer or stored.document_id)


def _read(report: Report, chunk: Chunk, context: str) -> Request:
    key = match_key(chunk.text)
    wants = tuple(want for want in request_words().wants if any(ask in key for ask in want.ask))
    return Request(chunk, report, context, wants, themes_of(key), key)


def _windows(run: list[Token]) -> list[list[Token]]:
    if len(run) <= _LONGEST:
        return [run] if len(run) >= _SHORTEST else []
    return [part for i in range(0, len(run), _LONGEST) if len(part := run[i : i + _LONGEST]) >= _SHORTEST]


def _runs(words: list[Token]) -> list[list[Token]]:
    lexicon = request_words()
    runs: list[list[Token]] = [[]]
    place = 0
    while place < len(words):
        kept = _width(words, place, lexicon.compounds)
        framed = 0 if kept else _width(words, place, lexicon.frame)
        if framed:
            runs.append([])
        else:
            runs[-1] += words[place : place + max(1, kept)]
        place += max(1, kept, framed)
    return [run for run in runs if run]


@cache
def _beginnings(known: frozenset[tuple[str, ...]]) -> frozenset[str]:
    return frozenset(phrase[0] for phrase in known)


def _width(words: list[Token], place: int, known: frozenset[tuple[str, ...]]) -> int:
    """How many words from ``place`` on make the longest phrase of ``known``; 0 for none."""
    if words[place].text not in _beginnings(known):
        return 0
    for width in range(request_words().longest, 0, -1):
        here = words[place : place + width]
        if len(here) == width and tuple(token.text for token in here) in known:
            return width
    return 0
