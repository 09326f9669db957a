"""Money: proposals without a total, sources nobody could draw on, support that only the council may set, support that
ends and nothing after it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.language.normalize import match_key
from assistant.language.quantities import amounts
from assistant.review.analyses.tools import argument, lowered, named_in, plain, short, spot_of
from assistant.review.outcome import Measure
from assistant.review.profile import DraftProfile
from assistant.review.spots import Spot, find_spot, named
from assistant.review.themes import Sign

__all__ = ["authority", "support_ends", "untotalled", "vague_source"]

_FEWEST_TASKS, _FEWEST_SUMS = 5, 2
_MOST, _LONGEST = 3, 32
_RATE = re.compile(r"\d[\d.,]*\s?%|đồng/|đồng một|đồng mỗi|triệu đồng|tỷ đồng|lãi suất")
_TIME = re.compile(r"trong (?:thời gian |thời hạn )?(\d{1,3}) (tháng|năm)\b")


def untotalled(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """Tasks ahead of which a few have a sum, where the draft states no total need for them (``object``) ."""
    told = argument(draft)
    tasks = told.of("solution")
    paragraphs = {one.paragraph for one in tasks}
    priced = {
        one.paragraph: one
        for one in reversed(tasks)
        if any(a.measure == "money" and not a.per for a in amounts(one.text))
    }
    ahead = [p for p in draft.passages if p.part != "results"]
    stated = any(find_spot(p, here.object, ("đồng",)) for p in ahead)
    table = any(
        named(here.heading, match_key(f"{t.table.caption or ''} {t.section.title}"))
        for t in draft.reading.tables
        if _is_ahead(draft, t.table.caption or t.section.title)
    )
    if (
        len(paragraphs) < _FEWEST_TASKS
        or len(priced) < _FEWEST_SUMS
        or len(priced) > 0.7 * len(paragraphs)
        or stated
        or table
    ):
        return ()
    shown = sorted(priced.values(), key=lambda one: one.start)
    sums = [next(a for a in amounts(one.text) if a.measure == "money" and not a.per) for one in shown]
    names = [
        one.text[a.start : a.end].strip() + " cho việc " + short(one.text, 8)
        for one, a in zip(shown, sums, strict=True)
    ]
    values = {"count": str(len(priced)), "total": str(len(paragraphs)), "sums": named_in(names, _MOST)}
    return (Measure("untotalled", 0.78, tuple(spot_of(one) for one in shown[:2]), values),)


def _is_ahead(draft: DraftProfile, caption: str) -> bool:
    years = [int(year) for year in re.findall(r"20\d\d", caption)]
    return not years or not draft.year or max(years) > draft.year


def vague_source(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """A sum from "lồng ghép", "nguồn khác" (``object``) with no programme (``said``) named beside it."""
    for passage in draft.passages:
        if passage.part in ("results", "limitations_causes"):
            continue
        spot = find_spot(passage, here.object, ("tỷ đồng", "triệu đồng"))
        if spot is None:
            continue
        key = match_key(spot.quote)
        source = next(phrase for phrase in here.object if phrase in key)
        at = max(0, key.rfind(",", 0, key.find(source)) + 1)
        found = next((a for a in amounts(spot.quote) if a.measure == "money" and a.start > key.find(source)), None)
        if found is None or found.start - at > 80 or named(here.said, key):
            continue
        words = key[at : found.start].strip(" ,:")
        if _explained(here, draft, words):
            continue
        local = next((phrase for phrase in here.near if phrase in key), "")
        behind = next(
            (a for a in amounts(spot.quote) if local and a.measure == "money" and a.start > key.find(local)), None
        )
        values = {
            "source": _source(spot.quote[at : found.start] if len(key) == len(spot.quote) else words),
            "sum": spot.quote[found.start : found.end].strip(), "local": local,
            "local_sum": spot.quote[behind.start : behind.end].strip() if behind else "",
        }  # fmt: skip
        state = "vague_source_local" if behind and behind.start != found.start else "vague_source"
        return (Measure(state, 0.74, (spot,), values),)
    return ()


def _source(text: str) -> str:
    return re.sub(r"^(?:và|trong đó|còn lại)\s", "", text.strip(" ,:"))


def _explained(here: Sign, draft: DraftProfile, source: str) -> bool:
    """Whether a passage names the programme, the project or the investor behind the source or a part of it."""
    parts = [part.strip() for part in re.split(r"\bvà\b|,", source) if len(part.split()) > 1]
    return any(part in p.key and named(here.said, p.key) for p in draft.passages for part in parts)


def authority(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """Levels of support (``object`` and a rate or sum) that a plan or scheme sets by itself, no resolution named."""
    if draft.norms or named(here.heading, match_key(f"{draft.document.metadata.type or ''}")):
        return ()
    found: list[Spot] = []
    for one in argument(draft).of("solution"):
        key = match_key(one.text)
        if not named(here.object, key) or not _RATE.search(key) or named(here.said, key):
            continue
        if named(here.near, key):
            found.append(spot_of(one))
    if not found:
        return ()
    names = [_level(here, spot) for spot in found]
    values = {
        "levels": named_in(names, _MOST),
        "count": str(len(found)),
        "kind": lowered(match_key(draft.document.metadata.type or "văn bản")),
    }
    return (Measure("authority", 0.78, tuple(found[:2]), values),)


def _level(here: Sign, spot: Spot) -> str:
    """From the word of support on: "hỗ trợ 30% chi phí giải phóng mặt bằng, tối đa 20 tỷ đồng một dự án"."""
    key = match_key(spot.quote)
    first = min(key.find(phrase) for phrase in here.object if phrase in key)
    start = max(0, key.rfind(",", 0, first) + 1, key.rfind(";", 0, first) + 1)
    words = plain(spot.quote[start:] if len(key) == len(spot.quote) else spot.quote)
    return lowered(words if len(words.split()) <= _LONGEST else short(words, _LONGEST))


def support_ends(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """Support for a set time, where the draft says nothing of what comes after it."""
    if any(named(here.said, p.key) for p in draft.passages):
        return ()
    for one in argument(draft).of("solution"):
        key = match_key(one.text)
        time = _TIME.search(key)
        if time and named(here.object, key) and key.find("hỗ trợ") < time.start():
            values = {"what": short(one.text, 14), "time": f"{time[1]} {time[2]}"}
            return (Measure("support_ends", 0.66, (spot_of(one),), values),)
    return ()
