"""The command line: the parser, and the one place where errors become exit codes.

0 done · 2 wrong usage · 3 an input cannot be read · 4 set-up or state · 5 refused by policy · 1 a bug (traceback).
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from assistant import __version__
from assistant.cli.text import say
from assistant.errors import StateError, TienLeError, UsageError
from assistant.settings import load

__all__ = ["main"]

COMMANDS = ("ingest", "documents", "read", "search", "diagnose", "review", "eval", "serve", "doctor")
LATER = ("consistency", "uptake", "model", "user", "backup", "restore")


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError("usage", problem=message)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="tienle",
        description=say("program.description"),
        epilog=say("program.epilog"),
        add_help=False,
    )
    _common(parser)
    parser.add_argument("--version", action="version", version=f"tienle {__version__}", help=say("program.version"))
    commands = parser.add_subparsers(dest="command", metavar="LỆNH", title=say("program.commands"))
    for name in COMMANDS:
        command = commands.add_parser(name, help=say(f"commands.{name}"), add_help=False)
        _common(command)
        importlib.import_module(f"assistant.cli.{name}").add_arguments(command)
    for name in LATER:
        command = commands.add_parser(name, help=say("program.later") + say(f"commands.{name}"), add_help=False)
        _common(command)
        command.add_argument("anything", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    return parser


def _common(parser: argparse.ArgumentParser) -> None:
    parser._optionals.title = say("program.options")
    parser.add_argument("-h", "--help", action="help", help=say("program.help"))
    # SUPPRESS: a sub-command's default must not overwrite a --home given before the command.
    parser.add_argument("--home", type=Path, default=argparse.SUPPRESS, metavar="THƯ_MỤC", help=say("program.home"))


def _run(arguments: Sequence[str]) -> int:
    parser = _parser()
    first = next((word for word in arguments if not word.startswith("-")), None)
    if first in LATER and not {"-h", "--help"} & set(arguments):
        raise StateError("not_in_version", f"tienle {first}")
    parsed = parser.parse_args(arguments)
    if parsed.command is None:
        parser.print_help()
        return 0
    settings = load(getattr(parsed, "home", None))
    exit_code: int = importlib.import_module(f"assistant.cli.{parsed.command}").run(parsed, settings)
    return exit_code


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; errors a user can mend print one line and the next step, bugs show a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        return _run(sys.argv[1:] if arguments is None else arguments)
    except TienLeError as error:
        print(f"{say('program.error')}: {error}.\n{say('program.next')}: {error.next_step}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return 130
