"""Money: proposals without a total, sources nobody could draw on, support that ends and nothing after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.language.normalize import match_key
from assistant.language.periods import periods
from assistant.language.quantities import amounts
from assistant.review.analyses.tools import (
    argument,
    articles,
    named_in,
    short,
    spot_of,
)
from assistant.review.outcome import Measure
from assistant.review.profile import DraftProfile
from assistant.review.spots import Spot, find_spot, named, sentence
from assistant.review.themes import Sign

__all__ = ["jump", "private", "support_ends", "unfunded", "untotalled", "vague_source"]

_FEWEST_TASKS, _FEWEST_SUMS, _FEWEST_WORDS = 5, 2, 8
_MOST, _NEAR = 3, 80
_JUMP, _BILLIONS = 1.5, 9
_LEAST_PART = Decimal("0.1")
_TIME = re.compile(r"trong (?:thời gian |thời hạn )?(\d{1,3}) (tháng|năm)\b")


@dataclass(frozen=True, slots=True)
class _Yearly:
    """A sum over a stretch of years: as printed, the years, and billions a year."""

    spot: Spot
    words: str
    span: str
    rate: float


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
        sums = [a.end for a in amounts(spot.quote) if a.end <= key.find(source)]
        at = max([m.end() for m in re.finditer(r",\s", key[: key.find(source)])] + sums, default=0)
        found = next((a for a in amounts(spot.quote) if a.measure == "money" and a.start > key.find(source)), None)
        if named(here.other, key[at : key.find(source) + _NEAR // 2]):
            continue
        if found is None or found.start - at > _NEAR or named(here.said, key[key.find(source) :]):
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
    return re.sub(r"^\W*(?:(?:và|trong đó|còn lại)\s)?", "", text.strip(" ,:"))


def _explained(here: Sign, draft: DraftProfile, source: str) -> bool:
    """Whether a passage names the programme, the project or the investor behind the source or a part of it."""
    parts = [part.strip() for part in re.split(r"\bvà\b|,", source) if len(part.split()) > 1]
    told = "|".join(map(re.escape, here.said))
    return any(re.search(rf"{re.escape(part)}.{{0,{_NEAR}}}(?:{told})", draft.key) for part in parts)


def support_ends(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """Support for a set time, where the draft says nothing of what comes after it."""
    if articles(draft) or any(named(here.said, p.key) for p in draft.passages):
        return ()
    for one in argument(draft).of("solution"):
        key = match_key(one.text)
        time = _TIME.search(key)
        if time and named(here.object, key) and named(here.near, key) and key.find("hỗ trợ") < time.start():
            values = {"what": short(one.text, 14), "time": f"{time[1]} {time[2]}"}
            return (Measure("support_ends", 0.66, (spot_of(one),), values),)
    return ()


def unfunded(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """A part on money (``heading``) that names sources and no sum, in a draft that states no sum ahead."""
    tasks = argument(draft).of("solution")
    ahead = [p for p in draft.passages if p.part not in ("results", "limitations_causes")]
    if len({one.paragraph for one in tasks}) < _FEWEST_TASKS or any(_sum(p.paragraph.text) for p in ahead):
        return ()
    if any("đồng" in match_key(f"{t.table.unit or ''} {' '.join(t.table.header)}") for t in draft.reading.tables):
        return ()
    for passage in ahead:
        title = match_key(passage.section.title)
        if passage.section.kind == "heading" and named(here.heading, title) and len(passage.tokens) >= _FEWEST_WORDS:
            works = named_in([short(one.text, 9) for one in tasks], 2)
            values = {"tasks": str(len({one.paragraph for one in tasks})), "works": works}
            return (Measure("unfunded", 0.66, (sentence(passage, 0),), values),)
    return ()


def _sum(text: str) -> bool:
    return any(amount.measure == "money" for amount in amounts(text))


def jump(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """The money wanted a year against the money had a year, both with their periods in the draft's own words."""
    wanted = _yearly(here.object, draft, ahead=True)
    had = _yearly(here.said, draft, ahead=False)
    if wanted is None or had is None or wanted.rate < _JUMP * had.rate:
        return ()
    values = {
        "want": wanted.words, "want_span": wanted.span, "want_rate": _rate(wanted.rate), "had": had.words,
        "had_span": had.span, "had_rate": _rate(had.rate), "ratio": f"{wanted.rate / had.rate:.1f}".replace(".", ","),
        "had_place": draft.place(had.spot.start), "part": _part(here, had.spot),
    }  # fmt: skip
    # Money for works alone is no measure of a need that is more than works.
    state = "jump_part" if values["part"] and not _part(here, wanted.spot) else "jump"
    return (Measure(state, 0.76, (wanted.spot, had.spot), values),)


