"""Judged material for the ranker."""

from __future__ import annotations

import json
from pathlib import Path

from assistant.index.training.corpus import is_held_out
from assistant.retrieval.training.material import read_judged


def test_the_ranker_learns_only_from_references_kept_for_it(tmp_path: Path) -> None:
    sources = [f"{letter}@1" for letter in "abcdefghkmnp"]
    rows = [{"src": one, "text": f"về {one}", "rel": ["z@9"]} for one in sources]
    path = tmp_path / "queries.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    kept = [f"về {one}" for one in sources if is_held_out(one)]
    assert 0 < len(kept) < len(sources)
    found = read_judged(path, held_out=True)
    assert [one.text for one in found] == kept
    assert len(read_judged(path)) == len(sources)


def test_a_reference_leaves_out_its_own_document_and_a_question_none(tmp_path: Path) -> None:
    path = tmp_path / "queries.jsonl"
    rows = [{"src": "a@1", "text": "đất", "rel": {"b@1": 2, "c@1": 1}}, {"text": "nước", "rel": ["b@1"]}]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    first, second = read_judged(path)
    assert (first.grades, first.excluded) == ({"b@1": 2, "c@1": 1}, frozenset({"a"}))
    assert (second.grades, second.excluded) == ({"b@1": 1.0}, frozenset())
