"""How long the checks take by the length of a draft: a table, and a plot as eval/pictures/diagnosis-speed.svg.

    python eval/measure_diagnosis.py [--data ../shared/data]

A draft of n pages is the first n × 450 words of real provincial documents put one behind the other (text/official_2025,
not in the repository). Reading is not timed; the first run warms the word lists up. Bars: 20 pages in 2 s, cost linear.

    python eval/measure_diagnosis.py --findings 100

prints that many findings of those documents, chosen by a seed, to be read and judged, and how many there are.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import statistics
import tempfile
import time
from pathlib import Path

from assistant.diagnosis.diagnose import diagnose
from assistant.diagnosis.model import Subject
from assistant.documents.load import read_document
from assistant.documents.model import Document

WORDS_A_PAGE = 450
PAGES = (10, 20, 50, 100, 150, 200, 300)
RUNS = 3
PLOT = Path(__file__).resolve().parent / "pictures" / "diagnosis-speed.svg"


def draft(source: Path, pages: int, folder: Path) -> Document:
    """The document of ``pages`` pages."""
    lines: list[str] = []
    words = 0
    with gzip.open(source, "rt", encoding="utf-8") as rows:
        for row in rows:
            for line in json.loads(row)["text"].split("\n"):
                lines.append(line)
                words += len(line.split())
                if words >= pages * WORDS_A_PAGE:
                    path = folder / f"{pages}.txt"
                    path.write_text("\n".join(lines), "utf-8")
                    return read_document(path)
    raise SystemExit("not enough text")


def seconds(document: Document) -> float:
    """Median of ``RUNS`` runs."""
    found = []
    for _ in range(RUNS):
        started = time.process_time()
        diagnose(Subject(document))
        found.append(time.process_time() - started)
    return statistics.median(found)


def plot(points: list[tuple[int, float]]) -> str:
    """The points and the line through the origin that fits them best (least squares), as SVG."""
    slope = sum(n * s for n, s in points) / sum(n * n for n, _ in points)
    most_n, most_s = points[-1][0], max(*(s for _, s in points), slope * points[-1][0]) * 1.1

    def place(n: float, s: float) -> str:
        return f"{60 + 520 * n / most_n:.0f},{330 - 290 * s / most_s:.0f}"

    marks = ""
    for n, s in points:
        x, y = place(n, s).split(",")
        marks += f'<circle cx="{x}" cy="{y}" r="4" fill="#9b1c1c"/>'
        marks += f'<text x="{x}" y="350" text-anchor="middle">{n}</text>'
        marks += f'<text x="{x}" y="{int(y) - 10}" text-anchor="middle">{s:.1f}</text>'
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="620" height="380" font-family="sans-serif" font-size="12">'
        '<rect width="620" height="380" fill="white"/><path d="M60,30V330H590" stroke="#374151" fill="none"/>'
        f'<path d="M{place(0, 0)}L{place(most_n, slope * most_n)}" stroke="#9ca3af" stroke-dasharray="5 4"/>'
        f'{marks}<text x="325" y="372" text-anchor="middle">pages</text>'
        '<text x="60" y="20">seconds of one processor; dashed: proportional to length</text></svg>\n'
    )


def sample(source: Path, wanted: int, folder: Path) -> None:
    """Print ``wanted`` findings of all documents, chosen by a seed, with their quotations."""
    found: list[str] = []
    words = 0
    with gzip.open(source, "rt", encoding="utf-8") as rows:
        for number, row in enumerate(rows):
            path = folder / f"{number}.txt"
            path.write_text(json.loads(row)["text"], "utf-8")
            document = read_document(path)
            words += len(document.text.split())
            for finding in diagnose(Subject(document)):
                quotes = " | ".join(" ".join(evidence.quote.split())[:200] for evidence in finding.evidence[:3])
                found.append(f"[{number}] {finding.kind}: {finding.message} <<{quotes}>>")
    print(f"{len(found)} findings in {words} words, {1000 * len(found) / words:.2f} per 1,000 words")
    print("\n".join(random.Random(7).sample(found, min(wanted, len(found)))))


def main() -> None:
    """Measure, print, draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("TIENLE_DATA", "../shared/data")))
    parser.add_argument("--findings", type=int, metavar="N", help="print N findings of real documents instead")
    options = parser.parse_args()
    source = options.data / "text" / "official_2025.jsonl.gz"
    if not source.is_file():
        raise SystemExit(f"skipped: {source} is not here")
    if options.findings:
        with tempfile.TemporaryDirectory() as name:
            sample(source, options.findings, Path(name))
        return
    points = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        diagnose(Subject(draft(source, 5, folder)))
        print(f"{'pages':>6}{'seconds':>10}{'ms a page':>12}")
        for pages in PAGES:
            took = seconds(draft(source, pages, folder))
            points.append((pages, took))
            print(f"{pages:>6}{took:>10.2f}{1000 * took / pages:>12.1f}", flush=True)
    PLOT.write_text(plot(points), "utf-8")


if __name__ == "__main__":
    main()
