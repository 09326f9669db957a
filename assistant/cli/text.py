"""Words of the command line, from ``vi.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

__all__ = ["say"]


@cache
def _strings() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("vi.toml").read_text("utf-8"))


def say(key: str, **values: object) -> str:
    """The sentence at ``key`` ("messages.written"), its blanks filled.

    Raises:
        KeyError: for a sentence or a blank that does not exist (a bug).
    """
    table, name = key.split(".")
    return _strings()[table][name].format(**values)
