"""Who does what by when: tasks without a lead or a date, by name; bodies given tasks and named in no duty."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from assistant.diagnosis.cells import Grid
from assistant.diagnosis.places import table_name
from assistant.language.normalize import match_key
from assistant.language.tokens import syllables
from assistant.review.analyses.tools import BODY, argument, articles, named_in, plain, short, spot_of
from assistant.review.outcome import Measure
from assistant.review.profile import DraftProfile, Passage
from assistant.review.spots import Spot, named, sentence
from assistant.review.themes import Sign

__all__ = ["bodies_left_out", "unassigned"]

_FEWEST, _LEAST_SHARE, _FEWEST_BARE, _NAMED = 5, 0.3, 3, 3
_SHORTEST, _LISTED, _COVERS = 8, 0.6, 0.7
_DATE = re.compile(r"20\d\d|\bquý [ivx]+\b|\btháng \d|\b(?:hằng|hàng|mỗi) (?:năm|quý|tháng)|\btrong \d+ (?:ngày|tháng)")
_TARGET = re.compile(
    r"^\W*(?:[a-zđ\d]{1,2}[.)]\s)?(?:(?:phấn đấu|đến năm)[^;.]{0,40}?)?(?:tỷ lệ|\d[\d.,]*\s?%)[^;.]*\d"
)
_DOING = ("nhiệm vụ", "giải pháp")
_FEWEST_ORGANISED = 4
_ACTORS = re.compile(BODY.pattern + r"|[Cc]ác (?:sở|xã|địa phương|ngành|cơ quan|đơn vị|huyện)(?!\w)")
_WHERE = re.compile(r"(?:tại|về|ở|thuộc|của|gửi|đến|cho)\s$")


def unassigned(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """Tasks, paragraph by paragraph, without a body that leads (``said``) and without a date; and how many of them the
    annexed table of assignments has."""
    if articles(draft):
        return ()
    rows = _assigned_rows(here, draft)
    tasks = _tasks(here, draft)
    ownerless = [p for p in tasks if not _led(here, p) and not _listed(p, rows)]
    dateless = [p for p in tasks if not _DATE.search(p.key)]
    both = [p for p in ownerless if p in dateless]
    table = _assignments(here, draft)
    if len(tasks) < _FEWEST:
        return ()
    if len(ownerless) < max(_FEWEST_BARE, _LEAST_SHARE * len(tasks)):
        return _partial(here, draft, tasks, table)
    undated = len(both) >= _FEWEST_BARE
    shown = both if undated else ownerless
    # A reader may count groups where paragraphs are counted here, so that only the working tells how many.
    values = {
        "total": str(len(tasks)), "count": str(len(ownerless)), "dateless": str(len(dateless)),
        "names": _placed(draft, shown), "table": table[0], "rows": str(table[1]),
    }  # fmt: skip
    state = "unassigned_table" if table[0] and table[1] < len(tasks) else "unassigned"
    state += "_undated" if undated else ""
    return (Measure(state, 0.7, tuple(sentence(p, 0) for p in shown[:2]), values),)


def _partial(here: Sign, draft: DraftProfile, tasks: Sequence[Passage], table: tuple[str, int]) -> Sequence[Measure]:
    """A table of assignments, said to have them all, that has few of the tasks."""
    rows = _assigned_rows(here, draft)
    left = sorted(
        (p for p in tasks if not _listed(p, rows)), key=lambda p: BODY.match(plain(p.paragraph.text)) is not None
    )
    told = any("phân công" in p.key and "phụ lục" in p.key for p in draft.passages)
    if not told or not table[0] or table[1] > _COVERS * len(tasks) or len(left) < _FEWEST_BARE:
        return ()
    values = {"total": str(len(tasks)), "table": table[0], "rows": str(table[1]), "names": _names(left)}
    return (Measure("partial_table", 0.66, tuple(sentence(p, 0) for p in left[:2]), values),)


def _tasks(here: Sign, draft: DraftProfile) -> list[Passage]:
    doing = {one.paragraph for one in argument(draft).of("solution")}
    lines = {line.start: line.order for line in draft.reading.paragraphs}
    return [
        p
        for p in draft.passages
        if lines.get(p.paragraph.start) in doing and len(p.tokens) >= _SHORTEST
        and not named(here.heading, match_key(p.section.title)) and not p.paragraph.text.rstrip().endswith(":")
        and not named(here.other, p.key) and not _aimed(here, p)
    ]  # fmt: skip


def _aimed(here: Sign, passage: Passage) -> bool:
    """Whether it says how far things shall have come, not what is to be done: it begins with a rate, or the nearest
    heading on aims (``show``) or on tasks is on aims alone."""
    titles = [match_key(title) for title in reversed(passage.section.path)]
    nearest = next((key for key in titles if named((*here.show, *_DOING), key)), "")
    return _TARGET.match(passage.key) is not None or (named(here.show, nearest) and not named(_DOING, nearest))


def _led(here: Sign, task: Passage) -> bool:
    """Whether a task names a body that acts, and not only where something is done or whose it is."""
    text = task.paragraph.text
    acting = (not _WHERE.search(text[: found.start()]) for found in _ACTORS.finditer(text))
    return named(here.said, task.key) or any(acting)


def _placed(draft: DraftProfile, tasks: Sequence[Passage]) -> str:
    """Three of the tasks by name, with their places: one for all, or each its own."""
    first = list({_names([p]): p for p in reversed(tasks)}.values())[::-1][:_NAMED]
    places = [draft.place(p.paragraph.start) for p in first]
    if len(set(places)) == 1:
        return f"{_names(first)} (tại {places[0]})"
    return "; ".join(f"{_names([p])} ({place})" for p, place in zip(first, places, strict=True))


def _names(tasks: Sequence[Passage]) -> str:
    return named_in([short(sentence(p, 0).quote, 11) for p in tasks], _NAMED)


def _assignments(here: Sign, draft: DraftProfile) -> tuple[str, int]:
    """The table of assignments and its number of rows."""
    for placed in draft.reading.tables:
        grid = Grid(placed)
        heads = " | ".join(grid.heads)
        if named(here.object, heads) and named(here.near, heads):
            rows = [row for row in grid.rows if not grid.is_total(row)]
            return table_name(draft.reading, placed.table.start), len(rows)
    return "", 0


def _assigned_rows(here: Sign, draft: DraftProfile) -> list[set[tuple[str, str]]]:
    """The names of the tasks in tables that say who leads, as pairs of syllables."""
    found = []
    for placed in draft.reading.tables:
        grid = Grid(placed)
        if named(here.near, " | ".join(grid.heads)):
            found += [set(itertools.pairwise(syllables(row.label))) for row in grid.rows if not grid.is_total(row)]
    return found


def _listed(task: Passage, rows: Sequence[set[tuple[str, str]]]) -> bool:
    pairs = {*itertools.pairwise(task.tokens), *itertools.pairwise(syllables(task.section.title))}
    return any(len(pairs & row) >= max(2, _LISTED * len(row)) for row in rows if row)


def bodies_left_out(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """Bodies (``items``: name and words) that lead tasks and that the part on organisation does not name."""
    if articles(draft):
        return ()
    told = argument(draft)
    organised = [match_key(one.text) for one in told.of("organisation")]
    if sum(named(here.said, key) for key in organised) < _FEWEST_ORGANISED:
        return ()
    titles = [match_key(section.title) for section in draft.document.walk()]
    key = " ".join([*organised, *titles])
    found: dict[str, Spot] = {}
    for one in told.of("solution"):
        text = match_key(one.text)
        for name, cues in here.items.items():
            if any(_acts(cue, text) for cue in cues) and not named(cues, key) and _work(name, spot_of(one)):
                found.setdefault(name, spot_of(one))
    if not found:
        return ()
    names = [f"{name} ({_work(name, spot)})" for name, spot in found.items()]
    values = {"bodies": named_in(names, 4), "count": str(len(found))}
    place = next((one.section for one in told.of("organisation")), None)
    values["organisation"] = draft.place(place.start) if place else ""
    confidence = 0.66 if len(found) > 1 else 0.48
    return (Measure("bodies_left_out", confidence, tuple(found.values())[:2], values),)


def _acts(cue: str, text: str) -> bool:
    """Whether a body stands where the one who acts stands: first, or behind "do", "giao"."""
    at = text.find(cue)
    return at == 0 or (at > 0 and text[:at].rstrip().endswith((" do", "giao", ";")))


def _work(name: str, spot: Spot) -> str:
    """What a body is given to do, its name left out where it stands first; empty where other bodies follow."""
    at = spot.quote.lower().find(name.lower())
    behind = spot.quote[at + len(name) :].strip(" ,.;") if at == 0 else spot.quote
    return "" if not behind or behind.startswith(("và ", "các ")) else short(behind, 11)
