"""Contrastive tuning: two texts that belong together come nearer than all others of the batch.

InfoNCE with in-batch negatives, both ways (van den Oord et al. 2018, https://arxiv.org/abs/1807.03748), at several
leading dimensions at once so that a shortened vector still ranks (Matryoshka; Kusupati et al. 2022,
https://arxiv.org/abs/2205.13147). Each token has a row and a factor learned apart from it, so that how much a token
counts can change faster than what it means; both are folded into one row at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import torch

__all__ = ["PairKind", "TuneSettings", "tune"]

_SHORT = 48


@dataclass(frozen=True, slots=True)
class PairKind:
    """One kind of pairs. ``left`` and ``right`` are token counts (texts, vocabulary) in CSR form.

    ``pairs`` (n, 2) are row numbers of texts that belong together. Where ``left_group`` and ``right_group`` are given
    (one number a text), texts of the same group are never taken for strangers: they are parts of one document.
    """

    name: str
    left: Any
    right: Any
    pairs: np.ndarray
    share: float
    left_group: np.ndarray | None = None
    right_group: np.ndarray | None = None


@dataclass(frozen=True, slots=True)
class TuneSettings:
    """``dimensions`` with their share of the loss.

    ``drop`` is the share of different tokens left out of a text at random, and ``drop_short`` that of a text with
    fewer than 48: it keeps single tokens from deciding, and halves the cost of a step.
    """

    steps: int = 1000
    batch: int = 1024
    rate: float = 1e-2
    temperature: float = 0.05
    drop: float = 0.5
    drop_short: float = 0.1
    dimensions: tuple[tuple[int, float], ...] = ((256, 1.0), (64, 0.3))
    seed: int = 7
    report_every: int = 250
    report: Callable[[int, float, np.ndarray], None] | None = field(default=None)


def tune(rows: np.ndarray, kinds: Sequence[PairKind], settings: TuneSettings) -> np.ndarray:
    """Tuned rows, float32 of the shape of ``rows``; the same seed gives the same rows on the same machine."""
    import numpy as np
    import torch

    torch.manual_seed(settings.seed)
    random = np.random.default_rng(settings.seed)
    weight = torch.nn.Parameter(torch.from_numpy(rows.copy()))
    factor = torch.nn.Parameter(torch.zeros(len(rows)))
    optimizer = torch.optim.Adam([weight, factor], lr=settings.rate, fused=True)
    known = [_keys(kind) for kind in kinds]
    shares = np.asarray([kind.share for kind in kinds]) / sum(kind.share for kind in kinds)
    total = 0.0
    for step in range(1, settings.steps + 1):
        for group in optimizer.param_groups:
            group["lr"] = settings.rate * _schedule(step, settings.steps)
        chosen = int(random.choice(len(kinds), p=shares))
        table = weight * factor.exp()[:, None]
        loss = _loss(table, kinds[chosen], known[chosen], random, settings)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        total += float(loss.detach())
        if settings.report and (step % settings.report_every == 0 or step == settings.steps):
            settings.report(step, total / settings.report_every, _table(weight, factor))
            total = 0.0
    return _table(weight, factor)


def _table(weight: torch.Tensor, factor: torch.Tensor) -> np.ndarray:
    rows: np.ndarray = (weight * factor.exp()[:, None]).detach().numpy().copy()
    return rows


def _schedule(step: int, steps: int) -> float:
    """Warm-up over the first twentieth, then straight down to a fiftieth."""
    warm = max(1, steps // 20)
    return step / warm if step <= warm else 0.02 + 0.98 * (steps - step) / max(1, steps - warm)


def _keys(kind: PairKind) -> np.ndarray:
    import numpy as np

    return np.unique(kind.pairs[:, 0].astype(np.int64) * kind.right.shape[0] + kind.pairs[:, 1])


def _loss(
    table: torch.Tensor, kind: PairKind, known: np.ndarray, random: np.random.Generator, settings: TuneSettings
) -> torch.Tensor:
    import torch
    from torch.nn import functional

    size = min(settings.batch, len(kind.pairs))
    drawn = kind.pairs[random.choice(len(kind.pairs), size, replace=False)]
    left = _embed(table, kind.left[drawn[:, 0]], random, settings)
    right = _embed(table, kind.right[drawn[:, 1]], random, settings)
    friends = torch.from_numpy(_friends(kind, known, drawn))
    target = torch.arange(size)
    loss = torch.zeros(())
    for dimension, share in settings.dimensions:
        a = functional.normalize(left[:, :dimension], dim=1)
        b = functional.normalize(right[:, :dimension], dim=1)
        scores = (a @ b.T / settings.temperature).masked_fill(friends, -1e4)
        loss = loss + share * (functional.cross_entropy(scores, target) + functional.cross_entropy(scores.T, target))
    return loss


def _embed(table: torch.Tensor, counts: Any, random: np.random.Generator, settings: TuneSettings) -> torch.Tensor:
    import numpy as np
    import torch
    from torch.nn import functional

    sizes = np.diff(counts.indptr)
    drop = np.repeat(np.where(sizes < _SHORT, settings.drop_short, settings.drop), sizes)
    kept = random.random(len(counts.data)) >= drop
    places = np.concatenate([[0], np.cumsum(kept)])[counts.indptr[:-1]]
    return functional.embedding_bag(
        torch.from_numpy(counts.indices[kept].astype(np.int64)),
        table,
        torch.from_numpy(places.astype(np.int64)),
        mode="sum",
        per_sample_weights=torch.from_numpy(counts.data[kept]),
    )


def _friends(kind: PairKind, known: np.ndarray, drawn: np.ndarray) -> np.ndarray:
    """(n, n) true where the pair of row i and column j is another pair that belongs together, not a negative."""
    import numpy as np

    keys = drawn[:, 0].astype(np.int64)[:, None] * kind.right.shape[0] + drawn[None, :, 1]
    at = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    friends: np.ndarray = known[at] == keys
    if kind.left_group is not None and kind.right_group is not None:
        friends |= kind.left_group[drawn[:, 0]][:, None] == kind.right_group[drawn[:, 1]][None, :]
    np.fill_diagonal(friends, val=False)
    return friends
