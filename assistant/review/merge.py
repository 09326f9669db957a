"""Who asks the same: one request a report."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.review.requests import Request
from assistant.review.themes import Theme, fit

__all__ = ["supporters"]


def supporters(requests: Sequence[Request], theme: Theme | None = None) -> list[Request]:
    """One request a report, the most comparable report first: who else asks this. Of a report's several requests the
    one that is most about ``theme`` speaks, else a plain request before a criticism."""
    found: dict[str, Request] = {}
    for request in sorted(requests, key=lambda one: (-one.nearness, *_aptness(one, theme))):
        found.setdefault(request.chunk.document_id, request)
    return list(found.values())


def _aptness(request: Request, theme: Theme | None) -> tuple[float, bool]:
    return (-fit(theme, request.key) if theme else 0.0, request.chunk.comment_kind != "recommendation")
