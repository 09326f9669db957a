"""Labels of a comment by where it stands and what it speaks of: aspect and topics; clauses that only set the scene."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal, cast

from assistant.advice.lexicon import any_of, folded_cues, group, only
from assistant.advice.model import Aspect
from assistant.advice.signs import bare_key, sign_of
from assistant.language.normalize import fold, match_key

__all__ = ["aspect_of", "is_scene", "lead_aspect", "mood_of", "topics_of"]

_ASPECTS = ("form", "limitations_causes", "tasks_solutions", "forecast_targets", "results", "general")
_HEAD = 45
_ALWAYS = {"trên đây là", "kính gửi", "phúc đáp"}
_MARK = re.compile(r"^[-+•*–\s]*(?:\(?[\da-zđ.]{1,5}[.)]\s+)?(?:tuy nhiên,\s+|ngoài ra,\s+|mặt khác,\s+)?")


@cache
def _topics() -> tuple[tuple[str, ...], re.Pattern[str], dict[str, tuple[str, ...]]]:
    rows = tomllib.loads((Path(__file__).parent / "data" / "topics.toml").read_text("utf-8"))
    names: dict[str, list[str]] = {}
    for topic, words in rows.items():
        for word in words:
            names.setdefault(match_key(word), []).append(topic)
    longest_first = sorted(names, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    return tuple(rows), pattern, {word: tuple(topics) for word, topics in names.items()}


def topics_of(text: str) -> tuple[str, ...]:
    """Names of the fields and themes a text speaks of, in the order of the lexicon.

    The longest phrase takes its words for itself: "hợp tác xã" is no cooperation, "dịch vụ công" no trade.
    """
    order, pattern, names = _topics()
    found = {topic for match in pattern.finditer(match_key(text)) for topic in names[match[0]]}
    return tuple(topic for topic in order if topic in found and topic != "none")


def aspect_of(section_path: Sequence[str], text: str, lead: Aspect | None) -> Aspect:
    """The part of the draft a comment is about: the paragraph's own opening, then the nearest heading, then words.

    Merits and faults under the overall assessment stay "general"; a heading that names several parts ("mục tiêu, nhiệm
    vụ và giải pháp") is resolved by the words of the clause.
    """
    if lead == "form":
        return lead
    named = _nearest(section_path)
    if named and named != ("general",):
        return named[0] if len(named) == 1 else _among(named, text)
    if named:
        return "general"
    if lead:
        return lead
    return _by_words(text, _ASPECTS[:-1]) or "general"


def lead_aspect(paragraph: str) -> Aspect | None:
    """The aspect a paragraph announces for all its clauses ("Về thể thức, trình bày: …")."""
    key = _MARK.sub("", match_key(paragraph))
    for aspect in group("lead"):
        if only("lead", aspect).match(key):
            return cast(Aspect, aspect)
    return None


def mood_of(section_path: Sequence[str]) -> Literal["praise", "critique"] | None:
    """Whether the heading itself says that merits or faults follow, below the overall assessment."""
    if len(section_path) < 2 or "general" not in _nearest(section_path[:-1]):
        return None
    folded = fold(section_path[-1])
    if any(cue in folded for cue in folded_cues("heading", "praise_titles")):
        return "praise"
    return "critique" if any(cue in folded for cue in folded_cues("heading", "critique_titles")) else None


def is_scene(text: str) -> bool:
    """Whether a clause only sets the scene: who asked, which workshop, "như sau:", thanks."""
    key = match_key(text).lstrip("-+• ")
    bare = key.rstrip(" :.;/…")
    if any_of("scene", "inside").search(key) and not re.search(r"đề nghị|kiến nghị", key):
        return True
    sign = sign_of(text)
    if re.search(rf"(?:{any_of('scene', 'ends').pattern})$", bare):
        return not sign.asked or (sign.ask in {None, "other"} and _names_nothing(bare))
    opening = only("scene", "starts").match(key)
    return opening is not None and not sign.asked and (sign.kind != "praise" or opening[0] in _ALWAYS)


def _names_nothing(bare: str) -> bool:
    """ "đề nghị lưu ý các vấn đề sau": what is asked comes only below."""
    return re.search(r"(?:vấn đề|nội dung|ý kiến|điểm|việc)(?: cụ thể)? sau(?: đây)?$", bare) is not None


def _nearest(section_path: Sequence[str]) -> tuple[Aspect, ...]:
    for depth in range(len(section_path), 0, -1):
        found = _named(section_path[depth - 1])
        if found:
            overall = depth > 1 and _named(section_path[depth - 2]) == ("general",)
            return ("general",) if overall and found != ("form",) else found
    return ()


@cache
def _named(title: str) -> tuple[Aspect, ...]:
    """The aspects a heading names, in the order in which it names them."""
    folded = fold(title)
    places: dict[str, tuple[int, int]] = {}
    for aspect in _ASPECTS:
        for cue in folded_cues("heading", aspect):
            found = re.search(rf"(?<!\w){re.escape(cue)}(?!\w)", folded)
            if found:
                here = (found.start(), -len(cue))
                places[aspect] = min(places.get(aspect, here), here)
    ordered = sorted(places, key=places.__getitem__)
    if len(ordered) > 1 and "general" in ordered:
        ordered = ["general"] if ordered[0] == "general" else [name for name in ordered if name != "general"]
    if "results" in ordered and len(ordered) > 1 and ordered[0] == "results" and _of_results(folded):
        ordered = ["results"]
    return tuple(cast(Aspect, name) for name in ordered)


def _of_results(folded: str) -> bool:
    """ "kết quả thực hiện các mục tiêu, nhiệm vụ": the other words say of what the results are."""
    return (
        re.search(r"(?:ket qua|tinh hinh|danh gia)\s+(?:\w+\s+){0,2}(?:thuc hien|dat duoc|hoan thanh)", folded)
        is not None
    )


def _among(named: tuple[Aspect, ...], text: str) -> Aspect:
    default: Aspect = "tasks_solutions" if "tasks_solutions" in named else named[0]
    return _by_words(text, named) or default


def _by_words(text: str, allowed: Sequence[str]) -> Aspect | None:
    key = bare_key(text)[:_HEAD]
    best: tuple[int, str] | None = None
    for aspect in group("words"):
        found = any_of("words", aspect).search(key) if aspect in allowed else None
        if found and (best is None or found.start() < best[0]):
            best = (found.start(), aspect)
    return cast(Aspect, best[1]) if best else None
