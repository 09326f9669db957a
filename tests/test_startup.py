"""The command line pays only for what it uses, and every command is documented and known."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("torch", "chromadb", "gradio", "langchain", "langchain_core", "sentence_transformers", "pymupdf", "docx",
         "numpy", "sqlalchemy", "tantivy")  # fmt: skip


def run(*arguments: str, home: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "assistant", "--home", home, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")


def test_help_leaves_heavy_libraries_alone() -> None:
    program = (
        "import contextlib, sys\n"
        "from assistant.cli.main import main\n"
        "with contextlib.suppress(SystemExit):\n"
        "    main(['--help'])\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, encoding="utf-8")
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("command", ["consistency", "uptake", "user", "backup", "restore"])
def test_a_later_command_says_so_and_exits_4(command: str, tmp_path: object) -> None:
    done = run(command, "x", home=str(tmp_path))
    assert done.returncode == 4
    assert "chưa có trong phiên bản hiện tại" in done.stderr
    assert done.stdout == ""


def test_help_lists_every_command_and_marks_the_later_ones(tmp_path: object) -> None:
    done = run("--help", home=str(tmp_path))
    assert done.returncode == 0
    listed = done.stdout
    for command in ("ingest", "documents", "read", "search", "diagnose", "review", "eval", "model", "serve", "doctor"):
        assert f"\n    {command}" in listed
    for command in ("consistency", "uptake", "user", "backup", "restore"):
        assert any(command in line and "chưa có trong phiên bản này" in line for line in listed.splitlines())


def test_wrong_usage_exits_2_in_one_vietnamese_line(tmp_path: object) -> None:
    done = run("search", home=str(tmp_path))
    assert done.returncode == 2
    assert done.stderr.startswith("Lỗi: ")
    assert "Traceback" not in done.stderr
