"""The parts of a Word file, opened with guards against zip bombs, entity bombs and deep nesting."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.errors import InputError

__all__ = ["WRAPPERS", "Parts", "StyleSheet", "W", "is_on", "open_parts", "value_of", "w"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LARGEST_PART = 64_000_000
_LARGEST_TOTAL = 200_000_000
_ON = {None, "1", "true", "on"}


def w(name: str) -> str:
    """The qualified name of a WordprocessingML element or attribute."""
    return W + name


WRAPPERS = {
    w(n)
    for n in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink", "fldSimple", "bdo", "dir")
}


@dataclass(frozen=True, slots=True)
class Parts:
    """XML roots of the parts a document may have; ``None`` where it has none."""

    document: Any
    styles: Any = None
    numbering: Any = None
    footnotes: Any = None
    endnotes: Any = None
    comments: Any = None
    margins: tuple[Any, ...] = ()


def open_parts(path: Path, data: bytes) -> Parts:
    """Open the package.

    Raises:
        InputError: encrypted (an OLE file with an encrypted package), damaged, or too_large when unpacked.
    """
    if data.startswith(_OLE):
        raise InputError("encrypted" if "EncryptedPackage".encode("utf-16-le") in data else "damaged", str(path))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _read(path, package)
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        KeyError,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
    ) as error:
        raise InputError("damaged", str(path)) from error
    except RuntimeError as error:
        raise InputError("encrypted", str(path)) from error


def _read(path: Path, package: zipfile.ZipFile) -> Parts:
    names = {info.filename: info for info in package.infolist()}
    xml = {name: info for name, info in names.items() if name.endswith((".xml", ".rels"))}
    total = sum(info.file_size for info in xml.values())
    if total > _LARGEST_TOTAL or any(info.file_size > _LARGEST_PART for info in xml.values()):
        limit = _LARGEST_TOTAL // 1_000_000
        raise InputError("too_large", str(path), size_mb=round(total / 1_000_000), limit_mb=limit)
    main = next((n for n in ("word/document.xml", "word/document2.xml") if n in names), None)
    if main is None:
        raise InputError("damaged", str(path))

    def part(name: str) -> Any:
        return _parse(path, package, name) if name in names else None

    edges = sorted(n for n in names if n.startswith(("word/header", "word/footer")) and n.endswith(".xml"))
    return Parts(
        _parse(path, package, main),
        part("word/styles.xml"),
        part("word/numbering.xml"),
        part("word/footnotes.xml"),
        part("word/endnotes.xml"),
        part("word/comments.xml"),
        tuple(part(name) for name in edges[:40]),
    )


def _parse(path: Path, package: zipfile.ZipFile, name: str) -> Any:
    import zlib

    from lxml import etree

    try:
        with package.open(name) as stream:
            source = stream.read(_LARGEST_PART + 1)
    except zlib.error as error:
        raise InputError("damaged", str(path)) from error
    if len(source) > _LARGEST_PART:
        raise InputError("too_large", str(path), size_mb=len(source) // 1_000_000, limit_mb=_LARGEST_PART // 1_000_000)
    if b"<!DOCTYPE" in source[:4000] or b"<!ENTITY" in source:
        raise InputError("damaged", str(path))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(source.replace(_STRICT, _TRANSITIONAL), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError("damaged", str(path)) from error


@dataclass(slots=True)
class StyleSheet:
    """Paragraph and character properties, looked up through ``basedOn``."""

    root: Any
    _styles: dict[str, Any] = field(default_factory=dict)
    _known: dict[tuple[str, str, str], Any] = field(default_factory=dict)
    _default: str | None = None

    def __post_init__(self) -> None:
        if self.root is None:
            return
        for style in self.root.iter(w("style")):
            name = style.get(w("styleId"))
            self._styles.setdefault(name, style)
            if style.get(w("type")) == "paragraph" and style.get(w("default")) in {"1", "true"}:
                self._default = name

    def property(self, style: str | None, group: str, name: str) -> Any:
        """The element ``name`` of ``group`` (pPr, rPr) that ``style`` (``None``: the default one) or a base gives."""
        start = style or self._default or ""
        key = (start, group, name)
        if key not in self._known:
            self._known[key] = self._search(start, group, name)
        return self._known[key]

    def _search(self, start: str, group: str, name: str) -> Any:
        seen: set[str] = set()
        current: str | None = start
        while current and current not in seen and current in self._styles:
            seen.add(current)
            style = self._styles[current]
            found = style.find(f"{w(group)}/{w(name)}")
            if found is not None:
                return found
            base = style.find(w("basedOn"))
            current = base.get(w("val")) if base is not None else None
        if self.root is None:
            return None
        return self.root.find(f"{w('docDefaults')}/{w(group + 'Default')}/{w(group)}/{w(name)}")

    def name(self, style: str | None) -> str:
        """The name Word shows for a style, in lower case."""
        found = self._styles.get(style or "")
        element = found.find(w("name")) if found is not None else None
        return (element.get(w("val")) or "").lower() if element is not None else ""

    def table_property(self, style: str | None, name: str) -> Any:
        """The element ``name`` of the table properties of a table style."""
        return self.property(style, "tblPr", name) if style else None


def is_on(element: Any) -> bool:
    """The value of an on/off property; absent is off."""
    return element is not None and element.get(w("val")) in _ON


def value_of(element: Any) -> str | None:
    """The ``w:val`` of an element, if there is one."""
    return element.get(w("val")) if element is not None else None
