"""One draft laid out for the checks: its lines in reading order, their places, its tables and the part each plays."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from assistant.diagnosis.model import Evidence, Span, Subject
from assistant.diagnosis.parts import Part, part_of_title
from assistant.documents.model import Document, Provenance, Section, Table

if TYPE_CHECKING:
    from assistant.diagnosis.facts import Fact

__all__ = ["Line", "PlacedTable", "Reading"]


@dataclass(frozen=True, slots=True)
class Line:
    """A heading or a paragraph. ``start``/``end`` are offsets into the draft; ``order`` counts lines from 0."""

    text: str
    start: int
    end: int
    section: Section
    order: int
    kind: Literal["heading", "paragraph"]
    marker: str | None = None
    provenance: Provenance = "text"


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table with its section; ``order`` counts tables from 0."""

    table: Table
    section: Section
    order: int


class Reading:
    """What every check sees of a subject; whatever several checks need is computed once and kept here."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.draft: Document = subject.draft
        self.governing: Document | None = subject.governing

    @cached_property
    def parents(self) -> dict[int, Section | None]:
        """The parent of each section, by the section's ``id``."""
        found: dict[int, Section | None] = {id(root): None for root in self.draft.sections}
        for section in self.draft.walk():
            found.update({id(child): section for child in section.children})
        return found

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Headings and paragraphs in reading order, tables left out."""
        rows: list[tuple[int, Line]] = []
        for section in self.draft.walk():
            if section.end > section.start:
                text = self.draft.text[section.start : section.end]
                rows.append((section.start, Line(text, section.start, section.end, section, 0, "heading")))
            for p in section.paragraphs:
                line = Line(p.text, p.start, p.end, section, 0, "paragraph", p.marker, p.provenance)
                rows.append((p.start, line))
        rows.sort(key=lambda row: row[0])
        return tuple(
            Line(x.text, x.start, x.end, x.section, order, x.kind, x.marker, x.provenance)
            for order, (_, x) in enumerate(rows)
        )

    @cached_property
    def paragraphs(self) -> tuple[Line, ...]:
        """The body paragraphs alone."""
        return tuple(line for line in self.lines if line.kind == "paragraph")

    @cached_property
    def tables(self) -> tuple[PlacedTable, ...]:
        """Every table in reading order."""
        placed = sorted(self.draft.tables(), key=lambda pair: pair[1].start)
        return tuple(PlacedTable(table, section, order) for order, (section, table) in enumerate(placed))

    @cached_property
    def parts(self) -> dict[int, Part]:
        """The part each section belongs to, by the section's ``id``; handed down from the heading above."""
        found: dict[int, Part] = {}
        for section in self.draft.walk():
            parent = self.parents[id(section)]
            above = found[id(parent)] if parent is not None else "other"
            if section.kind == "annex":
                found[id(section)] = "annex"
            elif above == "annex":
                found[id(section)] = above
            else:
                found[id(section)] = part_of_title(section.title) or above
        return found

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """Every figure with what is said of it, sentences first, then tables."""
        from assistant.diagnosis.cellfacts import facts_of_tables
        from assistant.diagnosis.facts import facts_of_text

        return (*facts_of_text(self), *facts_of_tables(self))

    def part(self, section: Section) -> Part:
        """The part that ``section`` belongs to."""
        return self.parts[id(section)]

    def chain(self, section: Section) -> tuple[Section, ...]:
        """The section and those above it, outermost first."""
        found: list[Section] = []
        at: Section | None = section
        while at is not None:
            found.append(at)
            at = self.parents.get(id(at))
        return tuple(reversed(found))

    @cached_property
    def _spots(self) -> tuple[tuple[int, int, Section, Provenance], ...]:
        rows: list[tuple[int, int, Section, Provenance]] = [
            (line.start, line.end, line.section, line.provenance) for line in self.lines
        ]
        rows += [(t.table.start, t.table.end, t.section, t.table.provenance) for t in self.tables]
        return tuple(sorted(rows, key=lambda row: (row[0], row[1])))

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(row[0] for row in self._spots)

    @cached_property
    def _page_starts(self) -> tuple[int, ...]:
        return tuple(page.start for page in self.draft.pages)

    def section_at(self, offset: int) -> Section | None:
        """The section whose line or table holds ``offset``, or the one before it; ``None`` ahead of the body."""
        at = bisect_right(self._starts, offset) - 1
        return self._spots[at][2] if at >= 0 else None

    def table_at(self, offset: int) -> PlacedTable | None:
        """The table that holds ``offset``."""
        at = bisect_right(self._table_starts, offset) - 1
        return self.tables[at] if at >= 0 and offset < self.tables[at].table.end else None

    @cached_property
    def _table_starts(self) -> tuple[int, ...]:
        return tuple(placed.table.start for placed in self.tables)

    def page_at(self, offset: int) -> int | None:
        """The page that holds ``offset``, by the same rule as ``Document.page_at`` but in logarithmic time."""
        at = bisect_right(self._page_starts, offset) - 1
        return self.draft.pages[at].number if at >= 0 else None

    def provenance_at(self, offset: int) -> Provenance:
        """How the text at ``offset`` was read."""
        at = bisect_right(self._starts, offset) - 1
        return self._spots[at][3] if at >= 0 else "text"

    def evidence(self, spans: Sequence[Span]) -> tuple[Evidence, ...]:
        """The quotations at ``spans``, trimmed of white space at both ends; repeated spans once."""
        found: dict[Span, Evidence] = {}
        for start, end in spans:
            raw = self.draft.text[start:end]
            left = start + len(raw) - len(raw.lstrip())
            right = max(left, end - (len(raw) - len(raw.rstrip())))
            section = self.section_at(left)
            quote = self.draft.text[left:right]
            path = section.path if section else ()
            found.setdefault((left, right), Evidence(quote, self.page_at(left), path, left, right))
        return tuple(found.values())
