"""The letterhead: who issued what, under which number, when and where (Nghị định 30/2020; 36-HD and 05-HD/VPTW)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.documents.blocks import Block
from assistant.documents.headings import is_caps
from assistant.documents.issuers import issuing_bodies
from assistant.documents.model import LetterheadStyle, Metadata
from assistant.documents.numbering import marker_of
from assistant.documents.secrecy import is_stamp, secrecy_of, urgency_of
from assistant.documents.subject import DRAFT_MARK, RULE, read_subject, split_type, tidy_subject
from assistant.documents.wordlists import caps_key, type_code_of, wording

__all__ = ["Letterhead", "is_letterhead_line", "parse_date", "read_letterhead"]

_SEARCHED = 40
_NATION = re.compile(r"CỘNG\s+H[OÒ]?[ÒOÀA]À?A?\s+XÃ\s+HỘI(?:\s+CHỦ\s+NGHĨA(?:\s+VIỆT\s+NAM)?)?")
_PARTY = re.compile(r"ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM")
_MOTTO = re.compile(r"Độc\s+lập\s*[-–—]\s*Tự\s+do\s*[-–—]\s*Hạnh\s+phúc", re.IGNORECASE)
_CODE = r"[A-ZĐƯÂÊÔƠĂ][A-Za-zĐđƯưÔôÂâĂăÊêƠơ&.]{0,14}\d{0,2}"
_SYMBOL = rf"{_CODE}(?:\s?[-–/]\s?{_CODE}){{0,5}}"
_NUMBER = re.compile(
    rf"S[ốỐ]\s*[:.]?\s*(?P<number>\d{{1,5}}[a-zđ]?(?:\s?/\s?(?:19|20)\d\d(?=\s?/))?)?[\s.…_]*[-–/]\s*(?P<symbol>{_SYMBOL})"
)
_SLASHED = re.compile(rf"/\s?(?P<number>(?!))?(?P<symbol>[A-ZĐ]{{2,5}}\s?-\s?{_SYMBOL})$")
_ALONE = re.compile(rf"(?P<number>\d{{1,5}}[a-zđ]?(?:/(?:19|20)\d\d(?=/))?)/(?P<symbol>{_SYMBOL})$")
_NATION_PART = re.compile(
    r"(?:CỘNG\s+H[OÒÀA]+(?:\s+XÃ(?:\s+HỘI)?)?|(?:XÃ\s+)?HỘI\s+CHỦ\s+NGHĨA(?:\s+VIỆT\s+NAM)?|CHỦ\s+NGHĨA\s+VIỆT\s+NAM|"
    r"NGHĨA\s+VIỆT\s+NAM|VIỆT\s+NAM)\b"
)
_BARE_NUMBER = re.compile(r"S[ốỐ]\s*[:.]\s*(?P<number>\d{1,5}[a-zđ]?)?[\s.…_]*$")
_DATE = re.compile(
    r"(?:(?P<place>[^\W\d_](?:[^\W\d_]|[\s.'-]){1,40}?)\s*,\s*)?[Nn]gày\s*(?P<day>[\d\s.…_]{0,14}?)\s*tháng\s*"
    r"(?P<month>[\d\s.…_]{0,14}?)\s*năm\s*(?P<year>(?:19|20)\d\d|20[\s.…_]{0,6}|[.…_\s]{1,10})"
)
_ABOUT = re.compile(r"(?:V\s*/\s*v|Về\s+việc|[Vv]ề việc)\s*:?\s*", re.IGNORECASE)
_ROUNDS = {
    "NHẤT": 1,
    "HAI": 2,
    "BA": 3,
    "TƯ": 4,
    "NĂM": 5,
    "SÁU": 6,
    "BẢY": 7,
    "I": 1,
    "II": 2,
    "III": 3,
    "IV": 4,
    "V": 5,
}
_CUTS = re.compile(
    r"\n|"
    r"(?<=\S)\s*(?=CỘNG\s+H[OÒ]|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM|Độc\s+lập\s*[-–]\s*Tự\s+do)|"
    r"(?<=[A-ZĐ])\s+(?=[A-ZĐ][^\W\d_]+(?:\s[^\W\d_.]+){0,4}\s*,\s*[Nn]gày\s)"
)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What the letterhead says (no signature yet) and how many leading blocks it takes."""

    metadata: Metadata
    end: int


