"""Parts that this kind of draft must have, and how long it may be: outlines by type of document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median
from typing import Any

from assistant.diagnosis.model import Defect, Span
from assistant.diagnosis.parts import load_data
from assistant.diagnosis.phrases import phrase, quoted, strung
from assistant.diagnosis.places import place
from assistant.diagnosis.promised import promised
from assistant.diagnosis.reading import Reading
from assistant.diagnosis.registry import check
from assistant.diagnosis.statements import Argument, argument_of, cue, opening
from assistant.diagnosis.terms import contains
from assistant.documents.model import Section
from assistant.language.normalize import match_key

__all__ = ["Outline", "missing_section", "outline_of", "overlong"]

_LEAD_WORDS = 9
_SHORTEST_DRAFT = 700
_MOST = 3
_FEWEST_CAUSES = 2
_SLACK = 1.2
_WORDS_A_PAGE = 400
_LONG_SECTION = 900
_OUTGROWN = 5
_LARGE_SHARE = 0.2
_LONG_PARAGRAPH = 350
_WITH_LAYOUT = frozenset({"docx", "doc", "pdf", "odt"})


@dataclass(frozen=True, slots=True)
class OutlinePart:
    """A part a document must have: its name, how it is recognised; ``after``: words of the headings it follows, the
    last of them, or where ``first`` the first.
    """

    key: str
    name: str
    headings: tuple[str, ...]
    opens: tuple[str, ...]
    anywhere: tuple[str, ...]
    after: tuple[str, ...] = ()
    first: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """What a type of document must have; ``words``: the expected length of its body; ``when``: judged only with it;
    ``with_limitations``: parts it must have where it names limitations.
    """

    name: str
    parts: tuple[OutlinePart, ...]
    words: int
    when: OutlinePart | None = None
    with_limitations: tuple[OutlinePart, ...] = ()


@cache
def _outlines() -> tuple[tuple[dict[str, Any], Outline], ...]:
    data = load_data("outlines")
    found = []
    for row in data["type"]:
        parts = tuple(_part(key, data["parts"][key]) for key in row["parts"])
        when = _part(row["when"], data["parts"][row["when"]]) if "when" in row else None
        also = tuple(_part(key, data["parts"][key]) for key in row.get("with_limitations", ()))
        found.append((row, Outline(row["name"], parts, row["words"], when, also)))
    return tuple(found)


def _part(key: str, row: dict[str, Any]) -> OutlinePart:
    headings, opens, anywhere, after = (tuple(row.get(n, ())) for n in ("headings", "opens", "anywhere", "after"))
    return OutlinePart(key, row["name"], headings, opens, anywhere, after, first=row.get("first", False))


def outline_of(reading: Reading) -> Outline | None:
    """The outline of the draft's type, by the words of its type, subject and issuer; ``None`` for other types."""
    metadata = reading.draft.metadata
    kind, subject = match_key(metadata.type or ""), match_key(metadata.subject or "")
    issuer = match_key(" ".join(filter(None, (metadata.issuer, metadata.parent_body))))
    for row, outline in _outlines():
        types, subjects, issuers = (tuple(row.get(n, ())) for n in ("types", "subjects", "issuers"))
        if not any(kind.startswith(t) for t in types):
            continue
        if subjects and not contains(f"{kind} {subject}", subjects):
            continue
        if issuers and not contains(issuer, issuers):
            continue
        return outline
    return None


