"""The trained model as a sentence-transformers ``StaticEmbedding`` folder, its rows in one byte a number.

Each row is scaled by its own largest number, so that what is lost is at most 1/254 of it; the factor of the row is
stored beside it (tensors ``embeddings`` int8 and ``weights`` float32, the layout of model2vec).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

__all__ = ["PackedRows", "pack", "save_model"]

_MODULES = [
    {
        "idx": 0,
        "name": "0",
        "path": "",
        "type": "sentence_transformers.sentence_transformer.modules.static_embedding.StaticEmbedding",
    },
    {
        "idx": 1,
        "name": "1",
        "path": "1_Normalize",
        "type": "sentence_transformers.sentence_transformer.modules.normalize.Normalize",
    },
]


@dataclass(frozen=True, slots=True)
class PackedRows:
    """``rows`` int8 (vocabulary, dimension) times ``factors`` float32 (vocabulary,)."""

    rows: np.ndarray
    factors: np.ndarray

    def unpacked(self) -> np.ndarray:
        """The rows as float32, as every reader of the folder sees them."""
        import numpy as np

        return np.asarray(self.rows.astype(np.float32) * self.factors[:, None], np.float32)


def pack(rows: np.ndarray) -> PackedRows:
    """Rows float32 (vocabulary, dimension) to one byte a number."""
    import numpy as np

    largest = np.abs(rows).max(axis=1)
    factors = np.where(largest > 0, largest / 127.0, 1.0).astype(np.float32)
    return PackedRows(np.rint(rows / factors[:, None]).astype(np.int8), factors)


def save_model(folder: Path, tokenizer: Any, packed: PackedRows) -> None:
    """Write the folder: ``tokenizer.json``, ``model.safetensors``, ``modules.json`` and what they need beside them."""
    from safetensors.numpy import save_file

    (folder / "1_Normalize").mkdir(parents=True, exist_ok=True)
    save_file({"embeddings": packed.rows, "weights": packed.factors}, folder / "model.safetensors")
    (folder / "model.safetensors").chmod(0o644)
    (folder / "tokenizer.json").write_text(tokenizer.to_str(), "utf-8")
    (folder / "modules.json").write_text(json.dumps(_MODULES, indent=2) + "\n", "utf-8")
    settings = {"similarity_fn_name": "cosine", "prompts": {"query": "", "document": ""}}
    (folder / "config_sentence_transformers.json").write_text(json.dumps(settings, indent=2) + "\n", "utf-8")
    (folder / "1_Normalize" / "config.json").write_text("{}\n", "utf-8")
