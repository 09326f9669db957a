"""The word lists of the review, read once from ``data/``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from assistant.diagnosis.parts import load_data
from assistant.language.normalize import fold, match_key
from assistant.review.model import OutlinePart

__all__ = [
    "DraftType",
    "RequestWords",
    "Want",
    "alike",
    "common_pairs",
    "draft_types",
    "finding_cues",
    "finding_parts",
    "lone_cues",
    "other_titles",
    "part_cues",
    "request_words",
    "small_words",
    "title_pairs",
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


@cache
def small_words() -> frozenset[str]:
    """Syllables that carry no matter of their own (``match_key``)."""
    return frozenset(map(match_key, _data("request_words.toml")["small"]))


@cache
def common_pairs() -> dict[str, float]:
    """Pairs of neighbouring syllables that official Vietnamese uses much, and how rare each still is, 0–1."""
    data = load_data("frequency")
    rows = ((int(name.removeprefix("class_")), row) for name, row in data.items() if name.startswith("class_"))
    return {pair: (number + 0.5) / (data["rarest"] + 1) for number, row in rows for pair in row["pairs"]}


@cache
def title_pairs() -> frozenset[str]:
    """Pairs of syllables of titles of drafts and reports that tell nothing of their field."""
    return frozenset(_data("draft_words.toml")["pairs"])


def alike(text: str) -> str:
    """``match_key`` of ``text`` with words that mean the same in official drafts said in one way."""
    return _same_words()[0].sub(lambda found: _same_words()[1][found[0]], match_key(text))


@cache
def _same_words() -> tuple[re.Pattern[str], dict[str, str]]:
    said = {match_key(other): match_key(row[0]) for row in _data("same_words.toml")["words"] for other in row[1:]}
    longest = sorted(said, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)"), said
