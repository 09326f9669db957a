"""``tienle diagnose DRAFT``: the draft's own defects, with their working."""

from __future__ import annotations

import argparse
from pathlib import Path

from assistant.cli.output import line_width, print_json
from assistant.cli.text import say
from assistant.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("draft", type=Path, metavar="DỰ_THẢO", help=say("arguments.draft"))
    parser.add_argument("--governing", metavar="TỆP|MÃ", help=say("arguments.governing"))
    parser.add_argument("--json", action="store_true", help=say("program.json"))


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print the findings as JSON, or as numbered sentences with their working."""
    from assistant.diagnosis.registry import checks
    from assistant.export import readable, records
    from assistant.pipeline import diagnose, read
    from assistant.wiring import governing_document

    document = read(arguments.draft, settings)
    governing = governing_document(arguments.governing, settings) if arguments.governing else None
    diagnosis = diagnose(document, governing)
    if arguments.json:
        print_json(
            records.diagnose_record(
                str(arguments.draft), diagnosis.words, diagnosis.findings, diagnosis.took_ms, diagnosis.ledgers
            )
        )
        return 0
    if not diagnosis.findings:
        print(say("messages.no_findings", words=diagnosis.words, kinds=len(checks())))
        return 0
    print(say("messages.findings", count=len(diagnosis.findings), words=diagnosis.words))
    print(readable.findings_text(diagnosis.findings, line_width()))
    return 0
