"""Recall of the checks that read words, on real documents spoilt one way at a time.

    python eval/measure_text_mutations.py [--data ../shared/data] [--half a|b|all] [--kind KIND] [--seed 1] [--misses]

Every document of text/official_2025 (not in the repository) is spoilt once by each mutation that fits it: the number,
date or level of an act that it cites twice, the ordinal of a congress, one syllable of a name used three times, a
paragraph copied with light edits, the definition of an abbreviation, a numbered heading, a whole section, a number
pointed at, the name of a body, an act in force, a term of office, a limitation said the other way round. A mutation is
found when a finding of one of its kinds is new and names what was changed. The halves are told by the hash of the
title: the checks were developed on ``a``, so only ``b`` says what to expect.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import random
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from text_mutations import MAKERS

from assistant.diagnosis.diagnose import diagnose
from assistant.diagnosis.model import Finding, FindingKind, Subject
from assistant.documents.load import read_document
from assistant.documents.model import Document

SHOWN = 150


def found_by(document: Document, kinds: Iterable[FindingKind]) -> dict[str, Finding]:
    """The findings of some kinds by what they say."""
    every = diagnose(Subject(document), only=tuple(kinds))
    return {" ".join((f.kind, f.message, *(e.quote for e in f.evidence))): f for f in every}


def measured(source: Path, half: str, seed: int, kind: str | None) -> Iterator[tuple[str, bool, str]]:
    """Name of the mutation, whether it was found, and what was done in which document."""
    with gzip.open(source, "rt", encoding="utf-8") as rows, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "draft.txt"
        for order, row in enumerate(rows):
            given = json.loads(row)
            own = "ab"[hashlib.sha256(given["title"].encode()).digest()[0] % 2]
            if half not in {own, "all"}:
                continue
            path.write_text(given["text"], "utf-8")
            clean = read_document(path)
            for make in MAKERS:
                rng = random.Random(f"{seed} {order} {make.__name__}")
                spoilt = make(given["text"], rng) if kind in {None, make.__name__} else None
                if spoilt is None:
                    continue
                path.write_text(spoilt.text, "utf-8")
                before = found_by(clean, spoilt.kinds)
                after = found_by(read_document(path), spoilt.kinds)
                new = (" ".join(said.split()) for said in after if said not in before)
                yield make.__name__, any(spoilt.mark in said for said in new), f"[{order}] {spoilt.note}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("TIENLE_DATA", "../shared/data")))
    parser.add_argument("--half", choices=("a", "b", "all"), default="a")
    parser.add_argument("--kind", help="one mutation only")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--misses", action="store_true", help="list what was not found")
    options = parser.parse_args()
    source = options.data / "text" / "official_2025.jsonl.gz"
    if not source.is_file():
        raise SystemExit(f"skipped: {source} is not here")
    made: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    for kind, hit, note in measured(source, options.half, options.seed, options.kind):
        made[kind] += 1
        hits[kind] += hit
        if options.misses and not hit:
            print(f"{kind}: {note[:SHOWN]}")
    for kind in made:
        print(f"{kind:<12}{hits[kind]:>5} of {made[kind]:<5}{hits[kind] / made[kind]:.2f}")


if __name__ == "__main__":
    main()
