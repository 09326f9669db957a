"""Old DOC, ODT and RTF through LibreOffice, DOC through antiword where LibreOffice is missing."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from assistant.documents.blocks import Content
from assistant.documents.plain import read_plain
from assistant.documents.warnings import warning
from assistant.documents.word import read_word
from assistant.errors import InputError
from assistant.language.normalize import nfc
from assistant.settings import ReadingSettings

__all__ = ["find_antiword", "find_soffice", "read_office"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_COLUMN = 30
_PLACES = (
    "/usr/bin/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)


def find_soffice() -> str | None:
    """The LibreOffice command, if installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def find_antiword() -> str | None:
    """The antiword command, if installed."""
    return shutil.which("antiword")


def read_office(path: Path, data: bytes, settings: ReadingSettings) -> Content:
    """The content of a DOC, ODT or RTF file.

    Raises:
        InputError: encrypted, damaged, unsupported where neither program is installed, or time_limit.
    """
    if _is_encrypted(data):
        raise InputError("encrypted", str(path))
    if path.suffix.lower() == ".doc" and not data.startswith((_OLE, b"{\\rtf", b"\xdb\xa5", b"\x31\xbe")):
        raise InputError("damaged", str(path))
    soffice, antiword = find_soffice(), find_antiword()
    if soffice:
        return read_word(path, _to_docx(soffice, path, data, settings.time_limit_s), settings)
    if antiword and data.startswith(_OLE):
        return _antiword(antiword, path, data, settings.time_limit_s)
    raise InputError("unsupported", str(path), suffix=path.suffix)


def _is_encrypted(data: bytes) -> bool:
    if data.startswith(_OLE):
        flagged = data[512:514] == b"\xec\xa5" and len(data) > 524 and data[523] & 0x01
        return bool(flagged) or "EncryptedPackage".encode("utf-16-le") in data
    return data.startswith(b"PK") and b"manifest:encryption-data" in data[:200_000]


def _to_docx(soffice: str, path: Path, data: bytes, limit_s: int) -> bytes:
    with tempfile.TemporaryDirectory(prefix="tienle-") as folder:
        source = Path(folder) / f"source{path.suffix.lower()}"
        source.write_bytes(data)
        # Two calls that share a profile make one of them fail without a message.
        arguments = [
            soffice,
            f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            "docx",
            "--outdir",
            folder,
            str(source),
        ]
        _run(arguments, path, limit_s)
        target = source.with_suffix(".docx")
        if not target.is_file():
            raise InputError("damaged", str(path))
        return target.read_bytes()


def _antiword(antiword: str, path: Path, data: bytes, limit_s: int) -> Content:
    with tempfile.TemporaryDirectory(prefix="tienle-") as folder:
        source = Path(folder) / "source.doc"
        source.write_bytes(data)
        output = _run([antiword, "-w", "0", "-m", "UTF-8.txt", str(source)], path, limit_s)
    # Cells come between bars; wide blanks let letterhead and signature block fall into their columns.
    text = nfc(output.decode("utf-8", "replace"))
    text = re.sub(r"^\|(.*)\|\s*$", lambda row: row[1].replace("|", " " * _COLUMN), text, flags=re.MULTILINE)
    if not text.strip():
        raise InputError("damaged", str(path))
    content = read_plain(text)
    content.warnings.append(warning("antiword"))
    return content


def _run(arguments: list[str], path: Path, limit_s: int) -> bytes:
    """Run a converter in its own process group, so that all of it can be killed."""
    group = sys.platform != "win32"
    try:
        process = subprocess.Popen(
            arguments,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=group,
        )
    except OSError as error:
        raise InputError("unsupported", str(path), suffix=path.suffix) from error
    try:
        output, _ = process.communicate(timeout=limit_s)
    except subprocess.TimeoutExpired as error:
        if group:
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.communicate()
        raise InputError("time_limit", str(path), limit_s=limit_s) from error
    return output
