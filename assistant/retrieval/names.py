"""Short and full names, and bodies with those they came from and became: for filters by issuer and for queries.

Names are compared as runs of bare syllables in which every short form (``data/abbreviations.toml``) is written out, so
"UBND tỉnh" and "Ủy ban nhân dân tỉnh" are one. Successors are those of 2025 (``data/bodies.toml`` with its sources).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

from assistant.language.normalize import fold, match_key
from assistant.language.tokens import syllables

__all__ = ["is_of", "other_forms"]

_DATA = Path(__file__).with_name("data")
_PLACE_WORDS = re.compile(r" (?:tinh|thanh pho|tp)(?= )")


def is_of(issuer: str, name: str) -> bool:
    """Whether a document of ``issuer`` is one of the body ``name``, of one it came from or of one it became.

    ``name`` may be a part of the issuer's ("Bắc Giang"), short or full, with or without marks.
    """
    here = _plain(issuer)
    return any(one in here for one in _related(name))


def other_forms(text: str) -> list[str]:
    """Short forms of what ``text`` writes in full, full forms of what it shortens: each a run of words of its own."""
    words = match_key(text)
    key = f" {' '.join(syllables(text))} "
    shorts = _shorts()
    found = [full for short, full in shorts.items() if re.search(rf"(?<!\w){re.escape(short)}(?!\w)", words)]
    found += [short for short, full in shorts.items() if f" {' '.join(syllables(full))} " in key]
    return found


@lru_cache(maxsize=512)
def _related(name: str) -> frozenset[str]:
    own = _plain(name)
    found = {own}
    for former, successor in _successors():
        if former in own and successor not in own:
            found.add(own.replace(former, successor))
        if successor in own:
            found.add(own.replace(successor, former))
    return frozenset(found)


@lru_cache(maxsize=8192)
def _plain(name: str) -> str:
    """Bare syllables, short forms written out, without the word for the kind of place; a blank on either side."""
    text = match_key(name)
    for short, full in _shorts().items():
        if short in text:
            text = re.sub(rf"(?<!\w){re.escape(short)}(?!\w)", full, text)
    bare = f" {' '.join(re.findall(r'[a-z0-9]+', fold(text)))} "
    for short, full in _bare_shorts().items():
        bare = bare.replace(f" {short} ", f" {full} ")
    return _PLACE_WORDS.sub("", bare)


@cache
def _shorts() -> Mapping[str, str]:
    """Short → full form, both as match keys, the longest first."""
    words = tomllib.loads((_DATA / "abbreviations.toml").read_text("utf-8"))["words"]
    pairs = {match_key(short): match_key(full) for short, full in words.items()}
    return dict(sorted(pairs.items(), key=lambda pair: -len(pair[0])))


@cache
def _bare_shorts() -> Mapping[str, str]:
    """For names typed without marks ("ubnd", "hdnd"), which are short forms wherever a body is named."""
    return {
        fold(short): " ".join(re.findall(r"[a-z0-9]+", fold(full)))
        for short, full in _shorts().items()
        if fold(short).isalpha()
    }


@cache
def _successors() -> Sequence[tuple[str, str]]:
    groups = tomllib.loads((_DATA / "bodies.toml").read_text("utf-8"))["group"]
    return [(_plain(former), _plain(successor)) for group in groups for former, successor in group["successors"]]
