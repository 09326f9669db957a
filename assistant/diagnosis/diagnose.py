"""The draft's own defects: every check run once, what they find put into words, merged and sorted."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from assistant.diagnosis.model import Defect, Finding, FindingKind, GoverningQuote, Severity, Span, Subject
from assistant.diagnosis.phrases import phrase, phrases, strung
from assistant.diagnosis.places import place
from assistant.diagnosis.reading import Reading
from assistant.diagnosis.registry import checks

__all__ = ["diagnose"]

_FIGURES: frozenset[FindingKind] = frozenset(
    {"figure_conflict", "table_arithmetic", "percent_mismatch", "unit_mismatch", "figure_without_baseline"}
)
_SCAN_CONFIDENCE = 0.6


def diagnose(
    subject: Subject,
    *,
    only: Collection[FindingKind] | None = None,
    budget: int | None = None,
    reading: Reading | None = None,
) -> tuple[Finding, ...]:
    """The findings on ``subject``, gravest and surest first; at most ``budget`` of them.

    ``only`` limits the checks to the given kinds; ``reading`` is one of ``subject`` made before. The same draft gives
    the same findings with the same ids.
    """
    reading = reading or Reading(subject)
    found: list[Finding] = []
    for check in checks():
        if only is None or check.kind in only:
            found += [_finding(reading, check.kind, *merged) for merged in _merged(check.find(reading))]
    found.sort(key=lambda f: (-f.severity * f.confidence, f.evidence[0].start, f.kind))
    return tuple(_numbered(found[:budget]))


def _merged(defects: Iterable[Defect]) -> Iterator[tuple[Defect, tuple[Span, ...]]]:
    """Defects of one cause as one: the first of them, and the spans of the others."""
    causes: dict[str, tuple[Defect, tuple[Span, ...]]] = {}
    for defect in defects:
        if not defect.cause:
            yield defect, ()
        elif defect.cause in causes:
            first, more = causes[defect.cause]
            causes[defect.cause] = first, more + defect.spans
        else:
            causes[defect.cause] = defect, ()
    yield from causes.values()


def _finding(reading: Reading, kind: FindingKind, defect: Defect, more: tuple[Span, ...]) -> Finding:
    wording = phrases(kind, defect.variant, defect.values)
    message, working = wording.fill("message"), wording.fill("working")
    first = place(reading, defect.spans[0][0])
    others = [words for words in dict.fromkeys(place(reading, start) for start, _ in more) if words != first]
    if others:
        message = f"{message} {phrase('also', places=strung(others))}"
    evidence = reading.evidence(defect.spans + more)
    severity, confidence = defect.severity, defect.confidence
    if kind in _FIGURES and any(reading.provenance_at(e.start) == "ocr" for e in evidence):
        severity, confidence = _lower(severity), round(confidence * _SCAN_CONFIDENCE, 2)
        working = f"{working} {phrase('scan')}"
    suggestion, governing = wording.fill("suggestion"), tuple(_governing(reading, defect))
    return Finding("", kind, severity, confidence, message, suggestion, evidence, working, governing)


def _governing(reading: Reading, defect: Defect) -> Iterator[GoverningQuote]:
    if reading.governing is not None:
        for start, end in defect.governing:
            text = reading.governing.text[start:end]
            yield GoverningQuote(text, reading.governing.page_at(start), start, end)


def _lower(severity: Severity) -> Severity:
    return 2 if severity == 3 else 1


def _numbered(findings: list[Finding]) -> Iterator[Finding]:
    """Give each finding its id: a hash of its kind and quotations, told apart where two would be equal."""
    seen: dict[str, int] = {}
    for finding in findings:
        key = "\x1f".join([finding.kind, *(e.quote for e in finding.evidence)])
        count = seen.get(key, 0)
        seen[key] = count + 1
        digest = hashlib.sha256(f"{key}\x1f{count}".encode() if count else key.encode()).hexdigest()
        yield replace(finding, id=digest[:12])
