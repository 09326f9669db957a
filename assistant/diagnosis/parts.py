"""Which part of a report a heading opens, by the cue words of ``data/parts.toml``."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

from assistant.language.normalize import match_key

__all__ = ["Part", "load_data", "part_of_title"]

Part = Literal[
    "other", "context", "results", "limitations", "causes", "lessons", "forecast", "targets", "solutions",
    "proposals", "annex",
]  # fmt: skip


@cache
def load_data(name: str) -> dict[str, Any]:
    """A word list or table of ``data/``, read once."""
    return tomllib.loads((Path(__file__).parent / "data" / f"{name}.toml").read_text("utf-8"))


@cache
def _cues() -> tuple[tuple[Part, re.Pattern[str]], ...]:
    rows = load_data("parts")["part"]
    return tuple(
        (cast(Part, row["name"]), re.compile("|".join(rf"(?<!\w){match_key(cue)}(?!\w)" for cue in row["cues"])))
        for row in rows
    )


@cache
def part_of_title(title: str) -> Part | None:
    """The part a heading opens; ``None`` if its words tell none. The cue that stands first in the heading decides."""
    key = match_key(title)
    best: tuple[int, int, Part] | None = None
    for rank, (part, pattern) in enumerate(_cues()):
        found = pattern.search(key)
        if found and (best is None or (found.start(), rank) < best[:2]):
            best = (found.start(), rank, part)
    return best[2] if best else None
