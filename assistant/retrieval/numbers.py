"""Document numbers in any of their spellings: "NQ57", "Nghị quyết số 57" and "57-NQ/TW" lead to the same passages.

A full number is one token of the index; a short one is looked up among the tokens that begin with it, and what is
written out in running text ("Nghị quyết 57") by the pair of the type's last syllable and the number.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.language.normalize import match_key
from assistant.language.tokens import syllables

__all__ = ["OtherSpellings", "other_spellings"]

_MOST = 8  # full numbers that a short one may stand for


@dataclass(frozen=True, slots=True)
class OtherSpellings:
    """Tokens and bigrams ("quyết_57") under which the numbers of a query stand elsewhere."""

    tokens: tuple[str, ...] = ()
    pairs: tuple[str, ...] = ()


def other_spellings(text: str, beginning: Callable[[str], Iterable[str]]) -> OtherSpellings:
    """Those of the numbers in ``text``; ``beginning(prefix)`` gives the tokens of the index that begin so."""
    own = syllables(text)
    tokens: dict[str, None] = {}
    pairs: dict[str, None] = {}
    for kind, number in _short(text):
        tokens |= dict.fromkeys(_full(kind, number, beginning))
        pairs[f"{_kinds()[kind].rpartition(' ')[2]}_{number}"] = None
    for word in own:
        full = re.match(r"(\d+)(?:/\d{4})?[-/](?:([a-zđ]+)\d*)\b", word)
        if full and full[2] in _kinds():
            pairs[f"{_kinds()[full[2]].rpartition(' ')[2]}_{full[1]}"] = None
    return OtherSpellings(tuple(one for one in tokens if one not in own), tuple(pairs))


def _short(text: str) -> list[tuple[str, str]]:
    """(symbol, number) of every number written without its symbol's tail."""
    by_name = {name: symbol for symbol, name in _kinds().items()}
    found = []
    for one in _pattern().finditer(match_key(text)):
        symbol = one["kind"] if one["kind"] in _kinds() else by_name[one["kind"]]
        found.append((symbol, one["number"]))
    return found


def _full(kind: str, number: str, beginning: Callable[[str], Iterable[str]]) -> list[str]:
    shape = re.compile(rf"{number}(?:-|/(?:\d{{4}}/)?){kind}(?![a-zđ])")
    return [word for sign in "-/" for word in beginning(number + sign) if shape.match(word)][:_MOST]


@cache
def _pattern() -> re.Pattern[str]:
    kinds = sorted({*_kinds(), *_kinds().values()}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?P<kind>{'|'.join(kinds)})[ -]?(?:số )?(?P<number>\d{{1,4}})(?!\w|[-/.,]\w)")


@cache
def _kinds() -> Mapping[str, str]:
    """Symbol → name of the type, as match keys."""
    data = tomllib.loads((Path(__file__).with_name("data") / "abbreviations.toml").read_text("utf-8"))
    return {match_key(symbol): match_key(name) for symbol, name in data["documents"].items()}
