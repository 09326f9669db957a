"""Fakes and a temporary home for every test."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from assistant.index.knowledge import KnowledgeBase
from assistant.settings import IndexSettings, Settings

if TYPE_CHECKING:
    import numpy as np

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"


class HashingEmbedder:
    """Words hashed into 64 dimensions: deterministic, no model file, near for shared words."""

    model_id = "hashing-64"
    dimension = 64

    def encode(self, texts: Sequence[str], kind: Literal["query", "passage"]) -> np.ndarray:
        import numpy as np

        del kind
        rows = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().split():
                row[hashlib.sha256(word.encode()).digest()[0] % self.dimension] += 1
        return rows / np.maximum(1e-6, np.linalg.norm(rows, axis=1, keepdims=True))


@pytest.fixture(scope="session")
def hashing_embedder() -> type[HashingEmbedder]:
    return HashingEmbedder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def settings(home: Path) -> Settings:
    return Settings(home)


@pytest.fixture
def open_base(home: Path) -> Iterator[Callable[[Literal["read", "write"]], KnowledgeBase]]:
    opened: list[KnowledgeBase] = []

    def make(mode: Literal["read", "write"]) -> KnowledgeBase:
        base = KnowledgeBase(home, IndexSettings(), HashingEmbedder, mode)
        opened.append(base)
        return base

    yield make
    for base in opened:
        base.close()
