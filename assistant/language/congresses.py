"""Party congresses and committees in running text: their level, ordinal, term and place. Pure functions.

"Đại hội lần thứ XIX" means nothing without its Party organisation: the words around the ordinal tell whether the
national congress ("của Đảng", "toàn quốc") or that of a province ("Đảng bộ tỉnh …") is meant. Pattern: CONG of the
project's notes on documents, widened to every order of the words. Offsets are half-open and point into the text given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

__all__ = ["Congress", "Level", "congresses", "numeral", "ordinal"]

Level = Literal["national", "provincial", "local", "other"]
_UP, _LOW = "A-ZĐÂÊÔƠƯĂÁÀẢÃẠÉÈẺẼẸÍÌỈĨỊÓÒỎÕỌÚÙỦŨỤÝỲỶỸỴẤẦẨẪẬẾỀỂỄỆỐỒỔỖỘỚỜỞỠỢỨỪỬỮỰẮẰẲẴẶ", "a-zà-ỹđ"
_NAME = rf"(?:[{_UP}][{_LOW}]+(?:(?:\s|\s?[-–]\s?)[{_UP}][{_LOW}]+){{0,4}})"
_ROMAN = r"[IVX]{1,6}(?![\w])"
_UNIT = (
    r"(?:tỉnh|thành phố|Thành phố|TP\.?|huyện|quận|thị xã|xã|phường|thị trấn|cấp tỉnh|cấp huyện|cấp xã|các cấp|"
    r"cơ sở|Quân đội|Công an)"
)
_TERM = r"(?:19|20)\d\d\s?[-–−]\s?(?:19|20)\d\d"
_PIECE = (
    rf"(?:đại biểu|toàn quốc|lần thứ (?:{_ROMAN}|\d{{1,2}}(?![\d/]))|thứ {_ROMAN}|kh[óo][áa]? {_ROMAN}|{_ROMAN}|"
    rf"(?:của )?Đảng Cộng sản Việt Nam|(?:của )?Đảng bộ(?: {_UNIT})?(?: (?!Khóa|Khoá|Lần){_NAME})?|"
    rf"(?:của )?[Tt]ỉnh Đảng bộ|"
    rf"(?:của )?Đảng(?! viên| ủy| uỷ| đoàn)(?: (?:ta|toàn quốc))?|(?:của )?tỉnh (?!ủy|uỷ){_NAME}|"
    rf"(?:của )?tỉnh(?= lần thứ| khóa|,? nhiệm kỳ)|(?:các )?cấp huyện|các cấp)"
)
_TAIL = rf"(?:\s*,?\s*\(?\s*(?:khóa {_ROMAN}\s*,?\s*)?(?:nhiệm kỳ|NK)\s?\(?{_TERM}\)?|\s*\({_TERM}\))"
_CONGRESS = re.compile(rf"(?<!\w)(?:Đại hội|đại hội|ĐẠI HỘI)(?P<body>(?:,?\s(?:{_PIECE})(?!\w))*)(?P<tail>{_TAIL})?")
_BOARD = re.compile(
    rf"(?:Ban Chấp hành|BCH|Ban chấp hành)\s(?P<what>Trung ương(?: Đảng)?|TW(?: Đảng)?|Đảng bộ (?:tỉnh|"
    rf"thành phố)(?: (?!Khóa|Khoá){_NAME})?)"
    rf",?\s\(?(?:khóa|khoá|Khóa|lần thứ)\s(?P<ordinal>{_ROMAN}|"
    rf"\d{{1,2}}(?![\d/]))(?P<tail>\s*,?\s*\(?(?:nhiệm kỳ\s)?{_TERM}\)?)?"
)
_OTHERS = re.compile(
    r"\s*(?:của\s)?(?:Hội|Đoàn|Công đoàn|Mặt trận|MTTQ|Liên đoàn|Liên hiệp|thi đua|cổ đông|thành viên|chi bộ|"
    r"Thi đua|các dân tộc|đồng|"
    r"thể dục|thể thao|Thể dục|TDTT|Phụ nữ|Nông dân|Cựu chiến binh|nhiệm kỳ của Hội)"
)
_VALUES = {"I": 1, "V": 5, "X": 10}


@dataclass(frozen=True, slots=True)
class Congress:
    """One mention. ``level`` is ``None`` where the words do not tell; ``term`` is (first year, last year) as printed
    with the mention; ``place`` the province's name as printed; ``board`` is true for a committee of that term ("Ban
    Chấp hành Trung ương khóa XIII").
    """

    start: int
    end: int
    level: Level | None
    ordinal: int | None
    printed: str = ""
    term: tuple[int, int] | None = None
    place: str | None = None
    board: bool = False


def ordinal(printed: str) -> int | None:
    """The value of "XIX" or "19"; ``None`` for anything else or an impossible numeral."""
    if printed.isdigit():
        return int(printed)
    if not re.fullmatch(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})", printed):
        return None
    digits = [_VALUES[c] for c in printed]
    return sum(-d if d < max(digits[i:]) else d for i, d in enumerate(digits))


def numeral(value: int) -> str:
    """The Roman numeral of an ordinal below 40."""
    parts = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    text = ""
    for size, sign in parts:
        while value >= size:
            text, value = text + sign, value - size
    return text


def congresses(text: str) -> list[Congress]:
    """Every congress of the Party or of another body that ``text`` names, and committees by their term, in order."""
    return sorted([*_congresses(text), *_boards(text)], key=lambda c: c.start)


def _congresses(text: str) -> Iterator[Congress]:
    for found in _CONGRESS.finditer(text):
        body = found["body"]
        level = _level(body)
        if _OTHERS.match(text, found.start("body") + len(body)) and level in {None, "national"}:
            level = "other"
        printed, value = "", None
        for one in re.finditer(_ROMAN + r"|(?<=thứ )\d{1,2}", body):
            if value is None and (value := ordinal(one[0])) is not None:
                printed = one[0]
        yield Congress(found.start(), found.end(), level, value, printed, _term(found["tail"]), _place(body))


def _boards(text: str) -> Iterator[Congress]:
    for found in _BOARD.finditer(text):
        value = ordinal(found["ordinal"])
        level: Level = "national" if found["what"].startswith(("Trung", "TW")) else "provincial"
        if value is not None:
            term, place = _term(found["tail"]), _place(found["what"])
            yield Congress(found.start(), found.end(), level, value, found["ordinal"], term, place, board=True)


def _term(tail: str | None) -> tuple[int, int] | None:
    years = re.findall(r"(?:19|20)\d\d", tail or "")
    return (int(years[0]), int(years[1])) if len(years) == 2 else None


def _level(body: str) -> Level | None:
    if re.search(r"(?:huyện|quận|thị xã|\bxã\b|phường|thị trấn|(?<!, )các cấp|cơ sở|Quân đội|Công an)", body):
        return "local"
    if re.search(r"[Tt]ỉnh|Đảng bộ (?:thành phố|Thành phố|TP)", body):
        return "provincial"
    if "Đảng bộ" in body:
        return None
    if re.search(r"toàn quốc|Đảng", body):
        return "national"
    return None


def _place(body: str) -> str | None:
    found = re.search(rf"(?:tỉnh|thành phố|Thành phố|TP\.?) (?P<name>{_NAME})", body)
    if found is None or found["name"].startswith("Đảng"):
        return None
    return found["name"]
