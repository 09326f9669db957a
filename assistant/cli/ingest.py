"""``tienle ingest PATH…``: files and folders into the knowledge base."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from assistant.cli.output import print_json
from assistant.cli.text import say
from assistant.settings import Settings

INPUT_EXIT = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("paths", nargs="+", type=Path, metavar="TỆP|THƯ_MỤC", help=say("arguments.paths"))
    kinds = ("auto", "advice", "resolution", "other")
    parser.add_argument("--kind", choices=kinds, default="auto", help=say("arguments.kind_ingest"))
    parser.add_argument("--ocr", choices=("auto", "always", "never"), help=say("arguments.ocr"))
    parser.add_argument("--json", action="store_true", help=say("program.json"))


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Ingest with a progress bar; list what failed and why; exit 3 when something did."""
    from assistant.export import records
    from assistant.wiring import ingest

    report = ingest(
        arguments.paths, settings, kind=arguments.kind, ocr=arguments.ocr, bar=say("messages.ingest_progress")
    )
    for failed in report.failed:
        line = say("messages.failed_line", path=failed.path, reason=failed.reason + ".", next_step=failed.next_step)
        print(line, file=sys.stderr)
    if arguments.json:
        print_json(records.ingest_record(report))
    else:
        counts = {name: len(getattr(report, name)) for name in ("added", "updated", "unchanged", "failed")}
        print(say("messages.ingest_totals", **counts))
    return INPUT_EXIT if report.failed else 0
