"""A finished measurement as a record, kept as a file so that two of them can be compared later."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from assistant import __version__
from assistant.errors import InputError

__all__ = ["SCHEMA", "load", "save", "stamped"]

SCHEMA = "tienle.eval/1"


def stamped(benchmark: str, arguments: Mapping[str, object], results: Mapping[str, object]) -> dict[str, Any]:
    """``results`` with what is needed to repeat them: benchmark, arguments, versions."""
    versions = {"tienle": __version__, "python": platform.python_version()}
    return {"schema": SCHEMA, "benchmark": benchmark, "arguments": dict(arguments), "versions": versions, **results}


def save(record: Mapping[str, object], path: Path) -> None:
    """Write a run; the folder is made when it is not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", "utf-8")


def load(path: Path) -> dict[str, Any]:
    """A run written by ``save``.

    Raises:
        InputError: ``not_found``; ``damaged`` when it is not such a file.
    """
    if not path.is_file():
        raise InputError("not_found", str(path))
    try:
        record = json.loads(path.read_text("utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise InputError("damaged", str(path)) from error
    if not isinstance(record, dict) or record.get("schema") != SCHEMA:
        raise InputError("damaged", str(path))
    return record
