"""Benchmark sources as the files an official would hand in: written as Word, printed as PDF, read again."""

from __future__ import annotations

import hashlib
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from assistant.diagnosis.diagnose import diagnose
from assistant.diagnosis.model import Finding, Subject
from assistant.documents.load import read_document
from assistant.documents.model import Document
from assistant.documents.office import find_soffice
from assistant.errors import StateError
from assistant.export import official
from assistant.export import word as word_writer
from assistant.settings import Settings

__all__ = ["built", "diagnose_source"]


def diagnose_source(
    source: str, governing: str | None, form: str, settings: Settings
) -> tuple[Document, Sequence[Finding]]:
    """The draft a source describes, read in ``form`` ("docx" or "pdf"), with its findings."""
    document = read_document(built(source, form), settings.reading)
    resolution = read_document(built(governing, "docx"), settings.reading) if governing is not None else None
    return document, diagnose(Subject(document, resolution))


def built(source: str, form: str) -> Path:
    """The file of a source, kept in the folder for temporary files under the hash of its text and of its writer.

    Raises:
        StateError: ``no_office`` when a PDF is wanted and LibreOffice is not there.
    """
    folder = Path(tempfile.gettempdir()) / "tienle-diagnostics"
    folder.mkdir(exist_ok=True)
    writer = b"".join(Path(module.__file__ or "").read_bytes() for module in (official, word_writer))
    path = folder / f"{hashlib.sha256(source.encode() + writer).hexdigest()[:20]}.{form}"
    if path.exists():
        return path
    with tempfile.TemporaryDirectory(dir=folder) as making:
        word = Path(making) / f"{path.stem}.docx"
        word_writer.write_official(official.parse_source(source)[0], word)
        (word if form == "docx" else _printed(word)).replace(path)
    return path


def _printed(word: Path) -> Path:
    """A Word file as PDF; each call has a profile of its own, for a shared one fails without a message."""
    office = find_soffice()
    if office is None:
        raise StateError("no_office", "LibreOffice")
    profile = f"-env:UserInstallation={(word.parent / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(word.parent), str(word)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return word.with_suffix(".pdf")
