"""Annexes, tables and forms that the text points to and the draft lacks, and annexes that nothing points to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.diagnosis.clauses import sentences
from assistant.diagnosis.mentions import around, clause_at, quoted_at
from assistant.diagnosis.model import Defect, Span
from assistant.diagnosis.ordinals import roman
from assistant.diagnosis.parts import load_data
from assistant.diagnosis.phrases import quoted, strung
from assistant.diagnosis.places import place
from assistant.diagnosis.reading import Line, Reading
from assistant.diagnosis.registry import check
from assistant.language.normalize import match_key
from assistant.language.references import TYPES, references

__all__ = ["annex_reference_broken", "of_another", "points_elsewhere"]

_NUM = r"(?:\d{1,2}(?:[.\-]\d{1,2}(?!\d))?[a-zđ]?(?![\w/%]|[.,]\d)|[IVX]{1,6}(?:[.\-]\d{1,2})?(?!\w))"
_WORD = (
    r"(?:[Pp]hụ lục|PHỤ LỤC|[Pp]hụ biểu|PHỤ BIỂU|Biểu mẫu|Biểu đồ|Biểu|BIỂU|Bảng biểu|Bảng|BẢNG|Mẫu|Hình|Sơ đồ|"
    r"(?:biểu|bảng|mẫu)(?=\ssố\s))"
)
_POINTER = re.compile(
    rf"(?<!\w)(?P<word>{_WORD})(?:\s+số)?\s+(?P<first>{_NUM})(?P<more>(?:\s*(?:,|và|đến|-|"
    rf"–)\s*(?:{_WORD}\s+)?(?:số\s+)?{_NUM})*)"
)
_ONE = re.compile(_NUM)
_CAPTION = re.compile(rf"\s*(?P<word>{_WORD})(?:\s+số)?[\s:]+(?P<number>{_NUM})", re.IGNORECASE)
_CUE = re.compile(
    r"(?:\(|(?<!\w)(?:tại|ở|xem|trong|theo|các|và|nêu|kèm|chi tiết|số liệu|từ|cụ thể|đến|như|của|là|thể hiện|"
    r"trình bày|so với|với|hai|ba)|[:;,])\s*$",
    re.IGNORECASE,
)
_KINDS = "|".join(TYPES)
_AFTER = re.compile(
    rf"^[\s,)]*(?:\([^)]*\)\s*)?(?:(?:được )?(?:ban hành )?(?:kèm theo|kèm|đính kèm)|của|thuộc|tại|trong|theo|"
    rf"ban hành theo)?[\s*_]*(?:các\s)?(?P<type>{_KINDS}|Điều lệ|Quy hoạch)(?!\w)(?P<rest>.{{0,60}})"
)
_GENERIC = re.compile(
    r"(?i)(?:các|những|\d+|hai|ba|bốn) phụ lục(?!\s+(?:số\s+)?[\dIVX])|phụ lục(?: chi tiết)?(?: được)? (?:kèm theo|"
    r"đính kèm|gửi kèm)|kèm theo (?:các )?phụ lục(?!\s+(?:số\s+)?[\dIVX])|hệ thống phụ lục|phần phụ lục"
)
_TABLES = frozenset({"biểu", "bảng"})
_FAMILIES = {"phụ biểu": "biểu", "biểu mẫu": "mẫu", "bảng biểu": "bảng"}


@dataclass(frozen=True, slots=True)
class _Target:
    """What is there to be pointed to: "biểu" and its number."""

    family: str
    number: str
    printed: str
    span: Span


@check(kind="annex_reference_broken", claim="fact")
def annex_reference_broken(reading: Reading) -> Iterator[Defect]:
    """An annex, table, figure or form that is referred to and absent; an annex present that nothing refers to.

    Rule: pointers with a number ("Phụ lục IV", "Biểu số 05", "các Bảng 2, 3") against the annexes and captions of the
    draft; annexes of other documents, quotations and drafts that print no annex at all are left alone. An annex counts
    as referred to when it, a table in it, or the annexes as a whole are named anywhere outside its own heading.
    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, mục III.1 (an annex must be referred to in the text).
    """
    targets = list(_targets(reading))
    there: defaultdict[str, set[str]] = defaultdict(set)
    for target in targets:
        there[target.family].add(target.number)
    heads = {target.span[0] for target in targets}
    pointed: defaultdict[str, set[str]] = defaultdict(set)
    generic = False
    for line in reading.lines:
        if line.start in heads and not (line.kind == "paragraph" and len(line.text) > 200):
            continue
        generic = generic or bool(_GENERIC.search(line.text))
        for found in _POINTER.finditer(line.text):
            for number in _numbers(found):
                pointed[_family(found["word"])].add(number)
                if _missing(reading, there, found, number, line):
                    yield _absent(reading, line, found, number, targets)
    for cell in _cells(reading):
        for found in _POINTER.finditer(cell):
            pointed[_family(found["word"])] |= set(_numbers(found))
    if not generic:
        yield from _unused(reading, targets, pointed)


def _targets(reading: Reading) -> Iterator[_Target]:
    seen: set[int] = set()
    for line in reading.lines:
        annexed = line.kind == "heading" and line.section.kind == "annex"
        short = line.kind == "paragraph" and len(line.text) < 200 and not line.text.rstrip().endswith((".", ";", ","))
        found = _CAPTION.match(line.text) if annexed or short or line.kind == "heading" else None
        if found and (annexed or _captioned(line.text, found)):
            seen.add(line.start)
            yield _Target(_family(found["word"]), _value(found["number"]), found[0].strip(), (line.start, line.end))
    for placed in reading.tables:
        caption = placed.table.caption
        found = _CAPTION.match(caption) if caption else None
        if caption and found:
            at = reading.draft.text.rfind(caption[:60], 0, placed.table.end)
            start = at if at >= 0 else placed.table.start
            if start not in seen:
                yield _Target(
                    _family(found["word"]), _value(found["number"]), found[0].strip(), (start, start + len(caption))
                )


def _captioned(text: str, found: re.Match[str]) -> bool:
    rest = text[found.end() :].lstrip()
    return not rest or rest[0] in ".:)-–—(" or rest[0].isupper()


def _family(word: str) -> str:
    key = match_key(word)
    return _FAMILIES.get(key, key)


def _value(printed: str) -> str:
    """ "IV", "04" and "4" are one number; "2-1" and "2.1" too."""
    parts = re.split(r"[.\-]", printed)
    shown = [str(roman(part)) if roman(part) else part.lstrip("0") or "0" for part in parts]
    return ".".join(shown)


def _numbers(found: re.Match[str]) -> list[str]:
    """The numbers of a pointer; "từ Phụ lục I đến Phụ lục IV" gives all four."""
    first = _value(found["first"])
    values = [first]
    last = found.end("first")
    text = found.string
    for one in _ONE.finditer(text, found.start("more"), found.end("more")):
        value = _value(one[0])
        if re.search(r"đến|[-–]\s*$", text[last : one.start()]) and values[-1].isdigit() and value.isdigit():
            values += [str(n) for n in range(int(values[-1]) + 1, int(value))]
        values.append(value)
        last = one.end()
    return values


def _missing(reading: Reading, there: dict[str, set[str]], found: re.Match[str], number: str, line: Line) -> bool:
    """Whether the draft prints others of the family, not this one, and the words mean the draft's own."""
    family = _family(found["word"])
    known = set().union(*(there.get(name, set()) for name in (_TABLES if family in _TABLES else {family})))
    odd = not number.replace(".", "").isdigit() or ("." in number) != any("." in one for one in known)
    if not known or number in known or odd or not _meant(line, found, family):
        return False
    untitled = family in _TABLES and _untitled(reading, number, known)
    return not untitled and not _opening(reading, family, number)


