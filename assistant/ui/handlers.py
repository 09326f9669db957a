"""What the pages do, as plain functions over one open knowledge base; nothing here knows Gradio."""

from __future__ import annotations

import functools
import queue
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, TypeVar, cast

from assistant import pipeline, wiring
from assistant.documents.model import Document, printed_number
from assistant.errors import TienLeError
from assistant.export.report import write_report
from assistant.index.knowledge import KnowledgeBase
from assistant.index.model import DocumentKind, StoredDocument
from assistant.retrieval.model import Filters
from assistant.retrieval.search import Search
from assistant.review.model import Review
from assistant.settings import Settings
from assistant.triage.decisions import Decision, DecisionLog
from assistant.ui import cards
from assistant.ui.strings import say

__all__ = ["Desk", "Reviewed", "around"]

T = TypeVar("T")


@dataclass(frozen=True)
class Reviewed:
    """A finished review with the draft it points into; ``key`` names the draft in the log of decisions."""

    review: Review
    document: Document
    name: str

    @property
    def key(self) -> str:
        """The same draft has the same key in every session, so that decisions outlive a restart."""
        return self.document.sha256


class Desk:
    """One knowledge base, opened for writing, and the log of decisions; shared by all visitors of a process."""

    def __init__(self, settings: Settings, knowledge: KnowledgeBase) -> None:
        self._settings = settings
        self._knowledge = knowledge
        self._search = Search(knowledge, settings.retrieval)
        self._log = DecisionLog(settings.home / "decisions.sqlite3")
        self._writing = threading.Lock()

    def resolutions(self) -> list[tuple[str, str]]:
        """(label, id) of the resolutions in the knowledge base."""
        stored = [document for document in self._knowledge.documents() if document.kind == "resolution"]
        return [(_label(document), document.document_id) for document in stored]

    def years(self) -> list[int]:
        """Years of issue in the knowledge base, newest first."""
        return sorted({int(d.issued_on[:4]) for d in self._knowledge.documents() if d.issued_on}, reverse=True)

    def analyse(self, path: Path, governing: str | None, budget: int) -> Iterator[tuple[str, Reviewed | None]]:
        """(HTML, review when finished): one item a stage, then the suggestions or what went wrong."""
        messages: queue.Queue[pipeline.Stage | Reviewed | str] = queue.Queue()

        def work() -> None:
            messages.put(guarded(lambda: self._review(path, governing, budget, messages.put)))

        threading.Thread(target=work, daemon=True).start()
        while True:
            message = messages.get()
            if isinstance(message, Reviewed):
                yield self.suggestions(message), message
                return
            if message.startswith("<"):
                yield message, None
                return
            yield cards.stages(message), None

    def suggestions(self, reviewed: Reviewed) -> str:
        """The suggestions with what was decided so far."""
        decisions = self._log.latest(reviewed.key)
        surroundings = self._surroundings(reviewed.document.text)
        return cards.suggestions_list(reviewed.review, decisions, reviewed.name, surroundings)

    def decide(self, reviewed: Reviewed, event: Mapping[str, object]) -> str:
        """Record one decision and show the list again; an event that names no suggestion changes nothing."""
        known = {one.id for one in reviewed.review.suggestions}
        verdict, suggestion = event.get("verdict"), event.get("id")
        if suggestion in known and verdict in ("accept", "edit", "reject", "undo"):
            text, reason = str(event.get("text") or "").strip(), str(event.get("reason") or "").strip()
            decision = Decision(
                suggestion_id=str(suggestion), verdict=verdict, text=text or None, author="local",
                reason=reason or None, time=datetime.now(UTC).isoformat(timespec="seconds"), review_key=reviewed.key,
            )  # fmt: skip
            self._log.record(decision)
        return self.suggestions(reviewed)

    def report(self, reviewed: Reviewed) -> Path:
        """The advisory report as a Word file in a folder of its own."""
        folder = Path(tempfile.mkdtemp(prefix="tienle-"))
        target = folder / f"Bao cao gop y - {Path(reviewed.name).stem[:60]}.docx"
        write_report(reviewed.review, self._log.latest(reviewed.key), reviewed.document, target)
        return target

    def search(
        self, query: str, kinds: Sequence[str], aspects: Sequence[str], years: tuple[int | None, int | None]
    ) -> str:
        """Search results as HTML."""
        if not query.strip():
            return cards.notice(say("search.start"))

        def find() -> str:
            filters = Filters(
                kinds=tuple(cast(Sequence[DocumentKind], kinds)), aspects=tuple(aspects),  # type: ignore[arg-type]
                from_year=years[0], to_year=years[1],
            )  # fmt: skip
            started = time.perf_counter()
            hits = self._search.search(query, 20, filters)
            return cards.hits_list(hits, round((time.perf_counter() - started) * 1000), self._surroundings(), query)

        return guarded(find)

    def documents(self) -> str:
        """The documents of the knowledge base as a table."""
        return cards.documents_table(self._knowledge.documents())

    def ingest(
        self, paths: Sequence[Path], kind: Literal["auto"] | DocumentKind, progress: Callable[[int, int, str], None]
    ) -> str:
        """Take files in and say what happened to each that failed."""

        def run() -> str:
            with self._writing:
                report = wiring.ingest_into(self._knowledge, paths, self._settings, kind=kind, progress=progress)
            counts = {name: len(getattr(report, name)) for name in ("added", "updated", "unchanged", "failed")}
            return cards.notice(say("library.totals", **counts)) + cards.failures(report.failed)

        return guarded(run)

    def _surroundings(self, draft: str = "") -> cards.Surroundings:
        text_of = functools.cache(self._knowledge.text_of)

        def surroundings(document_id: str | None, start: int, end: int) -> tuple[str, str]:
            return around(text_of(document_id) if document_id else draft, start, end)

        return surroundings

    def _review(
        self, path: Path, governing: str | None, budget: int, progress: Callable[[pipeline.Stage], None]
    ) -> Reviewed:
        resolution = wiring.governing_document(governing, self._settings, self._knowledge) if governing else None
        options = pipeline.ReviewOptions(resolution, (), budget, wiring.open_voice(self._settings))
        document, review = pipeline.review(path, self._settings, self._knowledge, options, progress)
        return Reviewed(review, document, path.name)


def around(text: str, start: int, end: int, reach: int = 420) -> tuple[str, str]:
    """Up to ``reach`` characters before ``start`` and after ``end``, cut at a space and marked with "…"."""
    before, after = text[max(0, start - reach) : start], text[end : end + reach]
    if start > reach:
        before = "…" + before[before.find(" ") :]
    if end + reach < len(text):
        after = after[: after.rfind(" ") + 1] + "…"
    return before, after


def guarded(work: Callable[[], T]) -> T | str:
    """Run ``work``; what a user can mend becomes a notice, a bug becomes a plain one and a traceback on the console."""
    try:
        return work()
    except TienLeError as error:
        name = error.subject.replace("\\", "/").rsplit("/", 1)[-1]
        return cards.notice(f"{name}: {error.reason}. {error.next_step}", "error")
    except Exception:  # noqa: BLE001 - the door of the interface: a visitor never sees a traceback, the console does
        traceback.print_exc(file=sys.stderr)
        return cards.notice(say("review.bug"), "error")


def _label(document: StoredDocument) -> str:
    number = printed_number(document.number, document.symbol)
    subject = document.subject or ""
    short = subject if len(subject) <= 90 else subject[:90].rsplit(" ", 1)[0] + "…"
    return f"{number} – {short}" if number else short
