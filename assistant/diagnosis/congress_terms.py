"""Congresses of one Party organisation whose ordinals and terms do not agree, though none is known to be right."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

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
    organisation, unless it was founded anew (ordinal I); the rarer is odd, of two the later. Of one term there is one
    congress, whatever its ordinal. Source: Điều lệ Đảng.
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
    else:
        yield from _of_one_term(reading, [one for _, one in row])


def _of_one_term(reading: Reading, row: Sequence[NamedCongress]) -> Iterator[Defect]:
    terms: defaultdict[tuple[int, int] | None, list[NamedCongress]] = defaultdict(list)
    for one in row:
        terms[one.congress.term].append(one)
    for same in terms.values():
        counts = Counter(one.congress.ordinal for one in same)
        if len(counts) == 2:
            usual, odd = (ordinal for ordinal, _ in counts.most_common())
            one, other = (next(n for n in same if n.congress.ordinal == number) for number in (odd, usual))
            yield _defect(reading, one, other)


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
