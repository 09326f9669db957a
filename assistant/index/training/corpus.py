"""Reading the training material: gzipped or plain JSON lines of passages, and pairs of texts that belong together."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.language.normalize import nfc

__all__ = ["Passage", "is_held_out", "read_passages", "read_rows", "read_sections"]

_HELD_OUT = 6  # one source in six
_HEADING = re.compile(r"^(?:#+ *)?(?:Điều|Chương|Mục|Phần|[IVX]+\.|\d+\.) .{10,160}$")


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage. ``context`` names the document it stands in; ``group`` is that document's key."""

    passage_id: str
    title: str
    context: str
    text: str
    group: str

    @property
    def whole(self) -> str:
        """What is embedded for searching: context, title and text."""
        return ". ".join(part for part in (self.context, self.title, self.text) if part)


def is_held_out(source: str) -> bool:
    """Whether the cross-references of the passage ``source`` are kept for fitting the ranker.

    The ranker must see the cosines that new pairs have: ``--held-out`` trains a model that has not learned from these.
    """
    return zlib.crc32(source.encode()) % _HELD_OUT == 0


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-lines file, gzipped when its name ends in ``.gz``."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def read_passages(path: Path) -> list[Passage]:
    """Passages of a ``docs.jsonl`` file (``id``, ``text``, optional ``title`` and ``law_title``)."""
    return [
        Passage(
            row["id"],
            nfc(row.get("title") or ""),
            nfc(row.get("law_title") or ""),
            nfc(row["text"]),
            row["id"].split("@")[0],
        )
        for row in read_rows(path)
    ]


def read_sections(path: Path, longest: int = 2400) -> list[Passage]:
    """Full documents (``id``, ``title``, ``text``) cut at their headings into passages of up to ``longest`` letters."""
    found: list[Passage] = []
    for row in read_rows(path):
        title, heading, body = nfc(row.get("title") or ""), "", ""
        for line in [*nfc(row["text"]).split("\n"), "# "]:
            new_heading = bool(_HEADING.match(line)) or line == "# "
            if (new_heading or len(body) > longest) and len(body) > 80:
                found.append(Passage(f"{row['id']}#{len(found)}", heading, title, body.strip(), row["id"]))
                body = ""
            if new_heading:
                heading, body = line.strip("# "), ""
            else:
                body += line + "\n"
    return found