def _part(here: Sign, spot: Spot) -> str:
    """The counted works or projects that a sum is of: "41 công trình"; empty when it is of no such part."""
    kinds = "|".join(map(re.escape, here.show))
    found = re.search(rf"(?<![\d.,])\d[\d.]*\s(?:{kinds})(?!\w)", match_key(spot.quote))
    return found[0] if found else ""


def _yearly(phrases: Sequence[str], draft: DraftProfile, *, ahead: bool) -> _Yearly | None:
    """The first sum behind one of ``phrases`` with a stretch of years, ahead of the draft's year or behind it."""
    year = draft.year or 0
    default = [p for p in periods(draft.document.metadata.subject or "") if p.shape == "span"]
    for passage in draft.passages:
        if (passage.part in ("results", "limitations_causes")) == ahead:
            continue
        spot = find_spot(passage, phrases, ("tỷ đồng",))
        key = match_key(spot.quote) if spot else ""
        if spot is None or len(key) != len(spot.quote):
            continue
        at = min(key.find(phrase) for phrase in phrases if phrase in key)
        sums = [a for a in amounts(spot.quote) if a.measure == "money" and a.scale >= _BILLIONS and not a.per]
        found = next((a for a in sums if a.start > at), None)
        spans = [p for p in periods(spot.quote) if p.shape == "span"] or (default if ahead else [])
        if found is None or not spans:
            continue
        first, last = spans[0].first // 12, spans[0].last // 12
        if last > first and (last > year if ahead else last <= year):
            value = float(found.value) / 10.0**_BILLIONS / (last - first + 1)
            return _Yearly(spot, spot.quote[found.start : found.end].strip(), f"{first}-{last}", value)
    return None


def _rate(value: float) -> str:
    return f"{value:,.1f}".replace(",", " ").replace(".", ",").replace(" ", ".") + " tỷ đồng/năm"


def private(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """Capital from outside the budget (``object``), a tenth of the total in its sentence or more, with no commitment
    (``said``) told in any passage that speaks of it."""
    told = [p for p in draft.passages if p.part not in ("results", "limitations_causes") and named(here.object, p.key)]
    if any(named(here.said, p.key) for p in told):
        return ()
    for passage in told:
        spot = find_spot(passage, here.object, ("tỷ đồng",))
        key = match_key(spot.quote) if spot else ""
        if spot is None or len(key) != len(spot.quote):
            continue
        at = min(key.find(phrase) for phrase in here.object if phrase in key)
        sums = [a for a in amounts(spot.quote) if a.measure == "money" and not a.per]
        part = next((a for a in sums if 0 <= a.start - at <= _NEAR), None)
        whole = max((a for a in sums if a.start < at), key=lambda a: a.value, default=None)
        if part is None or whole is None or not _LEAST_PART <= part.value / whole.value < 1:
            continue
        share = f"{100 * part.value / whole.value:.1f}%".replace(".", ",")
        values = {
            "source": _source(spot.quote[at : part.start]), "sum": spot.quote[part.start : part.end].strip(),
            "total": spot.quote[whole.start : whole.end].strip(), "share": share,
        }  # fmt: skip
        return (Measure("private_commitment", 0.76, (spot,), values),)
    return ()
