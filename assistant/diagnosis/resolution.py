"""A governing resolution as a list of what it asks: targets with a figure, and priority tasks, clause by clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.diagnosis.cells import Grid
from assistant.diagnosis.model import Span, Subject
from assistant.diagnosis.reading import Reading
from assistant.diagnosis.statements import Statement, argument_of
from assistant.diagnosis.terms import contains, is_topic, terms_of
from assistant.documents.model import Document
from assistant.language.normalize import match_key
from assistant.language.quantities import Amount, amounts

__all__ = ["Asked", "asked_of", "governing_reading", "targets_in"]

_SPLIT = re.compile(r",\s+(?:trong đó\s+)?|\s+và\s+(?=\d)")
_SHORTEST_TASK = 6
_OTHER_TASKS = re.compile(r"(?i)(?:nhiệm vụ|khâu|điều|khoản|mục)\s+\d")


@dataclass(frozen=True, slots=True)
class Asked:
    """One target or task. ``text`` equals the resolution between ``start`` and ``end``; ``terms``: what it is about;
    ``amounts``: its figures; ``priority``: a breakthrough or priority task; ``title``: of its section.
    """

    kind: str
    text: str
    start: int
    end: int
    terms: frozenset[str]
    amounts: tuple[Amount, ...]
    priority: bool = False
    title: str = ""

    @property
    def span(self) -> Span:
        """Half-open offsets into the resolution."""
        return self.start, self.end


@lru_cache(maxsize=4)
def governing_reading(document: Document) -> Reading:
    """The resolution laid out as a draft is."""
    return Reading(Subject(document))


@lru_cache(maxsize=4)
def asked_of(document: Document) -> tuple[Asked, ...]:
    """Every target and task of the resolution in reading order."""
    reading = governing_reading(document)
    argument = argument_of(reading)
    found: list[Asked] = []
    for statement in argument.of("target"):
        found += targets_in(statement)
    for placed in reading.tables:
        if argument.parts[id(placed.section)] in {"targets", "annex", "other"}:
            found += _rows(Grid(placed))
    for statement in argument.of("solution"):
        if len(statement.text.split()) >= _SHORTEST_TASK and statement.terms:
            found += _tasks(statement)
    return tuple(sorted(found, key=lambda a: a.start))


def targets_in(statement: Statement) -> Iterator[Asked]:
    """The pieces of a clause with a figure each; a piece without a topic of its own keeps the name before it."""
    lead = statement.text.partition(":")[0] if ":" in statement.text else ""
    before = terms_of(lead)
    at = 0
    pieces = _pieces(statement.text)
    for start, end in pieces:
        text = statement.text[start:end]
        values = tuple(a for a in amounts(text) if a.measure != "bare")
        terms = _named(text, values)
        if not any(is_topic(t) for t in terms) and at:
            terms = terms | before
        if values and terms:
            span = statement.start + start, statement.start + end
            yield Asked("target", text.strip(), *span, terms, values, title=statement.section.title)
            before, at = terms, at + 1


def _named(text: str, values: tuple[Amount, ...]) -> frozenset[str]:
    """What the figure is of: the words before it, or all of them where those name nothing."""
    before = terms_of(text[: values[0].start]) if values else frozenset()
    return before if any(is_topic(t) for t in before) else terms_of(text)


def _pieces(text: str) -> list[tuple[int, int]]:
    """Cut at commas between figures: each piece holds one figure or more, none is without."""
    starts, ends = [0], []
    for found in _SPLIT.finditer(text):
        if amounts(text[starts[-1] : found.start()]) and amounts(text[found.end() :]):
            ends.append(found.start())
            starts.append(found.end())
    return [_tight(text, start, end) for start, end in zip(starts, [*ends, len(text)], strict=True)]


def _tight(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip(" ,;.")))


def _rows(grid: Grid) -> Iterator[Asked]:
    if not any(contains(head, ("chỉ tiêu", "mục tiêu")) for head in grid.heads):
        return
    for row in grid.rows:
        figures = [grid.figure(row, column) for column in grid.figure_columns]
        if row.label and any(figures) and not grid.is_total(row):
            start, end = row.span
            text = grid.placed.table.rows[row.index]
            printed = " ".join(cell.text for cell in text)
            yield Asked("target", row.label, start, end, terms_of(row.label), tuple(amounts(printed)))


def _tasks(statement: Statement) -> Iterator[Asked]:
    """The clause as a task; where it has several figures, each piece with one."""
    title = match_key(" ".join(statement.section.path[-2:]) or statement.section.title)
    priority = "đột phá" in title or "trọng tâm" in title
    pieces = list(targets_in(statement)) if not _OTHER_TASKS.search(statement.text) else []
    if len(pieces) > 1:
        yield from (replace(piece, kind="task", priority=priority) for piece in pieces)
        return
    values = pieces[0].amounts if pieces else ()
    yield Asked("task", statement.text, statement.start, statement.end, statement.terms, values, priority)
