"""Cutting a text that is longer than a model's window into pieces that fit, so that nothing is dropped in silence."""

from __future__ import annotations

from collections.abc import Callable

from assistant.language.tokens import sentences

__all__ = ["pieces"]


def pieces(text: str, size: Callable[[str], int], window: int) -> list[str]:
    """``text`` cut into runs of whole sentences of at most ``window`` units as counted by ``size``.

    A sentence longer than the window is cut between words, a single word longer than the window is left whole.
    Joined, the pieces hold every non-blank character of ``text`` in order.
    """
    if size(text) <= window:
        return [text]
    found: list[str] = []
    start, end = 0, 0
    for begin, stop in _fitting(text, size, window):
        if end > start and size(text[start:stop]) > window:
            found.append(text[start:end])
            start = begin
        end = stop
    return [*found, text[start:end]]


def _fitting(text: str, size: Callable[[str], int], window: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for begin, stop in sentences(text):
        spans += [(begin, stop)] if size(text[begin:stop]) <= window else _words(text, begin, stop)
    return spans


def _words(text: str, begin: int, stop: int) -> list[tuple[int, int]]:
    spans, place = [], begin
    for word in text[begin:stop].split():
        at = text.index(word, place)
        place = at + len(word)
        spans.append((at, place))
    return spans
