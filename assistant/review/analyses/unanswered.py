"""What the draft sets out and then leaves alone: targets without a task, pillars without a target or a task."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.diagnosis.matching import Candidates, subject_of
from assistant.diagnosis.statements import Statement
from assistant.diagnosis.terms import is_aggregate, is_topic, terms_of
from assistant.language.normalize import match_key
from assistant.language.quantities import amounts
from assistant.language.tokens import syllables
from assistant.review.analyses.tools import aims, argument, lowered, named_in, short, spot_of
from assistant.review.outcome import Measure
from assistant.review.profile import DraftProfile
from assistant.review.spots import named
from assistant.review.themes import Sign

__all__ = ["pillars", "untasked"]

_LEFT, _SHARED, _MOST_SHARE = 0.12, 0.3, 0.5
_FEWEST_TASKS = 6
_CALLED = "trụ cột|khâu đột phá|lĩnh vực trọng tâm|lĩnh vực đột phá|mũi nhọn|lĩnh vực ưu tiên|ngành mũi nhọn"
_LISTS = (
    re.compile(rf"lấy ([^.;:]{{6,140}}?) làm (?:\w+ )?(?:{_CALLED}|trọng tâm|động lực|đột phá)"),
    re.compile(rf"(?:ba|bốn|năm|hai|0?[2-5]) (?:{_CALLED})(?: chính| chiến lược)?\s?(?:là|gồm|:)\s?([^.;]{{6,160}})"),
)
_SPLIT = re.compile(r"\s*(?:,|;| và |\(\d\)|\d\))\s*")


def untasked(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """Targets with a figure that hardly a word of any task takes up."""
    told = argument(draft)
    tasks = told.of("solution", "organisation", "provision")
    if sum(one.role == "solution" for one in tasks) < _FEWEST_TASKS:
        return ()
    candidates = Candidates(tasks, told.weights)
    treated = {term for one in tasks for term in one.terms if is_topic(term)}
    words = [_pairs(f"{one.section.title} {one.text}") for one in tasks]
    done = " | ".join(match_key(f"{one.section.title} {one.text}") for one in tasks)
    targets = [
        one
        for one in aims(draft, here.heading)
        if any(amount.measure != "bare" for amount in amounts(one.text)) and not named(here.said, match_key(one.text))
    ]
    left: list[Statement] = []
    for one in targets:
        subject = subject_of(one)
        topics = frozenset(term for term in one.terms if is_topic(term))
        if is_aggregate(topics) or all(told.weights.broad(topic) and topic in treated for topic in topics):
            continue
        best = candidates.best(subject, one.terms)
        pairs = _pairs(_name(one))
        taken = max((len(pairs & other) / len(pairs) for other in words), default=0.0) if pairs else 1.0
        if (best is None or best.score < _LEFT) and taken < _SHARED and not _treated(here, match_key(one.text), done):
            left.append(one)
    names = list({match_key(_name(one)): one for one in reversed(left)}.values())[::-1]
    if not names or len(left) > _MOST_SHARE * len(targets):
        return ()
    values = {
        "targets": named_in([short(one.text, 14) for one in names], 3),
        "count": str(len(names)),
        "tasks": str(sum(one.role == "solution" for one in tasks)),
    }
    return (Measure("untasked", 0.7, tuple(spot_of(one) for one in names[:2]), values),)


def _treated(here: Sign, aim: str, done: str) -> bool:
    """Whether it is no aim of one task, or the tasks (``done``) take it up in other words (``items``)."""
    return named(here.other, aim) or any(name in aim and named(cues, done) for name, cues in here.items.items())


def _name(one: Statement) -> str:
    """What a target is of, without its figures."""
    return re.sub(r"\S*\d\S*", " ", one.text)


def _pairs(text: str) -> set[tuple[str, str]]:
    return set(itertools.pairwise(syllables(text)))


def pillars(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """Fields that the draft calls a pillar, a breakthrough or a focus, and names in no target nor task."""
    told = argument(draft)
    acting = told.of("solution", "target", "organisation", "provision")
    if sum(one.role == "solution" for one in acting) < _FEWEST_TASKS:
        return ()
    for one in told.of("target", "forecast", "solution", "other"):
        items = list(_listed(here, one))
        if len(items) < 2:
            continue
        others = [other for other in acting if other is not one]
        keys = [match_key(f"{other.section.title} | {other.text}") for other in others]
        topics = {term for other in others for term in other.terms if is_topic(term)}
        empty = [i for i in items if not any(_core(i) in key for key in keys) and not _topics(i) & topics]
        if empty and len(empty) < len(items):
            number = next(
                (
                    m
                    for m in ("trụ cột", "khâu đột phá", "đột phá", "mũi nhọn", "trọng tâm", "động lực", "ưu tiên")
                    if m in match_key(one.text)
                ),
                "",
            )
            values = {
                "fields": named_in([lowered(item) for item in empty]),
                "called": number,
                "others": named_in([i for i in items if i not in empty]),
            }
            return (Measure("pillars", 0.82, (spot_of(one),), values),)
    return ()


def _listed(here: Sign, one: Statement) -> Iterator[str]:
    key = match_key(one.text)
    for pattern in _LISTS:
        found = pattern.search(key)
        if found:
            yield from _items(here, found[1])
            return


def _items(here: Sign, text: str) -> Iterable[str]:
    for item in _SPLIT.split(text):
        words = item.strip(" .:()").split()
        while words and words[0] in here.near:
            words = words[1:]
        if 2 <= len(words) <= 8:
            yield " ".join(words)


def _topics(item: str) -> set[str]:
    return {term for term in terms_of(item) if is_topic(term)}


def _core(item: str) -> str:
    """The first two or three words of a field, by which it is known elsewhere: "du lịch", "kinh tế cửa khẩu"."""
    words = item.split()
    return " ".join(words[: 3 if words[0] in ("kinh", "công", "phát") else 2])
