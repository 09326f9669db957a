"""The word lists of the review, read once from ``data/``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from assistant.language.normalize import fold, match_key
from assistant.review.model import OutlinePart

__all__ = [
    "DraftType",
    "RequestWords",
    "Want",
    "draft_types",
    "finding_cues",
    "finding_parts",
    "lone_cues",
    "other_titles",
    "part_cues",
    "request_words",
]


@dataclass(frozen=True, slots=True)
class DraftType:
    """A family of drafts: folded cues, whether it spans every field, and how near other families are (0–1)."""

    name: str
    cues: tuple[str, ...]
    broad: bool
    near: dict[str, float]


@dataclass(frozen=True, slots=True)
class Want:
    """What a request wants said of its object, and the signs that a passage already says it."""

    name: str
    ask: tuple[str, ...]
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RequestWords:
    """Openers and verbs of requests, frame words that are no object, compounds that hold one, wants, words of
    outlooks (which age), words that point back at a sentence that
    would not be there, and words of one kind of land."""

    openers: tuple[str, ...]
    verbs: tuple[str, ...]
    frame: frozenset[tuple[str, ...]]
    compounds: frozenset[tuple[str, ...]]
    longest: int
    wants: tuple[Want, ...]
    outlook: tuple[str, ...]
    anaphora: tuple[str, ...]
    land: tuple[str, ...]


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "data" / name).read_text("utf-8"))


@cache
def part_cues() -> tuple[tuple[OutlinePart, tuple[str, ...]], ...]:
    """Outline parts and the folded words of headings that open them, in order of precedence."""
    rows = _data("parts.toml").items()
    return tuple((cast(OutlinePart, part), tuple(fold(cue) for cue in row["cues"])) for part, row in rows)


@cache
def lone_cues() -> tuple[tuple[OutlinePart, tuple[str, ...]], ...]:
    """Like ``part_cues``: words of headings that open a part only outside every other part."""
    rows = _data("parts.toml").items()
    return tuple((cast(OutlinePart, part), tuple(map(fold, row["alone"]))) for part, row in rows if "alone" in row)


@cache
def draft_types() -> tuple[DraftType, ...]:
    """The families of drafts, most specific first."""
    return tuple(
        DraftType(name, tuple(fold(cue) for cue in row["cues"]), row["broad"], row["near"])
        for name, row in _data("draft_types.toml").items()
    )


@cache
def other_titles() -> tuple[str, ...]:
    """Beginnings (``match_key``) of titles of texts that are no drafts to comment on."""
    return tuple(map(match_key, _data("other_texts.toml")["titles"]))


@cache
def request_words() -> RequestWords:
    """The words of requests."""
    data = _data("request_words.toml")
    frame = frozenset(tuple(match_key(phrase).split()) for phrase in data["frame"])
    compounds = frozenset(tuple(match_key(phrase).split()) for phrase in data["compounds"])
    wants = tuple(Want(name, tuple(row["ask"]), tuple(row["shown"])) for name, row in data["wants"].items())
    longest = sorted(data["openers"], key=len, reverse=True)
    verbs = sorted(data["verbs"], key=len, reverse=True)
    width = max(map(len, frame | compounds))
    return RequestWords(tuple(longest), tuple(verbs), frame, compounds, width, wants, *_lists(data))


def _lists(data: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    for name in ("outlook", "anaphora", "land"):
        yield tuple(map(match_key, data[name]))


@cache
def finding_parts() -> dict[str, str]:
    """Kind of finding → outline part, or "evidence" for the part its quotation stands in."""
    return _data("finding_parts.toml")


@cache
def finding_cues() -> dict[str, re.Pattern[str]]:
    """Kind of finding → phrases, as whole words, of which a precedent must hold one to be cited for it."""
    return {
        kind: re.compile(r"(?<!\w)(?:" + "|".join(re.escape(match_key(cue)) for cue in cues) + r")(?!\w)")
        for kind, cues in _data("finding_cues.toml").items()
    }
