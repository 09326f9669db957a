"""Which outside programs this machine has for reading scans and old formats."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass

from assistant.documents.ocr import has_ocr
from assistant.documents.office import find_antiword, find_soffice

__all__ = ["Capability", "capabilities"]

_LIMIT_S = 20


@dataclass(frozen=True, slots=True)
class Capability:
    """A program: where it is (``None``: not found), its version, and whether it can do what is needed of it."""

    name: str
    path: str | None
    version: str | None
    ready: bool


def capabilities() -> tuple[Capability, ...]:
    """Tesseract (ready only with Vietnamese data), LibreOffice and antiword."""
    tesseract, soffice, antiword = shutil.which("tesseract"), find_soffice(), find_antiword()
    return (
        Capability("tesseract", tesseract, _version(tesseract, "--version"), has_ocr()),
        Capability("soffice", soffice, _version(soffice, "--version"), soffice is not None),
        Capability("antiword", antiword, _version(antiword, "-h"), antiword is not None),
    )


def _version(command: str | None, option: str) -> str | None:
    if command is None:
        return None
    try:
        done = subprocess.run([command, option], capture_output=True, timeout=_LIMIT_S, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = re.search(rb"\d+\.\d+[\w.]*", done.stdout + done.stderr)
    return found[0].decode("ascii", "replace") if found else None
