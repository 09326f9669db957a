"""Measure search as the number of passages grows: build time, memory, time of a question; and draw it.

    python eval/measure_scale.py --data ../shared/data [--sizes 10000 67810 300000 1000000] [--questions 200]
        [--keep FOLDER] [--plot eval/pictures/search-scale.svg]

Passages beyond those of the data are copies in which every fifth word is another one of the corpus, so that postings
and vectors grow as they would with new texts. Each size is measured in a process of its own: lexical index and vectors
on disk (built there first, timed), then opened, and judged questions asked one after another by the product's own
ranking, embedding included. Processor time is told beside waiting, which other work on the machine lengthens.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from math import ceil, floor, log10
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.evaluation.benchmark import Passage, read_passages, read_queries
from assistant.evaluation.statistics import percentile
from assistant.index.embedder import open_embedder
from assistant.index.exact import ExactVectors
from assistant.index.lexical import LexicalIndex, LexicalRow
from assistant.retrieval.ranking import Ranking, Scope
from assistant.retrieval.rerank import load_ranker

if TYPE_CHECKING:
    import numpy as np

_PART = 20_000
_CHANGED = 5  # every so manieth word of a copy


def copies(passages: list[Passage], count: int) -> Iterator[Passage]:
    """``count`` passages: those given, then changed copies of them under new ids."""
    picks = random.Random(13)
    words = [word for passage in passages[::40] for word in passage.text.split()]
    for number in range(count):
        passage, turn = passages[number % len(passages)], number // len(passages)
        if not turn:
            yield passage
            continue
        text = passage.text.split()
        for place in range(picks.randrange(_CHANGED), len(text), _CHANGED):
            text[place] = words[picks.randrange(len(words))]
        yield Passage(f"{turn}-{passage.passage_id}", passage.name, passage.title, " ".join(text))


def build(passages: list[Passage], count: int, folder: Path) -> dict[str, float]:
    """Both indexes in ``folder``; seconds of processor time each took."""
    import numpy as np

    embedder, lexical = open_embedder("embedded"), LexicalIndex(folder / "lexical")
    ids: list[str] = []
    owners: list[str] = []
    rows: list[np.ndarray] = []
    spent = {"lexical": 0.0, "dense": 0.0}
    source, waited = copies(passages, count), time.perf_counter()
    while part := [one for one, _ in zip(source, range(_PART), strict=False)]:
        started = time.process_time()
        lexical.add(LexicalRow(p.passage_id, p.document_id, p.name, p.title, p.text) for p in part)
        spent["lexical"] += time.process_time() - started
        started = time.process_time()
        rows.append(embedder.encode([f"{p.name} › {p.title}\n{p.text}" for p in part], "passage"))
        spent["dense"] += time.process_time() - started
        ids += [p.passage_id for p in part]
        owners += [p.document_id for p in part]
    started = time.process_time()
    lexical.commit()
    lexical.close()
    spent["lexical"] += time.process_time() - started
    started = time.process_time()
    matrix = np.concatenate(rows)
    rows.clear()
    ExactVectors(ids, owners, matrix).save(folder / "vectors.bin", "scale")
    spent["dense"] += time.process_time() - started
    return spent | {"built_in": time.perf_counter() - waited}


def ask(folder: Path, questions: list[str]) -> dict[str, float]:
    """Times of a question in milliseconds, and memory."""
    started = time.perf_counter()
    vectors = ExactVectors.load(folder / "vectors.bin", "scale")
    if vectors is None:
        raise SystemExit(f"no vectors in {folder}")
    embedder, lexical = open_embedder("embedded"), LexicalIndex(folder / "lexical")
    ranking = Ranking(lexical, vectors, lambda text: embedder.encode([text], "query")[0], load_ranker())
    ranking.rank(questions[0], Scope())
    opened = time.perf_counter() - started
    for question in questions[:20]:
        ranking.rank(question, Scope())
    spent, waited = [], []
    for question in questions:
        begun, began = time.process_time(), time.perf_counter()
        ranking.rank(question, Scope())
        spent.append(1000 * (time.process_time() - begun))
        waited.append(1000 * (time.perf_counter() - began))
    lexical.add([LexicalRow("new", "new", "Tên", "Mục", "một đoạn mới được thêm vào")])
    began = time.perf_counter()
    lexical.commit()
    vectors.changed(frozenset(), ["new"], ["new"], embedder.encode(["một đoạn mới được thêm vào"], "passage"))
    added = time.perf_counter() - began
    lexical.close()
    disk = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "opened_in": opened, "added_in": added, "disk_mb": disk, "memory_mb": memory, "load": os.getloadavg()[0],
        "spent_p50": percentile(spent, 0.5), "spent_p95": percentile(spent, 0.95),
        "waited_p50": percentile(waited, 0.5), "waited_p95": percentile(waited, 0.95),
    }  # fmt: skip


def main() -> None:
    """Measure every size in a process of its own, print a table, and draw it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("TIENLE_DATA", "../shared/data")))
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 67_810, 300_000])
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--one", choices=("build", "ask"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    docs, queries = (arguments.data / "vnlaw" / name for name in ("docs.jsonl.gz", "queries.dev.jsonl.gz"))
    if not docs.is_file():
        raise SystemExit(f"skipped: {docs} is not here")
    if arguments.one == "build":
        print(json.dumps(build(read_passages(docs), arguments.sizes[0], arguments.keep)))
    elif arguments.one == "ask":
        print(json.dumps(ask(arguments.keep, [one.text for one in read_queries(queries)][: arguments.questions])))
    else:
        _every(arguments)


