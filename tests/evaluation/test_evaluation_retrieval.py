"""The retrieval benchmark on a handful of passages, through the command line."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from assistant.cli.main import main
from assistant.evaluation.benchmark import LeftOut, read_queries
from assistant.evaluation.noise import misread, unmarked

DOCS = [
    {"id": "a@1", "title": "Du lịch", "text": "Phát triển du lịch biển, đảo.", "law_title": "Đề án du lịch"},
    {"id": "a@2", "title": "Nguồn vốn", "text": "Bố trí vốn đầu tư công cho bến cảng.", "law_title": "Đề án du lịch"},
    {"id": "b@1", "title": "Đào tạo", "text": "Đào tạo hướng dẫn viên du lịch.", "law_title": "Kế hoạch nhân lực"},
    {"id": "b@2", "title": "Y tế", "text": "Bảo đảm thuốc cho trạm y tế xã.", "law_title": "Kế hoạch y tế"},
]
QUERIES = [
    {"id": "q1", "text": "hướng dẫn viên du lịch", "rel": ["b@1"], "set": "s"},
    {"id": "q2", "text": "vốn bến cảng", "rel": {"a@2": 2, "a@1": 0}, "exclude": ["b@1"]},
    {"id": "q3", "text": "Phát triển du lịch biển, đảo.", "rel": ["b@1"], "src": "a@1"},
]


def written(path: Path, rows: list[dict[str, Any]]) -> Path:
    text = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(text.encode()))
    else:
        path.write_text(text, "utf-8")
    return path


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    return written(tmp_path / "docs.jsonl.gz", DOCS), written(tmp_path / "queries.jsonl", QUERIES)


def measured(files: tuple[Path, Path], *options: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    docs, queries = map(str, files)
    assert main(["eval", "run", "retrieval", "--docs", docs, "--queries", queries, *options, "--json"]) == 0
    record: dict[str, Any] = json.loads(capsys.readouterr().out)
    return record


def test_files_packed_or_not_graded_or_listed(files: tuple[Path, Path]) -> None:
    queries = read_queries(files[1])
    assert [query.grades for query in queries] == [{"b@1": 1.0}, {"a@2": 2.0}, {"b@1": 1.0}]
    assert [query.left_out for query in queries] == [
        LeftOut(), LeftOut(passages=frozenset(["b@1"])), LeftOut(documents=frozenset(["a"])),
    ]  # fmt: skip
    assert ["a@1" in queries[2].left_out, "b@1" in queries[2].left_out, "b@1" in queries[1].left_out] == [
        True, False, True,
    ]  # fmt: skip


def test_the_record_of_the_contract(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    record = measured(files, "--system", "lexical", capsys=capsys)
    assert record["schema"] == "tienle.eval/1"
    assert (record["n_docs"], record["n_queries"]) == (4, 3)
    # q3's own document is left out, so the only other passage on tourism comes first.
    assert record["metrics"] == {"nDCG@10": 1.0, "R@10": 1.0, "R@100": 1.0, "RR@10": 1.0}
    assert record["per_set"]["s"]["n_queries"] == 1
    assert set(record["latency_ms"]) == {"p50", "p95"}
    assert record["index_seconds"] > 0
    assert record["peak_rss_mb"] > 1
    assert "per_query" not in record


def test_two_runs_are_compared_query_by_query(
    files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    runs = [tmp_path / "runs" / name for name in ("plain.json", "unmarked.json")]
    measured(files, "--system", "lexical", "--out", str(runs[0]), capsys=capsys)
    measured(files, "--system", "lexical", "--noise", "fold", "--out", str(runs[1]), capsys=capsys)
    assert main(["eval", "compare", str(runs[0]), str(runs[1]), "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["n_queries"] == 3
    assert record["differences"]["nDCG@10"] == {"difference": 0.0, "low": 0.0, "high": 0.0}
    assert main(["eval", "report", str(runs[0])]) == 0
    assert "metrics.nDCG@10: 1.0000" in capsys.readouterr().out


def test_bad_files_are_one_line_each(
    tmp_path: Path, files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"id": "x"}\n', "utf-8")
    missing = str(tmp_path / "none.jsonl")
    for docs, queries in ((missing, files[1]), (files[0], bad), (bad, files[1])):
        assert main(["eval", "run", "retrieval", "--docs", str(docs), "--queries", str(queries)]) == 3
        assert capsys.readouterr().err.startswith("Lỗi: ")
    assert main(["eval", "compare", str(bad), str(bad)]) == 3


def test_noise_is_reproducible_and_does_what_it_says() -> None:
    assert unmarked("Đề án Phát triển Du lịch") == "De an Phat trien Du lich"
    text = "Phát triển kinh tế biển bền vững và đào tạo nguồn nhân lực " * 40
    worse = misread(text, 0.05, 1)
    assert worse == misread(text, 0.05, 1) != misread(text, 0.05, 2)
    letters = sum(c.isalpha() for c in text)
    assert misread(text, 0.0, 1) == text
    assert 0.02 * letters < sum(a != b for a, b in zip(text.split(), worse.split(), strict=False)) < 0.2 * letters


@pytest.mark.parametrize("system", ["ours", "dense", "fusion"])
def test_every_system_of_our_own_answers(
    system: str, files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    record = measured(files, "--system", system, capsys=capsys)
    assert record["metrics"]["R@10"] == 1.0
    assert record["arguments"]["system"] == system


@pytest.mark.parametrize(
    ("system", "package"),
    [("bm25s-syllables", "bm25s"), ("bm25s-bigrams", "bm25s"), ("langchain-bm25", "langchain-community")],
)
def test_a_baseline_that_is_not_installed_says_what_to_install(
    system: str,
    package: str,
    files: tuple[Path, Path],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for module in ("bm25s", "langchain_community.retrievers"):
        monkeypatch.setitem(sys.modules, module, None)
    docs, queries = map(str, files)
    assert main(["eval", "run", "retrieval", "--docs", docs, "--queries", queries, "--system", system]) == 4
    assert f"pip install {package}" in capsys.readouterr().err


def test_the_default_pipeline_of_langchain_downloads_no_model(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TIENLE_MINILM", raising=False)
    docs, queries = map(str, files)
    command = ["eval", "run", "retrieval", "--docs", docs, "--queries", queries, "--system", "langchain-default"]
    assert main(command) == 4
    assert "TIENLE_MINILM" in capsys.readouterr().err
