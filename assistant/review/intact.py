"""Is a request still whole after what belongs to its report was cut out? A torn one is given up, never printed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["bounded", "intact", "names_law"]

_TWICE = re.compile(r"(?<!\w)((?:\w+\s){1,4}\w+)\s(?:với|và|đến|so với|hoặc|sang)\s\1(?!\w)", re.IGNORECASE)
_LAW = re.compile(r"(?<!\w)(?:Luật|Bộ luật)\s([A-ZĐÂĂÊÔƠƯ]\w+(?:,?\s\w+){1,5})")
_LAW_WORDS = 2


def intact(phrase: str, original: str) -> bool:
    """Whether ``phrase``, cut from ``original``, leaves no word without the one it needs.

    Torn are: a limit whose amount is gone ("ít nhất … kinh phí"), the same period on both sides of a comparison, an
    end that opens something more, a beginning that points at what is not there, a sentence taken for a thing.
    """
    if _opening().match(phrase) or _ending().search(phrase) or _told().search(phrase):
        return False
    if _TWICE.search(phrase) and not _TWICE.search(original):
        return False
    return not _limits(original) > _limits(phrase) or not _loose().search(phrase)


def bounded(amount: str, behind: str) -> bool:
    """Whether an amount is a limit that closes what is said ("giải ngân dưới 40%,"): without it the sense changes."""
    return _limit().search(amount) is not None and not behind.strip(" ,;:.")


def names_law(piece: str, key: str) -> bool:
    """Whether ``piece`` names a law of which ``key`` (``match_key`` of the draft) has nothing."""
    for found in _LAW.finditer(piece):
        words = found[1].lower().replace(",", "").split()[:_LAW_WORDS]
        named = f"luật {' '.join(words)}"
        if named not in key.replace(",", "") and not any(
            named.startswith(law) or law.startswith(named) for law in _laws()
        ):
            return True
    return False


def _limits(text: str) -> int:
    return len(_amounts().findall(text))


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "data" / "intact.toml").read_text("utf-8"))


@cache
def _laws() -> tuple[str, ...]:
    return tuple(_data()["laws"])


@cache
def _limit() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any(_data()['limits'])})(?!\w)", re.IGNORECASE)


@cache
def _amounts() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any(_data()['limits'])})\s\d", re.IGNORECASE)


@cache
def _loose() -> re.Pattern[str]:
    """A limit with neither a figure nor a number word behind it."""
    numbers = _any(_data()["numbers"])
    return re.compile(rf"(?<!\w)(?:{_any(_data()['limits'])})(?!\w)(?!\s(?:\d|(?:{numbers})\s))", re.IGNORECASE)


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any(_data()['openings'])})(?!\w)", re.IGNORECASE)


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(rf"(?:^|\s)(?:{_any(_data()['endings'])})$", re.IGNORECASE)


@cache
def _told() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any(_data()['told'])})(?!\w)", re.IGNORECASE)


def _any(phrases: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))
