"""The process behind ``isolation``: reads one file after another as it is told, under a limit of memory."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import cast

from assistant.documents.isolation import Failure, Pages, receive, send
from assistant.documents.load import read_document
from assistant.documents.model import Document
from assistant.documents.progress import listening
from assistant.errors import TienLeError
from assistant.settings import ReadingSettings

_MOST_BYTES = 3 << 30


def main() -> None:
    """Serve requests from standard input until it ends."""
    _limit_memory()
    requests, replies = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not get between the replies.
    os.dup2(2, 1)
    while (request := receive(requests)) is not None:
        path, settings = cast("tuple[str, ReadingSettings]", request)
        with listening(lambda done, total: send(replies, Pages(done, total))):
            reply = _reply(Path(path), settings)
        send(replies, reply)


def _reply(path: Path, settings: ReadingSettings) -> Document | Failure:
    try:
        return read_document(path, settings)
    except TienLeError as error:
        return Failure(error.code, error.subject, error.reason, error.next_step)


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_BYTES, hard))


if __name__ == "__main__":
    main()
