"""The suggestions benchmark: drafts with expert points, reviewed against the sample reports; and a reading sheet.

Words decide what they can (see ``eval/benchmarks/suggestions/1/README.md``); the rest is read by a person.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.errors import InputError
from assistant.evaluation.run import stamped
from assistant.evaluation.twins import built
from assistant.language.normalize import match_key, nfc
from assistant.review.model import Citation, Review, Suggestion
from assistant.review.plausible import alike
from assistant.settings import Settings, material

__all__ = ["Case", "Point", "read_cases", "report_name", "run", "score", "sheet", "tally"]

FOLDER = Path(__file__).resolve().parents[2] / "eval" / "benchmarks" / "suggestions" / "1"
_SAME = 0.6
_PLAIN = re.compile(r"“[^”]*”|\([^)]*\)|\d[\d.,/]*|(?:mục|Mục|Điều|Biểu|Bảng|trang|Phần thứ)\s[\w.]+")


@dataclass(frozen=True, slots=True)
class Point:
    """What an expert would say: hit by a suggestion that has a phrase of each group of ``cues``.

    ``precedents`` are names of reports that say the same, empty when none does.
    """

    id: str
    outline: str
    text: str
    cues: tuple[tuple[str, ...], ...]
    precedents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A draft with its points; ``unseen`` when they were written before any output was read."""

    id: str
    draft: Path
    points: tuple[Point, ...]
    unseen: bool


@dataclass(frozen=True, slots=True)
class Scored:
    """One case: which suggestion hit each point (by place in the list), and what was wrong."""

    case: Case
    hits: dict[str, int]
    cited: dict[str, bool]
    suggestions: tuple[Suggestion, ...]
    duplicates: int


def run(arguments: argparse.Namespace, settings: Settings) -> dict[str, Any]:
    """Review every case against the sample reports in a home of its own.

    Raises:
        InputError: ``not_found`` when the benchmark or a draft is not there.
    """
    from assistant import pipeline, wiring

    version, budget, cases = read_cases(arguments.folder or FOLDER)
    with tempfile.TemporaryDirectory() as folder:
        here = replace(settings, home=Path(folder), review=replace(settings.review, learn=False))
        wiring.ingest_sample(here)
        scored, wrong = [], 0
        with wiring.open_knowledge(here, "read") as knowledge:
            names = {one.document_id: report_name(one.path) for one in knowledge.documents()}
            for case in cases:
                options = pipeline.ReviewOptions(budget=budget)
                document, review = pipeline.review(case.draft, here, knowledge, options)
                scored.append(score(case, review, names))
                texts = {name: knowledge.text_of(name) for name in names}
                wrong += wrong_quotes(review, document.text, texts)
    if arguments.sheet:
        arguments.sheet.write_text(sheet(scored), "utf-8")
    return stamped("suggestions", {"version": version, "budget": budget}, tally(scored, wrong))


def read_cases(folder: Path) -> tuple[str, int, list[Case]]:
    """Version, budget and cases of a benchmark folder; drafts are found from the folder that holds ``corpus``.

    A case names its ``draft``, a file, or its ``source``, a text from which the Word file is written.

    Raises:
        InputError: ``not_found``.
    """
    path = folder / "manifest.toml"
    if not path.is_file():
        raise InputError("not_found", str(path))
    manifest = tomllib.loads(path.read_text("utf-8"))
    root = material("corpus").parent
    cases = []
    for row in manifest["cases"]:
        draft = _draft(root, row)
        lines = (folder / row["points"]).read_text("utf-8").splitlines()
        points = tuple(_point(json.loads(line)) for line in lines if line.strip())
        cases.append(Case(row["id"], draft, points, row["unseen"]))
    return manifest["version"], manifest["budget"], cases


def report_name(path: str) -> str:
    """The name that points give to a report: its file without what tells how it is kept (``.scan.pdf``, ``.docx``)."""
    return Path(path).stem.removesuffix(".scan")


