"""Targets of the governing resolution that the draft quotes with another figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.diagnosis.cells import Grid, Row
from assistant.diagnosis.model import Span
from assistant.diagnosis.reading import Reading
from assistant.diagnosis.resolution import Asked, asked_of, targets_in
from assistant.diagnosis.statements import Argument, Statement, argument_of
from assistant.diagnosis.terms import contains, is_topic, terms_of
from assistant.diagnosis.timeline import signed_on
from assistant.language.normalize import match_key
from assistant.language.quantities import Amount, amounts, unit_and_scale

__all__ = ["Difference", "differences"]

_SAME = 0.58
_ALONE = 0.45
_WIDEST = Decimal("2.5")
_TARGET_HEADS = ("mục tiêu", "kế hoạch", "chỉ tiêu nghị quyết", "nghị quyết", "mục tiêu nghị quyết", "dự toán")
_NOT_HEADS = re.compile(r"so với|tăng|giảm|%\s*$|thực hiện|ước|/")
_SAID = re.compile(
    r"(?i)(?:mục tiêu|chỉ tiêu|kế hoạch|nghị quyết)(?:\s+(?!năm)[^\W\d_]+){0,7}\s*[(:]?\s*"
    r"(?:là|đạt|từ|giao|đề ra|trên|khoảng)?\s*(?=\d)"
)
_BASE = re.compile(r"(?i)(?:so với|so)\s+(?:cùng kỳ|ước thực hiện|cuối|đầu)?\s*(?:năm\s+)?20\d\d")
_SPAN = re.compile(r"20\d\d\s?[-–]\s?(20\d\d)")
_RATE = re.compile(r"(?i)tăng bình quân|tăng trưởng|tốc độ|%\s?/\s?năm|bình quân (?:hằng |hàng |mỗi )?năm")
_SHARE = re.compile(r"(?i)tỷ trọng|cơ cấu|chiếm")
_DONE = re.compile(
    r"(?i)ước đạt|ước thực hiện|đã đạt|(?:bằng|đạt|vượt)\s[\d.,]+\s?%\s(?:mục tiêu|kế hoạch|chỉ tiêu)"
    r"|vượt (?:mục tiêu|chỉ tiêu)|(?:giảm|tăng) từ [\d.,]+[^;]*, (?:giảm|tăng) [\d.,]+"
)
_TARGET = re.compile(r"mục tiêu|chỉ tiêu|kế hoạch|phấn đấu|đề ra")
_OTHERS = re.compile(
    r"^[^,;.]{0,30}?(?:của|theo|tại)\s(?:Kế hoạch|Nghị quyết|Chương trình|Đề án|Quyết định)\s(?:số\s)?(\d+)"
)
_SYLLABLE = re.compile(r"[^\W\d_]+")
_COUNTING = frozenset(
    {"số", "tỷ", "lệ", "tổng", "có", "đạt", "từ", "trở", "lên", "trên", "ít", "nhất", "các", "là", "khoảng"}
)
_FEWEST_SYLLABLES = 4
_MOST_MORE = 3
_WHOLE_LABEL = 0.85
_TELLING_LABEL = 1.5
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Difference:
    """A target quoted otherwise: the draft's ``printed`` figure at ``span`` against what was asked."""

    asked: Asked
    span: Span
    printed: str


def differences(reading: Reading) -> Iterator[Difference]:
    """Each target that the draft's tables or sentences quote with another figure, once."""
    if reading.governing is None:
        return
    asked = [a for a in asked_of(reading.governing) if a.kind == "target" and a.amounts]
    subject = f"{reading.governing.metadata.subject or ''}"
    argument = argument_of(reading)
    seen: set[int] = set()
    found = (*_in_tables(reading, argument, asked, subject), *_in_text(argument, asked), *_in_targets(argument, asked))
    for one in found:
        if one.asked.start not in seen:
            seen.add(one.asked.start)
            yield one


