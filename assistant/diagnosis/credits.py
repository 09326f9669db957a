"""Content of resolutions: "ba đột phá chiến lược" or "15 chỉ tiêu" credited to one level here, to the other there."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.diagnosis.clauses import sentences
from assistant.diagnosis.mentions import NamedCongress, around, clause_at, quoted_at
from assistant.diagnosis.model import Defect, Span
from assistant.diagnosis.parts import load_data
from assistant.diagnosis.phrases import quoted
from assistant.diagnosis.places import place
from assistant.diagnosis.reading import Line, Reading
from assistant.documents.model import Document
from assistant.language.congresses import Level
from assistant.language.normalize import match_key
from assistant.language.references import code_parts, references

__all__ = ["counted", "credited"]

_CONTENT = re.compile(
    r"(?P<count>\d{1,2}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s"
    r"(?P<thing>nhiệm vụ trọng tâm(?:,? (?:mang tính )?đột phá)?|khâu đột phá|đột phá chiến lược|đột phá|"
    r"nhiệm vụ đột phá|chương trình (?:trọng tâm|trọng điểm|hành động|lớn)|định hướng lớn|"
    r"nhiệm vụ(?: chủ yếu| cụ thể)?(?=,? (?:của|mà|do|theo) )|(?:nhóm )?(?:chỉ|mục) tiêu(?: chủ yếu| cụ thể)?)(?!\w)",
    re.IGNORECASE,
)
_AFTER = re.compile(r"(?:mà|do|theo|của|tại|trong|nêu)(?!\w)")
_BEFORE = re.compile(r"đề ra|xác định|quyết định|nêu|chỉ ra|thông qua|giao|đặt ra")
_REACHED = re.compile(
    r"(?<!\w)(?:đạt|vượt|hoàn thành|không đạt|chưa đạt|khó đạt|đối chiếu|bám sát|cụ thể hóa|rà soát|so với)(?!\w)"
)
_FEWEST = 4
_NATION = re.compile(r"(?<!\w)(?:cả nước|quốc gia|toàn quốc|đất nước)(?!\w)")
_TYPES = ("Nghị quyết", "Quyết định", "Kết luận", "Chỉ thị", "Chương trình", "Đề án")
_SHORT = re.compile(
    r"(?P<type>[Nn]ghị quyết|Quyết định|Kết luận|Chỉ thị|Chương trình|Đề án)\s"
    r"(?:(?:số\s)?(?P<number>\d{1,4})(?![\d/.%]|\s?[-–]\s?[A-ZĐ]|\s\w+\stiêu)|"
    r"của\s(?P<body>Quốc hội|Trung ương|Bộ Chính trị|Ban Bí thư|Chính phủ|Thủ tướng Chính phủ))|"
    r"(?P<giver>Quốc hội|Trung ương|Bộ Chính trị|Chính phủ|Thủ tướng Chính phủ)(?=\s(?:đã\s)?(?:giao|đề ra|đặt ra))"
)
_NUMBERS = {
    w: n for n, w in enumerate(["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"])
}


@dataclass(frozen=True, slots=True)
class _Setter:
    """A congress or resolution that content may be credited to; offsets into the draft. ``gives``: a body, without a
    resolution ("Quốc hội giao"); ``name``: type and number ("Nghị quyết 42").
    """

    level: Level
    line: Line
    span: Span
    clause: Span
    congress: bool
    gives: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class _Credit:
    """ "Ba đột phá chiến lược" and what it is credited to."""

    count: int
    thing: str
    printed: str
    setter: _Setter
    span: Span

    @property
    def target(self) -> bool:
        """Whether targets are counted, not tasks."""
        return "tiêu" in self.thing


def credited(reading: Reading, named: Iterable[NamedCongress], seen: set[Span]) -> Iterator[Defect]:
    """Content that the draft credits to one level here and to the other elsewhere, against what is known of it."""
    credits = list(_credits([*_congresses(named), *_resolutions(reading)]))
    national = {(row["count"], row["thing"]) for row in load_data("references")["national_content"]}
    governing = match_key(reading.governing.text) if reading.governing else ""
    listed = counted(reading.governing) if reading.governing else frozenset()
    local = {(c.count, c.thing) for c in credits if c.setter.level == "provincial"}
    central = {(c.count, c.thing) for c in credits if c.setter.level == "national"}
    for credit in credits:
        key, level = (credit.count, credit.thing), credit.setter.level
        told = _told(governing, key) or (credit.count, credit.thing.split()[-1]) in listed
        if level == "provincial" and _of_governing(reading, credit, listed):
            wrong = True
        elif level == "provincial" and credit.setter.congress and key in national and not told:
            wrong = key in central or _otherwise(governing, local, key)
        else:
            wrong = level == "national" and key not in national and _of_province(reading, credit, told or key in local)
        if wrong:
            own = level == "provincial" and _of_governing(reading, credit, listed)
            defect = _governing_defect(reading, credit) if own else _credit_defect(reading, credit, str(level))
            if defect.spans[0] not in seen:
                seen.add(defect.spans[0])
                yield defect
    yield from _two_setters(reading, credits)


def _of_governing(reading: Reading, credit: _Credit, listed: frozenset[tuple[int, str]]) -> bool:
    """Whether as many targets as the governing resolution lists, and the draft counts what became of them, are credited
    to a congress that did not pass that resolution.
    """
    meta = reading.governing.metadata if reading.governing is not None else None
    if meta is None or not meta.number or not (credit.setter.congress and credit.target):
        return False
    passed = match_key(" ".join(filter(None, (meta.parent_body, meta.issuer, meta.subject))))
    line = credit.setter.line.text[credit.span[1] - credit.setter.line.start :]
    counted = (credit.count, "tiêu") in listed and _REACHED.search(match_key(line)) is not None
    return counted and credit.count >= _FEWEST and "đại hội" not in passed


def _two_setters(reading: Reading, credits: Sequence[_Credit]) -> Iterator[Defect]:
    """One number of targets credited to two resolutions of the province: the rarer, of two the later, is odd."""
    rows: defaultdict[tuple[int, str], list[_Credit]] = defaultdict(list)
    for credit in credits:
        if credit.target and credit.count >= _FEWEST and credit.setter.level == "provincial":
            rows[credit.count, credit.thing.split()[-1]].append(credit)
    for row in rows.values():
        names = Counter(credit.setter.name for credit in row)
        if len(names) == 2:
            usual, odd = (name for name, _ in names.most_common())
            one, other = (next(c for c in row if c.setter.name == name) for name in (odd, usual))
            yield _pair_defect(reading, one, other)


def _pair_defect(reading: Reading, odd: _Credit, usual: _Credit) -> Defect:
    spans = tuple(around(c.setter.line, c.span, c.setter.clause) for c in (odd, usual))
    values = {"content": odd.printed}
    for number, (credit, span) in enumerate(zip((odd, usual), spans, strict=True), 1):
        values |= {
            f"place{number}": place(reading, credit.span[0]),
            f"quote{number}": quoted(reading.draft.text[slice(*span)]),
            f"stated{number}": " ".join(reading.draft.text[slice(*credit.setter.span)].split()),
        }
    return Defect(2, 0.82, spans, values, "two_setters")


def _of_province(reading: Reading, credit: _Credit, known: bool) -> bool:
    """Whether the content is the province's: known as such, or targets that the draft counts as its own."""
    clause = match_key(reading.draft.text[slice(*credit.setter.clause)])
    if _NATION.search(clause):
        return False
    counted = credit.setter.congress and credit.count >= _FEWEST
    return known or (credit.target and (counted or bool(_REACHED.search(clause))))


