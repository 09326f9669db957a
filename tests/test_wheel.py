"""The wheel carries all that a working program needs: wording, samples, language files, the embedding model."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, unpacked as an installer would, far from the checkout."""
    built = tmp_path_factory.mktemp("built")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(built)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = built.glob("tienle-*.whl")
    target = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    return target


def run(installed: Path, home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(installed), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "assistant", "--home", str(home), *arguments]
    return subprocess.run(
        command, cwd=home, env=environment, capture_output=True, text=True, check=False, encoding="utf-8"
    )


def test_the_installed_program_ingests_and_reviews(installed: Path, tmp_path: Path) -> None:
    material = installed / "assistant" / "_material"
    sample = material / "corpus" / "sample" / "2023-sonlam-lhh-so-ket-giua-nhiem-ky.docx"
    draft = material / "corpus" / "drafts" / "du-thao-1-so-ket-giua-nhiem-ky.docx"
    done = run(installed, tmp_path, "ingest", str(sample), "--json")
    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)["added"]) == 1
    done = run(installed, tmp_path, "review", str(draft), "--out", str(tmp_path / "r.docx"), "--json")
    assert done.returncode == 0, done.stderr
    assert any(one["precedents"] for one in json.loads(done.stdout)["suggestions"])
    assert (tmp_path / "r.docx").is_file()


def test_the_program_it_runs_is_the_installed_one(installed: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    command = [sys.executable, "-c", "import assistant; print(assistant.__file__)"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert Path(done.stdout.strip()).is_relative_to(installed)
