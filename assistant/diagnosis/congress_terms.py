"""Congresses of one Party organisation whose ordinals and terms do not agree, though none is known to be right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from assistant.diagnosis.mentions import NamedCongress, around
from assistant.diagnosis.model import Defect
from assistant.diagnosis.phrases import quoted
from assistant.diagnosis.places import place
from assistant.diagnosis.reading import Reading
from assistant.language.congresses import numeral
from assistant.language.normalize import match_key

__all__ = ["two_ordinals"]

_TERM = 5


def two_ordinals(reading: Reading, named: Iterable[NamedCongress]) -> Iterator[Defect]:
    """Provincial congresses of the draft's own place with an ordinal and a five-year term whose steps do not agree.

    A congress is held every five years, so five times the ordinal less the first year is one number for one Party
    organisation, unless it was founded anew (ordinal I); the rarer is odd, of two the later. Source: Điều lệ Đảng.
    """
    meta = reading.draft.metadata
    own = match_key(" ".join(filter(None, (meta.place, meta.issuer, meta.parent_body))))
    row: list[tuple[int, NamedCongress]] = []
    for one in named:
        congress = one.congress
        placed = not congress.place or match_key(congress.place) in own
        if congress.level == "provincial" and congress.ordinal and congress.term and not congress.board and placed:
            begins, ends = congress.term
            if ends - begins == _TERM:
                row.append((_TERM * congress.ordinal - begins, one))
    counts = Counter(step for step, _ in row)
    first: dict[int, NamedCongress] = {}
    for step, one in sorted(row, key=lambda pair: pair[1].span):
        first.setdefault(step, one)
    if len(counts) == 2 and all(one.congress.ordinal != 1 for one in first.values()):
        usual, odd = sorted(counts, key=lambda step: (-counts[step], first[step].span))
        yield _defect(reading, first[odd], first[usual])


def _defect(reading: Reading, odd: NamedCongress, usual: NamedCongress) -> Defect:
    spans = tuple(around(one.line, one.span, one.clause) for one in (odd, usual))
    values: dict[str, str] = {}
    for number, (one, span) in enumerate(zip((odd, usual), spans, strict=True), 1):
        term = one.congress.term or (0, 0)
        values |= {
            f"place{number}": place(reading, one.span[0]),
            f"quote{number}": quoted(reading.draft.text[slice(*span)]),
            f"ordinal{number}": numeral(one.congress.ordinal or 0),
            f"term{number}": f"{term[0]}-{term[1]}",
        }
    return Defect(3, 0.9, spans, values, "steps")
