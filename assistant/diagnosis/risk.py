"""Targets that are not met, or that the draft itself calls hard to meet, without a cause or a solution."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from assistant.diagnosis.cells import Grid, Row
from assistant.diagnosis.matching import Candidates, Match, echo, subject_of
from assistant.diagnosis.model import Defect, Span
from assistant.diagnosis.parts import load_data
from assistant.diagnosis.phrases import quoted
from assistant.diagnosis.places import place
from assistant.diagnosis.reading import Reading
from assistant.diagnosis.registry import check
from assistant.diagnosis.statements import Argument, Statement, argument_of, cue
from assistant.diagnosis.terms import contains, is_aggregate, is_topic, terms_of
from assistant.language.normalize import match_key

__all__ = ["RiskyTarget", "at_risk", "gives_cause", "target_at_risk_without_cause_or_solution"]

_SAME = 0.5
_ANSWERED = 0.34
_CAUSED = 0.3
_MOST = 4
_FAR = 60.0
_FAR_IN_TABLE = 35
_SHARE_SAID = re.compile(
    r"(?:mới|chỉ)\s(?:đạt|bằng|hoàn thành|thực hiện được)(?:\s[^%;.]{0,40}?)??\s(?P<share>\d{1,2}(?:,\d+)?)%\s"
    r"(?:so với\s)?(?:mục tiêu|kế hoạch|chỉ tiêu|nghị quyết|dự toán)"
)
_COUNTED = re.compile(r"(?i)\d+(?:/\d+)?\s+(?:nhóm\s+|các\s+)?(?:chỉ tiêu|mục tiêu)\b")


@dataclass(slots=True)
class RiskyTarget:
    """A target at risk: what it is about, the clauses and rows that say so, and what answers it."""

    terms: frozenset[str]
    topics: frozenset[str]
    statements: list[Statement] = field(default_factory=list)
    rows: list[Statement] = field(default_factory=list)
    cause: Match | None = None
    solution: Match | None = None
    own_cause: bool = False

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where the draft says so, the text before the tables."""
        return tuple(s.span for s in (*self.statements, *self.rows))


@check(kind="target_at_risk_without_cause_or_solution", claim="hint")
def target_at_risk_without_cause_or_solution(reading: Reading) -> Iterator[Defect]:
    """A target that is not met or at risk, without a cause or without a solution.

    Rule: targets that the text ("khó đạt", "thấp hơn kế hoạch") or a table (the column of assessment; a progress far
    behind the time gone by) shows at risk. A cause must be said in the same paragraph or among the causes, a solution
    among the tasks and solutions, about the same thing. Aggregates such as GRDP are caused and answered by everything,
    and are left out. Source: the advisory report of 2023 ("xác định rõ nguyên nhân … của các mục tiêu, chỉ tiêu đạt
    thấp, khả năng khó hoàn thành"; "bổ sung những giải pháp cụ thể thực hiện các mục
    tiêu, chỉ tiêu khả năng khó hoàn thành").
    """
    open_ones = [t for t in at_risk(reading) if t.solution is None]
    argument = argument_of(reading)
    if (
        argument.is_advice
        or not argument.of("solution", "proposal", "provision")
        or len(open_ones) > max(_MOST, 0.7 * len(at_risk(reading)))
    ):
        return
    for target in open_ones[:_MOST]:
        yield _defect(reading, target)


def _defect(reading: Reading, target: RiskyTarget) -> Defect:
    shown = [*target.statements, *target.rows]
    text = reading.draft.text
    values = {
        "place": place(reading, shown[0].start),
        "quote": quoted(text[shown[0].start : shown[0].end]),
    }
    candidates = Candidates(argument_of(reading).of("solution", "proposal"), argument_of(reading).weights)
    nearest = candidates.best(target.terms)
    values["nearest"] = quoted(nearest.statement.text) if nearest else ""
    caused = target.own_cause or target.cause is not None
    variant = ("solution" if caused else "both") + ("" if nearest else "_none")
    return Defect(3 if not caused else 2, 0.85 if not caused else 0.74, target.spans, values, variant)


@lru_cache(maxsize=2)
def at_risk(reading: Reading) -> tuple[RiskyTarget, ...]:
    """The targets at risk, each once, with what causes and answers them."""
    argument = argument_of(reading)
    found: list[RiskyTarget] = []
    for statement, subject in (*_in_text(argument), *_in_tables(reading)):
        topics = frozenset(t for t in subject if is_topic(t))
        if subject and not is_aggregate(topics):
            _add(argument, found, statement, subject, topics)
    _answer(argument, found)
    return tuple(found)


def _add(
    argument: Argument, found: list[RiskyTarget], statement: Statement, subject: frozenset[str], topics: frozenset[str]
) -> None:
    same = next((t for t in found if _same(argument, t, subject, topics)), None)
    if same is None:
        same = RiskyTarget(subject, topics)
        found.append(same)
    (same.rows if statement.role == "row" else same.statements).append(statement)


