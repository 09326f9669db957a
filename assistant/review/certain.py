"""How sure the review may be: that a thing is nowhere in the draft, that a sentence is what a request is about."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from assistant.review.coverage import DraftCoverage, Place
from assistant.review.matters import Matter
from assistant.review.profile import DraftProfile
from assistant.review.requests import Request

__all__ = ["bears", "nameable", "nowhere", "unfit"]

# A thing is nowhere when no place has half of it and no section most of its words; an item when no section has all.
_PLACE, _SECTION, _TITLE = 0.4, 0.75, 0.5
_ITEM = 0.9
_BORNE, _MUCH, _FAULT_PAIRS = 0.12, 0.25, 2
_OF_REPORTS = frozenset({"results", "limitations_causes", "forecast_targets"})


def nowhere(words: str, coverage: DraftCoverage) -> bool:
    """Whether no sentence, table or heading of the draft has much of ``words`` and no section has most of them."""
    if coverage.of(words).share >= _PLACE or coverage.spoken(words) >= _SECTION:
        return False
    titled = coverage.of(words, titled=True)
    return not (titled.share >= _TITLE and titled.pairs)


def nameable(item: str, coverage: DraftCoverage) -> bool:
    """Whether a part of what is asked can be named as missing: a thing, not a torn end, whose words stand nowhere
    together."""
    return not _torn().match(item) and coverage.spoken(item) < _ITEM


def bears(place: Place, asked: Sequence[str], matter: Matter, coverage: DraftCoverage) -> bool:
    """Whether a sentence is about what is asked: it shares an uncommon pair of words with it, or much of it, or much of
    the fault that the report finds."""
    found = coverage.at(" ".join((matter.asks[0].ask.topic, *asked)), place)
    if (found.pairs > 0 and found.share >= _BORNE) or found.share >= _MUCH:
        return True
    fault = coverage.at(matter.fault, place)
    return fault.pairs >= _FAULT_PAIRS and fault.share >= _MUCH


def unfit(request: Request, draft: DraftProfile) -> bool:
    """Whether a request is about a part that a text of articles has not: results, limitations, forecasts."""
    aspect = request.chunk.aspect
    return draft.norms and aspect in _OF_REPORTS and aspect not in draft.parts


@cache
def _torn() -> re.Pattern[str]:
    """Words with which no thing begins."""
    data = tomllib.loads((Path(__file__).parent / "data" / "intact.toml").read_text("utf-8"))
    return re.compile(rf"(?:{'|'.join(map(re.escape, data['items']))})(?!\w)", re.IGNORECASE)
