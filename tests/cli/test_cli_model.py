"""``tienle model``: what is listed, taken into use and tuned, and what is refused."""

from __future__ import annotations

import json
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.cli.main import main
from assistant.index.embedder import EMBEDDED_FOLDER, open_embedder
from assistant.index.knowledge import KnowledgeBase
from assistant.settings import IndexSettings

Run = Callable[..., tuple[int, str, str]]
ADVICE = """LIÊN HIỆP CÁC HỘI KHOA HỌC VÀ KỸ THUẬT

Số: {number}/BC-LHH

Trường Hải, ngày 10 tháng 8 năm 2022

BÁO CÁO
Kết quả tư vấn, phản biện dự thảo Đề án phát triển du lịch tỉnh Trường Hải

I. ĐÁNH GIÁ CHUNG

Đề án được chuẩn bị công phu, bám sát nghị quyết của Tỉnh ủy.

II. Ý KIẾN CỤ THỂ

1. Về giải pháp

- Đề nghị bổ sung lộ trình đào tạo hướng dẫn viên du lịch.
- Đề nghị làm rõ nguồn vốn xây dựng bến cảng số {number}.
"""


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.delenv("TIENLE_INDEX_EMBEDDING", raising=False)

    def program(*arguments: object) -> tuple[int, str, str]:
        code = main(["--home", str(home), *map(str, arguments)])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return program


def records(found: tuple[int, str, str]) -> dict[str, Any]:
    assert found[0] == 0, found
    record: dict[str, Any] = json.loads(found[1])
    assert record["schema"] == "tienle.model/1"
    return record


def another_model(home: Path, name: str = "khac") -> Path:
    folder = home / "models" / name
    shutil.copytree(EMBEDDED_FOLDER, folder)
    tokenizer = json.loads((folder / "tokenizer.json").read_text("utf-8"))
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer, indent=1), "utf-8")  # other bytes, another model
    return folder


def test_the_models_at_hand_are_listed(run: Run, home: Path) -> None:
    another_model(home)
    models = records(run("model", "list", "--json"))["models"]
    assert [(m["name"], m["kind"], m["in_use"]) for m in models] == [
        ("embedded", "static", True), ("khac", "static", False),
    ]  # fmt: skip
    assert 1 < models[0]["megabytes"] <= 16
    shown = run("model", "list")[1].splitlines()
    assert [line.split()[:2] for line in shown] == [["*", "embedded"], ["khac", f"{models[1]['megabytes']}"]]


def test_another_model_is_taken_into_use_beside_the_old_collection(run: Run, home: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ADVICE.format(number=7), "utf-8")
    assert run("ingest", tmp_path / "a.txt")[0] == 0
    (home / "settings.toml").write_text('[review]\nbudget = 9\n\n[index]\n# chú thích\nchroma = "embedded"\n', "utf-8")
    folder = another_model(home)
    used = records(run("model", "use", "khac", "--json"))
    assert used["embedding"] == str(folder.resolve())
    assert (used["dimension"], used["overridden"]) == (256, False)
    text = (home / "settings.toml").read_text("utf-8")
    assert "# chú thích" in text
    assert tomllib.loads(text) == {
        "review": {"budget": 9}, "index": {"embedding": str(folder.resolve()), "chroma": "embedded"},
    }  # fmt: skip
    new = IndexSettings(embedding=str(folder))
    with KnowledgeBase(home, new, lambda: open_embedder(str(folder)), "write") as base:
        chunks = {c.chunk_id for d in base.documents() for c in base.chunks_of(d.document_id)}
        assert base.vectors().ids() == chunks
        assert len(chunks) == used["embedded_passages"] > 0
    with KnowledgeBase(home, IndexSettings(), lambda: open_embedder("embedded"), "write") as base:
        assert base.vectors().ids() == chunks
    assert run("search", "bến cảng")[0] == 0
    # A second time there is nothing left to embed; and back again.
    assert records(run("model", "use", "khac", "--json"))["embedded_passages"] == 0
    assert records(run("model", "use", "embedded", "--json"))["embedding"] == "embedded"
    assert records(run("model", "list", "--json"))["models"][0]["in_use"] is True


def test_a_model_that_is_not_one_changes_nothing(run: Run, home: Path, tmp_path: Path) -> None:
    code, out, err = run("model", "use", tmp_path)
    assert (code, out) == (4, "")
    assert "không tìm thấy mô hình nhúng" in err
    assert not (home / "settings.toml").exists()


def test_an_environment_variable_that_wins_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIENLE_INDEX_EMBEDDING", "other/model")
    code, _, err = run("model", "use", "embedded")
    assert code == 0
    assert "TIENLE_INDEX_EMBEDDING" in err


def test_training_needs_a_knowledge_base_and_enough_of_it(run: Run, home: Path, tmp_path: Path) -> None:
    code, _, err = run("model", "train")
    assert code == 4
    assert "chưa có kho tiền lệ" in err
    (tmp_path / "a.txt").write_text(ADVICE.format(number=7), "utf-8")
    assert run("ingest", tmp_path / "a.txt")[0] == 0
    code, _, err = run("model", "train")
    assert code == 4
    assert "cần ít nhất 200" in err
    assert not (home / "models").exists()
