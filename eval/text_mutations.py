"""Real text spoilt one way at a time, for ``measure_text_mutations.py``: each maker gives the spoilt text or nothing.

What a maker does not fit it leaves alone; its choices come from the random numbers it is given.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.diagnosis.model import FindingKind
from assistant.diagnosis.parts import load_data
from assistant.language.congresses import congresses, numeral
from assistant.language.references import code_parts, references

NAMED = re.compile(
    r"(?:khu công nghiệp|cụm công nghiệp|hồ|sông|cầu|cảng|đường|khu kinh tế|di tích|chùa|đền|cửa khẩu|xã|phường|huyện|"
    r"nhà máy) ((?:[A-ZĐ][a-zà-ỹ]+ )[A-ZĐ][a-zà-ỹ]+)(?! [A-ZĐ])"
)
DEFINED = re.compile(r" \((?:sau đây )?(?:gọi tắt là|viết tắt là|gọi là|viết tắt)?:? ?(?P<short>[A-ZĐ][A-ZĐ&]{1,7})\)")
HEADING = re.compile(r"^(?P<number>[IVX]{1,4}|\d{1,2})\. (?P<title>[A-ZĐÀ-Ỹ][^.;:]{4,110})$")
OWN = r"(?:Quy định|Quy chế|Quyết định|Nghị quyết|Kế hoạch|Đề án) này"
POINTER = re.compile(rf"\b(?:khoản \d{{1,2}} Điều|Điều) (?P<number>\d{{1,2}})(?= (?:của )?{OWN})")
ANNEX = re.compile(
    rf"(?i)\b(?P<word>Phụ lục|Biểu|Bảng|Mẫu)( số)? (?P<number>[IVX]{{1,4}}|\d{{1,2}})"
    rf"(?=[ ,]+(?:ban hành )?(?:kèm theo|đính kèm) {OWN})"
)
TERM = re.compile(r"nhiệm kỳ (20\d\d)\s?[-–]\s?(20\d\d)")
MARKS = (
    ("â", "ă"), ("ă", "â"), ("ơ", "ô"), ("ô", "ơ"), ("i", "ì"), ("a", "á"), ("á", "à"), ("à", "ả"),
    ("o", "ó"), ("ạ", "á"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mutation:
    """A spoilt text: ``kinds`` may report it, in words or quotes that have ``mark``; ``note`` says what was done."""

    kinds: tuple[FindingKind, ...]
    text: str
    mark: str
    note: str


Make = Callable[[str, random.Random], Mutation | None]


def put(text: str, start: int, end: int, new: str) -> str:
    """``text`` with ``new`` between the offsets."""
    return text[:start] + new + text[end:]


def cited_twice(text: str) -> Iterator[tuple[int, list[tuple[int, int, str]]]]:
    """The places of the numbers of acts that stand twice or more, with the digits of the number."""
    rows: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for one in references(text):
        if one.code and one.type and one.printed == one.code:
            rows[one.type + one.code].append((one.code_start, one.code_end, one.code))
    for place, row in enumerate(rows.values()):
        if len(row) > 1:
            yield place, row


def number(text: str, rng: random.Random) -> Mutation | None:
    """Two digits of one mention change places."""
    rows = [row for _, row in cited_twice(text) if len(set(code_parts(row[0][2])[0][-2:])) == 2]
    if not rows:
        return None
    start, end, code = rng.choice(rng.choice(rows)[1:])
    digits = code_parts(code)[0]
    new = digits[:-2] + digits[-1] + digits[-2] + code[len(digits) :]
    return Mutation(
        ("citation_inconsistency", "reference_confusion"), put(text, start, end, new), new, f"{code} -> {new}"
    )


def day(text: str, rng: random.Random) -> Mutation | None:
    """The day or the month of a document that is dated twice."""
    rows: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for one in references(text):
        if one.code and one.date_span and one.issued_on:
            rows[one.code + one.issued_on].append(one.date_span)
    spans = [row for row in rows.values() if len(row) > 1]
    if not spans:
        return None
    start, end = rng.choice(rng.choice(spans)[1:])
    old = text[start:end]
    found = re.search(r"\d{1,2}", old)
    if found is None:
        return None
    value = int(found[0])
    new = put(old, *found.span(), f"{value - 1 if value > 1 else value + 1:02d}")
    kinds: tuple[FindingKind, ...] = ("citation_inconsistency", "date_conflict")
    return Mutation(kinds, put(text, start, end, new), " ".join(new.split()), f"{old} -> {new}")


def level(text: str, rng: random.Random) -> Mutation | None:
    """A Party act of the centre becomes one of the province, or the other way round."""
    rows = [row for _, row in cited_twice(text) if row[0][2].endswith(("/TW", "/TU"))]
    if not rows:
        return None
    start, end, code = rng.choice(rng.choice(rows)[1:])
    new = code[:-1] + ("U" if code.endswith("W") else "W")
    kinds: tuple[FindingKind, ...] = ("reference_confusion", "citation_inconsistency")
    return Mutation(kinds, put(text, start, end, new), new, f"{code} -> {new}")


def congress(text: str, rng: random.Random) -> Mutation | None:
    """The ordinals of the national congress and the province's change places in one mention."""
    named = [c for c in congresses(text) if c.ordinal and c.printed and not c.board]
    levels = {c.level: c.ordinal for c in named if c.level in {"national", "provincial"}}
    ours = [c for c in named if c.level == "provincial"]
    if len(ours) < 2:
        return None
    one = rng.choice([c for c in named if c.level in levels])
    other = levels.get("provincial" if one.level == "national" else "national", 13)
    if other == one.ordinal:
        return None
    at = text.index(one.printed, one.start)
    changed = put(text, at, at + len(one.printed), numeral(other))
    mark = " ".join(changed[one.start : one.end][-30:].split())[-18:].strip()
    return Mutation(("reference_confusion",), changed, mark, f"{text[one.start : one.end]} -> {numeral(other)}")


