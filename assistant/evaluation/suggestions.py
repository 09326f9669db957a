"""The suggestions benchmark: drafts with expert points, reviewed against reports; and a reading sheet.

Words decide what they can (see ``eval/benchmarks/suggestions/1/README.md``); the rest is read by a person.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.documents.model import Document
from assistant.errors import InputError
from assistant.evaluation.cases import Case, Point, read_cases, report_name
from assistant.evaluation.clauses import Found, look_up, summary
from assistant.evaluation.run import stamped
from assistant.evaluation.twins import built
from assistant.language.normalize import match_key, nfc
from assistant.review.model import Citation, Review, Suggestion
from assistant.review.plausible import alike
from assistant.settings import Settings

if TYPE_CHECKING:
    pass

__all__ = ["FOLDER", "Scored", "run", "score", "sheet", "tally", "wrong_quotes"]

FOLDER = Path(__file__).resolve().parents[2] / "eval" / "benchmarks" / "suggestions" / "1"
_SAME = 0.6
_PLAIN = re.compile(r"“[^”]*”|\([^)]*\)|\d[\d.,/]*|(?:mục|Mục|Điều|Biểu|Bảng|trang|Phần thứ)\s[\w.]+")
_QUOTED = re.compile(r"“([^“”]+)”")
_OWN_WORDS = 4


@dataclass(frozen=True, slots=True)
class Scored:
    """One case: which suggestion hit each point (by place in the list), and what was wrong.

    ``own`` are the suggestions, by place, whose text quotes the draft's own words.
    """

    case: Case
    hits: dict[str, int]
    cited: dict[str, bool]
    suggestions: tuple[Suggestion, ...]
    duplicates: int
    own: frozenset[int] = frozenset()
    found: tuple[Found, ...] = ()


def run(arguments: argparse.Namespace, settings: Settings) -> dict[str, Any]:
    """Review the cases of a split, each against its reports in a home of its own.

    What is missed is told only when ``--details`` asks for it.

    Raises:
        InputError: ``not_found`` when the benchmark or a draft is not there; ``empty`` when the split has no case.
    """
    folder = arguments.folder or FOLDER
    benchmark = read_cases(folder)
    chosen = [case for case in benchmark.cases if arguments.split in {case.split, "all"}]
    if not chosen:
        raise InputError("empty", f"{folder} ({arguments.split})")
    groups: dict[Path | None, list[Case]] = defaultdict(list)
    for case in chosen:
        groups[case.precedents].append(case)
    scored, wrong = [], 0
    for precedents, cases in groups.items():
        found, errors = _against(precedents, cases, benchmark.budget, settings)
        scored += found
        wrong += errors
    if arguments.sheet:
        arguments.sheet.write_text(sheet(scored), "utf-8")
    given = {"version": benchmark.version, "budget": benchmark.budget, "split": arguments.split}
    return stamped("suggestions", given, tally(scored, wrong, details=arguments.details))


def _against(
    precedents: Path | None, cases: Sequence[Case], budget: int, settings: Settings
) -> tuple[list[Scored], int]:  # fmt: skip
    """The cases that share a knowledge base, and how many quotations were wrong."""
    from assistant import pipeline, wiring
    from assistant.retrieval.model import Filters

    with tempfile.TemporaryDirectory() as folder:
        here = replace(settings, home=Path(folder) / "home", review=replace(settings.review, learn=False))
        if precedents is None:
            wiring.ingest_sample(here)
        else:
            wiring.ingest([_written(precedents, Path(folder) / "reports")], here)
        scored, wrong = [], 0
        with wiring.open_knowledge(here, "read") as knowledge:
            search = wiring.open_search(knowledge, here)
            comments = Filters(kinds=("advice",), chunk_kinds=("comment",))
            names = {one.document_id: report_name(one.path) for one in knowledge.documents()}
            texts = {name: knowledge.text_of(name) for name in names}
            for case in cases:
                document, review = pipeline.review(case.draft, here, knowledge, pipeline.ReviewOptions(budget=budget))
                one = score(case, review, names, document)
                looked = (
                    look_up(asked, lambda text: [hit.chunk for hit in search.search(text, 10, comments)], texts, names)
                    for asked in case.passages
                )
                scored.append(replace(one, found=tuple(found for found in looked if found)))
                wrong += wrong_quotes(review, document.text, texts)
    return scored, wrong


def _written(sources: Path, folder: Path) -> Path:
    """The reports whose sources a folder holds, as Word files under their own names."""
    folder.mkdir(parents=True)
    for source in sorted(sources.glob("*.md")):
        shutil.copy(built(nfc(source.read_text("utf-8")), "docx"), folder / f"{source.stem}.docx")
    return folder


def score(case: Case, review: Review, names: Mapping[str, str], draft: Document | None = None) -> Scored:
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
    own = frozenset(number for number, one in enumerate(said) if draft and _says_own(one.text, draft))
    return Scored(case, hits, cited, said, sum(alike(a.text, b.text) >= _SAME for a, b in pairs), own)


def wrong_quotes(review: Review, draft: str, reports: Mapping[str, str]) -> int:
    """Quotations that do not stand where they say."""
    evidence = sum(draft[e.start : e.end] != e.quote for one in review.suggestions for e in one.evidence)
    cited = (c for one in review.suggestions for c in (*one.precedents, *one.contradicts))
    return evidence + sum(reports[c.document_id][c.start : c.end] != c.quote for c in cited)


def tally(scored: Sequence[Scored], wrong: int, *, details: bool = False) -> dict[str, Any]:
    """The measures over all cases, the counts of each, and with ``details`` what was missed."""
    said = sum(len(one.suggestions) for one in scored)
    repeated, generic, plain = _repetitions(scored)
    return {
        **_recalls(scored),
        "quotes_wrong": wrong,
        "duplicates": _share(sum(one.duplicates for one in scored), said),
        "generic": _share(generic, plain),
        "repeated": _share(repeated, plain),
        "clauses": summary([found for one in scored for found in one.found]),
        "cases": [_case(one) | (_missed(one) if details else {}) for one in scored],
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


def _recalls(scored: Sequence[Scored]) -> dict[str, Any]:
    points = [(one, point) for one in scored for point in one.case.points]
    supported = [(one, point) for one, point in points if point.precedents]
    hit = [(one, point) for one, point in supported if point.id in one.hits]
    return {
        "supported_recall": _share(len(hit), len(supported)),
        "recall": _share(sum(point.id in one.hits for one, point in points), len(points)),
        "cited_right": _share(sum(one.cited[point.id] for one, point in hit), len(hit)),
    }


def _repetitions(scored: Sequence[Scored]) -> tuple[int, int, int]:
    """How many suggestions are said of another draft in the same words, how many of those quote nothing of their own,
    and of how many; findings apart."""
    plain = [[(n, _plain(s.text)) for n, s in enumerate(one.suggestions) if not s.finding_ids] for one in scored]
    repeated = generic = 0
    for number, (one, rows) in enumerate(zip(scored, plain, strict=True)):
        others = {text for at, other in enumerate(plain) if at != number for _, text in other}
        again = [n for n, text in rows if text in others]
        repeated += len(again)
        generic += sum(n not in one.own for n in again)
    return repeated, generic, sum(map(len, plain))


def _case(one: Scored) -> dict[str, Any]:
    supported = [point for point in one.case.points if point.precedents]
    return {
        "id": one.case.id, "unseen": one.case.unseen, "split": one.case.split, "points": len(one.case.points),
        "hit": len(one.hits), "supported": len(supported),
        "supported_hit": sum(point.id in one.hits for point in supported), "suggestions": len(one.suggestions),
        "clauses": summary(one.found),
    }  # fmt: skip


def _missed(one: Scored) -> dict[str, Any]:
    missed = [point.text for point in one.case.points if point.id not in one.hits]
    clauses = [f"{found.asked.id}: {clause.report}: {clause.quote}" for found in one.found for clause in found.missed]
    return {"missed": missed, "clauses_missed": clauses}


def _says_own(text: str, draft: Document) -> bool:
    """Whether a text quotes the draft: some words in a row that are no heading of it."""
    key = match_key(draft.text)
    titles = [match_key(draft.text[section.start : section.end]) for section in draft.walk()]
    for quote in map(match_key, _QUOTED.findall(text)):
        words = quote.rstrip("… .")
        if len(words.split()) >= _OWN_WORDS and words in key and not any(words in title for title in titles):
            return True
    return False


def _hit(point: Point, key: str) -> bool:
    return all(any(cue in key for cue in group) for group in point.cues)


def _cites(citations: Sequence[Citation], point: Point, names: Mapping[str, str]) -> bool:
    return any(names[citation.document_id] in point.precedents for citation in citations)


def _plain(text: str) -> str:
    return " ".join(_PLAIN.sub(" ", text).split())


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