def _every(arguments: argparse.Namespace) -> None:
    measured: dict[int, dict[str, float]] = {}
    for size in arguments.sizes:
        with tempfile.TemporaryDirectory(prefix="scale-") as passing:
            folder = arguments.keep / str(size) if arguments.keep else Path(passing)
            folder.mkdir(parents=True, exist_ok=True)
            known = folder / "built.json"
            if not known.is_file():
                known.write_text(json.dumps(_apart("build", size, folder, arguments)), "utf-8")
            measured[size] = json.loads(known.read_text("utf-8")) | _apart("ask", size, folder, arguments)
            print(json.dumps({"passages": size} | {name: round(value, 2) for name, value in measured[size].items()}))
            sys.stdout.flush()
    if arguments.plot and len(measured) > 1:
        arguments.plot.write_text(picture(measured), "utf-8")


def _apart(task: str, size: int, folder: Path, arguments: argparse.Namespace) -> dict[str, float]:
    command = [sys.executable, __file__, "--one", task, "--sizes", str(size), "--keep", str(folder),
               "--data", str(arguments.data), "--questions", str(arguments.questions)]  # fmt: skip
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def picture(measured: dict[int, dict[str, float]]) -> str:
    """Milliseconds of processor time of a question against the number of passages, both axes logarithmic, as SVG."""
    left, top, wide, high = 60, 30, 560, 300
    sizes = sorted(measured)
    lowest, highest = log10(sizes[0]), log10(sizes[-1])
    times = [measured[size][name] for size in sizes for name in ("spent_p50", "spent_p95")]
    least, most = floor(log10(min(times))), ceil(log10(max(times)))

    def at(size: int, ms: float) -> tuple[float, float]:
        across = (log10(size) - lowest) / (highest - lowest)
        return left + wide * across, top + high * (1 - (log10(ms) - least) / (most - least))

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + wide + 90}" height="{top + high + 50}" '
        'font-family="sans-serif" font-size="13">',
        f'<rect width="100%" height="100%" fill="white"/><text x="{left}" y="18">'
        "Milliseconds of one processor for a question, by number of passages</text>",
    ]
    for tick in [step * 10.0**power for power in range(int(least), int(most)) for step in (1, 2, 5)] + [10.0**most]:
        y = at(sizes[0], tick)[1]
        parts.append(f'<line x1="{left}" x2="{left + wide}" y1="{y:.0f}" y2="{y:.0f}" stroke="#ddd"/>')
        parts.append(f'<text x="{left - 8}" y="{y + 4:.0f}" text-anchor="end">{tick:g}</text>')
    for name, label, colour in (("spent_p50", "p50", "#1565c0"), ("spent_p95", "p95", "#c62828")):
        points = [at(size, measured[size][name]) for size in sizes]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>' for x, y in points]
        parts.append(f'<text x="{points[-1][0] + 8:.0f}" y="{points[-1][1] + 4:.0f}" fill="{colour}">{label}</text>')
    for size in sizes:
        x = at(size, 10.0**least)[0]
        parts.append(f'<text x="{x:.0f}" y="{top + high + 20}" text-anchor="middle">{size:,}</text>')
    return "\n".join([*parts, "</svg>", ""])


if __name__ == "__main__":
    main()
