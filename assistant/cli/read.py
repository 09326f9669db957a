"""``tienle read FILE``: parse one file and show what was understood."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from assistant.cli.output import print_json
from assistant.cli.text import say
from assistant.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("file", type=Path, metavar="TỆP", help=say("arguments.file"))
    parser.add_argument("--ocr", choices=("auto", "always", "never"), help=say("arguments.ocr"))
    parser.add_argument("--json", action="store_true", help=say("program.json"))


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print the document as JSON, or as an outline a person can read."""
    from assistant.export import readable, records
    from assistant.pipeline import read, understand

    document = read(arguments.file, settings, ocr=arguments.ocr, pages=_pages if sys.stderr.isatty() else None)
    advice = understand(document)
    if arguments.json:
        print_json(records.read_record(document, advice))
    else:
        print(readable.read_outline(document, advice))
    return 0


def _pages(done: int, total: int) -> None:
    """How far recognition is, on one line of a terminal."""
    end = "\n" if done == total else ""
    print("\r" + say("messages.page_progress", done=done, total=total), end=end, file=sys.stderr, flush=True)
