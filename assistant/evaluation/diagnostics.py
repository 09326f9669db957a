"""The diagnostics benchmark: planted drafts and their clean twins through the checks, scored.

Rules of scoring.

* A defect is *found* when a finding of its kind has an evidence quote that overlaps one of its quotes in the planted
  draft; a defect that is an absence (``mentions``) when a finding of its kind names one of the mentioned words.
* A finding on a planted draft is *true* when it reports a planted defect so, under the defect's kind or under one of
  its ``also`` kinds; ``also`` never counts as found. One finding may report several defects, several findings one.
* Every other finding is a *false alarm*, as is every finding on a clean twin; the same kind and first quote on both
  twins of a case counts once. Precision is true / (true + false), recall found / planted, by kind, class and overall.
* Per 1,000 words only the clean twins count. *Placed* is the share of found defects whose place is overlapped by one
  of the first three quotes of the finding.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from assistant.diagnosis.model import Finding
from assistant.documents.model import Document
from assistant.errors import InputError
from assistant.evaluation.planting import Benchmark, Case, Defect, read_benchmark
from assistant.evaluation.run import stamped
from assistant.language.normalize import nfc
from assistant.settings import Settings

__all__ = ["FOLDER", "CaseResult", "FalseAlarm", "Match", "locate", "measure", "run", "score", "tally"]

FOLDER = Path(__file__).resolve().parents[2] / "eval" / "benchmarks" / "diagnostics" / "1"
_FIRST = 3

Span = tuple[int, int]
Diagnose = Callable[[str, str | None, str], tuple[Document, Sequence[Finding]]]
"""Source, governing source, format → the document as it was read, and its findings."""


@dataclass(frozen=True, slots=True)
class Match:
    """A defect and the first finding that reports it; ``rank`` counts its evidence from 1, 0 for an absence."""

    defect: Defect
    finding: Finding | None
    rank: int = 0

    @property
    def placed(self) -> bool:
        """Whether the place is among the first quotes."""
        return self.finding is not None and self.rank <= _FIRST


@dataclass(frozen=True, slots=True)
class FalseAlarm:
    """A finding that reports nothing planted; ``twins`` says on which twin it appeared."""

    kind: str
    quote: str
    message: str
    twins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One case scored. ``true_kinds`` has one entry a true finding; ``unplaced`` are gold quotes the reader lost."""

    case: Case
    matches: tuple[Match, ...]
    true_kinds: tuple[str, ...]
    false_alarms: tuple[FalseAlarm, ...]
    clean_words: int
    flagged: tuple[str, ...]
    unplaced: tuple[str, ...]


def run(arguments: argparse.Namespace, settings: Settings) -> dict[str, Any]:
    """Measure the cases of a split. The misses of ``untouched`` stay unseen unless ``--details`` asks for them.

    Raises:
        InputError: ``empty`` when the split has no case.
    """
    from assistant.evaluation.twins import diagnose_source

    folder = arguments.folder or FOLDER
    benchmark = read_benchmark(folder)
    chosen = [case for case in benchmark.cases if arguments.split in {case.split, "all"}]
    if not chosen:
        raise InputError("empty", f"{folder} ({arguments.split})")

    def diagnose(source: str, governing: str | None, form: str) -> tuple[Document, Sequence[Finding]]:
        return diagnose_source(source, governing, form if arguments.forms else "docx", settings)

    results = [measure(case, diagnose) for case in chosen]
    details = arguments.details or arguments.split == "dev"
    given = {"split": arguments.split, "forms": arguments.forms, "version": benchmark.version}
    return stamped("diagnostics", given, tally(results, benchmark, details=details))


def measure(case: Case, diagnose: Diagnose) -> CaseResult:
    """Both twins of a case through the checks."""
    planted, findings = diagnose(case.planted, case.governing, case.form)
    clean, alarms = diagnose(case.clean, case.governing, case.form)
    return score(case, (planted, findings), (clean, alarms))


def score(
    case: Case, planted: tuple[Document, Sequence[Finding]], clean: tuple[Document, Sequence[Finding]]
) -> CaseResult:
    """Match findings with defects; what is left over is a false alarm."""
    document, findings = planted
    places = {defect.defect_id: [locate(document, quote) for quote in defect.quotes] for defect in case.defects}
    spans = {key: tuple(chain.from_iterable(found)) for key, found in places.items()}
    matches = tuple(_match(defect, spans[defect.defect_id], findings) for defect in case.defects)
    true: list[Finding] = []
    false: list[Finding] = []
    for finding in findings:
        reported = any(
            finding.kind in (defect.kind, *defect.also) and _rank(finding, defect, spans[defect.defect_id]) is not None
            for defect in case.defects
        )
        (true if reported else false).append(finding)
    return CaseResult(
        case=case,
        matches=matches,
        true_kinds=tuple(finding.kind for finding in true),
        false_alarms=_false_alarms(false, clean[1]),
        clean_words=len(clean[0].text.split()),
        flagged=_flagged(case, (document, false), clean),
        unplaced=tuple(
            f"{defect.defect_id}: {quote}"
            for defect in case.defects
            for quote, found in zip(defect.quotes, places[defect.defect_id], strict=True)
            if not found
        ),
    )


def locate(document: Document, quote: str) -> tuple[Span, ...]:
    """Every place of ``quote`` in the document, white space apart; " | " joins cells of one row."""
    wanted = " ".join(nfc(quote).split())
    if " | " in wanted:
        return tuple(_cells(document, wanted))
    pattern = r"\s+".join(map(re.escape, wanted.split()))
    return tuple(found.span() for found in re.finditer(pattern, document.text))


