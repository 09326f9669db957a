"""``tienle serve``: the web interface on this machine."""

from __future__ import annotations

import argparse
import sys

from assistant.cli.text import say
from assistant.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("--host", metavar="ĐỊA_CHỈ", help=say("arguments.host"))
    parser.add_argument("--port", type=int, metavar="CỔNG", help=say("arguments.port"))
    parser.add_argument("--sample", action="store_true", help=say("arguments.sample"))


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Load the sample documents if asked and the knowledge base is empty, then serve until stopped."""
    from assistant.wiring import ingest_sample, is_empty

    if arguments.sample and is_empty(settings):
        print(say("messages.sample_loading"), file=sys.stderr)
        ingest_sample(settings, bar=say("messages.ingest_progress"))
    from assistant.ui.app import serve

    host = arguments.host or settings.interface.host
    port = arguments.port or settings.interface.port
    serve(settings, host, port, ready=lambda url: print(say("messages.serving", url=url), flush=True))
    return 0
