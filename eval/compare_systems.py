"""Several systems on the same questions, side by side: a Markdown table with what each has less than ours.

    python eval/compare_systems.py --docs DOCS.jsonl.gz --queries QUERIES.jsonl.gz [--systems NAME…] [--keep FOLDER]

Each runs in a process of its own; runs kept in the folder are not made again. Differences are in nDCG@10 with paired
95 % intervals (bootstrap over the questions). The baselines need `pip install bm25s langchain-community rank-bm25`;
LangChain's default pipeline needs `langchain-chroma langchain-huggingface langchain-text-splitters` and, in
TIENLE_MINILM, a folder with all-MiniLM-L6-v2. A system whose parts are not here is named and left out.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from assistant.cli.eval import SYSTEMS
from assistant.evaluation.compare import compare
from assistant.evaluation.run import load

MEASURES = ("nDCG@10", "R@10", "R@100", "RR@10")


def main() -> None:
    """Run the systems that can be run and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--docs", type=Path, required=True)
    parser.add_argument("--queries", type=Path, required=True)
    parser.add_argument("--systems", nargs="+", choices=SYSTEMS, default=list(SYSTEMS))
    parser.add_argument("--keep", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as passing:
        folder = arguments.keep or Path(passing)
        folder.mkdir(parents=True, exist_ok=True)
        runs = {name: run for name in arguments.systems if (run := measured(name, arguments, folder)) is not None}
        print(table(runs))


def measured(system: str, arguments: argparse.Namespace, folder: Path) -> dict[str, Any] | None:
    """The run of one system; ``None``, and why on standard error, when it cannot be run here."""
    out = folder / f"{system}.json"
    if not out.is_file():
        command = [sys.executable, "-m", "assistant", "eval", "run", "retrieval", "--docs", str(arguments.docs),
                   "--queries", str(arguments.queries), "--system", system, "--out", str(out)]  # fmt: skip
        done = subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        if done.returncode:
            print(f"{system}: left out. {done.stderr.strip()}", file=sys.stderr)
            return None
    return load(out)


def table(runs: dict[str, dict[str, Any]]) -> str:
    """The systems, best first."""
    rows = [
        f"| system | {' | '.join(MEASURES)} | less than ours by | p50, ms |",
        "|---|" + "---|" * (len(MEASURES) + 2),
    ]
    for name, run in sorted(runs.items(), key=lambda pair: -pair[1]["metrics"]["nDCG@10"]):
        less = ""
        if name != "ours" and "ours" in runs:
            one = compare(runs["ours"], run)["differences"]["nDCG@10"]
            less = f"{one['difference']:.3f} [{one['low']:.3f}, {one['high']:.3f}]"
        figures = " | ".join(f"{run['metrics'][measure]:.3f}" for measure in MEASURES)
        rows.append(f"| {name} | {figures} | {less} | {run['latency_ms']['p50']:.1f} |")
    return "\n".join(rows)


if __name__ == "__main__":
    main()
