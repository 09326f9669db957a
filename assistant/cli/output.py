"""Standard output of the commands: JSON and nothing else there when asked for."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Mapping

__all__ = ["line_width", "print_json"]

_WIDEST = 110  # longer lines are hard to read


def line_width() -> int:
    """Characters a line of text may have: the window's, within reason."""
    return min(shutil.get_terminal_size((100, 24)).columns, _WIDEST)


def print_json(record: Mapping[str, object]) -> None:
    """One JSON object, UTF-8, on standard output."""
    json.dump(record, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")
