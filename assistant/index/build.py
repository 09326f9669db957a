"""Files → the knowledge base: incremental by content, atomic per document, one bad file never stops the others."""

from __future__ import annotations

import hashlib
import shutil
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Literal

from assistant.advice.targets import looks_like
from assistant.documents.model import Document
from assistant.errors import InputError, PolicyError
from assistant.index.chunking import chunk_document
from assistant.index.knowledge import KnowledgeBase
from assistant.index.model import DocumentKind, FailedFile, IngestReport, StoredDocument

__all__ = ["document_id_of", "files_of", "ingest", "renew"]

_BATCH = 20
_READERS = 2
_SKIPPED = frozenset({".md5", ".sha256", ".lock", ".tmp", ".ini", ".db"})
Progress = Callable[[int, int, str], None]


def document_id_of(path: Path) -> str:
    """The id of a file: sixteen hex digits of the SHA-256 of its bytes."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()[:16]


def files_of(paths: Iterable[Path]) -> Iterator[Path]:
    """Files as given, folders searched in order; hidden files and Word's lock files are passed over."""
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file() and p.suffix.lower() not in _SKIPPED)
            yield from (p for p in inside if not p.name.startswith((".", "~$")))
        else:
            yield path


def ingest(
    paths: Sequence[Path],
    knowledge: KnowledgeBase,
    read: Callable[[Path], Document],
    kind: Literal["auto"] | DocumentKind = "auto",
    progress: Progress | None = None,
) -> IngestReport:
    """Bring files into the knowledge base.

    A document is known by its content: the same bytes again change nothing; new bytes at a known path replace the old
    ones. Files are read side by side and taken in one after the other, in order, each in one transaction; what has
    been reported as added is durable, and an ingest that was cut off goes on where it stopped when it is run again.
    """
    started = time.perf_counter()
    files = [path.expanduser().resolve() for path in files_of(paths)]
    with knowledge.writing():
        outcome = _Outcome(knowledge)
        for number, (path, reading) in enumerate(_read_ahead(files, outcome.is_known, read)):
            if progress:
                progress(number, len(files), path.name)
            try:
                outcome.take(path, reading.result(), kind)
            except (InputError, PolicyError) as error:
                outcome.failed.append(FailedFile(str(path), error.code, error.reason, error.next_step))
        outcome.flush()
    if progress:
        progress(len(files), len(files), "")
    return outcome.report(started)


def renew(knowledge: KnowledgeBase, read: Callable[[Path], Document]) -> tuple[FailedFile, ...]:
    """Read every original again for a knowledge base of another version, before it is rebuilt.

    A document whose original is not there, or cannot be read now, stays as it is; those that cannot be read are told.
    """
    failed = []
    with knowledge.writing():
        for stored in knowledge.documents():
            original = next((knowledge.folder / "originals").glob(f"{stored.sha256}.*"), None)
            if original is None:
                continue
            try:
                _store(knowledge, stored.path, read(original), stored.kind, replaced=None)
            except (InputError, PolicyError) as error:
                failed.append(FailedFile(stored.path, error.code, error.reason, error.next_step))
    return tuple(failed)


def _read_ahead(
    files: Sequence[Path], is_known: Callable[[str], bool], read: Callable[[Path], Document]
) -> Iterator[tuple[Path, Future[Document | str]]]:
    """Each file with its document, or with its id if it is known already; a few files are read ahead."""

    def work(path: Path) -> Document | str:
        if not path.is_file():
            raise InputError("not_found", str(path))
        document_id = document_id_of(path)
        return document_id if is_known(document_id) else read(path)

    with ThreadPoolExecutor(_READERS) as pool:
        waiting: deque[tuple[Path, Future[Document | str]]] = deque()
        for path in files:
            waiting.append((path, pool.submit(work, path)))
            if len(waiting) > 2 * _READERS:
                yield waiting.popleft()
        yield from waiting


class _Outcome:
    """What one ingest has done so far."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._knowledge = knowledge
        documents = knowledge.documents()
        self._by_path = {stored.path: stored for stored in documents}
        self._known = frozenset(stored.document_id for stored in documents)
        self._waiting = 0
        self.added: list[StoredDocument] = []
        self.updated: list[StoredDocument] = []
        self.unchanged: list[StoredDocument] = []
        self.failed: list[FailedFile] = []

    def is_known(self, document_id: str) -> bool:
        """Whether a document with this content was there when the ingest began."""
        return document_id in self._known

    def take(self, path: Path, read: Document | str, kind: Literal["auto"] | DocumentKind) -> None:
        """One file: its document, or the id under which it is known."""
        document_id = read if isinstance(read, str) else read.sha256[:16]
        known = self._knowledge.catalog.document(document_id)
        if known is not None or isinstance(read, str):
            self.unchanged += [known] if known else []
            return
        before = self._by_path.get(str(path))
        stored = self._add(path, read, kind, before)
        (self.added if before is None else self.updated).append(stored)
        self._by_path[str(path)] = stored
        self._waiting += 1
        if self._waiting >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Index what waits."""
        self._knowledge.finish()
        self._waiting = 0

    def report(self, started: float) -> IngestReport:
        """The result."""
        took = round((time.perf_counter() - started) * 1000)
        lists = (tuple(self.added), tuple(self.updated), tuple(self.unchanged))
        return IngestReport(*lists, removed=(), failed=tuple(self.failed), took_ms=took)

    def _add(
        self, path: Path, document: Document, kind: Literal["auto"] | DocumentKind, before: StoredDocument | None
    ) -> StoredDocument:  # fmt: skip
        chosen: DocumentKind = looks_like(document) if kind == "auto" else kind
        _keep_original(path, self._knowledge.folder / "originals", document.sha256)
        return _store(self._knowledge, str(path), document, chosen, replaced=before.document_id if before else None)


def _store(
    knowledge: KnowledgeBase, path: str, document: Document, kind: DocumentKind, replaced: str | None
) -> StoredDocument:
    document_id = document.sha256[:16]
    chunks = chunk_document(document, document_id, kind)
    metadata = document.metadata
    stored = StoredDocument(
        document_id=document_id, path=path, sha256=document.sha256, kind=kind, number=metadata.number,
        symbol=metadata.symbol, issued_on=metadata.issued_on, issuer=metadata.issuer, subject=metadata.subject,
        secrecy=metadata.secrecy, pages=document.page_count,
        comments=sum(chunk.kind == "comment" for chunk in chunks), chunks=len(chunks),
    )  # fmt: skip
    vectors = knowledge.encode_chunks(chunks)
    knowledge.catalog.add(stored, document.text, chunks, vectors, model=knowledge.embedder.model_id, replaced=replaced)
    return stored


def _keep_original(path: Path, folder: Path, sha256: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{sha256}{path.suffix.lower()}"
    if not target.exists():
        partial = target.with_suffix(".tmp")
        shutil.copyfile(path, partial)
        partial.replace(target)
