"""Headings that name several parts, one of which is not among what stands below them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from assistant.diagnosis.model import Defect
from assistant.diagnosis.parts import load_data
from assistant.diagnosis.phrases import quoted, strung
from assistant.diagnosis.places import place
from assistant.diagnosis.reading import Reading
from assistant.diagnosis.terms import contains
from assistant.documents.model import Section
from assistant.language.normalize import match_key

__all__ = ["promised"]

_ITEMS = re.compile(r"\s*[,;]\s*|\svà\s")
_NUMBER = re.compile(r"^(?:(?:phần|chương|mục)\s(?:thứ\s)?\w+\s?[.:-]?\s*|[\w.]{1,6}[.):-]\s*)")
_OPENING = 12


def promised(reading: Reading) -> Iterator[Defect]:
    """ "HẠN CHẾ, NGUYÊN NHÂN VÀ BÀI HỌC" over "1. Hạn chế" and "2. Bài học" alone.

    Only where each heading below answers an item, and all items but one are answered; the items are parts of
    ``data/outlines.toml``.
    """
    for section in reading.draft.walk():
        below = [child for child in section.children if child.end > child.start]
        items = [item for item in _ITEMS.split(_NUMBER.sub("", match_key(section.title))) if item]
        if section.kind == "annex" or len(items) < 2 or not below or section.end <= section.start:
            continue
        known = [(item, group) for item in items if (group := _group(item)) is not None]
        lost = [(item, group) for item, group in known if not _answered(section, group)]
        if len(known) == len(items) and len({group for _, group in lost}) == 1 and _ordered(below, known):
            yield _defect(reading, section, below, lost[0][0])


@cache
def _groups() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(group) for group in load_data("outlines")["promised"]["groups"])


def _group(item: str) -> tuple[str, ...] | None:
    """The words of the part that an item of a heading names."""
    return next((group for group in _groups() if contains(item, group)), None)


def _answered(section: Section, group: tuple[str, ...]) -> bool:
    """Whether a heading below has one of the words, or a paragraph opens with it."""
    for one in _walk(section):
        if one is not section and contains(match_key(one.title), group):
            return True
        if any(contains(" ".join(match_key(p.text).split()[:_OPENING]), group) for p in one.paragraphs):
            return True
    return False


def _walk(section: Section) -> Iterator[Section]:
    yield section
    for child in section.children:
        yield from _walk(child)


def _ordered(below: list[Section], known: list[tuple[str, tuple[str, ...]]]) -> bool:
    """Whether every heading directly below answers one of the items: the section is laid out by them."""
    return all(any(contains(match_key(child.title), group) for _, group in known) for child in below)


def _defect(reading: Reading, section: Section, below: list[Section], item: str) -> Defect:
    values = {
        "part": item,
        "title": quoted(section.title),
        "place": place(reading, section.start),
        "below": strung([quoted(child.title) for child in below]),
    }
    spans = ((section.start, section.end), *((child.start, child.end) for child in below[:2]))
    return Defect(2, 0.85, spans, values, "promised", cause=f"promised {item}")
