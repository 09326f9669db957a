"""``tienle eval``: measure, keep the run, compare two runs."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.cli.output import print_json
from assistant.cli.text import say
from assistant.settings import Settings

SYSTEMS = (
    "ours", "fusion", "lexical", "dense", "bm25s-bigrams", "bm25s-syllables", "langchain-bm25", "langchain-default",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bench:
    """A benchmark: ``run(arguments, settings) -> record`` of ``module``, and what adds its arguments."""

    module: str
    add_arguments: Callable[[argparse.ArgumentParser], None]


def _retrieval_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--docs", type=Path, required=True, metavar="TỆP", help=say("arguments.docs"))
    parser.add_argument("--queries", type=Path, required=True, metavar="TỆP", help=say("arguments.queries"))
    parser.add_argument("--system", default="ours", choices=SYSTEMS, help=say("arguments.system"))
    parser.add_argument("--noise", default="none", choices=("none", "fold", "ocr"), help=say("arguments.noise"))
    parser.add_argument("--seed", type=int, default=13, metavar="SỐ", help=say("arguments.seed"))


def _diagnostics_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--split", default="dev", choices=("dev", "untouched", "all"), help=say("arguments.split"))
    parser.add_argument("--folder", type=Path, metavar="THƯ_MỤC", help=say("arguments.bench_folder"))
    parser.add_argument("--forms", action="store_true", help=say("arguments.forms"))
    parser.add_argument("--details", action="store_true", help=say("arguments.details"))


def _suggestions_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--split", default="dev", choices=("dev", "untouched", "all"), help=say("arguments.split"))
    parser.add_argument("--details", action="store_true", help=say("arguments.details_missed"))
    parser.add_argument("--folder", type=Path, metavar="THƯ_MỤC", help=say("arguments.bench_folder"))
    parser.add_argument("--sheet", type=Path, metavar="TỆP.md", help=say("arguments.sheet"))


# One line a benchmark: its name, the module that runs it, and its arguments.
BENCHES = {
    "retrieval": Bench("assistant.evaluation.retrieval", _retrieval_arguments),
    "diagnostics": Bench("assistant.evaluation.diagnostics", _diagnostics_arguments),
    "suggestions": Bench("assistant.evaluation.suggestions", _suggestions_arguments),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own sub-commands."""
    actions = parser.add_subparsers(dest="action", metavar="VIỆC", required=True, title=say("program.commands"))
    actions.add_parser("list", help=say("eval.list"))
    running = actions.add_parser("run", help=say("eval.run"))
    benches = running.add_subparsers(dest="bench", metavar="BỘ_ĐO", required=True, title=say("arguments.benchmark"))
    for name, bench in BENCHES.items():
        one = benches.add_parser(name, help=say(f"eval.{name}"))
        bench.add_arguments(one)
        one.add_argument("--out", type=Path, metavar="TỆP", help=say("arguments.run_out"))
        one.add_argument("--json", action="store_true", help=say("program.json"))
    comparing = actions.add_parser("compare", help=say("eval.compare"))
    comparing.add_argument("first", type=Path, metavar="A", help=say("arguments.run_file"))
    comparing.add_argument("second", type=Path, metavar="B", help=say("arguments.run_file"))
    comparing.add_argument("--json", action="store_true", help=say("program.json"))
    reporting = actions.add_parser("report", help=say("eval.report"))
    reporting.add_argument("run_file", type=Path, metavar="TỆP", help=say("arguments.run_file"))


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """List the benchmarks, run one, compare two runs, or print one."""
    if arguments.action == "list":
        for name in BENCHES:
            print(f"{name}: {say(f'eval.{name}')}")
        return 0
    if arguments.action == "run":
        return _measure(arguments, settings)
    from assistant.evaluation import compare, run

    if arguments.action == "report":
        _show(_summary(run.load(arguments.run_file)))
        return 0
    record = compare.compare(run.load(arguments.first), run.load(arguments.second))
    if arguments.json:
        print_json(record)
    else:
        _show(record)
    return 0


def _measure(arguments: argparse.Namespace, settings: Settings) -> int:
    from assistant.evaluation import run

    record: dict[str, Any] = importlib.import_module(BENCHES[arguments.bench].module).run(arguments, settings)
    if arguments.out:
        run.save(record, arguments.out)
    if arguments.json:
        print_json(_summary(record))
    else:
        _show(_summary(record))
    return 0


def _summary(record: dict[str, Any]) -> dict[str, Any]:
    """Without the results query by query, which only ``--out`` keeps."""
    return {key: value for key, value in record.items() if key != "per_query"}


def _show(value: Any, name: str = "") -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            _show(inner, f"{name}.{key}" if name else key)
    elif isinstance(value, list) and value:
        for number, inner in enumerate(value, 1):
            _show(inner, f"{name}.{number}")
    elif isinstance(value, float):
        print(f"{name}: {value:.4f}")
    else:
        print(f"{name}: {value}")
