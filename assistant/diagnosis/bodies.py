"""Bodies called by a name that they no longer have on the draft's date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assistant.diagnosis.clauses import sentences
from assistant.diagnosis.mentions import around, clause_at, dated, day, has_cue, quoted_at
from assistant.diagnosis.model import Defect, Span
from assistant.diagnosis.parts import load_data
from assistant.diagnosis.phrases import quoted
from assistant.diagnosis.places import place
from assistant.diagnosis.reading import Line, Reading
from assistant.language.normalize import match_key
from assistant.language.references import references

__all__ = ["former_names"]

_YEARS = re.compile(r"(?<![\d/.])20\d\d(?!\d)")
_GIVEN = re.compile(
    r"(?<!\w)(?:giao|chủ trì|phối hợp|đề nghị|kiến nghị|chịu trách nhiệm|yêu cầu|trách nhiệm của|hằng năm|định kỳ|"
    r"tham mưu|theo dõi, đôn đốc|làm chủ đầu tư)(?!\w)"
)
_MERGING = re.compile(
    r"hợp nhất|sáp nhập|sắp xếp|chuyển về|tiếp nhận|tách|đổi tên|thành lập|kết thúc hoạt động|giải thể|trên cơ sở|"
    r"nay|nguyên"
)
_AHEAD = frozenset({"solutions", "targets", "proposals", "forecast"})


@dataclass(frozen=True, slots=True)
class _Former:
    name: str
    successor: str
    since: str
    source: str


@cache
def _formers() -> tuple[tuple[re.Pattern[str], dict[str, _Former]], ...]:
    """One pattern over every former name, and what each stands for."""
    known: dict[str, _Former] = {}
    for group in load_data("organisations")["group"]:
        for row in group["bodies"]:
            for name in (row["former"], *row["short"]):
                known[name] = _Former(row["former"], row["successor"], group["since"].isoformat(), group["source"])
    names = sorted(known, key=len, reverse=True)
    return ((re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names)), known),)


def former_names(reading: Reading) -> Iterator[Defect]:
    """Former names where the draft, dated after the change, assigns work or speaks of what is to come."""
    moment = dated(reading)
    if moment is None:
        return
    ((pattern, known),) = _formers()
    for line in reading.paragraphs:
        for found in pattern.finditer(line.text):
            former = known[found[0]]
            span = (line.start + found.start(), line.start + found.end())
            if former.since > moment.day or quoted_at(line, span[0]) or not _present(reading, line, span):
                continue
            quote = around(line, span, clause_at(sentences(line.text, line.start), span[0], line))
            values = {
                "place": place(reading, span[0]),
                "former": found[0],
                "quote": quoted(reading.draft.text[slice(*quote)]),
                "since": day(former.since),
                "successor": former.successor,
                "source": former.source,
                "dated": moment.words,
            }
            yield Defect(2, 0.93, (quote,), values, "former", cause=f"former {former.name}")


def _issued(before: str) -> bool:
    """Whether the name closes the citation of a document: "Thông tư số … của Bộ trưởng Bộ …"."""
    tail = before[-200:]
    found = references(tail)
    return bool(found) and len(tail) - found[-1].end < 60 and "của" in tail[found[-1].end :]


def _present(reading: Reading, line: Line, span: Span) -> bool:
    clause = reading.draft.text[slice(*clause_at(sentences(line.text, line.start), span[0], line))]
    key = match_key(clause)
    if has_cue("past", clause) or _MERGING.search(key):
        return False
    before = line.text[: span[0] - line.start]
    if re.match(r"\W*[Cc]ăn cứ(?!\w)", line.text) or _issued(before):
        return False
    after = line.text[span[1] - line.start : span[1] - line.start + 60]
    if re.match(r"\s*\((?:trước|cũ|nay|nguyên)|\s*(?:cũ|trước đây)", after):
        return False
    years = [int(year) for year in _YEARS.findall(clause)]
    if years and max(years) < 2025:
        return False
    return bool(_GIVEN.search(key)) or reading.part(line.section) in _AHEAD