def _in_tables(reading: Reading, argument: Argument, asked: list[Asked], subject: str) -> Iterator[Difference]:
    for placed in reading.tables:
        grid = Grid(placed)
        for column in grid.figure_columns:
            head = match_key(grid.table.header[column])
            if not contains(head, _TARGET_HEADS) or _NOT_HEADS.search(head):
                continue
            for row in grid.rows if _lists_targets(grid) else ():
                found = _row_differs(row, (grid, column), asked, argument, subject)
                if found is not None:
                    yield found


def _row_differs(
    row: Row, where: tuple[Grid, int], asked: list[Asked], argument: Argument, subject: str
) -> Difference | None:
    grid, column = where
    figure = grid.figure(row, column)
    unit = unit_and_scale(row.unit or "") or unit_and_scale(grid.table.unit or "") or unit_and_scale(row.label)
    if figure is None or unit is None:
        return None
    asked = _of_one_sort(row.label, asked)
    alike = _worded(row.label, asked) or _alike(argument, terms_of(row.label), asked)
    one = alike[0] if alike else None
    if one is None or not _same_year(grid.table.header[column], f"{one.text} {subject}"):
        return None
    if not _same_time(grid, f"{one.title} {one.text}"):
        return None
    value, half = figure.value.scaleb(unit[1]), figure.half.scaleb(unit[1])
    given = [a for other in alike for a in other.amounts if a.unit == unit[0]]
    if not _differs(value, half, given):
        return None
    return Difference(one, row.span, f"{row.cells[column].text} {row.unit or ''}".strip())


def _lists_targets(grid: Grid) -> bool:
    """Whether the rows are indicators, not sources of money or places."""
    head = grid.heads[grid.label_column] if grid.label_column is not None else ""
    return contains(head, ("chỉ tiêu", "mục tiêu", "nội dung", "chỉ số")) is not None


def _alike(argument: Argument, terms: frozenset[str], asked: list[Asked]) -> list[Asked]:
    """The targets about the same indicator, the closest first; one alone with its topics needs less."""
    weights = argument.weights
    topics = {t for t in terms if is_topic(t)}
    same = [a for a in asked if a.terms & terms and {t for t in a.terms if is_topic(t)} == topics]
    enough = _SAME if len(same) > 1 else _ALONE
    ranked = [(min(weights.cover(a.terms, terms), weights.cover(terms, a.terms)), a) for a in same]
    found = [a for score, a in sorted(ranked, key=lambda row: -row[0]) if score >= enough]
    return found or _shortened(argument, terms, asked)


def _shortened(argument: Argument, terms: frozenset[str], asked: list[Asked]) -> list[Asked]:
    """The one target whose words hold nearly all of a shorter name's; none where two do."""
    weights = argument.weights
    holding = [a for a in asked if weights.cover(terms, a.terms) >= _WHOLE_LABEL]
    return holding if len(holding) == 1 and weights.sum(terms) >= _TELLING_LABEL else []


def _worded(label: str, asked: list[Asked]) -> list[Asked]:
    """The one target that has every syllable of the label, and few more."""
    own = set(_SYLLABLE.findall(match_key(label))) - _COUNTING
    if len(own) < _FEWEST_SYLLABLES:
        return []
    rest = [(a, set(_SYLLABLE.findall(match_key(a.text))) - _COUNTING) for a in asked]
    holding = [a for a, words in rest if own <= words and len(words - own) <= _MOST_MORE]
    return holding if len(holding) == 1 else []


def _of_one_sort(text: str, asked: list[Asked]) -> list[Asked]:
    """The targets that are a rate of growth, a share or neither, as ``text`` is."""
    own = bool(_RATE.search(text)), bool(_SHARE.search(text))
    return [a for a in asked if (bool(_RATE.search(a.text)), bool(_SHARE.search(a.text))) == own]


def _same_time(grid: Grid, asked: str) -> bool:
    """Whether the last year that caption or heading of a table says is not before the years of what was asked."""
    for said in (grid.table.caption or "", *reversed(grid.placed.section.path)):
        if years := {int(year) for year in _YEAR.findall(said)}:
            given = {int(year) for year in _YEAR.findall(asked)}
            return not given or max(years) >= min(given) or bool(years & given)
    return True


def _same_year(head: str, text: str) -> bool:
    years, given = set(_YEAR.findall(head)), set(_YEAR.findall(text))
    return not years or not given or bool(years & given)


