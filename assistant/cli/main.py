"""The command line: the parser, and the one place where errors become exit codes.

0 done · 2 wrong usage · 3 an input cannot be read · 4 set-up or state · 5 refused by policy · 1 a bug (traceback).
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from assistant import __version__
from assistant.cli.text import in_vietnamese, say
from assistant.errors import StateError, TienLeError, UsageError
from assistant.settings import load

__all__ = ["main"]

COMMANDS = ("ingest", "documents", "read", "search", "diagnose", "review", "eval", "model", "serve", "doctor")
LATER = ("consistency", "uptake", "user", "backup", "restore")


class _Formatter(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, say("program.usage") + ": " if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    def __init__(self, **options: Any) -> None:
        super().__init__(**options, add_help=False, formatter_class=_Formatter)
        self._optionals.title = say("program.options")
        self._positionals.title = say("program.positionals")
        self.add_argument("-h", "--help", action="help", help=say("program.help"))
        # SUPPRESS: a sub-command's default must not overwrite a --home given before the command.
        self.add_argument("--home", type=Path, default=argparse.SUPPRESS, metavar="THƯ_MỤC", help=say("program.home"))

    def error(self, message: str) -> NoReturn:
        raise UsageError("usage", problem=in_vietnamese(message))


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="tienle", description=say("program.description"), epilog=say("program.epilog"))
    parser.add_argument("--version", action="version", version=f"tienle {__version__}", help=say("program.version"))
    commands = parser.add_subparsers(dest="command", metavar="LỆNH", title=say("program.commands"))
    for name in COMMANDS:
        command = commands.add_parser(name, help=say(f"commands.{name}"))
        importlib.import_module(f"assistant.cli.{name}").add_arguments(command)
    for name in LATER:
        command = commands.add_parser(name, help=say("program.later") + say(f"commands.{name}"))
        command.add_argument("anything", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    return parser


def _run(arguments: Sequence[str]) -> int:
    parser = _parser()
    parsed, unknown = parser.parse_known_args(arguments)
    if parsed.command in LATER:
        raise StateError("not_in_version", f"tienle {parsed.command}")
    if unknown:
        parser.error(f"unrecognized arguments: {' '.join(unknown)}")
    if parsed.command is None:
        parser.print_help()
        return 0
    settings = load(getattr(parsed, "home", None))
    exit_code: int = importlib.import_module(f"assistant.cli.{parsed.command}").run(parsed, settings)
    sys.stdout.flush()
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
    except BrokenPipeError:  # whoever read our output (a pager, head) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
