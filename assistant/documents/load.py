"""The front door: file → Document."""

from __future__ import annotations

from pathlib import Path

from assistant.documents.model import Document
from assistant.settings import ReadingSettings

__all__ = ["read_document"]


def read_document(path: Path, settings: ReadingSettings | None = None) -> Document:
    """Parse one file.

    Raises:
        InputError: with code unsupported, empty, encrypted, damaged, needs_ocr, too_large, not_found or time_limit.
    """
    raise NotImplementedError
