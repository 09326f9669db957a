"""Matters that hold here → suggestions: the precedents' requests, said of this draft's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.advice.model import Ask
from assistant.diagnosis.model import Evidence
from assistant.diagnosis.phrases import quoted
from assistant.language.tokens import syllables
from assistant.review.applicability import Holding, Verdict
from assistant.review.compose import TextOf, citations, identity
from assistant.review.matters import Matter
from assistant.review.model import OutlinePart, Suggestion
from assistant.review.profile import DraftProfile
from assistant.review.requests import Request
from assistant.review.spots import Spot
from assistant.review.wording import capital, fill

__all__ = ["Held", "pointed"]

_SAME = 0.45
_MOST_CONFIDENCE, _SUPPORT_CONFIDENCE = 0.92, 0.06
_COMPARABLE = 0.7
_TOPIC = re.compile(r"(?:về|với|đối với)\s[^(“]+$", re.IGNORECASE)
_LONGEST_TOPIC = 7


@dataclass(frozen=True, slots=True)
class Held:
    """A matter of a report with the verdict that it holds here."""

    matter: Matter
    verdict: Verdict

    @property
    def worth(self) -> float:
        """Confidence × nearness, for choosing who speaks."""
        return self.verdict.confidence * self.matter.request.nearness


def pointed(held: Sequence[Held], draft: DraftProfile, text_of: TextOf) -> list[Suggestion]:
    """One suggestion for each thing asked, with every report that asks it behind it."""
    groups: list[tuple[frozenset[str], list[Held]]] = []
    for one in sorted(held, key=lambda each: -each.worth):
        mark = _mark(one.verdict.holdings)
        for other, members in groups:
            if _dice(mark, other) >= _SAME:
                members.append(one)
                break
        else:
            groups.append((mark, [one]))
    made = (_suggestion(members, draft, text_of) for _, members in groups)
    return [one for one in made if one is not None]


def _suggestion(members: Sequence[Held], draft: DraftProfile, text_of: TextOf) -> Suggestion | None:
    leader = members[0]
    verdict, request = leader.verdict, leader.matter.request
    cited = citations([_clearest(verdict.holdings), *(one.matter.request for one in members)], text_of)
    if not cited or verdict.place is None:
        return None
    spot = verdict.place.spot
    asked, about = _request(verdict.holdings), _about(verdict.holdings)
    missing = [item for holding in verdict.holdings for item in holding.missing]
    values = {
        "request": asked, "place": draft.place(spot.start), "quote": quoted(spot.quote.lstrip("-+• ")),
        "missing": "; ".join(missing), "about": about, "About": about,
    }  # fmt: skip
    state = "bare" if not verdict.place.quotable else "partial" if missing else "absent"
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
        reason=fill("pointed.reason", **values),
        severity=2 if request.nearness >= _COMPARABLE or support > 1 else 1,
        confidence=round(min(_MOST_CONFIDENCE, confidence), 2),
        evidence=(_evidence(spot, draft),),
        precedents=cited,
        request_key=f"request:{identity(asked)}",
    )


def _request(holdings: Sequence[Holding]) -> str:
    """ "làm rõ a; bổ sung b": each verb with its thing, what is missing before what is asked; one of two alike."""
    said: list[tuple[frozenset[str], str]] = []
    for one in holdings:
        mark = _mark([one])
        if all(_dice(mark, other) < _SAME for other, _ in said):
            said.append((mark, f"{one.asked.ask.verb} {_lower(one.words)}"))
    return "; ".join(words for _, words in said)


def _about(holdings: Sequence[Holding]) -> str:
    """ "về an toàn thông tin, " where the report says so and the request itself does not."""
    topic = next((found[0] for one in holdings if (found := _TOPIC.match(one.asked.ask.topic))), "")
    said = " ".join(one.words for one in holdings).lower()
    own = topic and topic.split(" ", 1)[1].lower() not in said and not any(map(str.isdigit, topic))
    return f"{topic.lower()}, " if own and len(topic.split()) <= _LONGEST_TOPIC else ""


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
    return frozenset(" ".join(pair) for one in holdings for pair in pairwise(syllables(one.words)))


def _dice(a: frozenset[str], b: frozenset[str]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0