def _cells(document: Document, wanted: str) -> Iterable[Span]:
    for _, table in document.tables():
        for row in table.rows:
            joined, covered = "", []
            for cell in row:
                start = len(joined)
                joined += " ".join(cell.text.split())
                covered.append((start, len(joined), cell))
                joined += " | "
            at = joined.find(wanted)
            if at >= 0:
                yield from ((cell.start, cell.end) for a, b, cell in covered if a < at + len(wanted) and at < b)


def _match(defect: Defect, spans: Sequence[Span], findings: Sequence[Finding]) -> Match:
    ranked = [
        (rank, finding)
        for finding in findings
        if finding.kind == defect.kind and (rank := _rank(finding, defect, spans)) is not None
    ]
    if not ranked:
        return Match(defect, None)
    rank, finding = min(ranked, key=lambda one: one[0])
    return Match(defect, finding, rank)


def _rank(finding: Finding, defect: Defect, spans: Sequence[Span]) -> int | None:
    """Which quote of the finding lies on the defect's place; 0 when its words name an absence."""
    for number, evidence in enumerate(finding.evidence, 1):
        if any(evidence.start < end and start < evidence.end for start, end in spans):
            return number
    if not defect.mentions:
        return None
    quoted = [one.quote for one in finding.governing] + [one.quote for one in finding.evidence]
    words = nfc(" ".join([finding.message, finding.suggestion, finding.working, *quoted])).casefold()
    return 0 if any(nfc(mention).casefold() in words for mention in defect.mentions) else None


def _false_alarms(planted: Iterable[Finding], clean: Iterable[Finding]) -> tuple[FalseAlarm, ...]:
    seen: dict[tuple[str, str], tuple[Finding, set[str]]] = {}
    runs: tuple[tuple[str, Iterable[Finding]], ...] = (("clean", clean), ("planted", planted))
    for twin, findings in runs:
        for finding in findings:
            seen.setdefault((finding.kind, _quote(finding)), (finding, set()))[1].add(twin)
    return tuple(
        FalseAlarm(kind, quote, finding.message, tuple(sorted(twins)))
        for (kind, quote), (finding, twins) in seen.items()
    )


def _quote(finding: Finding) -> str:
    return " ".join(finding.evidence[0].quote.split()) if finding.evidence else finding.message


def _flagged(case: Case, *runs: tuple[Document, Sequence[Finding]]) -> tuple[str, ...]:
    """Look-alikes that a false finding of their kind lies on, in either twin."""
    flagged = []
    for like in case.lookalikes:
        for document, findings in runs:
            spans = locate(document, like.quote)
            evidence = (one for finding in findings if finding.kind == like.kind for one in finding.evidence)
            if any(one.start < end and start < one.end for one in evidence for start, end in spans):
                flagged.append(f"{like.kind}: {like.quote}")
                break
    return tuple(flagged)


def tally(results: Sequence[CaseResult], benchmark: Benchmark, *, details: bool) -> dict[str, Any]:
    """Counts and rates over the cases, and with ``details`` every miss and false alarm with its quotes."""
    words = sum(result.clean_words for result in results)
    on_clean = sum("clean" in alarm.twins for result in results for alarm in result.false_alarms)
    matches = [match for result in results for match in result.matches]
    found = [match for match in matches if match.finding is not None]
    kinds = sorted(benchmark.classes)
    record: dict[str, Any] = {
        "cases": len(results),
        "clean_words": words,
        "overall": _rates(results, kinds),
        "classes": {
            name: _rates(results, [kind for kind in kinds if benchmark.classes[kind] == name])
            for name in sorted(set(benchmark.classes.values()))
        },
        "kinds": {kind: rates for kind in kinds if any((rates := _rates(results, [kind])).values())},
        "false_alarms_per_1000_words": round(1000 * on_clean / words, 3) if words else 0.0,
        "placed": round(sum(match.placed for match in found) / len(found), 4) if found else None,
        "lookalikes": sum(len(result.case.lookalikes) for result in results),
        "lookalikes_flagged": sum(len(result.flagged) for result in results),
        "unplaced": sum(len(result.unplaced) for result in results),
    }
    return record | _details(results) if details else record


def _rates(results: Sequence[CaseResult], kinds: Sequence[str]) -> dict[str, Any]:
    matches = [match for result in results for match in result.matches if match.defect.kind in kinds]
    found = sum(match.finding is not None for match in matches)
    true = sum(kind in kinds for result in results for kind in result.true_kinds)
    false = sum(alarm.kind in kinds for result in results for alarm in result.false_alarms)
    return {
        "planted": len(matches), "found": found, "true": true, "false": false,
        "recall": round(found / len(matches), 4) if matches else None,
        "precision": round(true / (true + false), 4) if true + false else None,
    }  # fmt: skip


def _details(results: Sequence[CaseResult]) -> dict[str, Any]:
    return {
        "misses": [
            {"defect": match.defect.defect_id, "kind": match.defect.kind, "why": match.defect.why,
             "quotes": list(match.defect.quotes or match.defect.mentions)}
            for result in results for match in result.matches if match.finding is None
        ],
        "false_alarms": [
            {"case": result.case.case_id, "kind": alarm.kind, "twins": list(alarm.twins), "quote": alarm.quote,
             "message": alarm.message}
            for result in results for alarm in result.false_alarms
        ],
        "flagged": [f"{result.case.case_id}: {one}" for result in results for one in result.flagged],
        "lost_quotes": [one for result in results for one in result.unplaced],
    }  # fmt: skip
