"""Content of congresses: "ba đột phá chiến lược" credited to the national congress here, to the province's there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.diagnosis.mentions import NamedCongress, around
from assistant.diagnosis.model import Defect, Span
from assistant.diagnosis.parts import load_data
from assistant.diagnosis.phrases import quoted
from assistant.diagnosis.places import place
from assistant.diagnosis.reading import Reading
from assistant.language.congresses import congresses
from assistant.language.normalize import match_key

__all__ = ["credited"]

_COUNT = (
    r"(?P<count>\d{1,2}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s"
    r"(?P<thing>nhiệm vụ trọng tâm(?:,? (?:mang tính )?đột phá)?|khâu đột phá|đột phá chiến lược|đột phá|"
    r"nhiệm vụ đột phá|"
    r"chương trình trọng tâm|chương trình trọng điểm|chương trình hành động|chương trình lớn|định hướng lớn|"
    r"(?:nhóm )?chỉ tiêu(?: chủ yếu)?)(?!\w)"
)
_CONTENT = re.compile(_COUNT, re.IGNORECASE)
_AFTER = re.compile(r"(?:mà|do|theo|của|tại|trong|nêu)(?!\w)")
_BEFORE = re.compile(r"đề ra|xác định|quyết định|nêu|chỉ ra|thông qua|giao")
_REACHED = re.compile(r"(?<!\w)(?:đạt|vượt|hoàn thành|không đạt|chưa đạt|có khả năng đạt)(?!\w)")
_NUMBERS = {
    w: n for n, w in enumerate(["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"])
}


@dataclass(frozen=True, slots=True)
class _Credit:
    """ "Ba đột phá chiến lược" and the congress it is credited to."""

    count: int
    thing: str
    printed: str
    named: NamedCongress
    span: Span


def credited(reading: Reading, named: list[NamedCongress], seen: set[Span]) -> Iterator[Defect]:
    """Content that the draft credits to one level here and to the other elsewhere, against what is known of it."""
    credits = list(_credits(named))
    national = {(row["count"], row["thing"]) for row in load_data("references")["national_content"]}
    governing = match_key(reading.governing.text) if reading.governing else ""
    local = {(c.count, c.thing) for c in credits if c.named.congress.level == "provincial"}
    central = {(c.count, c.thing) for c in credits if c.named.congress.level == "national"}
    for credit in credits:
        key, level = (credit.count, credit.thing), credit.named.congress.level
        told = _told(governing, key)
        if (
            level == "provincial"
            and key in national
            and not told
            and (key in central or _otherwise(governing, local, key))
        ):
            defect = _credit_defect(reading, credit, "provincial")
        elif level == "national" and key not in national and (told or key in local or _own_targets(reading, credit)):
            defect = _credit_defect(reading, credit, "national")
        else:
            continue
        if defect.spans[0] not in seen:
            seen.add(defect.spans[0])
            yield defect


def _own_targets(reading: Reading, credit: _Credit) -> bool:
    """ "Trong 15 chỉ tiêu của Đại hội XIII, có 10 chỉ tiêu đạt": a draft counts the targets of its own congress."""
    clause = reading.draft.text[slice(*credit.named.clause)]
    provincial = any(c.level == "provincial" for line in reading.lines[:40] for c in congresses(line.text))
    return "chỉ tiêu" in credit.thing and provincial and bool(_REACHED.search(clause))


def _told(governing: str, key: tuple[int, str]) -> bool:
    return any(_number(m["count"]) == key[0] and match_key(m["thing"]) == key[1] for m in _CONTENT.finditer(governing))


def _otherwise(governing: str, local: set[tuple[int, str]], key: tuple[int, str]) -> bool:
    """Whether the province is known to have set another number of the same kind, or other breakthroughs."""
    others = {(_number(m["count"]), match_key(m["thing"])) for m in _CONTENT.finditer(governing)} | local
    return any(other != key and ("đột phá" in other[1]) == ("đột phá" in key[1]) for other in others)


def _number(printed: str) -> int:
    return int(printed) if printed.isdigit() else _NUMBERS[match_key(printed)]


def _credits(named: list[NamedCongress]) -> Iterator[_Credit]:
    lines: dict[int, list[NamedCongress]] = {}
    for one in named:
        if one.congress.level in {"national", "provincial"} and not one.congress.board:
            lines.setdefault(one.line.order, []).append(one)
    for row in lines.values():
        text, base = row[0].line.text, row[0].line.start
        for found in _CONTENT.finditer(text):
            near = _nearest(text, base, found, row)
            if near is not None:
                span = (min(base + found.start(), near.span[0]), max(base + found.end(), near.span[1]))
                yield _Credit(_number(found["count"]), match_key(found["thing"]), found[0], near, span)


def _nearest(text: str, base: int, found: re.Match[str], row: list[NamedCongress]) -> NamedCongress | None:
    """The congress that the words say set the content: after it ("do … đề ra") or before it ("… đã xác định")."""
    for one in row:
        start, end = one.span[0] - base, one.span[1] - base
        after, before = text[found.end() : start], text[end : found.start()]
        if found.end() <= start <= found.end() + 90 and _linked(_AFTER, after):
            return one
        if end <= found.start() <= end + 60 and _linked(_BEFORE, before):
            return one
    return None


def _linked(link: re.Pattern[str], between: str) -> bool:
    """Whether the words between say who set the content, and name no other content, congress or sentence."""
    apart = re.search(r"[;.]|Đại hội", between) or _CONTENT.search(between)
    return bool(link.search(between)) and not apart


def _credit_defect(reading: Reading, credit: _Credit, level: str) -> Defect:
    words = load_data("references")["basis"]
    span = around(credit.named.line, credit.span, credit.named.clause)
    actual = "provincial" if level == "national" else "national"
    values = {
        "place": place(reading, credit.span[0]),
        "quote": quoted(reading.draft.text[slice(*span)]),
        "content": credit.printed,
        "stated": words[level],
        "actual": words[actual],
        "basis": words["content"],
    }
    return Defect(3, 0.88, (span,), values, "content")
