"""Query → ranked passage ids: candidates of both indexes, then the learned ranker, or plain fusion without one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from assistant.index.lexical import Found, LexicalIndex
from assistant.retrieval.features import FEATURES, Candidates, features
from assistant.retrieval.fusion import standardised_sum
from assistant.retrieval.query import Question, understand

if TYPE_CHECKING:
    import numpy as np

__all__ = ["Dense", "Ranked", "Ranking", "Scope", "Scorer"]


class Scorer(Protocol):
    """The learned ranker: features (n, f) of one query's candidates → scores (n,), larger is better."""

    def score(self, columns: np.ndarray, words: int) -> np.ndarray:
        """Score the candidates of one query of ``words`` words."""
        ...


class Dense(Protocol):
    """Vectors of the passages that the lexical index holds; ``KnowledgeBase`` is one."""

    def nearest(
        self, vector: np.ndarray, limit: int, allowed: frozenset[str] | None, excluded: frozenset[str]
    ) -> list[tuple[str, float]]:
        """(chunk id, cosine), best first."""
        ...

    def cosines(self, vector: np.ndarray, chunk_ids: Sequence[str]) -> np.ndarray:
        """(len(chunk_ids),) cosines."""
        ...


@dataclass(frozen=True, slots=True)
class Scope:
    """What a search may return: documents ``allowed`` (``None``: any) without ``excluded``, and of those only the
    ``passages`` (``None``: all)."""

    allowed: frozenset[str] | None = None
    excluded: frozenset[str] = field(default_factory=frozenset)
    passages: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage with its score and its 1-based ranks in the two indexes (0: not found there).

    ``covered`` (0..1) is the share of the query's rarity that stands in the passage, marks ignored; ``cosine`` its
    similarity; ``fused`` the sum of both indexes' standardised scores, whatever gave ``score``.
    """

    chunk_id: str
    document_id: str
    score: float
    fused: float
    lexical_rank: int
    dense_rank: int
    covered: float
    cosine: float


class Ranking:
    """Ranking over one lexical index and the vectors of the same passages.

    ``wanted`` = how many candidates each index gives (lexical, dense); a part with 0 is off. Without a scorer the
    scores are fused with ``weights`` (lexical, dense); the same where no candidate has a name or heading.
    """

    def __init__(
        self, lexical: LexicalIndex, dense: Dense, embed: Callable[[str], np.ndarray], scorer: Scorer | None,
        *, wanted: tuple[int, int] = (120, 80), weights: tuple[float, float] = (1.0, 0.3),
    ) -> None:  # fmt: skip
        self._lexical = lexical
        self._dense = dense
        self._embed = embed
        self._scorer = scorer
        self._wanted = wanted
        self._weights = weights

    def rank(self, text: str, scope: Scope) -> list[Ranked]:
        """Every candidate, best first; equal scores by id."""
        question, candidates = self.candidates(text, scope)
        if not candidates.found:
            return []
        columns = features(question, candidates)
        fused = standardised_sum([candidates.lexical, candidates.dense], self._weights).tolist()
        if self._scorer is None or _is_bare(columns):
            scores = fused
        else:
            scores = self._scorer.score(columns, len(question.words)).tolist()
        covered = columns[:, FEATURES.index("bare_covered")].tolist()
        parts = (scores, fused, candidates.lexical_rank.tolist(), candidates.dense_rank.tolist(), covered,
                 candidates.dense.tolist())  # fmt: skip
        rows = [Ranked(one.chunk_id, one.document_id, *row) for one, *row in zip(candidates.found, *parts, strict=True)]
        return sorted(rows, key=lambda row: (-row.score, row.chunk_id))

    def candidates(self, text: str, scope: Scope) -> tuple[Question, Candidates]:
        """The passages that either index finds, with what both say of each."""
        import numpy as np

        question = understand(text, self._lexical)
        found = self._by_words(question, scope)
        vector = self._embed(question.text) if self._wanted[1] else None
        near = self._by_vector(vector, scope)
        by_words = {one.chunk_id for one in found}
        dense_rank = {chunk_id: rank for rank, chunk_id in enumerate(near, 1)}
        found = [*found, *self._lexical.passages([i for i in dense_rank if i not in by_words])]
        ids = [one.chunk_id for one in found]
        places = np.arange(1, len(found) + 1)
        cosines = np.zeros(len(ids)) if vector is None else self._dense.cosines(vector, ids)
        return question, Candidates(
            found, np.array([one.score for one in found]), np.where(places <= len(by_words), places, 0), cosines,
            np.array([dense_rank.get(i, 0) for i in ids]),
        )  # fmt: skip

    def _by_words(self, question: Question, scope: Scope) -> list[Found]:
        # The index filters by document; passages are filtered after, so more are asked for until enough are left.
        wanted = limit = self._wanted[0]
        while wanted:
            found = self._lexical.search(question.terms, limit, scope.allowed, scope.excluded)
            kept = [one for one in found if scope.passages is None or one.chunk_id in scope.passages]
            if len(kept) >= wanted or len(found) < limit:
                return kept[:wanted]
            limit *= 4
        return []

    def _by_vector(self, vector: np.ndarray | None, scope: Scope) -> list[str]:
        wanted = limit = self._wanted[1]
        while vector is not None:
            found = [i for i, _ in self._dense.nearest(vector, limit, scope.allowed, scope.excluded)]
            kept = [i for i in found if scope.passages is None or i in scope.passages]
            if len(kept) >= wanted or len(found) < limit:
                return kept[:wanted]
            limit *= 4
        return []


def _is_bare(columns: np.ndarray) -> bool:
    """Whether no candidate has a name or heading: without them the trees lose to fusion."""
    headings = columns[:, [FEATURES.index("name_length"), FEATURES.index("heading_length")]]
    return not headings.any()
