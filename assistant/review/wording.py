"""Sentences of the suggestions, from ``suggestions``, ``themes`` and ``analyses.toml`` of ``prompts/wording``."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Sequence
from functools import cache
from typing import Any, Literal

from assistant.diagnosis.phrases import tidy
from assistant.settings import material

__all__ = ["capital", "fill", "fill_analysis", "fill_theme", "joined_kinds", "listed", "template_version"]

Book = Literal["suggestions", "themes", "analyses"]


@cache
def _templates(book: Book) -> dict[str, Any]:
    return tomllib.loads((material("prompts") / "wording" / f"{book}.toml").read_text("utf-8"))


def template_version() -> str:
    """Identity of the wording used, for the record of a review: "suggestions/2 themes/1 analyses/1"."""
    books: tuple[Book, ...] = ("suggestions", "themes", "analyses")
    return " ".join(f"{data['id']}/{data['version']}" for data in map(_templates, books))


def fill(key: str, **values: object) -> str:
    """The sentence at ``key`` ("absent.text") filled; of several variations one is chosen by the values, not by chance.

    Raises:
        KeyError: for a sentence or a blank that does not exist (a bug, found by the tests).
    """
    return _filled("suggestions", key, values)


def joined_kinds() -> frozenset[str]:
    """The kinds of finding of which several are told in one sentence."""
    return frozenset(_templates("suggestions")["joined"]) - {"rest"}


def fill_theme(key: str, **values: object) -> str:
    """Like ``fill``, from the wording of the themes."""
    return _filled("themes", key, values)


def fill_analysis(key: str, **values: object) -> str:
    """Like ``fill``, from the wording of the analyses."""
    return _filled("analyses", key, values)


def _filled(book: Book, key: str, values: dict[str, object]) -> str:
    table, name = key.split(".")
    found: str | Sequence[str] = _templates(book)[table][name]
    if not isinstance(found, str):
        digest = hashlib.sha256(repr(sorted(values.items())).encode()).digest()
        found = found[digest[0] % len(found)]
    return tidy(found.format(**values))


def listed(items: Sequence[str], limit: int = 3) -> str:
    """Items joined by commas, at most ``limit`` of them."""
    return ", ".join(items[:limit])


def capital(text: str) -> str:
    """``text`` with its first letter in upper case."""
    return text[:1].upper() + text[1:]
