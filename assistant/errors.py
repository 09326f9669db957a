"""Errors a user can meet. One line says which thing, why, and what to do next; anything else is a bug.

TienLeError                    carries subject, code, and from errors.vi.toml: reason and next_step
├── UsageError                 exit 2: the command was called wrongly
├── InputError                 exit 3: a file cannot be read (unsupported, empty, encrypted, damaged, needs_ocr,
│                              too_large, not_found, secret, time_limit)
├── StateError                 exit 4: set-up or state (no_index, index_busy, index_stale, model_missing,
│                              server_down, port_busy, settings_invalid, not_in_version …)
└── PolicyError                exit 5: refused by policy (secrecy)
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import ClassVar

__all__ = ["InputError", "PolicyError", "StateError", "TienLeError", "UsageError"]


@cache
def _wording() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("errors.vi.toml").read_text("utf-8"))


class TienLeError(Exception):
    """Something the user can mend. ``code`` is a table of ``errors.vi.toml``; ``details`` fill its wording.

    Raises:
        KeyError: if the code or a detail of its wording is missing (a bug, found by the tests).
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, code: str, subject: str = "", **details: object) -> None:
        wording = _wording()[code]
        self.code = code
        self.subject = subject
        self.reason = wording["reason"].format(subject=subject, **details)
        self.next_step = wording["next_step"].format(subject=subject, **details)
        super().__init__(f"{subject}: {self.reason}" if subject else self.reason)


class UsageError(TienLeError):
    """The command was called wrongly."""

    exit_code = 2


class InputError(TienLeError):
    """A file cannot be read; other files of the batch still can."""

    exit_code = 3


class StateError(TienLeError):
    """The set-up or the state of the knowledge base does not allow the command."""

    exit_code = 4


class PolicyError(TienLeError):
    """Refused by policy, such as a document stamped secret."""

    exit_code = 5
