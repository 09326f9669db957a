"""The rooms and their ranks: a room imports only from rooms of a lower rank, and from itself."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "assistant"
RANKS = {
    "errors": -1, "settings": 0, "language": 1, "documents": 2, "advice": 3, "index": 4, "llm": 4, "retrieval": 5,
    "diagnosis": 5, "review": 6, "consistency": 6, "triage": 7, "export": 8, "pipeline": 9, "wiring": 10,
    "evaluation": 11, "ui": 11, "cli": 12, "__main__": 13, "__init__": 14,
}  # fmt: skip
HOMES = {
    "pymupdf": {"documents/pdf", "documents/ocr", "documents/page_picture"},
    "docx": {"documents/word", "export/word", "export/annotate"},
    "sentence_transformers": {"index/embedder", "retrieval/rerank", "index/training"},
    "torch": {"index/embedder", "retrieval/rerank", "index/training"},
    "chromadb": {"index/vectors"},
    "tantivy": {"index/lexical"},
    "langchain": {"llm/langchain", "retrieval/retriever"},
    "langchain_openai": {"llm/langchain"},
    "langchain_core": {"llm/langchain", "retrieval/retriever"},
    "gradio": {"ui"},
}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def breaches(path: Path) -> list[str]:
    own = room(path)
    found = []
    for name in imported(path):
        parts = name.split(".")
        if parts[0] == "assistant" and len(parts) > 1 and parts[1] in RANKS:
            other = parts[1]
            if other != own and RANKS[other] >= RANKS[own]:
                found.append(f"{own} [{RANKS[own]}] imports {other} [{RANKS[other]}]")
    return sorted(set(found))


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_only_from_lower_rooms(path: Path) -> None:
    assert room(path) in RANKS, f"{path}: a room without a rank"
    assert breaches(path) == []


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_heavy_library_has_one_home(path: Path) -> None:
    here = path.relative_to(PACKAGE).with_suffix("").as_posix()
    for library in {name.split(".")[0] for name in imported(path)} & set(HOMES):
        assert any(here == home or here.startswith(home + "/") for home in HOMES[library]), f"{here} imports {library}"


def test_the_guard_itself_sees_a_breach(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "PACKAGE", tmp_path)
    wrong = tmp_path / "language" / "wrong.py"
    wrong.parent.mkdir()
    wrong.write_text("from assistant.review import model\n", "utf-8")
    assert breaches(wrong) == ["language [1] imports review [6]"]
