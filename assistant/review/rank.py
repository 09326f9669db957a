"""Order and restraint: what is worth the reader's time first, and no more than asked for."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.language.tokens import syllables
from assistant.review.model import Suggestion
from assistant.review.objects import once
from assistant.review.themes import themes
from assistant.review.wording import fill

__all__ = ["Experience", "choose", "value"]

FORM_REMARKS = 20
_SUPPORT, _PROVEN = 0.3, 1.5
_SAME, _LIKE, _REPEATED = 0.6, 0.35, 0.6
_ASKED, _FOUND, _GRAVE = 0.75, 0.2, 3
_PLAIN = 0.6
_GENERAL, _MOST_GENERAL = 0.5, 1
_SWAY, _LEAST, _MOST = 0.5, 0.5, 1.5


@dataclass(frozen=True, slots=True)
class Experience:
    """How often one request was taken (accepted or edited) and how often refused, over all drafts."""

    taken: int
    refused: int

    @property
    def factor(self) -> float:
        """``1 + ½ · (taken − refused) / (taken + refused + 2)``, between ½ and 1½: two votes of doubt held back."""
        sway = (self.taken - self.refused) / (self.taken + self.refused + 2)
        return min(_MOST, max(_LEAST, 1 + _SWAY * sway))


def value(suggestion: Suggestion) -> float:
    """Value to the reader before novelty: severity × confidence × (1 + 0.3 log2 support).

    A defect proven on the draft itself counts for more, a bare request, that quotes nothing of the draft, for less, and
    so does what would fit nearly any draft.
    """
    support = max((citation.support for citation in suggestion.precedents), default=1)
    shown = _PROVEN if suggestion.finding_ids else _PLAIN if _is_bare(suggestion) else 1.0
    general = _GENERAL if _is_general(suggestion) else 1.0
    return suggestion.severity * suggestion.confidence * (1 + _SUPPORT * math.log2(support)) * shown * general


def choose(
    suggestions: Sequence[Suggestion], budget: int, learned: Mapping[str, Experience] | None = None
) -> list[Suggestion]:
    """The best ``budget`` suggestions and at most ``FORM_REMARKS`` on form, by value × experience × novelty.

    Greedy: a suggestion much like one already chosen is worth less, one nearly the same is left out (maximal marginal
    relevance, Carbonell and Goldstein 1998).
    """
    suggestions = once(suggestions)
    pool = {one.id: (value(one) * factor, marked) for one, factor, marked in _weighted(suggestions, learned or {})}
    marks = {one.id: _mark(one) for one in suggestions}
    ranked: list[tuple[float, Suggestion]] = []
    while pool:
        scored = [(worth * _novelty(one, ranked, marks), one) for worth, one in pool.values()]
        best, one = max(scored, key=lambda pair: (pair[0], pair[1].id))
        pool.pop(one.id)
        if best > 0:
            ranked.append((best, one))
    form = [pair for pair in ranked if pair[1].outline == "form"][:FORM_REMARKS]
    ranked = _few_general(ranked)
    chosen = [*form, *_mixed([pair for pair in ranked if pair[1].outline != "form"], budget)]
    return [one for _, one in sorted(chosen, key=lambda pair: (-pair[0], pair[1].id))]


def _few_general(ranked: Sequence[tuple[float, Suggestion]]) -> list[tuple[float, Suggestion]]:
    """Without what would fit nearly any draft, but the first that quotes something of this one."""
    general = [one for _, one in ranked if _is_general(one)]
    kept = [one.id for one in general if not _is_bare(one)][:_MOST_GENERAL]
    return [pair for pair in ranked if not _is_general(pair[1]) or pair[1].id in kept]


def _is_general(one: Suggestion) -> bool:
    theme = themes().get(one.request_key.removeprefix("theme:"))
    return theme is not None and theme.general


def _is_bare(one: Suggestion) -> bool:
    """Whether a kind of comment shows nothing of the draft but the heading it would stand under."""
    told = any(evidence.quote not in evidence.section_path for evidence in one.evidence)
    return one.request_key.startswith("theme:") and not told and "“" not in one.text


def _mixed(ranked: Sequence[tuple[float, Suggestion]], budget: int) -> list[tuple[float, Suggestion]]:
    """The first ``budget``, of which up to ``_ASKED`` are kept for what comparable reports asked in their own words and
    ``_FOUND`` at most go to defects, which the reader is shown with the draft besides.
    """
    asked = [pair for pair in ranked if _is_specific(pair[1])][: round(_ASKED * budget)]
    others = [pair for pair in ranked if not _is_specific(pair[1])]
    found = [pair for pair in others if pair[1].finding_ids]
    kept = {pair[1].id for pair in found[: round(_FOUND * budget)]}
    rest = [pair for pair in others if not pair[1].finding_ids or pair[1].id in kept]
    taken = [*asked, *rest[: budget - len(asked)]]
    chosen = {pair[1].id for pair in taken}
    waiting = [pair for pair in ranked if pair[1].id not in chosen]
    return [*taken, *waiting[: budget - len(taken)]]


def _is_specific(one: Suggestion) -> bool:
    return one.request_key.startswith("request:") and one.severity >= _GRAVE


def _weighted(
    suggestions: Sequence[Suggestion], learned: Mapping[str, Experience]
) -> list[tuple[Suggestion, float, Suggestion]]:
    found = []
    for one in suggestions:
        known = learned.get(one.request_key)
        if known is None or not (known.taken or known.refused):
            found.append((one, 1.0, one))
        else:
            words = fill("learned.words", taken=known.taken, refused=known.refused)
            found.append((one, known.factor, replace(one, learned=words)))
    return found


def _novelty(one: Suggestion, chosen: Sequence[tuple[float, Suggestion]], marks: Mapping[str, frozenset[str]]) -> float:
    """1 for something new, ``_REPEATED`` for something much like a chosen one, 0 for a repetition. Findings of
    different defects are never repetitions of each other."""
    worst = 0.0
    for _, other in chosen:
        if one.finding_ids and other.finding_ids:
            continue
        a, b = marks[one.id], marks[other.id]
        worst = max(worst, 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0)
    return 0.0 if worst >= _SAME else _REPEATED if worst >= _LIKE else 1.0


def _mark(one: Suggestion) -> frozenset[str]:
    return frozenset(" ".join(pair) for pair in itertools.pairwise(syllables(one.text)))
