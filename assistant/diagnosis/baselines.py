"""Growth without a base and a period, results without a unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from assistant.diagnosis.clauses import sentences
from assistant.diagnosis.facts import Fact
from assistant.diagnosis.indicators import key_words
from assistant.diagnosis.model import Defect
from assistant.diagnosis.parts import load_data
from assistant.diagnosis.phrases import quoted
from assistant.diagnosis.places import place
from assistant.diagnosis.reading import Line, Reading
from assistant.diagnosis.registry import check
from assistant.language.normalize import match_key
from assistant.language.periods import Period, periods

__all__ = ["figure_without_baseline"]

_MOST = 5
_SOON = 16
_MEAN = re.compile(r"(?<!\w)bình quân(?!\w)")
_WORK = re.compile(r"(?<!\w)(?:việc làm|làm việc)(?!\w)")
_NORMS = frozenset({"annex", "article", "clause", "point"})


@check(kind="figure_without_baseline", claim="hint")
def figure_without_baseline(reading: Reading) -> Iterator[Defect]:
    """A target or a result that cannot be judged: growth without base and period, a quantity without unit.

    Rule: "tăng/giảm x%" where neither its clause, nor the sentence before it, nor a heading above, nor the subject of a
    yearly report says the time or what it is compared with; and a measured indicator ("tỷ lệ", "vốn", "sản lượng")
    followed by a bare number. Yearly reports compare with the year before, so their results are left alone.
    Source: official guidance on drafting asks each figure for its unit, period and base.
    """
    lines = {line.order: line for line in reading.paragraphs}
    seen: dict[int, int] = {}
    for fact in reading.facts:
        if fact.origin != "text":
            continue
        variant = (
            "growth" if _baseless(reading, lines[fact.order], fact) else "unit" if _unitless(reading, fact) else ""
        )
        if variant and len(seen) < _MOST and fact.span[0] not in seen:
            seen[fact.span[0]] = fact.order
            yield _defect(reading, fact, variant)


def _defect(reading: Reading, fact: Fact, variant: str) -> Defect:
    values = {
        "place": place(reading, fact.span[0]),
        "quote": quoted(reading.draft.text[slice(*fact.span)]),
        "value": " ".join(reading.draft.text[slice(*fact.number)].split()),
    }
    return Defect(1, 0.75, (fact.span,), values, variant)


@cache
def _words(name: str) -> re.Pattern[str]:
    words = sorted(load_data("baselines")[name], key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(w) for w in words)})(?!\w)")


def _baseless(reading: Reading, line: Line, fact: Fact) -> bool:
    """A growth rate of an indicator, with no time and no base in reach."""
    amount = fact.amount
    if fact.relation != "change" or amount.unit != "%" or amount.per or amount.bound != "exact" or fact.said:
        return False
    if fact.base is not None or not key_words(fact.words) or line.section.kind in _NORMS:
        return False
    clause = reading.draft.text[slice(*fact.span)]
    before = line.text[: fact.span[0] - line.start]
    near = _stretch(clause, fact.number[0] - fact.span[0], fact.number[1] - fact.span[0])
    near = match_key(near).replace(match_key(fact.name), _MEAN.sub(" ", match_key(fact.name)))
    implied = _words("accounts").search(match_key(fact.name)) and _yearly(reading)
    if implied or _words("effects").search(_WORK.sub(" ", match_key(clause[: fact.number[0] - fact.span[0]]))):
        return False
    if not _changes(clause, fact) or _words("based").search(near) or periods(near):
        return False
    leads = (before[:40], *(before[start : start + 40] for start, _ in sentences(before)[-1:]))
    if any(p.shape in {"year", "months", "month"} and not p.point for lead in leads for p in _leading(lead, fact)):
        return False
    return not _timed(reading, line, fact)


def _leading(lead: str, fact: Fact) -> Iterator[Period]:
    """The times in the opening words of a sentence; for counts of cases only those that open it ("Năm 2022, …"), not
    those of another subject ("Chỉ số năm 2022 xếp …").
    """
    counted = _words("counted").match(match_key(fact.name)) is not None
    return (p for p in periods(lead) if not counted or p.start < _SOON or lead[p.end : p.end + 1] in {",", ":", ""})


def _stretch(clause: str, start: int, end: int) -> str:
    """The words between the commas around the figure, and the clause's opening words where they give a time."""
    opening = clause.split(",", maxsplit=1)[0][:60]
    begin = max((m.end() for m in re.finditer(r"[,;]\s", clause[:start])), default=0)
    own = clause[begin:end] + re.split(r"[,;](?!\d)", clause[end:])[0]
    return f"{opening} {own}" if begin and periods(opening) and periods(opening)[0].start < 12 else own


def _changes(clause: str, fact: Fact) -> bool:
    """Whether "tăng" or "giảm" stands before the number, not "còn" or "lên"."""
    ahead = match_key(clause[: fact.number[0] - fact.span[0]])
    return re.search(r"(?<!\w)(?:tăng|giảm)(?:\s(?:thêm|khoảng|gần|trên|hơn|trưởng))*\s*$", ahead) is not None


def _timed(reading: Reading, line: Line, fact: Fact) -> bool:
    """Whether a heading above or the subject gives one year or one part of a year; plans need their own, and so do
    counts of cases and shares, which no yearly account compares with the year before by itself.
    """
    planned = reading.part(line.section) in {"solutions"}
    titles = [section.title for section in reading.chain(line.section)]
    titles.append(reading.draft.metadata.subject or "")
    found = [p for title in titles for p in periods(title) if p.shape in {"year", "months"} and not p.point]
    own = [p for p in periods(line.section.title) if not p.base]
    if planned:
        return bool(own)
    counted = _words("counted").match(match_key(fact.name)) is not None
    return any(p in found for p in own) if counted else bool(found)


def _yearly(reading: Reading) -> bool:
    """Whether the subject names a year or a part of one."""
    return any(p.shape in {"year", "months"} and not p.point for p in periods(reading.draft.metadata.subject or ""))


def _unitless(reading: Reading, fact: Fact) -> bool:
    """ "Tỷ lệ … đạt 85," with nothing behind the number."""
    amount = fact.amount
    if amount.unit or amount.measure != "bare" or fact.relation != "level" or amount.scale or amount.of is not None:
        return False
    rated = re.search(r"trên (?:một|1|01|mỗi|\d+) |vạn dân|/", match_key(fact.name))
    if (
        rated
        or not _words("measured").match(match_key(fact.name).removeprefix("tổng "))
        or len(re.sub(r"\D", "", amount.number)) < 2
    ):
        return False
    clause = reading.draft.text[slice(*fact.span)]
    at = fact.number[0] - fact.span[0]
    ahead = re.search(r"(?:đạt|còn|là|lên|xuống)\s(?:\w+\s)?$", match_key(clause[:at]) + " ")
    behind = clause[fact.number[1] - fact.span[0] :]
    listed = re.match(r"\s*(?:,|và|;|-|–|đến)\s*\d", behind)
    return ahead is not None and listed is None and re.match(r"\s*(?:[,;.)]|$)", behind) is not None