@dataclass(slots=True)
class _Found:
    bodies: list[tuple[str, bool]] = field(default_factory=list)
    stamps: list[str] = field(default_factory=list)
    number: str | None = None
    symbol: str | None = None
    issued_on: str | None = None
    place: str | None = None
    style: LetterheadStyle | None = None
    is_draft: bool = False
    draft_round: int | None = None
    about: list[str] = field(default_factory=list)
    end: int = 0


def read_letterhead(blocks: Sequence[Block]) -> Letterhead:
    """Find the letterhead at the beginning of ``blocks``; a text without one gives empty metadata and end 0."""
    found = _Found()
    type_at = _type_index(blocks)
    limit = type_at if type_at is not None else _anchored_end(blocks)
    _read_lines(blocks[:limit], found)
    kind, code, subject, end = None, None, None, found.end
    if type_at is not None:
        kind, code, first, drafted = split_type(blocks[type_at].text)
        found.is_draft = found.is_draft or drafted
        subject, end = read_subject(blocks, type_at + 1, first)
    elif found.about:
        subject, code = " ".join(found.about), "CV"
    end = _after_addressees(blocks, end) if end else 0
    parent, issuer = issuing_bodies(found.bodies) if end else (None, None)
    metadata = Metadata(
        number=found.number,
        symbol=found.symbol,
        issued_on=found.issued_on,
        issued_on_source="text" if found.issued_on else None,
        place=found.place,
        parent_body=parent,
        issuer=issuer,
        type=kind,
        type_code=code or type_code_of(found.symbol),
        subject=tidy_subject(subject),
        secrecy=secrecy_of(found.stamps),
        urgency=urgency_of(found.stamps),
        is_draft=found.is_draft,
        draft_round=found.draft_round,
        style=found.style,
    )
    return Letterhead(metadata, end)


def is_letterhead_line(text: str) -> bool:
    """Whether the line can only stand in a letterhead: national title, motto, number, place and date, V/v."""
    if len(text) > 120:
        return False
    fixed = _NATION.search(text) or _PARTY.fullmatch(text.strip()) or _MOTTO.search(text)
    number = _NUMBER.match(text)
    rest = text[number.end() :].strip() if number else ""
    numbered = (number and (len(rest) < 25 or parse_date(rest))) or _BARE_NUMBER.match(text) or _SLASHED.match(text)
    dated = _DATE.match(text)
    return bool(fixed or numbered or (dated and dated["place"]) or re.match(r"V\s*/\s*v\b", text) or is_stamp(text))


def parse_date(text: str) -> tuple[str | None, str | None] | None:
    """(place, ISO date or ``None`` if day, month or year is blank or impossible) of a date line, else ``None``."""
    found = _DATE.search(text)
    if found is None:
        return None
    digits = ["".join(re.findall(r"\d", found[part])) for part in ("year", "month", "day")]
    place = " ".join(found["place"].split()) if found["place"] else None
    try:
        return place, date(*(int(part) for part in digits)).isoformat()
    except ValueError:
        return place, None


def _type_index(blocks: Sequence[Block]) -> int | None:
    for index, block in enumerate(blocks[:_SEARCHED]):
        if block.grid is not None or marker_of(block.text) is not None:
            break
        if block.zone != "left" and split_type(block.text)[0] is not None and _stands_out(blocks, index):
            return index
    return None


def _stands_out(blocks: Sequence[Block], index: int) -> bool:
    """A type line is not one of the issuer's lines: it stands below the motto, the number or the date."""
    block = blocks[index]
    if block.zone == "right":
        return False
    return block.centred or block.bold or is_caps(block.text)


def _anchored_end(blocks: Sequence[Block]) -> int:
    """Without a type line: the letterhead reaches to the last number, date, V/v or Kính gửi line near the top."""
    end = 0
    for index, block in enumerate(blocks[:_SEARCHED]):
        text = block.text
        if block.grid is not None or (marker_of(text) is not None and end and not RULE.match(text)):
            break
        short = len(text) < 200
        anchored = _NATION.search(text) or _PARTY.search(text) or _MOTTO.search(text) or _NUMBER.match(text)
        if short and (anchored or _BARE_NUMBER.match(text) or (_DATE.match(text) and len(text) < 70)):
            end = index + 1
        elif short and end and (_ABOUT.match(text) or text.startswith("Kính gửi")):
            end = index + 1
            if text.startswith("Kính gửi"):
                break
    return end


