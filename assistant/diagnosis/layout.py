"""The form of a Word file against the decree or the Party's guidance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from assistant.diagnosis.model import Defect
from assistant.diagnosis.parts import load_data
from assistant.diagnosis.phrases import phrase, strung
from assistant.diagnosis.reading import Reading
from assistant.diagnosis.registry import check
from assistant.documents.model import Document, Layout

__all__ = ["layout"]

_MOSTLY = 0.5
_SIDES = ("top", "bottom", "left", "right")


@check(kind="layout", claim="hint")
def layout(reading: Reading) -> Iterator[Defect]:
    """Page, margins, font and size of a Word file against its profile, in one finding.

    Rule: ``data/layouts.toml`` by letterhead (state, Party) and date; a side is off beyond the tolerance, a font or
    size where most of the body has another. Missing page numbers are told along with another deviation only.
    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I; Hướng dẫn 36-HD/VPTW. Other formats say nothing of their form.
    """
    found = reading.draft.layout
    profile = _profile(reading.draft)
    if found is None or profile is None or not reading.lines:
        return
    faults = list(_faults(found, profile))
    if not faults:
        return
    if not found.numbered:
        faults.append(phrase("unnumbered"))
    first = reading.lines[0]
    values = {"faults": strung(faults), "profile": str(profile["name"]), "rule": _rule(profile)}
    yield Defect(1, 0.8, ((first.start, min(first.end, first.start + 160)),), values)


def _profile(draft: Document) -> Mapping[str, Any] | None:
    """The profile of the letterhead's style in force on the draft's date; the state's where it has no style."""
    style, day = draft.metadata.style or "state", draft.metadata.issued_on or "9999"
    rows = [row for row in load_data("layouts")["profile"] if row["style"] == style and row["from"] <= day]
    return max(rows, key=lambda row: str(row["from"]), default=None)


def _faults(found: Layout, profile: Mapping[str, Any]) -> Iterator[str]:
    slack = load_data("layouts")["tolerance"]
    if sorted((round(found.width), round(found.height))) != sorted(profile["paper"]) and not _near(found, profile):
        yield phrase("paper", width=round(found.width), height=round(found.height))
    for side in _SIDES:
        value, (low, high) = getattr(found, side), profile[side]
        if not low - slack <= value <= high + slack:
            yield phrase(f"margin_{side}", value=_printed(value))
    font, share = next(iter(found.fonts), ("", 0.0))
    if font and share >= _MOSTLY and font not in profile["fonts"]:
        yield phrase("font", font=font)
    size, share = next(iter(found.sizes), (0.0, 0.0))
    if size and share >= _MOSTLY and not profile["sizes"][0] <= size <= profile["sizes"][1]:
        yield phrase("size", size=_printed(size))


def _near(found: Layout, profile: Mapping[str, Any]) -> bool:
    sides = sorted((found.width, found.height))
    return all(abs(a - b) <= 2 for a, b in zip(sides, sorted(profile["paper"]), strict=True))


def _printed(value: float) -> str:
    return f"{value:g}".replace(".", ",")


def _rule(profile: Mapping[str, Any]) -> str:
    values = {side: f"{profile[side][0]}-{profile[side][1]}" for side in _SIDES}
    return phrase("layout_rule", **values, sizes=f"{profile['sizes'][0]}-{profile['sizes'][1]}")
