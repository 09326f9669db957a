"""Prompts: files of ``prompts/`` that an official can read and edit, strict about their blanks.

A file has a head between two lines ``+++`` (TOML: ``id``, ``version``, ``variables``, ``data``, ``output``,
``example``) and a body with ``# system`` and ``# user``. A blank is ``{{name}}``. Blanks listed under ``data`` hold
other people's words: they are fenced as data, and a fence inside them is broken, so that nothing in a document can
pass for an instruction.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import StateError
from assistant.llm.chat import Message
from assistant.settings import material

__all__ = ["Prompt", "load_prompt"]

_BLANK = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_FENCE = re.compile(r"<(\s*/?\s*du_lieu)", re.IGNORECASE)
_HEAD_KEYS = frozenset({"id", "version", "variables", "data", "output", "example"})


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt. ``example`` is an answer that its own output schema accepts."""

    id: str
    version: str
    variables: tuple[str, ...]
    data: tuple[str, ...]
    output: str
    example: str
    system: str
    user: str

    @property
    def name(self) -> str:
        """Identity for the record of a result: "viet-lai/1"."""
        return f"{self.id}/{self.version}"

    def messages(self, **values: str) -> tuple[Message, Message]:
        """The messages with every blank filled.

        Raises:
            ValueError: a blank is missing or unknown (a bug, found by the tests).
        """
        wanted = {*self.variables, *self.data}
        if set(values) != wanted:
            raise ValueError(f"{self.id}: blanks {sorted(wanted ^ set(values))}")
        filled = {name: _fenced(name, text) if name in self.data else text for name, text in values.items()}
        return Message("system", _filled(self.system, filled)), Message("user", _filled(self.user, filled))


def load_prompt(name: str, folder: Path | None = None) -> Prompt:
    """The prompt in ``prompts/<name>.md``.

    Raises:
        StateError: ``prompt_invalid``: the file is missing, its head is wrong, or head and body name other blanks.
    """
    path = (folder or material("prompts")) / f"{name}.md"
    try:
        _, head, body = path.read_text("utf-8").split("+++\n", 2)
        given = tomllib.loads(head)
    except (OSError, ValueError) as error:
        raise StateError("prompt_invalid", str(path), problem=str(error)) from error
    if set(given) != _HEAD_KEYS:
        raise StateError("prompt_invalid", str(path), problem=f"{sorted(_HEAD_KEYS ^ set(given))}")
    parts = re.split(r"^# (system|user)\n", body, flags=re.MULTILINE)
    if parts[1::2] != ["system", "user"]:
        raise StateError("prompt_invalid", str(path), problem="# system, # user")
    system, user = (part.strip() for part in parts[2::2])
    used = {*_BLANK.findall(system), *_BLANK.findall(user)}
    known = {*given["variables"], *given["data"]}
    if used != known:
        raise StateError("prompt_invalid", str(path), problem=f"{{{{…}}}}: {sorted(used ^ known)}")
    return Prompt(
        id=str(given["id"]), version=str(given["version"]), variables=tuple(given["variables"]),
        data=tuple(given["data"]), output=str(given["output"]), example=str(given["example"]), system=system, user=user,
    )  # fmt: skip


def _filled(text: str, values: Mapping[str, str]) -> str:
    return _BLANK.sub(lambda blank: values[blank[1]], text)


def _fenced(name: str, text: str) -> str:
    return f'<du_lieu ten="{name}">\n{_FENCE.sub("‹", text)}\n</du_lieu>'
