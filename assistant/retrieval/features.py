"""What the ranker knows of a candidate passage: numbers computed from token codes, in a few milliseconds a hundred.

For every part of a passage (document name, headings, body, all) BM25 over tokens and over bigrams and the share of the
query's rarity covered; the longest common run, and the longest that the passage defines; the best stretch; lengths; the
scores and ranks of both indexes; how many candidates share the document. The stronger ones also relative to the best
candidate of the same query.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.index.lexical import Found, code
from assistant.retrieval.query import Question

if TYPE_CHECKING:
    import numpy as np

__all__ = ["FEATURES", "Candidates", "features"]

_K1, _B = 1.2, 0.75
# Typical lengths in tokens of name, headings, body and all of them together: constants, so that a passage scores the
# same in every knowledge base.
_TYPICAL = (12.0, 10.0, 200.0, 220.0)
_STRETCH = 32
_PARTS = ("name", "heading", "body", "all")
_PLAIN = (
    *(f"bm25_{part}" for part in _PARTS), *(f"pair_bm25_{part}" for part in _PARTS),
    *(f"covered_{part}" for part in _PARTS), *(f"pair_covered_{part}" for part in _PARTS),
    "counted", "bare_covered", "rarest_covered", "run", "run_share", "stretch", "heading_precision", "name_precision",
    "density", "name_length", "heading_length", "body_length", "query_length", "query_rarity",
    "lexical", "lexical_rank", "dense", "dense_rank", "siblings", "sibling_share", "sibling_best",
    "defined", "asks_meaning",
)  # fmt: skip
_RELATIVE = (
    "bm25_name", "bm25_heading", "bm25_body", "bm25_all", "pair_bm25_heading", "pair_bm25_body", "pair_bm25_all",
    "covered_heading", "covered_body", "covered_all", "pair_covered_all", "stretch", "run", "lexical", "dense",
    "density", "heading_precision",
)  # fmt: skip
FEATURES = (*_PLAIN, *(f"{name}_of_best" for name in _RELATIVE), *(f"{name}_spread" for name in _RELATIVE))


@dataclass(frozen=True, slots=True)
class Candidates:
    """Passages to rank with what the indexes said: scores, and ranks from 1 (0: not found by that index)."""

    found: Sequence[Found]
    lexical: np.ndarray
    lexical_rank: np.ndarray
    dense: np.ndarray
    dense_rank: np.ndarray


def features(question: Question, candidates: Candidates) -> np.ndarray:
    """(n, len(FEATURES)) float32."""
    import numpy as np

    columns = _text_columns(question, candidates.found) | _index_columns(candidates)
    plain = np.stack([columns[name] for name in _PLAIN], axis=1)
    chosen = plain[:, [_PLAIN.index(name) for name in _RELATIVE]]
    best = chosen / np.maximum(np.abs(chosen).max(axis=0), 1e-6)
    spread = (chosen - chosen.mean(axis=0)) / np.maximum(chosen.std(axis=0), 1e-6)
    return np.concatenate([plain, best, spread], axis=1).astype(np.float32)


@dataclass(frozen=True, slots=True)
class _Matches:
    """Tokens of the candidates that stand in the query: owner, part (0..2), place in the passage, query token, and
    whether a copula comes next."""

    owner: np.ndarray
    part: np.ndarray
    place: np.ndarray
    token: np.ndarray
    defined: np.ndarray


def _text_columns(question: Question, found: Sequence[Found]) -> dict[str, np.ndarray]:
    import numpy as np

    n, u = len(found), len(question.codes)
    heads = np.array([one.parts for one in found], np.int32).reshape(-1, 2)
    tokens = np.array([len(one.codes) for one in found], np.int32)
    lengths = np.maximum(np.column_stack([heads, tokens - heads.sum(axis=1)]), 0).astype(np.float32)
    matches, bare_covered = _matches(question, found, heads, tokens)
    counts = np.bincount((matches.owner * 3 + matches.part) * u + matches.token, minlength=n * 3 * u)
    by_part = _with_all(counts.reshape(n, 3, u))
    sizes = np.concatenate([lengths, lengths.sum(axis=1, keepdims=True)], axis=1)
    follows, pair = _neighbours(question, matches)
    p = max(len(question.pair_idf), 1)
    pair_idf = question.pair_idf if len(question.pair_idf) else np.zeros(1, np.float32)
    key = (matches.owner[:-1] * 3 + matches.part[:-1]) * p + pair
    pair_counts = _with_all(np.bincount(key[follows], minlength=n * 3 * p).reshape(n, 3, p))
    columns: dict[str, np.ndarray] = {}
    whole, pair_whole = max(float(question.idf.sum()), 1e-6), max(float(pair_idf.sum()), 1e-6)
    for at, part in enumerate(_PARTS):
        columns[f"bm25_{part}"] = _bm25(by_part[:, at], sizes[:, at], _TYPICAL[at]) @ question.idf
        columns[f"pair_bm25_{part}"] = _bm25(pair_counts[:, at], sizes[:, at], _TYPICAL[at]) @ pair_idf
        columns[f"covered_{part}"] = (by_part[:, at] > 0) @ question.idf / whole
        columns[f"pair_covered_{part}"] = (pair_counts[:, at] > 0) @ pair_idf / pair_whole
    rarest = np.argsort(-question.idf, kind="stable")[:3]
    runs = _runs(matches, follows)
    run = _largest(runs, matches.owner, n)
    defined = (matches.part == 2) & matches.defined
    ones = np.ones(n, np.float32)
    return columns | {
        "counted": (by_part[:, 3] > 0).mean(axis=1), "bare_covered": bare_covered,
        "rarest_covered": (by_part[:, 3][:, rarest] > 0).mean(axis=1), "run": run,
        "run_share": run / max(len(question.words), 1), "stretch": _best_stretch(question, matches, n) / whole,
        "heading_precision": by_part[:, 1].sum(axis=1) / np.maximum(lengths[:, 1], 1),
        "name_precision": by_part[:, 0].sum(axis=1) / np.maximum(lengths[:, 0], 1),
        "density": by_part[:, 2] @ question.idf / np.maximum(lengths[:, 2], 8),
        "name_length": lengths[:, 0], "heading_length": lengths[:, 1], "body_length": np.log1p(lengths[:, 2]),
        "query_length": ones * np.log1p(len(question.words)), "query_rarity": ones * question.idf.mean(),
        "defined": _largest(runs[defined], matches.owner[defined], n), "asks_meaning": ones * _asks(question.words),
    }  # fmt: skip


def _index_columns(candidates: Candidates) -> dict[str, np.ndarray]:
    import numpy as np

    documents = np.unique([one.document_id for one in candidates.found], return_inverse=True)[1]
    closeness = _reciprocal(candidates.lexical_rank) + _reciprocal(candidates.dense_rank)
    size = np.bincount(documents)
    weight = np.bincount(documents, candidates.lexical)
    best = np.zeros(len(size))
    np.maximum.at(best, documents, closeness)
    return {
        "lexical": candidates.lexical, "lexical_rank": _reciprocal(candidates.lexical_rank),
        "dense": candidates.dense, "dense_rank": _reciprocal(candidates.dense_rank),
        "siblings": size[documents] / len(documents),
        "sibling_share": weight[documents] / max(float(candidates.lexical.sum()), 1e-6),
        "sibling_best": best[documents],
    }  # fmt: skip


def _reciprocal(rank: np.ndarray) -> np.ndarray:
    import numpy as np

    return np.where(rank > 0, 1.0 / (10.0 + rank), 0.0)


def _matches(
    question: Question, found: Sequence[Found], heads: np.ndarray, sizes: np.ndarray
) -> tuple[_Matches, np.ndarray]:
    """The matching tokens, and the share of the query's rarity covered when accents are ignored.

    ``heads`` (n, 2) and ``sizes`` (n,) are how many tokens name, headings, and the whole passage have.
    """
    import numpy as np

    tokens = np.concatenate([one.codes for one in found]) if len(found) else np.zeros(0, np.uint32)
    ends = np.cumsum(sizes)
    bare_codes = question.codes >> 8  # sorted, as the codes are
    first = np.flatnonzero(np.diff(bare_codes.astype(np.int64), prepend=-1) > 0)
    values = bare_codes[first]
    near = _possible(tokens, values)
    wanted = tokens[near]
    at = np.minimum(np.searchsorted(values, wanted >> 8), len(values) - 1)
    right = values[at] == wanted >> 8
    near, wanted, at = near[right], wanted[right], at[right]
    owner = np.searchsorted(ends, near, side="right")
    seen = np.zeros((len(found), len(values)), bool)
    seen[owner, at] = True
    rarity = question.idf[first]
    bare_covered = seen @ rarity / max(float(rarity.sum()), 1e-6)
    token = np.minimum(np.searchsorted(question.codes, wanted), len(question.codes) - 1)
    same = question.codes[token] == wanted
    owner, token = owner[same], token[same]
    near = near[same]
    place = near - (ends - sizes)[owner]
    name, heading = heads[owner, 0], heads[owner, 1]
    part = (place >= name).astype(np.int64) + (place >= name + heading)
    after = np.minimum(near + 1, len(tokens) - 1)
    defined = (tokens[after] == code(_cues().copula)) & (near + 1 < ends[owner])
    return _Matches(owner, part, place, token, defined), bare_covered


def _possible(tokens: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Places of the tokens whose bare form may be one of ``values``: a look-up by 16 bits, faster than a search."""
    import numpy as np

    table = np.zeros(1 << 16, bool)
    table[values & 0xFFFF] = True
    return np.flatnonzero(table[(tokens >> 8).astype(np.uint16)])


