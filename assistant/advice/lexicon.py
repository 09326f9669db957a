"""Cue words of ``data/cues.toml`` as compiled patterns over match keys, and where they first stand in a text."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from assistant.language.normalize import fold, match_key

__all__ = ["any_of", "first", "folded_cues", "group", "only"]

_DATA = Path(__file__).parent / "data"


@cache
def _cues() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((_DATA / "cues.toml").read_text("utf-8"))


def group(name: str) -> tuple[str, ...]:
    """The names of the word lists in a table of the lexicon, in its order."""
    return tuple(_cues()[name])


@cache
def any_of(table: str, name: str) -> re.Pattern[str]:
    """A pattern of whole words for one list; where two cues begin at one place the longer is taken."""
    return re.compile(rf"(?<!\w)(?:{_alternatives(table, name)})(?!\w)")


@cache
def only(table: str, name: str) -> re.Pattern[str]:
    """Like ``any_of``, for use with ``match`` at the beginning of a text."""
    return re.compile(rf"(?:{_alternatives(table, name)})(?!\w)")


@cache
def folded_cues(table: str, name: str) -> tuple[str, ...]:
    """The list without accents, for headings in capitals and recognised text."""
    return tuple(fold(cue) for cue in _cues()[table][name])


def first(table: str, key: str, start: int = 0) -> str | None:
    """The list of ``table`` whose cue stands first in ``key`` from ``start`` on; at one place the longest cue wins."""
    best: tuple[int, int, str] | None = None
    for name in group(table):
        found = any_of(table, name).search(key, start)
        if found and (best is None or (found.start(), -len(found[0])) < best[:2]):
            best = (found.start(), -len(found[0]), name)
    return best[2] if best else None


def _alternatives(table: str, name: str) -> str:
    cues = sorted((match_key(cue) for cue in _cues()[table][name]), key=len, reverse=True)
    return "|".join(re.escape(cue) for cue in cues)
