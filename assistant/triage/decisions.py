"""What people decided about suggestions: appended, never changed; the latest decision counts.

SQLite in the home folder; ``record`` returns only when the row is on the disk, so a crash loses nothing acknowledged.
What each suggestion asked is kept beside it (``remember``), so that decisions about one request count on every draft
(``experience``); undoing a decision takes its effect back.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Literal

from assistant.review.rank import Experience

__all__ = ["Decision", "DecisionLog", "Verdict"]

Verdict = Literal["accept", "edit", "reject", "undo"]
_COLUMNS = "suggestion_id, verdict, text, author, reason, time, review_key"


@dataclass(frozen=True, slots=True)
class Decision:
    """One verdict on one suggestion. ``text`` is the edited wording; ``time`` is ISO 8601 in UTC.

    ``review_key`` names the draft (its content hash), so that the same draft shows its decisions again.
    """

    suggestion_id: str
    verdict: Verdict
    text: str | None
    author: str
    reason: str | None
    time: str
    review_key: str


class DecisionLog:
    """The log in the file ``path``; safe to use from several threads and processes."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        with closing(self._connect()) as connection, connection:
            connection.execute(
                "CREATE TABLE IF NOT EXISTS decisions (number INTEGER PRIMARY KEY, suggestion_id TEXT NOT NULL, "
                "verdict TEXT NOT NULL, text TEXT, author TEXT NOT NULL, reason TEXT, time TEXT NOT NULL, "
                "review_key TEXT NOT NULL)"
            )
            connection.execute("CREATE INDEX IF NOT EXISTS by_review ON decisions (review_key)")
            connection.execute(
                "CREATE TABLE IF NOT EXISTS requests (suggestion_id TEXT PRIMARY KEY, request_key TEXT NOT NULL)"
            )

    def record(self, decision: Decision) -> None:
        """Append one decision, durably."""
        with closing(self._connect()) as connection, connection:
            connection.execute(f"INSERT INTO decisions ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)", astuple(decision))  # noqa: S608 - a constant

    def history(self, review_key: str) -> list[Decision]:
        """Every decision on one draft, oldest first."""
        query = f"SELECT {_COLUMNS} FROM decisions WHERE review_key = ? ORDER BY number"  # noqa: S608 - a constant
        with closing(self._connect()) as connection:
            return [Decision(*row) for row in connection.execute(query, (review_key,))]

    def latest(self, review_key: str) -> dict[str, Decision]:
        """The decision that counts for each suggestion; one that was undone has none."""
        last = {decision.suggestion_id: decision for decision in self.history(review_key)}
        return {key: decision for key, decision in last.items() if decision.verdict != "undo"}

    def remember(self, requests: Mapping[str, str]) -> None:
        """Keep what each suggestion, by id, asked for: its request key."""
        with closing(self._connect()) as connection, connection:
            connection.executemany("INSERT OR REPLACE INTO requests VALUES (?, ?)", requests.items())

    def experience(self) -> dict[str, Experience]:
        """How often each request was taken and refused, by the decision that counts on each draft."""
        query = (
            "SELECT request_key, verdict FROM decisions JOIN requests USING (suggestion_id) WHERE number IN "
            "(SELECT MAX(number) FROM decisions GROUP BY review_key, suggestion_id)"
        )
        with closing(self._connect()) as connection:
            votes = Counter(connection.execute(query).fetchall())
        keys = {key for key, _ in votes}
        return {
            key: Experience(votes[key, "accept"] + votes[key, "edit"], votes[key, "reject"]) for key in sorted(keys)
        }

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=10)
        connection.execute("PRAGMA synchronous=FULL")
        return connection
