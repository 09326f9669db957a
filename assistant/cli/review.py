"""``tienle review DRAFT``: suggested critique points and recommendations, with evidence and precedents."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from assistant.cli.output import line_width, print_json
from assistant.cli.text import say
from assistant.errors import StateError, UsageError
from assistant.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("draft", type=Path, metavar="DỰ_THẢO", help=say("arguments.draft"))
    parser.add_argument("--governing", metavar="TỆP|MÃ", help=say("arguments.governing"))
    parser.add_argument("--budget", type=int, metavar="N", help=say("arguments.budget"))
    parser.add_argument("--exclude", action="append", default=[], metavar="MÃ", help=say("arguments.exclude"))
    parser.add_argument("--out", type=Path, metavar="TỆP.docx", help=say("arguments.out"))
    parser.add_argument("--annotate", type=Path, metavar="TỆP.docx", help=say("arguments.annotate"))
    parser.add_argument("--json", action="store_true", help=say("program.json"))


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print the review, and write it as a Word report when ``--out`` is given."""
    from assistant.export import readable, records
    from assistant.export.report import write_report
    from assistant.pipeline import ReviewOptions, review
    from assistant.wiring import governing_document, open_knowledge, open_voice

    if arguments.annotate:
        raise StateError("not_in_version", "tienle review --annotate")
    if arguments.out and arguments.out.suffix.lower() != ".docx":
        raise UsageError("usage", problem=f"--out: {arguments.out.name} không phải tệp .docx")
    if arguments.budget is not None and arguments.budget < 0:
        raise UsageError("usage", problem="--budget: cần số không âm")
    governing = governing_document(arguments.governing, settings) if arguments.governing else None
    with open_knowledge(settings, "read") as knowledge:
        options = ReviewOptions(governing, arguments.exclude, arguments.budget, open_voice(settings, _progress))
        document, result = review(arguments.draft, settings, knowledge, options)
    if arguments.out:
        write_report(result, {}, document, arguments.out)
        print(say("messages.written", path=arguments.out), file=sys.stderr)
    if arguments.json:
        print_json(records.review_record(result))
    else:
        print(readable.review_text(result, line_width()))
    return 0


def _progress(done: int, total: int) -> None:
    print(say("messages.model_progress", done=done, total=total), file=sys.stderr)
