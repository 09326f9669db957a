"""What opens and closes a report: grounded praise for part I, and to whom part III speaks."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from assistant.diagnosis.model import Evidence, Finding
from assistant.diagnosis.phrases import quoted
from assistant.documents.model import Section, Table
from assistant.language.normalize import match_key
from assistant.language.tokens import sentences
from assistant.review.compose import identity, section_evidence
from assistant.review.model import OutlinePart, Suggestion
from assistant.review.profile import DraftProfile, Passage
from assistant.review.wording import fill, fill_theme

__all__ = ["closing_remarks", "opening_remarks"]

_BODY: tuple[OutlinePart, ...] = ("results", "limitations_causes", "forecast_targets", "tasks_solutions")
_FIGURES = {"figure_conflict", "table_arithmetic", "percent_mismatch", "unit_mismatch"}
_FEWEST_PARTS, _FEWEST_TASKS = 3, 6
_PRIORITIES, _SHORT_WORDS = 3, 14
_BRACKET = re.compile(r"\s*\([^()]*\)")
_CLAUSE_END = re.compile(r"[:;]")


@cache
def _signs() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "data" / "praise.toml").read_text("utf-8"))


def opening_remarks(draft: DraftProfile) -> list[Suggestion]:
    """Praise that the draft's own headings, tables and sentences prove; none when they do not."""
    made = (_structure(draft), _targets_table(draft), _causes(draft), _frank(draft), _practice(draft), _concrete(draft))
    return [one for one in made if one is not None]


def closing_remarks(draft: DraftProfile, findings: Sequence[Finding], chosen: Sequence[Suggestion]) -> list[Suggestion]:
    """Part III: what is asked of whom; what to mend first is taken from the chosen points."""
    drafter, title = _drafter(draft), _title(draft)
    remarks = []
    first = _first_things(chosen)
    name = "finish_first" if first else "finish"
    text = fill(f"recommendations.{name}", drafter=drafter, draft=title, first=first)
    remarks.append(_remark("recommendations", text, fill("recommendations.finish_reason")))
    wrong = [finding for finding in findings if finding.kind in _FIGURES]
    if wrong:
        text = fill("recommendations.figures", drafter=drafter)
        remark = _remark("recommendations", text, fill("recommendations.figures_reason", count=len(wrong)))
        remarks.append(replace(remark, finding_ids=tuple(finding.id for finding in wrong)))
    return remarks


def _structure(draft: DraftProfile) -> Suggestion | None:
    present = [part for part in _BODY if part in draft.parts]
    if len(present) < _FEWEST_PARTS:
        return None
    evidence = tuple(one for part in present for one in section_evidence(draft.parts[part], draft))
    names = "; ".join(fill(f"parts.{part}") for part in present)
    return _remark("general", fill("general.structure", parts=names), fill("general.structure_reason"), evidence)


def _targets_table(draft: DraftProfile) -> Suggestion | None:
    signs = _signs()["targets_table"]
    for section, table in draft.document.tables():
        caption, header = table.caption or "", match_key(" ".join(table.header))
        if _any(signs["caption"], match_key(caption)) and _any(signs["header"], header):
            values = {"caption": quoted(caption), "rows": len(table.rows)}
            evidence = _caption(draft, section, table)
            return _remark("general", fill("general.targets_table", **values), fill("general.seen_reason"), evidence)
    return None


def _causes(draft: DraftProfile) -> Suggestion | None:
    signs = _signs()["causes"]
    found: list[Section] = []
    for cues in (signs["first"], signs["second"]):
        section = next((s for s in draft.document.walk() if _any(cues, match_key(s.title))), None)
        if section is None:
            return None
        found.append(section)
    evidence = tuple(one for section in found for one in section_evidence(section, draft))
    text = fill("general.causes", place=draft.place(found[0].start))
    return _remark("general", text, fill("general.seen_reason"), evidence)


def _frank(draft: DraftProfile) -> Suggestion | None:
    places = [p for p in draft.passages if p.part == "limitations_causes"]
    return _told(draft, places, _signs()["frank"]["words"], (), "frank", figures=True)


