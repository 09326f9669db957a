"""``python -m assistant.retrieval.training --data DIR``: fit the ranker again and write ``retrieval/ranker.npz``.

The ensemble for questions learns from train questions (with names and headings, and again on bare texts without them,
so that it does not lean on headings that other collections lack) and from titles of official texts; the one for
passages from official cross-references between articles. Everything is seeded.
"""

from __future__ import annotations

import argparse
import os
import pickle
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from assistant.index.embedder import open_embedder
from assistant.index.knowledge import Embedder
from assistant.retrieval.rerank import save_ranker
from assistant.retrieval.training.fit import fit
from assistant.retrieval.training.material import (
    TrainingSet,
    gather,
    open_ranking,
    read_judged,
    read_rows_of,
    sampled,
    titled,
)

SETS = ("questions", "bare", "titles", "references")


def main() -> None:
    """Gather, fit, write."""
    parser = argparse.ArgumentParser(prog="python -m assistant.retrieval.training", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("TIENLE_DATA", "../shared/data")))
    parser.add_argument("--cache", type=Path, help="folder that keeps indexes and vectors between runs")
    parser.add_argument("--out", type=Path, help="where to write instead of the package")
    parser.add_argument("--leave-out", action="append", default=[], choices=SETS, help="leave a set out (to check)")
    parser.add_argument("--references", type=int, default=1500, help="how many cross-references are drawn")
    parser.add_argument("--seed", type=int, default=13)
    given = parser.parse_args()
    if not (given.data / "vnlaw").is_dir():
        print(f"skipped: no training data in {given.data}")
        return
    sets = _gathered(given.data, given.cache, given.references, given.seed)
    kept = {name: one for name, one in sets.items() if name not in given.leave_out}
    questions = [one for name, one in kept.items() if name != "references"]
    passages = [kept["references"]] if "references" in kept else questions
    ensembles = {
        "question": fit(questions or passages, seed=given.seed),
        "passage": fit(passages, seed=given.seed),
    }
    save_ranker(ensembles, *([given.out] if given.out else []))


def _gathered(data: Path, cache: Path | None, references: int, seed: int) -> dict[str, TrainingSet]:
    embedder = open_embedder("embedded")
    stored = cache / f"sets-{embedder.model_id.replace('/', '-')}.pickle" if cache else None
    if stored is not None and stored.is_file():
        sets: dict[str, TrainingSet] = pickle.loads(stored.read_bytes())  # noqa: S301 - our own file
        return sets
    started = time.perf_counter()

    def say(line: str) -> None:
        print(f"{time.perf_counter() - started:6.0f} s  {line}", flush=True)

    sets = _gather_all(data, cache, embedder, say, references=references, seed=seed)
    if stored is not None:
        stored.write_bytes(pickle.dumps(sets))
    return sets


def _gather_all(
    data: Path, cache: Path | None, embedder: Embedder, say: Callable[[str], None], *, references: int, seed: int
) -> dict[str, TrainingSet]:
    def folder(name: str) -> Path | None:
        if cache:
            (cache / name).mkdir(parents=True, exist_ok=True)
        return cache / name if cache else None

    sets = {}
    small = [replace(row, name="", heading="") for row in read_rows_of(data / "vnlaw/docs.small.jsonl.gz")]
    ranking = open_ranking(small, embedder, folder("bare"))
    sets["bare"] = gather(ranking, read_judged(data / "vnlaw/queries.small.train.jsonl.gz"), say)
    texts = [data / "text" / f"{name}.jsonl.gz" for name in ("official_2025", "normative_new", "uts_vlc")]
    rows, judged = titled(texts)
    sets["titles"] = gather(open_ranking(rows, embedder, folder("titles")), judged, say)
    ranking = open_ranking(read_rows_of(data / "vnlaw/docs.jsonl.gz"), embedder, folder("articles"))
    say("articles indexed")
    sets["questions"] = gather(ranking, read_judged(data / "vnlaw/queries.train.jsonl.gz"), say)
    crossed = sampled(read_judged(data / "pd_related/queries.train.jsonl.gz"), references, seed)
    sets["references"] = gather(ranking, crossed, say)
    return sets


if __name__ == "__main__":
    main()
