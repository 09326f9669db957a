"""The dated table of acts: what is no longer in force, since when, by what; what is in force only from a later day.

Two files: ``data/acts.csv`` is built by ``eval/build_acts.py`` from the closing clauses of the acts; ``data/acts.toml``
was checked row by row and overrules it. An act that is in neither is "not checked", never "in force".
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from assistant.diagnosis.parts import load_data
from assistant.language.normalize import match_key
from assistant.language.references import Reference, code_parts

__all__ = ["Act", "act_of", "law_named", "law_numbered"]


@dataclass(frozen=True, slots=True)
class Act:
    """One act. Days are ISO: ``since`` is the first on which it is in force, ``until`` the first on which it is not.

    ``by`` names what ended it, ``source`` the clause that says so; ``issued_on`` is given where a number is used again.
    """

    code: str
    type: str
    name: str
    since: str | None = None
    until: str | None = None
    by: str = ""
    source: str = ""
    issued_on: str | None = None

    @property
    def year(self) -> int | None:
        """The year that the number carries."""
        return code_parts(self.code)[1]

    @property
    def title(self) -> str:
        """ "Luật Đất đai số 45/2013/QH13", "Nghị định số 110/2004/NĐ-CP"."""
        named = self.type in {"Luật", "Bộ luật", "Pháp lệnh"} and self.name
        return f"{self.type} {self.name} số {self.code}" if named else f"{self.type} số {self.code}"


@cache
def _table() -> dict[str, tuple[Act, ...]]:
    """Every act by its number; several where a number is used again."""
    found: dict[str, tuple[Act, ...]] = {}
    path = Path(__file__).parent / "data" / "acts.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            act = Act(row["code"], row["type"], row["name"], None, row["until"], row["successor"], row["source"])
            found[act.code] = (act,)
    data = load_data("acts")
    for row in data["current"]:
        act = Act(row["code"], row["type"], row["name"], _iso(row["since"]), issued_on=_on(row))
        found[act.code] = (act,)
    for row in data["laws"]:
        source = f"điều khoản thi hành của {row['by']}"
        act = Act(
            row["code"], row["type"], row["name"], _iso(row["since"]), _iso(row["until"]), row["by"], source, _on(row)
        )
        found[act.code] = (act,)
    for row in data["decisions"]:
        on = _iso(row["on"])
        act = Act(row["code"], row["type"], row["name"], on, _iso(row["until"]), row["by"], row["by"], on)
        found[act.code] = (*found.get(act.code, ()), act)
    return found


@cache
def _by_name() -> dict[tuple[str, int], tuple[Act, ...]]:
    found: dict[tuple[str, int], tuple[Act, ...]] = {}
    for act in (act for row in _table().values() for act in row):
        if act.name and act.year and "QH" in act.code:
            key = (_key(act.type, act.name), act.year)
            found[key] = (*found.get(key, ()), act)
    return found


def act_of(reference: Reference) -> Act | None:
    """The act that ``reference`` names, by number or by name and year; ``None`` where the table does not tell."""
    if reference.code is not None:
        rows = _table().get(reference.code, ())
        return next((act for act in rows if _is(act, reference)), None)
    return law_named(reference)


def _is(act: Act, reference: Reference) -> bool:
    if reference.type and act.type and reference.type != act.type and act.year is None:
        return False
    if act.year is not None or act.issued_on is None or reference.issued_on == act.issued_on:
        return True
    return reference.issued_on is None and bool(reference.subject) and _alike(act.name, reference.subject or "")


def _alike(name: str, subject: str) -> bool:
    wanted, given = set(match_key(name).split()), set(match_key(subject).split())
    return len(wanted & given) >= 0.6 * min(len(wanted), len(given))


def law_named(reference: Reference) -> Act | None:
    """The law of this name and year; where a year has two of one name, the one of this date."""
    if not reference.name or not reference.year or not reference.type:
        return None
    rows = _by_name().get((_key(reference.type, reference.name), reference.year), ())
    if len(rows) > 1:
        rows = tuple(act for act in rows if reference.issued_on and act.issued_on == reference.issued_on)
    return rows[0] if rows else None


def law_numbered(code: str) -> Act | None:
    """The law of this number, whatever its name is said to be."""
    rows = _table().get(code, ())
    return rows[0] if rows and rows[0].name and "QH" in code else None


@cache
def _key(kind: str, name: str) -> str:
    words = name
    for short, full in load_data("references")["abbreviations"].items():
        words = re.sub(rf"(?<!\w){re.escape(short)}(?!\w)", full, words)
    bare = re.sub(r"[,.]", " ", re.sub(r"\((?:sửa đổi|mới)\)", "", words))
    return match_key(f"{kind} {bare}")


def _on(row: dict[str, date]) -> str | None:
    return _iso(row["on"]) if "on" in row else None


def _iso(value: date) -> str:
    return value.isoformat()
