"""How a citation is quoted and compared: titles by their telling words, places, the defect of one or two mentions."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from assistant.diagnosis.mentions import Mention, around, day
from assistant.diagnosis.model import Defect, Severity
from assistant.diagnosis.ordinals import roman
from assistant.diagnosis.parts import load_data
from assistant.diagnosis.phrases import quoted
from assistant.diagnosis.places import place
from assistant.diagnosis.reading import Reading
from assistant.language.normalize import match_key
from assistant.language.references import date_in

__all__ = [
    "content",
    "name_of",
    "on_day",
    "pair",
    "quote_of",
    "share",
    "short",
    "single",
    "span_of",
    "with_told_day",
    "years",
]

_TOLD = re.compile(
    r"\W*(?:Vào\s)?[Nn]gày\s(?P<day>\d{1,2}/\d{1,2}/\d{4}|\d{1,2}\stháng\s\d{1,2}\snăm\s\d{4}),?\s[^.;\d]{3,90}?\s"
    r"(?:đã\s)?(?:ký\s)?(?:ban hành|thông qua)\s$"
)
_EMPTY = frozenset(load_data("references")["empty"])


@cache
def content(text: str) -> frozenset[str]:
    """The words of a title that tell it from another."""
    words = re.findall(r"[^\W_]+", match_key(text.replace("KT-XH", "kinh tế xã hội")))
    return frozenset(word for word in words if word not in _EMPTY)


def share(one: str, other: str) -> float:
    """The share of the shorter title's words that the longer one has."""
    a, b = content(one), content(other)
    return len(a & b) / max(1, min(len(a), len(b)))


def years(text: str) -> frozenset[str]:
    """The numbers of a title, in figures or Roman."""
    return frozenset(word for word in content(text) if word.isdigit() or (len(word) > 1 and roman(word.upper())))


def short(subject: str | None) -> str:
    """The first words of a title."""
    words = (subject or "").split()
    return " ".join(words[:16]) + ("…" if len(words) > 16 else "")


def with_told_day(reading: Reading, mention: Mention) -> Mention:
    """The mention with the day that its sentence opens with: "Ngày 16/7/2021, HĐND tỉnh ban hành Nghị quyết số …"."""
    found = _TOLD.fullmatch(reading.draft.text[mention.clause[0] : mention.start])
    if found is None or mention.reference.issued_on:
        return mention
    return replace(mention, reference=replace(mention.reference, issued_on=date_in(found["day"])))


def name_of(mention: Mention) -> str:
    """ "Nghị quyết số 47-NQ/TU"."""
    one = mention.reference
    return f"{one.type or load_data('references')['basis']['document']} số {one.code}"


def on_day(iso: str | None) -> str:
    """ "ngày 22/7/2021"."""
    return f"ngày {day(iso)}" if iso else ""


def span_of(mention: Mention) -> tuple[int, int]:
    """What is quoted of a mention: its clause, as far as a quotation bears."""
    one = mention.reference
    end = mention.line.start + one.date_span[1] if one.date_span else mention.end
    return around(mention.line, (mention.start, max(end, mention.end)), mention.clause)


def quote_of(reading: Reading, mention: Mention) -> str:
    """The quotation of a mention, ready for a sentence."""
    return quoted(reading.draft.text[slice(*span_of(mention))])


def single(
    reading: Reading, mention: Mention, variant: str, *, confidence: float, cause: str = "", **words: str
) -> Defect:
    """A defect of one mention: the wording ``variant`` with its blanks. A slip of form is lighter than one of fact."""
    severity: Severity = 1 if variant == "form" else 2
    values = {"place": place(reading, mention.start), "quote": quote_of(reading, mention)} | words
    return Defect(severity, confidence, (span_of(mention),), values, variant, cause=cause)


def pair(
    reading: Reading, odd: Mention, other: Mention, variant: str, *, confidence: float, cause: str = "", **words: str
) -> Defect:
    """A defect of two mentions, the odd one leading."""
    values = {
        "place1": place(reading, odd.start),
        "place2": place(reading, other.start),
        "quote1": quote_of(reading, odd),
        "quote2": quote_of(reading, other),
    } | words
    return Defect(2, confidence, (span_of(odd), span_of(other)), values, variant, cause=cause)
