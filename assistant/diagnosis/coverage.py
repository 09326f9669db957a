"""Targets and tasks of the governing resolution that the draft never addresses, or states otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.diagnosis.matching import Candidates, Match
from assistant.diagnosis.model import Defect, Span
from assistant.diagnosis.otherwise import differences
from assistant.diagnosis.phrases import phrase, quoted, strung
from assistant.diagnosis.places import place
from assistant.diagnosis.reading import Reading
from assistant.diagnosis.registry import check
from assistant.diagnosis.resolution import Asked, asked_of
from assistant.diagnosis.statements import Argument, Role, argument_of, opening
from assistant.diagnosis.terms import is_aggregate, is_topic, narrowest
from assistant.documents.model import Document
from assistant.language.normalize import match_key

__all__ = ["Treated", "governing_target_missing", "other_province", "treated_of"]

_ADDRESSED = 0.42
_NEAR = 0.2
_TASK_IN_RESULTS = 0.27
_TASK_ANYWHERE = 0.62
_SAME_FIGURE = 1.2
_FORGOTTEN = 0.155
_TELLING = 4.0
_TELLING_WITH_FIGURE = 2.0
_SINGLY = 4
_FLOOD = 0.5
_REPORT_SHARE = 0.2
_CAPITAL = "".join(c for c in map(chr, (*range(0x41, 0x250), *range(0x1E00, 0x1EFF))) if c.isupper())
_PROVINCE = re.compile(rf"(?i:tỉnh|thành phố)\s+(?i:ủy\s+)?((?:[{_CAPITAL}][^\W\d_]*(?:\s|$|\s?-\s?)){{1,4}})")
_CENTRAL = re.compile(r"quốc hội|chính phủ|trung ương|bộ chính trị|ban bí thư|thủ tướng|^bộ |đại biểu toàn quốc")


@dataclass(frozen=True, slots=True)
class Treated:
    """One thing the resolution asks, and what the draft says that comes closest; ``anywhere`` counts its plans too;
    ``aggregate``: it is GRDP or another whole, which a draft on the economy always treats; ``telling``: its words are
    rare enough to be missed; ``absent``: a topic of it is nowhere in the draft.
    """

    asked: Asked
    match: Match | None
    anywhere: Match | None
    aggregate: bool = False
    telling: bool = False
    absent: bool = False

    @property
    def score(self) -> float:
        """How well the draft treats it: 0 not at all, 1 wholly."""
        return self.match.score if self.match else 0.0

    @property
    def addressed(self) -> bool:
        """Whether the draft treats it at all."""
        if self.asked.kind == "target":
            same = self.anywhere is not None and self.anywhere.score >= _NEAR and self._same_figure
            return self.score >= _ADDRESSED or same or (self.aggregate and self.anywhere is not None)
        if self.score >= _TASK_IN_RESULTS or self.anywhere is None:
            return self.anywhere is not None
        enough = _SAME_FIGURE if self.asked.priority else _TASK_ANYWHERE
        return self.anywhere.score >= enough or (self.anywhere.score >= _TASK_ANYWHERE and self._same_figure)

    @property
    def forgotten(self) -> bool:
        """Whether nothing in the draft, plans and headings included, comes near it."""
        return self.telling and (self.absent or self.anywhere is None or self.anywhere.score < _FORGOTTEN)

    @property
    def _same_figure(self) -> bool:
        """Whether the closest words anywhere print one of the figures asked."""
        text = self.anywhere.statement.text if self.anywhere else ""
        return any(re.search(rf"(?<![\d.,]){re.escape(a.number)}(?![\d.,])", text) for a in self.asked.amounts)


@check(kind="governing_target_missing", claim="hint")
def governing_target_missing(reading: Reading) -> Iterator[Defect]:
    """A target or priority task of the governing resolution that the draft never addresses, or states otherwise.

    Rule: every clause of the resolution's targets, and of its tasks with a figure, against the clauses and table rows
    of the draft, by narrow topics and telling words weighed by rarity; missing where the best of them takes up less
    than two fifths. Stated otherwise: a column or a phrase of target about the same indicator with another figure than
    the resolution's. A resolution of another province is said so, and nothing else is.
    """
    if reading.governing is None:
        return
    stranger = other_province(reading.draft, reading.governing)
    if stranger:
        yield _stranger(reading, reading.governing, *stranger)
        return
    told: set[int] = set()
    for difference in differences(reading):
        told.add(difference.asked.start)
        yield _differing(reading, difference.asked, difference.span, difference.printed)
    treated = [t for t in treated_of(reading) if t.asked.start not in told]
    targets = [t for t in treated if t.asked.kind == "target"]
    missing = sorted((t for t in targets if not t.addressed), key=lambda t: (t.score, t.asked.start))
    if len(missing) > max(_SINGLY, _FLOOD * len(targets)):
        yield _several(reading, missing, "flood")
        return
    yield from (_missing(reading, one) for one in missing[:_SINGLY])
    if missing[_SINGLY:]:
        yield _several(reading, missing[_SINGLY:], "targets")
    tasks = [t for t in treated if t.asked.kind == "task" and not t.addressed and (t.forgotten or t.asked.amounts)]
    tasks = [t for t in tasks if t.forgotten or t.asked.priority]
    if tasks and len(tasks) <= max(_SINGLY, _FLOOD * sum(t.asked.kind == "task" for t in treated)):
        yield _several(reading, sorted(tasks, key=lambda t: t.score)[:_SINGLY], "tasks")


@lru_cache(maxsize=2)
def treated_of(reading: Reading) -> tuple[Treated, ...]:
    """What the resolution asks, with the draft's closest words; a report must say it among its results."""
    if reading.governing is None:
        return ()
    argument = argument_of(reading)
    everywhere = [*argument.statements, *argument.rows]
    done: set[Role] = {"result", "limitation", "cause", "other", "row"}
    reports = len(argument.of("result")) >= _REPORT_SHARE * max(1, len(argument.statements))
    near = (
        Candidates([s for s in everywhere if s.role in done], argument.weights, headings=False, by_topic=False)
        if reports
        else None
    )
    wide = Candidates(everywhere, argument.weights, by_topic=False)
    found = []
    for asked in asked_of(reading.governing):
        terms = narrowest(asked.terms)
        anywhere = wide.best(terms)
        whole = is_aggregate(frozenset(t for t in asked.terms if is_topic(t)))
        enough = _TELLING_WITH_FIGURE if asked.amounts else _TELLING
        telling = argument.weights.sum(asked.terms) >= enough and not whole
        absent = any(is_topic(t) and not argument.weights.known(t) for t in terms)
        found.append(Treated(asked, near.best(terms) if near else anywhere, anywhere, whole, telling, absent))
    return tuple(found)


