"""``python -m assistant.retrieval.training --data DIR``: fit the ranker again and write ``retrieval/ranker.npz``.

The ensemble for questions learns from train questions and from titles of official texts (which have no name or heading
beside them, so that it does not lean on those); the one for passages from official cross-references between articles.
Everything is seeded.

The embedding that ships was tuned on the same train questions and cross-references, on which it is therefore far better
than on new ones: trees fitted to its cosines there would trust it too much. ``--unseen-embedding`` is a model that
``index.training --held-out`` has made: it has seen neither the questions nor a sixth of the cross-references, and these
are what the trees learn from.
"""

from __future__ import annotations

import argparse
import logging
import os
import pickle
import time
from collections.abc import Callable
from pathlib import Path

from assistant.index.embedder import open_embedder
from assistant.index.knowledge import Embedder
from assistant.retrieval.ranking import Ranking
from assistant.retrieval.rerank import save_ranker
from assistant.retrieval.training.fit import fit
from assistant.retrieval.training.material import (
    TrainingSet,
    gather,
    open_ranking,
    read_judged,
    read_rows_of,
    titled,
)

SETS = ("questions", "titles", "references")
_LOG = logging.getLogger(__name__)


def main() -> None:
    """Gather, fit, write."""
    parser = argparse.ArgumentParser(prog="python -m assistant.retrieval.training", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("TIENLE_DATA", "../shared/data")))
    parser.add_argument("--cache", type=Path, help="folder that keeps indexes and vectors between runs")
    parser.add_argument("--unseen-embedding", required=True, help="folder that index.training --held-out has written")
    parser.add_argument("--out", type=Path, help="where to write instead of the package")
    parser.add_argument("--leave-out", action="append", default=[], choices=SETS, help="leave a set out (to check)")
    parser.add_argument("--seed", type=int, default=13)
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    if not (given.data / "vnlaw").is_dir():
        _LOG.warning("skipped: no training data in %s", given.data)
        return
    sets = _gathered(given)
    questions = [one for name, one in sets.items() if name != "references"]
    passages = [sets["references"]] if "references" in sets else questions
    ensembles = {
        "question": fit(questions or passages, seed=given.seed),
        "passage": fit(passages, seed=given.seed),
    }
    save_ranker(ensembles, *([given.out] if given.out else []))


def _gathered(given: argparse.Namespace) -> dict[str, TrainingSet]:
    started = time.perf_counter()

    def say(line: str) -> None:
        _LOG.info("%6.0f s  %s", time.perf_counter() - started, line)

    sets = {}
    embedder = open_embedder(given.unseen_embedding)
    model = embedder.model_id.replace("/", "-")
    for name in SETS:
        if name not in given.leave_out:
            stored = given.cache / f"{name}-{model}.pickle" if given.cache else None
            if stored is not None and stored.is_file():
                sets[name] = pickle.loads(stored.read_bytes())  # noqa: S301 - our own file
                continue
            say(f"{name}: gathering with {model}")
            sets[name] = _GATHER[name](given, embedder, say)
            if stored is not None:
                stored.write_bytes(pickle.dumps(sets[name]))
    return sets


def _questions(given: argparse.Namespace, embedder: Embedder, say: Callable[[str], None]) -> TrainingSet:
    ranking = _articles(given, embedder)
    return gather(ranking, read_judged(given.data / "vnlaw/queries.train.jsonl.gz"), say)


def _titles(given: argparse.Namespace, embedder: Embedder, say: Callable[[str], None]) -> TrainingSet:
    texts = [given.data / "text" / f"{name}.jsonl.gz" for name in ("official_2025", "normative_new", "uts_vlc")]
    rows, judged = titled(texts)
    return gather(open_ranking(rows, embedder, _folder(given, "titles")), judged, say)


def _references(given: argparse.Namespace, embedder: Embedder, say: Callable[[str], None]) -> TrainingSet:
    crossed = read_judged(given.data / "pd_related/queries.train.jsonl.gz", held_out=True)
    return gather(_articles(given, embedder), crossed, say)


_GATHER = {"questions": _questions, "titles": _titles, "references": _references}


def _articles(given: argparse.Namespace, embedder: Embedder) -> Ranking:
    return open_ranking(read_rows_of(given.data / "vnlaw/docs.jsonl.gz"), embedder, _folder(given, "articles"))


def _folder(given: argparse.Namespace, name: str) -> Path | None:
    if given.cache is None:
        return None
    folder: Path = given.cache / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


if __name__ == "__main__":
    main()
