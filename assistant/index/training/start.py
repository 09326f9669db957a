"""Starting rows by latent semantic analysis: a truncated SVD of the weighted passage-token matrix.

Deerwester et al. 1990 (https://doi.org/10.1002/(SICI)1097-4571(199009)41:6<391::AID-ASI1>3.0.CO;2-9); the randomized
range finder of Halko, Martinsson and Tropp 2011 (https://arxiv.org/abs/0909.4061). Frequent tokens are weighted down
by their inverse document frequency, folded into the rows, so that a plain mean of rows is already a weighted mean.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

__all__ = ["counted", "fill_shadows", "latent_rows"]


def counted(tokenizer: Any, texts: Sequence[str], batch: int = 4096) -> Any:
    """How often each token occurs in each text: float32 (texts, vocabulary), CSR."""
    import numpy as np
    from scipy import sparse

    parts: list[np.ndarray] = [np.zeros(0, np.int32)]
    lengths = [0]
    for start in range(0, len(texts), batch):
        for encoding in tokenizer.encode_batch_fast(list(texts[start : start + batch]), add_special_tokens=False):
            parts.append(np.asarray(encoding.ids, np.int32))
            lengths.append(len(encoding.ids))
    ids = np.concatenate(parts)
    shape = (len(texts), tokenizer.get_vocab_size())
    counts = sparse.csr_matrix((np.ones(len(ids), np.float32), ids, np.cumsum(lengths)), shape)
    counts.sum_duplicates()
    return counts


def latent_rows(counts: Any, dimension: int, *, seed: int, rounds: int = 3) -> np.ndarray:
    """Rows float32 (vocabulary, dimension) from token counts (texts, vocabulary), of mean length 1."""
    import numpy as np
    from scipy import linalg, sparse

    frequency = np.bincount(counts.indices, minlength=counts.shape[1])
    idf = np.log(1.0 + counts.shape[0] / (1.0 + frequency)).astype(np.float32)
    weighted = counts.copy()
    weighted.data = (1.0 + np.log(weighted.data)) * idf[weighted.indices]
    norms = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    weighted = (sparse.diags(1.0 / np.maximum(norms, 1e-6)).astype(np.float32) @ weighted).tocsr()
    block = np.random.default_rng(seed).standard_normal((counts.shape[1], dimension + 16)).astype(np.float32)
    for _ in range(rounds):
        block, _ = linalg.qr(weighted.T @ (weighted @ block), mode="economic", overwrite_a=True)
    small = weighted @ block
    values, turn = np.linalg.eigh(small.T @ small)
    rows = (block @ turn[:, np.argsort(values)[::-1][:dimension]]) * idf[:, None]
    return np.asarray(rows / np.linalg.norm(rows, axis=1).mean(), np.float32)


def fill_shadows(
    rows: np.ndarray, vocabulary: Mapping[str, int], shadows: Mapping[str, Sequence[str]], use: np.ndarray
) -> None:
    """Give each folded token the mean of the accented tokens it shadows, weighted by how often they are used."""
    import numpy as np

    for folded, sources in shadows.items():
        at = [vocabulary[source] for source in sources]
        rows[vocabulary[folded]] = np.average(rows[at], axis=0, weights=use[at] + 1e-3)
