"""Sentences of the findings, from ``prompts/wording/findings/``; places and quotations in words."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from assistant.settings import material

__all__ = ["Phrases", "phrase", "phrases", "quoted", "strung", "tidy"]

_LONGEST_QUOTE = 170
_NESTED = re.compile(r"(\([^()“”]*?)\s\((trang \d+)\)")


@cache
def _templates() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for path in sorted((material("prompts") / "wording" / "findings").glob("*.toml")):
        family = tomllib.loads(path.read_text("utf-8"))
        del family["version"]
        if repeated := sorted(found.keys() & family.keys()):
            raise ValueError(f"{path.name}: wording given twice: {repeated}")
        found |= family
    return found


class Phrases:
    """The wording of one finding: message, suggestion, working; filled with the check's values."""

    def __init__(self, kind: str, variant: str, values: Mapping[str, str]) -> None:
        self._table: dict[str, Any] = _templates()[kind][variant]
        self._values = values

    def fill(self, name: str) -> str:
        """The sentence ``name``; of several variations the values choose one, so the same draft reads the same.

        Raises:
            KeyError: for a sentence or a blank that does not exist (a bug, found by the tests).
        """
        found: str | list[str] = self._table[name]
        if not isinstance(found, str):
            digest = hashlib.sha256(repr(sorted(self._values.items())).encode()).digest()
            found = found[digest[0] % len(found)]
        return _sentence(found.format(**self._values))


def phrases(kind: str, variant: str, values: Mapping[str, str]) -> Phrases:
    """The wording ``[kind.variant]`` with its blanks.

    Raises:
        KeyError: if there is no such wording (a bug, found by the tests).
    """
    return Phrases(kind, variant, values)


def phrase(name: str, **values: object) -> str:
    """A small phrase of the table ``[frame]``."""
    text: str = _templates()["frame"][name]
    return text.format(**values)


def quoted(text: str) -> str:
    """A quotation inside a sentence: white space joined, a long one cut at a word with "…", inner quotes single."""
    joined = " ".join(text.split())
    if len(joined) > _LONGEST_QUOTE:
        cut = joined[:_LONGEST_QUOTE].rsplit(" ", 1)[0].rstrip(",;:.–- ")
        joined = cut + "…"
    inner = joined.replace("“", "‘").replace("”", "’")
    return f"“{inner}”"


def strung(items: Sequence[str], limit: int = 6) -> str:
    """ "a, b và c"; beyond ``limit`` items the rest is counted."""
    shown = list(items[:limit])
    if len(items) > limit:
        return phrase("more", items=", ".join(shown), rest=len(items) - limit)
    if len(shown) < 2:
        return "".join(shown)
    return phrase("last", items=", ".join(shown[:-1]), last=shown[-1])


def tidy(text: str) -> str:
    """No page in brackets inside brackets, "(mục I, trang 3)"; no second full stop behind a quoted sentence."""
    return _NESTED.sub(r"\1, \2", text).replace(".”.", ".”")


def _sentence(text: str) -> str:
    tidied = tidy(" ".join(text.split()))
    return tidied[:1].upper() + tidied[1:]
