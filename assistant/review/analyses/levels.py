"""Levels of support that only the council may set, in a draft that names no basis for them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from assistant.diagnosis.statements import Statement
from assistant.language.normalize import match_key
from assistant.language.tokens import syllables
from assistant.review.analyses.tools import Clause, argument, articles, clauses, lowered, named_in, plain, short
from assistant.review.outcome import Measure
from assistant.review.profile import DraftProfile
from assistant.review.spots import Spot, named
from assistant.review.themes import Sign

__all__ = ["authority"]

_MOST, _LONGEST = 3, 32
_RATE = re.compile(r"\d[\d.,]*\s?%|đồng/|đồng một|đồng mỗi|triệu đồng|tỷ đồng|lãi suất")
# An act of a central body, or of the council, by its code.
_ACT = re.compile(r"\d+/(?:20\d\d/)?(?:nđ-cp|qđ-ttg|tt-[a-zđ]+|nq-hđnd|nq-cp|qh\d\d)")
_TITLE, _SHARED_PAIRS = 200, 3


def authority(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """Levels of support (``object`` and a rate or sum) that a plan or scheme sets by itself, no resolution named."""
    kind = match_key(draft.document.metadata.type or "văn bản")
    if named(here.heading, kind):
        return ()
    found: list[Spot] = []
    for one in argument(draft).of("solution", "provision") if not articles(draft) else _provisions(draft):
        key = match_key(one.text)
        if not named(here.object, key) or not _RATE.search(key) or named(here.said, key):
            continue
        if named(here.near, key) and not _based(here, draft, one):
            found.append(Spot(one.text, one.start, one.end, one.section))
    if not found:
        return ()
    names = [_level(here, spot) for spot in found]
    values = {
        "levels": named_in(names, _MOST),
        "count": str(len(found)),
        "kind": lowered(kind),
    }
    return (Measure("authority", 0.78, tuple(found[:2]), values),)


def _based(here: Sign, draft: DraftProfile, one: Statement | Clause) -> bool:
    """Whether the paragraph or section of a level of support names an act as its basis, or a basis of the draft is
    about what the level is for."""
    around = match_key(" ".join(p.text for p in one.section.paragraphs))
    if _ACT.search(around):
        return True
    subject = match_key(one.text)
    words = set(itertools.pairwise(syllables(subject[subject.find(_support(here, subject)) :])))
    for passage in draft.passages:
        for act in _ACT.finditer(passage.key):
            title = passage.key[act.end() : act.end() + _TITLE].split(";")[0]
            if _support(here, title) and len(words & set(itertools.pairwise(syllables(title)))) >= _SHARED_PAIRS:
                return True
    return False


def _support(here: Sign, key: str) -> str:
    """The word of support that stands in ``key``; empty for none."""
    return next((phrase for phrase in here.object if phrase in key), "")


def _level(here: Sign, spot: Spot) -> str:
    """From the word of support on: "hỗ trợ 30% chi phí giải phóng mặt bằng, tối đa 20 tỷ đồng một dự án"."""
    key = match_key(spot.quote)
    first = min(key.find(phrase) for phrase in here.object if phrase in key)
    start = max(0, key.rfind(",", 0, first) + 1, key.rfind(";", 0, first) + 1)
    words = plain(spot.quote[start:] if len(key) == len(spot.quote) else spot.quote)
    return lowered(words if len(words.split()) <= _LONGEST else short(words, _LONGEST))


def _provisions(draft: DraftProfile) -> list[Clause]:
    return clauses(articles(draft))
