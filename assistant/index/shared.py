"""The knowledge base of one machine of several: one PostgreSQL catalog, one Chroma server, a lexical index of its own.

A document becomes visible to every machine in the transaction that marks it ready in the catalog. The catalog numbers
such changes; each machine remembers, beside its lexical index, up to which number it has followed them. Before a
search it asks for the last number, one look-up, and brings its index and its vectors in memory up to date if that has
moved. The number is written after the index is committed, and a change that is followed twice does no harm: a crash at
any moment loses nothing. Chroma has sparse and full-text search only in its hosted form, hence the own index.

Any number of machines may be open for writing; the right to write is taken for the time of one ingest or removal only.
"""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import StateError
from assistant.index.catalog import Catalog
from assistant.index.knowledge import FORMAT, KnowledgeBase
from assistant.index.lexical import LEXICAL_VERSION, LexicalIndex, lexical_row
from assistant.index.library import Library
from assistant.index.model import StoredDocument

__all__ = ["SharedKnowledgeBase"]

_WAIT_S = 60
_PAGE = 200


class SharedKnowledgeBase(KnowledgeBase):
    """Like ``KnowledgeBase``, over servers.

    Raises:
        StateError: ``index_busy`` from ``writing`` while another machine writes; ``server_down`` from any method;
            ``settings_invalid`` when Chroma is not a server.
    """

    def _open(self) -> None:
        if self.settings.chroma == "embedded":
            problem = "“index.catalog” dùng chung thì “index.chroma” cũng phải là địa chỉ một máy chủ Chroma"
            raise StateError("settings_invalid", "settings.toml", problem=problem)
        self.catalog = Catalog(self.folder, self.settings.catalog)
        folder = self.folder / f"node-{LEXICAL_VERSION}"
        self.lexical = _opened(folder / "lexical")
        self._follower = _Follower(folder, self.catalog, self.lexical)
        self._turn = threading.Lock()
        try:
            self.is_stale = self._check_format()
            if self.mode == "write" and not self.is_stale:
                self._finish_what_others_left()
            self._follower.start()
        except BaseException:
            self.close()
            raise

    def library(self) -> Library:
        """The documents; what this machine searches is brought up to date with them first."""
        with self._turn:
            self._refresh()
            library = self._library
            if library is None:
                library = self._library = Library(self.catalog)
        return library

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Keep the right to write against all other machines.

        Raises:
            StateError: ``index_busy``.
        """
        with self.catalog.sole_writer() as taken:
            if taken:
                self._check_format()
                if self.catalog.note("format") is None:
                    self.catalog.set_note("format", FORMAT)
                self._finish()
            yield

    def remove(self, document_ids: Sequence[str]) -> list[StoredDocument]:
        """Remove documents from the catalog and every index.

        Raises:
            StateError: ``unknown_document``; nothing is removed then.
        """
        with self.writing():
            return super().remove(document_ids)

    def finish(self) -> None:
        """Index what is pending, drop what is being removed."""
        with self.writing():
            self._finish()
        with self._turn:
            self._refresh()

    def rebuild(self) -> int:
        """Fill the collection and this machine's lexical index again from the catalog; the number of passages.

        Other machines are not disturbed: no document changes its state.
        """
        with self.writing():
            self._fill(frozenset())
            self.catalog.set_note("format", FORMAT)
        with self._turn:
            self._follower.rebuild()
            self._dense_memory().forget()
            self._library = None
        return self.lexical.count()

    def _finish(self) -> None:
        leaving, coming = self.catalog.documents("removing"), self.catalog.documents("pending")
        for document in leaving:
            self.vectors().remove([chunk.chunk_id for chunk in self.chunks_of(document.document_id)])
            self.catalog.delete(document.document_id)
        for document in coming:
            chunks = self.chunks_of(document.document_id)
            if chunks:
                self._index_vectors(chunks, self.vectors())
        if coming:
            self.catalog.mark([document.document_id for document in coming], "ready")

    def _finish_what_others_left(self) -> None:
        """After a crash of any machine; one that writes just now does it itself. A collection that is empty is that of
        a model not yet taken into use."""
        try:
            with self.writing():
                expected = sum(document.chunks for document in self.catalog.documents())
                if expected and self.vectors().count() not in (0, expected):
                    self._fill(self.vectors().ids())
        except StateError as error:
            if error.code != "index_busy":
                raise

    def _fill(self, there: set[str] | frozenset[str]) -> None:
        """Bring the collection in step with the catalog; passages that are ``there`` are not written again."""
        vectors, expected = self.vectors(), set[str]()
        for document in self.catalog.documents():
            chunks = self.chunks_of(document.document_id)
            expected.update(chunk.chunk_id for chunk in chunks)
            missing = [chunk for chunk in chunks if chunk.chunk_id not in there]
            if missing:
                self._index_vectors(missing, vectors)
        vectors.remove(list(vectors.ids() - expected))

    def _check_format(self) -> bool:
        found = self.catalog.note("format")
        stale = found not in (None, FORMAT)
        if stale and not self._accept_stale:
            raise StateError("index_stale", self.catalog.name, found=found, wanted=FORMAT)
        return stale

    def _refresh(self) -> None:
        """Only by the holder of ``_turn``: threads of one process share the index and the vectors in memory."""
        if self._follower.follow():
            self._library = None


def _opened(folder: Path) -> LexicalIndex:
    """A machine's own index; a damaged one is begun anew, the follower fills it."""
    try:
        return LexicalIndex(folder)
    except StateError:
        shutil.rmtree(folder)
        return LexicalIndex(folder)


