"""Sentences of the suggestions, from ``prompts/wording/suggestions.toml``."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Sequence
from functools import cache
from typing import Any

from assistant.settings import material

__all__ = ["fill", "listed", "template_version"]


@cache
def _templates() -> dict[str, Any]:
    return tomllib.loads((material("prompts") / "wording" / "suggestions.toml").read_text("utf-8"))


def template_version() -> str:
    """Identity of the wording used, for the record of a review."""
    data = _templates()
    return f"{data['id']}/{data['version']}"


def fill(key: str, **values: object) -> str:
    """The sentence at ``key`` ("absent.text") filled; of several variations one is chosen by the values, not by chance.

    Raises:
        KeyError: for a sentence or a blank that does not exist (a bug, found by the tests).
    """
    table, name = key.split(".")
    found: str | Sequence[str] = _templates()[table][name]
    if not isinstance(found, str):
        digest = hashlib.sha256(repr(sorted(values.items())).encode()).digest()
        found = found[digest[0] % len(found)]
    return found.format(**values)


def listed(items: Sequence[str], limit: int = 3) -> str:
    """Items joined by commas, at most ``limit`` of them."""
    return ", ".join(items[:limit])
