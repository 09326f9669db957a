"""Small files for the tests of reading: DOCX from XML, PDF from HTML set by the PDF engine."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CSS = (
    "p{text-align:justify;text-indent:36pt;margin:0 0 6pt 0;font-size:14pt;font-family:serif}"
    ".c{text-align:center;text-indent:0}"
)


def paragraph(text: str, *, bold: bool = False, centred: bool = False, properties: str = "") -> str:
    """A ``w:p``."""
    run = f"<w:r><w:rPr>{'<w:b/>' if bold else ''}</w:rPr><w:t xml:space='preserve'>{escape(text)}</w:t></w:r>"
    alignment = '<w:jc w:val="center"/>' if centred else ""
    return f"<w:p><w:pPr>{properties}{alignment}</w:pPr>{run}</w:p>"


def table(rows: list[list[str]], *, bordered: bool = True) -> str:
    """A ``w:tbl``; a cell may be a finished ``w:tc``."""
    cells = (
        "".join(
            c if c.startswith("<w:tc>") else f"<w:tc>{''.join(map(paragraph, c.split(chr(10))))}</w:tc>" for c in row
        )
        for row in rows
    )
    borders = '<w:tblBorders><w:top w:val="single"/></w:tblBorders>' if bordered else ""
    return f"<w:tbl><w:tblPr>{borders}</w:tblPr>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def docx(path: Path, body: str, **parts: str) -> Path:
    """Write a DOCX; ``parts`` are further XML parts by name (numbering, styles, footnotes, comments)."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        for name, inner in parts.items():
            package.writestr(f"word/{name}.xml", f'<w:{name} xmlns:w="{W}">{inner}</w:{name}>')
    path.write_bytes(target.getvalue())
    return path


def pdf(path: Path, html: str) -> Path:
    """Set ``html`` justified on A4 pages with official margins."""
    import pymupdf

    target = io.BytesIO()
    writer = pymupdf.DocumentWriter(target)
    story = pymupdf.Story(html, user_css=CSS)
    more = 1
    while more:
        device = writer.begin_page(pymupdf.Rect(0, 0, 595, 842))
        more, _ = story.place(pymupdf.Rect(85, 57, 550, 785))
        story.draw(device)
        writer.end_page()
    writer.close()
    path.write_bytes(target.getvalue())
    return path