def _congresses(named: Iterable[NamedCongress]) -> Iterator[_Setter]:
    for one in named:
        level = one.congress.level
        if level in {"national", "provincial"} and not one.congress.board:
            yield _Setter(level, one.line, one.span, one.clause, congress=True)


def _resolutions(reading: Reading) -> Iterator[_Setter]:
    """Resolutions by number, by a short name that only one resolution of the draft can have, or by a central body."""
    levels: defaultdict[str, set[Level]] = defaultdict(set)
    found: list[tuple[Line, Span, Level | None, str]] = []
    for line in reading.lines:
        for one in references(line.text):
            if one.type in _TYPES and one.code:
                level, name = _level_of(one.code), f"{one.type} {code_parts(one.code)[0].lstrip('0')}"
                levels[name].add(level)
                found.append((line, (one.start, one.code_end), level, name))
        for hit in _SHORT.finditer(line.text):
            central = hit["body"] or hit["giver"]
            name = f"{(hit['type'] or '').capitalize()} {(hit['number'] or '').lstrip('0')}"
            found.append((line, hit.span(), "national" if central else None, name))
    for line, (start, end), stated, number in found:
        known: set[Level] = {stated} if stated is not None else levels[number]
        if len(known) == 1 and not quoted_at(line, line.start + start):
            span = (line.start + start, line.start + end)
            clause = clause_at(sentences(line.text, line.start), span[0], line)
            gives = stated is not None and not number.strip()
            yield _Setter(next(iter(known)), line, span, clause, congress=False, gives=gives, name=number)


