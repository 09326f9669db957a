"""Matters that hold here → suggestions: the precedents' requests, said of this draft's own words."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from assistant.advice.model import Ask
from assistant.diagnosis.model import Evidence
from assistant.diagnosis.phrases import quoted
from assistant.language.tokens import syllables
from assistant.review.applicability import Holding, Verdict
from assistant.review.asking import as_topic, is_plain
from assistant.review.compose import TextOf, citations, identity
from assistant.review.lexicon import alike, small_words
from assistant.review.matters import Matter
from assistant.review.model import OutlinePart, Suggestion
from assistant.review.profile import DraftProfile
from assistant.review.requests import Request
from assistant.review.spots import Spot
from assistant.review.wording import capital, fill

__all__ = ["Held", "pointed"]

_SAME = 0.45
_ALIKE = 0.075
_MOST_ASKS, _MOST_WORDS = 4, 75
_MOST_CONFIDENCE, _SUPPORT_CONFIDENCE = 0.92, 0.1
_COMPARABLE, _CLOSE = 0.6, 0.75
_TOPIC = re.compile(r"(?:về|với|đối với)\s(?P<topic>[^(“]+)$", re.IGNORECASE)
_LONGEST_TOPIC = 9


@dataclass(frozen=True, slots=True)
class Held:
    """A matter of a report with the verdict that it holds here."""

    matter: Matter
    verdict: Verdict

    @property
    def worth(self) -> float:
        """Confidence × nearness, for choosing who speaks."""
        return self.verdict.confidence * self.matter.request.nearness


def pointed(
    held: Sequence[Held], matters: Sequence[Matter], draft: DraftProfile, text_of: TextOf
) -> list[Suggestion]:  # fmt: skip
    """One suggestion for each matter that holds, with every report that raises it behind it.

    ``matters`` are all that the reports raise: what many speak of says little about whether two are the same.
    """
    likeness = _Likeness(matters)
    groups: list[list[Held]] = []
    for one in sorted(held, key=lambda each: -each.worth):
        same = (group for group in groups if any(likeness.same(one, other) for other in group) and _fits(group, one))
        group = next(same, None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    made = (_suggestion(members, draft, text_of) for members in groups)
    return [one for one in made if one is not None]


def _fits(group: Sequence[Held], one: Held) -> bool:
    """Whether what one more report asks can be said with what the others do: it is the same, or short enough."""
    holdings = [holding for member in group for holding in member.verdict.holdings]
    if _dice(_mark(holdings), _mark(one.verdict.holdings)) >= _SAME:
        return True
    words = sum(len(holding.words.split()) + 2 for holding in (*holdings, *one.verdict.holdings))
    return words <= _MOST_WORDS and len(holdings) + len(one.verdict.holdings) <= _MOST_ASKS


class _Likeness:
    """Whether two matters are one: they ask the same, or, of two reports, tell of the same things.

    The latter by the cosine of their pairs of syllables, weighted by idf² (Salton and Buckley 1988).
    """

    def __init__(self, matters: Sequence[Matter]) -> None:
        frequency = Counter(pair for one in matters for pair in _pairs(one.told))
        self._rarity = {pair: math.log((len(matters) + 1) / (n + 0.5)) ** 2 for pair, n in frequency.items()}

    def same(self, one: Held, other: Held) -> bool:
        if _dice(_mark(one.verdict.holdings), _mark(other.verdict.holdings)) >= _SAME:
            return True
        if one.matter.request.document.document_id == other.matter.request.document.document_id:
            return False
        mine, theirs = _pairs(one.matter.told), _pairs(other.matter.told)
        length = math.sqrt(self._weight(mine) * self._weight(theirs))
        return length > 0 and self._weight(mine & theirs) >= _ALIKE * length

    def _weight(self, pairs: AbstractSet[tuple[str, str]]) -> float:
        return sum(self._rarity.get(pair, 0.0) for pair in pairs)


def _suggestion(members: Sequence[Held], draft: DraftProfile, text_of: TextOf) -> Suggestion | None:
    leader = members[0]
    verdict, request = leader.verdict, leader.matter.request
    cited = citations([_clearest(one.verdict.holdings) for one in members], text_of)
    if not cited or verdict.place is None:
        return None
    holdings = [holding for one in members for holding in one.verdict.holdings]
    spot = verdict.place.spot
    asked, about = _request(holdings), _about(verdict)
    missing = [item for holding in verdict.holdings for item in holding.missing]
    values = {
        "request": asked, "place": draft.place(spot.start), "quote": quoted(spot.quote.lstrip("-+• ")),
        "missing": "; ".join(missing), "about": about, "About": about,
    }  # fmt: skip
    sure = all(holding.sure for holding in holdings)
    state = "bare" if not verdict.place.quotable else "partial" if missing else "absent"
    if not sure and not missing:
        state = "bare_unsure" if state == "bare" else "unsure"
    support = len({one.matter.request.document.document_id for one in members})
    confidence = verdict.confidence * request.nearness**0.5 + _SUPPORT_CONFIDENCE * (support - 1)
    outline: OutlinePart = request.chunk.aspect or "general"
    asks: Ask = request.chunk.ask or "other"
    return Suggestion(
        id=identity(outline, asked),
        outline=outline,
        kind="recommendation",
        ask=asks,
        text=capital(fill(f"pointed.{state}", **values)),
        reason=fill("pointed.reason" if sure else "pointed.reason_unsure", **values),
        severity=3 if _is_close(leader, draft) else 2 if request.nearness >= _COMPARABLE or support > 1 else 1,
        confidence=round(min(_MOST_CONFIDENCE, confidence), 2),
        evidence=(_evidence(spot, draft),),
        precedents=cited,
        request_key=f"request:{identity(asked)}",
    )


def _is_close(one: Held, draft: DraftProfile) -> bool:
    """Whether a plain request of a report on the like draft, of one field, is about a sentence of this one."""
    request, place = one.matter.request, one.verdict.place
    plain = any(holding.asked.ask.plain for holding in one.verdict.holdings)
    return plain and not draft.broad and request.nearness >= _CLOSE and place is not None


def _request(holdings: Sequence[Holding]) -> str:
    """ "làm rõ a; bổ sung b": each verb with its thing, the leader's first; one of two alike, and no more than can be
    read at once."""
    said: list[tuple[frozenset[str], str]] = []
    for one in holdings:
        words = f"{one.asked.ask.verb} {_lower(one.words)}"
        mark = _mark([one])
        length = sum(len(other.split()) for _, other in said) + len(words.split())
        if all(_dice(mark, other) < _SAME for other, _ in said) and (not said or length <= _MOST_WORDS):
            said.append((mark, words))
    return "; ".join(words for _, words in said[:_MOST_ASKS])


def _about(verdict: Verdict) -> str:
    """ "về an toàn thông tin, " where the report says so and the request itself does not."""
    found = _TOPIC.match(verdict.topic)
    said = " ".join(one.words for one in verdict.holdings).lower()
    named = found is not None and as_topic(found["topic"]) is not None and is_plain(found["topic"])
    own = named and found is not None and found["topic"].lower() not in said and len(found[0].split()) <= _LONGEST_TOPIC
    return f"{found[0].lower()}, " if own and found else ""


def _clearest(holdings: Sequence[Holding]) -> Request:
    """The clause to cite: the first plain request."""
    return next((one.asked.request for one in holdings if one.asked.ask.plain), holdings[0].asked.request)


def _lower(words: str) -> str:
    first = words.split(" ", 1)[0]
    return words if first.isupper() or words[:1].isdigit() else words[:1].lower() + words[1:]


def _evidence(spot: Spot, draft: DraftProfile) -> Evidence:
    page = draft.document.page_at(spot.start) or spot.section.page
    return Evidence(spot.quote, page, spot.section.path, spot.start, spot.end)


def _mark(holdings: Sequence[Holding]) -> frozenset[str]:
    return frozenset().union(*(_word_pairs(one.words) for one in holdings))


@lru_cache(maxsize=8192)
def _word_pairs(words: str) -> frozenset[str]:
    return frozenset(" ".join(pair) for pair in pairwise(syllables(words)))


@lru_cache(maxsize=8192)
def _pairs(text: str) -> frozenset[tuple[str, str]]:
    words = [word for word in syllables(alike(text)) if not word[0].isdigit()]
    return frozenset(pair for pair in pairwise(words) if not set(pair) <= small_words())


def _dice(a: frozenset[str], b: frozenset[str]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0
