"""The annex of evidence: what each point rests on, no word of the report repeated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.diagnosis.model import Evidence
from assistant.documents.model import printed_number
from assistant.export.official import Block, Text, TextTable
from assistant.export.told import clipped, reasons, tells, without_quotation
from assistant.review.model import Citation, Suggestion

__all__ = ["Part", "Point", "evidence_blocks"]

_OPENING = 90
_QUOTED = 150
_WORKING = 230
_PLACES = 3
_SIZE = 12


@dataclass(frozen=True, slots=True)
class Point:
    """A suggestion that goes into the report, in the words that were decided."""

    suggestion: Suggestion
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """One heading of the report's body and its points, in the order in which they are printed."""

    title: str
    points: tuple[Point, ...]


def evidence_blocks(parts: Sequence[Part], words: Mapping[str, Any], brief: bool) -> list[Block]:
    """One table a part, then the reports that are cited. ``words`` is ``[annex]`` of the report's wording.

    ``brief`` is for proposals that nobody has decided on: one precedent each, its first words.
    """
    blocks: list[Block] = []
    cited: list[Citation] = []
    for part in parts:
        rows = []
        for number, point in enumerate(part.points, 1):
            one = point.suggestion
            if one.kind == "praise" or not (one.evidence or one.precedents):
                continue
            shown = one.precedents[: 1 if brief else len(one.precedents)]
            cited += shown
            basis = _precedents(one, shown, words, brief) or _checked(one, words)
            draft = _draft(point, words, 1 if brief else _PLACES)
            rows.append((str(number), clipped(point.text, _OPENING), draft, basis))
        if rows:
            blocks.append(TextTable(tuple(words["header"]), tuple(rows), caption=part.title, size=_SIZE))
    if cited:
        blocks.append(Text(words["sources"].format(sources=_sources(cited, words))))
    return blocks


def _draft(point: Point, words: Mapping[str, Any], most: int) -> str:
    """The places in the draft that the remark itself does not quote."""
    if not point.suggestion.evidence:
        return str(words["none"])
    others = [one for one in point.suggestion.evidence if not tells(point.text, one.quote)]
    if not others:
        return str(words["quoted"])
    lines = [_quote(one, words) for one in others[:most]]
    rest = len(others) - len(lines)
    return "\n".join([*lines, *([words["more"].format(count=rest)] if rest else [])])


def _quote(one: Evidence, words: Mapping[str, Any]) -> str:
    page = words["page"].format(page=one.page) if one.page else ""
    heading = clipped(one.section_path[-1], 45) if one.section_path and one.section_path[-1] != one.quote else ""
    where = ", ".join(filter(None, (heading, page)))
    place = words["place"].format(place=where) if where else ""
    return str(words["quote"].format(quote=clipped(one.quote, _QUOTED)) + place)


def _precedents(one: Suggestion, shown: Sequence[Citation], words: Mapping[str, Any], brief: bool) -> str:
    support = max((citation.support for citation in one.precedents), default=0)
    lead = [words["support"].format(count=support)] if support > 1 else []
    quotes = [
        words["precedent"].format(
            quote=clipped(citation.quote, _QUOTED) if brief else citation.quote, source=_source(citation, words)
        )
        for citation in shown
    ]
    return "\n".join([*lead, *quotes]) if quotes else ""


def _checked(one: Suggestion, words: Mapping[str, Any]) -> str:
    working = without_quotation(" ".join(reasons(one.reason)), (evidence.quote for evidence in one.evidence))
    return str(words["checked"].format(working=clipped(working, _WORKING)))


def _source(citation: Citation, words: Mapping[str, Any]) -> str:
    """Number, date and page; the issuer where there is no number."""
    number = printed_number(citation.number, citation.symbol)
    parts = (
        words["source_number"].format(number=number) if number else citation.issuer,
        words["source_date"].format(date=_date(citation)) if citation.issued_on else "",
        words["page"].format(page=citation.page) if citation.page else "",
    )
    return ", ".join(filter(None, parts)) or str(words["source_unknown"])


def _sources(cited: Sequence[Citation], words: Mapping[str, Any]) -> str:
    """Every cited report once, those of one issuer together."""
    by_issuer: dict[str, dict[str, None]] = {}
    for citation in cited:
        number = printed_number(citation.number, citation.symbol)
        parts = (
            words["source_number"].format(number=number) if number else "",
            words["source_date"].format(date=_date(citation)) if citation.issued_on else "",
        )
        name = " ".join(filter(None, parts)) or str(words["source_unknown"])
        by_issuer.setdefault(citation.issuer or "", {})[name] = None
    return "; ".join(
        words["source_issuer"].format(issuer=issuer, reports=", ".join(names)) if issuer else ", ".join(names)
        for issuer, names in by_issuer.items()
    )


def _date(citation: Citation) -> str:
    """ "2020-06-02" as 02/6/2020: days below 10 and months 1 and 2 are padded (NĐ 30/2020)."""
    year, month, day = str(citation.issued_on).split("-")
    return f"{day}/{month if int(month) < 3 else int(month)}/{year}"
