"""One body, place, project or programme named in two ways; names out of date; two styles of spelling."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assistant.diagnosis.bodies import former_names
from assistant.diagnosis.long_names import aliases, long_names
from assistant.diagnosis.mentions import around, quoted_at
from assistant.diagnosis.misprints import misprinted
from assistant.diagnosis.model import Defect, Span
from assistant.diagnosis.ordinals import roman
from assistant.diagnosis.parts import load_data
from assistant.diagnosis.phrases import quoted
from assistant.diagnosis.places import place
from assistant.diagnosis.reading import Line, PlacedTable, Reading
from assistant.diagnosis.registry import check
from assistant.diagnosis.spelling import capitals, rimes, tones
from assistant.language.normalize import fold, match_key

__all__ = ["inconsistent_name"]

_UP = "A-ZĐÂÊÔƠƯĂÁÀẢÃẠÉÈẺẼẸÍÌỈĨỊÓÒỎÕỌÚÙỦŨỤÝỲỶỸỴẤẦẨẪẬẾỀỂỄỆỐỒỔỖỘỚỜỞỠỢỨỪỬỮỰẮẰẲẴẶ"
_WORD = rf"[{_UP}][a-zà-ỹđ]+"
_NAME = rf"{_WORD}(?:\s(?:-\s)?{_WORD}){{0,4}}(?:\s(?:\d{{1,2}}|[IVX]{{1,4}}|[A-D])(?![\w.,]\w|\w))?"
_MANY = 15
_SOME = 8
_PURE = re.compile(rf"\s*({_NAME})\s*")
_MORE = re.compile(rf"\s*(?:,|và|hoặc)\s+({_NAME})")


@dataclass(frozen=True, slots=True)
class _Use:
    """A proper name behind its common noun. ``home`` identifies the line or table that it stands in."""

    head: str
    name: str
    span: Span
    home: int
    line: Line | None


@check(kind="inconsistent_name", claim="fact")
def inconsistent_name(reading: Reading) -> Iterator[Defect]:
    """One body, place, project or programme under two names; a former name of a body; two ways of spelling.

    Rule: proper names behind the same common noun ("khu công nghiệp …") that have the same words in another order, or
    differ in the marks of one syllable, are one thing unless they are named side by side; the rarer is reported. Long
    names of bodies and programmes may differ by a filling word. Former names come from a dated list of successors.
    Capitals and tone marks are reported only where one way clearly rules. Quotations are left alone.
    Source: Nghị định 30/2020/NĐ-CP, Phụ lục II (capitals); the reorganisation of 2025, ``data/organisations.toml``.
    """
    seen: set[str] = set()
    for defect in (*_proper(reading), *misprinted(reading)):
        if defect.values["pair"] not in seen:
            seen.add(defect.values["pair"])
            yield defect
    yield from long_names(reading)
    yield from aliases(reading)
    yield from former_names(reading)
    yield from capitals(reading)
    yield from tones(reading)
    yield from rimes(reading)


@cache
def _heads() -> re.Pattern[str]:
    data = load_data("names")
    words = sorted([*data["heads"], *data["short"]], key=len, reverse=True)
    joined = "|".join(re.escape(word) for word in words)
    return re.compile(
        rf"(?<!\w)(?P<head>{joined}|"
        rf"{'|'.join(w[0].upper() + re.escape(w[1:]) for w in data['heads'])})\.?\s(?P<name>{_NAME})"
    )


def _proper(reading: Reading) -> Iterator[Defect]:
    uses: defaultdict[str, list[_Use]] = defaultdict(list)
    for use in [*_in_lines(reading), *_in_tables(reading)]:
        uses[use.head].append(use)
    for row in uses.values():
        forms: defaultdict[str, list[_Use]] = defaultdict(list)
        for use in row:
            forms[match_key(use.name)].append(use)
        if row[0].head in load_data("names")["units"] and len(forms) > _MANY:
            continue
        for one, other in _alike(forms):
            few, many = sorted((forms[one], forms[other]), key=lambda group: (len(group), -group[0].span[0]))
            if _beside(few, many) or not _telling(one, other, few, many, crowded=len(forms) > _SOME):
                continue
            yield _pair(reading, few, many)


def _in_lines(reading: Reading) -> Iterator[_Use]:
    short = load_data("names")["short"]
    for line in reading.lines:
        if line.text.isupper():
            continue
        for found in _heads().finditer(line.text):
            head = short.get(found["head"], found["head"].lower())
            at, end = found.start("name"), found.end("name")
            if quoted_at(line, line.start + found.start()):
                continue
            yield _Use(head, found["name"], (line.start + at, line.start + end), line.order, line)
            while more := _MORE.match(line.text, end):
                yield _Use(head, more[1], (line.start + more.start(1), line.start + more.end(1)), line.order, line)
                end = more.end()


def _in_tables(reading: Reading) -> Iterator[_Use]:
    heads = set(load_data("names")["heads"])
    for placed in reading.tables:
        yield from _in_cells(placed)
        for column, title in enumerate(placed.table.header):
            head = match_key(title.split("/")[-1])
            if head not in heads:
                continue
            for row in placed.table.rows:
                found = _PURE.fullmatch(row[column].text) if column < len(row) else None
                if found:
                    start = row[column].start + found.start(1)
                    yield _Use(head, found[1], (start, start + len(found[1])), -1 - placed.order, None)


def _in_cells(placed: PlacedTable) -> Iterator[_Use]:
    """Names behind their common noun inside a cell: "Khu ký túc xá phường Cốc Lâm"."""
    short = load_data("names")["short"]
    for row in placed.table.rows:
        for cell in dict.fromkeys(row):
            for found in _heads().finditer(cell.text):
                head = short.get(found["head"], found["head"].lower())
                span = (cell.start + found.start("name"), cell.start + found.end("name"))
                yield _Use(head, found["name"], span, -1 - placed.order, None)


def _alike(forms: dict[str, list[_Use]]) -> Iterator[tuple[str, str]]:
    """Pairs of names that may be one: the words in any order, the syllables without marks, "2" beside "II"."""
    rows: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for key in forms:
        words = key.replace(" - ", " ").split()
        rows["marks", *fold(key).split()].append(key)
        if len(words) >= 2:
            rows["words", *sorted(words)].append(key)
            if (value := roman(words[-1].upper())) or words[-1].isdigit():
                rows["numeral", *words[:-1], str(value or int(words[-1]))].append(key)
    seen: set[frozenset[str]] = set()
    for row in rows.values():
        for i, one in enumerate(row):
            for other in row[i + 1 : i + 4]:
                if frozenset({one, other}) not in seen:
                    seen.add(frozenset({one, other}))
                    yield one, other


def _beside(few: list[_Use], many: list[_Use]) -> bool:
    """Whether the two are named side by side: in one table, or in one clause of a line."""
    for one in few:
        for other in many:
            if one.home != other.home:
                continue
            low, high = sorted((one.span, other.span))
            between = one.line.text[low[1] - one.line.start : high[0] - one.line.start] if one.line else ""
            if one.line is None or not re.search(r"[;.]\s", between):
                return True
    return False


def _telling(one: str, other: str, few: list[_Use], many: list[_Use], *, crowded: bool) -> bool:
    """Whether the two are surely one thing: one syllable's marks differ, or the order does, and the rarer is rare.

    Communes are many and their names much alike (Tân Phú, Phú Tân): for them only marks count, and one slip of two,
    or of one where the draft names few; a name of one syllable needs two other uses, but for rivers and the like.
    """
    a, b = one.replace(" - ", " ").split(), other.replace(" - ", " ").split()
    if sorted(a) != sorted(b) and sum(x != y for x, y in zip(a, b, strict=True)) != 1:
        return False
    data = load_data("names")
    if few[0].head in data["units"]:
        enough = 1 if few[0].head in data["large"] or not crowded else 2
        return sorted(a) != sorted(b) and len(many) >= enough and len(few) == 1
    if len(a) == 1:
        return len(few) == 1 and len(many) >= (1 if few[0].head in data["lone"] else 2)
    return len(few) <= 2 and (len(many) >= 2 * len(few) or len(few) == len(many) == 1)


def _pair(reading: Reading, few: list[_Use], many: list[_Use]) -> Defect:
    odd, usual = few[0], many[0]
    prefix = "" if odd.head in {"vùng"} else f"{odd.head} "
    values = {
        "name1": prefix + odd.name,
        "name2": prefix + usual.name,
        "place1": place(reading, odd.span[0]),
        "place2": place(reading, usual.span[0]),
        "quote1": quoted(reading.draft.text[slice(*_quote(odd))]),
        "quote2": quoted(reading.draft.text[slice(*_quote(usual))]),
        "count1": str(len(few)),
        "count2": str(len(many)),
        "pair": " / ".join(sorted((match_key(odd.name), match_key(usual.name)))),
    }
    confidence = 0.92 if len(many) >= 2 else 0.82
    spans = tuple(_quote(use) for use in [*few[:3], *many[:2]])
    return Defect(2, confidence, spans, values, "name")


def _quote(use: _Use) -> Span:
    return around(use.line, use.span) if use.line is not None else use.span
