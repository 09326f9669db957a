"""Numbers of headings, articles, list items, tables and annexes that jump, repeat or run backwards."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from assistant.diagnosis.model import Defect, Span
from assistant.diagnosis.ordinals import ENGLISH, LETTERS, Style, from_value, style_of, to_value
from assistant.diagnosis.parts import load_data
from assistant.diagnosis.phrases import quoted
from assistant.diagnosis.places import place
from assistant.diagnosis.reading import Line, Reading
from assistant.diagnosis.registry import check

__all__ = ["numbering_gap"]

_WIDEST_GAP = 3
_CAPTION = re.compile(
    r"(?P<word>(?i:phụ biểu|phụ lục|biểu đồ|biểu|bảng|hình|sơ đồ))(?P<so>\s+(?i:số))?[\s:]+"
    r"(?P<number>\d{1,3}(?:[.\-]\d{1,3})?|[IVX]{1,6})(?P<letter>[a-zđ])?(?=\s*[.:)–-]|\s*$|\s+[A-ZĐÂÊÔƠƯĂÁÀẢẠÍÌỦỨỪÝ(])"
)
_INLINE = re.compile(r"(?<=[:;,.]\s)\((?P<number>\d{1,2}|[a-zđ]|i{1,3}|iv|v|vi{1,3}|ix|x)\)\s|^\((?P<first>1|a|i)\)\s")
_AGAIN = re.compile(r"\((?:tiếp|tiếp theo|tt)\)|tiếp theo", re.IGNORECASE)
Fault = Literal["gap", "repeat", "back"]


@dataclass(slots=True)
class _List:
    """An open list: its style, the last number seen and where."""

    style: Style
    last: int
    prefix: str
    spans: dict[int, Span] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Fault:
    kind: Fault
    value: int
    last: int
    style: Style
    here: Span
    before: Span
    prefix: str = ""


_HEAD = 800


@check(kind="numbering_gap", claim="fact")
def numbering_gap(reading: Reading) -> Iterator[Defect]:
    """Numbers of one sequence that leave one out, repeat one or stand in the wrong order.

    Rule: markers of one style under one parent follow each other by one: Roman, Arabic, decimal, Vietnamese letters
    (a b c d đ e g h i k …), articles over the whole text, tables and annexes by their word. A list may start again
    at its first number; quoted provisions, lists that begin elsewhere, and consolidated texts are left alone.
    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, on parts, chapters, sections, articles, clauses and points.
    """
    if re.search(r"(?i)vbhn|văn bản hợp nhất|xác thực văn bản hợp nhất", reading.draft.text[:_HEAD]):
        return
    faults = [*_lists(reading), *_articles(reading), *_captions(reading), *_inline(reading)]
    seen: set[Span] = set()
    for fault in faults:
        if fault.here not in seen and not _printed_between(reading, fault):
            seen.add(fault.here)
            yield _defect(reading, fault)


def _printed_between(reading: Reading, fault: _Fault) -> bool:
    """Whether a number that seems left out stands inside the text after all: the reader did not see it open a line."""
    if fault.kind != "gap":
        return False
    between = reading.draft.text[min(fault.before[0], fault.here[0]) : fault.here[0]]
    shown = (f"{fault.prefix}{from_value(fault.style, v)}" for v in range(fault.last + 1, fault.value))
    end = r"(?!\w)" if fault.style.name in {"one", "first", "table", "annex"} else r"\s?[.):]"
    start = r"(?i:điều)\s+" if fault.style.name == "article" else r"(?<![\w.])"
    return any(re.search(rf"{start}{re.escape(number)}{end}", between) for number in shown)


def _defect(reading: Reading, fault: _Fault) -> Defect:
    style = fault.style
    shown = [f"{fault.prefix}{from_value(style, value)}" for value in (fault.last, fault.value)]
    missing = [f"{fault.prefix}{from_value(style, v)}" for v in range(fault.last + 1, fault.value)]
    text = reading.draft.text
    values = {
        "what": load_data("sequences")["names"][style.name],
        "last": shown[0],
        "here": shown[1],
        "missing": ", ".join(missing),
        "place": place(reading, fault.here[0]),
        "place_before": place(reading, fault.before[0]),
        "quote": quoted(text[slice(*fault.here)]),
        "quote_before": quoted(text[slice(*fault.before)]),
    }
    grave = style.name in {"article", "roman", "part", "chapter", "capital", "annex", "table"}
    confidence = 0.96 if fault.kind != "back" else 0.93
    return Defect(2 if grave else 1, confidence, (fault.here, fault.before), values, fault.kind)


def _lists(reading: Reading) -> Iterator[_Fault]:
    """Headings and list items by a stack of open lists; the innermost list that a number continues takes it."""
    stack: list[_List] = []
    quoting = 0
    alphabet = _alphabet(reading)
    for line in reading.lines:
        opened = quoting > 0 or line.text.startswith("“")
        quoting = max(0, quoting + line.text.count("“") - line.text.count("”"))
        if line.kind == "heading" and line.section.kind in {"annex"}:
            stack.clear()
        if opened:
            continue
        style = style_of(line)
        if style is None or style.name == "article":
            if style is not None:
                stack[:] = [x for x in stack if x.style.rank < style.rank]
            continue
        yield from _next(stack, replace(style, alphabet=alphabet), line)


def _next(stack: list[_List], style: Style, line: Line) -> Iterator[_Fault]:
    value = to_value(style)
    if value is None:
        return
    same = [x for x in reversed(stack) if x.style.key == style.key and x.prefix == style.prefix]
    going_on = next((x for x in same if x.last == value - 1 or _lettered_on(x, style)), None)
    here = _span(line)
    if going_on is None and (value == 1 or not same):
        stack[:] = [x for x in stack if x.style.rank <= style.rank]
        stack.append(_List(style, value, style.prefix, {value: here}))
        return
    current = going_on or same[0]
    if going_on is None:
        fault = _judge(current, value, style, here)
        if fault is None:
            stack[:] = [x for x in stack if x.style.rank <= style.rank]
            stack.append(_List(style, value, style.prefix, {value: here}))
            return
        yield fault
    del stack[stack.index(current) + 1 :]
    current.spans[value] = here
    current.last = max(current.last, value)


def _lettered_on(current: _List, style: Style) -> bool:
    """Whether the letter follows the last one in the Vietnamese alphabet, whatever the draft does elsewhere."""
    last = from_value(current.style, current.last).lower()
    return style.name in {"letter", "capital"} and f"{last}{style.printed.lower()}" in LETTERS


def _judge(current: _List, value: int, style: Style, here: Span) -> _Fault | None:
    before = current.spans.get(current.last, here)
    if value > current.last:
        if value - current.last - 1 > _WIDEST_GAP:
            return None
        return _Fault("gap", value, current.last, style, here, before, style.prefix)
    if value == current.last:
        return _Fault("repeat", value, current.last, style, here, before, style.prefix)
    if value not in current.spans and current.last - value <= _WIDEST_GAP:
        return _Fault("back", value, current.last, style, here, before, style.prefix)
    if value in current.spans and current.last - value <= 1 and len(current.spans) > 2:
        return _Fault("repeat", value, value, style, here, current.spans[value], style.prefix)
    return None


def _span(line: Line) -> Span:
    return line.start, min(line.end, line.start + 160)


def _alphabet(reading: Reading) -> str:
    """The letters this draft numbers with: with đ by the rule, without it where it is never used, or English."""
    letters = [(line.marker or "").strip("().") for line in reading.lines if line.marker]
    if {"f", "j", "w", "z"} & set(letters):
        return ENGLISH
    return LETTERS if "đ" in letters or letters.count("e") < 2 else LETTERS.replace("đ", "")


def _articles(reading: Reading) -> Iterator[_Fault]:
    """Articles run through the whole text; a quoted or annexed text has its own."""
    last: int | None = None
    before: Span = (0, 0)
    quoting = 0
    style = Style("article", "article", 5, "", "")
    for line in reading.lines:
        opened = quoting > 0 or line.text.startswith("“")
        quoting = max(0, quoting + line.text.count("“") - line.text.count("”"))
        found = re.match(r"(?i:điều)\s+(\d{1,3})(?P<letter>[a-zđ])?\s*[.:]", line.text)
        if line.kind == "heading" and line.section.kind == "annex":
            last = None
        if found is None or opened or found["letter"] or line.section.kind not in {"article", "chapter", "heading"}:
            continue
        value, here = int(found[1]), _span(line)
        if last is not None and value != 1:
            if value == last:
                yield _Fault("repeat", value, last, style, here, before)
            elif last + 1 < value <= last + 1 + _WIDEST_GAP:
                yield _Fault("gap", value, last, style, here, before)
            elif last - _WIDEST_GAP <= value < last:
                yield _Fault("back", value, last, style, here, before)
        if value == 1 or last is None or value > last:
            last, before = value, here


def _captions(reading: Reading) -> Iterator[_Fault]:
    """Captions of tables, figures and annexes: one sequence a word, started again freely at 1."""
    last: dict[str, tuple[int, Span]] = {}
    for span, text in sorted(_caption_lines(reading)):
        found = _CAPTION.match(text)
        if found is None or found["letter"] or _AGAIN.search(text):
            continue
        head, _, tail = found["number"].replace("-", ".").rpartition(".")
        roman = not tail.isdigit()
        name = "annex" if found["word"].lower().startswith("phụ lục") else "table"
        word = found["word"].capitalize()
        style = Style(name, f"{word} {head} {'r' if roman else 'n'}", 0, "roman" if roman else "", tail)
        value = to_value(Style("roman", "", 0, "", tail)) if roman else int(tail)
        if value is None:
            continue
        prefix = f"{word} {head}." if head else f"{word} "
        above = last.get(style.key)
        if above is not None and value != above[0] + 1 and value != 1:
            fault: Fault = "gap" if value > above[0] else "repeat" if value == above[0] else "back"
            if abs(value - above[0]) <= _WIDEST_GAP + 1:
                yield _Fault(fault, value, above[0], style, span, above[1], prefix)
        last[style.key] = (value if above is None or value == 1 else max(value, above[0]), span)


def _caption_lines(reading: Reading) -> Iterator[tuple[Span, str]]:
    """Lines that are captions or annex titles; running text that only mentions one is not."""
    taken = set()
    for line in reading.lines:
        annexed = line.kind == "heading" and line.section.kind == "annex"
        if annexed or (line.kind == "paragraph" and len(line.text) < 200 and not line.text.endswith((".", ";", ","))):
            taken.add(line.start)
            yield _span(line), line.text
    for placed in reading.tables:
        caption = placed.table.caption
        if caption:
            at = reading.draft.text.rfind(caption, 0, placed.table.end)
            if at >= 0 and at not in taken:
                taken.add(at)
                yield (at, at + len(caption)), caption


def _inline(reading: Reading) -> Iterator[_Fault]:
    """ "(1) …; (2) …; (4) …" inside one paragraph, begun at its first number."""
    for line in reading.paragraphs:
        marks = [(m["number"] or m["first"], m.start()) for m in _INLINE.finditer(line.text)]
        if len(marks) < 3 or marks[0][0] not in {"1", "a", "i"}:
            continue
        name = {"1": "number", "a": "letter", "i": "small_roman"}[marks[0][0]]
        for (one, start), (two, at) in itertools.pairwise(marks):
            style = Style(name, "inline", 0, "", two)
            last = to_value(Style(name, "inline", 0, "", one))
            value = to_value(style)
            if last is None or value is None or value == last + 1 or value == 1:
                continue
            if value in {last, last + 2}:
                here = (line.start + at, min(line.end, line.start + at + 120))
                before = (line.start + start, line.start + at)
                yield _Fault("repeat" if value == last else "gap", value, last, style, here, before)
            break