def _missing(reading: Reading, treated: Treated) -> Defect:
    values = {"asked": quoted(treated.asked.text), **_nearest(reading, treated)}
    variant = "main" if treated.anywhere else "none"
    return Defect(2, 0.82, (_spot(reading, treated),), values, variant, governing=(treated.asked.span,))


def _nearest(reading: Reading, treated: Treated) -> dict[str, str]:
    match = treated.anywhere or treated.match
    if match is None:
        return {"nearest": "", "place": ""}
    text = reading.draft.text[slice(*match.statement.span)]
    return {"nearest": quoted(" ".join(text.split())), "place": place(reading, match.statement.start)}


def _spot(reading: Reading, treated: Treated) -> Span:
    """Where to look: the closest words, else the first heading of results."""
    match = treated.anywhere or treated.match
    return match.statement.span if match else _first_heading(argument_of(reading))


def _first_heading(argument: Argument) -> Span:
    sections = [s for s in argument.reading.draft.walk() if s.end > s.start and argument.parts[id(s)] == "results"]
    return (sections[0].start, sections[0].end) if sections else opening(argument.reading)


def _several(reading: Reading, treated: Sequence[Treated], variant: str) -> Defect:
    values = {
        "asked": strung([quoted(t.asked.text) for t in treated], 6),
        "count": str(len(treated)),
        **_nearest(reading, treated[0]),
    }
    spans = tuple(dict.fromkeys(_spot(reading, t) for t in treated[:4]))
    return Defect(2, 0.75, spans, values, variant, governing=tuple(t.asked.span for t in treated))


def _differing(reading: Reading, asked: Asked, span: Span, printed: str) -> Defect:
    values = {
        "asked": quoted(asked.text),
        "printed": printed,
        "place": place(reading, span[0]),
        "quote": quoted(" ".join(reading.draft.text[slice(*span)].split())),
    }
    return Defect(3, 0.85, (span,), values, "otherwise", governing=(asked.span,))


def _stranger(reading: Reading, governing: Document, own: str, other: str) -> Defect:
    name = governing.metadata.subject or governing.metadata.type or phrase("preamble")
    return Defect(2, 0.9, (opening(reading),), {"own": own, "other": other, "name": quoted(name)}, "stranger")


def other_province(draft: Document, governing: Document) -> tuple[str, str] | None:
    """The two provinces, where the resolution given as governing is of another one than the draft; else ``None``."""
    own, other = _province(draft), _province(governing)
    metadata = governing.metadata
    level = match_key(" ".join(filter(None, (metadata.issuer, metadata.parent_body, metadata.subject))))
    if own is None or other is None or match_key(own) == match_key(other) or _CENTRAL.search(level):
        return None
    return None if match_key(draft.text).count(match_key(other)) > 1 else (own, other)


def _province(document: Document) -> str | None:
    """The place of issue, or the province that issuer and subject name."""
    metadata = document.metadata
    for text in (metadata.subject, metadata.issuer, metadata.parent_body):
        found = _PROVINCE.search((text or "") if not (text or "").isupper() else (text or "").title())
        if found:
            return found[1].strip(" ,-")
    return metadata.place
