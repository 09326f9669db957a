"""Tests of a draft for a theme: does what reports ask again and again hold here? One function a test, no model.

Each returns a ``Measure`` when the request holds, ``Met`` when the draft already does what is asked, and ``None`` when
the draft gives no ground to decide.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from assistant.documents.model import Section
from assistant.language.normalize import match_key
from assistant.language.tokens import sentences
from assistant.review.model import OutlinePart
from assistant.review.new_acts import new_acts
from assistant.review.profile import DraftProfile, Passage
from assistant.review.requests import Request
from assistant.review.themes import Sign, TestName, Theme

__all__ = ["Measure", "Met", "Spot", "measure"]

_UNASSIGNED = 0.5
_FIELD_PASSAGES = 2
_MOST_ACTS = 2
_SHORTEST_TASK = 8


@dataclass(frozen=True, slots=True)
class Spot:
    """A sentence of the draft: ``quote == draft.text[start:end]``."""

    quote: str
    start: int
    end: int
    section: Section


@dataclass(frozen=True, slots=True)
class Measure:
    """A request that holds. ``state`` chooses the wording; ``values`` fill it; ``spots`` show it.

    Where only some precedents ask for what is missing, ``sought`` are words (``match_key``) that those have.
    """

    state: str
    confidence: float
    spots: tuple[Spot, ...] = ()
    values: dict[str, str] = field(default_factory=dict)
    sought: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Met:
    """What is asked is there already: ``spot`` shows where."""

    spot: Spot | None = None


Outcome = Measure | Met | None
Test = Callable[[Theme, DraftProfile, Sequence[Request]], Outcome]


def measure(theme: Theme, draft: DraftProfile, asked: Sequence[Request]) -> Outcome:
    """Whether what ``theme`` asks holds for ``draft``; ``asked`` are the precedents that ask it."""
    about = theme.here.about
    if about and sum(_named(about, passage.key) for passage in draft.passages) < _FIELD_PASSAGES:
        return None
    return _TESTS[theme.here.test](theme, draft, asked)


def _treated(theme: Theme, draft: DraftProfile, asked: Sequence[Request]) -> Outcome:
    """Paragraphs that speak of the object, and say of it what is wanted, are counted.

    Nothing can be asked of a part that the draft does not have: that it is missing is another finding.
    """
    del asked
    here = theme.here
    if not _within(draft, here):
        return None
    titled = _heading(draft, here.heading)
    if titled:
        return Met(titled)
    told = [spot for passage in _within(draft, here) if (spot := _spot(passage, here.object, here.said))]
    if len(told) >= here.enough:
        return Met(told[0])
    if told:
        return Measure("thin", 0.62, tuple(told), {"count": str(len(told))})
    mentions = [(p, spot) for p in draft.passages if (spot := _spot(p, here.object, ()))]
    if not mentions:
        return None if here.needs else _absent(here, theme.part, draft)
    inside = [spot for p, spot in mentions if not here.where or p.part in here.where]
    state = "absent_near" if inside else "elsewhere"
    spots = tuple(inside or [spot for _, spot in mentions])
    return Measure(state, 0.66 if here.needs or inside else 0.58, spots[:2], {"count": str(len(spots))})


def _absent(here: Sign, part: OutlinePart, draft: DraftProfile) -> Measure:
    """Nothing is said of the object; what the draft says of the matter behind it is shown, in its own part.

    The first of ``show`` that a heading or a sentence has decides; a figure is wanted unless ``plain``.
    """
    own = [p for p in draft.passages if p.part == part] or _within(draft, here)
    places = [p for p in own if here.plain or any(character.isdigit() for character in p.key)]
    for phrase in here.show:
        titled = (_sentence(p, 0) for p in places if here.plain and phrase in match_key(p.section.title))
        said = (spot for p in places if (spot := _spot(p, (phrase,), ())))
        shown = next(titled, None) or next(said, None)
        if shown:
            return Measure("absent_shown", 0.74, (shown,))
    return Measure("absent", 0.7)


def _items(theme: Theme, draft: DraftProfile, asked: Sequence[Request]) -> Outcome:
    """Which of the contents that precedents ask for are nowhere in the draft."""
    here = theme.here
    within = _within(draft, here)
    anchors = [spot for passage in within if (spot := _spot(passage, here.object, ()))]
    anchors += [_sentence(p, 0) for p in within if _named(here.object, match_key(p.section.title))]
    if not anchors:
        return None
    named = [label for label, cues in here.items.items() if any(_named(cues, one.key) for one in asked)]
    wanted = named or list(here.items)
    missing = [label for label in wanted if not _named(here.items[label], draft.key)]
    present = [label for label, cues in here.items.items() if _named(cues, draft.key)]
    if not missing:
        cues = tuple(cue for label in wanted for cue in here.items[label])
        spot = next((spot for p in draft.passages if (spot := _spot(p, cues, ()))), None)
        return Met(spot)
    cues = tuple(cue for label in present for cue in here.items[label])
    shown = [spot for p in draft.passages if (spot := _spot(p, cues, ()))][:2]
    state = "items" if shown else "items_absent"
    if not shown:
        shown = sorted(anchors, key=lambda spot: not any(letter.isdigit() for letter in spot.quote))[:1]
    values = {"missing": _joined(missing), "present": _joined(present)}
    sought = tuple(cue for label in missing for cue in here.items[label])
    return Measure(state, 0.68, tuple(shown), values, sought)


def _repeated(theme: Theme, draft: DraftProfile, asked: Sequence[Request]) -> Outcome:
    """Set phrases counted in one part."""
    del asked
    here = theme.here
    places = [p for p in draft.passages if p.part in here.where]
    counts = {phrase: sum(p.key.count(phrase) for p in places) for phrase in here.object}
    total = sum(counts.values())
    if total < here.enough:
        return Met() if places else None
    spot = next(spot for p in places if (spot := _spot(p, here.object, ())))
    words = ", ".join(f"“{phrase}”" for phrase, count in counts.items() if count)
    return Measure("repeated", 0.6, (spot,), {"count": str(total), "words": words})


def _lopsided(theme: Theme, draft: DraftProfile, asked: Sequence[Request]) -> Outcome:
    """One part much longer than another, in words of running text."""
    del asked
    lengths = {
        name: sum(len(p.tokens) for p in draft.passages if p.part in parts)
        for name, parts in (("long", theme.here.object), ("short", theme.here.other))
    }
    if not lengths["short"] or not lengths["long"]:
        return None
    ratio = lengths["long"] / lengths["short"]
    if ratio < theme.here.enough:
        return Met()
    values = {"total": str(lengths["long"]), "count": str(lengths["short"]), "ratio": f"{ratio:.0f}"}
    return Measure("lopsided", 0.65, (), values)


def _assigned(theme: Theme, draft: DraftProfile, asked: Sequence[Request]) -> Outcome:
    """Tasks and solutions without a sign of who does them or by when; or targets without a figure."""
    del asked
    here = theme.here
    titled = _heading(draft, here.heading)
    if titled:
        return Met(titled)
    tasks = [p for p in draft.passages if p.part in here.where and len(p.tokens) >= _SHORTEST_TASK]
    bare = [p for p in tasks if not _has_sign(here, p)]
    if len(tasks) < here.few:
        return None
    if len(bare) / len(tasks) < _UNASSIGNED:
        return Met()
    values = {"total": str(len(tasks)), "count": str(len(bare))}
    state = "unmeasured" if here.figures else "assigned"
    return Measure(state, 0.66, tuple(_sentence(p, 0) for p in bare[:2]), values)


def _has_sign(here: Sign, passage: Passage) -> bool:
    if here.figures:
        return any(character.isdigit() for character in passage.key)
    return _named(here.said, passage.key)


def _separate(theme: Theme, draft: DraftProfile, asked: Sequence[Request]) -> Outcome:
    del asked
    apart, together = _outline(theme.here, draft)
    if apart:
        values = {"other": f"{draft.place(apart[1].start)}: “{apart[1].quote}”"}
        return Measure("separate", 0.6, apart, values)
    return Met(together) if together else None


def _joined_parts(theme: Theme, draft: DraftProfile, asked: Sequence[Request]) -> Outcome:
    del asked
    apart, together = _outline(theme.here, draft)
    if apart:
        return Met(apart[0])
    return Measure("joined", 0.6, (together,)) if together else None


def _acts(theme: Theme, draft: DraftProfile, asked: Sequence[Request]) -> Outcome:
    """Central documents that precedents asked to take up, issued before the draft and not named in it."""
    del theme
    missing, named = new_acts(draft, asked)
    if missing:
        names = " và ".join(act.words for act in missing[:_MOST_ACTS])
        sought = tuple(match_key(act.code) for act in missing[:_MOST_ACTS])
        return Measure("acts", 0.55, (), {"missing": names}, sought)
    return Met() if named else None


_TESTS: dict[TestName, Test] = {
    "treated": _treated,
    "items": _items,
    "repeated": _repeated,
    "lopsided": _lopsided,
    "assigned": _assigned,
    "separate": _separate,
    "joined": _joined_parts,
    "acts": _acts,
    "finding": lambda theme, draft, asked: None,
}


def _outline(here: Sign, draft: DraftProfile) -> tuple[tuple[Spot, ...], Spot | None]:
    """Headings that name one of two subjects apart (both found), and one that names both together."""
    first = second = together = None
    for section in draft.document.walk():
        if section.kind == "annex" or section.end <= section.start:
            continue
        key = match_key(section.title)
        one, two = _named(here.object, key), _named(here.other, key)
        if "kết quả" in key or "phương hướng" in key:
            continue
        if one and two:
            together = together or section
        elif one:
            first = first or section
        elif two:
            second = second or section
    apart = (_head(draft, first), _head(draft, second)) if first and second else ()
    return apart, _head(draft, together) if together else None


def _within(draft: DraftProfile, here: Sign) -> list[Passage]:
    return [p for p in draft.passages if not here.where or p.part in here.where]


def _heading(draft: DraftProfile, phrases: Sequence[str]) -> Spot | None:
    for section in draft.document.walk():
        if section.end > section.start and _named(phrases, match_key(section.title)):
            return _head(draft, section)
    return None


def _head(draft: DraftProfile, section: Section) -> Spot:
    return Spot(draft.document.text[section.start : section.end], section.start, section.end, section)


def _spot(passage: Passage, phrases: Sequence[str], said: Sequence[str]) -> Spot | None:
    """The first sentence of the passage with one of ``phrases`` and, if any are given, one of ``said``."""
    if not _named(phrases, passage.key) or (said and not _named(said, passage.key)):
        return None
    text = passage.paragraph.text
    for start, end in sentences(text):
        key = match_key(text[start:end])
        if _named(phrases, key) and (not said or _named(said, key)):
            return _sentence(passage, start, end)
    return None


def _sentence(passage: Passage, start: int, end: int | None = None) -> Spot:
    text = passage.paragraph.text
    stop = end if end is not None else sentences(text)[0][1]
    at = passage.paragraph.start
    return Spot(text[start:stop], at + start, at + stop, passage.section)


def _named(phrases: Sequence[str], key: str) -> bool:
    return any(phrase in key for phrase in phrases)


def _joined(names: Sequence[str]) -> str:
    return "; ".join(names)