def _neighbours(question: Question, matches: _Matches) -> tuple[np.ndarray, np.ndarray]:
    """For each match whether the next one follows it as in the query, and the number of that bigram."""
    pair = question.pairs[matches.token[:-1], matches.token[1:]]
    together = (matches.owner[1:] == matches.owner[:-1]) & (matches.part[1:] == matches.part[:-1])
    return together & (matches.place[1:] == matches.place[:-1] + 1) & (pair >= 0), pair


def _with_all(counts: np.ndarray) -> np.ndarray:
    import numpy as np

    return np.concatenate([counts, counts.sum(axis=1, keepdims=True)], axis=1)


def _bm25(counts: np.ndarray, sizes: np.ndarray, typical: float) -> np.ndarray:
    return counts * (_K1 + 1) / (counts + _K1 * (1 - _B + _B * sizes[:, None] / typical) + 1e-9)


def _runs(matches: _Matches, follows: np.ndarray) -> np.ndarray:
    """How many tokens of the query stand side by side in the same order up to each match."""
    import numpy as np

    if not len(matches.owner):
        return np.zeros(0)
    steps = np.concatenate([[0], np.cumsum(follows)])
    breaks = np.concatenate([[True], ~follows])
    return 1.0 + steps - np.maximum.accumulate(np.where(breaks, steps, 0))


