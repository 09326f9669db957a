"""Findings of one kind told together: a report says "these limitations have no solution", not so three times."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.diagnosis.model import Finding
from assistant.review.compose import identity
from assistant.review.model import Suggestion
from assistant.review.profile import DraftProfile
from assistant.review.wording import fill, joined_kinds

__all__ = ["joined"]

_MOST_TOLD = 6
_QUOTED = re.compile(r"“[^”]*”")


def joined(defects: Sequence[tuple[Finding, Suggestion]], draft: DraftProfile) -> list[Suggestion]:
    """The suggestions of ``defects``; those of one kind and part as one where there is a sentence for it.

    The one has the evidence, the findings and the precedents of all, the gravest first.
    """
    groups: dict[tuple[str, str], list[tuple[Finding, Suggestion]]] = {}
    for finding, suggestion in defects:
        apart = "" if finding.kind in joined_kinds() else finding.id
        groups.setdefault((finding.kind, apart or suggestion.outline), []).append((finding, suggestion))
    return [group[0][1] if len(group) == 1 else _as_one(group, draft) for group in groups.values()]


def _as_one(group: Sequence[tuple[Finding, Suggestion]], draft: DraftProfile) -> Suggestion:
    ordered = sorted(group, key=lambda pair: -pair[1].severity * pair[1].confidence)
    findings, suggestions = [pair[0] for pair in ordered], [pair[1] for pair in ordered]
    told = [_told(finding, draft) for finding in findings[:_MOST_TOLD]]
    rest = len(findings) - len(told)
    items = "; ".join(told) + (fill("joined.rest", count=rest) if rest else "")
    precedents = {(one.document_id, one.start): one for suggestion in suggestions for one in suggestion.precedents}
    return replace(
        suggestions[0],
        id=identity("findings", *(finding.id for finding in findings)),
        text=fill(f"joined.{findings[0].kind}", items=items),
        reason=" ".join(f"({number}) {one.reason}" for number, one in enumerate(suggestions, 1)),
        evidence=tuple(evidence for suggestion in suggestions for evidence in suggestion.evidence),
        precedents=tuple(precedents.values())[: max(len(one.precedents) for one in suggestions)],
        finding_ids=tuple(finding.id for finding in findings),
    )


def _told(finding: Finding, draft: DraftProfile) -> str:
    """What a finding is about, in the first words that it quotes, and where they stand."""
    quoted = _QUOTED.search(finding.message)
    words = quoted[0] if quoted else f"“{finding.evidence[0].quote}”"
    return f"{words.replace(';”', '”').replace('.”', '”')} ({draft.place(finding.evidence[0].start)})"
