"""Settings → concrete parts: the one place where an adapter is chosen. Heavy libraries load inside the functions."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from assistant import pipeline
from assistant.documents.model import Document
from assistant.errors import StateError
from assistant.index.knowledge import Embedder, KnowledgeBase
from assistant.index.model import DocumentKind, FailedFile, IngestReport
from assistant.retrieval.search import Search
from assistant.settings import Settings, material

if TYPE_CHECKING:
    from assistant.review.voice import Voice

__all__ = [
    "drafts_to_try",
    "governing_document",
    "has_base",
    "ingest",
    "ingest_sample",
    "is_empty",
    "open_knowledge",
    "open_search",
    "open_voice",
    "repair",
]

Ocr = Literal["auto", "always", "never"]
Progress = Callable[[int, int, str], None]


def open_knowledge(
    settings: Settings, mode: Literal["read", "write"], *, accept_stale: bool = False
) -> KnowledgeBase:  # fmt: skip
    """The knowledge base of the home folder; a context manager.

    Raises:
        StateError: ``index_busy``, ``index_stale`` (unless accepted: ``repair``), ``model_missing``, ``server_down``.
    """
    embedder = functools.partial(_embedder, settings.index.embedding)
    if settings.index.catalog == "embedded":
        return KnowledgeBase(settings.home, settings.index, embedder, mode, accept_stale=accept_stale)
    from assistant.index.shared import SharedKnowledgeBase

    return SharedKnowledgeBase(settings.home, settings.index, embedder, mode, accept_stale=accept_stale)


def _embedder(name: str) -> Embedder:
    from assistant.index.embedder import open_embedder

    return open_embedder(name)


def open_search(knowledge: KnowledgeBase, settings: Settings) -> Search:
    """Search over an open knowledge base."""
    return Search(knowledge, settings.retrieval)


def open_voice(settings: Settings, progress: Callable[[int, int], None] | None = None) -> Voice | None:
    """The language model of the settings with its prompts, its log and the answers it gave before; ``None`` for none.

    Raises:
        StateError: ``llm_missing``, ``prompt_invalid`` or ``settings_invalid``.
    """
    from assistant.llm.langchain import open_chat

    chat = open_chat(settings.llm)
    if chat is None:
        return None
    from assistant.llm.prompts import load_prompt
    from assistant.llm.record import Answers, Log
    from assistant.review.voice import Voice

    log, answers = Log(settings.home / "logs" / "llm.jsonl"), Answers(settings.home / "cache" / "llm")
    return Voice(
        chat, load_prompt("rewrite"), load_prompt("repair"), settings.llm.token_budget,
        log=lambda exchange: log.append(**asdict(exchange)), answered=answers.get, keep=answers.put,
        progress=progress or (lambda done, total: None),
    )  # fmt: skip


def has_base(settings: Settings) -> bool:
    """Whether there is a knowledge base to open: a shared one is made when it is first opened."""
    return settings.index.catalog != "embedded" or (settings.home / "knowledge" / "catalog.sqlite3").is_file()


def is_empty(settings: Settings) -> bool:
    """Whether there is no knowledge base, or one without documents."""
    if not has_base(settings):
        return True
    with open_knowledge(settings, "read") as knowledge:
        return not knowledge.documents()


def ingest(
    paths: Sequence[Path],
    settings: Settings,
    *,
    kind: Literal["auto"] | DocumentKind = "auto",
    ocr: Ocr | None = None,
    bar: str | None = None,
) -> IngestReport:
    """Files and folders into the knowledge base, with a progress bar titled ``bar`` on standard error."""
    with open_knowledge(settings, "write") as knowledge:
        if bar is None:
            return ingest_into(knowledge, paths, settings, kind=kind, ocr=ocr)
        from tqdm import tqdm

        with tqdm(desc=bar, unit="tệp", leave=True) as shown:

            def progress(done: int, total: int, name: str) -> None:
                shown.total, shown.n = total, done
                shown.set_postfix_str(name[:40])
                shown.refresh()

            def pages(name: str, done: int, total: int) -> None:
                shown.set_postfix_str(f"{name[:40]}: {done}/{total}")

            return ingest_into(knowledge, paths, settings, kind=kind, ocr=ocr, progress=progress, pages=pages)


def ingest_into(
    knowledge: KnowledgeBase,
    paths: Sequence[Path],
    settings: Settings,
    *,
    kind: Literal["auto"] | DocumentKind = "auto",
    ocr: Ocr | None = None,
    progress: Progress | None = None,
    pages: Callable[[str, int, int], None] | None = None,
) -> IngestReport:
    """Like ``ingest``, into a knowledge base that is open for writing already.

    ``pages(name, done, total)`` hears of every scanned page that is read.
    """
    from assistant.index.build import ingest as build

    def read(path: Path) -> Document:
        heard = functools.partial(pages, path.name) if pages else None
        return pipeline.read(path, settings, ocr=ocr, isolated=True, pages=heard)

    return build(paths, knowledge, read, kind, progress)


def ingest_sample(settings: Settings, bar: str | None = None) -> IngestReport:
    """The sample documents that travel with the program."""
    return ingest([material("corpus") / "sample"], settings, bar=bar)


def repair(knowledge: KnowledgeBase, settings: Settings) -> tuple[FailedFile, ...]:
    """Build the indexes again; of another version's knowledge base from the original files, those unread are told."""
    from assistant.index.build import renew

    failed = renew(knowledge, functools.partial(pipeline.read, settings=settings)) if knowledge.is_stale else ()
    knowledge.rebuild()
    return failed


def drafts_to_try() -> list[Path]:
    """The sample drafts."""
    return sorted(path for path in (material("corpus") / "drafts").glob("*") if path.suffix in (".docx", ".pdf"))


def governing_document(given: str, settings: Settings, knowledge: KnowledgeBase | None = None) -> Document:
    """A governing resolution by path, or by its id in the knowledge base (opened for reading if none is given).

    Raises:
        InputError: the file cannot be read.
        StateError: ``unknown_document`` when it is neither a file nor an id; ``original_missing`` when another
            machine of a shared knowledge base keeps the file.
    """
    path = Path(given).expanduser()
    if path.is_file():
        return pipeline.read(path, settings)
    if knowledge is None:
        with open_knowledge(settings, "read") as opened:
            stored = opened.document(given)
    else:
        stored = knowledge.document(given)
    original = next((settings.home / "knowledge" / "originals").glob(f"{stored.sha256}.*"), None)
    if original is None:
        raise StateError("original_missing", given, path=stored.path)
    return replace(pipeline.read(original, settings), path=stored.path)
