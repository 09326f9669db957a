"""Tests of what a draft sets against itself: needs against the list of projects, tasks against stated weaknesses,
targets against the figures known today. Each shows the draft's own words."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

from assistant.diagnosis.matching import Candidates, subject_of
from assistant.diagnosis.phrases import quoted
from assistant.documents.model import Section, Table
from assistant.language.normalize import match_key
from assistant.language.quantities import value_of
from assistant.language.tokens import sentences, syllables
from assistant.review.analyses.tools import argument, short, spot_of
from assistant.review.outcome import Measure, Met, Outcome
from assistant.review.profile import DraftProfile, Passage
from assistant.review.spots import Spot, find_spot, named, sentence
from assistant.review.themes import Sign

__all__ = ["listed_projects", "tension", "without_base"]

_MATCHED, _KNOWN = 0.95, 0.25
_FEWEST, _MOST_NAMED = 2, 3
_LONGEST, _ANSWERED = 14, 0.3
_INDICATORS = ("tỷ lệ", "tỷ trọng", "tỷ suất", "số ", "tốc độ", "mức ", "năng suất", "quy mô", "giá trị", "thu nhập")
_TARGETS = ("mục tiêu", "chỉ tiêu")
_AMOUNT = re.compile(r"(\d[\d.,]*)\s*(nghìn )?tỷ đồng")
_TARGET = re.compile(r"(?:đạt|còn|có|trên|tăng lên|chiếm)?\s*(?:tối thiểu |ít nhất |khoảng |trên |từ )?\d[\d.,]*\s?%")
_MARKER = re.compile(r"^(?:[-+•]|\d{1,2}[.)]|[a-zđ]\))\s*")
_TOTAL = ("tổng cộng", "tổng số", "cộng")


def tension(here: Sign, draft: DraftProfile) -> Outcome:
    """A task (``object``, in ``where``) that leans on what the draft itself says is weak (``other``, among its
    limitations or causes)."""
    asked = (spot for p in draft.passages if p.part in here.where and (spot := find_spot(p, here.object, ())))
    weak = (
        spot for p in draft.passages if p.part == "limitations_causes" and (spot := find_spot(p, here.other, here.said))
    )
    task, weakness = next(asked, None), next(weak, None)
    if task is None or weakness is None:
        return None
    answered = next((spot for p in draft.passages if (spot := find_spot(p, here.show, ()))), None)
    if answered:
        return Met(answered)
    if treated := _treated(draft, weakness, task):
        return Met(treated)
    values = {
        "other": quoted(_MARKER.sub("", weakness.quote)), "other_place": draft.place(weakness.start),
        "task": short(task.quote, _LONGEST), "weakness": short(weakness.quote, _LONGEST),
    }  # fmt: skip
    return Measure("tension", 0.7, (task, weakness), values)


def _treated(draft: DraftProfile, weakness: Spot, task: Spot) -> Spot | None:
    """Another task that takes the weakness up, if one does."""
    told = argument(draft)
    of = next((one for one in told.statements if one.start < weakness.end and weakness.start < one.end), None)
    if of is None:
        return None
    others = [one for one in told.of("solution") if one.end <= task.start or task.end <= one.start]
    best = Candidates(others, told.weights).best(subject_of(of), of.terms)
    return spot_of(best.statement) if best and best.score >= _ANSWERED else None


def listed_projects(here: Sign, draft: DraftProfile) -> Outcome:
    """The total of a list of projects (``heading``) against the need of funds (``object``) that it stands behind.

    A list that names one source in its title (``other``) is held against that source's amount.
    """
    for section, table in _tables(draft):
        key = match_key(f"{section.title} {table.caption or ''}")
        if not named(here.heading, key) or match_key(table.unit or "").find("tỷ") < 0:
            continue
        total = _total(table)
        of = next((source for source in here.other if source in key), "")
        need = _need(here, draft, of)
        if total is None or need is None:
            continue
        if total[1] >= _MATCHED * need[1]:
            return Met(need[0])
        projects = sum(not named(_TOTAL, match_key(row[0].text + row[1].text)) for row in table.rows if len(row) > 1)
        values = {
            "total": total[0],
            "figure": total[0].split()[0],
            "count": need[2],
            "listed": _label(table, section),
            "projects": str(projects),
        }
        return Measure("listed", 0.74, (need[0],), values)
    return None


def without_base(here: Sign, draft: DraftProfile) -> Outcome:
    """Targets in per cent whose indicator has no figure of today: neither in the other parts nor in a table."""
    others = [p for p in draft.passages if p.part not in here.where and _has_digit(p.key)]
    known = [set(itertools.pairwise(p.tokens)) for p in others]
    known += [set(itertools.pairwise(syllables(row))) for row in _rows(draft)]
    bare: list[tuple[str, Spot]] = []
    total = 0
    for passage in draft.passages:
        if passage.part not in here.where or not named(_TARGETS, match_key(passage.section.title)):
            continue
        for name, spot in _indicators(passage):
            total += 1
            pairs = set(itertools.pairwise(syllables(name)))
            if pairs and max((len(pairs & one) / len(pairs) for one in known), default=0.0) < _KNOWN:
                bare.append((name, spot))
    if total < _FEWEST:
        return None
    if len(bare) < _FEWEST:
        return Met()
    names = "; ".join(f"“{name}”" for name in dict.fromkeys(name for name, _ in bare[:_MOST_NAMED]))
    values = {"count": str(len(bare)), "total": str(total), "missing": names}
    return Measure("unbased", 0.68, tuple(spot for _, spot in bare[:2]), values)


def _label(table: Table, section: Section) -> str:
    """ "Bảng 6 (Dự án và kinh phí)" for the caption "Bảng 6. Dự án và kinh phí"."""
    words = (table.caption or section.title).strip()
    head, stop, rest = words.partition(". ")
    return f"{head} ({rest})" if stop else words


def _indicators(passage: Passage) -> Iterable[tuple[str, Spot]]:
    """What each target in per cent is of: the words after the figure, else before it."""
    text = passage.paragraph.text
    for start, end in sentences(text):
        for piece in re.finditer(r"[^;]+", text[start:end]):
            found = _TARGET.search(piece[0])
            if found is None:
                continue
            after = re.split(r"[,;.:(]", piece[0][found.end() :])[0].strip()
            before = re.split(r"[,;:(]", piece[0][: found.start()])[-1].strip(" -+•.")
            name = before if len(before.split()) > _FEWEST else after
            words = name.split()
            whole = found[0].rstrip().endswith("100%") or "100 %" in found[0]
            if not _FEWEST < len(words) <= _LONGEST or whole or any(map(str.isdigit, name)):
                continue
            if match_key(name).startswith(_INDICATORS):
                yield " ".join(words), sentence(passage, start, end)


def _need(here: Sign, draft: DraftProfile, of: str) -> tuple[Spot, float, str] | None:
    """The first amount that the draft says is needed (of the source ``of``, when one is named)."""
    for passage in draft.passages:
        if passage.part in ("results", "limitations_causes"):
            continue
        spot = find_spot(passage, here.object, ("tỷ đồng",))
        if spot is None:
            continue
        at = next((m.end() for p in ([of] if of else here.object) if (m := re.search(p, spot.quote.lower()))), None)
        found = _AMOUNT.search(spot.quote, at) if at is not None else None
        value = _value(found[1]) if found else None
        if found and value is not None:
            return spot, value * (1000 if found[2] else 1), found[0].strip()
    return None


def _total(table: Table) -> tuple[str, float] | None:
    """The words and value of the total of all funds: its row of totals, its first column of amounts."""
    for row in reversed(table.rows):
        if any(named(_TOTAL, match_key(cell.text)) for cell in row[:2]):
            for cell in row[1:]:
                value = _value(cell.text.strip())
                if value is not None:
                    return f"{cell.text.strip()} tỷ đồng", value
    return None


def _value(text: str) -> float | None:
    number = text.rstrip(".,")
    return float(value_of(number)[0]) if re.fullmatch(r"\d+(?:[.,]\d+)*", number) else None


def _tables(draft: DraftProfile) -> Iterable[tuple[Section, Table]]:
    for section in draft.document.walk():
        for table in section.tables:
            yield section, table


def _rows(draft: DraftProfile) -> Iterable[str]:
    for _, table in _tables(draft):
        for row in table.rows:
            if any(_has_digit(cell.text) for cell in row):
                yield " ".join(cell.text for cell in row)


def _has_digit(text: str) -> bool:
    return any(letter.isdigit() for letter in text)
