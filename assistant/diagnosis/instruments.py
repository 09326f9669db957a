"""One congress taken for another: the national one and the province's, a wrong ordinal or term, content mixed up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from assistant.diagnosis.borrowing import borrowed
from assistant.diagnosis.congress_terms import two_ordinals
from assistant.diagnosis.credits import credited
from assistant.diagnosis.lone_citations import crossed_levels, other_contents
from assistant.diagnosis.mentions import NamedCongress, around, cites, dated, has_cue, named_congresses
from assistant.diagnosis.misnumbered import other_level, short_slips
from assistant.diagnosis.model import Defect, Severity, Span
from assistant.diagnosis.parts import load_data
from assistant.diagnosis.phrases import quoted
from assistant.diagnosis.places import place
from assistant.diagnosis.reading import Reading
from assistant.diagnosis.registry import check
from assistant.diagnosis.short_bodies import misgiven
from assistant.documents.model import Document
from assistant.language.congresses import Congress, Level, congresses, numeral
from assistant.language.normalize import match_key

__all__ = ["reference_confusion"]

_YEARS = re.compile(r"(?<!\d)20\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class _Own:
    """The province's own congress: ordinal, first year of its term if known, keys of the province's names, votes."""

    ordinal: int
    begins: int | None
    places: frozenset[str]
    votes: int
    governed: bool


@check(kind="reference_confusion", claim="fact")
def reference_confusion(reading: Reading) -> Iterator[Defect]:
    """A national congress with the ordinal of the province's, or the other way round; ordinal and term that disagree.

    Rule: the province's own ordinal is learned from the governing resolution, the subject of the draft and the mentions
    with level, ordinal and term; a mention is reported where its ordinal cannot be that of the level its words name,
    where its term is not that of its ordinal (one congress every five years), or where content that the draft itself
    credits to one congress is credited to the other. Earlier and coming congresses of either level are left alone.
    Source: Điều lệ Đảng (regular congresses every five years); the ordinals and terms in ``data/references.toml``.
    """
    named = list(named_congresses(reading))
    own = _own(reading, named)
    named = [_levelled(one, own) for one in named]
    moment = dated(reading)
    latest = _latest(moment.day if moment else None)
    seen: set[Span] = set()
    for one in named:
        defect = _judged(reading, one, own, latest)
        if defect is not None and defect.spans[0] not in seen:
            seen.add(defect.spans[0])
            yield defect
    for defect in two_ordinals(reading, named):
        if defect.spans[0] not in seen:
            seen.add(defect.spans[0])
            yield defect
    yield from credited(reading, named, seen)
    yield from crossed_levels(reading)
    yield from other_level(reading)
    yield from misgiven(reading)
    yield from short_slips(reading, [m for m in cites(reading) if m.reference.code], given=True)
    yield from other_contents(reading)
    yield from borrowed(reading)


def _levelled(one: NamedCongress, own: _Own | None) -> NamedCongress:
    """A mention without a level ("Đại hội XIII") gets it from its ordinal, where the two levels are far apart."""
    congress = one.congress
    if congress.level is not None or congress.ordinal is None or own is None:
        return one
    national = {row["ordinal"] for row in load_data("references")["national"]}
    if congress.ordinal == own.ordinal:
        level: Level = "provincial"
    elif congress.ordinal in national and abs(congress.ordinal - own.ordinal) >= 3:
        level = "national"
    else:
        return one
    return replace(one, congress=replace(congress, level=level))


def _latest(moment: str | None) -> int:
    """The last national congress opened by ``moment``; the last one known where the moment is not."""
    rows = load_data("references")["national"]
    opened = [row["ordinal"] for row in rows if moment is None or row["opened"].isoformat() <= moment]
    return int(opened[-1]) if opened else int(rows[-1]["ordinal"])


def _own(reading: Reading, named: Iterable[NamedCongress]) -> _Own | None:
    votes: Counter[int] = Counter()
    begins: Counter[tuple[int, int]] = Counter()
    meta = reading.draft.metadata
    places = {match_key(word) for word in (meta.place,) if word}
    heavy = [*_heads(reading.draft), *(_heads(reading.governing) if reading.governing else [])]
    governed = bool(reading.governing and _heads(reading.governing))
    for congress, weight in [*((c, 4) for c in heavy), *((n.congress, 1) for n in named)]:
        if congress.level != "provincial" or congress.ordinal is None:
            continue
        votes[congress.ordinal] += weight + (1 if congress.term else 0)
        if congress.term and congress.term[1] - congress.term[0] == 5:
            begins[congress.ordinal, congress.term[0]] += weight
    if not votes:
        return None
    best, count = votes.most_common(1)[0]
    rivals = [o for o, n in votes.items() if o != best and n == count]
    if rivals or (count < 2 and len(votes) > 1):
        return None
    years = Counter({year: n for (o, year), n in begins.items() if o == best}).most_common(1)
    places |= {match_key(c.place) for c in [*heavy, *(n.congress for n in named)] if c.place and c.ordinal == best}
    return _Own(best, years[0][0] if years else None, frozenset(places), count, governed)


def _heads(document: Document) -> list[Congress]:
    """Provincial congresses in the subject and the opening lines of a document."""
    first = next((p.text for _, p in document.paragraphs()), "")
    issuer = " ".join(filter(None, [document.metadata.parent_body, document.metadata.issuer]))
    text = f"{document.metadata.subject or ''}\n{first[:600]}\n{issuer.title() if issuer else ''}"
    return [c for c in congresses(text) if c.level == "provincial" and c.ordinal is not None]


def _judged(reading: Reading, one: NamedCongress, own: _Own | None, latest: int) -> Defect | None:
    congress = one.congress
    if congress.ordinal is None:
        return None
    last_known = load_data("references")["national"][-1]["ordinal"]
    if congress.level == "national" and own and latest < congress.ordinal == own.ordinal <= last_known:
        clause = reading.draft.text[slice(*one.clause)]
        return (
            None
            if has_cue("future", clause)
            else _defect(reading, one, "national_ordinal", 3, 0.85, own=own, latest=latest)
        )
    if congress.level == "national" and congress.ordinal > last_known:
        if own is not None and own.ordinal - 1 <= congress.ordinal <= own.ordinal + 1:
            return _defect(reading, one, "national_ordinal", 3, 0.96, own=own, latest=latest)
        return _defect(reading, one, "impossible_ordinal", 3, 0.93, own=own, latest=latest)
    return (
        _wrong_term(reading, one, own) or _wrong_province(reading, one, own, latest) or _last_one(reading, one, latest)
    )


def _wrong_term(reading: Reading, one: NamedCongress, own: _Own | None) -> Defect | None:
    congress = one.congress
    if congress.term is None or congress.ordinal is None:
        return None
    term = f"{congress.term[0]}-{congress.term[1]}"
    if congress.level == "national":
        return _wrong_national_term(reading, one, congress.ordinal, term)
    if own is None or own.begins is None or congress.level == "local" or _elsewhere(one, own):
        return None
    begins = own.begins + 5 * (congress.ordinal - own.ordinal)
    far = congress.level is None and abs(congress.ordinal - own.ordinal) > 1
    if (
        far
        or _founded_anew(congress.ordinal, congress.term[0], own.ordinal, own.begins)
        or congress.term[0] == begins
        or congress.term[1] - congress.term[0] not in {4, 5}
    ):
        return None
    expected = f"{begins}-{begins + 5}"
    basis = _basis(own.ordinal, f"{own.begins}-{own.begins + 5}")
    return _defect(reading, one, "term", 3, 0.94, expected=expected, term=term, basis=basis)


def _founded_anew(ordinal: int, begins: int, own: int, own_begins: int) -> bool:
    """Whether one of two congresses is the first of an organisation founded anew (by the merger of provinces), held
    after the other: the older one's count does not go on.
    """
    return ordinal != own and 1 in {ordinal, own} and (begins < own_begins if own == 1 else begins > own_begins)


def _wrong_national_term(reading: Reading, one: NamedCongress, ordinal: int, term: str) -> Defect | None:
    rows = [row for row in load_data("references")["national"] if row["ordinal"] == ordinal]
    if not rows or term in rows[0]["terms"]:
        return None
    usual = rows[0]["terms"][0]
    return _defect(reading, one, "term", 2, 0.9, expected=usual, term=term, basis=_basis(ordinal, usual))


def _basis(value: int, term: str) -> str:
    """The basis of a comparison of terms, in words."""
    words: str = load_data("references")["basis"]["term"]
    return words.format(ordinal=numeral(value), term=term)


def _elsewhere(one: NamedCongress, own: _Own) -> bool:
    """Whether the mention is of another province's congress: one whose name the draft does not call its own."""
    name = one.congress.place
    return bool(name) and match_key(name or "") not in own.places