def _differs(value: Decimal, half: Decimal, given: list[Amount]) -> bool:
    """Another figure than any given, of one size with the first."""
    if not given or value <= 0 or given[0].value <= 0:
        return False
    for amount in given:
        high = amount.high if amount.high is not None else amount.value
        if amount.value - half <= value <= high + half or value == (amount.of or 0):
            return False
    ratio = value / given[0].value
    return 1 / _WIDEST < ratio < _WIDEST


def _in_text(argument: Argument, asked: list[Asked]) -> Iterator[Difference]:
    for statement in argument.of("result", "limitation", "other"):
        said = list(_SAID.finditer(statement.text))
        if not said:
            continue
        found = amounts(statement.text)
        for match in said:
            quoted = next((a for a in found if a.start == match.end()), None)
            if quoted is None or not quoted.unit or _of_another(argument, statement.text[quoted.end :]):
                continue
            begin = max(statement.text.rfind(mark, 0, match.start()) for mark in ("), ", "; ", ". ")) + 1
            terms = terms_of(statement.text[max(begin, 0) : match.start()])
            alike = _alike(argument, terms, _of_one_sort(statement.text[max(begin, 0) : match.start()], asked))
            given = [a for other in alike for a in other.amounts if a.unit == quoted.unit]
            if alike and _same_year(match[0], alike[0].text) and _differs(quoted.value, quoted.half, given):
                end = _end(statement.text, quoted)
                yield Difference(alike[0], statement.span, statement.text[quoted.start : end])


def _of_another(argument: Argument, behind: str) -> bool:
    """Whether the words behind a figure say that it is the target of another paper ("250 xã của Kế hoạch 86")."""
    named, governing = _OTHERS.search(behind), argument.reading.governing
    return named is not None and governing is not None and (governing.metadata.number or "").split("/")[0] != named[1]


def _in_targets(argument: Argument, asked: list[Asked]) -> Iterator[Difference]:
    """The draft's own targets for a year of the resolution's."""
    for statement in argument.of("target"):
        for piece in targets_in(statement):
            alike = _alike(argument, piece.terms, _of_one_sort(piece.text, asked))
            value = piece.amounts[0]
            given = [a for other in alike for a in other.amounts if a.unit == value.unit]
            if _told_as_done(argument, statement, piece):
                continue
            same = [
                a
                for a in alike
                if _years((*statement.section.path, _BASE.sub(" ", statement.text)), piece.text)
                & _years((a.title,), a.text)
                and _one_span(piece.text if _SPAN.search(piece.text) else statement.text, a.text)
            ]
            if same and value.high is None and _differs(value.value, value.half, given):
                yield Difference(same[0], (piece.start, piece.end), piece.text[value.start : value.end])


def _told_as_done(argument: Argument, statement: Statement, piece: Asked) -> bool:
    """Whether a figure under a heading of targets is a result: it says so, or its year is over when the draft is
    signed and no word of target stands before it.
    """
    ahead = piece.text[: piece.amounts[0].start]
    if _DONE.search(statement.text) or _DONE.search(piece.text):
        return True
    signed = signed_on(argument.reading)
    years = {int(year) for year in _years(statement.section.path, statement.text)}
    over = signed is not None and bool(years) and (max(years), 3) < (signed.year, signed.month)
    return over and not _TARGET.search(match_key(ahead))


def _one_span(left: str, right: str) -> bool:
    """Whether two texts that both say from when to when ("2025-2027", "2025-2030") say the same."""
    spans = [{" ".join(found[0].split()) for found in _SPAN.finditer(text)} for text in (left, right)]
    return not all(spans) or bool(spans[0] & spans[1])


def _years(titles: Sequence[str], text: str) -> set[str]:
    """The years a target is for: of its own words, a base year left out, else of its nearest heading with one; of a
    period the last year.
    """
    for said in (_BASE.sub(" ", text), *reversed(titles)):
        if years := set(_YEAR.findall(_SPAN.sub(r"\1", said))):
            return years
    return set()


def _end(text: str, amount: Amount) -> int:
    return min(len(text), amount.end)
