"""``tienle doctor``: what is installed, what the knowledge base holds, and what to do about what is missing."""

from __future__ import annotations

import argparse
import sys
from importlib.metadata import PackageNotFoundError, version

from assistant import __version__
from assistant.cli.output import print_json
from assistant.cli.text import say
from assistant.errors import StateError
from assistant.settings import Settings

LIBRARIES = ("torch", "sentence-transformers", "chromadb", "gradio", "langchain", "pymupdf", "python-docx", "tantivy")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("--repair", action="store_true", help=say("arguments.repair"))
    parser.add_argument("--json", action="store_true", help=say("program.json"))


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Report; with ``--repair`` rebuild both indexes from the stored documents first."""
    from assistant.documents.capabilities import capabilities

    tools = {tool.name: tool.version if tool.ready else None for tool in capabilities()}
    libraries = {name: _version(name) for name in LIBRARIES}
    base, problem = _base(settings, repair=arguments.repair)
    if arguments.json:
        record = {"schema": "tienle.doctor/1", "version": __version__, "home": str(settings.home), "knowledge": base,
                  "problem": problem, "tools": tools, "libraries": libraries}  # fmt: skip
        print_json(record)
    else:
        print(say("doctor.program", version=__version__, python=sys.version.split()[0]))
        print(say("doctor.home", home=settings.home))
        print(say("doctor.base", **base) if base else problem or say("doctor.none"))
        for name, found in tools.items():
            print(say("doctor.tool", name=name, state=found or say("doctor.missing")))
            if not found:
                print("  " + say(f"doctor.install_{name}"))
        for name, found in libraries.items():
            print(say("doctor.library", name=name, state=found or say("doctor.missing")))
    return StateError.exit_code if problem else 0


def _base(settings: Settings, *, repair: bool) -> tuple[dict[str, object] | None, str | None]:
    from assistant import wiring

    if not wiring.has_base(settings):
        return None, None
    try:
        with wiring.open_knowledge(settings, "write" if repair else "read", accept_stale=repair) as knowledge:
            for failed in wiring.repair(knowledge, settings) if repair else ():
                reason, next_step = f"{failed.reason}.", failed.next_step
                print(
                    say("messages.failed_line", path=failed.path, reason=reason, next_step=next_step), file=sys.stderr
                )
            documents = knowledge.documents()
            passages = sum(document.chunks for document in documents)
            return {
                "documents": len(documents), "passages": passages, "indexed": knowledge.lexical.count(),
                "model": knowledge.embedder.model_id,
            }, None  # fmt: skip
    except StateError as error:
        return None, f"{error.reason}. {error.next_step}"


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
