"""The vocabulary: syllables, close-knit pairs of syllables, their accent-folded shadows, and pieces for noise.

Vietnamese is written syllable by syllable, so words ("kinh tế") are pairs that occur together far more often than
by chance. A unigram segmentation (Kudo 2018, https://arxiv.org/abs/1804.10959) over pieces that may span a space
picks the likeliest cut of a line into such units. The folded shadows serve people who type without diacritics;
onsets, rimes and single letters serve misspelt syllables.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from assistant.language.normalize import fold

if TYPE_CHECKING:
    import numpy as np

__all__ = ["build_tokenizer", "count_units", "reweigh"]

_RUN = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*|\d+")
_SYLLABLE = re.compile(r"([^aeiouyăâêôơưà-ỹ]*)(.+)")
_BREAK = r"[^\p{L}\p{N}\s]+"


def count_units(texts: Iterable[str]) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """How often each syllable (or number) and each pair of neighbours within a run of words occurs."""
    singles: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for text in texts:
        for run in _RUN.findall(" ".join(text.lower().split(" "))):
            syllables = run.split(" ")
            singles.update(syllables)
            pairs.update(itertools.pairwise(syllables))
    return singles, pairs


def build_tokenizer(
    singles: Counter[str],
    pairs: Counter[tuple[str, str]],
    *,
    n_pairs: int = 18_000,
    n_folded_pairs: int = 10_000,
    least: int = 20,
) -> tuple[Any, dict[str, list[str]]]:
    """A ``tokenizers.Tokenizer`` and, for each folded token, the accented tokens it shadows."""
    kept = {s: n for s, n in singles.items() if n >= least and not (s.isdigit() and len(s) > 4)}
    units = {"▁" + s: n for s, n in kept.items()}
    units |= {f"▁{a}▁{b}": n for (a, b), n in _close_pairs(kept, pairs, n_pairs)}
    shadows = _shadows(units, n_folded_pairs)
    total = sum(units.values())
    scores = {unit: math.log(n / total) for unit, n in units.items()}
    for folded, sources in shadows.items():
        scores[folded] = math.log(sum(units[s] for s in sources) / total)
    lowest = min(scores.values())
    for piece in _pieces(kept):
        scores.setdefault(piece, lowest - 4.0)
    for letter in {c for s in kept for c in s}:
        scores.setdefault(letter, lowest - 8.0)
        scores.setdefault("▁" + letter, lowest - 8.0)
    return _tokenizer([("<unk>", 0.0), ("▁", lowest - 2.0), *sorted(scores.items())]), shadows


def reweigh(tokenizer: Any, counts: np.ndarray) -> Any:
    """The same tokenizer with log-probabilities re-estimated from how often each token was used ((vocabulary,))."""
    total = float(counts.sum())
    vocabulary = sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])
    old = _scores(tokenizer)
    fresh = [
        (token, math.log(counts[i] / total) if counts[i] >= 5 and "▁" in token[:1] and len(token) > 2 else old[token])
        for token, i in vocabulary
    ]
    return _tokenizer(fresh)


def _scores(tokenizer: Any) -> dict[str, float]:
    import json

    return dict(json.loads(tokenizer.to_str())["model"]["vocab"])


def _close_pairs(
    kept: dict[str, int], pairs: Counter[tuple[str, str]], wanted: int
) -> list[tuple[tuple[str, str], int]]:
    total = sum(kept.values())

    def gain(pair: tuple[str, str], n: int) -> float:
        association = math.log(n * total / (kept[pair[0]] * kept[pair[1]]))
        normed = association / -math.log(n / total)
        return n * association if normed > 0.2 else 0.0

    scored = [
        (gain(pair, n), pair, n)
        for pair, n in pairs.items()
        if n >= 40 and pair[0] in kept and pair[1] in kept and not pair[0].isdigit()
    ]
    scored.sort(key=lambda entry: (-entry[0], entry[1]))
    return [(pair, n) for score, pair, n in scored[:wanted] if score > 0]


def _shadows(units: dict[str, int], n_pairs: int) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for unit in units:
        folded = fold(unit)
        if folded not in units:
            grouped.setdefault(folded, []).append(unit)
    single = [key for key in grouped if key.count("▁") == 1]
    double = [key for key in grouped if key.count("▁") == 2]
    double.sort(key=lambda key: (-sum(units[s] for s in grouped[key]), key))
    return {key: sorted(grouped[key]) for key in sorted(single + double[:n_pairs])}


def _pieces(kept: dict[str, int]) -> list[str]:
    found: Counter[str] = Counter()
    for syllable, n in kept.items():
        match = _SYLLABLE.fullmatch(syllable)
        if match and n >= 200:
            found["▁" + match[1]] += n
            found[match[2]] += n
            found[fold(match[2])] += n
    return sorted(piece for piece, n in found.items() if len(piece) > 1 and n >= 1000)


def _tokenizer(vocabulary: Sequence[tuple[str, float]]) -> Any:
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

    tokenizer = Tokenizer(models.Unigram(list(vocabulary), unk_id=0, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFC(), normalizers.Lowercase(), normalizers.Replace(Regex(r"\s+"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(_BREAK), "removed"),
            pre_tokenizers.Digits(individual_digits=False),
            pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always", split=False),
        ]
    )
    return tokenizer
