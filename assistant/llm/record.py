"""What was sent to a model, for the administrator, and what it answered, so that a review broken off goes on.

The log says when, which model, where it runs, which draft, how much; never the words themselves. Kept answers lie in
the home folder like the drafts' other results and may be deleted at any time.
"""

from __future__ import annotations

import json
import time
from pathlib import Path

__all__ = ["Answers", "Log"]


class Log:
    """One JSON line a call, appended to ``path``."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def append(self, **fields: object) -> None:
        """Write one line, with the time in UTC."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        line = {"time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), **fields}
        with self._path.open("a", encoding="utf-8") as log:
            log.write(json.dumps(line, ensure_ascii=False) + "\n")


class Answers:
    """Answers by key, one file each, in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> str | None:
        """The answer kept under ``key``."""
        path = self._folder / f"{key}.json"
        return path.read_text("utf-8") if path.is_file() else None

    def put(self, key: str, answer: str) -> None:
        """Keep an answer; a file half written is never seen."""
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{key}.json"
        whole = path.with_suffix(".part")
        whole.write_text(answer, "utf-8")
        whole.replace(path)
