"""Drafts with planted defects: a clean source, the edits that spoil it, and the gold that says where and why.

A case is a folder with ``draft.md`` (the clean twin, in the form of ``assistant.export.official``), ``gold.toml`` and,
where there is one, ``governing.md``. The planted draft is the clean source after every edit; each ``find`` occurs in
the clean source exactly once and edits do not overlap. In quotes the cells of a table row are joined by " | ".
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from assistant.errors import InputError
from assistant.language.normalize import nfc

__all__ = ["Benchmark", "Case", "Defect", "Edit", "LookAlike", "plant", "problems", "read_benchmark"]


@dataclass(frozen=True, slots=True)
class Edit:
    """``find`` (once in the clean source) becomes ``replace``."""

    find: str
    replace: str


@dataclass(frozen=True, slots=True)
class Defect:
    """A planted defect. Its place is any of ``quotes`` in the planted draft; a defect that is an absence has none and
    is known by one of ``mentions`` in the finding's words. ``also`` are kinds that may rightly report it as well.
    """

    defect_id: str
    kind: str
    edits: tuple[Edit, ...]
    quotes: tuple[str, ...]
    mentions: tuple[str, ...]
    also: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A passage that could be taken for a defect of ``kind`` and is right, with the reason."""

    kind: str
    quote: str
    why: str


@dataclass(frozen=True)
class Case:
    """A draft, its defects and its look-alikes. ``form`` is the format it is read in when forms are kept."""

    case_id: str
    split: str
    form: str
    clean: str
    governing: str | None
    defects: tuple[Defect, ...]
    lookalikes: tuple[LookAlike, ...]

    @cached_property
    def planted(self) -> str:
        """The source with every defect in it."""
        return plant(self.clean, [edit for defect in self.defects for edit in defect.edits])


@dataclass(frozen=True, slots=True)
class Benchmark:
    """The cases in the manifest's order, and the class ("fact", "hint") of every kind."""

    version: str
    classes: Mapping[str, str]
    cases: tuple[Case, ...]


def read_benchmark(folder: Path) -> Benchmark:
    """The benchmark of a folder with ``manifest.toml``.

    Raises:
        InputError: ``not_found``; ``damaged`` when a file is not TOML, lacks a key, or an edit cannot be made.
    """
    manifest = _toml(folder / "manifest.toml")
    try:
        classes = {kind: name for name, kinds in manifest["classes"].items() for kind in kinds}
        cases = tuple(_case(folder / entry["id"], entry) for entry in manifest["cases"])
        version = str(manifest["version"])
    except (KeyError, TypeError, ValueError) as error:
        raise InputError("damaged", f"{folder}: {error}") from error
    return Benchmark(version, classes, cases)


def plant(clean: str, edits: Iterable[Edit]) -> str:
    """``clean`` after the edits, all of which are placed in the clean text.

    Raises:
        ValueError: a ``find`` that does not occur exactly once, or edits that overlap.
    """
    placed = []
    for edit in edits:
        if clean.count(edit.find) != 1:
            raise ValueError(f"{clean.count(edit.find)} times in the clean source: {edit.find[:80]}")
        placed.append((clean.index(edit.find), edit))
    pieces, reached = [], 0
    for start, edit in sorted(placed, key=lambda one: one[0]):
        if start < reached:
            raise ValueError(f"overlaps the edit before it: {edit.find[:80]}")
        pieces += [clean[reached:start], edit.replace]
        reached = start + len(edit.find)
    return "".join([*pieces, clean[reached:]])


def problems(case: Case) -> list[str]:
    """What is wrong with the gold itself: quotes that are not there, look-alikes that were edited away."""
    clean, planted = map(_flat, (case.clean, case.planted))
    found = [
        f"{defect.defect_id}: not in the planted draft: {quote[:70]}"
        for defect in case.defects
        for quote in defect.quotes
        if _flat(quote) not in planted
    ]
    found += [f"{defect.defect_id}: no place" for defect in case.defects if not (defect.quotes or defect.mentions)]
    for like in case.lookalikes:
        found += [
            f"look-alike not in the {name} draft: {like.quote[:70]}"
            for name, text in (("clean", clean), ("planted", planted))
            if _flat(like.quote) not in text
        ]
    return found


def _flat(text: str) -> str:
    return " ".join(text.split())


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(nfc(path.read_text("utf-8")))
    except FileNotFoundError as error:
        raise InputError("not_found", str(path)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError("damaged", str(path)) from error


def _case(folder: Path, entry: Mapping[str, str]) -> Case:
    gold = _toml(folder / "gold.toml")
    governing = folder / "governing.md"
    case = Case(
        case_id=entry["id"],
        split=entry["split"],
        form=entry["form"],
        clean=nfc((folder / "draft.md").read_text("utf-8")),
        governing=nfc(governing.read_text("utf-8")) if governing.is_file() else None,
        defects=tuple(_defect(f"{entry['id']}-{n:02d}", one) for n, one in enumerate(gold["defects"], 1)),
        lookalikes=tuple(LookAlike(one["kind"], one["quote"], one["why"]) for one in gold["lookalikes"]),
    )
    plant(case.clean, [edit for defect in case.defects for edit in defect.edits])
    return case


def _defect(defect_id: str, given: Mapping[str, Any]) -> Defect:
    edits = tuple(Edit(one["find"].strip("\n"), one["replace"].strip("\n")) for one in given["edits"])
    mentions = tuple(given.get("mentions", ()))
    quotes = tuple(given.get("quotes") or (() if mentions else _written(edits)))
    return Defect(defect_id, given["kind"], edits, quotes, mentions, tuple(given.get("also", ())), given["why"])


def _written(edits: Iterable[Edit]) -> tuple[str, ...]:
    """What the edits wrote, a line each, without the marks of the source."""
    lines = (line for edit in edits for line in edit.replace.splitlines())
    return tuple(text for line in lines if (text := re.sub(r"^[#|\s]+|\s*\|$", "", line)))
