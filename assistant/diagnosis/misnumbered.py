"""A number of a document with two digits changed about, or of the other level, named once and never introduced."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from assistant.diagnosis.citing import name_of, pair, quote_of, span_of
from assistant.diagnosis.mentions import Mention, around, cites, quoted_at
from assistant.diagnosis.model import Defect
from assistant.diagnosis.phrases import quoted
from assistant.diagnosis.places import place
from assistant.diagnosis.reading import Line, Reading
from assistant.diagnosis.symbols import right_spelling
from assistant.language.normalize import match_key
from assistant.language.references import code_parts

__all__ = ["introduced", "mixed", "other_level", "short_slips", "slips"]

_SHORT = re.compile(
    r"(?<!\w)(?P<type>Nghị quyết|Nghị định|Quyết định|Chỉ thị|Kết luận|Kế hoạch|Chương trình|Thông tư|Quy định)\s"
    r"(?:số\s)?(?P<number>\d{2,4})(?![\w/.-]\w|\w|\s?[-–/]\s?[A-ZĐ]|\s(?:năm|tháng|ngày)\s\d|%)"
)
_OF = re.compile(r"\scủa\s(?:[A-ZĐ]|Ủy)")
_USUAL = 3
_CROWD = 12


def mixed(one: str, two: str) -> bool:
    """Whether two neighbouring digits have changed places; "08" and "80" too."""
    if not (one.isdigit() and two.isdigit()) or one == two:
        return False
    size = max(len(one), len(two))
    a, b = one.zfill(size), two.zfill(size)
    odd = [i for i in range(size) if a[i] != b[i]]
    return len(odd) == 2 and odd[1] == odd[0] + 1 and a[odd[0]] == b[odd[1]] and a[odd[1]] == b[odd[0]]


def introduced(group: Iterable[Mention]) -> bool:
    """Whether one of the mentions gives the document's date, title or name."""
    return any(m.reference.issued_on or m.reference.subject or m.reference.name for m in group)


def slips(reading: Reading, groups: Sequence[Sequence[Mention]]) -> Iterator[Defect]:
    """A bare number named once beside a document of the same symbol whose number is its digits changed about."""
    rows: defaultdict[tuple[str, int | None], list[tuple[str, Sequence[Mention]]]] = defaultdict(list)
    for group in groups:
        number, year, symbol = code_parts(right_spelling(group[0].reference.code or ""))
        rows[symbol, year].append((number, group))
    for row in rows.values():
        for (one, first), (two, second) in combinations(row, 2):
            if not mixed(one, two):
                continue
            for odd, usual in ((first, second), (second, first)):
                told = introduced(usual) or (len(usual) >= _USUAL and len(row) <= _CROWD)
                bare = len(odd) == 1 and not introduced(odd) and told and _one_type(odd[0], usual[0])
                if bare or (len(odd) <= len(usual) and _one_name(odd[0], usual)):
                    yield _slip(reading, odd[0], next((m for m in usual if introduced([m])), usual[0]))
                    break


def _one_type(one: Mention, other: Mention) -> bool:
    kinds = {one.reference.type, other.reference.type}
    return len(kinds) == 1 or None in kinds


def _one_name(odd: Mention, usual: Iterable[Mention]) -> bool:
    """ "Luật Điện lực" with both numbers."""
    name = match_key(odd.reference.name or "")
    return bool(name) and any(match_key(m.reference.name or "") == name for m in usual)


def _slip(reading: Reading, odd: Mention, usual: Mention) -> Defect:
    words = {"name1": name_of(odd), "name2": name_of(usual)}
    return pair(reading, odd, usual, "slip", confidence=0.85, cause=f"number {odd.reference.code}", **words)


def short_slips(reading: Reading, mentions: Iterable[Mention], *, given: bool) -> Iterator[Defect]:
    """ "Nghị quyết 25" where the draft has a Nghị quyết 52 and no 25; ``given``: those that name the body it is of."""
    known: defaultdict[str, dict[str, Mention]] = defaultdict(dict)
    for mention in mentions:
        one = mention.reference
        known[one.type or ""].setdefault(code_parts(one.code or "")[0], mention)
    spoken = list(_spoken(reading))
    uses: defaultdict[tuple[str, str], int] = defaultdict(int)
    for _, found in spoken:
        uses[found["type"], found["number"]] += 1
    for line, found in spoken:
        own, number = known.get(found["type"], {}), found["number"]
        if number in own or number.lstrip("0") in own or uses[found["type"], number] > 1:
            continue
        usual = next((m for n, m in own.items() if mixed(n, number)), None)
        said = _OF.match(line.text, found.end()) is not None
        if usual is not None and introduced([usual]) and said == given:
            yield _short(reading, line, found, usual)


def _spoken(reading: Reading) -> Iterator[tuple[Line, re.Match[str]]]:
    for line in reading.paragraphs:
        for found in _SHORT.finditer(line.text):
            if not quoted_at(line, line.start + found.start()):
                yield line, found


def _short(reading: Reading, line: Line, found: re.Match[str], usual: Mention) -> Defect:
    span = around(line, (line.start + found.start(), line.start + found.end()))
    values = {
        "name1": " ".join(found[0].split()),
        "name2": name_of(usual),
        "place1": place(reading, line.start + found.start()),
        "place2": place(reading, usual.start),
        "quote1": quoted(reading.draft.text[slice(*span)]),
        "quote2": quote_of(reading, usual),
    }
    return Defect(2, 0.82, (span, span_of(usual)), values, "slip", cause=f"short {found[0]}")


def other_level(reading: Reading) -> Iterator[Defect]:
    """A number of the centre and one of the province that are one but for the level: 57-NQ/TW and 57-NQ/TU.

    Of one date they are one document; without a date, a bare number named once is taken for the one that is introduced.
    """
    groups: defaultdict[str, dict[str, list[Mention]]] = defaultdict(lambda: defaultdict(list))
    for mention in cites(reading):
        code = right_spelling(mention.reference.code or "")
        if code.endswith(("/TW", "/TU")) and not quoted_at(mention.line, mention.start):
            groups[code[:-3]][code[-2:]].append(mention)
    for levels in groups.values():
        if len(levels) != 2:
            continue
        few, many = sorted(levels.values(), key=lambda group: (len(group), -group[0].start))
        days = [{m.reference.issued_on for m in group} - {None} for group in (few, many)]
        bare = len(few) == 1 and not introduced(few) and introduced(many)
        if days[0] & days[1] or bare:
            odd = few[0]
            usual = next((m for m in many if introduced([m])), many[0])
            words = {"name1": name_of(odd), "name2": name_of(usual)}
            yield pair(reading, odd, usual, "level", confidence=0.9, cause=f"level {odd.reference.code}", **words)