def _same(argument: Argument, target: RiskyTarget, subject: frozenset[str], topics: frozenset[str]) -> bool:
    if target.topics and topics and not target.topics & topics:
        return False
    weights = argument.weights
    return max(weights.cover(subject, target.terms), weights.cover(target.terms, subject)) >= _SAME


def _in_text(argument: Argument) -> Iterator[tuple[Statement, frozenset[str]]]:
    for statement in argument.of("result", "limitation", "other"):
        key = match_key(statement.text)
        word = cue("risk", "text", statement.text) or _far_behind(key)
        if word is None or _COUNTED.search(statement.text):
            continue
        at = key.find(word)
        subject = terms_of(statement.text[: max(at, 0)])
        if not any(is_topic(t) for t in subject):
            subject = subject | _above(argument, statement)
        if any(is_topic(t) for t in subject):
            yield statement, subject


def _far_behind(key: str) -> str | None:
    """ "mới đạt 41,2% kế hoạch": the words, where the share is well below what was to be done."""
    found = _SHARE_SAID.search(key)
    if found is None or float(found["share"].replace(",", ".")) >= _FAR:
        return None
    return found[0]


def _above(argument: Argument, statement: Statement) -> frozenset[str]:
    """The subject of the clause before, in the same paragraph."""
    at = argument.statements.index(statement)
    earlier = argument.statements[at - 1] if at else None
    return subject_of(earlier) if earlier and earlier.paragraph == statement.paragraph else frozenset()


def _in_tables(reading: Reading) -> Iterator[tuple[Statement, frozenset[str]]]:
    for placed in reading.tables:
        grid = Grid(placed)
        column = _assessment_column(grid)
        shares = _share_columns(grid) if column is None else ()
        for row in grid.rows:
            judged = _bad(row, column) if column is not None else _far_row(grid, row, shares)
            if row.label and judged:
                start, end = row.span
                yield Statement(row.label, start, end, "row", -1, placed.section, True), terms_of(row.label)


def _assessment_column(grid: Grid) -> int | None:
    """The column that judges each target in words; only tables that state targets have one."""
    data = load_data("polarity")["risk"]
    if not any(contains(head, tuple(data["targets"])) for head in grid.heads):
        return None
    for column in reversed(range(grid.width)):
        if column in grid.figure_columns or column == grid.label_column:
            continue
        filled = [match_key(row.cells[column].text) for row in grid.rows if row.cells[column].text.strip()]
        short = sum(len(text.split()) <= 8 for text in filled) >= 0.7 * len(filled)
        if short and any(_negative(text) for text in filled):
            return column
    return None


def _share_columns(grid: Grid) -> tuple[int, ...]:
    """Columns with the share of a target reached; only in tables whose rows are targets."""
    words = tuple(load_data("polarity")["risk"]["shares"])
    label = grid.heads[grid.label_column] if grid.label_column is not None else ""
    if not contains(label, ("chỉ tiêu", "mục tiêu")):
        return ()
    return tuple(c for c in grid.figure_columns if any(word in grid.heads[c] for word in words))


def _far_row(grid: Grid, row: Row, columns: tuple[int, ...]) -> bool:
    lower = tuple(load_data("polarity")["risk"]["lower_is_better"])
    figures = [f for c in columns if (f := grid.figure(row, c)) is not None]
    return any(0 < f.value < _FAR_IN_TABLE for f in figures) and contains(match_key(row.label), lower) is None


def _bad(row: Row, column: int) -> bool:
    return _negative(match_key(row.cells[column].text))


def _negative(text: str) -> bool:
    words: Sequence[str] = load_data("polarity")["risk"]["cells"]
    return any(text == word or text.startswith((word + " ", word + ",")) for word in words)


def _answer(argument: Argument, targets: list[RiskyTarget]) -> None:
    weights = argument.weights
    answers = argument.of("solution", "proposal", "organisation", "provision")
    solutions = Candidates(answers, weights)
    causes = Candidates([s for s in argument.statements if gives_cause(s)], weights, headings=False)
    for target in targets:
        target.own_cause = any(gives_cause(s) for s in target.statements)
        target.cause = _good(causes.best(target.terms, target.terms), _CAUSED)
        target.solution = _good(solutions.best(target.terms, target.terms), _ANSWERED)
        for statement in target.statements if target.solution is None else ():
            target.solution = target.solution or echo(statement, answers, weights)


def _good(match: Match | None, enough: float) -> Match | None:
    return match if match is not None and match.score >= enough else None


def gives_cause(statement: Statement) -> bool:
    """Whether a clause stands among the causes or says why."""
    return statement.role == "cause" or cue("cause", "connectives", statement.text) is not None
