"""A defect of the draft itself, with its evidence and its working. Frozen, no I/O."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from assistant.documents.model import Document

if TYPE_CHECKING:
    from assistant.diagnosis.reading import Reading

FindingKind = Literal[
    "figure_conflict", "table_arithmetic", "percent_mismatch", "unit_mismatch", "duplicate_passage",
    "limitation_without_solution", "target_at_risk_without_cause_or_solution", "praise_limitation_contradiction",
    "vague_solution", "reference_confusion", "citation_inconsistency", "outdated_reference", "missing_section",
    "numbering_gap", "enumeration_without_assessment", "undefined_abbreviation", "inconsistent_name",
    "governing_target_missing", "annex_reference_broken", "internal_reference_broken", "figure_without_baseline",
    "date_conflict", "overlong", "topic_heading", "layout",
]  # fmt: skip
Severity = Literal[1, 2, 3]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quotation of the draft: ``quote == draft.text[start:end]``."""

    quote: str
    page: int | None
    section_path: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class GoverningQuote:
    """A quotation of the governing resolution: ``quote == governing.text[start:end]``."""

    quote: str
    page: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One defect. ``severity`` 3 is gravest; ``confidence`` is a probability that a careful official agrees.

    ``message`` and ``suggestion`` are ready official Vietnamese; ``working`` is the sum recomputed, the two
    values side by side, or the rule, in words. ``id`` is stable for the same draft text.
    """

    id: str
    kind: FindingKind
    severity: Severity
    confidence: float
    message: str
    suggestion: str
    evidence: tuple[Evidence, ...]
    working: str
    governing: tuple[GoverningQuote, ...] = ()


LedgerName = Literal["targets", "limitations", "governing"]
Depth = Literal["none", "mentioned", "figures", "judged"]


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One line of a ledger: what it is about in the draft's or the resolution's own words, and the quotations that
    state it, show its progress, give its causes and its solutions. ``depth``: how deeply the draft treats it;
    ``at_risk``: a target not met or hard to meet.
    """

    subject: str
    stated: tuple[Evidence, ...] = ()
    progress: tuple[Evidence, ...] = ()
    causes: tuple[Evidence, ...] = ()
    solutions: tuple[Evidence, ...] = ()
    governing: tuple[GoverningQuote, ...] = ()
    depth: Depth = "none"
    at_risk: bool = False


@dataclass(frozen=True, slots=True)
class Ledger:
    """A table of the draft's argument: targets × progress × cause × solution; limitations × causes × solutions; what
    the governing resolution asks × where the draft treats it.
    """

    name: LedgerName
    rows: tuple[LedgerRow, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a check looks at: the draft and, where given, its governing resolution."""

    draft: Document
    governing: Document | None = None


Claim = Literal["fact", "hint"]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Defect:
    """What a check reports before it is put into words.

    ``spans`` are half-open offsets into the draft, the place to look at first leading; ``values`` fill the wording
    ``[kind.variant]`` of ``prompts/wording/findings/``. Defects of one kind with the same non-empty ``cause``
    become one finding with several places. ``governing`` are spans of the governing resolution.
    """

    severity: Severity
    confidence: float
    spans: tuple[Span, ...]
    values: Mapping[str, str] = field(default_factory=dict)
    variant: str = "main"
    cause: str = ""
    governing: tuple[Span, ...] = ()


CheckFunction = Callable[["Reading"], Iterable[Defect]]


@dataclass(frozen=True, slots=True)
class Check:
    """A registered check: its kind, class, and the function that finds."""

    kind: FindingKind
    claim: Claim
    find: CheckFunction = field(repr=False)
