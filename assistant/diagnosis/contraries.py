"""Clauses of opposite judgement on one thing, told by the words of their subjects, whatever the topic is."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from assistant.diagnosis.parts import load_data
from assistant.diagnosis.statements import Statement, cue
from assistant.diagnosis.terms import Phrases, contains, phrase_index
from assistant.language.normalize import match_key

__all__ = ["Contrary", "contraries", "of_the_most", "of_the_past", "told_apart"]

_PIECE = re.compile(r"\s*(?:[,;:()–]|\s-\s|(?<!\d)\.(?!\d))\s*|\s(?:và|nhưng|song)\s")
_WORD = re.compile(r"\d[\d.,/%]*|[^\W\d_]+")
_COUNT = re.compile(r"(?<!\w)\d[\d.,]*(?:/\d+)?(?!\w)")
_PERIOD = re.compile(r"(?<!\d)(?:(?:19|20)\d\d|\d+ (?:ngày|tháng|năm|giờ))(?!\d)")
_NUMBER = re.compile(r"100%|(?:nghị quyết|năm|điều|số|khoản|giai đoạn|quý|tháng)\s\d[\d-]*", re.IGNORECASE)
_SHARE = re.compile(r"(?<![\d.,])[2-9]\d(?:,\d+)?%")
_REACHED = re.compile(r"(?:mới|chỉ)\s(?:đạt|đáp ứng|có|được|bố trí|hoàn thành|bằng)\s(?:\w+\s)?\d[\d.,]*%?")
_NEGATIONS = frozenset({"chưa", "không", "thiếu", "kém", "chẳng", "ít"})
_REACH = 3
_JUST_BEFORE = 2
_FEWEST = 2
_PLENTY = 3
_PRAISED = 0.5
_BLAMED = 0.55
_CLOSE = 0.8


@dataclass(frozen=True, slots=True)
class Contrary:
    """Praise and blame of one thing in one respect; ``score``: how far their subjects share their words, to 1."""

    praised: Statement
    blamed: Statement
    facet: str
    good: str
    bad: str
    score: float


@dataclass(frozen=True, slots=True)
class _Said:
    """One judging word: the syllables of what it judges, in order; all of the clause's; ``must``: one of them
    counts; ``part``: it is said of a part only.
    """

    statement: Statement
    facet: str
    word: str
    subject: tuple[str, ...]
    clause: tuple[str, ...]
    must: frozenset[str]
    part: bool


def contraries(praised: Iterable[Statement], blamed: Iterable[Statement]) -> Iterator[Contrary]:
    """Every pair of a clause of praise and one of blame of the same facet (``data/contraries.toml``) whose subjects
    share half of their syllables, side by side in both. Praise of most things, blame of a part or of the past is not
    contrary; praise of everything is contrary to blame of a part too.
    """
    by_facet: dict[tuple[str, str], list[_Said]] = {}
    for statement in blamed:
        if not of_the_past(statement.text):
            for said in _said(statement, "bad"):
                for pair in _pairs(said.subject) | set(said.subject[:1]):
                    by_facet.setdefault((said.facet, pair), []).append(said)
    for statement in praised:
        if of_the_most(statement.text) or _of_a_share(statement.text):
            continue
        for said in _said(statement, "good"):
            keys = sorted(_pairs(said.clause) | set(said.clause))
            others = {id(b): b for key in keys for b in by_facet.get((said.facet, key), ())}
            for other in others.values():
                score = _alike(said, other)
                if score:
                    yield Contrary(statement, other.statement, said.facet, said.word, other.word, score)


def told_apart(one: str, other: str) -> bool:
    """Whether two subjects begin with one word and go on with others ("sản xuất lúa", "sản xuất rau màu")."""
    first, second = (_subject(_WORD.findall(_PIECE.split(match_key(text))[0])) for text in (one, other))
    if min(len(first), len(second)) <= _FEWEST or first[:_FEWEST] != second[:_FEWEST]:
        return False
    return first[_FEWEST] not in match_key(other).split() and second[_FEWEST] not in match_key(one).split()


def of_the_most(text: str) -> bool:
    """Whether praise is of most of it, or of a beginning: the rest may be blamed."""
    return _has("hedges", text) is not None


def of_the_past(text: str) -> bool:
    """Whether blame is of a time gone by."""
    return _has("past", text) is not None


def _alike(praised: _Said, blamed: _Said) -> float:
    """How far both judge one thing: the lesser share of a subject that the other clause has, 0 if too little."""
    one = _shared(praised.subject, blamed.clause)
    two = _shared(blamed.subject, praised.clause)
    most = max(len(one), len(two))
    if (most < _FEWEST and set(praised.subject) != set(blamed.subject)) or (praised.must and not praised.must & one):
        return 0.0
    if most >= _PLENTY:
        one |= set(praised.subject) & set(blamed.clause)
        two |= set(blamed.subject) & set(praised.clause)
    if len(one & two) < min(_FEWEST, len(set(praised.subject)), len(set(blamed.subject))):
        return 0.0
    covers = len(one) / len(set(praised.subject)), len(two) / len(set(blamed.subject))
    if covers[0] < _PRAISED or covers[1] < _BLAMED:
        return 0.0
    whole = "100%" in praised.statement.text or _has("whole", praised.statement.text) or praised.must
    return 0.0 if blamed.part and min(covers) < _CLOSE and not whole else min(covers)


def _of_a_part(text: str) -> bool:
    """Whether blame is of a part: words or a count say so, unless a fifth and more is blamed or the figure is what is
    blamed ("mới đáp ứng 23%").
    """
    counted = _SHARE.sub(" ", _REACHED.sub(" ", _PERIOD.sub(" ", text)))
    return cue("scope", "part", text) is not None or _COUNT.search(counted) is not None


def _of_a_share(text: str) -> bool:
    """Whether figures say how much of it, and nothing says that none is left out: the rest is not praised."""
    return _has("without_exception", text) is None and _COUNT.search(_NUMBER.sub(" ", text)) is not None


def _shared(subject: tuple[str, ...], clause: tuple[str, ...]) -> frozenset[str]:
    """The syllables that stand side by side in both, and the first one of the subject if the clause has it."""
    both = _pairs(subject) & _pairs(clause)
    found = {syllable for pair in both for syllable in pair.split()}
    return frozenset(found | (set(subject[:1]) & set(clause)))


def _pairs(syllables: tuple[str, ...]) -> set[str]:
    return {f"{a} {b}" for a, b in itertools.pairwise(syllables)}


@cache
def _judging() -> Phrases:
    rows = load_data("contraries")["contrary"]
    words = {words for row in rows if not row.get("behind") for side in ("good", "bad") for words in row[side]}
    return phrase_index((word.replace("#", "số#"), word) for word in sorted(words))


@cache
def _facets(side: str) -> tuple[tuple[str, tuple[str, ...], bool, Phrases], ...]:
    return tuple(
        (
            row["name"],
            tuple(row.get("topics", ())),
            row.get("behind", False),
            phrase_index((words.replace("#", "số#"), words) for words in row[side]),
        )
        for row in load_data("contraries")["contrary"]
    )


def _has(name: str, text: str) -> str | None:
    return contains(match_key(text), tuple(load_data("contraries")[name]))


@cache
def _idle() -> frozenset[str]:
    return frozenset(load_data("contraries")["idle"])


def _said(statement: Statement, side: str) -> Iterator[_Said]:
    """Every judging word with its subject: that of its own piece, and that of the list it closes or opens."""
    texts = [piece for piece in _PIECE.split(match_key(statement.text)) if piece]
    pieces = [_WORD.findall(text) for text in texts]
    subjects = [_subject(words) for words in pieces]
    clause = tuple(s for subject in subjects for s in subject)
    for number, words in enumerate(pieces):
        for facet, topics, behind, index in _facets(side):
            found = _found(words, index, side)
            if found is None or (topics and contains(match_key(statement.text), topics) is None):
                continue
            must = frozenset(_telling(words[found[1] :])) if behind and side == "good" else frozenset()
            if behind and side == "good" and not must:
                continue
            for subject in _subjects(subjects, pieces, number, goes_on=bool(_telling(words[found[1] :]))):
                yield _Said(statement, facet, found[2], subject, clause, must, _of_a_part(texts[number]))


def _subjects(
    subjects: list[tuple[str, ...]], pieces: list[list[str]], number: int, *, goes_on: bool
) -> Iterator[tuple[str, ...]]:
    """What a piece judges: its own words, and with them the unjudged pieces of the list before it, and behind it where
    its words go on behind the judging one ("thiếu thuốc, vật tư y tế").
    """
    own = subjects[number]
    if len(own) < _FEWEST and number:
        own = (*subjects[0], *own)
    if own:
        yield own
    first = last = number
    while first and not _judges(pieces[first - 1]):
        first -= 1
    while (goes_on or not own) and last + 1 < len(pieces) and not _judges(pieces[last + 1]):
        last += 1
    wide = tuple(s for subject in subjects[first : last + 1] for s in subject)
    if len(wide) > len(own):
        yield wide


def _judges(words: list[str]) -> bool:
    plain = ["số" if w[0].isdigit() else w for w in words]
    return any(
        tuple(plain[at : at + len(cued)]) == cued
        for at, word in enumerate(plain)
        for cued, _ in _judging().get(word, ())
    )


def _subject(words: list[str]) -> tuple[str, ...]:
    """The telling syllables of a piece without the words that judge and, if enough is left, without the place."""
    plain = ["số" if w[0].isdigit() else w for w in words]
    judging = {
        at + step
        for at, word in enumerate(plain)
        for cued, _ in _judging().get(word, ())
        if tuple(plain[at : at + len(cued)]) == cued
        for step in range(len(cued))
    }
    kept = [(at, w) for at, w in enumerate(words) if at not in judging]
    where = next((at for at, w in kept if w in {"tại", "ở", "trên"}), len(words))
    until = min((at for at in judging if at > where), default=len(words))
    placed = _telling(w for at, w in kept if not where <= at < until)
    return placed if len(placed) >= _FEWEST else _telling(w for _, w in kept)


def _found(words: list[str], index: Phrases, side: str) -> tuple[int, int, str] | None:
    plain = ["số" if w[0].isdigit() else w for w in words]
    for at, word in enumerate(plain):
        for cued, name in index.get(word, ()):
            if tuple(plain[at : at + len(cued)]) == cued and not _undone(plain, at, side):
                return at, at + len(cued), name
    return None


def _undone(words: list[str], at: int, side: str) -> bool:
    """Whether what stands before the judging word turns it round."""
    if side == "good":
        return bool(_NEGATIONS & set(words[max(0, at - _REACH) : at]))
    return bool(frozenset(load_data("contraries")["undone"]) & set(words[max(0, at - _JUST_BEFORE) : at]))


def _telling(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(w for w in words if not w[0].isdigit() and w not in _idle())
