"""The draft as an argument: its clauses with the role each plays — result, limitation, cause, target, solution."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from assistant.advice.targets import looks_like
from assistant.diagnosis.cells import Grid
from assistant.diagnosis.clauses import sentences
from assistant.diagnosis.model import Span
from assistant.diagnosis.parts import Part, load_data, part_of_title
from assistant.diagnosis.reading import Line, Reading
from assistant.diagnosis.terms import Weights, contains, terms_of
from assistant.documents.model import Section
from assistant.language.normalize import match_key

__all__ = ["Argument", "Role", "Statement", "argument_of", "begins", "cue", "opening"]

Role = Literal[
    "result", "limitation", "cause", "target", "solution", "proposal", "forecast", "lesson", "organisation", "row",
    "provision", "other",
]  # fmt: skip
_ROLES: dict[Part, Role] = {
    "results": "result", "limitations": "limitation", "causes": "cause", "targets": "target", "solutions": "solution",
    "proposals": "proposal", "forecast": "forecast", "lessons": "lesson", "context": "forecast", "other": "other",
    "annex": "other",
}  # fmt: skip
_ALLOWED: dict[Part, frozenset[Part]] = {
    "solutions": frozenset({"targets", "proposals", "annex"}),
    "limitations": frozenset({"causes", "lessons", "solutions", "proposals"}),
    "causes": frozenset({"lessons", "solutions", "proposals", "limitations"}),
    "targets": frozenset({"solutions", "proposals"}),
    "forecast": frozenset({"solutions", "targets", "proposals"}),
}
_DOING = re.compile(r"(?<!\w)(?:thực hiện|kết quả|tình hình|đánh giá|kiểm điểm)(?!\w)")
_PLANNING = re.compile(r"(?:các |một số )?(?:nhiệm vụ|giải pháp|phương hướng|định hướng|biện pháp)(?!\w)")
_ORGANISING = re.compile(r"tổ chức thực hiện|phân công|trách nhiệm của|chế độ báo cáo|điều khoản thi hành")
_CONTENT = re.compile(r"nội dung (?:cơ bản|chủ yếu|chính|của dự thảo|dự thảo|chính sách)|các chính sách|bố cục")
_LEAD = re.compile(r"^(?:[-+*•–]|\(?\w{1,3}[.)])?\s*(?P<words>[^:.;]{4,70})\s*[:.]?\s*$")
_RUN_IN = re.compile(r"^(?:[-+*•–]|\(?\w{1,3}[.)])?\s*(?P<words>[^:.;]{4,60}):\s*\S")
_MARKER = re.compile(r"^\s*(?:[-+*•–]|\d{1,2}\s?-|\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ]{1,2}|[ivx]{1,4})[.)])\s*")
_LONGEST_LEAD = 12
_OPENING = 120
_FEWEST_SOLUTIONS = 4


@dataclass(frozen=True, slots=True)
class Statement:
    """A clause. ``text`` equals the draft between ``start`` and ``end``; ``paragraph`` is the line's number, so
    clauses of one paragraph can be told; ``negative``: it has a word of limitation.
    """

    text: str
    start: int
    end: int
    role: Role
    paragraph: int
    section: Section
    negative: bool = False

    @property
    def span(self) -> Span:
        """Half-open offsets into the draft."""
        return self.start, self.end

    @property
    def terms(self) -> frozenset[str]:
        """What the clause is about."""
        return terms_of(self.text)


@lru_cache(maxsize=32)
def _list(table: str, name: str) -> tuple[str, ...]:
    return tuple(load_data("polarity")[table][name])


def cue(table: str, name: str, text: str) -> str | None:
    """The first cue of ``[table] name`` in ``data/polarity.toml`` that ``text`` has."""
    return contains(match_key(text), _list(table, name))


class Argument:
    """Statements by role, and the weights of their terms."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    @cached_property
    def is_advice(self) -> bool:
        """Whether the text is itself an advisory report, which argues about another draft."""
        return looks_like(self.reading.draft) == "advice"

    @cached_property
    def parts(self) -> dict[int, Part]:
        """The part of each section, by ``id``: the heading's own words, unless the part above cannot hold it."""
        found: dict[int, Part] = {}
        for section in self.reading.draft.walk():
            parent = self.reading.parents[id(section)]
            above: Part = found[id(parent)] if parent is not None else "other"
            own = part_of_title(section.title)
            if section.kind == "annex" or above == "annex":
                found[id(section)] = "annex"
            else:
                found[id(section)] = _settled(above, own, section, parent)
        return found

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Every clause of the body in reading order, and the provisions of a draft rule annexed to it."""
        found: list[Statement] = []
        lead: tuple[Section | None, Role | None] = (None, None)
        for line in self.reading.paragraphs:
            part = self.parts[id(line.section)]
            if part == "annex":
                if line.section.kind in {"article", "clause", "point"}:
                    found += _clauses_of(line, "provision")
                continue
            if lead[0] is not line.section:
                lead = (line.section, None)
            opened = _opened(line.text)
            if opened is not None:
                lead = (line.section, opened)
            role = lead[1] or self._role(line.section, part)
            found += _clauses_of(line, role)
            if _announces(line.text) and part in {"results", "other"}:
                lead = (line.section, "limitation")
        return tuple(found)

    @cached_property
    def rows(self) -> tuple[Statement, ...]:
        """The rows of the tables, annexes too, as statements of role "row"."""
        found = []
        for placed in self.reading.tables:
            for row in Grid(placed).rows:
                if any(c.isalpha() for c in row.label):
                    start, end = row.span
                    found.append(Statement(row.label, start, end, "row", -1, placed.section))
        return tuple(found)

    @cached_property
    def weights(self) -> Weights:
        """Rarity of the terms, in official Vietnamese and in this draft."""
        return Weights(s.text for s in (*self.statements, *self.rows))

    @cached_property
    def measures(self) -> list[Statement]:
        """What the draft means to do: tasks and solutions; where it has hardly any, what it proposes to others."""
        solutions = self.of("solution", "organisation")
        few = sum(s.role == "solution" for s in solutions) < _FEWEST_SOLUTIONS
        return self.of("solution", "organisation", "proposal") if few else solutions

    def of(self, *roles: Role) -> list[Statement]:
        """The statements of these roles in reading order."""
        return [s for s in self.statements if s.role in roles]

    def _role(self, section: Section, part: Part) -> Role:
        if part == "solutions" and any(
            _ORGANISING.search(match_key(s.title)) for s in self.reading.chain(section)[-2:]
        ):
            return "organisation"
        if part == "other" and any(_CONTENT.search(match_key(s.title)) for s in self.reading.chain(section)[-2:]):
            return "provision"
        return _ROLES[part]


def _settled(above: Part, own: Part | None, section: Section, parent: Section | None) -> Part:
    if own is None or own == above:
        return above
    key = match_key(section.title)
    if own in {"solutions", "targets"} and (doing := _DOING.search(key)) is not None:
        heads = part_of_title(section.title[doing.end() :]) == own
        if heads and above in {"results", "other"}:
            return "results"
    if above == "results" and own == "solutions" and not _PLANNING.match(key):
        return above
    if parent is not None and parent.kind != "part" and above in _ALLOWED and own not in _ALLOWED[above]:
        return above
    if parent is not None and above == "solutions" and own in {"results", "limitations", "context"}:
        return above if own != "context" else own
    return own


def _opened(text: str) -> Role | None:
    """The role that a short paragraph opens for those below it ("* Hạn chế:", "Nguyên nhân:")."""
    found = _LEAD.match(text) or _RUN_IN.match(text)
    if found is None or len(found["words"].split()) > _LONGEST_LEAD:
        return None
    key = match_key(found["words"])
    roles: tuple[Role, ...] = ("limitation", "cause", "solution", "result")
    for role in roles:
        for words in _list("leads", role):
            if key == words or (key.startswith(words) and len(key.split()) <= len(words.split()) + 6 and _colon(text)):
                return role
    return None


def _colon(text: str) -> bool:
    return ":" in text


def _announces(text: str) -> bool:
    """Whether a paragraph ends by announcing limitations ("… vẫn còn một số hạn chế sau:")."""
    tail = match_key(text[-110:])
    return text.rstrip().endswith(":") and any(words in tail for words in _list("leads", "announces"))


def _clauses_of(line: Line, role: Role) -> Iterator[Statement]:
    going_on = False
    for start, end in sentences(line.text):
        marker = _MARKER.match(line.text[start:end])
        begin = start + (marker.end() if marker else 0)
        text = line.text[begin:end]
        if not any(c.isalpha() for c in text):
            continue
        own = role
        negative = cue("limitation", "words", text) is not None
        if role in {"result", "other"}:
            if negative and (going_on or _turns(text)):
                own = "limitation"
            going_on = own == "limitation" and text.endswith(";")
        if role == "limitation" and match_key(text).startswith("nguyên nhân"):
            own = "cause"
        yield Statement(text, line.start + begin, line.start + end, own, line.order, line.section, negative)


def begins(table: str, name: str, text: str) -> bool:
    """Whether ``text`` begins with a cue of ``[table] name`` in ``data/polarity.toml``, whole syllables only."""
    key = match_key(text)
    return any(key.startswith(word) and not key[len(word) : len(word) + 1].isalnum() for word in _list(table, name))


def _turns(text: str) -> bool:
    return begins("limitation", "turns", text)


def opening(reading: Reading) -> Span:
    """The first heading; where there is none, the first line, the first table, the beginning of the text."""
    first = next((s for s in reading.draft.walk() if s.end > s.start), None)
    if first is not None:
        return first.start, first.end
    if reading.lines:
        return reading.lines[0].start, reading.lines[0].end
    if reading.tables:
        return reading.tables[0].table.start, reading.tables[0].table.end
    return 0, min(len(reading.draft.text), _OPENING)


@lru_cache(maxsize=2)
def argument_of(reading: Reading) -> Argument:
    """The argument of a draft, made once."""
    return Argument(reading)
