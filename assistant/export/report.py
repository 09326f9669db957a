"""Suggestions + decisions → the advisory report, in the shape such reports really have."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assistant.documents.model import Document
from assistant.export.evidence import Part, Point, evidence_blocks
from assistant.export.ledgers import ledger_tables
from assistant.export.official import Annex, Block, Heading, OfficialDocument, Text
from assistant.export.told import itemised
from assistant.export.word import write_official
from assistant.review.model import OutlinePart, Review
from assistant.settings import material
from assistant.triage.decisions import Decision

__all__ = ["REPORT_ORDER", "advisory_report", "write_report"]

_ROMAN = ("", "I", "II", "III")
_SPECIFIC: tuple[OutlinePart, ...] = ("results", "limitations_causes", "forecast_targets", "tasks_solutions")
# Remarks on figures, references and form stand in part I of a report.
REPORT_ORDER: tuple[OutlinePart, ...] = ("general", "form", *_SPECIFIC, "recommendations")


@dataclass(frozen=True, slots=True)
class _Section:
    """A part of the body with the blocks printed over its points."""

    headings: tuple[Block, ...]
    part: Part


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
    sections = _parts(points)
    annexes = _annexes([section.part for section in sections], review, brief=not decisions)
    blocks: list[Block] = []
    if not decisions and points:
        blocks.append(Text(words["annex"]["undecided"]))
    blocks.append(Text(words["basis"]["text"].format(draft=name)))
    blocks += _body(sections)
    blocks += _ending(annexes)
    blocks += annexes
    blocks.append(Text(words["annex"]["note"]))
    head = words["letterhead"]
    return OfficialDocument(
        letterhead="state", parent_body=head["parent_body"], issuer=head["issuer"], symbol=head["symbol"],
        place=head["place"], type=head["type"], subject=_unbroken(head["subject"].format(draft=name)),
        blocks=tuple(blocks), to=tuple(head["to"]), recipients=tuple(head["to_recipients"]),
        signature=tuple(head["signature"]),
    )  # fmt: skip


def _unbroken(title: str) -> str:
    """A title in whose periods ("2020-2025") no line ends."""
    return re.sub(r"(?<=\d)-(?=\d)", "\N{NON-BREAKING HYPHEN}", title)


def _ending(annexes: Sequence[Block]) -> list[Block]:
    """The annexes named, as every annex must be in the text (NĐ 30/2020), and the closing formula."""
    words = _words()
    closing = words["closing"]
    named = [
        closing["annex"].format(
            label=one.label.replace(words["annex"]["label"], closing["label"]), title=one.title.lower()
        )
        for one in annexes
        if isinstance(one, Annex)
    ]
    attached = [Text(closing["attached"].format(annexes="; ".join(named)))] if named else []
    return [*attached, Text(closing["text"])]


def _annexes(parts: Sequence[Part], review: Review, *, brief: bool) -> list[Block]:
    """Evidence and ledgers on landscape pages; annexes are numbered only where there are two (NĐ 30/2020)."""
    words = _words()
    present = [
        (title, blocks)
        for title, blocks in (
            (words["annex"]["title"], evidence_blocks(parts, words["annex"], brief)),
            (words["ledger"]["title"], ledger_tables(review.ledgers, words["ledger"])),
        )
        if blocks
    ]
    found: list[Block] = []
    for number, (title, blocks) in enumerate(present, 1):
        label = f"{words['annex']['label']} {_ROMAN[number]}" if len(present) > 1 else words["annex"]["label"]
        found += [Annex(label, title, landscape=number == 1), *blocks]
    return found


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((material("prompts") / "wording" / "report.toml").read_text("utf-8"))


def _points(review: Review, decisions: Mapping[str, Decision]) -> Iterator[Point]:
    for one in review.suggestions:
        decision = decisions.get(one.id)
        if decision is None:
            if not decisions:
                yield Point(one, one.text)
        elif decision.verdict != "reject":
            yield Point(one, decision.text if decision.verdict == "edit" and decision.text else one.text)


def _draft_name(draft: Document) -> str:
    basis, metadata = _words()["basis"], draft.metadata
    if not (metadata.type and metadata.subject):
        return str(basis["plain_draft"])
    return str(basis["draft"].format(type=metadata.type.capitalize(), subject=metadata.subject))


def _parts(points: Sequence[Point]) -> list[_Section]:
    """The headings of the report that have points, with their numbers."""
    heads = _words()["heads"]
    sections: list[_Section] = []
    top = 0
    general, form = _of(points, "general"), _of(points, "form")
    if general or form:
        top += 1
        title = f"{_ROMAN[top]}. {heads['general']}"
        praise_first = sorted(general, key=lambda point: point.suggestion.kind != "praise")
        sections.append(_Section((Heading(1, title),), Part(title, tuple(praise_first))))
        if form:
            sections.append(_Section((Text(heads["form"]),), Part(heads["form"].rstrip(":"), tuple(form))))
    specific = [(name, found) for name in _SPECIFIC if (found := _of(points, name))]
    for number, (name, found) in enumerate(specific, 1):
        title = f"{number}. {heads[name]}"
        over = (Heading(1, f"{_ROMAN[top + 1]}. {heads['specific']}"),) if number == 1 else ()
        sections.append(_Section((*over, Heading(2, title)), Part(title, tuple(found))))
    top += bool(specific)
    if asked := _of(points, "recommendations"):
        title = f"{_ROMAN[top + 1]}. {heads['recommendations']}"
        sections.append(_Section((Heading(1, title),), Part(title, tuple(asked))))
    return sections


def _body(sections: Sequence[_Section]) -> list[Block]:
    if not sections:
        return [Text(_words()["basis"]["nothing"])]
    blocks: list[Block] = []
    for section in sections:
        blocks += section.headings
        alone = len(section.part.points) == 1 and section.part.points[0].suggestion.outline == "recommendations"
        for point in section.part.points:
            blocks += _remark(point.text, "" if alone else "- ")
    return blocks


def _remark(text: str, marker: str) -> list[Block]:
    """One remark; a long one about several places has them one a line."""
    taken_apart = itemised(text)
    if taken_apart is None:
        return [Text(f"{marker}{text}")]
    *first, last = taken_apart.items
    items = [*(f"+ {item};" for item in first), f"+ {last}."]
    return [Text(f"{marker}{taken_apart.lead}:"), *map(Text, items), Text(taken_apart.request)]


def _of(points: Sequence[Point], outline: OutlinePart) -> list[Point]:
    return [point for point in points if point.suggestion.outline == outline]
