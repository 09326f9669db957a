"""The same request asked by several reports is one suggestion with its support."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.review.applicability import Verdict
from assistant.review.requests import Phrase, Request
from assistant.review.themes import Theme, fit

__all__ = ["Applied", "Group", "merge", "supporters"]

_SAME = 0.45


@dataclass(frozen=True, slots=True)
class Applied:
    """A request with its verdict, and the part of the report it belongs to."""

    request: Request
    verdict: Verdict
    outline: str


@dataclass(frozen=True, slots=True)
class Group:
    """Requests that ask the same thing in the same part; ``members[0]`` speaks for them."""

    members: tuple[Applied, ...]

    @property
    def support(self) -> int:
        """How many different reports ask it."""
        return len({member.request.chunk.document_id for member in self.members})


def merge(applied: Sequence[Applied]) -> list[Group]:
    """Group by shared object: two requests are the same when the Dice coefficient of their phrases' bigrams,
    ``2 |A ∩ B| / (|A| + |B|)`` (Dice 1945), reaches ``_SAME``; the first of the sequence (the best) leads its group.
    """
    leaders: list[tuple[frozenset[str], list[Applied]]] = []
    for one in applied:
        mark = _bigrams(one.request.phrases)
        for other, members in leaders:
            if _dice(mark, other) >= _SAME:
                members.append(one)
                break
        else:
            leaders.append((mark, [one]))
    return [Group(tuple(members)) for _, members in leaders]


def supporters(requests: Sequence[Request], theme: Theme | None = None) -> list[Request]:
    """One request a report, the most comparable report first: who else asks this. Of a report's several requests the
    one that is most about ``theme`` speaks, else a plain request before a criticism."""
    found: dict[str, Request] = {}
    for request in sorted(requests, key=lambda one: (-one.nearness, *_aptness(one, theme))):
        found.setdefault(request.chunk.document_id, request)
    return list(found.values())


def _aptness(request: Request, theme: Theme | None) -> tuple[float, bool]:
    return (-fit(theme, request.key) if theme else 0.0, request.chunk.comment_kind != "recommendation")


def _bigrams(phrases: Sequence[Phrase]) -> frozenset[str]:
    return frozenset(f"{a} {b}" for phrase in phrases for a, b in pairwise(phrase.tokens))


def _dice(a: frozenset[str], b: frozenset[str]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0
