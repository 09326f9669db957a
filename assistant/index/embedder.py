"""Embedding models: the static one that travels with the program, and any other sentence-transformers model.

A static model is a table of one row a token; a text is the mean of its tokens' rows. It is read from its own files
(``tokenizer.json``, ``model.safetensors``) without torch: opening takes a fraction of a second instead of seconds,
and the vectors are those sentence-transformers gives for the same folder. Rows may be int8 with one float32 factor a
row (tensors ``embeddings`` and ``weights``, the layout of model2vec, which sentence-transformers reads too).
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from assistant.errors import StateError
from assistant.index.windows import pieces

if TYPE_CHECKING:
    import numpy as np

    from assistant.index.knowledge import Embedder

__all__ = [
    "EMBEDDED",
    "EMBEDDED_FOLDER",
    "Prompts",
    "StaticEmbedder",
    "TransformerEmbedder",
    "is_static",
    "open_embedder",
    "prompts_for",
    "static_parts",
]

EMBEDDED = "embedded"
EMBEDDED_FOLDER = Path(__file__).with_name("embedded")
_WEIGHTS, _TOKENIZER, _MODULES = "model.safetensors", "tokenizer.json", "modules.json"
_TEXTS_AT_ONCE = 512
_ENDS = 1 << 20  # bytes read of each end of a large weights file to tell it from another


def open_embedder(name: str) -> Embedder:
    """The model called ``name``: "embedded", a folder, or a hub name such as ``BAAI/bge-m3``.

    A hub name is looked for in the local cache first and downloaded only when it is not there.

    Raises:
        StateError: ``model_missing`` when there is no such model, ``model_damaged`` when its files do not fit together.
    """
    folder = EMBEDDED_FOLDER if name == EMBEDDED else Path(name).expanduser()
    if folder.is_dir():
        folder = folder.resolve()
        return StaticEmbedder(folder, name) if is_static(folder) else TransformerEmbedder(str(folder))
    if name == EMBEDDED or _looks_like_a_path(name):
        raise StateError("model_missing", name, model=name)
    return TransformerEmbedder(name)


class StaticEmbedder:
    """The mean of token rows. Vectors are float32 (n, dimension), L2-normalised; there is no window.

    A text without a single token (blank, or only punctuation) gets the row that is far from every text: all equal.
    """

    def __init__(self, folder: Path, name: str = "") -> None:
        self._tokenizer, self._rows = static_parts(folder)
        label = EMBEDDED if name == EMBEDDED else folder.name
        self.model_id = f"{label}@{_fingerprint([folder / _WEIGHTS, folder / _TOKENIZER])}"
        self.dimension = int(self._rows.shape[1])

    def encode(self, texts: Sequence[str], kind: Literal["query", "passage"]) -> np.ndarray:
        """Embed ``texts``; queries and passages alike."""
        import numpy as np

        del kind
        means = np.zeros((len(texts), self.dimension), np.float32)
        for start in range(0, len(texts), _TEXTS_AT_ONCE):
            part = list(texts[start : start + _TEXTS_AT_ONCE])
            for at, encoding in enumerate(self._tokenizer.encode_batch_fast(part, add_special_tokens=False), start):
                if encoding.ids:
                    means[at] = self._rows[encoding.ids].mean(axis=0)
        return _normalised(means)


@dataclass(frozen=True, slots=True)
class Prompts:
    """What is put before a query and before a passage."""

    query: str = ""
    passage: str = ""


class TransformerEmbedder:
    """Any sentence-transformers model, with the prompts it was trained with.

    A text longer than the model's window is split at sentences; its vector is the mean of its pieces' vectors,
    weighted by their length, normalised.
    """

    def __init__(self, name: str) -> None:
        self._model = _load(name)
        self._prompts = prompts_for(name, dict(getattr(self._model, "prompts", None) or {}))
        self.dimension = int(self._model.get_embedding_dimension())
        folder = Path(name)
        files = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []
        mark = (
            _fingerprint(files) if files else str(getattr(self._model, "_model_card_vars", {}).get("revision", "hub"))
        )
        self.model_id = f"{folder.name if files else name}@{mark}"

    def encode(self, texts: Sequence[str], kind: Literal["query", "passage"]) -> np.ndarray:
        """Embed ``texts`` as queries or as passages.

        Raises:
            StateError: ``model_damaged`` when the model gives vectors of another length than it declares.
        """
        import numpy as np

        prompt = self._prompts.query if kind == "query" else self._prompts.passage
        parts = [pieces(text, self._size, self._window(prompt)) for text in texts]
        flat = [prompt + piece for split in parts for piece in split]
        if not flat:
            return np.zeros((0, self.dimension), np.float32)
        vectors = self._model.encode(flat, prompt="", normalize_embeddings=True, show_progress_bar=False)
        vectors = np.asarray(vectors, np.float32)
        if vectors.shape != (len(flat), self.dimension):
            raise StateError("model_damaged", self.model_id, problem=f"{vectors.shape[1:]} ≠ {self.dimension}")
        weights = np.asarray([max(1, self._size(piece)) for piece in flat], np.float32)[:, None]
        starts = np.cumsum([0, *(len(split) for split in parts)])[:-1]
        return _normalised(np.add.reduceat(vectors * weights, starts, axis=0))

    def _size(self, text: str) -> int:
        tokenizer = self._model.tokenizer
        if hasattr(tokenizer, "tokenize"):
            return len(tokenizer.tokenize(text))
        return len(tokenizer.encode(text, add_special_tokens=False).ids)

    def _window(self, prompt: str) -> int:
        window = getattr(self._model, "max_seq_length", None) or float("inf")
        # Two places for the marks of beginning and end.
        return int(max(8, window - 2 - self._size(prompt))) if window < 1 << 30 else 1 << 30


def prompts_for(name: str, own: dict[str, str]) -> Prompts:
    """The prompts of a model: its own configuration where it has any, else those of its family by name."""
    query = own.get("query", "")
    passage = next((own[key] for key in ("passage", "document", "corpus") if own.get(key)), "")
    if query or passage:
        return Prompts(query, passage)
    for family in _families():
        if family["match"] in Path(name).name.lower():
            return Prompts(family["query"], family["passage"])
    return Prompts()


@cache
def _families() -> tuple[dict[str, str], ...]:
    path = Path(__file__).with_name("data") / "prompts.toml"
    return tuple(tomllib.loads(path.read_text("utf-8"))["families"])


def _looks_like_a_path(name: str) -> bool:
    return name.startswith((".", "~", "/")) or "\\" in name or name.count("/") > 1 or Path(name).is_absolute()


def static_parts(folder: Path) -> tuple[Any, np.ndarray]:
    """The tokenizer and the rows, float32 (vocabulary, dimension), of a static model.

    Raises:
        StateError: ``model_damaged`` when its files cannot be read or do not fit together.
    """
    from tokenizers import Tokenizer

    rows = _rows(folder)
    try:
        tokenizer = Tokenizer.from_file(str(folder / _TOKENIZER))
    except Exception as error:  # tokenizers raises nothing narrower for a file it cannot read
        raise StateError("model_damaged", str(folder), problem=str(error)) from error
    if tokenizer.get_vocab_size() != len(rows):
        problem = f"{_TOKENIZER}: {tokenizer.get_vocab_size()}, {_WEIGHTS}: {len(rows)}"
        raise StateError("model_damaged", str(folder), problem=problem)
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer, rows


def is_static(folder: Path) -> bool:
    """Whether ``folder`` holds a static model in the format of sentence-transformers."""
    if not (folder / _WEIGHTS).is_file() or not (folder / _TOKENIZER).is_file():
        return False
    try:
        modules = json.loads((folder / _MODULES).read_text("utf-8"))
        kinds = [str(module["type"]).rsplit(".", 1)[-1] for module in modules]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    # Normalize changes nothing: the vectors are normalised here in any case.
    return kinds in (["StaticEmbedding"], ["StaticEmbedding", "Normalize"])


def _rows(folder: Path) -> np.ndarray:
    """The rows of a static model, float32 (vocabulary, dimension)."""
    import numpy as np
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    try:
        tensors = load_file(folder / _WEIGHTS)
    except (SafetensorError, OSError) as error:
        raise StateError("model_damaged", str(folder), problem=str(error)) from error
    rows = tensors.get("embedding.weight", tensors.get("embeddings"))
    if rows is None or rows.ndim != 2:
        raise StateError("model_damaged", str(folder), problem=f"{_WEIGHTS}: {sorted(tensors)}")
    rows = rows.astype(np.float32)
    factors = tensors.get("weights")
    if factors is not None:
        if factors.shape != rows.shape[:1]:
            raise StateError("model_damaged", str(folder), problem=f"{factors.shape} ≠ {rows.shape}")
        rows *= factors.astype(np.float32)[:, None]
    return rows


def _load(name: str) -> Any:
    local = Path(name).is_dir()
    if local and not any((Path(name) / file).is_file() for file in (_MODULES, "config.json")):
        raise StateError("model_missing", name, model=name)
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(name, local_files_only=True)
    except (OSError, ValueError, KeyError) as error:
        if local:
            raise StateError("model_damaged", name, problem=str(error).splitlines()[0]) from error
    try:
        return SentenceTransformer(name)
    except (OSError, ValueError, KeyError) as error:
        raise StateError("model_missing", name, model=name) from error


def _fingerprint(files: Iterable[Path]) -> str:
    """Twelve letters that tell one set of files from another; of a large file its size and both ends count."""
    digest = hashlib.sha256()
    for path in files:
        size = path.stat().st_size
        digest.update(f"{path.name}\0{size}\0".encode())
        with path.open("rb") as opened:
            if size <= 64 * _ENDS:
                digest.update(opened.read())
            else:
                digest.update(opened.read(_ENDS))
                opened.seek(-_ENDS, 2)
                digest.update(opened.read())
    return digest.hexdigest()[:12]


def _normalised(vectors: np.ndarray) -> np.ndarray:
    """Each row by its length; a row of zeros becomes the row whose entries are all equal."""
    import numpy as np

    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors = np.where(lengths > 1e-12, vectors, np.float32(1.0))
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)
