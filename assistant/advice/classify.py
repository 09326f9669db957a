"""Labels of a comment: aspect, ask, kind, topics. Cue words live in ``data/``; headings decide before words do."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, cast

from assistant.advice.model import Ask, Aspect, CommentKind
from assistant.language.normalize import fold, match_key

__all__ = ["ask_of", "aspect_of", "is_scene", "kind_of", "lead_aspect", "topics_of"]

_CONSEQUENCE = re.compile(r",\s*nên\b")
_BLAME = re.compile(
    r"\b(?:chưa|không)\s+(?:có\s+|được\s+|thực sự\s+|thật\s+)?\w+|\bcòn\s+(?:thiếu|lẫn|dài|chung|thiên|nặng|mờ|trùng)"
)


@cache
def _cues() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "data" / "cues.toml").read_text("utf-8"))


@cache
def _topics() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = tomllib.loads((Path(__file__).parent / "data" / "topics.toml").read_text("utf-8"))
    return tuple(
        (name, re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)")) for name, words in rows.items()
    )


def aspect_of(section_path: Sequence[str], text: str, lead: Aspect | None) -> Aspect:
    """The part of the draft a comment is about: the paragraph's own opening, then the nearest heading, then words."""
    if lead:
        return lead
    for title in reversed(section_path):
        folded = fold(title)
        for row in _cues()["aspect"]:
            if any(fold(cue) in folded for cue in row["heading"]):
                return cast(Aspect, row["name"])
    key = match_key(text)
    for aspect, cues in _cues()["words"].items():
        if any(cue in key for cue in cues):
            return cast(Aspect, aspect)
    return "general"


def lead_aspect(paragraph: str) -> Aspect | None:
    """The aspect a paragraph announces for all its clauses ("Về thể thức, trình bày: …")."""
    key = match_key(paragraph).lstrip("-+• 0123456789.)")
    for aspect, cues in _cues()["lead"].items():
        if any(key.startswith(cue) for cue in cues):
            return cast(Aspect, aspect)
    return None


def ask_of(text: str) -> Ask | None:
    """What is asked, by the cue that stands first in the clause; ``None`` where nothing is.

    "propose" is the weakest reading ("nghiên cứu tách …" asks to split), taken only when no other cue is there.
    """
    key = match_key(text)
    places = {
        ask: min((place for cue in cues if (place := _find(key, cue)) >= 0), default=-1)
        for ask, cues in _cues()["ask"].items()
    }
    strong = {ask: place for ask, place in places.items() if place >= 0 and ask != "propose"}
    if strong:
        return cast(Ask, min(strong, key=lambda ask: strong[ask]))
    return "propose" if places["propose"] >= 0 else None


def kind_of(text: str) -> CommentKind | None:
    """What a clause does by its own words; ``None`` where it shows nothing.

    A plain request ("đề nghị", "cần") decides; else "chưa …" before a verb is blame of the draft, not a request for the
    verb ("chưa phân tích sâu"); "nên" after a comma gives a consequence, not advice.
    """
    key = _CONSEQUENCE.sub(" ", match_key(text))
    cues = _cues()["kind"]
    if any(_find(key, cue) >= 0 for cue in cues["demand"]):
        return "recommendation"
    if _BLAME.search(key):
        return "critique"
    for kind in ("request", "critique", "praise"):
        if any(_find(key, cue) >= 0 for cue in cues[kind]):
            return "recommendation" if kind == "request" else cast(CommentKind, kind)
    return None


def is_scene(text: str) -> bool:
    """Whether a clause only sets the scene: who asked, which workshop, "như sau:"."""
    key = match_key(text).lstrip("-+• ")
    scene = _cues()["scene"]
    ends = any(key.endswith(end) for end in scene["ends"])
    return ends or any(key.startswith(start) for start in scene["starts"])


def topics_of(text: str) -> tuple[str, ...]:
    """Names of the fields and themes a text speaks of, in the order of the lexicon."""
    key = match_key(text)
    return tuple(name for name, pattern in _topics() if pattern.search(key))


def _find(key: str, cue: str) -> int:
    found = re.search(rf"(?<!\w){re.escape(cue.strip())}(?!\w)", key)
    return found.start() if found else -1
