"""Tests of a draft for a theme: does what reports ask again and again hold here? One function a test, no model.

Each returns a ``Measure`` when the request holds, ``Met`` when the draft already does what is asked, and ``None`` when
the draft gives no ground to decide.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.language.normalize import match_key
from assistant.language.quantities import amounts, percentages
from assistant.review.analyses.tools import articles, named_in, short, submitted
from assistant.review.new_acts import new_acts
from assistant.review.outcome import Measure, Met, Outcome
from assistant.review.profile import DraftProfile, Passage
from assistant.review.requests import Request
from assistant.review.resources import listed_projects, tension, without_base
from assistant.review.spots import Spot, clause, find_spot, head, heading, named, sentence
from assistant.review.themes import Sign, TestName, Theme

__all__ = ["Measure", "Met", "measure"]

_UNASSIGNED = 0.5
_FIELD_PASSAGES, _WELL_TREATED = 2, 5
_MOST_ACTS = 2
_MANY_FIGURES = 3
_SHORTEST_TASK = 8
_LEADING, _FIRST_WORDS, _SHORT_NAME = 10, 6, 14


Test = Callable[[Theme, DraftProfile, Sequence[Request]], Outcome]


def measure(theme: Theme, draft: DraftProfile, asked: Sequence[Request]) -> Outcome:
    """Whether what ``theme`` asks holds for ``draft``; ``asked`` are the precedents that ask it."""
    about = theme.here.about
    if about and sum(named(about, passage.key) for passage in draft.passages) < _FIELD_PASSAGES:
        return None
    if (theme.norms and not draft.norms) or (theme.here.submitted and not submitted(draft)):
        return None
    return _TESTS[theme.here.test](theme, draft, asked)


def _treated(theme: Theme, draft: DraftProfile, asked: Sequence[Request]) -> Outcome:
    """Paragraphs that speak of the object, and say of it what is wanted, are counted.

    Nothing can be asked of a part that the draft does not have: that it is missing is another finding.
    """
    del asked
    here = theme.here
    if len(_within(draft, here)) <= here.many:
        return None
    titled = heading(draft, here.heading)
    if titled:
        return Met(titled)
    told = [spot for passage in _within(draft, here) if (spot := _spot(passage, here, here.said))]
    if len(told) >= here.enough:
        return Met(told[0])
    if told and any(_full(spot) for spot in told):
        return Met(told[0])
    if told:
        return Measure("thin", 0.62, tuple(told), {"count": str(len(told))})
    return _mentioned(theme, draft)


def _full(spot: Spot) -> bool:
    """Whether a sentence tells what was done with sums and shares of it, and not only that it was done."""
    measures = [amount.measure for amount in amounts(spot.quote)]
    return len(measures) >= _MANY_FIGURES and "money" in measures and bool(percentages(spot.quote))


def _mentioned(theme: Theme, draft: DraftProfile) -> Outcome:
    """What is wanted is not said; where the object is named at all decides the wording."""
    here = theme.here
    mentions = [(p, spot) for p in draft.passages if (spot := _spot(p, here, ()))]
    over = next((p.section for p in _within(draft, here) if named(here.near, match_key(p.section.title))), None)
    if over:
        return Measure("absent_near", 0.66, (head(draft, over),), {"count": "1"})
    if not mentions:
        return _unmentioned(theme, draft)
    inside = [spot for p, spot in mentions if not here.where or p.part in here.where]
    spots = tuple(inside or [spot for _, spot in mentions])
    if not spots:
        return None
    if not inside and (here.home or len(spots) >= _WELL_TREATED):
        return Met(spots[0])
    state = "absent_near" if inside else "elsewhere"
    return Measure(state, 0.66 if here.needs or inside else 0.58, spots[:2], {"count": str(len(spots))})


def _unmentioned(theme: Theme, draft: DraftProfile) -> Outcome:
    """No sentence names the object: a cell of a table or a heading may, before it is said to be absent."""
    here = theme.here
    if here.needs or (theme.field and _special(draft)):
        return None
    if cell := _in_table(draft, here.object):
        return Measure("absent_near", 0.66, (cell,), {"count": "1"})
    return Met() if heading(draft, here.object) else _absent(theme, draft)


def _spot(passage: Passage, here: Sign, said: Sequence[str]) -> Spot | None:
    """Where a passage speaks of the object and says one of ``said`` of it; under a heading that begins with the
    object, every sentence is about it."""
    found = find_spot(passage, here.object, said)
    found = None if found and named(here.unlike, match_key(found.quote)) else found
    title = match_key(passage.section.title)
    under = named(here.titles, title) or any(0 <= title.find(phrase) <= _LEADING for phrase in here.object)
    if found or not under:
        return found
    return find_spot(passage, said, ()) if said else sentence(passage, 0)


def _in_table(draft: DraftProfile, phrases: Sequence[str]) -> Spot | None:
    """The first cell of a table with one of ``phrases``."""
    for section in draft.document.walk():
        for cell in (cell for table in section.tables for row in table.rows for cell in row):
            if named(phrases, match_key(cell.text)):
                return Spot(draft.document.text[cell.start : cell.end], cell.start, cell.end, section)
    return None


def _special(draft: DraftProfile) -> bool:
    """Whether the draft is about one field alone."""
    return draft.type is not None and not draft.broad


def _absent(theme: Theme, draft: DraftProfile) -> Measure | None:
    """Nothing is said of the object: the first sentence of its part with one of ``show``, and a figure, is shown.
    Articles leave many things unsaid, and only what rules must hold is missed in them."""
    here = theme.here
    within = [p for p in _within(draft, here) if p.section.kind != "preamble"]
    own = [p for p in draft.passages if p.part == theme.part] or within
    places = [p for p in (*own, *within) if here.plain or any(character.isdigit() for character in p.key)]
    for phrase in here.show:
        titled = (sentence(p, 0) for p in places if here.plain and phrase in match_key(p.section.title))
        said = (spot for p in places if (spot := find_spot(p, (phrase,), ())))
        shown = next(said, None) or next(titled, None)
        if shown:
            return Measure("absent_shown", 0.74, (shown,))
    told = here.shown or not (theme.norms if draft.norms else draft.broad)
    return None if told else Measure("absent", 0.7)


def _items(theme: Theme, draft: DraftProfile, asked: Sequence[Request]) -> Outcome:
    """Which of the contents that precedents ask for are nowhere in the draft."""
    here = theme.here
    within = _within(draft, here)
    anchors = [spot for passage in within if (spot := find_spot(passage, here.object, ()))]
    anchors += [sentence(p, 0) for p in within if named(here.object, match_key(p.section.title))]
    if not anchors:
        return None
    asked_for = [label for label, cues in here.items.items() if any(named(cues, one.key) for one in asked)]
    wanted = asked_for or list(here.items)
    missing = [label for label in wanted if not named(here.items[label], draft.key)]
    present = [label for label, cues in here.items.items() if named(cues, draft.key)]
    if not missing:
        cues = tuple(cue for label in wanted for cue in here.items[label])
        spot = next((spot for p in draft.passages if (spot := find_spot(p, cues, ()))), None)
        return Met(spot)
    cues = tuple(cue for label in present for cue in here.items[label])
    shown = [clause(spot, cues) for p in (within or draft.passages) if (spot := find_spot(p, cues, ()))][:2]
    state = "items" if shown else "items_absent"
    if not shown:
        fitting = [spot for spot in anchors if not here.leading or _leads(here, spot)]
        shown = sorted(fitting, key=lambda spot: not any(letter.isdigit() for letter in spot.quote))[:1]
        if not shown:
            return None
    values = {"missing": _joined(missing), "present": _joined(present)}
    sought = tuple(cue for label in missing for cue in here.items[label])
    # One thing missing of many is a smaller point than all of it.
    confidence = 0.45 + 0.3 * len(missing) / len(wanted)
    return Measure(state, confidence, tuple(shown), values, sought)


def _leads(here: Sign, spot: Spot) -> bool:
    """Whether a sentence is about the object: it stands among its first words."""
    return named(here.object, " ".join(match_key(spot.quote).split()[:_FIRST_WORDS]))


def _repeated(theme: Theme, draft: DraftProfile, asked: Sequence[Request]) -> Outcome:
    """Set phrases counted in one part."""
    del asked
    here = theme.here
    places = [p for p in draft.passages if p.part in here.where]
    counts = {phrase: sum(p.key.count(phrase) for p in places) for phrase in here.object}
    total = sum(counts.values())
    if total < here.enough:
        return Met() if places else None
    spot = next(spot for p in places if (spot := find_spot(p, here.object, ())))
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
    """Targets without a figure, named."""
    del asked
    here = theme.here
    aims = [p for p in draft.passages if p.part in here.where and len(p.tokens) >= _SHORTEST_TASK]
    bare = [p for p in aims if not any(character.isdigit() for character in p.key)]
    if len(aims) < here.few:
        return None
    if len(bare) / len(aims) < _UNASSIGNED:
        return Met()
    names = named_in([short(sentence(p, 0).quote, _SHORT_NAME) for p in bare], _MOST_ACTS)
    values = {"total": str(len(aims)), "count": str(len(bare)), "names": names}
    return Measure("unmeasured", 0.66, tuple(sentence(p, 0) for p in bare[:2]), values)


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
    if articles(draft) and not submitted(draft):
        return None
    missing, known = new_acts(draft, asked)
    if missing:
        names = " và ".join(act.words for act in missing[:_MOST_ACTS])
        sought = tuple(match_key(act.code) for act in missing[:_MOST_ACTS])
        return Measure("acts", 0.55, (), {"missing": names}, sought)
    return Met() if known else None


_TESTS: dict[TestName, Test] = {
    "treated": _treated,
    "items": _items,
    "repeated": _repeated,
    "lopsided": _lopsided,
    "assigned": _assigned,
    "separate": _separate,
    "joined": _joined_parts,
    "acts": _acts,
    "tension": lambda theme, draft, asked: tension(theme.here, draft),
    "listed": lambda theme, draft, asked: listed_projects(theme.here, draft),
    "unbased": lambda theme, draft, asked: without_base(theme.here, draft),
    "finding": lambda theme, draft, asked: None,
}


def _outline(here: Sign, draft: DraftProfile) -> tuple[tuple[Spot, ...], Spot | None]:
    """Headings that name one of two subjects apart (both found), and one that names both together."""
    first = second = together = None
    for section in draft.document.walk():
        if section.kind == "annex" or section.end <= section.start:
            continue
        key = match_key(section.title)
        one, two = named(here.object, key), named(here.other, key)
        if "kết quả" in key or "phương hướng" in key:
            continue
        if one and two:
            together = together or section
        elif one:
            first = first or section
        elif two:
            second = second or section
    apart = (head(draft, first), head(draft, second)) if first and second else ()
    return apart, head(draft, together) if together else None


def _within(draft: DraftProfile, here: Sign) -> list[Passage]:
    return [p for p in draft.passages if not here.where or p.part in here.where]


def _joined(names: Sequence[str]) -> str:
    return "; ".join(names)
