"""The form of a Word file: page, margins, fonts and sizes of the body, page numbers."""

from __future__ import annotations

from collections import Counter
from typing import Any, TypeVar

from assistant.documents.model import Layout
from assistant.documents.word_parts import Parts, StyleSheet, value_of, w

__all__ = ["layout_of"]

_TWIPS_A_MM = 1440 / 25.4
_LEAST_SHARE = 0.01
_T = TypeVar("_T", str, float)


def layout_of(parts: Parts, styles: StyleSheet) -> Layout | None:
    """The layout of the last section; ``None`` where the file gives no page."""
    section = next(iter(reversed(list(parts.document.iter(w("sectPr"))))), None)
    size, margins = (section.find(w(n)) if section is not None else None for n in ("pgSz", "pgMar"))
    if size is None or margins is None:
        return None
    fonts, sizes = _faces(parts.document, styles)
    top, right, bottom, left = (_mm(margins, name) for name in ("top", "right", "bottom", "left"))
    return Layout(
        _mm(size, "w"), _mm(size, "h"), top, right, bottom, left, _shares(fonts), _shares(sizes), _numbered(parts)
    )


def _mm(element: Any, name: str) -> float:
    try:
        return round(abs(float(element.get(w(name)) or 0)) / _TWIPS_A_MM, 1)
    except ValueError:
        return 0.0


def _faces(document: Any, styles: StyleSheet) -> tuple[Counter[str], Counter[float]]:
    """Characters by font and by size, in the paragraphs of the body outside tables."""
    fonts: Counter[str] = Counter()
    sizes: Counter[float] = Counter()
    body = document.find(w("body"))
    for paragraph in body.iterchildren(w("p")) if body is not None else ():
        style = value_of(paragraph.find(f"{w('pPr')}/{w('pStyle')}"))
        for run in paragraph.iter(w("r")):
            length = sum(len(text.text or "") for text in run.iterchildren(w("t")))
            if length:
                fonts[_font(run, style, styles)] += length
                sizes[_size(run, style, styles)] += length
    return fonts, sizes


def _font(run: Any, style: str | None, styles: StyleSheet) -> str:
    own = run.find(f"{w('rPr')}/{w('rFonts')}")
    given = own if own is not None and own.get(w("ascii")) else styles.property(style, "rPr", "rFonts")
    return (given.get(w("ascii")) or "") if given is not None else ""


def _size(run: Any, style: str | None, styles: StyleSheet) -> float:
    own = value_of(run.find(f"{w('rPr')}/{w('sz')}")) or value_of(styles.property(style, "rPr", "sz"))
    try:
        return float(own) / 2 if own else 0.0
    except ValueError:
        return 0.0


def _shares(counts: Counter[_T]) -> tuple[tuple[_T, float], ...]:
    total = sum(counts.values())
    return tuple((key, round(n / total, 3)) for key, n in counts.most_common() if n >= _LEAST_SHARE * total)


def _numbered(parts: Parts) -> bool:
    """Whether a header or footer has a page field."""
    for edge in parts.margins:
        if edge is None:
            continue
        fields = [text.text or "" for text in edge.iter(w("instrText"))]
        fields += [simple.get(w("instr")) or "" for simple in edge.iter(w("fldSimple"))]
        if any("PAGE" in field for field in fields):
            return True
    return False
