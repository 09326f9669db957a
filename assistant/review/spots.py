"""Places of a draft that show something: sentences and headings, found by their words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.documents.model import Section
from assistant.language.normalize import match_key
from assistant.language.tokens import sentences
from assistant.review.profile import DraftProfile, Passage

__all__ = ["Spot", "clause", "find_spot", "head", "heading", "named", "sentence"]


@dataclass(frozen=True, slots=True)
class Spot:
    """A sentence of the draft: ``quote == draft.text[start:end]``."""

    quote: str
    start: int
    end: int
    section: Section


def heading(draft: DraftProfile, phrases: Sequence[str]) -> Spot | None:
    """The first heading with one of ``phrases``."""
    for section in draft.document.walk():
        if section.end > section.start and named(phrases, match_key(section.title)):
            return head(draft, section)
    return None


def head(draft: DraftProfile, section: Section) -> Spot:
    """The heading of ``section``."""
    return Spot(draft.document.text[section.start : section.end], section.start, section.end, section)


def find_spot(passage: Passage, phrases: Sequence[str], said: Sequence[str]) -> Spot | None:
    """The first sentence of the passage with one of ``phrases`` and, if any are given, one of ``said``."""
    if not named(phrases, passage.key) or (said and not named(said, passage.key)):
        return None
    text = passage.paragraph.text
    for start, end in sentences(text):
        key = match_key(text[start:end])
        if named(phrases, key) and (not said or named(said, key)):
            return sentence(passage, start, end)
    return None


def clause(spot: Spot, phrases: Sequence[str]) -> Spot:
    """The semicolon clause of a sentence that has one of ``phrases``; the sentence where none has."""
    for found in re.finditer(r"[^;]+", spot.quote):
        words = found[0].strip()
        if named(phrases, match_key(words)):
            at = spot.start + spot.quote.index(words, found.start())
            return Spot(words, at, at + len(words), spot.section)
    return spot


def sentence(passage: Passage, start: int, end: int | None = None) -> Spot:
    """The characters ``start``..``end`` of a passage, or its first sentence."""
    text = passage.paragraph.text
    stop = end if end is not None else sentences(text)[0][1]
    at = passage.paragraph.start
    return Spot(text[start:stop], at + start, at + stop, passage.section)


def named(phrases: Sequence[str], key: str) -> bool:
    """Whether ``key`` has one of ``phrases``."""
    return any(phrase in key for phrase in phrases)