def _wrong_province(reading: Reading, one: NamedCongress, own: _Own | None, latest: int) -> Defect | None:
    congress = one.congress
    if own is None or congress.level != "provincial" or congress.ordinal is None or _elsewhere(one, own):
        return None
    away = congress.ordinal - own.ordinal
    if away == 0 or congress.term is not None:
        return None
    clause = reading.draft.text[slice(*one.clause)]
    if has_cue("past", clause) or (away > 0 and has_cue("future", clause)):
        return None
    national = abs(away) >= 2 and congress.ordinal in {latest - 1, latest, latest + 1}
    lone = abs(away) >= 2 and own.votes >= 3 and bool(re.search(r"(?i)nghị quyết", clause))
    last = away == -1 and own.votes >= 4 and own.begins is not None and _of_this_term(clause, own.begins)
    if not (national or lone or last):
        return None
    return _defect(reading, one, "provincial_ordinal", 3, 0.95 if national else 0.85, own=own, latest=latest)


def _last_one(reading: Reading, one: NamedCongress, latest: int) -> Defect | None:
    """The national congress before the last one, named for years that are wholly those of the last one."""
    congress = one.congress
    clause = reading.draft.text[slice(*one.clause)]
    if congress.level != "national" or congress.ordinal != latest - 1 or congress.board or congress.term is not None:
        return None
    begins = next(row["opened"].year for row in load_data("references")["national"] if row["ordinal"] == latest)
    if has_cue("past", clause) or not _of_this_term(clause, begins) or not re.search(r"(?i)nghị quyết", clause):
        return None
    return _defect(reading, one, "last_national", 2, 0.82, latest=latest)


def _of_this_term(clause: str, begins: int) -> bool:
    years = [int(year) for year in _YEARS.findall(clause)]
    return bool(years) and min(years) >= begins and max(years) > begins


def _defect(
    reading: Reading, one: NamedCongress, variant: str, severity: Severity, confidence: float,
    *, own: _Own | None = None, latest: int = 0, **values: str,
) -> Defect:  # fmt: skip
    span = around(one.line, one.span, one.clause)
    witness = ""
    if own is not None:
        words = load_data("references")["basis"]
        witness = words["governed" if own.governed else "votes"].format(count=own.votes)
    filled = {
        "place": place(reading, one.span[0]),
        "quote": quoted(reading.draft.text[slice(*span)]),
        "ordinal": numeral(one.congress.ordinal or 0),
        "expected": numeral(own.ordinal) if own else "",
        "national": numeral(latest),
        "witness": witness,
    } | values
    return Defect(severity, confidence, (span,), filled, variant)
