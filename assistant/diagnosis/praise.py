"""One thing praised among the results and named as weak among the limitations, in the same respect."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assistant.diagnosis.contraries import Contrary, contraries, of_the_most, of_the_past, told_apart
from assistant.diagnosis.matching import subject_of
from assistant.diagnosis.model import Defect
from assistant.diagnosis.parts import load_data
from assistant.diagnosis.phrases import phrase, quoted
from assistant.diagnosis.places import place
from assistant.diagnosis.reading import Reading
from assistant.diagnosis.registry import check
from assistant.diagnosis.statements import Argument, Statement, argument_of, begins, cue
from assistant.diagnosis.terms import contains, is_topic, phrase_index, terms_of, topics_in
from assistant.language.normalize import match_key

__all__ = ["praise_limitation_contradiction"]

_MOST = 3
_COVER = 0.45
_CLOSE = 0.7
_NEAR_SHARED = 1.2
_SHARED = 2.0
_NEGATIONS = frozenset({"chưa", "không", "thiếu", "kém", "chẳng", "ít"})
_REACH = 3
_WINDOW = 8
_LIGHT = frozenset({"được", "thực", "sự", "thật", "có", "thể", "hoàn", "toàn", "cơ", "bản"})


@dataclass(frozen=True, slots=True)
class _Judged:
    """A clause that judges its subject in one respect; ``word`` is the judging word, ``near`` the pairs before it."""

    statement: Statement
    facet: str
    word: str
    subject: frozenset[str]
    topics: frozenset[str]
    near: frozenset[str] = frozenset()
    exact: bool = False


@check(kind="praise_limitation_contradiction", claim="hint")
def praise_limitation_contradiction(reading: Reading) -> Iterator[Defect]:
    """The same subject praised as done and named as weak, in the same respect.

    Rule: a clause of results with a word of praise and a clause of limitations with a word of blame of the same facet
    (pace, meeting needs, rank, tightness, quality, thoroughness, discipline: ``data/polarity.toml``), both about one
    narrow topic. Limitations of a part ("một số xã") contradict nothing said of the whole; growth in figures and its
    quality are different facets. Also clauses of contrary words ("data/contraries.toml") whose subjects share half of
    their syllables, whatever the topic. Worded as a question: both may be true. Source: the advisory report of 2023.
    """
    argument = argument_of(reading)
    blamed: dict[tuple[str, str], list[_Judged]] = {}
    for judged in _judged(argument.of("limitation"), "bad"):
        for term in judged.topics | judged.near:
            blamed.setdefault((judged.facet, term), []).append(judged)
    found: list[tuple[float, _Judged, _Judged]] = []
    for praised in _judged(argument.of("result"), "good"):
        keys = sorted(praised.topics | praised.near)
        others = {id(b): b for term in keys for b in blamed.get((praised.facet, term), ())}
        for other in others.values():
            alike = _alike(argument, praised, other)
            if alike >= _COVER:
                found.append((alike, praised, other))
    taken: set[int] = set()
    praised_ones, blamed_ones = _told(argument)
    for told in sorted(contraries(praised_ones, blamed_ones), key=lambda c: -c.score):
        if len(taken) < _MOST and told.blamed.start not in taken:
            taken.add(told.blamed.start)
            yield _contrary(reading, told)
    for _, praised, other in sorted(found, key=lambda row: (-row[0], row[1].statement.start)):
        if len(taken) < _MOST and other.statement.start not in taken:
            taken.add(other.statement.start)
            yield _defect(reading, praised, other)


def _told(argument: Argument) -> tuple[list[Statement], list[Statement]]:
    """Clauses that may praise and clauses that may blame; the practical grounds of a proposal have both."""
    grounds = [s for s in argument.of("forecast") if argument.parts[id(s.section)] == "context"]
    blamed = [*argument.of("limitation"), *(s for s in grounds if s.negative)]
    last = max((s.start for s in blamed), default=0)
    others = (s for s in argument.of("other") if s.start < last)
    praised = (*argument.of("result"), *others, *(s for s in grounds if not s.negative))
    return [s for s in praised if not begins("types", "bidding", s.text)], blamed


def _contrary(reading: Reading, told: Contrary) -> Defect:
    one = _Judged(told.praised, told.facet, told.good, frozenset(), frozenset())
    return _defect(reading, one, _Judged(told.blamed, told.facet, told.bad, frozenset(), frozenset()))


def _defect(reading: Reading, praised: _Judged, blamed: _Judged) -> Defect:
    values = {
        "place1": place(reading, praised.statement.start),
        "place2": place(reading, blamed.statement.start),
        "quote1": quoted(praised.statement.text),
        "quote2": quoted(blamed.statement.text),
        "word1": praised.word,
        "word2": blamed.word,
        "facet": praised.facet,
    }
    return Defect(2, 0.8, (praised.statement.span, blamed.statement.span), values)


@cache
def _facets(side: str) -> tuple[tuple[str, dict[str, list[tuple[tuple[str, ...], str]]]], ...]:
    rows = load_data("polarity")["facet"]
    return tuple((row["name"], phrase_index((words, words) for words in row[side])) for row in rows)


def _judged(statements: list[Statement], side: str) -> Iterator[_Judged]:
    for statement in statements:
        words = re.findall(r"[^\W\d_]+", match_key(statement.text))
        yield from _judged_by_negation(statement, words, side)
        for facet, index in _facets(side):
            word = _judging_word(words, index, negatable=side == "good")
            if word is None:
                continue
            subject = _subject(statement, word)
            topics = frozenset(t for t in subject if is_topic(t)) & topics_in(statement.text, narrow=True)
            near = _near(statement, word)
            if topics or near:
                yield _Judged(statement, facet, word, subject, topics, near)


def _judged_by_negation(statement: Statement, words: list[str], side: str) -> Iterator[_Judged]:
    """What is said done ("được kết nối"), or denied in the same words ("chưa kết nối"): each pair a facet.

    Praise with figures is of a part: "29/41 dự án đã được tháo gỡ" leaves twelve.
    """
    if side == "good" and any(c.isdigit() for c in statement.text):
        return
    topics = topics_in(statement.text, narrow=True)
    done = _denied(words) if side == "bad" else _affirmed(words)
    left = _pairs_behind(words, ("còn",), ("không",)) if side == "bad" else _pairs_behind(words, ("không", "còn"), ())
    for frame, pairs in (("done", done), ("left", left)):
        for pair in sorted(pairs & statement.terms) if topics else ():
            facet = phrase(f"facet_{frame}", pair=pair)
            yield _Judged(statement, facet, pair, statement.terms, topics, exact=True)


def _pairs_behind(words: list[str], lead: tuple[str, ...], barred: tuple[str, ...]) -> set[str]:
    """Pairs right behind ``lead`` ("còn chồng lấn"), where none of ``barred`` stands before it."""
    size = len(lead)
    return {
        " ".join(words[at + size : at + size + 2])
        for at in range(len(words) - size - 1)
        if tuple(words[at : at + size]) == lead and not (at and words[at - 1] in barred)
    }


def _near(statement: Statement, word: str) -> frozenset[str]:
    """The pairs of syllables shortly before the judging word."""
    at = match_key(statement.text).find(word)
    before = match_key(statement.text)[: max(at, 0)].split()[-_WINDOW:]
    return frozenset(t for t in terms_of(" ".join(before)) if not is_topic(t))


def _denied(words: list[str]) -> set[str]:
    """Pairs behind a negation, a light word or two between them at most."""
    found = set()
    for at, word in enumerate(words):
        if word in {"chưa", "không"}:
            rest = [w for w in words[at + 1 : at + 5] if w not in _LIGHT]
            if len(rest) >= 2:
                found.add(f"{rest[0]} {rest[1]}")
    return found


def _affirmed(words: list[str]) -> set[str]:
    """Pairs behind "được", "đã", with no negation close before."""
    found = set()
    for at, word in enumerate(words):
        if word in {"được", "đã"} and not _NEGATIONS & set(words[max(0, at - _REACH) : at]):
            rest = [w for w in words[at + 1 : at + 5] if w not in _LIGHT]
            if len(rest) >= 2:
                found.add(f"{rest[0]} {rest[1]}")
    return found


def _judging_word(
    words: list[str], index: dict[str, list[tuple[tuple[str, ...], str]]], *, negatable: bool
) -> str | None:
    for at, word in enumerate(words):
        for cued, name in index.get(word, ()):
            if tuple(words[at : at + len(cued)]) != cued:
                continue
            if negatable and _NEGATIONS & set(words[max(0, at - _REACH) : at]):
                continue
            return name
    return None


def _subject(statement: Statement, word: str) -> frozenset[str]:
    """What the clause judges: the words before the judging word, or all of it."""
    at = match_key(statement.text).find(word)
    before = terms_of(statement.text[:at]) if at > 0 else frozenset()
    return before if any(is_topic(t) for t in before) else subject_of(statement) | before


def _alike(argument: Argument, praised: _Judged, blamed: _Judged) -> float:
    """How far both speak of one thing: 0 where the blame is of a part or of the past, the praise of most, or the shared
    topic a broad one.
    """
    if of_the_most(praised.statement.text) or of_the_past(blamed.statement.text):
        return 0.0
    if told_apart(*(match_key(j.statement.text).partition(j.word)[0] for j in (praised, blamed))):
        return 0.0
    weights = argument.weights
    words = weights.sum(t for t in blamed.subject & praised.statement.terms if not is_topic(t))
    close = words >= _SHARED and weights.cover(blamed.subject, praised.statement.terms) >= _CLOSE
    part = cue("scope", "part", blamed.statement.text)
    partial = part is not None and contains(match_key(praised.statement.text), (part,)) is None
    whole = "100%" in praised.statement.text or cue("scope", "whole", praised.statement.text) is not None
    if partial and not close and not whole:
        return 0.0
    shared = praised.topics & blamed.topics
    if weights.sum(praised.near & blamed.near) >= _NEAR_SHARED:
        return _COVER
    if not shared or (not praised.exact and all(weights.broad(topic) for topic in shared)):
        return 0.0
    told = frozenset(t for t in praised.topics if not weights.broad(t)) or praised.topics
    return min(weights.cover(blamed.topics, praised.topics), weights.cover(told, blamed.statement.terms))
