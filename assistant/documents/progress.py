"""Pages done while a long file is read, told to whoever listens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeAlias

__all__ = ["PageProgress", "listening", "pages_done"]

PageProgress: TypeAlias = Callable[[int, int], None]
_listener: ContextVar[PageProgress | None] = ContextVar("page_listener", default=None)


@contextmanager
def listening(listener: PageProgress | None) -> Iterator[None]:
    """Within the block, ``listener(done, total)`` hears of every recognised page of the files read in this context."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def pages_done(done: int, total: int) -> None:
    """Tell the listener, if there is one, that ``done`` of ``total`` scanned pages are read."""
    listener = _listener.get()
    if listener is not None:
        listener(done, total)