def _level_of(code: str) -> Level:
    return "national" if re.search(r"TW|QH|CP|TTg|-B[A-ZĐ]{1,6}$", code_parts(code)[2]) else "provincial"


def counted(document: Document) -> frozenset[tuple[int, str]]:
    """How many targets and tasks a resolution lists under headings that name nothing else: (8, "tiêu"), (6, "vụ")."""
    found: set[tuple[int, str]] = set()
    for section in document.walk():
        key = match_key(section.title)
        items = sum(bool(re.match(r"\W*\d{1,2}[.)]", p.marker or p.text)) for p in section.paragraphs)
        items = items or sum(bool(child.label) for child in section.children)
        for word in ("tiêu", "vụ"):
            if items >= _FEWEST and word in key.split() and not ("tiêu" in key.split() and "vụ" in key.split()):
                found.add((items, word))
    return frozenset(found)


def _told(governing: str, key: tuple[int, str]) -> bool:
    return any(_number(m["count"]) == key[0] and match_key(m["thing"]) == key[1] for m in _CONTENT.finditer(governing))


def _otherwise(governing: str, local: set[tuple[int, str]], key: tuple[int, str]) -> bool:
    """Whether the province is known to have set another number of the same kind, or other breakthroughs."""
    others = {(_number(m["count"]), match_key(m["thing"])) for m in _CONTENT.finditer(governing)} | local
    alike = {other for other in others if "tiêu" not in other[1]}
    return any(other != key and ("đột phá" in other[1]) == ("đột phá" in key[1]) for other in alike)


def _number(printed: str) -> int:
    return int(printed) if printed.isdigit() else _NUMBERS[match_key(printed)]


def _credits(setters: Iterable[_Setter]) -> Iterator[_Credit]:
    lines: defaultdict[int, list[_Setter]] = defaultdict(list)
    for one in setters:
        lines[one.line.order].append(one)
    for row in lines.values():
        text, base = row[0].line.text, row[0].line.start
        for found in _CONTENT.finditer(text):
            near = _nearest(text, base, found, row)
            if near is not None:
                span = (min(base + found.start(), near.span[0]), max(base + found.end(), near.span[1]))
                yield _Credit(_number(found["count"]), match_key(found["thing"]), found[0], near, span)


def _nearest(text: str, base: int, found: re.Match[str], row: list[_Setter]) -> _Setter | None:
    """What the words say set the content: after it ("do … đề ra") or before it ("… đã xác định"); the nearest."""
    for one in sorted(row, key=lambda setter: abs(setter.span[0] - base - found.start())):
        start, end = one.span[0] - base, one.span[1] - base
        after, before = text[found.end() : start], text[end : found.start()]
        if found.end() <= start <= found.end() + 90 and (_linked(_AFTER, after) or (not after.strip() and one.gives)):
            return one
        if one.gives:
            continue
        if end <= found.start() <= end + 60 and _linked(_BEFORE, before):
            return one
    return None


def _linked(link: re.Pattern[str], between: str) -> bool:
    """Whether the words between say who set the content, and name no other content, resolution or sentence."""
    apart = re.search(r"[;.]|Đại hội|[Nn]ghị quyết\s(?:số\s)?\d", between) or _CONTENT.search(between)
    return bool(link.search(between)) and not apart


def _credit_defect(reading: Reading, credit: _Credit, level: str) -> Defect:
    words = load_data("references")["basis"]
    span = around(credit.setter.line, credit.span, credit.setter.clause)
    actual = "provincial" if level == "national" else "national"
    stated = reading.draft.text[slice(*credit.setter.span)]
    values = {
        "place": place(reading, credit.span[0]),
        "quote": quoted(reading.draft.text[slice(*span)]),
        "content": credit.printed,
        "stated": words[level] if credit.setter.congress else " ".join(stated.split()),
        "actual": words[actual] if credit.setter.congress and not credit.target else words[f"{actual}_resolution"],
        "basis": words["content"],
    }
    return Defect(3, 0.88, (span,), values, "content")


def _governing_defect(reading: Reading, credit: _Credit) -> Defect:
    words = load_data("references")["basis"]
    span = around(credit.setter.line, credit.span, credit.setter.clause)
    meta = reading.governing.metadata if reading.governing is not None else None
    join = "-" if meta and "/" in (meta.symbol or "") else "/"
    actual = f"{words['governing']} số {meta.number}{join}{meta.symbol}" if meta else words["governing"]
    values = {
        "place": place(reading, credit.span[0]),
        "quote": quoted(reading.draft.text[slice(*span)]),
        "content": credit.printed,
        "stated": words["provincial"],
        "actual": actual,
    }
    return Defect(3, 0.84, (span,), values, "governing_content")
