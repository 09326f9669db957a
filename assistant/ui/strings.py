"""Words of the interface, from the language file."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

__all__ = ["say", "sentences"]


@cache
def _strings() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("vi.toml").read_text("utf-8"))


def say(key: str, **values: object) -> str:
    """The sentence at ``key`` ("review.start"), its blanks filled.

    Raises:
        KeyError: for a sentence or a blank that does not exist (a bug, found by the tests).
    """
    table, name = key.split(".")
    return _strings()[table][name].format(**values)


def sentences(table: str) -> dict[str, str]:
    """Every sentence of ``[table]``, blanks unfilled."""
    return dict(_strings()[table])