def score(case: Case, review: Review, names: Mapping[str, str]) -> Scored:
    """Hold the suggestions of a review against the points; ``names`` gives the file name of each report."""
    said = tuple(one for one in review.suggestions if one.kind != "praise" and one.outline != "recommendations")
    keys = [match_key(" ".join([one.text, *(evidence.quote for evidence in one.evidence)])) for one in said]
    hits, cited = {}, {}
    for point in case.points:
        found = [number for number, key in enumerate(keys) if _hit(point, key)]
        if not found:
            continue
        right = [number for number in found if _cites(said[number].precedents, point, names)]
        hits[point.id] = (right or found)[0]
        cited[point.id] = bool(right)
    pairs = [(a, b) for n, a in enumerate(said) for b in said[n + 1 :] if not (a.finding_ids and b.finding_ids)]
    return Scored(case, hits, cited, said, sum(alike(a.text, b.text) >= _SAME for a, b in pairs))


def wrong_quotes(review: Review, draft: str, reports: Mapping[str, str]) -> int:
    """Quotations that do not stand where they say."""
    evidence = sum(draft[e.start : e.end] != e.quote for one in review.suggestions for e in one.evidence)
    cited = (c for one in review.suggestions for c in (*one.precedents, *one.contradicts))
    return evidence + sum(reports[c.document_id][c.start : c.end] != c.quote for c in cited)


def tally(scored: Sequence[Scored], wrong: int) -> dict[str, Any]:
    """The measures over all cases, and the points missed of each."""
    points = [(one, point) for one in scored for point in one.case.points]
    supported = [(one, point) for one, point in points if point.precedents]
    hit = [(one, point) for one, point in supported if point.id in one.hits]
    said = sum(len(one.suggestions) for one in scored)
    plain = [{_plain(s.text) for s in one.suggestions if not s.finding_ids} for one in scored]
    repeated = sum(
        any(text in other for n, other in enumerate(plain) if n != own)
        for own, texts in enumerate(plain)
        for text in texts
    )
    return {
        "supported_recall": _share(len(hit), len(supported)),
        "recall": _share(sum(point.id in one.hits for one, point in points), len(points)),
        "cited_right": _share(sum(one.cited[point.id] for one, point in hit), len(hit)),
        "quotes_wrong": wrong,
        "duplicates": _share(sum(one.duplicates for one in scored), said),
        "generic": _share(repeated, sum(map(len, plain))),
        "cases": [
            {
                "id": one.case.id, "unseen": one.case.unseen, "points": len(one.case.points), "hit": len(one.hits),
                "suggestions": len(one.suggestions),
                "missed": [point.text for point in one.case.points if point.id not in one.hits],
            }
            for one in scored
        ],
    }  # fmt: skip


def sheet(scored: Sequence[Scored], seed: int = 7) -> str:
    """A Markdown sheet for a blind reader: suggestions in random order, without scores, with boxes to fill."""
    lines = ["# Phiếu đọc gợi ý", "", "Chấm 1 (có) hoặc 0 (không) ở từng ô.", ""]
    for one in scored:
        lines += [f"## {one.case.id}", "", "| Gợi ý | Trích dự thảo | Tiền lệ | Đúng, có ích | Chung chung | Trùng |",
                  "|---|---|---|---|---|---|"]  # fmt: skip
        shuffled = list(one.suggestions)
        random.Random(seed).shuffle(shuffled)  # noqa: S311 - an order for reading, the same each time
        for suggestion in shuffled:
            quotes = " / ".join(evidence.quote for evidence in suggestion.evidence[:2])
            cited = " / ".join(citation.quote for citation in suggestion.precedents[:2])
            cells = (re.sub(r"[\s|]+", " ", cell) for cell in (suggestion.text, quotes, cited))
            lines.append(f"| {' | '.join(cells)} | | | |")
        lines.append("")
    return "\n".join(lines)


def _draft(root: Path, row: Mapping[str, Any]) -> Path:
    path = root / row.get("source", row.get("draft"))
    if not path.is_file():
        raise InputError("not_found", str(path))
    return built(nfc(path.read_text("utf-8")), "docx") if "source" in row else path


def _point(row: dict[str, Any]) -> Point:
    cues = tuple(tuple(match_key(cue) for cue in group) for group in row["cues"])
    return Point(row["id"], row["outline"], row["text"], cues, tuple(row["precedents"]))


def _hit(point: Point, key: str) -> bool:
    return all(any(cue in key for cue in group) for group in point.cues)


def _cites(citations: Sequence[Citation], point: Point, names: Mapping[str, str]) -> bool:
    return any(names[citation.document_id] in point.precedents for citation in citations)


def _plain(text: str) -> str:
    return " ".join(_PLAIN.sub(" ", text).split())


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
