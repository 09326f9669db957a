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
    ".docm": "docx",
    ".doc": "doc",
    ".odt": "odt",
    ".rtf": "rtf",
    ".txt": "txt",
    ".text": "txt",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".png": "image",
    ".jpg": "image",
    ".jpeg": "image",
    ".tif": "image",
    ".tiff": "image",
}
_RTF = b"{\\rtf"


def read_document(path: Path, settings: ReadingSettings | None = None) -> Document:
    """Parse one file in this process; ``isolation.read_isolated`` does it under limits of time and memory.

    Raises:
        InputError: with code unsupported, empty, encrypted, damaged, needs_ocr, too_large, not_found or time_limit.
    """
    settings = settings or ReadingSettings()
    kind = _format(path)
    data = _bytes(path, settings.max_mb)
    content = _READERS[_actual(kind, data)](path, data, settings)
    if not any(block.text or block.grid for block in content.blocks):
        raise InputError("empty", str(path))
    return assemble(str(path), hashlib.sha256(data).hexdigest(), kind, content)


def _format(path: Path) -> DocumentFormat:
    try:
        present = path.is_file()
    except (OSError, ValueError):
        present = False
    if not present:
        raise InputError("not_found", str(path))
    kind = SUFFIXES.get(path.suffix.lower())
    if kind is None:
        raise InputError("unsupported", str(path), suffix=path.suffix or path.name)
    return kind


def _actual(kind: DocumentFormat, data: bytes) -> DocumentFormat:
    """What the bytes are: files named .doc are often RTF, HTML or DOCX inside, and PDFs bear any name."""
    if kind in {"txt", "md", "html", "image"}:
        return kind
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx" if kind in {"doc", "rtf"} else kind
    if data.startswith(_RTF):
        return "rtf"
    if kind == "doc" and data.lstrip()[:200].lower().startswith((b"<html", b"<!doctype html")):
        return "html"
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


def _markdown(path: Path, data: bytes, settings: ReadingSettings) -> Content:
    from assistant.documents.markdown import read_markdown
    from assistant.documents.plain import decode

    return read_markdown(decode(data))


def _html(path: Path, data: bytes, settings: ReadingSettings) -> Content:
    from assistant.documents.plain import decode
    from assistant.documents.web import html_text, read_html

    return read_html(path, html_text(data) or decode(data))


def _pdf(path: Path, data: bytes, settings: ReadingSettings) -> Content:
    from assistant.documents.pdf import read_pdf

    return read_pdf(path, data, settings)


def _word(path: Path, data: bytes, settings: ReadingSettings) -> Content:
    from assistant.documents.word import read_word

    return read_word(path, data, settings)


def _office(path: Path, data: bytes, settings: ReadingSettings) -> Content:
    from assistant.documents.office import read_office

    return read_office(path, data, settings)


def _image(path: Path, data: bytes, settings: ReadingSettings) -> Content:
    from assistant.documents.ocr import read_image

    return read_image(path, data, settings)


_READERS: dict[DocumentFormat, Callable[[Path, bytes, ReadingSettings], Content]] = {
    "pdf": _pdf,
    "docx": _word,
    "doc": _office,
    "odt": _office,
    "rtf": _office,
    "txt": _plain,
    "md": _markdown,
    "html": _html,
    "image": _image,
}
