"""What others use out of the box, to measure ours against: optional libraries, imported only when asked for."""

from __future__ import annotations

import importlib
import os
from collections.abc import Sequence
from typing import Any

from assistant.errors import StateError
from assistant.evaluation.benchmark import LeftOut, Passage
from assistant.language.tokens import bigrams, syllables
from assistant.settings import Settings

__all__ = ["LangChainBm25", "LangChainDefault", "PlainBm25"]

_MODEL = "TIENLE_MINILM"  # the folder of the model that LangChain's pages begin with


class PlainBm25:
    """bm25s (Lù 2024, https://arxiv.org/abs/2407.03618) over lower-cased syllables, Lucene's form, k1 1.2, b 0.75; with
    ``pairs`` over their bigrams too."""

    def __init__(self, passages: Sequence[Passage], settings: Settings, *, pairs: bool = False) -> None:
        del settings
        self._pairs = pairs
        self._ids = [passage.passage_id for passage in passages]
        self._engine = _library("bm25s", "bm25s").BM25(method="lucene", k1=1.2, b=0.75)
        self._engine.index([self._terms(_whole(passage)) for passage in passages], show_progress=False)

    def rank(self, query: str, limit: int, left_out: LeftOut) -> list[str]:
        """Passage ids, best first."""
        import numpy as np

        known = [word for word in self._terms(query) if word in self._engine.vocab_dict]
        if not known:
            return []
        scores = self._engine.get_scores(known)
        order = np.argsort(-scores, kind="stable").tolist()
        return _first((self._ids[row] for row in order), limit, left_out)

    def _terms(self, text: str) -> list[str]:
        words = syllables(text)
        return [*words, *bigrams(words)] if self._pairs else words


class LangChainBm25:
    """LangChain's ``BM25Retriever`` as its documentation shows it: words split at white space, nothing tuned."""

    def __init__(self, passages: Sequence[Passage], settings: Settings) -> None:
        del settings
        retriever = _library("langchain_community.retrievers", "langchain-community").BM25Retriever
        _library("rank_bm25", "rank-bm25")
        texts = [_whole(passage) for passage in passages]
        self._retriever = retriever.from_texts(texts, metadatas=[{"id": passage.passage_id} for passage in passages])

    def rank(self, query: str, limit: int, left_out: LeftOut) -> list[str]:
        """Passage ids, best first."""
        self._retriever.k = 4 * limit
        found = (document.metadata["id"] for document in self._retriever.invoke(query))
        return _first(found, limit, left_out)


class LangChainDefault:
    """LangChain's first pages: a recursive splitter (1,000 letters, 200 of them shared), a small English sentence
    transformer (all-MiniLM-L6-v2, from the folder in ``TIENLE_MINILM``: nothing is downloaded), and Chroma."""

    def __init__(self, passages: Sequence[Passage], settings: Settings) -> None:
        del settings
        folder = os.environ.get(_MODEL, "")
        if not folder:
            raise StateError("baseline_model", _MODEL)
        splitter = _library("langchain_text_splitters", "langchain-text-splitters").RecursiveCharacterTextSplitter(
            chunk_size=1000, chunk_overlap=200
        )
        embeddings = _library("langchain_huggingface", "langchain-huggingface").HuggingFaceEmbeddings(model_name=folder)
        self._store = _library("langchain_chroma", "langchain-chroma").Chroma(embedding_function=embeddings)
        texts, owners = [], []
        for passage in passages:
            pieces = splitter.split_text(_whole(passage))
            texts += pieces
            owners += [{"id": passage.passage_id}] * len(pieces)
        for start in range(0, len(texts), 5000):
            self._store.add_texts(texts[start : start + 5000], owners[start : start + 5000])

    def rank(self, query: str, limit: int, left_out: LeftOut) -> list[str]:
        """Passage ids by their nearest piece, best first."""
        found = self._store.similarity_search(query, k=4 * limit)
        return _first(dict.fromkeys(document.metadata["id"] for document in found), limit, left_out)


def _whole(passage: Passage) -> str:
    return "\n".join(part for part in (passage.name, passage.title, passage.text) if part)


def _first(ids: Any, limit: int, left_out: LeftOut) -> list[str]:
    kept: list[str] = []
    for one in ids:
        if one not in left_out:
            kept.append(one)
        if len(kept) == limit:
            break
    return kept


def _library(module: str, package: str) -> Any:
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise StateError("extra_missing", package, package=package) from error
