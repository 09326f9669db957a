"""Kinds of comment that recur from report to report, as data: how to know them and how to test a draft for them.

``data/themes.toml`` holds those that are said only when a precedent asks them, ``data/analyses.toml`` those that find
something in the draft itself.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast, get_args

from assistant.advice.model import Ask
from assistant.diagnosis.model import Severity
from assistant.language.normalize import match_key
from assistant.review.model import OutlinePart

__all__ = ["Sign", "TestName", "Theme", "fit", "themes", "themes_of"]

TestName = Literal[
    "treated", "items", "finding", "separate", "joined", "repeated", "lopsided", "assigned", "acts",
    "tension", "listed", "unbased", "analysis",
]  # fmt: skip
_FILES = ("themes.toml", "analyses.toml")

_WHOLE = 12


@dataclass(frozen=True, slots=True)
class Sign:
    """What to look for in a draft; phrases are ``match_key`` forms. See the head of ``data/themes.toml``."""

    test: TestName
    object: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    heading: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    show: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    where: tuple[OutlinePart, ...] = ()
    kinds: tuple[str, ...] = ()
    enough: int = 1
    needs: bool = False
    plain: bool = False
    shown: bool = False
    home: bool = False
    leading: bool = False
    submitted: bool = False
    few: int = 6
    many: int = 0
    items: dict[str, tuple[str, ...]] = field(default_factory=dict)
    other_items: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """A kind of comment.

    A comment belongs to it when each of ``cues`` is found in it and ``without`` is not; ``fits`` names families of
    drafts, empty for any; ``opposite`` is a theme that asks the contrary; ``field`` marks one about a field of policy;
    ``norms`` one that only drafts of legal norms can meet; ``general`` one that would fit nearly any draft. One whose
    test is "analysis" and that need not be ``asked`` holds by what the draft itself shows, whether or not a precedent
    asks the like.
    """

    name: str
    part: OutlinePart
    ask: Ask
    weight: Severity
    cues: tuple[re.Pattern[str], ...]
    without: re.Pattern[str] | None
    fits: tuple[str, ...]
    dated: bool
    field: bool
    norms: bool
    general: bool
    asked: bool
    opposite: str | None
    here: Sign


@cache
def themes() -> dict[str, Theme]:
    """Every theme by name.

    Raises:
        TypeError: the data file has a key that a theme does not know (a bug, found by the tests).
        ValueError: an unknown test.
    """
    folder = Path(__file__).parent / "data"
    rows = {name: row for file in _FILES for name, row in tomllib.loads((folder / file).read_text("utf-8")).items()}
    return {name: _theme(name, row) for name, row in rows.items()}


def themes_of(key: str) -> tuple[Theme, ...]:
    """The themes that a comment, given as its ``match_key``, belongs to."""
    return tuple(
        theme
        for theme in themes().values()
        if all(group.search(key) for group in theme.cues) and not (theme.without and theme.without.search(key))
    )


def fit(theme: Theme, key: str) -> float:
    """How much of a comment is about the theme: words of cues found, over the square root of the comment's words.

    A comment too short to be understood alone counts as one of ``_WHOLE`` words.
    """
    told = {found for group in theme.cues for found in group.findall(key)}
    words = len(key.split())
    return sum(len(cue.split()) for cue in told) / math.sqrt(words) * min(1.0, words / _WHOLE)


def _theme(name: str, row: dict[str, Any]) -> Theme:
    here = dict(row["here"])
    if here["test"] not in get_args(TestName):
        raise ValueError(f"{name}: {here['test']}")
    items = {label: _keys(cues) for label, cues in here.pop("items", {}).items()}
    lists = ("object", "said", "heading", "titles", "near", "other", "show", "about", "unlike")
    named = tuple(here.pop("other_items", ()))
    phrases: dict[str, Any] = {key: _keys(here.pop(key)) for key in lists if key in here}
    if here["test"] == "lopsided":
        phrases = {key: tuple(row["here"][key]) for key in ("object", "other")}
    where = cast("tuple[OutlinePart, ...]", tuple(here.pop("where", ())))
    sign = Sign(where=where, kinds=tuple(here.pop("kinds", ())), items=items, other_items=named, **phrases, **here)
    return Theme(
        name=name, part=row["part"], ask=row["ask"], weight=row["weight"],
        cues=tuple(_any_of(group) for group in row["cues"]),
        without=_any_of(row["without"]) if row.get("without") else None,
        fits=tuple(row.get("fits", ())), dated=row.get("dated", False), field=row.get("field", False),
        norms=row.get("norms", False), general=row.get("general", False),
        asked=row.get("asked", False), opposite=row.get("opposite"), here=sign,
    )  # fmt: skip


def _any_of(phrases: Sequence[str]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(match_key(phrase)) for phrase in phrases) + r")(?!\w)")


def _keys(phrases: Any) -> tuple[str, ...]:
    # A blank at the end of a phrase stands for a word end; match_key would trim it.
    return tuple(match_key(phrase) + (" " if phrase.endswith(" ") else "") for phrase in phrases)
