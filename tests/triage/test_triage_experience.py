"""Decisions about one request, over all drafts: counted, explainable, and taken back by undoing them."""

from __future__ import annotations

from pathlib import Path

from assistant.review.rank import Experience
from assistant.triage.decisions import Decision, DecisionLog, Verdict


def decide(log: DecisionLog, suggestion: str, verdict: Verdict, draft: str = "d1") -> None:
    log.record(Decision(suggestion, verdict, None, "Lan", None, "2026-01-02T00:00:00Z", draft))


def test_the_last_decision_on_each_draft_counts(tmp_path: Path) -> None:
    log = DecisionLog(tmp_path / "decisions.sqlite3")
    log.remember({"s1": "theme:lessons", "s2": "theme:lessons", "s3": "theme:front"})
    decide(log, "s1", "reject")
    decide(log, "s1", "accept")
    decide(log, "s1", "edit", "d2")
    decide(log, "s2", "reject", "d2")
    decide(log, "s3", "reject")
    decide(log, "unknown", "reject")
    assert log.experience() == {"theme:lessons": Experience(2, 1), "theme:front": Experience(0, 1)}
    decide(log, "s3", "undo")
    assert log.experience()["theme:front"] == Experience(0, 0)
    assert log.experience()["theme:front"].factor == 1.0
