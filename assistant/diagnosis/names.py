"""One body, place, project or programme named in two ways; names out of date; two styles of spelling."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assistant.diagnosis.bodies import former_names
from assistant.diagnosis.mentions import around, quoted_at
from assistant.diagnosis.misprints import misprinted
from assistant.diagnosis.model import Defect, Span
from assistant.diagnosis.ordinals import roman
from assistant.diagnosis.parts import load_data
from assistant.diagnosis.phrases import quoted
from assistant.diagnosis.places import place
from assistant.diagnosis.reading import Line, Reading
from assistant.diagnosis.registry import check
from assistant.diagnosis.spelling import capitals, rimes, tones
from assistant.language.normalize import fold, match_key

__all__ = ["inconsistent_name"]

_UP = "A-ZĐÂÊÔƠƯĂÁÀẢÃẠÉÈẺẼẸÍÌỈĨỊÓÒỎÕỌÚÙỦŨỤÝỲỶỸỴẤẦẨẪẬẾỀỂỄỆỐỒỔỖỘỚỜỞỠỢỨỪỬỮỰẮẰẲẴẶ"
_WORD = rf"[{_UP}][a-zà-ỹđ]+"
_NAME = rf"{_WORD}(?:\s(?:-\s)?{_WORD}){{0,4}}(?:\s(?:\d{{1,2}}|[IVX]{{1,4}}|[A-D])(?![\w.,]\w|\w))?"
_MANY = 15
_LOOSE_END = re.compile(r"\svà\s(?:của|các|những)\s.*$|(?:,?\s(?:và|các|của|cho|về|việc|những|công tác))+$")
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
    yield from _long(reading)
    yield from _aliases(reading)
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
            if {u.home for u in few} & {u.home for u in many} or not _telling(one, other, few, many):
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
        for column, title in enumerate(placed.table.header):
            head = match_key(title.split("/")[-1])
            if head not in heads:
                continue
            for row in placed.table.rows:
                found = _PURE.fullmatch(row[column].text) if column < len(row) else None
                if found:
                    start = row[column].start + found.start(1)
                    yield _Use(head, found[1], (start, start + len(found[1])), -1 - placed.order, None)


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


def _telling(one: str, other: str, few: list[_Use], many: list[_Use]) -> bool:
    """Whether the two are surely one thing: one syllable's marks differ, or the order does, and the rarer is rare.

    Communes are many and their names much alike (Tân Phú, Phú Tân): for them only marks count, and one slip of three;
    a name of one syllable needs two other uses, but for rivers and the like, of which a province has few.
    """
    a, b = one.replace(" - ", " ").split(), other.replace(" - ", " ").split()
    if sorted(a) != sorted(b) and sum(x != y for x, y in zip(a, b, strict=True)) != 1:
        return False
    data = load_data("names")
    if few[0].head in data["units"]:
        enough = 1 if few[0].head in data["large"] else 2
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


@cache
def _long_heads() -> re.Pattern[str]:
    data = load_data("names")["bodies"]
    stops = "|".join(re.escape(word) for word in data["stops"])
    return re.compile(
        rf"(?<!\w)(?P<head>{'|'.join(data['heads'])})(?P<rest>(?:,?\s(?!(?:{stops})(?!\w))[^\W\d_]+){{2,14}})"
    )


def _long(reading: Reading) -> Iterator[Defect]:
    """Bodies and programmes whose long names differ by a filling word or by two words changed about."""
    fillers = set(load_data("names")["bodies"]["fillers"])
    forms: defaultdict[tuple[str, ...], list[_Use]] = defaultdict(list)
    for line in reading.paragraphs:
        for found in _long_heads().finditer(line.text):
            name = _LOOSE_END.sub("", found[0])
            words = tuple(re.findall(r"[^\W\d_]+", match_key(name)))
            if not quoted_at(line, line.start + found.start()):
                span = (line.start + found.start(), line.start + found.start() + len(name))
                forms[words].append(_Use(found["head"], name, span, line.order, line))
    yield from _filled(reading, forms, fillers)
    yield from _moved(reading, forms)


def _filled(reading: Reading, forms: dict[tuple[str, ...], list[_Use]], fillers: set[str]) -> Iterator[Defect]:
    """Names that are one but for a filling word."""
    bare: defaultdict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
    for words in forms:
        commas = forms[words][0].name.count(",")
        core = tuple(word for word in words if word not in fillers)
        if len(core) >= 5:
            bare[str(commas), *core].append(words)
    for row in bare.values():
        usual, *rest = sorted(row, key=lambda words: -len(forms[words]))
        for odd in rest:
            few, many = forms[odd], forms[usual]
            if len(few) == 1 and len(many) >= 2 and not {use.home for use in few} & {use.home for use in many}:
                yield _named(reading, few, many)


def _moved(reading: Reading, forms: dict[tuple[str, ...], list[_Use]]) -> Iterator[Defect]:
    """Names whose first words, six at least, are the same in another order."""
    rows: defaultdict[tuple[str, ...], dict[tuple[str, ...], list[_Use]]] = defaultdict(lambda: defaultdict(list))
    for words, uses in forms.items():
        for size in range(6, min(len(words), 10) + 1):
            rows[tuple(sorted(words[:size]))][words[:size]] += uses
    seen: set[Span] = set()
    for row in rows.values():
        few, many = (
            sorted(row.values(), key=lambda uses: (len(uses), -uses[0].span[0]))[:2] if len(row) == 2 else ([], [])
        )
        if len(few) == 1 and few[0].span not in seen and not {few[0].home} & {use.home for use in many}:
            seen.add(few[0].span)
            yield _named(reading, few, many)


def _named(reading: Reading, few: list[_Use], many: list[_Use]) -> Defect:
    values = {
        "name1": few[0].name,
        "name2": Counter(use.name for use in many).most_common(1)[0][0],
        "place1": place(reading, few[0].span[0]),
        "place2": place(reading, many[0].span[0]),
        "quote1": quoted(reading.draft.text[slice(*_quote(few[0]))]),
        "quote2": quoted(reading.draft.text[slice(*_quote(many[0]))]),
        "count1": str(len(few)),
        "count2": str(len(many)),
    }
    return Defect(1, 0.85, (_quote(few[0]), _quote(many[0])), values, "name")


def _aliases(reading: Reading) -> Iterator[Defect]:
    for odd, usual in load_data("names")["bodies"]["aliases"]:
        few = _plain(reading, odd)
        many = _plain(reading, usual) if few else []
        if few and many and len(few) <= len(many):
            yield _named(reading, few, many)


def _plain(reading: Reading, name: str) -> list[_Use]:
    pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE if name.islower() else 0)
    return [
        _Use("", found[0], (line.start + found.start(), line.start + found.end()), line.order, line)
        for line in reading.paragraphs
        for found in pattern.finditer(line.text)
        if not quoted_at(line, line.start + found.start())
    ]
