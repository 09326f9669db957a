"""``tienle model list|use NAME_OR_PATH|train``: the embedding model."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict, replace
from pathlib import Path

from assistant.cli.output import print_json
from assistant.cli.text import say
from assistant.errors import StateError
from assistant.settings import Settings, load, save_value


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="list|use|train")
    actions.add_parser("list")
    use = actions.add_parser("use")
    use.add_argument("name", metavar="TÊN", help=say("arguments.model"))
    train = actions.add_parser("train")
    train.add_argument("--name", default="co-quan", metavar="TÊN", help=say("arguments.model_name"))
    for action in actions.choices.values():
        action.add_argument("--json", action="store_true", help=say("program.json"))


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """List the models at hand, take another into use, or tune one on the stored documents."""
    if arguments.action == "use":
        return _use(arguments, settings)
    return _train(arguments, settings) if arguments.action == "train" else _list(arguments, settings)


def _list(arguments: argparse.Namespace, settings: Settings) -> int:
    from assistant.index.models import list_models

    models = list_models(settings.home, settings.index.embedding)
    if arguments.json:
        print_json({"schema": "tienle.model/1", "models": [asdict(model) for model in models]})
        return 0
    for model in models:
        size = "" if model.megabytes is None else say("model.size", megabytes=model.megabytes)
        print(say("model.line", mark="*" if model.in_use else " ", name=model.name, where=model.where, size=size))
    return 0


def _use(arguments: argparse.Namespace, settings: Settings) -> int:
    """The setting is written last: until the new collection is complete, everybody goes on with the old model."""
    from assistant.index.embedder import open_embedder
    from assistant.index.models import model_setting
    from assistant.index.switch import fill_collection
    from assistant.wiring import has_base, open_knowledge

    name = model_setting(settings.home, arguments.name)
    model = open_embedder(name)
    model.encode(["văn bản"], "query")
    added = 0
    if has_base(settings):
        changed = replace(settings, index=replace(settings.index, embedding=name))
        with open_knowledge(changed, "write") as knowledge:
            added = fill_collection(knowledge, _progress)
    path = save_value(settings.home, "index", "embedding", name)
    overridden = load(settings.home).index.embedding != name
    if arguments.json:
        print_json({"schema": "tienle.model/1", "embedding": name, "model": model.model_id,
                    "dimension": model.dimension, "embedded_passages": added, "overridden": overridden})  # fmt: skip
    else:
        print(say("model.used", name=name, dimension=model.dimension, added=added, path=path))
    if overridden:
        print(say("model.overridden"), file=sys.stderr)
    return 0


def _train(arguments: argparse.Namespace, settings: Settings) -> int:
    from assistant.index.embedder import EMBEDDED_FOLDER, is_static
    from assistant.index.models import models_folder
    from assistant.index.training.office import tune_on_passages
    from assistant.wiring import has_base, open_knowledge

    current = Path(settings.index.embedding).expanduser()
    start = current if current.is_dir() and is_static(current) else EMBEDDED_FOLDER
    out = models_folder(settings.home) / Path(arguments.name).name
    if not has_base(settings):
        raise StateError("no_index", str(settings.home))
    with open_knowledge(settings, "read") as knowledge:
        documents = knowledge.documents()
        chunks = [chunk for document in documents for chunk in knowledge.chunks_of(document.document_id)]
    if not arguments.json:
        print(say("model.training", documents=len(documents), passages=len(chunks)), file=sys.stderr)
    tuned = tune_on_passages(chunks, start, out)
    if arguments.json:
        print_json({"schema": "tienle.model/1", **asdict(tuned), "folder": str(out) if tuned.saved else None})
    else:
        message = "model.trained" if tuned.saved else "model.no_gain"
        print(say(message, before=f"{100 * tuned.before:.1f}".replace(".", ","), folder=out, name=out.name,
                  after=f"{100 * tuned.after:.1f}".replace(".", ","), pairs=tuned.pairs))  # fmt: skip
    return 0


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        print(say("model.embedding", done=done, total=total), end="\r" if done < total else "\n", file=sys.stderr)
