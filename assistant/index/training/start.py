"""Starting rows by latent semantic analysis: a truncated SVD of the weighted passage-token matrix.

Deerwester et al. 1990 (https://doi.org/10.1002/(SICI)1097-4571(199009)41:6<391::AID-ASI1>3.0.CO;2-9); the randomized
range finder of Halko, Martinsson and Tropp 2011 (https://arxiv.org/abs/0909.4061). Frequent tokens are weighted down
by their inverse document frequency, folded into the rows, so that a plain mean of rows is already a weighted mean.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

__all__ = ["Bags", "encode_all", "latent_rows"]


@dataclass(frozen=True, slots=True)
class Bags:
    """Token ids of many texts end to end: text ``i`` is ``ids[offsets[i]:offsets[i + 1]]`` (int32, int64)."""

    ids: np.ndarray
    offsets: np.ndarray

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def __getitem__(self, index: int) -> np.ndarray:
        return self.ids[self.offsets[index] : self.offsets[index + 1]]


def encode_all(tokenizer: Any, texts: Sequence[str], batch: int = 4096) -> Bags:
    """Token ids of every text, without special tokens."""
    import numpy as np

    parts: list[Any] = []
    lengths = [0]
    for start in range(0, len(texts), batch):
        for encoding in tokenizer.encode_batch(list(texts[start : start + batch]), add_special_tokens=False):
            parts.append(np.asarray(encoding.ids, dtype=np.int32))
            lengths.append(len(encoding.ids))
    return Bags(np.concatenate(parts) if parts else np.zeros(0, np.int32), np.cumsum(lengths))


def latent_rows(
    bags: Bags, size: int, dimension: int, *, seed: int, rounds: int = 3, power: float = 0.0
) -> tuple[np.ndarray, np.ndarray]:
    """Rows (size, dimension) float32 and document frequencies (size,) of the tokens in ``bags``."""
    import numpy as np
    from scipy import linalg, sparse

    owners = np.repeat(np.arange(len(bags)), np.diff(bags.offsets))
    counts = sparse.coo_matrix((np.ones(len(bags.ids), np.float32), (owners, bags.ids)), (len(bags), size)).tocsr()
    frequency = np.bincount(counts.indices, minlength=size)
    idf = np.log(1.0 + len(bags) / (1.0 + frequency)).astype(np.float32)
    counts.data = 1.0 + np.log(counts.data)
    weighted = (counts @ sparse.diags(idf)).tocsr()
    norms = np.sqrt(weighted.multiply(weighted).sum(axis=1)).A1 if hasattr(weighted, "A1") else _norms(weighted)
    weighted = sparse.diags(1.0 / np.maximum(norms, 1e-6)).astype(np.float32) @ weighted
    block = np.random.default_rng(seed).standard_normal((size, dimension + 16)).astype(np.float32)
    for _ in range(rounds):
        block, _ = linalg.qr(weighted.T @ (weighted @ block), mode="economic", overwrite_a=True)
    small = weighted @ block
    values, turn = np.linalg.eigh(small.T @ small)
    order = np.argsort(values)[::-1][:dimension]
    strength = np.sqrt(np.maximum(values[order], 1e-9)).astype(np.float32)
    rows = (block @ turn[:, order]) * idf[:, None] * strength[None, :] ** -power
    return rows.astype(np.float32), frequency


def _norms(matrix: Any) -> np.ndarray:
    import numpy as np

    return np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())


def fill_shadows(
    rows: np.ndarray, vocabulary: Mapping[str, int], shadows: Mapping[str, Sequence[str]], use: np.ndarray
) -> None:
    """Give each folded token the mean of the accented tokens it shadows, weighted by how often they are used."""
    import numpy as np

    for folded, sources in shadows.items():
        at = [vocabulary[source] for source in sources]
        rows[vocabulary[folded]] = np.average(rows[at], axis=0, weights=use[at] + 1e-3)
