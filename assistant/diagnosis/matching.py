"""Which clause answers another: candidates ranked by how much of what a clause is about they take up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.diagnosis.statements import Statement, cue
from assistant.diagnosis.terms import Weights, is_topic, narrowest, terms_of, wider_than
from assistant.language.normalize import match_key

__all__ = ["Candidates", "Match", "echo", "subject_of"]

_EXTRA = 0.25
_EXTRA_OF_TOPIC = 0.1
_TOPICS = 0.8
_LONGEST_ITEM = 24
_MOST_EXTRA = 1.5
_NARROW_BONUS = 0.35
_HEADING = 0.5
# "Lao động thiếu và già hóa" lacks what stands before the word, not what stands behind it.
_LACKS = re.compile(
    r"(?:\s(?:chưa|không)\s(?:được\s)?có|\s(?:còn\s)?thiếu|^(?:Còn\s)?[Tt]hiếu)\s"
    r"(?!(?:và|vào|so với|hụt|trầm trọng|nghiêm trọng)(?!\w))"
)
# "Sau khi bỏ cấp huyện, công chức xã …": when it began is not what it is about.
_SINCE = re.compile(r"(?:Sau khi|Từ khi|Kể từ khi)\s[^,;:]{3,60},\s")
# Dates, years and ordinals count nothing: "quý I/2026", "ngày 31/12", "Quyết định số 15".
_FIGURE = re.compile(
    r"(?<![\w.,/-])(\d{1,3}(?:\.\d{3})+|\d+)(?:/(\d{1,3}(?:\.\d{3})+|\d+))?(?![\w,/.-]*[\d/%])(?=\s[^\W\d_])"
)
_DATED = re.compile(
    r"(?:ngày|tháng|năm|quý|số|điều|khoản|mục|giai đoạn|từ|nghị quyết|quyết định)\s[\d/.-]+"
    r"|\d+ (?:ngày|tháng|năm|tỷ|triệu)"
)
_COUNTED = re.compile(r"(?<![\w.,/])(\d{1,3}(?:\.\d{3})*)\s([^\W\d_]+\s[^\W\d_]+)")
_SMALLEST = 4
_LARGE = 100
_RARE_PAIRS = 2.0
_WHERE = frozenset({"tại", "ở", "trong", "trên"})
_CUT = re.compile(
    r"\s(?:còn|chưa|không|chậm|thấp|yếu|kém|khó|đạt|ước|mới|chỉ|vẫn|tuy|nhưng|do|vì|bị|gặp|giảm|có xu hướng)\s"
    r"|\s(?:tại|ở|trong|trên)\s"
    r"|\sthiếu(?!\w)"
    r"|[,:;(]|\d"
)


@dataclass(frozen=True, slots=True)
class Match:
    """A candidate and how well it answers: 0 nothing shared, 1 and more the whole subject; ``shared`` terms."""

    statement: Statement
    score: float
    shared: frozenset[str]


class Candidates:
    """Statements that may answer, found by their terms; one query costs what its terms' lists hold.

    ``headings``: a clause also counts, less, by its heading; ``by_topic``: taking up the topics is taking up the rest.
    """

    def __init__(
        self, statements: Iterable[Statement], weights: Weights, *, headings: bool = True, by_topic: bool = True
    ) -> None:
        self.statements = tuple(statements)
        self._weights = weights
        self._by_topic = by_topic
        self._own = [s.terms for s in self.statements]
        self._above = [terms_of(s.section.title) if headings else frozenset() for s in self.statements]
        self._index: dict[str, list[int]] = {}
        for at, terms in enumerate(self._own):
            for term in terms | self._above[at]:
                self._index.setdefault(term, []).append(at)

    def best(self, subject: frozenset[str], rest: frozenset[str] = frozenset()) -> Match | None:
        """The candidate that answers best; ``None`` where none shares a term."""
        ranked = self.ranked(subject, rest, 1)
        return ranked[0] if ranked else None

    def ranked(self, subject: frozenset[str], rest: frozenset[str], count: int) -> list[Match]:
        """The ``count`` best candidates, best first. What the whole draft is about tells nothing of one clause."""
        broad = frozenset(t for t in subject if self._weights.broad(t))
        subject = subject - broad - wider_than(broad) or subject
        places = {at for term in sorted(subject | rest) for at in self._index.get(term, ())}
        found = [
            Match(self.statements[at], self._score(at, subject, rest), self._own[at] & (subject | rest))
            for at in sorted(places)
        ]
        return sorted(found, key=lambda m: -m.score)[:count]

    def _score(self, at: int, subject: frozenset[str], rest: frozenset[str]) -> float:
        """The share of the subject taken up, its topics above all; other shared words add a little."""
        own, weights = self._own[at], self._weights
        both = own | self._above[at]
        topics = frozenset(t for t in subject if is_topic(t))
        cover = max(weights.cover(subject, own), _HEADING * weights.cover(subject, both))
        named = max(weights.cover(topics, own), _HEADING * weights.cover(topics, both))
        extra = min(weights.sum((rest - subject) & own), _MOST_EXTRA) * (_EXTRA_OF_TOPIC if topics else _EXTRA)
        narrow = any(weights.narrow(t) for t in topics & own)
        return max(cover, _TOPICS * named if self._by_topic else 0.0) + extra + (_NARROW_BONUS if narrow else 0.0)


def _lacking(text: str) -> frozenset[str]:
    """The terms of what is said to be lacking ("chưa có trạm xử lý nước thải"), if they name a topic."""
    found = _LACKS.search(text)
    if found is None:
        return frozenset()
    cut = _CUT.search(text, found.end())
    terms = narrowest(terms_of(text[found.end() : cut.start() if cut else len(text)]))
    return terms if any(is_topic(t) for t in terms) else frozenset()


def subject_of(statement: Statement) -> frozenset[str]:
    """The terms of what a clause speaks of: before the words that judge it or say where, a list with commas whole; all
    of them where none stand before. Of a clause that says what is lacking, what is lacking.
    """
    if lacking := _lacking(statement.text):
        return lacking
    since = _SINCE.match(statement.text)
    begin = since.end() if since else 0
    cut = _CUT.search(statement.text, begin)
    while cut is not None:
        terms = terms_of(statement.text[begin : cut.start()])
        named = any(is_topic(t) for t in terms)
        after = _CUT.search(statement.text, cut.end())
        listed = cut[0] == "," and after is not None and after.start() - cut.end() <= _LONGEST_ITEM
        if terms and not listed and (named or (cut[0] != "," and cut[0].strip() not in _WHERE)):
            return terms
        cut = after
    return statement.terms


def strongest(matches: Sequence[Match]) -> Match | None:
    """The best of several matches."""
    return max(matches, key=lambda m: m.score, default=None)


def is_detail(statement: Statement) -> bool:
    """Whether a clause only details the one before it: it names no topic and no limitation of its own."""
    return not any(is_topic(t) for t in statement.terms) or cue("limitation", "words", statement.text) is None


def echo(statement: Statement, answers: Iterable[Statement], weights: Weights) -> Match | None:
    """The answer that names the very things counted ("19 mô hình ngừng hoạt động"), or two pairs of syllables that
    hardly any other clause has; ``None`` where none does.
    """
    counted = _counted(statement)
    rare = frozenset(t for t in statement.terms if not is_topic(t) and weights.narrow(t))
    for answer in answers:
        shared = rare & answer.terms
        if counted & _counted(answer) or (len(shared) > 1 and weights.sum(shared) >= _RARE_PAIRS):
            return Match(answer, 1.0, shared)
        figures = _figures(statement) & _figures(answer)
        if len(figures) > 1 or (figures and max(figures) >= _LARGE and statement.terms & answer.terms):
            return Match(answer, 1.0, shared)
    return None


def _figures(statement: Statement) -> frozenset[int]:
    """The figures that count things, whatever they count: 289 of "thiếu 289 người", 31 and 52 of "31/52 xã"."""
    found = _FIGURE.findall(_DATED.sub(" ", match_key(statement.text)))
    values = {int(value.replace(".", "")) for pair in found for value in pair if value}
    return frozenset(value for value in values if value >= _SMALLEST)


def _counted(statement: Statement) -> frozenset[tuple[str, str]]:
    """How many of what: the number and the two syllables behind it."""
    found = _COUNTED.findall(match_key(statement.text))
    return frozenset((number, of) for number, of in found if float(number.replace(".", "")) >= _SMALLEST)
