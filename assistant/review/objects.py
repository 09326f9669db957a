"""One object is spoken of once: of a finding, a measured remark and requests about it, the most concrete stays."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from assistant.language.normalize import match_key
from assistant.review.model import Suggestion

__all__ = ["once"]

_ASKS = re.compile(r"đề nghị\s(?P<asked>(?:xem xét,?\s)?[^.;:]{4,90})")
_QUOTED = re.compile(r"“[^”]*”")


def once(suggestions: Sequence[Suggestion]) -> list[Suggestion]:
    """``suggestions`` without those whose object another says more concretely; what a check found always stays."""
    best: dict[str, Suggestion] = {}
    for one in suggestions:
        name = _object(one)
        if name and (name not in best or _concrete(one) > _concrete(best[name])):
            best[name] = one
    return [one for one in suggestions if one.finding_ids or not (name := _object(one)) or best[name] is one]


def _concrete(one: Suggestion) -> tuple[bool, float, str]:
    return (bool(one.finding_ids), one.severity * one.confidence, one.id)


def _object(one: Suggestion) -> str:
    """The name of the object that the request of a suggestion opens with; nothing for any other."""
    asked = _ASKS.search(match_key(_QUOTED.sub("“”", one.text)))
    if asked is None:
        return ""
    return next((name for name, pattern in _objects().items() if pattern.search(asked["asked"])), "")


@cache
def _objects() -> dict[str, re.Pattern[str]]:
    data = tomllib.loads((Path(__file__).parent / "data" / "objects.toml").read_text("utf-8"))
    return {name: re.compile("|".join(map(match_key, phrases))) for name, phrases in data["objects"].items()}
