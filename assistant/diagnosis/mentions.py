"""Where the draft names documents and congresses; the day it speaks from; words of past and future."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assistant.diagnosis.clauses import sentences
from assistant.diagnosis.model import Span
from assistant.diagnosis.parts import load_data
from assistant.diagnosis.reading import Line, Reading
from assistant.language.congresses import Congress, congresses
from assistant.language.normalize import match_key
from assistant.language.references import Reference, date_in, references

__all__ = [
    "Dating", "Mention", "NamedCongress", "around", "cites", "clause_at", "dated", "day", "has_cue", "named_congresses",
    "quoted_at",
]  # fmt: skip

_LONGEST = 200
_MONTH = re.compile(
    r"(?:ngày\s*[.…_]*\s*(?P<d>\d{1,2})?\s*)?[.…]*\s*tháng\s*[.…_]*\s*(?P<m>\d{1,2})\s*năm\s*(?P<y>20\d\d)"
)
_BLANK = re.compile(r"(?:ngày|,)\s*[.…/ ]*/\s*(?P<m>\d{1,2})\s*/\s*(?P<y>20\d\d)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A document named in the draft. ``start``/``end`` are offsets into the draft, ``clause`` the clause around it."""

    reference: Reference
    line: Line
    start: int
    end: int
    clause: Span


@dataclass(frozen=True, slots=True)
class NamedCongress:
    """A congress named in the draft. ``span`` and ``clause`` are offsets into the draft."""

    congress: Congress
    line: Line
    span: Span
    clause: Span


@dataclass(frozen=True, slots=True)
class Dating:
    """The day the draft speaks from, ISO; ``exact`` is false where only a day that it cannot precede is known."""

    day: str
    exact: bool
    words: str


def cites(reading: Reading) -> Iterator[Mention]:
    """Every document named in headings and paragraphs, in reading order."""
    for line in reading.lines:
        found = references(line.text)
        if not found:
            continue
        clauses = sentences(line.text, line.start)
        for one in found:
            start = line.start + one.start
            yield Mention(one, line, start, line.start + one.end, clause_at(clauses, start, line))


def named_congresses(reading: Reading) -> Iterator[NamedCongress]:
    """Every congress and committee of the Party named in headings and paragraphs, outside quotations."""
    for line in reading.lines:
        found = congresses(line.text)
        clauses = sentences(line.text, line.start) if found else []
        for one in found:
            span = (line.start + one.start, line.start + one.end)
            if one.level != "other" and not quoted_at(line, span[0]):
                yield NamedCongress(one, line, span, clause_at(clauses, span[0], line))


def clause_at(clauses: list[Span], offset: int, line: Line) -> Span:
    """The clause that holds ``offset``, else the line."""
    return next((span for span in clauses if span[0] <= offset < span[1]), (line.start, line.end))


def around(line: Line, span: Span, clause: Span | None = None) -> Span:
    """``span`` with as many words of its clause on either side as a quotation bears."""
    low, high = clause or (line.start, line.end)
    if high - low <= _LONGEST:
        return low, high
    room = max(20, (_LONGEST - (span[1] - span[0])) // 2)
    text, base = line.text, line.start
    left, right = max(low, span[0] - room), min(high, span[1] + room)
    if left > low:
        left = base + text.find(" ", left - base, span[0] - base) + 1 or span[0]
        left = left if low <= left <= span[0] else span[0]
    if right < high:
        cut = text.rfind(" ", span[1] - base, right - base)
        right = base + cut if cut >= 0 else span[1]
    return left, right


def quoted_at(line: Line, offset: int) -> bool:
    """Whether ``offset`` stands inside quotation marks opened in its line."""
    before = line.text[: offset - line.start]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


@cache
def _cues(name: str) -> re.Pattern[str]:
    words = load_data("references")[name]
    return re.compile("|".join(rf"(?<!\w){re.escape(match_key(word))}(?!\w)" for word in words))


def has_cue(name: str, text: str) -> bool:
    """Whether ``text`` holds one of the cue words of the list ``name`` of ``data/references.toml``."""
    return bool(_cues(name).search(match_key(text)))


def dated(reading: Reading) -> Dating | None:
    """The date of the document, else the month of its letterhead, else the last date of a document that it cites."""
    issued = reading.draft.metadata.issued_on
    if issued:
        return Dating(issued, True, day(issued))
    first = reading.lines[0].start if reading.lines else 0
    head = reading.draft.text[: min(max(first, 400), 1500)]
    for pattern in (_MONTH, _BLANK):
        for found in pattern.finditer(head):
            month = int(found["m"])
            if 1 <= month <= 12 and found.start() < max(first, 1):
                number = int(found["y"])
                end = f"{number:04d}-{month:02d}-28"
                return Dating(end, True, f"tháng {month}/{number}")
    days = [m.reference.issued_on for m in cites(reading) if m.reference.issued_on]
    spoken = [date_in(found[0]) for found in re.finditer(r"(?<=đến ngày )\d{1,2}/\d{1,2}/20\d\d", head)]
    known = sorted(d for d in [*days, *spoken] if d)
    return Dating(known[-1], False, f"sau ngày {day(known[-1])}") if known else None


def day(iso: str) -> str:
    """An ISO date as officials write it: 01/8/2024."""
    year, month, number = iso.split("-")
    return f"{number}/{int(month):02d}/{year}" if int(month) < 3 else f"{number}/{int(month)}/{year}"
