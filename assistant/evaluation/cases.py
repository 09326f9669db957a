"""The files of the suggestions benchmark: drafts, what experts would say of them, and the reports to learn from."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import InputError
from assistant.evaluation.twins import built
from assistant.language.normalize import match_key, nfc
from assistant.settings import material

__all__ = ["Asked", "Case", "Cases", "Clause", "Point", "read_cases", "report_name"]


@dataclass(frozen=True, slots=True)
class Point:
    """What an expert would say: hit by a suggestion that has a phrase of each group of ``cues``.

    ``precedents`` are names of reports that say the same, empty when none does.
    """

    id: str
    outline: str
    text: str
    cues: tuple[tuple[str, ...], ...]
    precedents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """Words of a report judged to bear on a passage; ``grade`` is greater than 0."""

    report: str
    quote: str
    grade: float


@dataclass(frozen=True, slots=True)
class Asked:
    """A passage of a draft, and the clauses of reports that a reader wants to be shown beside it."""

    id: str
    quote: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A draft with its points; ``unseen`` when they were written before any output was read.

    ``precedents`` is the folder of the reports that make its knowledge base, ``None`` for the sample reports.
    """

    id: str
    draft: Path
    points: tuple[Point, ...]
    unseen: bool
    split: str = "dev"
    precedents: Path | None = None
    passages: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class Cases:
    """A benchmark folder read."""

    version: str
    budget: int
    cases: tuple[Case, ...]


def read_cases(folder: Path) -> Cases:
    """The cases of a benchmark folder.

    A case names its ``draft``, a file found from the folder that holds ``corpus``, or its ``source``, a text from which
    the Word file is written, found in the benchmark's folder or from the one that holds ``corpus``.

    Raises:
        InputError: ``not_found``; ``damaged`` for a file that is not what it should be.
    """
    path = folder / "manifest.toml"
    if not path.is_file():
        raise InputError("not_found", str(path))
    try:
        manifest = tomllib.loads(path.read_text("utf-8"))
        cases = tuple(_case(folder, row) for row in manifest["cases"])
        return Cases(manifest["version"], manifest["budget"], cases)
    except (KeyError, TypeError, ValueError) as error:
        raise InputError("damaged", f"{path}: {error!r}") from error


def report_name(path: str) -> str:
    """The name that points give to a report: its file without what tells how it is kept (``.scan.pdf``, ``.docx``)."""
    return Path(path).stem.removesuffix(".scan")


def _case(folder: Path, row: Mapping[str, Any]) -> Case:
    precedents = folder / row["precedents"] if "precedents" in row else None
    if precedents is not None and not precedents.is_dir():
        raise InputError("not_found", str(precedents))
    passages = tuple(map(_asked, _rows(folder / row["passages"]))) if "passages" in row else ()
    points = tuple(map(_point, _rows(folder / row["points"])))
    return Case(
        row["id"], _draft(folder, row), points, row["unseen"], row.get("split", "dev"), precedents, passages
    )  # fmt: skip


def _draft(folder: Path, row: Mapping[str, Any]) -> Path:
    name = row.get("source") or row["draft"]
    places = (folder / name, material("corpus").parent / name)
    path = next((place for place in places if place.is_file()), None)
    if path is None:
        raise InputError("not_found", str(places[-1]))
    return built(nfc(path.read_text("utf-8")), "docx") if "source" in row else path


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    if not path.is_file():
        raise InputError("not_found", str(path))
    return (json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip())


def _point(row: dict[str, Any]) -> Point:
    cues = tuple(tuple(match_key(cue) for cue in group) for group in row["cues"])
    return Point(row["id"], row["outline"], row["text"], cues, tuple(map(report_name, row["precedents"])))


def _asked(row: dict[str, Any]) -> Asked:
    clauses = (Clause(report_name(one["report"]), nfc(one["quote"]), float(one["grade"])) for one in row["clauses"])
    return Asked(row["id"], nfc(row["quote"]), tuple(clause for clause in clauses if clause.grade > 0))