def _largest(values: np.ndarray, owner: np.ndarray, n: int) -> np.ndarray:
    """(n,) largest value of each owner, 0 without one; ``owner`` is in ascending order."""
    import numpy as np

    largest = np.zeros(n)
    if len(owner):
        starts = np.flatnonzero(np.diff(owner, prepend=-1))
        largest[owner[starts]] = np.maximum.reduceat(values, starts)
    return largest


def _best_stretch(question: Question, matches: _Matches, n: int) -> np.ndarray:
    """Most rarity of distinct query tokens inside one stretch of ``_STRETCH`` tokens, by passage."""
    import numpy as np

    best = np.zeros(n)
    u, blocks = len(question.codes), 1 + int(matches.place.max(initial=0)) // _STRETCH + 1
    for shift in (0, _STRETCH // 2):
        block = matches.owner * blocks + (matches.place + shift) // _STRETCH
        ordered = np.sort((block * u + matches.token).astype(np.int32))
        distinct = ordered[np.diff(ordered, prepend=-1) > 0]
        sums = np.bincount(distinct // u, question.idf[distinct % u], minlength=n * blocks)
        best = np.maximum(best, sums[: n * blocks].reshape(n, blocks).max(axis=1))
    return best


@dataclass(frozen=True, slots=True)
class _Cues:
    """Words that tell what a question wants, as in ``data/questions.toml``."""

    copula: str
    meaning: tuple[str, ...]


@cache
def _cues() -> _Cues:
    stored = tomllib.loads((Path(__file__).with_name("data") / "questions.toml").read_text("utf-8"))
    return _Cues(stored["copula"], tuple(stored["meaning"]))


def _asks(words: Sequence[str]) -> bool:
    """Whether a query asks what a thing is."""
    said = f" {' '.join(words)} "
    return any(f" {cue} " in said for cue in _cues().meaning)
