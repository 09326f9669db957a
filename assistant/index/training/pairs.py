"""Which texts belong together: official cross-references, questions and their articles, headings and what they head."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.index.training.corpus import Passage, is_held_out, read_rows
from assistant.index.training.start import counted
from assistant.index.training.tune import PairKind
from assistant.language.normalize import fold

if TYPE_CHECKING:
    import numpy as np

__all__ = ["Encoded", "encode_passages", "pairs_of_headings", "pairs_of_questions", "pairs_of_references"]

_LEAST_TITLE, _LEAST_TEXT, _LEAST_HALVES = 12, 60, 300


@dataclass(frozen=True, slots=True)
class Encoded:
    """Token counts (passages, vocabulary), CSR, of the parts of each passage; its text is ``first`` and ``second``."""

    context: Any
    title: Any
    first: Any
    second: Any

    @property
    def text(self) -> Any:
        """The passage itself."""
        return (self.first + self.second).tocsr()

    @property
    def heading(self) -> Any:
        """The document's name and the passage's title."""
        return (self.context + self.title).tocsr()

    @property
    def whole(self) -> Any:
        """What is embedded for searching."""
        return (self.context + self.title + self.first + self.second).tocsr()


def encode_passages(tokenizer: Any, passages: Sequence[Passage]) -> Encoded:
    """Tokens of contexts, titles and both halves of the texts."""
    halves = [_halves(passage.text) for passage in passages]
    return Encoded(
        counted(tokenizer, [passage.context for passage in passages]),
        counted(tokenizer, [passage.title for passage in passages]),
        counted(tokenizer, [first for first, _ in halves]),
        counted(tokenizer, [second for _, second in halves]),
    )


def pairs_of_references(
    path: Path, passages: Sequence[Passage], whole: Any, share: float, *, held_out: bool = False
) -> PairKind:
    """Official cross-references between passages of different documents (``src``, ``rel``), read both ways.

    With ``held_out`` those kept for the ranker are left out, from whichever end they are written down.
    """
    import numpy as np

    at = {passage.passage_id: number for number, passage in enumerate(passages)}
    written = [(row["src"], rel) for row in read_rows(path) for rel in row["rel"] if rel in at]
    if held_out:
        written = [(source, rel) for source, rel in written if not (is_held_out(source) or is_held_out(rel))]
    found = [(at[source], at[rel]) for source, rel in written]
    pairs = np.asarray(found, np.int64)
    documents = _numbered(passage.group for passage in passages)
    both = np.unique(np.concatenate([pairs, pairs[:, ::-1]]), axis=0)
    return PairKind("references", whole, whole, both, share, documents, documents)


def pairs_of_questions(
    path: Path, passages: Sequence[Passage], tokenizer: Any, whole: Any, share: float
) -> list[PairKind]:
    """Questions and the passages that answer them, as they are asked and again without accents."""
    import numpy as np

    at = {passage.passage_id: number for number, passage in enumerate(passages)}
    rows = list(read_rows(path))
    pairs = np.asarray([(n, at[rel]) for n, row in enumerate(rows) for rel in row["rel"] if rel in at], np.int64)
    asked = counted(tokenizer, [row["text"] for row in rows])
    bare = counted(tokenizer, [fold(row["text"]) for row in rows])
    return [
        PairKind("questions", asked, whole, pairs, 0.7 * share),
        PairKind("bare questions", bare, whole, pairs, 0.3 * share),
    ]


def pairs_of_headings(
    passages: Sequence[Passage], encoded: Encoded, tokenizer: Any, share: float, *, bare: int = 20_000
) -> list[PairKind]:
    """Titles and their passages, with the document's name on one side or the other, and the halves of one passage.

    ``bare`` titles are written without accents. Passages of the same title are never taken for strangers.
    """
    import numpy as np

    titled = _same([n for n, p in enumerate(passages) if len(p.title) > _LEAST_TITLE and len(p.text) > _LEAST_TEXT])
    halved = _same([n for n, p in enumerate(passages) if len(p.text) > _LEAST_HALVES])
    titles = _numbered(passage.title.lower() for passage in passages)
    chosen = titled[:: max(1, len(titled) // bare), 0]
    shown = [
        passages[n].title if k % 2 else f"{passages[n].context}. {passages[n].title}" for k, n in enumerate(chosen)
    ]
    folded = counted(tokenizer, [fold(title) for title in shown])
    in_document = (encoded.context + encoded.text).tocsr()
    return [
        PairKind("titles", encoded.title, in_document, titled, 0.35 * share, titles, titles),
        PairKind("full headings", encoded.heading, encoded.text, titled, 0.3 * share),
        PairKind("halves", encoded.first, encoded.second, halved, 0.15 * share),
        PairKind("bare titles", folded, encoded.whole, np.stack([np.arange(len(chosen)), chosen], axis=1),
                 0.2 * share, titles[chosen], titles),
    ]  # fmt: skip


def _same(numbers: Sequence[int]) -> np.ndarray:
    import numpy as np

    return np.stack([np.asarray(numbers, np.int64)] * 2, axis=1)


def _numbered(keys: Iterable[Hashable]) -> np.ndarray:
    import numpy as np

    seen: dict[Hashable, int] = {}
    return np.asarray([seen.setdefault(key, len(seen)) for key in keys])


def _halves(text: str) -> tuple[str, str]:
    """The text cut near its middle, at the next end of a sentence if there is one nearby, else at a space."""
    middle = len(text) // 2
    stop = text.find(". ", middle, middle + 300)
    cut = stop + 1 if stop > 0 else text.find(" ", middle)
    return (text[:cut], text[cut:]) if cut > 0 else (text, "")
