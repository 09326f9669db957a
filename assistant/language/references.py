"""References to documents in running text: numbers in every spelling, named laws, dates, issuers. Pure functions.

The patterns are those measured on 79,822 numbers of Vietnamese legal texts (98.6 % matched whole): a State number is
``71/NQ-HĐND`` or ``30/2020/NĐ-CP``, a Party number ``47-NQ/TU`` (Nghị định 30/2020/NĐ-CP, Phụ lục III; Hướng dẫn
36-HD/VPTW and 05-HD/VPTW). Offsets are half-open and point into the text given, which should be NFC.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from assistant.language.normalize import match_key

__all__ = ["Reference", "canonical_code", "code_parts", "date_in", "references"]

TYPES = (
    "Nghị quyết liên tịch", "Thông tư liên tịch", "Văn bản hợp nhất", "Thông báo kết luận", "Chương trình hành động",
    "Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh", "Nghị quyết", "Nghị định", "Quyết định", "Thông tư", "Chỉ thị",
    "Kết luận", "Quy định", "Quy chế", "Hướng dẫn", "Kế hoạch", "Chương trình", "Đề án", "Báo cáo", "Tờ trình",
    "Công văn", "Văn bản", "Thông báo", "Công điện", "Thông tri", "Lệnh", "Sắc lệnh", "Phương án",
)  # fmt: skip
_DASH = "-‐‑‒–−"
_NUM = r"\d{1,5}(?:\.\d{1,3}(?=/\d{4}/))?(?:[a-zđ](?![a-zà-ỹđ])|bis)?"
_ABB = r"[A-ZĐƯ][A-Za-zĐđƯưÔÂĂÊƠ&]{0,14}\d{0,2}"
_LOUD = r"(?:[A-ZĐƯ&]{2}[A-Za-zĐđƯưÔÂĂÊƠ&]{0,13}|TTg|TTr|CTr)(?![a-zà-ỹ])"
_JOIN = rf"(?:[{_DASH}/.]{_ABB}|\s?[{_DASH}]\s?{_LOUD})"
_STATE = rf"{_NUM}\s?/\s?(?:(?:19|20)\d\d\s?/\s?)?{_ABB}{_JOIN}{{0,6}}"
_PARTY = rf"{_NUM}\s?[{_DASH}]\s?{_ABB}\s?/\s?{_ABB}(?:[{_DASH}]{_ABB})?"
_TYPE = "|".join(TYPES)
_NUMBERED = re.compile(
    rf"(?:(?P<type>(?i:{_TYPE}))\s+)?(?:(?P<so>(?i:(?<!\w)số|(?<!\w)s[ốố]))\s?:?\s*|(?<![\w/.,:{_DASH}]))"
    rf"(?P<code>{_PARTY}|{_STATE})(?![\w/])"
)
_NAME_STOP = (
    r"được|thông qua|có hiệu lực|hết hiệu lực|của|tại|trong|từ|đến|theo|khi|là|mà|này|nói|nêu|chưa|đã|sẽ|cho|bằng|"
    r"do|mới|số|"
    r"năm|ngày|nghị định|nghị quyết|thông tư|pháp lệnh|(?:và )?các (?:văn bản|luật|nghị)"
)
_NAMED = re.compile(
    r"(?P<type>Bộ luật|Luật|Pháp lệnh|Hiến pháp)"
    rf"(?P<name>(?:,?\s(?!(?:(?i:{_NAME_STOP})|Luật|Bộ luật)(?!\w))[^\W\d_]+){{0,16}}?)"
    r"(?:\s(?:sửa đổi|mới))?\s*\(?\s*(?:năm\s+)?(?P<year>(?:19[4-9]|20[0-4])\d)(?![\d/\-]|\.\d)\)?"
    r"|(?P<type2>Bộ luật|Luật|Pháp lệnh)"
    rf"(?P<name2>(?:,?\s(?!(?:(?i:{_NAME_STOP})|Luật|Bộ luật)(?!\w))[^\W\d_]+){{1,16}}?)(?=\s+(?:số\s+\d|ngày\s+\d))"
)
_DATE = re.compile(
    r"(?P<d>\d{1,2})\s?[/.\-]\s?(?P<m>\d{1,2})\s?[/.\-]\s?(?P<y>(?:19|20)\d\d)(?!\d)"
    r"|(?P<d2>\d{1,2})\s+tháng\s+(?P<m2>\d{1,2})\s+năm\s+(?P<y2>(?:19|20)\d\d)(?!\d)"
)
_DATED = re.compile(rf"\s*[,(]?\s*(?:đề\s+)?(?:ký\s+)?(?:ban hành\s+)?ngày\s+(?:{_DATE.pattern})\)?")
_ISSUED = re.compile(
    r"\s*,?\s*của\s+(?P<issuer>(?:(?!(?:về|ngày|ban hành|quy định|phê duyệt|sửa đổi|khóa|khoá|tại|đã|"
    r"và (?:các|Nghị|Quyết|Kế|Chỉ|Chương))\b)"
    r"[^\W\d_][\w.\-]*[ ]?){1,10})"
)
_SUBJECT = re.compile(
    r"\s*,?\s*(?:(?:khóa|khoá)\s[IVXL]+\s*,?\s*)?(?P<subject>(?:về(?: việc)?|ban hành|quy định|phê duyệt|"
    r"sửa đổi)\s[^.;:()“”]{6,220})"
)
_NEXT = re.compile(
    r"\s(?=(?:được|đã|đang|sẽ|chưa)\s)|"
    rf",\s+(?=(?:{_TYPE})\s|số\s+\d|UBND|HĐND|Tỉnh ủy|tỉnh |đến nay|đã )|\s+và\s+(?=(?:{_TYPE})\s|số\s+\d)"
)


@dataclass(frozen=True, slots=True)
class Reference:
    """One mention of a document.

    ``start``..``end`` run from its type word to its number, year or date; ``code`` is the number in canonical spelling
    ("71/NQ-HĐND", "47-NQ/TU"), ``printed`` the number as it stands; ``name`` the name of a law without its type word;
    ``year`` the year a law is named by ("Luật Đất đai năm 2013"); ``issued_on`` an ISO date; ``issuer`` and
    ``subject`` are as printed. ``typed`` is false where the type was inherited from the reference before in a list.
    """

    start: int
    end: int
    type: str | None = None
    code: str | None = None
    printed: str = ""
    code_start: int = 0
    code_end: int = 0
    name: str | None = None
    year: int | None = None
    issued_on: str | None = None
    date_span: tuple[int, int] | None = None
    issuer: str | None = None
    subject: str | None = None
    typed: bool = True


def canonical_code(printed: str) -> str:
    """The number without white space, with plain dashes and with Đ for its look-alikes."""
    return re.sub(f"[{_DASH}]", "-", re.sub(r"\s+", "", printed)).translate(str.maketrans("ÐƉ", "ĐĐ"))


def code_parts(code: str) -> tuple[str, int | None, str]:
    """Number, year if the code carries one, and symbol: "30/2020/NĐ-CP" → ("30", 2020, "NĐ-CP")."""
    found = re.match(r"(?P<number>[\d.]+[a-zđ]*)(?:/(?P<year>(?:19|20)\d\d)(?=/))?[-/](?P<symbol>.+)", code)
    if found is None:
        return code, None, ""
    return found["number"], int(found["year"]) if found["year"] else None, found["symbol"]


def date_in(text: str) -> str | None:
    """The first date of ``text`` as ISO, ``None`` if it has none that exists in the calendar."""
    found = _DATE.search(text)
    return _iso(found) if found else None


def references(text: str) -> list[Reference]:
    """Every mention of a document by number, and of a law by name and year, in reading order."""
    found = [*_numbered(text), *_named(text)]
    found.sort(key=lambda r: (r.start, -r.end))
    kept: list[Reference] = []
    for one in found:
        if kept and (one.start < kept[-1].end or _goes_on(text, kept[-1], one)):
            kept[-1] = _joined(kept[-1], one)
        else:
            kept.append(one)
    return kept


def _goes_on(text: str, left: Reference, right: Reference) -> bool:
    """ "Luật Đất đai năm 2024 (số 31/2024/QH15)"."""
    return left.code is None and not right.typed and text[left.end : right.start].strip() in {"", "(", ",", "(Luật"}


def _joined(left: Reference, right: Reference) -> Reference:
    """ "Luật Đất đai năm 2024" and the number that its words lead to, as one."""
    if left.code is None and right.code is not None:
        return replace(
            right, start=left.start, type=left.type, name=left.name, year=left.year or right.year, end=right.end
        )
    return left


def _numbered(text: str) -> Iterator[Reference]:
    last: Reference | None = None
    for found in _NUMBERED.finditer(text):
        code = canonical_code(found["code"])
        if not found["type"] and not found["so"] and not _telling(code):
            continue
        kind = _type(found["type"])
        start = found.start("type") if kind else found.start("so") if found["so"] else found.start("code")
        typed = kind is not None
        if kind is None and last is not None and _listed(text[last.end : start], last, code):
            kind = last.type
        one = Reference(
            start, found.end("code"), kind, code, found["code"], found.start("code"), found.end("code"), typed=typed
        )
        last = _with_tail(text, _with_law(text, one))
        yield last


def _telling(code: str) -> bool:
    """Whether a number needs no type word: it carries a year or a dash, so it is no form code such as 03/TNCN."""
    number, year, symbol = code_parts(code)
    return bool(year or "-" in symbol or "/" in symbol or "-" in code[len(number) : len(number) + 1])


def _listed(between: str, last: Reference, code: str) -> bool:
    same = code_parts(last.code or "")[2] == code_parts(code)[2]
    return same and len(between) < 160 and "." not in re.sub(r"\d\.\d", "", between)


def _with_law(text: str, one: Reference) -> Reference:
    """A law is named before its number: "Luật Bảo vệ môi trường số 72/2020/QH14"."""
    if one.typed or not one.code or not re.search(r"QH\d+|UBTVQH|SL|/LCT", one.code):
        return one
    before = text[max(0, one.start - 160) : one.start]
    hits = list(
        re.finditer(r"(?:Bộ luật|Luật|Pháp lệnh|Nghị quyết)(?=\s)(?!.*(?:Bộ luật|Luật|Pháp lệnh)\s[^\W\d_])", before)
    )
    if not hits:
        return one
    found = hits[-1]
    name = before[found.end() :].strip(" ,(")
    if not name or re.search(r"[.;:()\d]", name) or len(name.split()) > 17 or not name[:1].isupper():
        return one
    start = one.start - len(before) + found.start()
    return replace(one, start=start, type=found[0], name=name, year=code_parts(one.code)[1], typed=True)


def _with_tail(text: str, one: Reference) -> Reference:
    at = one.end
    for _ in range(2):
        dated = _DATED.match(text, at)
        if dated and one.issued_on is None:
            value = _iso(dated)
            begin = at + len(dated[0]) - len(dated[0].lstrip(" ,("))
            one = replace(one, issued_on=value, date_span=(begin, dated.end()))
            at = dated.end()
        issued = _ISSUED.match(text, at)
        if issued and one.issuer is None:
            one = replace(one, issuer=issued["issuer"].strip(" ."))
            at = issued.start("issuer") + len(issued["issuer"].rstrip())
    subject = _SUBJECT.match(text, at)
    if subject:
        words = _NEXT.split(subject["subject"], maxsplit=1)[0].strip()
        one = replace(one, subject=words)
    end = one.date_span[1] if one.date_span and text[one.end : one.date_span[0]].strip(" ,(") == "" else one.end
    return replace(one, end=end)


def _named(text: str) -> Iterator[Reference]:
    at = 0
    while found := _NAMED.search(text, at):
        at = found.end() if found["type"] else found.end("name2")
        kind = found["type"] or found["type2"]
        name = (found["name"] or found["name2"] or "").strip()
        if kind != "Hiến pháp" and not name[:1].isupper() and (not name or not found["year"] or len(name.split()) > 8):
            at = found.start() + len(kind)
            continue
        if found["year"]:
            yield Reference(found.start(), found.end(), kind, name=name or None, year=int(found["year"]))
        elif dated := _DATED.match(text, found.end("name2")):
            value = _iso(dated)
            yield Reference(
                found.start(), dated.end(), kind, name=name, issued_on=value, year=int(value[:4]) if value else None
            )


def _type(printed: str | None) -> str | None:
    if printed is None:
        return None
    key = match_key(printed)
    return next((known for known in TYPES if match_key(known) == key), printed)


def _iso(found: re.Match[str]) -> str | None:
    day, month, year = (int(found[a] or found[b]) for a, b in (("d", "d2"), ("m", "m2"), ("y", "y2")))
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
