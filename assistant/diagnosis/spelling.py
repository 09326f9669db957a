"""One word spelled in two styles: capitals of official names, places of tone marks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache

from assistant.diagnosis.mentions import around, quoted_at
from assistant.diagnosis.model import Defect, Span
from assistant.diagnosis.parts import load_data
from assistant.diagnosis.places import place
from assistant.diagnosis.reading import Line, Reading
from assistant.language.normalize import nfc

__all__ = ["capitals", "rimes", "tones"]

_Use = tuple[Line, Span]

# Many write "hoá" and "ủy" all through: the two rimes are two habits, and each is looked at by itself.
_RIMES = (
    (
        re.compile(r"(?<=[^\W\d_])[óòỏõọ][ae](?!\w)", re.IGNORECASE),
        re.compile(r"(?<=[^\W\d_])o[áàảãạéèẻẽẹ](?!\w)", re.IGNORECASE),
    ),
    (re.compile(r"(?<![qQ])[úùủũụ]y(?!\w)", re.IGNORECASE), re.compile(r"(?<![qQ])u[ýỳỷỹỵ](?!\w)", re.IGNORECASE)),
)


@cache
def _names() -> re.Pattern[str]:
    row = load_data("names")["capitals"]
    names = sorted([*row["names"], *row["free"]], key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names), re.IGNORECASE)


@cache
def _free() -> frozenset[str]:
    return frozenset(name.lower() for name in load_data("names")["capitals"]["free"])


def capitals(reading: Reading) -> Iterator[Defect]:
    """An official name that is written with different capitals; the rarer way is reported when it is clearly rarer.

    Names wholly in lower case are common nouns and left alone, and so are titles in capitals.
    """
    ways: defaultdict[str, dict[str, list[_Use]]] = defaultdict(lambda: defaultdict(list))
    for line in reading.paragraphs:
        text = nfc(line.text)
        for found in _names().finditer(text):
            printed, key = found[0], found[0].lower()
            if (
                printed.isupper()
                or (printed.islower() and key not in _free())
                or quoted_at(line, line.start + found.start())
            ):
                continue
            ways[key][printed].append((line, (line.start + found.start(), line.start + found.end())))
    for forms in ways.values():
        if len(forms) < 2:
            continue
        (usual, many), *rest = sorted(forms.items(), key=lambda item: -len(item[1]))
        for odd, few in rest:
            if len(many) < 3 or len(few) * 3 > len(many) or odd[1:] == usual[1:]:
                continue
            yield _defect(reading, "capitals", 0.9, odd=odd, few=few, usual=usual, many=many)


def tones(reading: Reading) -> Iterator[Defect]:
    """Both ways of placing tone marks ("hòa" and "hoà"), where the rarer is used at least three times."""
    for pair in _RIMES:
        ways = [
            [(line, _word(line, found)) for line in reading.paragraphs for found in way.finditer(line.text)]
            for way in pair
        ]
        few, many = sorted(ways, key=len)
        if len(few) < 3 or len(many) < 2 * len(few):
            continue
        text = reading.draft.text
        odd, usual = text[slice(*few[0][1])], Counter(text[slice(*span)] for _, span in many).most_common(1)[0][0]
        yield _defect(reading, "tones", 0.85, odd=odd, few=few, usual=usual, many=many)


def rimes(reading: Reading) -> Iterator[Defect]:
    """One word with i here and y there ("bác sĩ", "bác sỹ"), the rarer way at most a third of the other."""
    text = reading.draft.text.lower()
    for pair in load_data("names")["rimes"]["words"]:
        if not all(word in text for word in pair):
            continue
        ways = [
            [
                (line, (line.start + found.start(), line.start + found.end()))
                for line in reading.paragraphs
                for found in re.finditer(rf"(?<!\w){word}(?!\w)", line.text, re.IGNORECASE)
                if not quoted_at(line, line.start + found.start())
            ]
            for word in pair
        ]
        few, many = sorted(ways, key=len)
        if few and len(many) >= 3 * len(few):
            source = reading.draft.text
            odd, usual = (source[slice(*uses[0][1])].lower() for uses in (few, many))
            yield _defect(reading, "tones", 0.88, odd=odd, few=few, usual=usual, many=many)


def _word(line: Line, found: re.Match[str]) -> Span:
    start, end = found.start(), found.end()
    while start and line.text[start - 1].isalpha():
        start -= 1
    return line.start + start, line.start + end


def _defect(
    reading: Reading, variant: str, confidence: float, *, odd: str, few: list[_Use], usual: str, many: list[_Use]
) -> Defect:
    values = {
        "name1": odd,
        "name2": usual,
        "place1": place(reading, few[0][1][0]),
        "place2": place(reading, many[0][1][0]),
        "count1": str(len(few)),
        "count2": str(len(many)),
    }
    spans = tuple(around(line, span) for line, span in [*few[:3], many[0]])
    return Defect(1, confidence, spans, values, variant)
