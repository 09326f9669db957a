"""Retrieval benchmark files: passages and judged queries as JSON lines, gzipped or not."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from assistant.errors import InputError
from assistant.language.normalize import nfc

__all__ = ["JudgedQuery", "LeftOut", "Passage", "read_passages", "read_queries"]


@dataclass(frozen=True, slots=True)
class Passage:
    """One row of ``docs.jsonl``: ``name`` is the document it stands in (``law_title``), ``title`` its own heading."""

    passage_id: str
    name: str
    title: str
    text: str

    @property
    def document_id(self) -> str:
        """The part of the id before ``@``."""
        return self.passage_id.split("@")[0]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a ranking must not hold: single passages, and every passage of a document."""

    passages: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()

    def __contains__(self, passage_id: str) -> bool:
        return passage_id in self.passages or passage_id.partition("@")[0] in self.documents


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """A query and its relevant passages with grades."""

    query_id: str
    text: str
    grades: Mapping[str, float]
    group: str = ""
    left_out: LeftOut = field(default_factory=LeftOut)

    def with_text(self, text: str) -> JudgedQuery:
        """The same judgements for another wording."""
        return replace(self, text=text)


def read_passages(path: Path) -> list[Passage]:
    """Every passage.

    Raises:
        InputError: ``not_found``; ``damaged`` for a line that is not such a row.
    """
    return [
        Passage(str(row["id"]), nfc(row.get("law_title") or ""), nfc(row.get("title") or ""), nfc(row["text"]))
        for row in _rows(path, ("id", "text"))
    ]


def read_queries(path: Path) -> list[JudgedQuery]:
    """Every query that has a relevant passage; ``rel`` is a list of ids or an object of grades.

    ``exclude`` leaves out passages, ``src`` the whole document of that passage.

    Raises:
        InputError: ``not_found``; ``damaged`` for a line that is not such a row.
    """
    queries = []
    for row in _rows(path, ("id", "text", "rel")):
        judged = row["rel"]
        grades = judged if isinstance(judged, dict) else dict.fromkeys(judged, 1.0)
        grades = {str(one): float(grade) for one, grade in grades.items() if float(grade) > 0}
        if grades:
            source = row.get("src")
            documents = frozenset([str(source).split("@")[0]] if source else [])
            left_out = LeftOut(frozenset(map(str, row.get("exclude") or ())), documents)
            queries.append(JudgedQuery(str(row["id"]), nfc(row["text"]), grades, row.get("set") or "", left_out))
    return queries


def _rows(path: Path, keys: Sequence[str]) -> Iterator[dict[str, Any]]:
    if not path.is_file():
        raise InputError("not_found", str(path))
    packed = path.suffix == ".gz"
    try:
        with gzip.open(path, "rt", encoding="utf-8") if packed else path.open(encoding="utf-8") as lines:
            for line in lines:
                if line.strip():
                    row = json.loads(line)
                    if not isinstance(row, dict) or any(key not in row for key in keys):
                        raise InputError("damaged", str(path))
                    yield row
    except (json.JSONDecodeError, UnicodeDecodeError, gzip.BadGzipFile, EOFError) as error:
        raise InputError("damaged", str(path)) from error
