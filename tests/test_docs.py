"""The README cannot rot: its commands are the program's, its settings load, its pictures and files are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.cli.main import COMMANDS, LATER, _parser
from assistant.settings import load

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
TABLE = re.findall(r"^\| `tienle (\w+)", README, re.MULTILINE)


def test_every_command_is_documented_and_every_documented_command_exists() -> None:
    assert sorted(TABLE) == sorted(COMMANDS)
    mentioned = set(re.findall(r"tienle (\w+)", README))
    assert mentioned <= {*COMMANDS, *LATER}
    for command in LATER:
        assert f"`{command}`" in README


@pytest.mark.parametrize("line", re.findall(r"^\| `(tienle [^`]+)`", README, re.MULTILINE))
def test_the_documented_options_are_accepted(line: str) -> None:
    words = [{"PATH…": "a", "N": "3"}.get(word, word) for word in line.split()[1:]]
    assert _parser().parse_args(words).command == words[0]


def test_the_documented_settings_load(tmp_path: Path) -> None:
    (block,) = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    (tmp_path / "settings.toml").write_text(block, "utf-8")
    loaded, plain = load(tmp_path, {}), load(tmp_path / "none", {})
    assert (loaded.reading, loaded.index, loaded.review) == (plain.reading, plain.index, plain.review)


def test_linked_files_and_pictures_are_there() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert target.startswith("https://") or (ROOT / target).exists(), target


def test_the_two_commands_are_those_of_the_makefile() -> None:
    rules = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert {"run", "test"} <= set(rules)
    assert "make run" in README
    assert "make test" in README
    assert (ROOT / ".ci" / "run").read_text("utf-8").rstrip().endswith("make test")
