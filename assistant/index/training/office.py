"""Tuning a static model on an office's own documents: what is headed alike and stands together belongs together.

A tenth of the pairs is kept aside. The tuned model is saved only if it finds more of them than the one it started
from: a small or odd collection can make a model worse, and then the old one stays.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import StateError
from assistant.index.embedder import static_parts
from assistant.index.model import Chunk
from assistant.index.training.save import pack, save_model
from assistant.index.training.start import counted
from assistant.index.training.tune import PairKind, TuneSettings, tune
from assistant.language.normalize import match_key

if TYPE_CHECKING:
    import numpy as np

__all__ = ["LEAST_PAIRS", "OfficePair", "Tuned", "office_pairs", "tune_on_passages"]

LEAST_PAIRS = 200
_LEAST_LETTERS = 30
_KEPT_ASIDE = 10  # one pair in ten
_RATE = 1e-3  # a tenth of the first training's: what was learned there is to stay


@dataclass(frozen=True, slots=True)
class OfficePair:
    """A heading (with its document's name) and what stands under it, or two neighbours under one heading."""

    left: str
    right: str
    document: str


@dataclass(frozen=True, slots=True)
class Tuned:
    """What a tuning gained.

    ``before`` and ``after`` are the share of the pairs kept aside whose right text is among the first ten for the
    left one, other texts under the same heading left out.
    """

    pairs: int
    before: float
    after: float
    saved: bool


def office_pairs(chunks: Sequence[Chunk]) -> list[OfficePair]:
    """Heading–passage pairs and neighbouring passages (such as comments) of one section, each pair once.

    ``chunks`` are in reading order within their documents.
    """
    found = [*_under_headings(chunks), *_neighbours(chunks)]
    return list(dict.fromkeys(pair for pair in found if match_key(pair.left) != match_key(pair.right)))


def _under_headings(chunks: Sequence[Chunk]) -> Iterator[OfficePair]:
    for chunk in chunks:
        if chunk.section_path and len(chunk.text) >= _LEAST_LETTERS:
            yield OfficePair(chunk.context or ". ".join(chunk.section_path), chunk.text, chunk.document_id)


def _neighbours(chunks: Sequence[Chunk]) -> Iterator[OfficePair]:
    for one, other in itertools.pairwise(chunks):
        together = (one.document_id, one.section_path) == (other.document_id, other.section_path)
        if together and one.section_path and min(len(one.text), len(other.text)) >= _LEAST_LETTERS:
            yield OfficePair(one.text, other.text, one.document_id)


def tune_on_passages(chunks: Sequence[Chunk], start: Path, out: Path, settings: TuneSettings | None = None) -> Tuned:
    """Tune the static model in ``start`` on ``chunks`` and save it in ``out`` if it became better.

    Raises:
        StateError: ``training_too_small`` for fewer than ``LEAST_PAIRS`` pairs, ``model_damaged``.
    """
    import numpy as np
    import torch

    pairs = office_pairs(chunks)
    if len(pairs) < LEAST_PAIRS:
        raise StateError("training_too_small", pairs=len(pairs), least=LEAST_PAIRS)
    torch.set_num_threads(1)
    tokenizer, rows = static_parts(start)
    steps = min(600, 2 * len(pairs))
    settings = settings or TuneSettings(steps=steps, batch=256, rate=_RATE, temperature=0.04, drop=0.2)
    order = np.random.default_rng(settings.seed).permutation(len(pairs))
    aside, learned = order[::_KEPT_ASIDE], np.setdiff1d(order, order[::_KEPT_ASIDE])
    left = counted(tokenizer, [pair.left for pair in pairs])
    right = counted(tokenizer, [pair.right for pair in pairs])
    headings = _same_left(pairs)
    kind = PairKind("office", left, right, np.stack([learned, learned], axis=1), 1.0, headings, headings)
    tuned = pack(tune(rows, [kind], settings)).unpacked()
    before, after = (_found(left @ table, right @ table, aside, headings) for table in (rows, tuned))
    if after > before:
        save_model(out, tokenizer, pack(tuned))
    return Tuned(len(pairs), round(before, 4), round(after, 4), after > before)


def _same_left(pairs: Sequence[OfficePair]) -> np.ndarray:
    """(pairs,) a number a heading: texts under one heading are never strangers, whichever document they stand in."""
    import numpy as np

    headings: dict[str, int] = {}
    return np.asarray([headings.setdefault(match_key(pair.left), len(headings)) for pair in pairs])


def _found(left: np.ndarray, right: np.ndarray, aside: np.ndarray, headings: np.ndarray) -> float:
    """Share of the pairs ``aside`` whose right text is among the first ten, texts under the same heading left out."""
    import numpy as np

    texts = right / np.maximum(np.linalg.norm(right, axis=1, keepdims=True), 1e-9)
    hits = 0
    for at in aside:
        scores = texts @ left[at]
        rivals = scores[headings != headings[at]]
        hits += int((rivals > scores[at]).sum() < 10)
    return hits / len(aside)
