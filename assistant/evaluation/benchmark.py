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

__all__ = ["JudgedQuery", "Passage", "left_out", "read_passages", "read_queries"]


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
class JudgedQuery:
    """A query and its relevant passages with grades; ``source`` is the passage it was taken from."""

    query_id: str
    text: str
    grades: Mapping[str, float]
    group: str = ""
    exclude: frozenset[str] = field(default_factory=frozenset)
    source: str | None = None

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

    Raises:
        InputError: ``not_found``; ``damaged`` for a line that is not such a row.
    """
    queries = []
    for row in _rows(path, ("id", "text", "rel")):
        judged = row["rel"]
        grades = judged if isinstance(judged, dict) else dict.fromkeys(judged, 1.0)
        grades = {str(one): float(grade) for one, grade in grades.items() if float(grade) > 0}
        if grades:
            exclude = frozenset(map(str, row.get("exclude") or ()))
            queries.append(
                JudgedQuery(str(row["id"]), nfc(row["text"]), grades, row.get("set") or "", exclude, row.get("src"))
            )
    return queries


def left_out(queries: Sequence[JudgedQuery], passages: Sequence[Passage]) -> list[frozenset[str]]:
    """For each query the passages that its ranking must not hold: ``exclude``, and the source's whole document."""
    of_document: dict[str, set[str]] = {}
    for passage in passages:
        of_document.setdefault(passage.document_id, set()).add(passage.passage_id)
    nothing: set[str] = set()
    return [
        query.exclude | of_document.get(query.source.split("@")[0], nothing) if query.source else query.exclude
        for query in queries
    ]


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