def _read_lines(blocks: Sequence[Block], found: _Found) -> None:
    continues_about = False
    for index, block in enumerate(blocks):
        for line in (part.strip() for part in _CUTS.split(block.text.replace(" · ", "\n"))):
            if not line:
                continue
            was_about, continues_about = continues_about, False
            if _read_line(line, found):
                found.end = index + 1
            elif _ABOUT.match(line) and len(line) < 400:
                found.about.append(_ABOUT.sub("", line, count=1))
                found.end, continues_about = index + 1, True
            elif line.startswith("Kính gửi"):
                found.end = index + 1
            elif was_about and block.zone != "right" and not is_caps(line):
                found.about.append(line)
                found.end, continues_about = index + 1, True
            elif found.number is None and found.symbol is None and block.zone != "right" and _body_like(line):
                found.bodies.append((line, block.bold))


def _read_line(line: str, found: _Found) -> bool:
    """Whether the line is one of the fixed parts of a letterhead."""
    if is_stamp(line):
        found.stamps.append(line)
        return True
    draft = DRAFT_MARK.match(line)
    if draft:
        found.is_draft = True
        if draft["round"]:
            printed = draft["round"].upper()
            found.draft_round = int(printed) if printed.isdigit() else _ROUNDS.get(printed)
        return True
    known = False
    if _PARTY.search(line):
        found.style, known = "party", True
    if _NATION.search(line) or _MOTTO.search(line) or _NATION_PART.fullmatch(line):
        found.style, known = found.style or "state", True
    number = _NUMBER.match(line) or _BARE_NUMBER.match(line) or _SLASHED.match(line) or _ALONE.match(line)
    if number and found.symbol is None:
        found.number = re.sub(r"\s", "", number["number"]) if number["number"] else found.number
        if "symbol" in number.groupdict():
            found.symbol = re.sub(r"\s", "", number["symbol"]).replace("–", "-").rstrip(".")
            if found.style is None and ":" not in number[0] and "/T" in found.symbol:
                found.style = "party"
        known = True
        line = line[number.end() :].strip()
    dated = parse_date(line) if len(line) < 90 else None
    if dated:
        found.place, found.issued_on = dated[0] or found.place, dated[1] or found.issued_on
        known = True
    return known


def _body_like(line: str) -> bool:
    return is_caps(line) and not RULE.match(line) and len(line) <= 150


def _after_addressees(blocks: Sequence[Block], end: int) -> int:
    """Take the rule below the subject and the "Kính gửi" lines into the letterhead."""
    index = end
    while index < len(blocks) and index < end + 3 and blocks[index].grid is None and RULE.match(blocks[index].text):
        index += 1
    while index < len(blocks) and DRAFT_MARK.match(blocks[index].text):
        index += 1
    at_address = index < len(blocks) and blocks[index].text.startswith("Kính gửi")
    before = index > 0 and blocks[index - 1].text.startswith("Kính gửi")
    if not at_address and not before:
        return index
    open_list = (blocks[index] if at_address else blocks[index - 1]).text.rstrip().endswith((":", ";", ","))
    index += int(at_address)
    last = min(len(blocks), end + 15)
    while index < last and blocks[index].grid is None and _is_addressee(blocks[index].text, listed=open_list):
        open_list = open_list and not blocks[index].text.endswith(".")
        index += 1
    return index


def _is_addressee(text: str, *, listed: bool) -> bool:
    """A further line of "Kính gửi": an item of its list, or the bare name of a body."""
    if len(text) > 160:
        return False
    if listed and (text.startswith(("-", "–", "+", "•")) or text.endswith(";")):
        return True
    key = caps_key(text)
    named = any(key.startswith(opener + " ") for opener in wording()["bodies"]["openers"])
    return named and len(text) <= 100 and not text.endswith((".", ":", ","))
