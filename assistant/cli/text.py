"""Words of the command line, from ``vi.toml``."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["in_vietnamese", "say"]


@cache
def _strings() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("vi.toml").read_text("utf-8"))


def say(key: str, **values: object) -> str:
    """The sentence at ``key`` ("messages.written"), its blanks filled.

    Raises:
        KeyError: for a sentence or a blank that does not exist (a bug).
    """
    table, name = key.split(".")
    sentence: str = _strings()[table][name]
    return sentence.format(**values)


def in_vietnamese(message: str) -> str:
    """The parser's own complaint said in Vietnamese; an unknown one unchanged."""
    for rule in _strings()["usage_errors"]:
        matched = re.fullmatch(rule["match"], message)
        if matched:
            sentence: str = rule["say"]
            return sentence.format(*matched.groups())
    return message
