"""What the ranker reads of a passage, in one file beside the lexical index: its ids and its tokens as 32-bit codes.

The store of the lexical engine packs passages into blocks that are unpacked again for every hit. Here a record is read
from its ``place`` in a file that is mapped into memory and only ever grows: a record is on disk before the index that
points to it is committed, so a crash leaves at most bytes nobody points to. Space of deleted passages is freed when the
index is rebuilt (``restart``).

A file is a run of little-endian 32-bit words. A record is the number of codes, of those how many belong to name and to
headings, the bytes of passage id and of document id; then the codes, then both ids, filled up to whole words.
"""

from __future__ import annotations

import mmap
import os
import shutil
import tempfile
import weakref
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

__all__ = ["CodeFile", "Record"]

_WORD, _HEAD = 4, 5
_PLACE_BITS = 40  # of a place; those above are the number of the file
_NAME = "codes-{:06d}.bin"
_SPILL_BYTES = 8_000_000


@dataclass(frozen=True, slots=True)
class Record:
    """One passage. ``codes`` (uint32) are its tokens: ``parts`` tells how many of name and of headings lead."""

    chunk_id: str
    document_id: str
    parts: tuple[int, int]
    codes: np.ndarray


class CodeFile:
    """Records in ``folder``, or in a temporary one when ``folder`` is ``None``. One process at a time may append."""

    def __init__(self, folder: Path | None) -> None:
        self._lasting = folder is not None
        self._folder = folder or Path(tempfile.mkdtemp(prefix="tienle-"))
        if not self._lasting:
            weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        self._number = self._end = 0  # of the file appended to, 0 before the first; its length in words
        self._waiting: list[bytes] = []
        self._bytes = 0
        self._mapped: dict[int, tuple[mmap.mmap, np.ndarray]] = {}

    def append(self, record: Record) -> int:
        """Add a record; its place. Readable after ``flush``."""
        import numpy as np

        if not self._number:
            self._begin(max(self._numbers(), default=1))
        ids = (record.chunk_id.encode(), record.document_id.encode())
        head = np.array([len(record.codes), *record.parts, len(ids[0]), len(ids[1])], "<u4")
        data = head.tobytes() + record.codes.astype("<u4").tobytes() + b"".join(ids)
        place = self._number << _PLACE_BITS | self._end
        self._wait(data + bytes(-len(data) % _WORD))
        return place

    def flush(self) -> None:
        """Make the added records durable."""
        if self._number:
            self._spill(lasting=self._lasting)

    def read(self, places: Sequence[int]) -> list[Record]:
        """The records at these places, in order; fewer where a file has been removed or cut short."""
        return [record for place in places if (record := self._record(place)) is not None]

    def restart(self) -> None:
        """Begin a new file: the index is about to be filled anew. ``tidy`` removes the old ones."""
        self._begin(max(self._numbers(), default=0) + 1)
        self._path(self._number).touch()

    def tidy(self) -> None:
        """Remove the files that no record of a fresh index points to; one that another process reads is left."""
        for number in self._numbers():
            if number < self._number:
                self._mapped.pop(number, None)
                with suppress(OSError):  # Windows keeps a file that is mapped
                    self._path(number).unlink()

    def close(self) -> None:
        """Stop appending; another process may append from here on."""
        self._number = 0
        self._waiting.clear()

    def _record(self, place: int) -> Record | None:
        number, start = place >> _PLACE_BITS, place & (1 << _PLACE_BITS) - 1
        opened = self._file(number, start + _HEAD)
        if opened is None:
            return None
        count, name, heading, chunk, document = opened[1][start : start + _HEAD].tolist()
        begin = start + _HEAD
        middle = _WORD * (begin + count)
        opened = self._file(number, -(-(middle + chunk + document) // _WORD))
        if opened is None:
            return None
        data, words = opened
        ids = data[middle : middle + chunk + document]
        return Record(ids[:chunk].decode(), ids[chunk:].decode(), (name, heading), words[begin : begin + count])

    def _file(self, number: int, least: int) -> tuple[mmap.mmap, np.ndarray] | None:
        """File ``number`` as bytes and as words, mapped again when it has grown; ``None`` if it has no ``least``
        words."""
        known = self._mapped.get(number)
        if known is None or len(known[1]) < least:
            known = self._map(number)
            if known is None or len(known[1]) < least:
                return None
            self._mapped[number] = known
        return known

    def _map(self, number: int) -> tuple[mmap.mmap, np.ndarray] | None:
        import numpy as np

        try:
            with self._path(number).open("rb") as opened:
                data = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError):  # not there, or empty
            return None
        return data, np.frombuffer(data, "<u4", len(data) // _WORD)

    def _begin(self, number: int) -> None:
        path = self._path(number)
        size = path.stat().st_size if path.is_file() else 0
        self._number, self._end, self._bytes = number, size // _WORD, 0
        self._waiting.clear()
        if size % _WORD:  # a crash has cut a record
            self._wait(bytes(-size % _WORD))

    def _wait(self, data: bytes) -> None:
        self._waiting.append(data)
        self._end += -(-len(data) // _WORD)
        self._bytes += len(data)
        if self._bytes > _SPILL_BYTES:
            self._spill(lasting=False)

    def _spill(self, *, lasting: bool) -> None:
        with self._path(self._number).open("ab") as file:
            file.write(b"".join(self._waiting))
            self._waiting.clear()
            self._bytes = 0
            if lasting:
                file.flush()
                os.fsync(file.fileno())

    def _path(self, number: int) -> Path:
        return self._folder / _NAME.format(number)

    def _numbers(self) -> list[int]:
        return sorted(int(path.stem.partition("-")[2]) for path in self._folder.glob("codes-*.bin"))