class _Follower:
    """A machine's lexical index and its place in the change feed, kept in ``folder``.

    Several processes of the machine may follow at once: one of them writes at a time, under a lock of the folder.
    """

    def __init__(self, folder: Path, catalog: Catalog, lexical: LexicalIndex) -> None:
        from filelock import FileLock

        self._folder, self._catalog, self._lexical = folder, catalog, lexical
        self._place = folder / "place.json"
        self._lock = FileLock(folder / "follow.lock")
        self._feed = catalog.feed()
        self._seen = 0

    def start(self) -> None:
        """Bring the index up to date; from nothing if it is another catalog's, or does not hold what it should.

        Raises:
            StateError: ``index_busy`` when another process of this machine has been at it for a minute.
        """
        with self._alone(_WAIT_S):
            latest = self._catalog.latest_change()
            followed = self._followed()
            if followed is None or followed > latest:
                self._build()
            else:
                self._apply(followed, latest)
                expected = sum(document.chunks for document in self._catalog.documents())
                right = self._lexical.count() == expected and self._lexical.is_whole()
                if not right and self._catalog.latest_change() == latest:
                    self._build()

    def follow(self) -> frozenset[str]:
        """Bring the index up to date; the documents that have changed since this was last called, none if another
        process of this machine is at it just now."""
        latest = self._catalog.latest_change()
        if latest == self._seen:
            return frozenset()
        changed = frozenset(self._catalog.changed(self._seen, latest))
        try:
            with self._alone(0):
                followed = self._followed()
                if followed is None:
                    self._build()
                else:
                    self._apply(followed, latest)
        except StateError as error:
            if error.code != "index_busy":
                raise
            return frozenset()
        return changed

    def rebuild(self) -> None:
        """Build the index from nothing."""
        with self._alone(_WAIT_S):
            self._build()

    def _build(self) -> None:
        self._place.unlink(missing_ok=True)
        self._lexical.clear()
        latest = self._catalog.latest_change()
        self._index([document.document_id for document in self._catalog.documents()])
        self._commit(latest, latest)

    def _apply(self, after: int, upto: int) -> None:
        changed = self._catalog.changed(after, upto)
        if changed:
            self._lexical.remove(changed)
            self._index(changed)
        self._commit(max(after, upto), upto)

    def _index(self, document_ids: Sequence[str]) -> None:
        for start in range(0, len(document_ids), _PAGE):
            self._lexical.add(map(lexical_row, self._catalog.ready_chunks(document_ids[start : start + _PAGE])))

    def _commit(self, followed: int, seen: int) -> None:
        self._lexical.commit()
        self._lexical.reload()
        partial = self._place.with_suffix(".tmp")
        partial.write_text(json.dumps({"feed": self._feed, "followed": followed}), "utf-8")
        partial.replace(self._place)
        self._seen = seen

    def _followed(self) -> int | None:
        """Up to where the index has followed this feed; ``None`` if it has not."""
        try:
            place = json.loads(self._place.read_text("utf-8"))
            return int(place["followed"]) if place["feed"] == self._feed else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    @contextmanager
    def _alone(self, wait_s: float) -> Iterator[None]:
        from filelock import Timeout

        try:
            self._lock.acquire(timeout=wait_s)
        except Timeout as error:
            raise StateError("index_busy", str(self._folder)) from error
        try:
            yield
        finally:
            self._lexical.close()
            self._lock.release()
