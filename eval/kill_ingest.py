"""Kill an ingest at random moments and prove that nothing is lost and nothing is half in.

    python eval/kill_ingest.py --kills 100

Each round starts `tienle ingest` of the samples that need no recognition in one home, kills the whole process group
with SIGKILL after a random time, then opens the knowledge base as the next start would and checks: every document is
wholly in or wholly out, the catalog and both indexes agree, every passage is its page's own text, and whatever was in
before is there. When all files are in, some are removed and it begins again. POSIX only.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from assistant.settings import load
from assistant.wiring import open_knowledge

ROOT = Path(__file__).resolve().parents[1]


def check(home: Path) -> int:
    """Open for writing (which repairs), and assert that all parts agree; the number of documents."""
    with open_knowledge(load(home, {}), "write") as knowledge:
        documents = knowledge.documents()
        chunks = [chunk for one in documents for chunk in knowledge.chunks_of(one.document_id)]
        assert len(chunks) == sum(one.chunks for one in documents), "passages of the catalog"
        assert knowledge.lexical.count() == len(chunks), "lexical index"
        assert knowledge.vectors().ids() == {chunk.chunk_id for chunk in chunks}, "dense index"
        texts = {one.document_id: knowledge.text_of(one.document_id) for one in documents}
        for chunk in chunks:
            assert texts[chunk.document_id][chunk.start : chunk.end] == chunk.text, "offsets"
        return len(documents)


def ingest(home: Path, files: list[str], limit_s: float | None) -> set[str] | None:
    """Ids reported as in the knowledge base, or ``None`` if the ingest was killed after ``limit_s`` seconds."""
    command = [
        sys.executable,
        "-m",
        "assistant",
        "--home",
        str(home),
        "ingest",
        str(ROOT / "corpus" / "sample"),
        "--json",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True) as run:
        try:
            out, _ = run.communicate(timeout=limit_s)
        except subprocess.TimeoutExpired:
            os.killpg(run.pid, signal.SIGKILL)
            return None
    report = json.loads(out)
    return {one["document_id"] for name in ("added", "updated", "unchanged") for one in report[name]}


def main() -> None:
    """Kill, check, count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    random.seed(options.seed)
    files = sorted(str(path) for path in (ROOT / "corpus" / "sample").iterdir() if ".scan." not in path.name)
    killed = finished = 0
    counts: list[int] = []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        started = time.perf_counter()
        whole = ingest(home, files, None)
        longest = time.perf_counter() - started
        assert whole is not None
        while killed < options.kills:
            with open_knowledge(load(home, {}), "write") as knowledge:
                stored = [one.document_id for one in knowledge.documents()]
                if set(stored) == whole:
                    knowledge.remove(random.sample(stored, random.randint(1, len(stored))))
                before = {one.document_id for one in knowledge.documents()}
            reported = ingest(home, files, random.uniform(0.2, longest))
            if reported is None:
                killed += 1
            else:
                finished += 1
                assert reported == whole, "an ingest that ended reports every file"
            counts.append(check(home))
            with open_knowledge(load(home, {}), "read") as knowledge:
                assert {one.document_id for one in knowledge.documents()} >= before, "an acknowledged document is lost"
    print(
        f"{killed} kills, {finished} ingests ended in time; documents found after each: {min(counts)} to {max(counts)}."
    )
    print("Nothing acknowledged was lost, nothing was half in, every start repaired itself.")


if __name__ == "__main__":
    main()
