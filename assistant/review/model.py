"""Suggestions for an advisory report, each with evidence in the draft and precedents. Frozen, no I/O."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.advice.model import Ask, CommentKind
from assistant.diagnosis.model import Evidence, Ledger, Severity

OutlinePart = Literal[
    "general", "results", "limitations_causes", "forecast_targets", "tasks_solutions", "form", "recommendations"
]
CitationStatus = Literal["exact", "near"]
OUTLINE_ORDER: tuple[OutlinePart, ...] = (
    "general", "results", "limitations_causes", "forecast_targets", "tasks_solutions", "form", "recommendations",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Citation:
    """A precedent's own words, found again in its stored page. A quotation that is missing never becomes one.

    ``difference`` says in what a near quotation differs in print; ``support`` how many reports ask the same.
    """

    document_id: str
    number: str | None
    symbol: str | None
    issued_on: str | None
    issuer: str | None
    page: int | None
    quote: str
    status: CitationStatus
    support: int
    start: int
    end: int
    difference: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One point for the report, in official Vietnamese, ready to send. ``id`` is stable for the same inputs.

    ``contradicts`` are precedents that ask the contrary; ``request_key`` names what is asked, the same from draft to
    draft, so that decisions about it can be remembered; ``learned`` is what they changed in its rank, in words.
    """

    id: str
    outline: OutlinePart
    kind: CommentKind
    ask: Ask
    text: str
    reason: str
    severity: Severity
    confidence: float
    evidence: tuple[Evidence, ...]
    precedents: tuple[Citation, ...]
    finding_ids: tuple[str, ...] = ()
    contradicts: tuple[Citation, ...] = ()
    request_key: str = ""
    learned: str = ""


@dataclass(frozen=True, slots=True)
class MetRequest:
    """A request of a comparable report that the draft has met already: "đã đáp ứng"."""

    precedent: Citation
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class Review:
    """The outcome of a review; ``suggestions`` may be empty, with the reason in ``notes``."""

    path: str
    governing: str | None
    model: str
    index_manifest: str
    suggestions: tuple[Suggestion, ...]
    notes: tuple[str, ...]
    took_ms: int
    met: tuple[MetRequest, ...] = ()
    template: str = ""
    ledgers: tuple[Ledger, ...] = ()
