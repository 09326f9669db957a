"""Suggestions + decisions → the advisory report, in the shape such reports really have."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assistant.documents.model import Document, printed_number
from assistant.export.ledgers import ledger_tables
from assistant.export.official import Annex, Block, Heading, OfficialDocument, Text, TextTable
from assistant.export.word import write_official
from assistant.review.model import OUTLINE_ORDER, Citation, OutlinePart, Review, Suggestion
from assistant.settings import material
from assistant.triage.decisions import Decision

__all__ = ["advisory_report", "write_report"]

_ROMAN = ("", "I", "II", "III")
_SPECIFIC: tuple[OutlinePart, ...] = ("results", "limitations_causes", "forecast_targets", "tasks_solutions")


@dataclass(frozen=True, slots=True)
class _Point:
    """A suggestion that goes into the report, in the words that were decided."""

    suggestion: Suggestion
    text: str


def write_report(review: Review, decisions: Mapping[str, Decision], draft: Document, path: Path) -> None:
    """Write the report on ``draft`` as a Word file."""
    write_official(advisory_report(review, decisions, draft), path)


def advisory_report(review: Review, decisions: Mapping[str, Decision], draft: Document) -> OfficialDocument:
    """The report: accepted and edited points, in the order of an advisory report, with an annex of evidence.

    When nothing was decided yet, every suggestion goes in and the report says that they are proposals.
    """
    words = _words()
    points = list(_points(review, decisions))
    name = _draft_name(draft)
    blocks: list[Block] = []
    if not decisions and points:
        blocks.append(Text(words["annex"]["undecided"]))
    blocks.append(Text(words["basis"]["text"].format(draft=name)))
    blocks += _body(points)
    blocks += _annexes(points, review)
    blocks.append(Text(words["annex"]["note"]))
    head = words["letterhead"]
    return OfficialDocument(
        letterhead="state", parent_body=head["parent_body"], issuer=head["issuer"], symbol=head["symbol"],
        place=head["place"], type=head["type"], subject=head["subject"].format(draft=name), blocks=tuple(blocks),
        recipients=tuple(head["to_recipients"]), signature=tuple(head["signature"]),
    )  # fmt: skip


def _annexes(points: Sequence[_Point], review: Review) -> list[Block]:
    """Evidence and ledgers on landscape pages; annexes are numbered only where there are two (NĐ 30/2020)."""
    words = _words()
    evidence: list[Block] = [_evidence_table(points)] if points else []
    parts = [
        (title, blocks)
        for title, blocks in (
            (words["annex"]["title"], evidence),
            (words["ledger"]["title"], ledger_tables(review.ledgers, words["ledger"])),
        )
        if blocks
    ]
    found: list[Block] = []
    for number, (title, blocks) in enumerate(parts, 1):
        label = f"{words['annex']['label']} {_ROMAN[number]}" if len(parts) > 1 else words["annex"]["label"]
        found += [Annex(label, title, landscape=number == 1), *blocks]
    return found


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((material("prompts") / "wording" / "report.toml").read_text("utf-8"))


def _points(review: Review, decisions: Mapping[str, Decision]) -> Iterator[_Point]:
    for one in review.suggestions:
        decision = decisions.get(one.id)
        if decision is None:
            if not decisions:
                yield _Point(one, one.text)
        elif decision.verdict != "reject":
            yield _Point(one, decision.text if decision.verdict == "edit" and decision.text else one.text)


def _draft_name(draft: Document) -> str:
    basis, metadata = _words()["basis"], draft.metadata
    if not (metadata.type and metadata.subject):
        return str(basis["plain_draft"])
    return str(basis["draft"].format(type=metadata.type.capitalize(), subject=metadata.subject))


def _body(points: Sequence[_Point]) -> list[Block]:
    heads = _words()["heads"]
    blocks: list[Block] = []
    part = 0
    general, form = _of(points, "general"), _of(points, "form")
    if general or form:
        part += 1
        blocks.append(Heading(1, f"{_ROMAN[part]}. {heads['general']}"))
        praise_first = sorted(general, key=lambda point: point.suggestion.kind != "praise")
        blocks += [Text(f"- {point.text}") for point in praise_first]
        if form:
            blocks.append(Text(heads["form"]))
            blocks += [Text(f"- {point.text}") for point in form]
    specific = [(name, found) for name in _SPECIFIC if (found := _of(points, name))]
    if specific:
        part += 1
        blocks.append(Heading(1, f"{_ROMAN[part]}. {heads['specific']}"))
        for number, (name, found) in enumerate(specific, 1):
            blocks.append(Heading(2, f"{number}. {heads[name]}"))
            blocks += [Text(f"- {point.text}") for point in found]
    asked = _of(points, "recommendations")
    if asked:
        blocks.append(Heading(1, f"{_ROMAN[part + 1]}. {heads['recommendations']}"))
        blocks += [Text(point.text if len(asked) == 1 else f"- {point.text}") for point in asked]
    return blocks


def _of(points: Sequence[_Point], outline: OutlinePart) -> list[_Point]:
    return [point for point in points if point.suggestion.outline == outline]


def _evidence_table(points: Sequence[_Point]) -> TextTable:
    words = _words()["annex"]
    rows = []
    for point in sorted(points, key=lambda point: OUTLINE_ORDER.index(point.suggestion.outline)):
        one = point.suggestion
        if one.kind == "praise" or not (one.evidence or one.precedents):
            continue
        quotes = [
            words["quote"].format(quote=_plain(evidence.quote)) + _place(evidence.page) for evidence in one.evidence
        ]
        sources = [words["precedent"].format(quote=c.quote, source=_source(c)) for c in one.precedents]
        checked = words["checked"].format(working=one.reason)
        support = max((citation.support for citation in one.precedents), default=0)
        rows.append((
            point.text, "\n".join(quotes) or words["none"], "\n".join(sources) or checked, str(support or "–"),
        ))  # fmt: skip
    return TextTable(tuple(words["header"]), tuple(rows))


def _plain(quote: str) -> str:
    """A quotation for a cell: the cells of a quoted table row set apart by bars, not by tab stops."""
    return quote.replace("\t", " | ")


def _place(page: int | None) -> str:
    words = _words()["annex"]
    return str(words["place"].format(place=words["page"].format(page=page))) if page else ""


def _source(citation: Citation) -> str:
    words = _words()["annex"]
    number = printed_number(citation.number, citation.symbol)
    date = "/".join(reversed(citation.issued_on.split("-"))) if citation.issued_on else ""
    parts = (
        citation.issuer,
        words["source_number"].format(number=number) if number else "",
        words["source_date"].format(date=date) if date else "",
        words["page"].format(page=citation.page) if citation.page else "",
    )
    return ", ".join(part for part in parts if part)
