"""Standard output of the commands: JSON and nothing else there when asked for."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping

__all__ = ["print_json"]


def print_json(record: Mapping[str, object]) -> None:
    """One JSON object, UTF-8, on standard output."""
    json.dump(record, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")