def _practice(draft: DraftProfile) -> Suggestion | None:
    signs = _signs()["practice"]
    places = [p for p in draft.passages if p.part == "results"]
    return _told(draft, places, signs["object"], signs["said"], "practice")


def _concrete(draft: DraftProfile) -> Suggestion | None:
    signs = _signs()["concrete"]
    tasks = [p for p in draft.passages if p.part == "tasks_solutions"]
    concrete = [p for p in tasks if _any(signs["words"], p.key)]
    if len(tasks) < _FEWEST_TASKS or len(concrete) < signs["share"] * len(tasks):
        return None
    return _told(draft, concrete, signs["words"], (), "concrete", figures=True)


def _told(
    draft: DraftProfile, places: Sequence[Passage], words: Sequence[str], said: Sequence[str], name: str, *,
    figures: bool = False,
) -> Suggestion | None:  # fmt: skip
    """Praise that quotes the first sentence with one of ``words``, one of ``said`` if given, and a figure if asked."""
    for passage, start, end in _sentences(places):
        text = passage.paragraph.text[start:end]
        key = match_key(text)
        if _any(words, key) and (not said or _any(said, key)) and (not figures or any(c.isdigit() for c in key)):
            at = passage.paragraph.start + start
            page = draft.document.page_at(at) or passage.paragraph.page
            evidence = Evidence(text, page, passage.section.path, at, at + len(text))
            made = fill(f"general.{name}", place=draft.place(at), quote=quoted(text.lstrip("-+• ")))
            return _remark("general", made, fill("general.seen_reason"), (evidence,))
    return None


def _sentences(places: Sequence[Passage]) -> Iterator[tuple[Passage, int, int]]:
    for passage in places:
        for start, end in sentences(passage.paragraph.text):
            yield passage, start, end


def _first_things(chosen: Sequence[Suggestion]) -> str:
    """The gravest points that have a name of their own, as verb phrases."""
    themes = [one.request_key.removeprefix("theme:") for one in chosen if one.request_key.startswith("theme:")]
    names = [_short(fill_theme(f"requests.{name}")) for name in themes[:_PRIORITIES]]
    return "; ".join(names)


def _short(request: str) -> str:
    """The request up to its first colon or semicolon, and up to its first comma when that is still long."""
    short = _CLAUSE_END.split(_BRACKET.sub("", request))[0].strip()
    return short if len(short.split()) <= _SHORT_WORDS else short.split(",")[0].strip()


def _drafter(draft: DraftProfile) -> str:
    """The issuer as the draft itself writes it in running text; a letterhead in capitals is not repeated."""
    issuer = draft.document.metadata.issuer or ""
    text = draft.document.text
    written = (found[0] for found in re.finditer(re.escape(issuer), text, re.IGNORECASE)) if issuer else iter(())
    return next((words for words in written if not words.isupper()), fill("recommendations.drafter"))


def _title(draft: DraftProfile) -> str:
    metadata = draft.document.metadata
    if not metadata.type:
        return fill("recommendations.draft")
    return f"{fill('recommendations.draft')} {metadata.type.capitalize()}"


def _remark(outline: OutlinePart, text: str, reason: str, evidence: tuple[Evidence, ...] = ()) -> Suggestion:
    return Suggestion(
        id=identity(outline, text), outline=outline, kind="praise" if outline == "general" else "recommendation",
        ask="other", text=text, reason=reason, severity=1, confidence=0.9, evidence=evidence, precedents=(),
        request_key=f"frame:{outline}",
    )  # fmt: skip


def _caption(draft: DraftProfile, section: Section, table: Table) -> tuple[Evidence, ...]:
    caption = table.caption or ""
    start = draft.document.text.find(caption)
    if start < 0:
        return ()
    return (Evidence(caption, draft.document.page_at(start), section.path, start, start + len(caption)),)


def _any(cues: Sequence[str], key: str) -> bool:
    return any(cue in key for cue in cues)