def name(text: str, rng: random.Random) -> Mutation | None:
    """One syllable of a place or a work that is named three times loses or changes its mark, or two change places."""
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for found in NAMED.finditer(text):
        rows[found[0]].append(found.start(1))
    usual = [row for row in rows.items() if len(row[1]) > 2]
    if not usual:
        return None
    whole, places = rng.choice(usual)
    old = NAMED.match(whole)[1]  # type: ignore[index]
    slips = [old.replace(a, b, 1) for a, b in MARKS if a in old]
    slips.append(" ".join(reversed(old.split())))
    new = rng.choice(slips)
    if new in text:
        return None
    at = rng.choice(places[1:])
    return Mutation(("inconsistent_name",), put(text, at, at + len(old), new), new, f"{whole} -> {new}")


def copied(text: str, rng: random.Random) -> Mutation | None:
    """A paragraph of the first half stands again near the end of the body, without its number and three small words."""
    lines = text.split("\n")
    ends = [i for i, line in enumerate(lines) if re.match(r"(?i)nơi nhận|phụ lục", line) and i > len(lines) // 4]
    body = min(ends, default=len(lines))
    sizes = {i: len(line.split()) for i, line in enumerate(lines[: body // 2]) if line.endswith((".", ";"))}
    long = [i for i, size in sizes.items() if 35 <= size <= 150 and not re.match(r"\W*(?:Căn cứ|Theo đề)", lines[i])]
    late = [i for i in range(body * 2 // 3, body) if lines[i].endswith(".")]
    if not long or not late:
        return None
    line = re.sub(r"^\W*(?:\w{1,3}[.)])?\s*", "", lines[rng.choice(long)])
    words = line.split()
    small = [
        i for i, word in enumerate(words) if word in {"các", "của", "và", "được", "việc", "theo", "cho", "để", "tại"}
    ]
    for i in sorted(rng.sample(small, min(3, len(small))), reverse=True):
        del words[i]
    at = rng.choice(late) + 1
    changed = "\n".join([*lines[:at], " ".join(words), *lines[at:]])
    return Mutation(("duplicate_passage",), changed, " ".join(words[4:8]), f"copied: {' '.join(words)[:100]}")


def definition(text: str, rng: random.Random) -> Mutation | None:
    """The definition of an abbreviation goes; its uses stay."""
    known = set(load_data("abbreviations")["common"])
    shorts = {m["short"]: m.span() for m in DEFINED.finditer(text) if not re.fullmatch(r"[IVX]+", m["short"])}
    rows = [s for s in shorts if s not in known and len(re.findall(rf"(?<![\w/-]){s}(?![\w/-])", text)) > 2]
    if not rows:
        return None
    short = rng.choice(rows)
    return Mutation(("undefined_abbreviation",), put(text, *shorts[short], ""), short, f"not defined: {short}")


def headings(lines: list[str]) -> list[tuple[int, str, str]]:
    """Number of the line, printed number and title of each heading."""
    return [(i, m["number"], m["title"]) for i, line in enumerate(lines) if (m := HEADING.match(line))]


def heading(text: str, rng: random.Random) -> Mutation | None:
    """The line of one heading out of a run of three goes."""
    lines = text.split("\n")
    rows = [(i, n) for i, n, _ in headings(lines) if not n.isdigit()]
    runs = [
        j
        for j in range(1, len(rows) - 1)
        if rows[j - 1][1] != rows[j][1] and rows[j][1] != "I" and rows[j + 1][1] != "I"
    ]
    if not runs:
        return None
    j = rng.choice(runs)
    mark = lines[rows[j + 1][0]]
    changed = "\n".join([*lines[: rows[j][0]], *lines[rows[j][0] + 1 :]])
    return Mutation(("numbering_gap",), changed, mark[:24], f"without: {lines[rows[j][0]]}")


SECTIONS = {
    "kế hoạch": ("mục tiêu", "mục đích", "nhiệm vụ", "tổ chức thực hiện"),
    "báo cáo": ("kết quả", "hạn chế", "nguyên nhân", "bài học", "nhiệm vụ", "kiến nghị"),
    "đề án": ("sự cần thiết", "thực trạng", "mục tiêu", "giải pháp", "kinh phí", "tổ chức thực hiện"),
    "nghị quyết": ("mục tiêu", "giải pháp", "tổ chức thực hiện"),
    "tờ trình": ("sự cần thiết", "nội dung"),
    "chương trình": ("mục tiêu", "nhiệm vụ", "tổ chức thực hiện"),
}


def section(text: str, rng: random.Random) -> Mutation | None:
    """A section that documents of its type have goes with all that it holds."""
    lines = text.split("\n")
    kind = next((k for k in SECTIONS if re.search(rf"(?m)^{k}\b", text[:1500].lower())), "")
    rows = [row for row in headings(lines) if not row[1].isdigit()]
    given = [(j, key) for j, row in enumerate(rows) for key in SECTIONS.get(kind, ()) if key in row[2].lower()]
    if not given:
        return None
    j, key = rng.choice(given)
    first, last = rows[j][0], rows[j + 1][0] if j + 1 < len(rows) else len(lines)
    changed = "\n".join([*lines[:first], *lines[last:]])
    if len(text) > 3 * len(changed):
        return None
    return Mutation(("missing_section",), changed, key.split(",")[0], f"without: {lines[first]}")


def pointed(text: str, rng: random.Random) -> Mutation | None:
    """An article of the document itself is pointed at by a number that none has."""
    found = list(POINTER.finditer(text))
    if not found:
        return None
    one = rng.choice(found)
    most = max((int(n) for n in re.findall(r"(?m)^Điều (\d{1,2})\.", text)), default=0)
    new = str(most + rng.randint(3, 9))
    changed = put(text, *one.span("number"), new)
    return Mutation(("internal_reference_broken",), changed, f"Điều {new}", f"{one[0]} -> {new}")


def annex(text: str, rng: random.Random) -> Mutation | None:
    """An annex, table or form that is not there is pointed at."""
    found = list(ANNEX.finditer(text))
    if not found:
        return None
    one = rng.choice(found)
    new = "XIX" if not one["number"].isdigit() else "39"
    changed = put(text, *one.span("number"), new)
    kinds: tuple[FindingKind, ...] = ("annex_reference_broken", "internal_reference_broken")
    return Mutation(kinds, changed, f" {new}", f"{one[0]} -> {new}")


GIVEN = re.compile(
    r"(?: tỉnh| thành phố)?:?\s?(?:[-a]\)?\s)?(?:có trách nhiệm|[Cc]hủ trì|[Tt]ham mưu|[Hh]ướng dẫn|tổ chức)"
)
FORMER = (
    ("Sở Nông nghiệp và Môi trường", "Sở Tài nguyên và Môi trường"), ("Sở Xây dựng", "Sở Giao thông vận tải"),
    ("Sở Tài chính", "Sở Kế hoạch và Đầu tư"), ("Sở Khoa học và Công nghệ", "Sở Thông tin và Truyền thông"),
    ("Sở Nội vụ", "Sở Lao động - Thương binh và Xã hội"), ("Ủy ban nhân dân cấp xã", "Ủy ban nhân dân cấp huyện"),
)  # fmt: skip


def body(text: str, rng: random.Random) -> Mutation | None:
    """A body that is given work has the name of one that is no more."""
    last = text.find("Điều 1.") if "Điều 1." in text else len(text) // 4
    rows = [(old, new, m.start()) for old, new in FORMER for m in re.finditer(re.escape(old), text) if m.start() > last]
    rows = [row for row in rows if GIVEN.match(text[row[2] + len(row[0]) :])]
    if not rows or not re.search(r"ngày \d{1,2} tháng (?:8|9|1\d) năm 2025", text[:1200]):
        return None
    old, new, at = rng.choice(rows)
    kinds: tuple[FindingKind, ...] = ("inconsistent_name", "outdated_reference")
    return Mutation(kinds, put(text, at, at + len(old), new), new, f"{old} -> {new}")


ENDED = (
    ("31/2024/QH15", "45/2013/QH13"), ("72/2025/QH15", "77/2015/QH13"), ("64/2025/QH15", "80/2015/QH13"),
    ("58/2024/QH15", "39/2019/QH14"), ("22/2023/QH15", "43/2013/QH13"), ("72/2020/QH14", "55/2014/QH13"),
    ("27/2023/QH15", "65/2014/QH13"), ("78/2025/NĐ-CP", "34/2016/NĐ-CP"), ("118/2025/NĐ-CP", "61/2018/NĐ-CP"),
    ("47/2024/QH15", "30/2009/QH12"), ("80/2025/QH15", "22/2008/QH12"), ("28/2023/QH15", "17/2012/QH13"),
)  # fmt: skip


def ended(text: str, rng: random.Random) -> Mutation | None:
    """An act in force is replaced by the one before it."""
    rows = [(old, new, m.start()) for old, new in ENDED for m in re.finditer(rf"(?<!\d){re.escape(old)}", text)]
    if not rows:
        return None
    old, new, at = rng.choice(rows)
    changed = put(text, at, at + len(old), new)
    return Mutation(("outdated_reference", "citation_inconsistency"), changed, new, f"{old} -> {new}")


def term(text: str, rng: random.Random) -> Mutation | None:
    """A term of office of four or six years."""
    rows = [m for m in TERM.finditer(text) if int(m[2]) - int(m[1]) == 5]
    if not rows:
        return None
    found = rng.choice(rows)
    new = str(int(found[2]) + rng.choice((-2, 1, 2)))
    changed = put(text, *found.span(2), new)
    kinds: tuple[FindingKind, ...] = ("date_conflict", "reference_confusion")
    return Mutation(kinds, changed, new, f"{found[0]} -> {new}")


MAKERS: tuple[Make, ...] = (
    number, day, level, congress, name, copied, definition, heading, section, pointed, annex, body, ended, term,
)  # fmt: skip
