"""How results are told: without a measure outside the province, without the objectives of the programme itself, models
that did not last, a largest cause that hardly a task takes up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.diagnosis.cells import printed
from assistant.language.normalize import match_key
from assistant.language.quantities import amounts, percentages
from assistant.language.references import references
from assistant.review.analyses.tools import about, argument, clauses, named_in, short, spot_of
from assistant.review.outcome import Measure
from assistant.review.profile import DraftProfile
from assistant.review.spots import Spot, named
from assistant.review.themes import Sign

__all__ = ["compared", "governed", "largest_cause", "not_lasting"]

_MOST, _FEWEST_NAMES = 3, 2
_SHARE = re.compile(r"(?:^|,|;|:|là| vì|cho thấy)\s*([^,;:()\d]{4,60}?)\s(?:chiếm\s)?(\d{1,2}(?:,\d+)?)\s?%")
_FEWEST_CAUSES, _MOST_TASKS, _MOST_SHARE, _FEWEST_TASKS = 3, 2, 0.25, 5
_CALLED = re.compile(r"sau đây gọi (?:tắt )?là ([^)]{3,40})\)")
_REPORTING = ("tổng kết", "sơ kết", "kết quả thực hiện", "đánh giá")


def compared(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """Indicators of the results that are set against earlier years and targets alone, no other place (``object``)."""
    places = [p for p in draft.passages if p.part == "results"]
    if not places or sum(named(here.object, p.key) for p in places) >= here.enough:
        return ()
    told = list(_told_rates(here, draft))
    names = list(dict.fromkeys(name for name, _ in told))
    if len(names) < _FEWEST_NAMES:
        return ()
    values = {"items": named_in(names, _MOST), "count": str(len(places))}
    return (Measure("compared", 0.52, (told[0][1],), values),)


def _told_rates(here: Sign, draft: DraftProfile) -> Iterator[tuple[str, Spot]]:
    """Rates and means told as results, with where they stand."""
    for one in argument(draft).of("result"):
        if named(here.object, match_key(one.text)):
            continue
        for part in re.split(r"(?<=,)\s", one.text):
            words = about(part)
            if match_key(words).startswith(here.show) and any(c.isdigit() for c in part) and "…" not in words:
                yield words, spot_of(one)


def largest_cause(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """The largest of several causes with their shares, and how few tasks speak of it."""
    told = argument(draft)
    tasks = told.of("solution")
    for one in told.of("result", "limitation", "cause", "other"):
        key = match_key(one.text)
        shares = [(m[1].strip(), float(m[2].replace(",", "."))) for m in _SHARE.finditer(key)]
        if "nguyên nhân" not in key or len(shares) < _FEWEST_CAUSES or len(tasks) < _FEWEST_TASKS:
            continue
        cause, share = max(shares, key=lambda pair: pair[1])
        core = _core(here, cause)
        answers = [task for task in tasks if core in match_key(f"{task.section.title} {task.text}")]
        if len(answers) > max(_MOST_TASKS, _MOST_SHARE * len(tasks)):
            continue
        values = {
            "cause": cause, "share": f"{share:g}%".replace(".", ","),
            "count": str(len(answers)), "tasks": str(len(tasks)),
            "answers": named_in([short(task.text, 12) for task in answers], 2), "core": core,
        }  # fmt: skip
        spots = (spot_of(one), *(spot_of(task) for task in answers[:1]))
        return (Measure("largest_cause" if answers else "largest_cause_bare", 0.74, spots, values),)
    return ()


def _core(here: Sign, cause: str) -> str:
    """What the cause is a lack of: "thiếu việc làm ổn định" is about "việc làm"."""
    words = [word for word in cause.split() if word not in here.near]
    return " ".join(words[:2])


def not_lasting(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """Models, works or jobs of which a share lasted: the rest, counted, where nobody says what became of it."""
    lines = {line.order: line.text for line in draft.reading.paragraphs}
    for one in argument(draft).of("result"):
        key = match_key(one.text)
        rate = percentages(one.text)
        if not named((*here.object, *here.show), key) or not rate:
            continue
        counts = [a for a in amounts(lines.get(one.paragraph, one.text)) if a.measure == "count"]
        pairs = [(a, b) for a in counts for b in counts if a is not b and a.unit == b.unit and a.value > b.value > 0]
        kept = next(((a, b) for a, b in pairs for r in rate if abs(b.value / a.value * 100 - r.value) < 1), None)
        if kept is None:
            continue
        lost = printed(kept[0].value - kept[1].value, 0)
        noun = re.search(rf"{re.escape(kept[1].number)}\s([^\W\d]+(?:\s[^\W\d]+)?)", lines.get(one.paragraph, one.text))
        of = noun[1] if noun else kept[1].unit
        if re.search(rf"(?<![\d.,]){re.escape(lost)} {of}", draft.key):
            continue
        values = {"lost": lost, "of": of, "whole": kept[0].number, "kept": kept[1].number, "what": about(one.text)}
        state = "not_lasting" if named(here.object, key) else "not_placed"
        return (Measure(state, 0.78, (spot_of(one),), values),)
    return ()


def governed(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """A report on a programme that sets its results against the objectives of another document only."""
    subject = match_key(draft.document.metadata.subject or "")
    if not named(_REPORTING, subject):
        return ()
    opening = next((p for p in draft.passages if len(references(p.paragraph.text)) > 1), None)
    if opening is None:
        return ()
    text = opening.paragraph.text
    called = [(m.start(), match_key(m[1])) for m in _CALLED.finditer(match_key(text))]
    known = [(one, next((name for at, name in called if at > one.end), "")) for one in references(text) if one.code]
    if len(known) < 2 or not all(name for _, name in known[:2]) or known[0][1] == known[1][1]:
        return ()
    (first, mine), (_, other) = known[:2]
    beside = [match_key(f"{s.title}") for s in draft.document.walk()] + [p.key for p in draft.passages]
    held = [key for key in beside if "mục tiêu" in key]
    with_other = [key for key in held if re.search(rf"mục tiêu của (?:\w+ )?{re.escape(other)}", key)]
    with_mine = [
        key
        for key in held
        if re.search(rf"mục tiêu (?:của )?(?:\w+ )?(?:{re.escape(mine)}|{re.escape(match_key(first.code or ''))})", key)
    ]
    if not with_other or with_mine or not named(here.object, mine):
        return ()
    shown = next(
        c for c in clauses(draft.document.walk()) if re.search(rf"mục tiêu của (?:\w+ )?{re.escape(other)}", c.key)
    )
    name = text[first.start : first.end].strip()
    values = {"own": name, "other": _printed(text, other), "called": _printed(text, mine)}
    return (Measure("governed", 0.74, (shown.spot,), values),)


def _printed(text: str, key: str) -> str:
    found = re.search(re.escape(key), text, re.IGNORECASE)
    return found[0] if found else key