def _meant(line: Line, found: re.Match[str], family: str) -> bool:
    """Whether the words point at a thing of the draft: no quotation, no caption, no other document beside them."""
    text, at, end = line.text, found.start(), found.end()
    caption = re.fullmatch(r"\W*", text[:at]) and re.match(r"\s*[:.]", text[end:])
    if caption or quoted_at(line, line.start + at) or (family != "phụ lục" and not _CUE.search(text[:at])):
        return False
    if family == "mẫu" and of_another(text[end : end + 120]) is not False:
        return False
    return not points_elsewhere(text, at, end)


def _opening(reading: Reading, family: str, number: str) -> bool:
    """Whether some printed line opens with the annex or table, though the reader took it for something else."""
    for found in re.finditer(
        rf"(?m)^\W*(?P<word>{_WORD})(?:\s+số)?[\s:]+(?P<number>{_NUM})(?=\W*$|\s*[.:(–-]|\s+[A-ZĐ])", reading.draft.text
    ):
        if _family(found["word"]) == family and _value(found["number"]) == number:
            return True
    return False


def _untitled(reading: Reading, number: str, known: set[str]) -> bool:
    """Whether a table without a caption may be the one that is pointed to."""
    bare = sum(
        1
        for placed in reading.tables
        if placed.section.kind != "annex" and not (placed.table.caption and _CAPTION.match(placed.table.caption))
    )
    whole = [int(one) for one in known if one.isdigit()]
    return bool(bare and number.isdigit() and int(number) <= max(whole, default=0) + bare)


