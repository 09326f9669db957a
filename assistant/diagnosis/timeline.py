"""When a draft is signed, and how an event in a clause stands to that day."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from functools import cache

from assistant.diagnosis.parts import load_data
from assistant.diagnosis.reading import Reading
from assistant.language.normalize import match_key
from assistant.language.periods import Period, periods

__all__ = ["any_of", "last_day", "own_span", "signed_on"]

_SIGNED = re.compile(
    r"^[^\n]{2,40},\s*(?:ngày)?\s*(?P<day>\d{1,2})?[\s.…_]*\s*tháng\s*(?P<month>\d{1,2})?[\s.…_]*\s*năm\s*(?P<year>(?:19|20)\d\d)\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_HEAD = 1500


def signed_on(reading: Reading) -> datetime.date | None:
    """The last day on which the draft can be signed: its date, else the end of the month or year it leaves open."""
    issued = reading.draft.metadata.issued_on
    if issued:
        return datetime.date.fromisoformat(issued)
    found = _SIGNED.search(reading.draft.text[:_HEAD])
    if found is None:
        return None
    year, month = int(found["year"]), int(found["month"] or 12)
    if not 1 <= month <= 12:
        return None
    return last_day(Period(year * 12 + month - 1, year * 12 + month - 1, "month"))


def own_span(reading: Reading) -> Period | None:
    """The years that the draft's subject is about ("Đề án … giai đoạn 2025-2030"), from the first to the last where it
    names two spans; ``None`` if it names none.
    """
    spans = [p for p in periods(reading.draft.metadata.subject or "") if p.shape == "span"]
    if not spans or len(spans) > 2:
        return None
    return replace(spans[0], first=min(p.first for p in spans), last=max(p.last for p in spans))


def last_day(period: Period) -> datetime.date:
    """The last day of a period's last month."""
    year, month = (period.last + 1) // 12, (period.last + 1) % 12 + 1
    return datetime.date(year, month, 1) - datetime.timedelta(days=1)


@cache
def _words(name: str) -> re.Pattern[str]:
    words = sorted(load_data("dates")["words"][name], key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(w) for w in words)})(?!\w)")


def any_of(name: str, text: str) -> bool:
    """Whether a word of the list ``name`` stands in ``text``."""
    return _words(name).search(match_key(text)) is not None
