"""Limitations that no task or solution takes up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.diagnosis.matching import Candidates, Match, echo, subject_of
from assistant.diagnosis.model import Defect
from assistant.diagnosis.phrases import quoted
from assistant.diagnosis.places import place
from assistant.diagnosis.reading import Reading
from assistant.diagnosis.registry import check
from assistant.diagnosis.risk import at_risk
from assistant.diagnosis.statements import Argument, Role, Statement, argument_of, begins
from assistant.diagnosis.terms import is_aggregate, is_topic

__all__ = ["answers_of", "limitation_without_solution", "limitations_of"]

# "06 chỉ tiêu không đạt" sums up targets, each of which is looked at by itself.
_COUNTED = re.compile(r"\d+\s(?:chỉ|mục) tiêu\s(?:\S+\s){0,3}?(?:không|chưa|khó) đạt")
_UNANSWERED = 0.18
_LATER = 0.12
_FEWEST_SOLUTIONS = 4
_MOST = 5
_SHORTEST_LATER = 8
_MOST_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Answered:
    """A limitation and the solution that comes closest, if any shares a word."""

    limitation: Statement
    match: Match | None
    first: bool

    @property
    def score(self) -> float:
        """How well it is answered: 0 not at all."""
        return self.match.score if self.match else 0.0


@check(kind="limitation_without_solution", claim="hint")
def limitation_without_solution(reading: Reading) -> Iterator[Defect]:
    """A stated limitation that no task or solution answers.

    Rule: clauses of limitation (sections and paragraphs of limitations; after "Tuy nhiên" in results) against those of
    tasks, solutions, assignments, proposals and targets. What the limitation speaks of is compared by narrow topics and
    telling pairs of syllables, weighed by rarity; reported only where the best clause takes up less than a fifth, and
    none names the same count of the same things or shares rare words. A target at risk is another kind. Source: the
    advisory report of 2023 ("các giải pháp cần bám sát giải quyết những hạn chế, nút thắt đã chỉ ra").
    """
    argument = argument_of(reading)
    answers = answers_of(argument)
    left = [a for a in answers if a.score < (_UNANSWERED if a.first else _LATER)]
    if len(left) > max(2.0, _MOST_SHARE * len(answers)):
        return
    risky = {s.span for target in at_risk(reading) for s in target.statements}
    open_ones = sorted((a for a in left if a.limitation.span not in risky), key=lambda a: a.score)[:_MOST]
    for answer in sorted(open_ones, key=lambda a: a.limitation.start):
        yield _defect(reading, answer)


def _defect(reading: Reading, answer: Answered) -> Defect:
    limitation, match = answer.limitation, answer.match
    values = {"place": place(reading, limitation.start), "quote": quoted(limitation.text)}
    confidence = 0.86 if limitation.role == "limitation" and answer.score < _LATER else 0.76
    if match is None:
        return Defect(2, confidence, (limitation.span,), values, "none")
    values |= {"nearest": quoted(match.statement.text), "nearest_place": place(reading, match.statement.start)}
    return Defect(2, confidence, (limitation.span,), values)


def answers_of(argument: Argument) -> tuple[Answered, ...]:
    """Each limitation with the solution that answers it best; none where the draft proposes hardly anything."""
    roles: tuple[Role, ...] = ("solution", "proposal", "organisation", "provision", "target")
    solutions = [s for s in argument.of(*roles) if not begins("limitation", "risks", s.text)]
    few = sum(s.role != "organisation" for s in solutions) < _FEWEST_SOLUTIONS
    if few or argument.is_advice:
        return ()
    candidates = Candidates(solutions, argument.weights)
    found = []
    for first, statement in limitations_of(argument):
        subject = subject_of(statement)
        best = candidates.best(subject, statement.terms)
        if best is None or best.score < _UNANSWERED:
            best = echo(statement, solutions, argument.weights) or best
        found.append(Answered(statement, best, first))
    return tuple(found)


def limitations_of(argument: Argument) -> Iterator[tuple[bool, Statement]]:
    """The clauses that state a limitation, and whether each opens its paragraph; details of another are left out."""
    before: list[Statement] = []
    for statement in argument.of("limitation"):
        if before and before[-1].paragraph != statement.paragraph:
            before = []
        first = not before
        within = argument.parts[id(statement.section)] == "limitations"
        named = within or any(is_topic(t) for t in subject_of(statement))
        if named and _states(statement, before):
            yield first, statement
        before.append(statement)


def _states(statement: Statement, before: Sequence[Statement]) -> bool:
    """Whether the clause names a thing of its own and blames it."""
    if len(statement.text.split()) < 4 or statement.text.rstrip().endswith(":") or _COUNTED.search(statement.text):
        return False
    topics = frozenset(t for t in subject_of(statement) if is_topic(t))
    if is_aggregate(topics):
        return False
    if not before:
        return bool(statement.terms) and (statement.negative or bool(topics))
    if not statement.negative or len(statement.text.split()) < _SHORTEST_LATER:
        return False
    said = {t for earlier in before for t in earlier.terms}
    return bool(topics - said) and not begins("limitation", "details", statement.text)