@check(kind="missing_section", claim="hint")
def missing_section(reading: Reading) -> Iterator[Defect]:
    """A part that this kind of draft must have is absent.

    Rule: outlines by type (``data/outlines.toml``); a part is there if a heading has one of its words, a paragraph
    opens with them, or the text says them anywhere. Causes that are only objective lack the subjective ones; a
    mid-term or final report on a resolution with breakthrough tasks must assess them. Very short drafts are not judged.
    """
    outline = outline_of(reading)
    argument = argument_of(reading)
    short = len(reading.draft.text.split()) < _SHORTEST_DRAFT or not any(s.label for s in reading.draft.walk())
    if outline is None or short or argument.is_advice or (outline.when and not _has(argument, outline.when)):
        return
    named = tuple(load_data("outlines")["promised"]["groups"][0])
    limited = "limitations" in argument.parts.values() or any(
        contains(match_key(s.title), named) for s in reading.draft.walk() if s.kind != "annex"
    )
    wanted = outline.parts + (outline.with_limitations if limited else ())
    wanted += tuple(p for p in _announced(reading) if p.key not in {w.key for w in wanted})
    missing = [p for p in wanted if not _has(argument, p)]
    if len(missing) > max(1, len(outline.parts) // 2):
        return
    for part in missing[:_MOST]:
        yield _absent(reading, outline, part)
    told = tuple(word for part in missing for word in part.headings)
    yield from (d for d in promised(reading) if not (told and contains(d.values["part"], told)))
    keys = {p.key for p in outline.parts}
    if "causes" in keys and not any(p.key == "causes" for p in missing):
        yield from _one_sided(reading, argument)
    if "lessons" in keys:
        yield from _breakthroughs(reading)


def _announced(reading: Reading) -> Iterator[OutlinePart]:
    """Parts that the title of a report promises: "… và phương hướng, nhiệm vụ năm 2026"."""
    data = load_data("outlines")
    subject = match_key(reading.draft.metadata.subject or "")
    if match_key(reading.draft.metadata.type or "").startswith("báo cáo"):
        for key, words in data["announced"].items():
            if contains(subject, tuple(words)):
                yield _part(key, data["parts"][key])


def _has(argument: Argument, part: OutlinePart) -> bool:
    """Whether the draft has the part, behind the headings it must follow."""
    reading = argument.reading
    sections = [s for s in reading.draft.walk() if s.kind != "annex" and s.end > s.start]
    above = [s.start for s in sections if part.after and contains(match_key(s.title), part.after)]
    at = (min(above) if part.first else max(above)) if above else 0
    if any(contains(match_key(s.title), part.headings) for s in sections if s.start >= at):
        return True
    lines = [line for line in reading.paragraphs if line.start >= at]
    if any(_opens(match_key(" ".join(line.text.split()[: _LEAD_WORDS + 3])), part.opens) for line in lines):
        return True
    return bool(part.anywhere) and any(contains(match_key(line.text), part.anywhere) for line in lines)


def _opens(lead: str, words: Sequence[str]) -> bool:
    plain = re.sub(r"^[^\w]*(?:\(?\w{1,3}[.)]\s*)?(?:về\s+)?", "", lead)
    return any(plain.startswith(word) for word in words)


def _absent(reading: Reading, outline: Outline, part: OutlinePart) -> Defect:
    before = _heading_before(reading, outline, part)
    span = _heading_span(reading, before)
    values = {
        "part": part.name,
        "type": outline.name,
        "place": place(reading, span[0]),
        "quote": quoted(reading.draft.text[slice(*span)]),
        "cues": ", ".join(f"“{w}”" for w in part.headings[:4]),
    }
    return Defect(2, 0.82, (span,), values)


def _heading_before(reading: Reading, outline: Outline, part: OutlinePart) -> Section | None:
    """The heading after which the part would stand: the last of the part before it in the outline."""
    at = next((i for i, p in enumerate(outline.parts) if p.key == part.key), None)
    if at is None:
        limited = [s for s in reading.draft.walk() if argument_of(reading).parts[id(s)] == "limitations"]
        return limited[-1] if limited else None
    for earlier in reversed(outline.parts[:at]):
        found = [s for s in reading.draft.walk() if s.end > s.start and contains(match_key(s.title), earlier.headings)]
        if found:
            return found[-1]
    return None


def _heading_span(reading: Reading, section: Section | None) -> Span:
    return (section.start, section.end) if section is not None else opening(reading)


def _one_sided(reading: Reading, argument: Argument) -> Iterator[Defect]:
    """Causes that are all objective."""
    causes = argument.of("cause")
    titles = " ".join(match_key(s.section.title) for s in causes)
    if len(causes) < _FEWEST_CAUSES or "chủ quan" in titles:
        return
    if any(cue("cause", "subjective", s.text) for s in causes):
        return
    if not any(cue("cause", "objective", s.text) for s in causes):
        return
    span = causes[0].start, causes[-1].end if causes[-1].paragraph == causes[0].paragraph else causes[0].end
    values = {"place": place(reading, span[0]), "quote": quoted(reading.draft.text[slice(*span)])}
    yield Defect(2, 0.8, (span,), values, "subjective")


def _breakthroughs(reading: Reading) -> Iterator[Defect]:
    """The breakthrough tasks of the governing resolution without a part that assesses them."""
    if reading.governing is None:
        return
    given = next((s for s in reading.governing.walk() if "đột phá" in match_key(s.title) and s.paragraphs), None)
    results = [s for s in reading.draft.walk() if argument_of(reading).parts[id(s)] == "results"]
    if given is None or any(_assesses(match_key(s.title)) for s in results):
        return
    lines = [line for line in reading.paragraphs if argument_of(reading).parts[id(line.section)] == "results"]
    if any(_assesses(match_key(line.text[:120])) and "thực hiện" in match_key(line.text[:160]) for line in lines):
        return
    span = _heading_span(reading, results[0] if results else None)
    values = {
        "title": quoted(given.title),
        "place": place(reading, span[0]),
        "quote": quoted(reading.draft.text[slice(*span)]),
    }
    yield Defect(2, 0.8, (span,), values, "breakthroughs", governing=((given.start, given.end),))


def _assesses(key: str) -> bool:
    return "đột phá" in key or "nhiệm vụ trọng tâm" in key


@check(kind="overlong", claim="hint")
def overlong(reading: Reading) -> Iterator[Defect]:
    """Longer than this type of draft is expected to be; which parts could go to an annex.

    Rule: words of the body without annexes against the expected length of the type (``data/outlines.toml``, about 400
    words a page), by more than a fifth; else one section that outgrows the others (five times their median, 900 words,
    a fifth of the body), or a paragraph of a whole page. The longest sections and the tables in the body are named.
    Once a draft. Source: the advisory report of 2023 (35 pages at most, figures to the annexes).
    """
    outline = outline_of(reading)
    argument = argument_of(reading)
    if outline is None or argument.is_advice:
        return
    body = [s for s in reading.draft.walk() if argument.parts[id(s)] != "annex"]
    sizes = {id(s): sum(len(p.text.split()) for p in s.paragraphs) + _in_tables(s) for s in body}
    total = sum(sizes.values())
    longest = sorted((s for s in body if s.end > s.start), key=lambda s: -sizes[id(s)])[:3]
    if total > _SLACK * outline.words:
        spans = tuple((s.start, s.end) for s in longest)
        yield Defect(1, 0.75, spans, _lengths(reading, outline, longest, sizes))
        return
    usual = median([n for n in sizes.values() if n] or [0])
    if reading.draft.format not in _WITH_LAYOUT:
        return
    if longest and sizes[id(longest[0])] >= max(_LONG_SECTION, _OUTGROWN * usual, _LARGE_SHARE * total):
        yield _outgrown(reading, longest[0], sizes[id(longest[0])], total)
        return
    yield from _long_paragraph(reading, argument)


def _lengths(
    reading: Reading, outline: Outline, longest: Sequence[Section], sizes: Mapping[int, int]
) -> dict[str, str]:
    tables = [p for p in reading.tables if p.section.kind != "annex"]
    return {
        "type": outline.name,
        "words": f"{sum(sizes.values()):,}".replace(",", "."),
        "expected": f"{outline.words:,}".replace(",", "."),
        "pages": str(round(outline.words / _WORDS_A_PAGE)),
        "sections": strung([phrase("sized", place=place(reading, s.start), words=sizes[id(s)]) for s in longest]),
        "tables": str(len(tables)),
    }


def _outgrown(reading: Reading, section: Section, words: int, total: int) -> Defect:
    values = {
        "place": place(reading, section.start),
        "title": quoted(section.title),
        "words": f"{words:,}".replace(",", "."),
        "share": str(round(100 * words / total)),
    }
    spans = [(section.start, section.end), *((p.start, p.end) for p in section.paragraphs[:2])]
    return Defect(1, 0.72, tuple(spans), values, "section")


def _long_paragraph(reading: Reading, argument: Argument) -> Iterator[Defect]:
    """The longest paragraph, where it fills a page."""
    lines = [line for line in reading.paragraphs if argument.parts[id(line.section)] != "annex"]
    longest = max(lines, key=lambda line: len(line.text.split()), default=None)
    if longest is None:
        return
    words = len(longest.text.split())
    if words >= _LONG_PARAGRAPH:
        values = {"place": place(reading, longest.start), "quote": quoted(longest.text), "words": str(words)}
        yield Defect(1, 0.72, ((longest.start, longest.end),), values, "paragraph")


def _in_tables(section: Section) -> int:
    return sum(len(cell.text.split()) for table in section.tables for row in table.rows for cell in row)