def of_another(after: str) -> bool | None:
    """Whether the words after a pointer name another document; ``None`` where they name none."""
    found = _AFTER.match(after)
    if found is None:
        return None
    own = re.match(rf"(?:\s+[^\s,.;\d]+){{0,4}}?\s+này(?!\w)|\s+ban hành kèm theo (?:{_KINDS}) này", found["rest"])
    return not own


def points_elsewhere(text: str, start: int, end: int) -> bool:
    """Whether the pointer at ``start``..``end`` belongs to another document named just after or just before it."""
    after = of_another(text[end : end + 120])
    if after is not None:
        return after
    before = text[max(0, start - 260) : start]
    if re.match(r"\s*(?:số\s)?\d+/\d{4}/", text[end:]) or re.search(r"[Kk]hoản\s\d+[^;.]{0,20}$", before):
        return True
    for one in references(before):
        end_of = one.date_span[1] if one.date_span else one.end
        between = before[end_of:]
        if re.fullmatch(
            r"[\s,(:]*(?:của [^,;.(]{3,60})?[\s,(:]*(?:tại|theo|ở|và|mục|xem|nêu tại)?[\s,(:]*(?:các\s)?", between
        ):
            return True
    return bool(re.search(rf"(?:{_KINDS})\s+(?:nêu trên|nói trên|trên)[\s,(:]*(?:tại|theo)?\s*$", before))


def _absent(reading: Reading, line: Line, found: re.Match[str], number: str, targets: list[_Target]) -> Defect:
    family = _family(found["word"])
    shown = found["first"] if number == _value(found["first"]) else number
    word = found["word"][0].upper() + found["word"][1:].lower()
    target = f"{word} {shown}"
    span = (line.start + found.start(), line.start + found.end())
    clause = clause_at(sentences(line.text, line.start), span[0], line)
    alike = [t.printed for t in targets if t.family == family] or [
        t.printed for t in targets if t.family in {"biểu", "bảng"}
    ]
    quote = around(line, span, clause)
    values = {
        "place": place(reading, span[0]),
        "quote": quoted(reading.draft.text[slice(*quote)]),
        "target": target,
        "what": match_key(word),
        "present": strung([_tidy(printed) for printed in dict.fromkeys(alike)], 8),
    }
    return Defect(2, 0.95, (quote,), values, "absent", cause=f"absent {family} {number}")


def _tidy(printed: str) -> str:
    words = printed.split()
    return " ".join([words[0].capitalize(), *(w if re.fullmatch(r"[IVX]+", w) else w.lower() for w in words[1:])])


def _cells(reading: Reading) -> Iterator[str]:
    for placed in reading.tables:
        for row in placed.table.rows:
            for cell in row:
                if "hụ lục" in cell.text or "iểu" in cell.text:
                    yield cell.text


def _unused(reading: Reading, targets: list[_Target], pointed: dict[str, set[str]]) -> Iterator[Defect]:
    annexes = [
        t
        for t in targets
        if t.family == "phụ lục" and (section := reading.section_at(t.span[0])) and section.kind == "annex"
    ]
    used = pointed.get("phụ lục", set())
    if not annexes or (not used and len(annexes) > 6):
        return
    for annex in annexes:
        if annex.number in used or any(head in used for head in (annex.number.split(".")[0],)):
            continue
        if _through_table(reading, annex, pointed):
            continue
        words = load_data("references")["basis"]
        values = {
            "target": _tidy(annex.printed),
            "quote": quoted(reading.draft.text[slice(*annex.span)]),
            "used": strung(sorted(used)) or words["none"],
        }
        yield Defect(1, 0.9, (annex.span,), values, "unused")


def _through_table(reading: Reading, annex: _Target, pointed: dict[str, set[str]]) -> bool:
    """Whether the text points to a table inside the annex."""
    home = reading.section_at(annex.span[0])
    for placed in reading.tables:
        caption = placed.table.caption
        found = _CAPTION.match(caption) if caption else None
        inside = found and home in reading.chain(placed.section)
        if found and inside and _value(found["number"]) in pointed.get(_family(found["word"]), set()):
            return True
    return False
