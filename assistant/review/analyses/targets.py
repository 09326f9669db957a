"""What the draft aims at: ambitions nobody could measure, targets left out of the table of targets, targets said to be
missed that are not named."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from assistant.diagnosis.cells import Grid
from assistant.diagnosis.places import table_name
from assistant.diagnosis.reading import PlacedTable
from assistant.diagnosis.statements import Statement
from assistant.documents.model import Cell
from assistant.language.normalize import match_key
from assistant.language.quantities import amounts
from assistant.language.references import references
from assistant.language.tokens import syllables
from assistant.review.analyses.tools import aims, argument, clauses, lowered, named_in, plain, short, spot_of
from assistant.review.outcome import Measure
from assistant.review.profile import DraftProfile
from assistant.review.spots import Spot, named, sentence
from assistant.review.themes import Sign

__all__ = ["left_out", "missed", "one_liners", "pieces", "unfounded", "unmeasured", "unnamed_acts", "year_tables"]

_YEAR = re.compile(r"(?:19|20)\d\d")
_FIGURE = re.compile(r"\d")
_ROMAN_OR_YEAR = re.compile(r"(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?|\b0?[1-9]\s?(?=trụ cột|khâu|đột phá)")
_FEWEST_ROWS, _FEWEST_YEARS, _FEWEST_TARGETS, _FEWEST_MISSING = 4, 3, 5, 2
_MOST_SHARE, _ALIKE, _FEWEST_SHARED = 0.7, 0.5, 2
_MISSED = re.compile(
    r"(?:đạt|hoàn thành|thực hiện được|đã đạt)\D{0,24}(\d{1,3})\s?/\s?(\d{1,3})\s+"
    r"((?:chỉ tiêu|mục tiêu|nhiệm vụ|tiêu chí|nội dung)[^,;.:]{0,30})"
)
_ITEM = re.compile(r"^\s*(?:[-–+*•]|\(?\d{1,2}[.)]|[a-zđ]\)|Một là|Hai là|Ba là|Thứ (?:nhất|hai|ba))")
_LONGEST_LINE = 30
_GROWN = re.compile(r"(?:tăng|giảm|bằng|gấp|vượt|cao hơn|thấp hơn|chiếm)\s")
_WHOLE = re.compile(r"\b100\s?%")
_WHEN = re.compile(r"^(?:(?:phấn đấu|đến(?: hết)? năm \d{4}|giai đoạn [\d –-]+)[ ,:]*)+(?:đạt )?", re.IGNORECASE)
_LIST_AFTER = re.compile(r"gồm|đó là|cụ thể|như sau|:")


def unmeasured(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """An ambition (``object``) in a vision or a general aim, with no figure in its clause nor, but for strong words
    (``said``), in its section."""
    for one in argument(draft).of("target", "forecast", "other"):
        title = match_key(one.section.title)
        key = match_key(one.text)
        if not named(here.heading, title) and not named(here.near, key):
            continue
        phrase = next((words for words in here.object if words in key), None)
        if phrase is None or _FIGURE.search(_ROMAN_OR_YEAR.sub("", one.text)):
            continue
        around = " ".join(p.text for p in one.section.paragraphs)
        bare = not _FIGURE.search(_ROMAN_OR_YEAR.sub("", around))
        if bare or named(here.said, key):
            values = {"ambition": _ambition(one, phrase), "title": lowered(plain(one.section.title))}
            return (Measure("unmeasured", 0.78 if bare else 0.66, (spot_of(one),), values),)
    return ()


def _ambition(one: Statement, phrase: str) -> str:
    """What is aimed at: from "trở thành", "là" or the beginning, to the next stop behind the ambitious words."""
    key = match_key(one.text)
    at = key.find(phrase) + len(phrase) if len(key) == len(one.text) else 0
    starts = [m.end() for m in re.finditer(r"(?:trở thành|\blà|xây dựng \w+ \w+ \w* thành|đưa)\s", one.text[:at])]
    return short(one.text[starts[-1] if starts else 0 :], 18)


def year_tables(draft: DraftProfile) -> list[tuple[PlacedTable, Grid, dict[int, int]]]:
    """Tables with a column a year, and the year of each."""
    found = []
    for placed in draft.reading.tables:
        grid = Grid(placed)
        years = {}
        for column in grid.figure_columns:
            told = _YEAR.findall(grid.head(column))
            if len(told) == 1 and "giai đoạn" not in grid.heads[column]:
                years[column] = int(told[0])
        if len(years) >= _FEWEST_YEARS and len(grid.rows) >= _FEWEST_ROWS and grid.label_column is not None:
            found.append((placed, grid, years))
    return found


def pieces(one: Statement) -> list[tuple[str, int]]:
    """The targets of a clause, each with its own figure: cut at a comma where both sides have one."""
    found: list[tuple[str, int]] = []
    offset = 0
    for part in re.split(r"(?<=,)\s", one.text):
        at = one.text.find(part, offset)
        offset = at + len(part)
        if found and (not (amounts(found[-1][0]) and amounts(part)) or _GROWN.match(part)):
            found[-1] = (one.text[found[-1][1] - one.start : offset], found[-1][1])
        else:
            found.append((part, one.start + at))
    return [(text.rstrip(" ,;."), start) for text, start in found if amounts(text)]


def left_out(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """Targets in the text that the table of targets by year does not have, though the text has most of its targets
    there; those with no figure of today at all are told apart."""
    year = draft.year or 0
    tables = [(p, g, y) for p, g, y in year_tables(draft) if max(y.values()) > year and _of_targets(here, p)]
    if not tables:
        return ()
    placed, grid, years = max(tables, key=lambda row: len(row[1].rows))
    targets: list[tuple[str, int, Statement]] = []
    for one in aims(draft, here.heading):
        targets += [(text, start, one) for text, start in pieces(one)]
    last = max(years.values())
    missing = [
        (text, start, one)
        for text, start, one in targets
        if not _in_table(text, grid) and not named(here.said, match_key(text)) and not _of_other_year(one, last)
    ]
    if len(targets) < _FEWEST_TARGETS or not 0 < len(missing) <= _MOST_SHARE * len(targets):
        return ()
    names = [short(re.sub(r"^trong đó:? ", "", text), 14) for text, _, _ in missing]
    values = {"missing": named_in(names, 5), "table": table_name(draft.reading, placed.table.start),
              "count": str(len(missing)), "total": str(len(targets))}  # fmt: skip
    spots = tuple(Spot(text, start, start + len(text), one.section) for text, start, one in missing[:2])
    return (Measure("left_out", 0.72, spots, values),)


def _of_targets(here: Sign, placed: PlacedTable) -> bool:
    return named(here.object, match_key(f"{placed.table.caption or ''} {placed.section.title}"))


def _of_other_year(one: Statement, last: int) -> bool:
    told = [int(year) for year in _YEAR.findall(one.section.title)]
    return bool(told) and last not in told


def _in_table(text: str, grid: Grid) -> bool:
    """Whether a row is of this target: it has one of its figures and shares a word, or shares half of its words."""
    words = [w for w in syllables(text) if not w[0].isdigit()]
    pairs = set(itertools.pairwise(words))
    numbers = {amount.number.lstrip("0") for amount in amounts(text)}
    for row in grid.rows:
        named_by = {w for w in syllables(f"{row.label} {row.unit or ''}") if not w[0].isdigit()}
        label = set(itertools.pairwise(syllables(row.label)))
        cells = {cell.text.strip().rstrip("%").strip() for cell in row.cells}
        if numbers & cells and len(named_by & set(words)) >= _FEWEST_SHARED:
            return True
        if len(pairs & label) >= max(_FEWEST_SHARED, _ALIKE * len(label)):
            return True
    return False


def missed(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """ "Đạt 9/14 mục tiêu" where no sentence beside it and no table names those that were not reached."""
    for passage in draft.passages:
        found = _MISSED.search(passage.key)
        if found is None or int(found[1]) >= int(found[2]) or int(found[2]) < _FEWEST_ROWS:
            continue
        behind = passage.key[found.end() : found.end() + 160]
        if _named_after(here, behind) or any(named(here.other, match_key(c.text)) for c in _cells(draft)):
            continue
        start = passage.paragraph.text.find(found[1] + "/" + found[2])
        spot = next((c.spot for c in clauses([passage.section]) if c.start <= passage.paragraph.start + start < c.end),
                    sentence(passage, 0))  # fmt: skip
        left = int(found[2]) - int(found[1])
        of = " ".join(found[3].split()[:2])
        values = {"left": str(left), "of": of, "done": f"{found[1]}/{found[2]}"}
        return (Measure("missed", 0.76, (spot,), values),)
    return ()


def _named_after(here: Sign, behind: str) -> bool:
    """Whether what follows lists them: "gồm", a colon, or two of the words that say how far each went."""
    return _LIST_AFTER.search(behind) is not None or named(here.said, behind)


def _cells(draft: DraftProfile) -> list[Cell]:
    return [cell for placed in draft.reading.tables for row in placed.table.rows for cell in row]


def one_liners(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """Breakthroughs (``heading``) set for the time ahead in a line each."""
    for section in draft.document.walk():
        part = next((p.part for p in draft.passages if p.section is section), None)
        if not named(here.heading, match_key(section.title)) or part not in ("forecast_targets", "tasks_solutions"):
            continue
        items = [p for p in section.paragraphs if p.marker or _ITEM.match(p.text)]
        bare = [p for p in items if len(p.text.split()) <= _LONGEST_LINE]
        if len(items) >= _FEWEST_MISSING and len(bare) == len(items):
            values = {"items": named_in([short(p.text, 14) for p in bare], 4), "count": str(len(bare))}
            spots = tuple(Spot(p.text, p.start, p.end, section) for p in bare[:2])
            return (Measure("one_liners", 0.74, spots, values),)
    return ()


def unnamed_acts(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """Central resolutions spoken of together, by no number, in what is planned."""
    for one in argument(draft).of("target", "solution", "forecast"):
        key = match_key(one.text)
        phrase = next((words for words in here.object if words in key), None)
        if phrase and not references(one.text) and not named(here.said, key):
            values = {"acts": phrase, "clause": short(one.text, 18)}
            return (Measure("unnamed_acts", 0.62, (spot_of(one),), values),)
    return ()


def unfounded(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """Targets with figures where nothing is said of how they were reckoned (``object``); the weightiest first."""
    if any(named(here.object, p.key) for p in draft.passages if p.part in ("forecast_targets", "tasks_solutions")):
        return ()
    told = [one for one in aims(draft, here.heading) if amounts(one.text) and not _WHOLE.search(one.text)]
    weighty = [one for one in told if named(here.show, match_key(one.text))]
    if len(told) < _FEWEST_ROWS or len(weighty) < _FEWEST_MISSING:
        return ()
    ordered = sorted(told, key=lambda one: one not in weighty)[:_FEWEST_YEARS]
    names = [short(_WHEN.sub("", one.text), 14) for one in ordered]
    values = {"targets": named_in(names, 3), "count": str(len(told))}
    return (Measure("target_grounds", 0.5, tuple(spot_of(one) for one in ordered[:2]), values),)
