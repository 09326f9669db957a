"""What opens and closes a report: grounded praise for part I, and to whom part III speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.diagnosis.model import Evidence, Finding
from assistant.review.compose import identity
from assistant.review.model import OutlinePart, Suggestion
from assistant.review.profile import DraftProfile
from assistant.review.wording import fill

__all__ = ["closing_remarks", "opening_remarks"]

_BODY: tuple[OutlinePart, ...] = ("results", "limitations_causes", "forecast_targets", "tasks_solutions")
_FIGURES = {"figure_conflict", "table_arithmetic", "percent_mismatch", "unit_mismatch"}
_FEWEST_PARTS, _FEWEST_TABLES = 3, 2


def opening_remarks(draft: DraftProfile) -> list[Suggestion]:
    """Praise that the draft's own headings and tables prove; none when they do not."""
    remarks = []
    present = [part for part in _BODY if part in draft.parts]
    if len(present) >= _FEWEST_PARTS:
        evidence = tuple(_heading(draft, part) for part in present)
        names = "; ".join(fill(f"parts.{part}") for part in present)
        text = fill("general.structure", parts=names)
        remarks.append(_remark("general", text, fill("general.structure_reason"), evidence))
    tables = list(draft.document.tables())
    if len(tables) >= _FEWEST_TABLES:
        shown = [(section, table) for section, table in tables if table.caption][:3]
        evidence = tuple(e for section, table in shown if (e := _caption(draft, section.path, table.caption or "")))
        text = fill("general.tables", count=len(tables))
        remarks.append(_remark("general", text, fill("general.tables_reason"), evidence))
    return remarks


def closing_remarks(draft: DraftProfile, findings: Sequence[Finding]) -> list[Suggestion]:
    """Part III: what is asked of whom."""
    drafter = _drafter(draft)
    title = _title(draft)
    remarks = []
    wrong = [finding for finding in findings if finding.kind in _FIGURES]
    if wrong:
        text = fill("recommendations.figures", drafter=drafter)
        remark = _remark("recommendations", text, fill("recommendations.figures_reason", count=len(wrong)))
        remarks.append(replace(remark, finding_ids=tuple(finding.id for finding in wrong)))
    text = fill("recommendations.finish", drafter=drafter, draft=title)
    remarks.append(_remark("recommendations", text, fill("recommendations.finish_reason")))
    return remarks


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
    )  # fmt: skip


def _heading(draft: DraftProfile, part: OutlinePart) -> Evidence:
    section = draft.parts[part]
    quote = draft.document.text[section.start : section.end]
    return Evidence(quote, section.page, section.path, section.start, section.end)


def _caption(draft: DraftProfile, path: tuple[str, ...], caption: str) -> Evidence | None:
    start = draft.document.text.find(caption)
    if start < 0:
        return None
    return Evidence(caption, draft.document.page_at(start), path, start, start + len(caption))
