"""A precedent's own words made fit for this draft, or given up: nothing of another province may remain."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assistant.language.normalize import match_key
from assistant.language.tokens import syllables
from assistant.review.intact import bounded, intact, names_law
from assistant.review.letters import CAPITALS
from assistant.review.lexicon import request_words

__all__ = ["Fitting"]

_BRACKET = re.compile(r"\s*\([^()]*\)")
_PIECE = re.compile(r"(?:[^,;:(“]|:(?!\s)|\([^)]*\)|“[^”]*”|\(|“)+[,;:]?")
_NUMBER = re.compile(r"\d[\d.,/]*%?(?:[-–/][A-ZĐƯ\d][\w/-]*)?")
_ORDINAL = re.compile(r"\b[IVXL]{2,}\b")
_NAME = re.compile(rf"\b[{CAPITALS}][\wà-ỹ]+(?:\s[{CAPITALS}][\wà-ỹ]+)*")
_PROVINCE = re.compile(rf"\b(tỉnh|Tỉnh)\s+(?:[{CAPITALS}][\wà-ỹ]*)(?:\s[{CAPITALS}][\wà-ỹ]*){{0,3}}")
_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")
_SPAN = re.compile(r"\s?(?:trong |của |cho |ở )?(?:giai đoạn|thời kỳ|nhiệm kỳ)\s(?:\d{4}\s?[-–]\s?)?(\d{4})")
_BARE_SPAN = re.compile(r"\s\d{4}\s?[-–]\s?\d{4}")
_BEFORE_ACT = re.compile(r"\s(?=(?:của\s)?(?:Luật|Nghị định|Nghị quyết|Thông tư)\s)")
_TIME = re.compile(
    r"\s?(?:,\s)?(?:(?:ngay|kể từ|từ|đến|vào|trong|cho|trước|của|cuối|đầu|hết|ở|sau)\s)*"
    r"(?:ngày\s[\d/]+(?:\stháng\s\d+)?(?:\snăm\s\d{4})?|tháng\s\d{1,2}(?:/\d{4})?(?:\snăm\s\d{4})?|"
    r"quý\s[IVX\d]+(?:/\d{4})?(?:\snăm\s\d{4})?|"
    r"năm học\s\d{4}\s?[-–]\s?\d{4}|năm\s\d{4}(?:\s?[-–]\s?\d{4})?)"
)
_BY_ACT = re.compile(
    r"\s(?:như\s)?(?:yêu cầu\s|quy định\s)?(?:theo|tại|của)\s(?:Nghị quyết|Nghị định|Quyết định|Chỉ thị|Thông tư|"
    r"Kết luận|Luật|Công văn)\s(?:liên tịch\s)?(?:số\s)?\d[^,;()]*"
)
_AT_PLACE = re.compile(
    rf"\s(?:tập trung |nhất là )?(?:ở|tại|của|trên|dọc|quanh|từ|tới|đến)\s(?:các |địa bàn |ven )*"
    r"(?:huyện|thị xã|thành phố|TP\.?|xã|phường|thị trấn|khu|cụm|cảng|sông|hồ|bãi biển|đảo|vùng|ven biển)[^,;()]*?"
    rf"[{CAPITALS}][\wà-ỹ]*(?:\s[{CAPITALS}][\wà-ỹ]*)*"
    r"(?:(?:\svà|,)\s(?:\d+\s)?(?:(?:huyện|thị xã|thành phố|xã|phường|thị trấn|khu|cụm|đảo)\s(?:của\s)?)*"
    rf"[{CAPITALS}][\wà-ỹ]*(?:\s[{CAPITALS}][\wà-ỹ]*)*)*"
)
_AMOUNT = re.compile(
    r"(?:^|\s)(?:(?:sau|trong|đủ|khoảng|ít nhất|tối thiểu|tối đa|không quá|không dưới|trên|dưới|gần|hơn|mức)\s)*"
    r"\d[\d.,]*(?:\s?[-–]\s?\d[\d.,]*)?\s?"
    r"(?:%|(?:nghìn |triệu |tỷ )*(?:đồng|ha|héc-ta|tấn|km|m2|người|lượt|USD|tháng|năm|ngày|giờ)(?:/[\wà-ỹ/]+)?)"
)
_LEADS_TO = re.compile(r"(?:tỷ lệ|mức|đạt|bằng|còn|xuống|lên|là)$")
_TAIL = re.compile(r"(?:\s|^)(?:và|của|cho|với|đến|từ|tại|theo|như|về|ở|trong|để|gồm|là|trên|,|;|:|-|–)+$")
_COUNT = re.compile(r"(?<![\d,./-])(?<!\w)(?:0?[1-9]|[1-4]\d)\s(?=[^\W\d])")
_ARTICLE = re.compile(
    r"(?:^|\s)(?:được đặt ra |quy định |nêu )?(?:tại |ở |theo |của |trong )?(?:các |từ )?"
    r"(?:[Đđ]iểm|[Kk]hoản|[Đđ]iều|[Mm]ục|[Tt]rang|[Pp]hụ lục(?: số)?|[Bb]iểu(?: số)?|[Bb]ảng(?: số)?)\s"
    r"(?:\d+|[IVX]+|[a-zđ](?!\w))"
    r"(?:(?:\s*,|\svà|\s?-)\s?(?:(?:khoản|điều|điểm|Điều|mục)\s)?(?:\d+|[IVX]+|[a-zđ](?!\w)))*"
)
# "chính sách này" said apart from what it points at is "chính sách".
_THIS = re.compile(r"(?<=sách|định)\s(?:này|đó|nêu trên|nói trên)(?!\w)")
# "cho các tổ chức này" points at what was said before; what it is asked for stands without.
_POINTING = re.compile(
    r"\s(?:cho|của|đối với|trong|với|tại)\s(?:các\s|những\s)?(?:[^\s,;]+\s){1,3}(?:này|đó|trên)(?!\w)"
)
_DANGLING = re.compile(r"(?:con số|(?<!từng )(?<!các )mức|số tiền|tỷ lệ|khoảng)$")
_FEWEST, _MOST = 2, 48
_KNOWN = 0.5
# A phrase so short must hold half of what it was cut from.
_SHORT, _KEPT = 7, 0.5
# Stands where something of the report's own was taken out.
_GONE = "\x00"


@dataclass(frozen=True, slots=True)
class Fitting:
    """What belongs to a draft: ``key`` is ``match_key`` of its text, ``year`` the year it was written in.

    ``districts``: whether there were districts when it was written (until 30/6/2025).
    """

    key: str
    year: int | None
    districts: bool = True

    def fit(self, words: str, own: Iterable[str] = (), *, central: bool = False) -> str | None:
        """``words`` without what belongs to the report they come from; ``None`` when too little is left.

        ``own`` are names of places of that report. Times past, documents, brackets and parts between commas that hold
        a figure, an ordinal, a name or a quotation unknown to the draft go. ``central``: the figures come from a
        document of the whole country.
        """
        text = _PROVINCE.sub(self._province, words)
        for name in sorted(own, key=len, reverse=True):
            if match_key(name) not in self.key:
                text = re.sub(rf"(?:của|ở|tại)\s{re.escape(name)}(?!\w)", _data()["own"], text)
        text = self._of_land(_ARTICLE.sub(self._article, text))
        text = _BY_ACT.sub(lambda one: one[0] if match_key(one[0]) in self.key else f" {_data()['by_rule']} ", text)
        text = _SPAN.sub(self._span, text)
        text = _TIME.sub(self._time, text)
        text = _BARE_SPAN.sub(lambda one: one[0] if match_key(one[0]).strip() in self.key else "", text)
        text = _BRACKET.sub(lambda one: "" if _example().search(one[0]) or not self._belongs(one[0]) else one[0], text)
        text = _AT_PLACE.sub(lambda one: one[0] if self._belongs(one[0]) else _GONE, text)
        text = self._examples(text)
        text = _COUNT.sub(self._count, text) if not central else text
        phrase = self._whole(text, central=central)
        if phrase is None or (len(syllables(phrase)) < _SHORT and len(phrase) < _KEPT * len(words)):
            return None
        return phrase if intact(phrase, words) else None

    def _province(self, found: re.Match[str]) -> str:
        return found[0] if match_key(found[0]) in self.key else found[1]

    def _span(self, found: re.Match[str]) -> str:
        if match_key(found[0]).strip() in self.key:
            return found[0]
        past = self.year is not None and int(found[1]) <= self.year
        return f" {_data()['before']}" if past else ""

    def _article(self, found: re.Match[str]) -> str:
        """A reference to an article of the draft judged goes; of a law, the law stays."""
        if match_key(found[0]).strip() in self.key:
            return found[0]
        law = _BEFORE_ACT.match(found.string, found.end())
        return f" {_data()['by']}" if law else ""

    def _time(self, found: re.Match[str]) -> str:
        """A day or year that the draft has and that was not past when it was written stays."""
        years = [int(year) for year in re.findall(r"\d{4}", found[0])]
        past = self.year is not None and any(year < self.year for year in years)
        return found[0] if not past and match_key(found[0]).strip(" ,") in self.key else _GONE

    def _count(self, found: re.Match[str]) -> str:
        """A count of the report's own ("05 nhiệm vụ") goes; one that the draft has stays."""
        before = found.string[: found.start()].split()
        after = found.string[found.end() :].split(" ", 1)[0]
        if before and before[-1].lower() in _data()["measured"]:
            return found[0]
        return found[0] if match_key(f"{found[0]}{after}") in self.key else f"{_data()['several']} "

    def _of_land(self, text: str) -> str:
        """ "các tỉnh ven biển có …" is "các tỉnh có …" where there is no sea."""
        for word in request_words().land:
            if f" {word}" in text and self._strange(word):
                text = re.sub(rf"(?<=tỉnh|ương|uyện)\s{re.escape(word)}(?!\w)", "", text)
        return text

    def _examples(self, text: str) -> str:
        """Without a tail of examples of which the draft has less than half."""
        found = _tail().search(text)
        if found is None:
            return text
        words = [word for word in syllables(found[0]) if len(word) > 1]
        known = sum(f" {word} " in f" {self.key} " for word in words)
        fit = self._belongs(found[0]) and known >= _KNOWN * max(1, len(words))
        return text if fit else text[: found.start()]

    def _whole(self, text: str, *, central: bool) -> str | None:
        kept: list[str] = []
        opened = 0
        for number, found in enumerate(_PIECE.findall(text)):
            torn = _GONE in found and number > 0
            piece = _POINTING.sub("", _THIS.sub("", found.replace(_GONE, "")))
            if not self._belongs(piece, central=central):
                piece = self._one_choice(piece)
                piece = _AMOUNT.sub(self._amount, piece)
            if not torn and self._belongs(piece, central=central) and not _anaphora().search(match_key(piece)):
                kept.append(piece)
                opened = opened or (len(kept) if piece.endswith(":") else 0)
            elif number == 0:
                return None
            elif opened:  # what follows in a list behind the report's own item is its own too
                break
        phrase = " ".join("".join(kept).split())
        while (shorter := _TAIL.sub("", phrase).rstrip(" ,;:")) != phrase:
            phrase = shorter
        if phrase.count("(") != phrase.count(")") or phrase.count("“") != phrase.count("”") or _DANGLING.search(phrase):
            return None
        return phrase if _FEWEST <= len(phrase.split()) <= _MOST else None

    def _belongs(self, piece: str, *, central: bool = False) -> bool:
        if names_law(piece, self.key):
            return False
        plain = _common().sub(" ", piece)
        candidates = [*_ORDINAL.findall(plain), *_QUOTED.findall(plain)]
        if not central and not all(map(self._counted, _NUMBER.finditer(plain))):
            return False
        candidates += [name for name in _NAME.findall(plain) if not name.isupper()]
        if any(not self._has(found) for found in candidates):
            return False
        words = match_key(piece).split()
        if not self.districts and _data()["district"] in words and _data()["commune"] not in words:
            return False
        return not any(self._strange(word) for word in set(_land().findall(match_key(piece))))

    def _one_choice(self, piece: str) -> str:
        """Of "giải trình hoặc điều chỉnh xuống 85%" what needs no figure of the other draft."""
        first, joined, _ = piece.partition(_data()["or"])
        return first if joined and self._belongs(first) and len(first.split()) >= _FEWEST else piece

    def _amount(self, found: re.Match[str]) -> str:
        """Nothing, where the sentence stands without the figure ("hỗ trợ 40% giá máy")."""
        needed = _LEADS_TO.search(found.string[: found.start()]) or bounded(found[0], found.string[found.end() :])
        return found[0] if needed else ""

    def _counted(self, number: re.Match[str]) -> bool:
        """Whether the draft has the figure with the word behind it."""
        after = number.string[number.end() :].split(maxsplit=1)
        words = f"{number[0]} {after[0]}" if after and not number[0].endswith("%") else number[0]
        return self._has(words)

    def _strange(self, word: str) -> bool:
        return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", self.key) is None

    def _has(self, found: str) -> bool:
        border = r"(?<![\w.,/-]){}(?![\w/]|[.,-]\d)"
        return re.search(border.format(re.escape(match_key(found.rstrip(".,")))), self.key) is not None


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "data" / "reuse.toml").read_text("utf-8"))


@cache
def _common() -> re.Pattern[str]:
    """Names and figures that belong to every draft: laws without a number, bodies of the whole country."""
    return re.compile("|".join(rf"(?<!\w){name}(?!\w)" for name in _data()["common"]))


@cache
def _land() -> re.Pattern[str]:
    """Words for kinds of land, the longest first."""
    words = sorted(request_words().land, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(rf"\s*,?\s*(?:{'|'.join(map(re.escape, _data()['examples']))})[\s:].*$", re.DOTALL)


@cache
def _example() -> re.Pattern[str]:
    return re.compile(rf"\((?:{'|'.join(map(re.escape, _data()['examples']))})\s")


@cache
def _anaphora() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, request_words().anaphora)) + r")(?!\w)")
