"""Reading in a worker process that can be killed: limits of time and memory per file, one worker for many files."""

from __future__ import annotations

import atexit
import contextlib
import os
import pickle
import queue
import signal
import struct
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from assistant.documents.model import Document
from assistant.documents.progress import PageProgress
from assistant.errors import InputError
from assistant.settings import ReadingSettings

__all__ = ["close_worker", "read_isolated"]

_FILES_PER_WORKER = 200
_START_LIMIT_S = 60
_HEADER = struct.Struct(">Q")


@dataclass(frozen=True, slots=True)
class Failure:
    """An ``InputError`` on its way from the worker."""

    code: str
    subject: str
    reason: str
    next_step: str


@dataclass(frozen=True, slots=True)
class Pages:
    """So many of the scanned pages of the file in work are read."""

    done: int
    total: int


@dataclass(slots=True, eq=False)
class _Worker:
    process: subprocess.Popen[bytes]
    replies: queue.Queue[Document | Failure | Pages | None] = field(default_factory=queue.Queue)
    served: int = 0

    def ask(
        self, path: Path, settings: ReadingSettings, limit_s: float, progress: PageProgress | None
    ) -> Document | Failure | None:
        """The reply to one file; ``None`` if the worker died.

        Raises:
            queue.Empty: when time is up; every scanned page that is read buys the next its own time.
        """
        self.served += 1
        assert self.process.stdin is not None  # noqa: S101 - Popen was asked for a pipe
        try:
            send(self.process.stdin, (str(path), settings))
        except OSError:
            return None
        while isinstance(reply := self.replies.get(timeout=limit_s), Pages):
            if progress is not None:
                progress(reply.done, reply.total)
        return reply

    def kill(self) -> None:
        """End the worker and whatever it started."""
        if sys.platform != "win32":
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


_LOCK = threading.Lock()
_workers: list[_Worker] = []
_idle: list[_Worker] = []


def read_isolated(
    path: Path, settings: ReadingSettings | None = None, progress: PageProgress | None = None
) -> Document:
    """``read_document`` in a worker process that is reused from call to call and killed when it exceeds its limits.

    Calls from several threads each have a worker of their own, so files are read side by side. ``progress(done,
    total)`` hears of every scanned page that is read; the limit of time then holds for each page.

    Raises:
        InputError: as ``read_document``; time_limit when the time is up, damaged when the worker dies (out of memory).
    """
    settings = settings or ReadingSettings()
    worker = _take()
    try:
        limit_s = settings.time_limit_s + (0 if worker.served else _START_LIMIT_S)
        reply = worker.ask(path.absolute(), settings, limit_s, progress)
    except queue.Empty:
        _discard(worker)
        raise InputError("time_limit", str(path), limit_s=settings.time_limit_s) from None
    except BaseException:
        _discard(worker)
        raise
    if reply is None:
        _discard(worker)
        raise InputError("damaged", str(path))
    _give_back(worker)
    if isinstance(reply, Failure):
        raise _error(reply, path)
    return _at(reply, path)


def close_worker() -> None:
    """End every worker."""
    for worker in list(_workers):
        _discard(worker)


def send(pipe: IO[bytes], message: object) -> None:
    """Write one message with its length."""
    packed = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.write(_HEADER.pack(len(packed)))
    pipe.write(packed)
    pipe.flush()


def receive(pipe: IO[bytes]) -> object | None:
    """Read one message; ``None`` at the end of the pipe."""
    header = pipe.read(_HEADER.size)
    if len(header) < _HEADER.size:
        return None
    (length,) = _HEADER.unpack(header)
    packed = pipe.read(length)
    if len(packed) < length:
        return None
    message: object = pickle.loads(packed)  # noqa: S301 - both ends of the pipe are this program
    return message


def _take() -> _Worker:
    with _LOCK:
        while _idle:
            worker = _idle.pop()
            if worker.served < _FILES_PER_WORKER and worker.process.poll() is None:
                return worker
            worker.kill()
            _workers.remove(worker)
        worker = _start()
        _workers.append(worker)
        return worker


def _give_back(worker: _Worker) -> None:
    with _LOCK:
        _idle.append(worker)


def _start() -> _Worker:
    root = str(Path(__file__).resolve().parents[2])
    inherited = os.environ.get("PYTHONPATH")
    environment = {**os.environ, "PYTHONPATH": root if not inherited else os.pathsep.join((root, inherited))}
    process = subprocess.Popen(
        [sys.executable, "-m", "assistant.documents.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=sys.platform != "win32",
    )
    worker = _Worker(process)
    threading.Thread(target=_listen, args=(worker,), daemon=True).start()
    return worker


def _listen(worker: _Worker) -> None:
    pipe = worker.process.stdout
    while pipe is not None:
        try:
            reply = receive(pipe)
        except (OSError, ValueError, EOFError, pickle.UnpicklingError, AttributeError, ImportError):
            reply = None
        worker.replies.put(reply if isinstance(reply, Document | Failure | Pages) else None)
        if reply is None:
            return


def _discard(worker: _Worker) -> None:
    with _LOCK:
        worker.kill()
        for where in (_workers, _idle):
            if worker in where:
                where.remove(worker)


def _error(failure: Failure, path: Path) -> InputError:
    """The worker's error again: its wording is already filled in."""
    error = InputError.__new__(InputError)
    Exception.__init__(error, f"{path}: {failure.reason}")
    error.code, error.subject = failure.code, str(path)
    error.reason, error.next_step = failure.reason, failure.next_step
    return error


def _at(document: Document, path: Path) -> Document:
    from dataclasses import replace

    return document if document.path == str(path) else replace(document, path=str(path))


atexit.register(close_worker)
