"""Files → the knowledge base: incremental by content, atomic per document, one bad file never stops the others."""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal

from assistant.advice.targets import looks_like
from assistant.documents.model import Document
from assistant.errors import InputError, PolicyError
from assistant.index.chunking import chunk_document
from assistant.index.knowledge import KnowledgeBase
from assistant.index.model import DocumentKind, FailedFile, IngestReport, StoredDocument

__all__ = ["document_id_of", "files_of", "ingest"]

_BATCH = 20
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
    ones. What has been reported as added is durable.
    """
    started = time.perf_counter()
    files = list(files_of(paths))
    outcome = _Outcome(knowledge)
    for number, path in enumerate(files):
        if progress:
            progress(number, len(files), path.name)
        try:
            outcome.take(path, read, kind)
        except (InputError, PolicyError) as error:
            outcome.failed.append(FailedFile(str(path), error.code, error.reason, error.next_step))
    outcome.flush()
    if progress:
        progress(len(files), len(files), "")
    return outcome.report(started)


class _Outcome:
    """What one ingest has done so far."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._knowledge = knowledge
        self._by_path = {stored.path: stored for stored in knowledge.documents()}
        self._waiting = 0
        self.added: list[StoredDocument] = []
        self.updated: list[StoredDocument] = []
        self.unchanged: list[StoredDocument] = []
        self.failed: list[FailedFile] = []

    def take(self, path: Path, read: Callable[[Path], Document], kind: Literal["auto"] | DocumentKind) -> None:
        """One file."""
        path = path.expanduser().resolve()
        if not path.is_file():
            raise InputError("not_found", str(path))
        known = self._knowledge.catalog.document(document_id_of(path))
        if known is not None:
            self.unchanged.append(known)
            return
        document = read(path)
        before = self._by_path.get(str(path))
        stored = self._add(path, document, kind)
        if before is not None:
            self._knowledge.catalog.mark([before.document_id], "removing")
            self.updated.append(stored)
        else:
            self.added.append(stored)
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

    def _add(self, path: Path, document: Document, kind: Literal["auto"] | DocumentKind) -> StoredDocument:
        chosen: DocumentKind = looks_like(document) if kind == "auto" else kind
        document_id = document.sha256[:16]
        chunks = chunk_document(document, document_id, chosen)
        metadata = document.metadata
        stored = StoredDocument(
            document_id=document_id, path=str(path), sha256=document.sha256, kind=chosen, number=metadata.number,
            symbol=metadata.symbol, issued_on=metadata.issued_on, issuer=metadata.issuer, subject=metadata.subject,
            secrecy=metadata.secrecy, pages=document.page_count,
            comments=sum(chunk.kind == "comment" for chunk in chunks), chunks=len(chunks),
        )  # fmt: skip
        _keep_original(path, self._knowledge.folder / "originals", document.sha256)
        vectors = self._knowledge.encode_chunks(chunks)
        self._knowledge.catalog.add(stored, document, chunks, vectors, self._knowledge.embedder.model_id)
        return stored


def _keep_original(path: Path, folder: Path, sha256: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{sha256}{path.suffix.lower()}"
    if not target.exists():
        partial = target.with_suffix(".tmp")
        shutil.copyfile(path, partial)
        partial.replace(target)
