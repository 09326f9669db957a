"""The story: read, understand, diagnose, review. Each step takes what it needs and returns a frozen result."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from assistant.advice.model import AdvisoryReport
from assistant.diagnosis.model import Finding, Ledger, Subject
from assistant.documents.model import Document
from assistant.errors import PolicyError
from assistant.review.model import Review
from assistant.review.suggest import PrecedentSource
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.documents.progress import PageProgress
    from assistant.review.suggest import Outcome
    from assistant.review.voice import Spoken, Voice

__all__ = ["Diagnosis", "ReviewOptions", "Stage", "diagnose", "read", "review", "understand"]

Stage = Literal["read", "diagnose", "compare", "done"]
Progress = Callable[[Stage], None]
_MARKS = {"restricted": "MẬT", "secret": "TỐI MẬT", "top_secret": "TUYỆT MẬT"}


class Precedents(PrecedentSource, Protocol):
    """Where precedents come from, and what state of it a review was made with."""

    @property
    def manifest_id(self) -> str:
        """Format, model and contents."""
        ...


def _quiet(stage: Stage) -> None:
    del stage


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The defects of one draft; ``words`` counts the body, ``took_ms`` the whole run."""

    document: Document
    words: int
    findings: tuple[Finding, ...]
    took_ms: int
    ledgers: tuple[Ledger, ...] = ()


def read(
    path: Path,
    settings: Settings,
    *,
    ocr: Literal["auto", "always", "never"] | None = None,
    isolated: bool = False,
    pages: PageProgress | None = None,
) -> Document:
    """Parse one file and refuse a document stamped secret; ``isolated`` parses in a worker that can be stopped.

    ``pages(done, total)`` hears of every scanned page that is read.

    Raises:
        InputError: the file cannot be read.
        PolicyError: ``secret`` unless the administrator allows marked documents on this machine.
    """
    from assistant.documents.isolation import read_isolated
    from assistant.documents.load import read_document
    from assistant.documents.progress import listening

    reading = replace(settings.reading, ocr=ocr) if ocr else settings.reading
    if isolated:
        document = read_isolated(path, reading, pages)
    else:
        with listening(pages):
            document = read_document(path, reading)
    mark = document.metadata.secrecy
    if mark != "none" and not settings.secrecy.accept_marked:
        raise PolicyError("secret", str(path), mark=_MARKS[mark])
    return document


def understand(document: Document) -> AdvisoryReport | None:
    """The comments of an advisory report; ``None`` for any other document."""
    from assistant.advice.split import understand_advice
    from assistant.advice.targets import looks_like

    return understand_advice(document) if looks_like(document) == "advice" else None


def diagnose(document: Document, governing: Document | None = None) -> Diagnosis:
    """The draft's own defects; needs no knowledge base."""
    from assistant.diagnosis.diagnose import diagnose as find
    from assistant.diagnosis.ledgers import ledgers_of
    from assistant.diagnosis.reading import Reading

    started = time.perf_counter()
    reading = Reading(Subject(document, governing))
    findings = find(reading.subject, reading=reading)
    ledgers = ledgers_of(reading)
    return Diagnosis(document, len(document.text.split()), findings, _ms(started), ledgers)


@dataclass(frozen=True, slots=True)
class ReviewOptions:
    """What a reader may ask of a review: a governing resolution, documents to leave out, another budget, a model."""

    governing: Document | None = None
    exclude: Sequence[str] = ()
    budget: int | None = None
    voice: Voice | None = None


def review(
    path: Path,
    settings: Settings,
    source: Precedents,
    options: ReviewOptions | None = None,
    progress: Progress = _quiet,
) -> tuple[Document, Review]:
    """Suggestions for the draft at ``path``, and the document they point into.

    Earlier decisions change their order, unless the settings say otherwise (``review.learn``).
    """
    from assistant.review.suggest import suggest
    from assistant.review.wording import template_version
    from assistant.triage.decisions import DecisionLog

    options = options or ReviewOptions()
    started = time.perf_counter()
    progress("read")
    document = read(path, settings)
    progress("diagnose")
    diagnosis = diagnose(document, options.governing)
    progress("compare")
    budget = settings.review.budget if options.budget is None else options.budget
    log = DecisionLog(settings.home / "decisions.sqlite3") if settings.review.learn else None
    learned = log.experience() if log else {}
    outcome = suggest(document, diagnosis.findings, source, exclude=options.exclude, budget=budget, learned=learned)
    suggestions, notes, prompts = outcome.suggestions, outcome.notes, ""
    if options.voice and suggestions:
        spoken = _spoken(outcome, document, source, options.voice)
        suggestions, notes = spoken.suggestions, (*notes, *spoken.notes)
        prompts = options.voice.rewrite.name
    if log:
        log.remember({one.id: one.request_key for one in suggestions})
    progress("done")
    return document, Review(
        path=str(path),
        governing=options.governing.path if options.governing else None,
        model=options.voice.chat.model_id if options.voice else "none",
        index_manifest=source.manifest_id,
        suggestions=suggestions,
        notes=notes,
        took_ms=_ms(started),
        met=outcome.met,
        template=" ".join(filter(None, (template_version(), prompts))),
        ledgers=diagnosis.ledgers,
    )


def _spoken(outcome: Outcome, document: Document, source: Precedents, voice: Voice) -> Spoken:
    from assistant.review.voice import speak

    cited = {citation.document_id for one in outcome.suggestions for citation in one.precedents}
    texts = {document_id: source.text_of(document_id) for document_id in cited}
    secret = frozenset(one.document_id for one in source.documents() if one.secrecy != "none")
    return speak(outcome.suggestions, document, texts, secret, voice)


def _ms(started: float) -> int:
    return round((time.perf_counter() - started) * 1000)
