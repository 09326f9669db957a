"""``python -m assistant.index.training --data ../shared/data --out assistant/index/embedded``.

Everything is seeded; the whole takes about a quarter of an hour on an idle core. ``--measure FOLDER`` only measures a
model. ``--held-out`` leaves out the train questions and a sixth of the cross-references: the ranker is fitted to the
cosines of such a model, for those of a model that knows its questions are better than any question of a user will see.
"""

from __future__ import annotations

import argparse
import logging
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.index.training.card import write_card
from assistant.index.training.corpus import Passage, read_passages, read_sections
from assistant.index.training.evaluate import Scores, measure
from assistant.index.training.pairs import (
    Encoded,
    encode_passages,
    pairs_of_headings,
    pairs_of_questions,
    pairs_of_references,
)
from assistant.index.training.save import pack, save_model
from assistant.index.training.start import counted, fill_shadows, latent_rows
from assistant.index.training.tune import PairKind, TuneSettings, tune
from assistant.index.training.vocabulary import build_tokenizer, count_units, reweigh

if TYPE_CHECKING:
    import numpy as np

SEED = 7
DIMENSION = 256
FULL_TEXTS = ("official_2025", "normative_new", "nq57_nq03", "uts_vlc")
_BEGAN = time.monotonic()
_LOG = logging.getLogger(__name__)


def _say(line: str) -> None:
    _LOG.info("[%6.0f s] %s", time.monotonic() - _BEGAN, line)


def _passages(data: Path) -> list[Passage]:
    found = read_passages(data / "vnlaw" / "docs.jsonl.gz")
    for name in FULL_TEXTS:
        found += read_sections(data / "text" / f"{name}.jsonl.gz")
    return found


def _train(data: Path, settings: TuneSettings, *, held_out: bool) -> tuple[Any, np.ndarray]:
    import numpy as np
    import torch

    torch.set_num_threads(1)  # sums in one order; and a step is too small for two threads to pay
    passages = _passages(data)
    texts = [passage.whole for passage in passages]
    _say(f"{len(passages)} passages")
    tokenizer, shadows = build_tokenizer(*count_units(texts), n_pairs=18_000, n_folded_pairs=12_000)
    # One passage in five is enough to see how often each token is used.
    tokenizer = reweigh(tokenizer, np.asarray(counted(tokenizer, texts[::5]).sum(axis=0)).ravel())
    _say(f"{tokenizer.get_vocab_size()} tokens")
    encoded = encode_passages(tokenizer, passages)
    rows = latent_rows(encoded.whole, DIMENSION, seed=SEED)
    fill_shadows(rows, tokenizer.get_vocab(), shadows, np.asarray(encoded.whole.sum(axis=0)).ravel())
    _say("start: latent semantic rows")
    kinds = _kinds(data, passages, encoded, tokenizer, held_out=held_out)
    for kind in kinds:
        _say(f"{kind.name}: {len(kind.pairs)} pairs, share {kind.share:.2f}")
    return tokenizer, tune(rows, kinds, settings)


def _kinds(
    data: Path, passages: Sequence[Passage], encoded: Encoded, tokenizer: Any, *, held_out: bool
) -> list[PairKind]:
    references, asked = data / "pd_related" / "queries.train.jsonl.gz", data / "vnlaw" / "queries.train.jsonl.gz"
    whole = encoded.whole
    return [
        pairs_of_references(references, passages, whole, 0.30, held_out=held_out),
        *([] if held_out else pairs_of_questions(asked, passages, tokenizer, whole, 0.04)),
        *pairs_of_headings(passages, encoded, tokenizer, 0.66),
    ]


def _measured(data: Path, folder: Path) -> list[Scores]:
    from assistant.index.embedder import StaticEmbedder

    model = StaticEmbedder(folder)
    found = []
    for scores in measure(data, lambda texts: model.encode(texts, "passage")):
        _say(f"{scores.name}: nDCG@10 {scores.ndcg_10} R@10 {scores.recall_10} R@100 {scores.recall_100}")
        found.append(scores)
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Train and save a model, or measure one."""
    parser = argparse.ArgumentParser(prog="python -m assistant.index.training", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, help="folder of the new model")
    parser.add_argument("--measure", type=Path, help="folder of a model to measure on the dev sets")
    parser.add_argument("--held-out", action="store_true", help="leave out what the ranker is fitted to")
    parser.add_argument("--steps", type=int, default=TuneSettings().steps)
    parser.add_argument("--batch", type=int, default=TuneSettings().batch)
    given = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    if not (given.data / "vnlaw" / "docs.jsonl.gz").is_file():
        _LOG.warning("skipped: no training data in %s", given.data)
        return 0
    if given.out:
        settings = TuneSettings(
            steps=given.steps,
            batch=given.batch,
            seed=SEED,
            report=lambda step, loss, _: _say(f"{step}: loss {loss:.3f}"),
        )
        tokenizer, rows = _train(given.data, settings, held_out=given.held_out)
        save_model(given.out, tokenizer, pack(rows))
        write_card(given.out, _measured(given.data, given.out), settings, len(rows), DIMENSION)
    if given.measure:
        _measured(given.data, given.measure)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
