"""``tienle documents list|show ID|remove ID…``: what is in the knowledge base."""

from __future__ import annotations

import argparse

from assistant.cli.output import print_json
from assistant.cli.text import say
from assistant.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="list|show|remove")
    listing = actions.add_parser("list")
    listing.add_argument("--json", action="store_true", help=say("program.json"))
    show = actions.add_parser("show")
    show.add_argument("id", metavar="MÃ", help=say("arguments.id"))
    show.add_argument("--json", action="store_true", help=say("program.json"))
    remove = actions.add_parser("remove")
    remove.add_argument("ids", nargs="+", metavar="MÃ", help=say("arguments.ids"))
    remove.add_argument("--json", action="store_true", help=say("program.json"))


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """List, show or remove stored documents."""
    from assistant.export import readable, records
    from assistant.wiring import open_knowledge

    if arguments.action == "remove":
        with open_knowledge(settings, "write") as knowledge:
            removed = knowledge.remove(arguments.ids)
        if arguments.json:
            print_json(records.documents_record(removed))
        else:
            print(say("messages.removed", count=len(removed)))
        return 0
    with open_knowledge(settings, "read") as knowledge:
        documents = knowledge.documents()
        if arguments.action == "show":
            documents = [knowledge.document(arguments.id)]
        text = knowledge.text_of(arguments.id) if arguments.action == "show" else None
    if arguments.json:
        print_json(records.documents_record(documents))
    elif not documents:
        print(say("messages.no_documents"))
    else:
        for document in documents:
            print(readable.document_line(document))
        if text:
            print(f"\n{text}")
    return 0
