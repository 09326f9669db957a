"""The front door: file → Document."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from assistant.documents.assemble import assemble
from assistant.documents.blocks import Content
from assistant.documents.model import Document, DocumentFormat
from assistant.errors import InputError
from assistant.settings import ReadingSettings

__all__ = ["SUFFIXES", "read_document"]

SUFFIXES: dict[str, DocumentFormat] = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".txt": "txt",
    ".png": "image",
    ".jpg": "image",
    ".jpeg": "image",
    ".tif": "image",
    ".tiff": "image",
}


def read_document(path: Path, settings: ReadingSettings | None = None) -> Document:
    """Parse one file.

    Raises:
        InputError: with code unsupported, empty, encrypted, damaged, needs_ocr, too_large, not_found or time_limit.
    """
    settings = settings or ReadingSettings()
    kind = _format(path)
    data = _bytes(path, settings.max_mb)
    content = _READERS[kind](path, data, settings)
    if not any(block.text or block.grid for block in content.blocks):
        raise InputError("empty", str(path))
    return assemble(str(path), hashlib.sha256(data).hexdigest(), kind, content)


def _format(path: Path) -> DocumentFormat:
    if not path.is_file():
        raise InputError("not_found", str(path))
    kind = SUFFIXES.get(path.suffix.lower())
    if kind is None:
        raise InputError("unsupported", str(path), suffix=path.suffix or path.name)
    return kind


def _bytes(path: Path, limit_mb: int) -> bytes:
    try:
        size = path.stat().st_size
        if size > limit_mb * 1_000_000:
            raise InputError("too_large", str(path), size_mb=round(size / 1_000_000), limit_mb=limit_mb)
        data = path.read_bytes()
    except OSError as error:
        raise InputError("not_found", str(path)) from error
    if not data.strip():
        raise InputError("empty", str(path))
    return data


def _plain(path: Path, data: bytes, settings: ReadingSettings) -> Content:
    from assistant.documents.plain import decode, read_plain

    return read_plain(decode(data))


def _pdf(path: Path, data: bytes, settings: ReadingSettings) -> Content:
    from assistant.documents.pdf import read_pdf

    return read_pdf(path, data, settings)


def _word(path: Path, data: bytes, settings: ReadingSettings) -> Content:
    from assistant.documents.word import read_word

    return read_word(path, data, settings)


def _image(path: Path, data: bytes, settings: ReadingSettings) -> Content:
    from assistant.documents.ocr import read_image

    return read_image(path, data, settings)


_READERS: dict[DocumentFormat, Callable[[Path, bytes, ReadingSettings], Content]] = {
    "pdf": _pdf,
    "docx": _word,
    "txt": _plain,
    "image": _image,
}
