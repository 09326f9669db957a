"""Every printed figure with the words around it: what sentences and rows say, without asking what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.diagnosis.cellfacts import amount_of, figure_heads
from assistant.diagnosis.cells import Grid, Row, figure_of
from assistant.diagnosis.clauses import sentences
from assistant.diagnosis.facts import Fact
from assistant.diagnosis.indicators import indicator, key_words, marks_in, names_in
from assistant.diagnosis.model import Span
from assistant.diagnosis.reading import Line, PlacedTable, Reading
from assistant.language.normalize import match_key
from assistant.language.quantities import Amount, amounts

__all__ = ["Print", "digits_of", "prints_of"]

_CITED = re.compile(r"(?<!\w)(bảng|biểu|phụ biểu|phụ lục)\s+(?:số\s+)?(\d+(?:\.\d+)?|[ivxl]+)(?!\w)")
_PARTS = re.compile(
    r"(?<!\w)(?:bảng|biểu|phụ biểu|phụ lục|mục|phần|điều|khoản)\s+(?:số\s+)?(?:thứ\s\w+|[\divxl.]+|[a-zđ](?!\w))",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"(?<!\w)(?:tổng|toàn|cả|chung|quy mô|tất cả)(?!\w)")
_DONE = re.compile(r"thực hiện|kết quả|đạt được|giải ngân|hoàn thành|ước")
_OPEN = re.compile(r"(?<!\w)(?:chưa|không|còn|thiếu)(?!\w)")
_PLANNING = frozenset({"solutions", "targets", "proposals"})
_MARKER = re.compile(r"^\s*(?:[-+•*–]|\(?(?:\d{1,2}|[a-zđ]|[ivx]{1,4})[.)])\s+")
_NORMS = frozenset({"article", "clause", "point"})
_AHEAD, _BEHIND = 90, 60


@dataclass(frozen=True, slots=True)
class Print:
    """A figure.

    ``near``: the telling syllables right before and behind it, of a cell those of its row's label; ``around``: those of
    its clause, of a cell those of head and caption too; ``head``: those of the column; ``sums``: the near words speak
    of a whole ("tổng", "toàn tỉnh"), ``open``: of what is left to do ("chưa", "còn"); ``names``, ``marks``: proper
    names and sectors among the near words; ``beside``: the other numbers of the clause or row; ``cites``: the tables
    that the sentence refers to, ``near_by`` those that its paragraph does; ``norm``: in an article or its like, which
    set many figures side by side; ``column``: of a cell; ``done``: the column tells results; ``fact``: how it was
    understood, where it was; ``plans``: stands among tasks and targets.
    """

    amount: Amount
    span: Span
    number: Span
    order: int
    near: frozenset[str]
    around: frozenset[str]
    beside: frozenset[str]
    names: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    head: frozenset[str] = frozenset()
    cites: frozenset[int] = frozenset()
    near_by: frozenset[int] = frozenset()
    sums: bool = False
    open: bool = False
    table: int = -1
    column: int = -1
    total: bool = False
    done: bool = False
    norm: bool = False
    plans: bool = False
    fact: Fact | None = None


def digits_of(number: str) -> str:
    """The digits of a printed number."""
    return re.sub(r"\D", "", number)


@lru_cache(maxsize=2)
def prints_of(reading: Reading) -> tuple[Print, ...]:
    """The figures of all sentences, then of all tables, in reading order."""
    facts = {fact.number[0]: fact for fact in reading.facts}
    labels = _labels(reading)
    found: list[Print] = []
    for line in reading.paragraphs:
        if any(c.isdigit() for c in line.text):
            found += _of_line(reading, line, facts, labels)
    order = len(reading.lines)
    for placed in reading.tables:
        grid = Grid(placed)
        if grid.label_column is not None:
            found += _of_table(reading, grid, order, facts)
            order += len(grid.rows)
    return tuple(found)


def _labels(reading: Reading) -> dict[str, set[int]]:
    """ "bảng 2", "phụ lục ii" → the tables of that name or in that annex."""
    found: dict[str, set[int]] = {}
    for placed in reading.tables:
        for title in (placed.table.caption or "", *placed.section.path):
            label = _CITED.match(match_key(title))
            if label:
                found.setdefault(f"{label[1]} {label[2]}", set()).add(placed.order)
    return found


def _of_line(reading: Reading, line: Line, facts: dict[int, Fact], labels: dict[str, set[int]]) -> Iterator[Print]:
    plans = reading.part(line.section) in _PLANNING
    spans = sentences(line.text)
    cited: list[frozenset[int]] = []
    for start, end in spans:
        names = [f"{m[1]} {m[2]}" for m in _CITED.finditer(match_key(line.text[start:end]))]
        cited.append(frozenset(table for name in names for table in labels.get(name, ())))
    for at in range(len(spans) - 2, -1, -1):
        if line.text[slice(*spans[at])].rstrip().endswith(";"):
            cited[at] |= cited[at + 1]
    near_by = frozenset[int]().union(*cited)
    for (start, end), tables in zip(spans, cited, strict=True):
        for one in _of_clause(line, start, line.text[start:end], facts):
            yield replace(one, cites=tables, near_by=near_by, plans=plans)


def _of_clause(line: Line, start: int, clause: str, facts: dict[int, Fact]) -> Iterator[Print]:
    found = amounts(clause)
    around = indicator(clause) if found else frozenset()
    offset = line.start + start
    for at, amount in enumerate(found):
        above = found[at - 1].end if at else 0
        ahead = found[at + 1].start if at + 1 < len(found) else len(clause)
        behind = re.split(r"[,;.()]", clause[amount.end : min(ahead, amount.end + _BEHIND)])[0]
        before = clause[max(above, amount.start - _AHEAD) : amount.start]
        before = before if above else _MARKER.sub("", before)
        near = _PARTS.sub(" ", _phrase(before, f"{_noun(clause, amount)}{behind}"))
        one = Print(
            amount,
            (offset, offset + len(clause)),
            (offset + amount.start, offset + amount.end),
            line.order,
            indicator(near),
            around,
            frozenset(a.number for i, a in enumerate(found) if i != at),
            names_in(near, clause),
            marks_in(near),
            norm=line.section.kind in _NORMS,
            sums=_WHOLE.search(match_key(near)) is not None,
            open=_OPEN.search(match_key(near)) is not None,
            fact=facts.get(offset + amount.start),
        )
        yield one
        whole = re.match(r"\s?/\s?([\d.,]*\d)", clause[amount.start + len(amount.number) :]) if amount.of else None
        if whole and amount.of:
            yield replace(one, amount=replace(amount, value=amount.of, number=whole[1], of=None), sums=True, fact=None)


def _phrase(before: str, behind: str) -> str:
    """The words from the last comma on; those ahead of it too where these tell nothing."""
    own = re.split(r"[,;](?!\d)", before)[-1] + behind
    return own if key_words(indicator(own)) else f"{before}{behind}"


def _noun(clause: str, amount: Amount) -> str:
    return re.sub(r"\d[\d.,/]*", " ", clause[amount.start : amount.end]) if amount.measure == "count" else " "


def _of_table(reading: Reading, grid: Grid, order: int, facts: dict[int, Fact]) -> Iterator[Print]:
    heads = tuple(figure_heads(grid))
    caption = indicator(grid.placed.table.caption or "") | _titles(grid.placed)
    for row in grid.rows:
        total = grid.is_total(row)
        label = re.sub(r"\([^()]*\)|\*", "", "" if total else row.label)
        own = indicator(label)
        numbers = [cell.text.strip(" %*") for cell in row.cells if figure_of(cell.text)]
        yield from _products(grid, row, order, own | caption)
        for head in heads:
            amount = amount_of(grid, row, head)
            if amount is None:
                continue
            yield Print(
                amount,
                row.span,
                (amount.start, amount.end),
                order + row.index,
                own,
                own | head.words | caption,
                frozenset(n for n in numbers if n != amount.number),
                names_in(label, label),
                marks_in(label),
                head.words,
                table=grid.placed.order,
                column=head.index,
                total=total,
                done=_DONE.search(head.head) is not None,
                fact=facts.get(amount.start),
            )


def _products(grid: Grid, row: Row, order: int, around: frozenset[str]) -> Iterator[Print]:
    """What a row of tasks is to bring, where a cell of words gives it as a figure with its unit ("742 tàu")."""
    for column, cell in enumerate(row.cells):
        text = cell.text.strip()
        found = amounts(text) if column not in {grid.label_column, *grid.figure_columns} and text[:1].isdigit() else []
        if len(found) == 1 and found[0].unit and (found[0].start, found[0].end) == (0, len(text)):
            label = row.label
            yield Print(
                found[0],
                row.span,
                (cell.start, cell.end),
                order + row.index,
                indicator(label),
                indicator(label) | around,
                frozenset(),
                names_in(label, label),
                marks_in(label),
                table=grid.placed.order,
                column=column,
            )


def _titles(placed: PlacedTable) -> frozenset[str]:
    return indicator(placed.section.title) if placed.section.kind == "annex" else frozenset()
