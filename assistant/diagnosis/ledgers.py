"""The ledgers of a draft, as tables a person can read: targets, limitations, what the governing resolution asks."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.diagnosis.cells import Grid
from assistant.diagnosis.coverage import Treated, other_province, treated_of
from assistant.diagnosis.ledger import answers_of
from assistant.diagnosis.matching import Candidates, Match, subject_of
from assistant.diagnosis.model import Depth, Evidence, GoverningQuote, Ledger, LedgerRow
from assistant.diagnosis.reading import Reading
from assistant.diagnosis.risk import RiskyTarget, at_risk, gives_cause
from assistant.diagnosis.statements import Argument, Statement, argument_of, cue
from assistant.diagnosis.terms import contains, terms_of

__all__ = ["ledgers_of"]

_ANSWERS = 0.34
_TREATS = 0.25
_LONGEST_NAME = 120
_MOST_ROWS = 200


def ledgers_of(reading: Reading) -> tuple[Ledger, ...]:
    """The ledgers that have rows; the one of the governing resolution only where it is the draft's own province's."""
    argument = argument_of(reading)
    found = [
        Ledger("targets", tuple(_targets(reading, argument))[:_MOST_ROWS]),
        Ledger("limitations", tuple(_limitations(reading, argument))[:_MOST_ROWS]),
    ]
    governing = reading.governing
    if governing is not None and other_province(reading.draft, governing) is None:
        rows = tuple(_asked(reading, one) for one in treated_of(reading))
        found.append(Ledger("governing", rows[:_MOST_ROWS]))
    return tuple(ledger for ledger in found if ledger.rows)


def _targets(reading: Reading, argument: Argument) -> Iterator[LedgerRow]:
    """The targets at risk, then the other rows of the tables that state targets."""
    risky = at_risk(reading)
    told = {s.start for target in risky for s in target.rows}
    yield from (_risky(reading, target) for target in risky)
    solutions = Candidates(argument.of("solution"), argument.weights)
    for placed in reading.tables:
        grid = Grid(placed)
        if not any(contains(head, ("mục tiêu", "kế hoạch", "nghị quyết", "dự toán")) for head in grid.heads):
            continue
        for row in grid.rows:
            if row.span[0] in told or not row.label or not any(grid.figure(row, c) for c in grid.figure_columns):
                continue
            answer = _good(solutions.best(terms_of(row.label)), _ANSWERS)
            yield LedgerRow(
                _name(row.label),
                progress=reading.evidence((row.span,)),
                solutions=_of(reading, answer),
                depth="figures",
            )


def _risky(reading: Reading, target: RiskyTarget) -> LedgerRow:
    first = (*target.rows, *target.statements)[0]
    own = tuple(s.span for s in target.statements if gives_cause(s))
    causes = reading.evidence(own) if own else _of(reading, target.cause)
    return LedgerRow(
        _name(first.text),
        stated=reading.evidence([s.span for s in target.statements]),
        progress=reading.evidence([s.span for s in target.rows]),
        causes=causes,
        solutions=_of(reading, target.solution),
        depth="judged",
        at_risk=True,
    )


def _limitations(reading: Reading, argument: Argument) -> Iterator[LedgerRow]:
    causes = Candidates([s for s in argument.statements if s.role == "cause"], argument.weights, headings=False)
    for answer in answers_of(argument):
        statement = answer.limitation
        subject = subject_of(statement)
        cause = _good(causes.best(subject, statement.terms), _ANSWERS)
        own = reading.evidence((statement.span,)) if gives_cause(statement) and cause is None else ()
        yield LedgerRow(
            _name(statement.text),
            stated=reading.evidence((statement.span,)),
            causes=_of(reading, cause) or own,
            solutions=_of(reading, _good(answer.match, _ANSWERS)),
            depth="mentioned",
        )


def _asked(reading: Reading, treated: Treated) -> LedgerRow:
    asked = treated.asked
    near = treated.match if treated.match and treated.match.score >= _TREATS else None
    plan = treated.anywhere if treated.anywhere and treated.anywhere.statement.role == "solution" else None
    return LedgerRow(
        _name(asked.text),
        progress=_of(reading, near),
        solutions=_of(reading, _good(plan, _TREATS)),
        governing=tuple(_quote(reading, asked.start, asked.end)),
        depth=_depth(near.statement) if near else "none",
    )


def _quote(reading: Reading, start: int, end: int) -> Iterator[GoverningQuote]:
    if reading.governing is not None:
        yield GoverningQuote(reading.governing.text[start:end], reading.governing.page_at(start), start, end)


def _depth(statement: Statement) -> Depth:
    """How deeply a clause treats what is asked: judged, with figures, or only mentioned."""
    if statement.role == "row":
        return "figures"
    if cue("assessment", "words", statement.text):
        return "judged"
    return "figures" if any(c.isdigit() for c in statement.text) else "mentioned"


def _good(match: Match | None, enough: float) -> Match | None:
    return match if match is not None and match.score >= enough else None


def _of(reading: Reading, match: Match | None) -> tuple[Evidence, ...]:
    return reading.evidence((match.statement.span,)) if match else ()


def _name(text: str) -> str:
    joined = " ".join(text.split())
    return joined if len(joined) <= _LONGEST_NAME else joined[:_LONGEST_NAME].rsplit(" ", 1)[0] + "…"
