"""Bodies called by a name that they no longer have on the draft's date, or that are no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assistant.diagnosis.clauses import sentences
from assistant.diagnosis.mentions import Dating, around, clause_at, dated, day, has_cue, quoted_at
from assistant.diagnosis.model import Defect, Span
from assistant.diagnosis.parts import load_data
from assistant.diagnosis.phrases import quoted
from assistant.diagnosis.places import place
from assistant.diagnosis.reading import Line, Reading
from assistant.diagnosis.statements import cue
from assistant.language.normalize import match_key
from assistant.language.references import references

__all__ = ["former_names"]

_YEARS = re.compile(r"(?<![\d/.])20\d\d(?!\d)")
_GIVEN = re.compile(
    r"(?<!\w)(?:giao|chủ trì|phối hợp|đề nghị|kiến nghị|chịu trách nhiệm|yêu cầu|trách nhiệm của|hằng năm|định kỳ|"
    r"tham mưu|theo dõi, đôn đốc|làm chủ đầu tư|có trách nhiệm|cơ quan thường trực)(?!\w)"
)
_DUTIES = re.compile(
    r"\s*(?:tỉnh|thành phố)?[:,]?\s*(?:có trách nhiệm|chịu trách nhiệm|chủ trì|phối hợp|tham mưu|hướng dẫn|tổ chức|"
    r"rà soát|xây dựng|tiếp nhận|thẩm định|xem xét|quyết định|phê duyệt|theo dõi|kiểm tra|tổng hợp|bố trí|cân đối|"
    r"thực hiện|triển khai|lập|trình|công bố|ban hành|báo cáo|cung cấp|quản lý|là cơ quan|đôn đốc|chỉ đạo|căn cứ|"
    r"trên cơ sở)(?!\w)"
)
_ALONE = re.compile(r"\W*(?:(?:[IVX]+|\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)]\s*)?(?:[Tt]rách nhiệm của\s|Giao\s)?$")
_MERGING = re.compile(
    r"(?<!\w)(?:hợp nhất|sáp nhập|sắp xếp|chuyển về|tiếp nhận nhiệm vụ|tách|đổi tên|thành lập|kết thúc hoạt động|"
    r"giải thể|nay|nguyên|không còn|bàn giao|trước ngày \d|trước khi)(?!\w)"
)
_CHANGE = re.compile(r"(?<!\w)(?:trước khi|kết thúc hoạt động|sắp xếp (?:bộ máy|tổ chức|đơn vị)|hợp nhất)(?!\w)")
_ISSUING = re.compile(
    r"(?:Thông tư|Quyết định|Nghị quyết|Kế hoạch|Công văn|[Vv]ăn bản|Quy chuẩn|Báo cáo|Tờ trình|Chỉ thị|thông tư)"
    r"[^,;]{0,60}\scủa(?:\s(?:Bộ trưởng|Chủ tịch))?\s$"
)
_COLUMN = re.compile(r"chủ trì|phối hợp|thực hiện|chịu trách nhiệm|cơ quan|đơn vị|phân công")
_FEW = 4
_NEAR = 40
_HEAD = 800
_AHEAD = frozenset({"solutions", "targets", "proposals", "forecast"})
_BEHIND = frozenset({"results", "limitations", "causes", "context", "lessons"})


@dataclass(frozen=True, slots=True)
class _Former:
    name: str
    successor: str
    since: str
    source: str


@cache
def _formers() -> tuple[re.Pattern[str], tuple[tuple[re.Pattern[str], _Former], ...]]:
    """One pattern over every former name, and what each stands for."""
    rows: list[tuple[re.Pattern[str], _Former]] = []
    every: list[str] = []
    for group in load_data("organisations")["group"]:
        for row in group["bodies"]:
            names = sorted([row["former"], *row["short"]], key=len, reverse=True)
            spelt = [_spelt(name) for name in names] + ([row["pattern"]] if "pattern" in row else [])
            former = _Former(row["former"], row["successor"], group["since"].isoformat(), group["source"])
            rows.append((re.compile("|".join(spelt)), former))
            every += spelt
    every.sort(key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){name}(?!\w)" for name in every)), tuple(rows)


def _spelt(name: str) -> str:
    """The name with small or capital letters behind its first word."""
    head, _, rest = name.partition(" ")
    return rf"{re.escape(head)}\s(?i:{re.escape(rest)})" if rest else re.escape(head)


def former_names(reading: Reading) -> Iterator[Defect]:
    """Former names where the draft, dated after the change, assigns work or speaks of what is to come."""
    moment = dated(reading)
    if moment is None or re.search(r"(?i)VBHN|văn bản hợp nhất", reading.draft.text[:_HEAD]):
        return
    pattern, _ = _formers()
    for line in reading.lines:
        for found in pattern.finditer(line.text):
            former = _of(found[0], moment)
            span = (line.start + found.start(), line.start + found.end())
            if former is None or quoted_at(line, span[0]) or not _present(reading, line, span):
                continue
            quote = around(line, span, clause_at(sentences(line.text, line.start), span[0], line))
            yield _defect(reading, former, (span, quote), moment)
    yield from _in_tables(reading, moment)


def _of(printed: str, moment: Dating) -> _Former | None:
    """What the printed name stands for, if it was given up by the moment of the draft."""
    former = next((former for pattern, former in _formers()[1] if pattern.fullmatch(printed)), None)
    return former if former is not None and former.since <= moment.day else None


def _in_tables(reading: Reading, moment: Dating) -> Iterator[Defect]:
    """Former names in the columns that say who does a thing."""
    for placed in reading.tables:
        heads = [match_key(title) for title in placed.table.header]
        for row in placed.table.rows:
            for head, cell in zip(heads, row, strict=False):
                found = _formers()[0].search(cell.text) if _COLUMN.search(head) else None
                former = _of(found[0], moment) if found else None
                if found is not None and former is not None:
                    at = (cell.start + found.start(), cell.start + found.end())
                    yield _defect(reading, former, (at, (cell.start, cell.end)), moment)


def _defect(reading: Reading, former: _Former, spans: tuple[Span, Span], moment: Dating) -> Defect:
    """``spans``: the name, and what is quoted around it."""
    span, quote = spans
    values = {
        "place": place(reading, span[0]),
        "former": reading.draft.text[slice(*span)],
        "quote": quoted(reading.draft.text[slice(*quote)]),
        "since": day(former.since),
        "successor": former.successor,
        "source": former.source,
        "dated": moment.words,
    }
    return Defect(2, 0.93, (quote,), values, "former", cause=f"former {former.name}")


def _issued(before: str) -> bool:
    """Whether the name closes the citation of a document: "Thông tư số … của Bộ trưởng Bộ …"."""
    tail = before[-200:]
    found = references(tail)
    numbered = bool(found) and len(tail) - found[-1].end < 60 and "của" in tail[found[-1].end :]
    return numbered or _ISSUING.search(tail) is not None


def _present(reading: Reading, line: Line, span: Span) -> bool:
    """Whether the name is of one that acts now or is to act: given work, or the subject of a duty."""
    clause_span = clause_at(sentences(line.text, line.start), span[0], line)
    clause = reading.draft.text[slice(*clause_span)]
    before, after = line.text[: span[0] - line.start], line.text[span[1] - line.start :]
    if (
        _told_as_past(reading.draft.text[clause_span[0] : span[0]] + "x" + after[:_NEAR], after, clause)
        or _issued(before)
        or re.match(r"\W*(?:[Cc]ăn cứ|Kính gửi)(?!\w)", line.text)
    ):
        return False
    if re.search(r"(?<!trách nhiệm )(?<!nhiệm vụ )của\s$", before):
        return False
    part = reading.part(line.section)
    alone = _ALONE.fullmatch(before) is not None
    acting = alone and _DUTIES.match(match_key(after)) is not None
    if line.kind == "heading":
        return alone and part not in _BEHIND and (len(after.split()) <= _FEW or acting)
    norm = cue("types", "norms", reading.draft.metadata.type or "") is not None
    if part in _BEHIND and not norm:
        return bool(re.search(r"(?<!\w)(?:giao|đề nghị|kiến nghị|yêu cầu)(?!\w)", match_key(clause)))
    bare = alone and len(after.strip(" :;.").split()) <= 1 and after.rstrip().endswith(":")
    return bool(_GIVEN.search(match_key(clause))) or part in _AHEAD or acting or bare


def _told_as_past(near: str, after: str, clause: str) -> bool:
    """Whether the words near the name tell of the past or of the change itself, the clause of years before it."""
    key = match_key(near)
    if (
        has_cue("past", near)
        or _MERGING.search(key)
        or _CHANGE.search(match_key(clause))
        or re.search(r"(?<!\w)đã(?!\w)", key)
    ):
        return True
    if re.match(r"\s*\((?:trước|cũ|nay|nguyên)|\s*(?:cũ|trước đây)", after[:60]):
        return True
    years = [int(year) for year in _YEARS.findall(clause)]
    return bool(years) and max(years) < 2025
