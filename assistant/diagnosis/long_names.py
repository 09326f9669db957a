"""Bodies and programmes under two long names: a filling word more, two words changed about, a part left out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assistant.diagnosis.mentions import around, quoted_at
from assistant.diagnosis.model import Defect, Span
from assistant.diagnosis.parts import load_data
from assistant.diagnosis.phrases import quoted
from assistant.diagnosis.places import place
from assistant.diagnosis.reading import Line, Reading
from assistant.language.normalize import match_key

__all__ = ["aliases", "long_names"]

_LOOSE_END = re.compile(r"\svà\s(?:của|các|những)\s.*$|(?:,?\s(?:và|các|của|cho|về|việc|những|công tác))+$")
_KEPT = 2
_LEFT_OUT = range(2, 6)


@dataclass(frozen=True, slots=True)
class _Use:
    """A long name as printed. ``home`` identifies the line that it stands in."""

    name: str
    span: Span
    home: int
    line: Line


@cache
def _long_heads() -> re.Pattern[str]:
    data = load_data("names")["bodies"]
    stops = "|".join(re.escape(word) for word in data["stops"])
    return re.compile(
        rf"(?<!\w)(?P<head>{'|'.join(data['heads'])})(?P<rest>(?:,?\s(?!(?:{stops})(?!\w))[^\W\d_]+){{2,14}})"
    )


def long_names(reading: Reading) -> Iterator[Defect]:
    """Bodies and programmes whose long names differ by a filling word or by two words changed about."""
    fillers = set(load_data("names")["bodies"]["fillers"])
    forms: defaultdict[tuple[str, ...], list[_Use]] = defaultdict(list)
    for line in reading.paragraphs:
        for found in _long_heads().finditer(line.text):
            name = _LOOSE_END.sub("", found[0])
            words = tuple(re.findall(r"[^\W\d_]+", match_key(name)))
            if not quoted_at(line, line.start + found.start()):
                span = (line.start + found.start(), line.start + found.start() + len(name))
                forms[words].append(_Use(name, span, line.order, line))
    told: set[Span] = set()
    for defect in (*_filled(reading, forms, fillers), *_moved(reading, forms), *_shortened(reading, forms)):
        if not told & set(defect.spans):
            told |= set(defect.spans)
            yield defect


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


def _shortened(reading: Reading, forms: dict[tuple[str, ...], list[_Use]]) -> Iterator[Defect]:
    """Names that begin alike, of which one lacks a few words before it goes on alike."""
    rows: defaultdict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
    for words, uses in forms.items():
        size = _head_size(words)
        proper = uses[0].name.split()[size : size + 1]
        if len(words) >= size + 2 * _KEPT and proper[0][0].isupper() and "," not in uses[0].name:
            rows[words[: size + _KEPT]].append(words)
    seen: set[Span] = set()
    for start, row in rows.items():
        for short, long in ((a, b) for a in row for b in row if _left_out(a[len(start) :], b[len(start) :])):
            few, many = sorted((forms[short], forms[long]), key=len)
            if few[0].span not in seen and not {u.home for u in few} & {u.home for u in many}:
                seen.add(few[0].span)
                yield _named(reading, few, many)


def _head_size(words: tuple[str, ...]) -> int:
    """How many syllables the common noun in front has, if it is one of a body that has a house; else all."""
    text = " ".join(words)
    return next((len(h.split()) for h in load_data("names")["bodies"]["housed"] if text.startswith(match_key(h))), 99)


def _left_out(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the long name goes on as the short one does, a few words later."""
    return any(long[gap : gap + _KEPT] == short[:_KEPT] != long[:_KEPT] for gap in _LEFT_OUT)


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


def aliases(reading: Reading) -> Iterator[Defect]:
    for odd, usual in load_data("names")["bodies"]["aliases"]:
        few = _plain(reading, odd)
        many = _plain(reading, usual) if few else []
        if few and many and len(few) <= len(many):
            yield _named(reading, few, many)


def _plain(reading: Reading, name: str) -> list[_Use]:
    pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE if name.islower() else 0)
    return [
        _Use(found[0], (line.start + found.start(), line.start + found.end()), line.order, line)
        for line in reading.paragraphs
        for found in pattern.finditer(line.text)
        if not quoted_at(line, line.start + found.start())
    ]


def _quote(use: _Use) -> Span:
    return around(use.line, use.span)
