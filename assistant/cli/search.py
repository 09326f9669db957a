"""``tienle search QUERY``: ranked passages of the knowledge base."""

from __future__ import annotations

import argparse
import time

from assistant.cli.output import line_width, print_json
from assistant.cli.text import say
from assistant.errors import StateError
from assistant.settings import Settings

ASPECTS = ("general", "results", "limitations_causes", "forecast_targets", "tasks_solutions", "form")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("query", metavar="NỘI_DUNG", help=say("arguments.query"))
    parser.add_argument("-k", type=int, default=10, metavar="SỐ", help=say("arguments.k"))
    kinds = ("advice", "resolution", "other")
    parser.add_argument("--kind", action="append", default=[], choices=kinds, help=say("arguments.kind"))
    parser.add_argument("--issuer", action="append", default=[], metavar="TÊN", help=say("arguments.issuer"))
    parser.add_argument("--aspect", action="append", default=[], choices=ASPECTS, help=say("arguments.aspect"))
    parser.add_argument("--from", dest="from_year", type=int, metavar="NĂM", help=say("arguments.from_year"))
    parser.add_argument("--to", dest="to_year", type=int, metavar="NĂM", help=say("arguments.to_year"))
    parser.add_argument("--exclude", action="append", default=[], metavar="MÃ", help=say("arguments.exclude"))
    parser.add_argument("--json", action="store_true", help=say("program.json"))


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print the hits as JSON, or as numbered quotations with their source."""
    from assistant.export import readable, records
    from assistant.retrieval.model import Filters
    from assistant.wiring import is_empty, open_knowledge, open_search

    if is_empty(settings):
        raise StateError("no_index")
    filters = Filters(
        kinds=tuple(arguments.kind), issuers=tuple(arguments.issuer), aspects=tuple(arguments.aspect),
        from_year=arguments.from_year, to_year=arguments.to_year, exclude=tuple(arguments.exclude),
    )  # fmt: skip
    with open_knowledge(settings, "read") as knowledge:
        search = open_search(knowledge, settings)
        started = time.perf_counter()
        hits = search.search(arguments.query, arguments.k, filters)
        took = round((time.perf_counter() - started) * 1000)
    if arguments.json:
        print_json(records.search_record(arguments.query, hits, took))
        return 0
    if not hits:
        print(say("messages.no_hits"))
    for hit in hits:
        print(readable.hit_line(hit, line_width()))
    return 0
