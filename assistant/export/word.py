"""An official document as a Word file, laid out by Nghị định 30/2020/NĐ-CP or the Party's guidance.

A4, margins 20/20/30/15 mm, Times New Roman 14 pt, the letterhead a borderless table of two columns. LibreOffice obeys
the widths of grid columns, Word those of cells: both are set. Bytes depend on the content alone (fixed dates), so that
writing the same document again changes nothing.
"""

from __future__ import annotations

import re
import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from assistant.export.columns import column_widths
from assistant.export.official import Annex, Heading, OfficialDocument, Text, TextTable

__all__ = ["write_official"]

_FONT = "Times New Roman"
_PAGE_MM = (210, 297)
_MARGINS_MM = {"top": 20, "bottom": 20, "left": 30, "right": 15}
_TEXT_MM = 165
_LANDSCAPE_MM = 252
_LETTERHEAD_MM = (67, 98)
_NUMERIC = re.compile(r"^[\s\d.,%()+\-–/]*\d[\s\d.,%()+\-–/]*$")
_WHOLE_ROW = 700  # a row of fewer letters is never divided between two pages
_FIXED = (2020, 1, 1, 0, 0, 0)


def write_official(document: OfficialDocument, path: Path) -> None:
    """Write ``document`` to ``path``; a file there is replaced only once the new one is whole."""
    buffer = BytesIO()
    _Writer(document).build().save(buffer)
    partial = path.with_name(path.name + ".tmp")
    path.parent.mkdir(parents=True, exist_ok=True)
    partial.write_bytes(_with_fixed_dates(buffer.getvalue()))
    partial.replace(path)


def _with_fixed_dates(data: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, _FIXED), source.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


class _Writer:
    """Builds one file."""

    def __init__(self, document: OfficialDocument) -> None:
        import docx

        self._document = document
        self._word: Any = docx.Document()
        self._width = _TEXT_MM

    def build(self) -> Any:
        """The whole document."""
        self._page()
        self._styles()
        self._letterhead()
        self._title()
        for block in self._document.blocks:
            if isinstance(block, Heading):
                self._heading(block)
            elif isinstance(block, Text):
                self._text(block.text)
            elif isinstance(block, TextTable):
                self._table(block)
            else:
                self._annex(block)
            if block is self._last_of_body():
                self._closing()
        return self._word

    def _last_of_body(self) -> object:
        blocks = self._document.blocks
        first_annex = next((n for n, block in enumerate(blocks) if isinstance(block, Annex)), len(blocks))
        return blocks[first_annex - 1] if first_annex else None

    def _page(self) -> None:
        from docx.shared import Mm

        section = self._word.sections[0]
        section.page_width, section.page_height = Mm(_PAGE_MM[0]), Mm(_PAGE_MM[1])
        for side, size in _MARGINS_MM.items():
            setattr(section, f"{side}_margin", Mm(size))
        section.header_distance = Mm(10)
        section.different_first_page_header_footer = True
        paragraph = section.header.paragraphs[0]
        paragraph.alignment = 1
        _page_field(paragraph)
        properties = self._word.core_properties
        properties.author, properties.title = "", self._document.subject
        properties.created = properties.modified = datetime(*_FIXED)

    def _styles(self) -> None:
        from docx.oxml.ns import qn
        from docx.shared import Pt, RGBColor

        for name in ("Normal", "Heading 1", "Heading 2", "Heading 3", "Heading 4"):
            style = self._word.styles[name]
            style.font.name, style.font.size = _FONT, Pt(14)
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for attribute in list(fonts.attrib):
                del fonts.attrib[attribute]
            for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
                fonts.set(qn(f"w:{kind}"), _FONT)
            style.font.color.rgb = RGBColor(0, 0, 0)
            style.font.bold = name != "Normal"
            style.font.italic = name == "Heading 4"
            style.paragraph_format.space_before = Pt(0)
            style.paragraph_format.space_after = Pt(6)
            style.paragraph_format.line_spacing = 1.05

    def _letterhead(self) -> None:
        document = self._document
        left, right = self._columns(_LETTERHEAD_MM)
        if document.parent_body:
            _line(left, document.parent_body, size=13)
        _line(left, document.issuer, size=13, bold=True)
        if document.letterhead == "party":
            _line(left, "*", size=13)
            _line(left, document.number_line, size=13)
            _line(right, "ĐẢNG CỘNG SẢN VIỆT NAM", size=14, bold=True, rule=True)
        else:
            _rule(left, 22)
            _line(left, document.number_line, size=13)
            _line(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=12.5, bold=True)
            _line(right, "Độc lập - Tự do - Hạnh phúc", size=13.5, bold=True, rule=True)
        if not document.type:
            _line(left, f"V/v {document.subject}", size=12)
        _line(right, document.date_line, size=13.5, italic=True, before=8)
        if document.mark or document.draft:
            _line(left, " · ".join(filter(None, (document.draft, document.mark))), size=11, bold=True, before=6)

    def _title(self) -> None:
        document = self._document
        if document.type:
            _line(self._word, document.type, size=14, bold=True, before=16, after=0)
            _line(self._word, document.subject, size=14, bold=True, after=0)
            _line(self._word, "-----", size=12, after=8)
        for number, receiver in enumerate(document.to):
            lead = "Kính gửi: " if number == 0 else ""
            _line(self._word, lead + receiver, size=14, before=8 if number == 0 else 0, after=4)

    def _heading(self, heading: Heading) -> None:
        from docx.shared import Mm, Pt

        paragraph = self._word.add_paragraph(heading.text, style=f"Heading {min(heading.level, 4)}")
        paragraph.paragraph_format.first_line_indent = Mm(12.7)
        paragraph.paragraph_format.space_before = Pt(6)
        if heading.text.startswith(("PHẦN ", "Phần ", "CHƯƠNG ", "Chương ")):
            paragraph.alignment = 1
            paragraph.paragraph_format.first_line_indent = 0

    def _text(self, text: str) -> None:
        from docx.shared import Mm

        paragraph = self._word.add_paragraph(text)
        paragraph.alignment = 3
        paragraph.paragraph_format.first_line_indent = Mm(12.7)
        paragraph.paragraph_format.keep_with_next = text.endswith(":")

    def _table(self, table: TextTable) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from docx.shared import Mm

        if table.caption:
            _line(self._word, table.caption, size=13, bold=True, before=6, after=2, keep=True)
        if table.unit:
            _line(self._word, table.unit, size=12, italic=True, after=2, alignment=2, keep=True)
        size = table.size or (13 if len(table.header) < 6 else 11 if len(table.header) < 9 else 10)
        grid = self._word.add_table(rows=0, cols=len(table.header), style="Table Grid")
        grid.alignment = 1
        grid.autofit = False
        widths = column_widths((table.header, *table.rows), self._width, size)
        for number, row in enumerate((table.header, *table.rows)):
            line = grid.add_row()
            if sum(map(len, row)) < _WHOLE_ROW:
                line._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            cells = line.cells
            for cell, text, width in zip(cells, row, widths, strict=True):
                cell.width = Mm(width)
                alignment = 1 if number == 0 else 2 if _NUMERIC.match(text) and width > 14 else 1 if width <= 14 else 0
                _cell(cell, text, size=size, bold=number == 0, alignment=alignment)
        for column, width in zip(grid.columns, widths, strict=True):
            column.width = Mm(width)
        repeated = OxmlElement("w:tblHeader")
        repeated.set(qn("w:val"), "true")
        grid.rows[0]._tr.get_or_add_trPr().append(repeated)
        _line(self._word, "", size=6, after=0)

    def _annex(self, annex: Annex) -> None:
        if annex.landscape:
            self._turn()
        paragraph = self._word.add_paragraph(annex.label, style="Heading 1")
        paragraph.alignment = 1
        paragraph.paragraph_format.page_break_before = not annex.landscape
        if annex.title:
            _line(self._word, annex.title, size=14, bold=True, after=8)

    def _turn(self) -> None:
        """From here on landscape pages."""
        from docx.enum.section import WD_ORIENT
        from docx.shared import Mm

        section = self._word.add_section()
        _smallest(self._word.paragraphs[-1])
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(_PAGE_MM[1]), Mm(_PAGE_MM[0])
        section.different_first_page_header_footer = False
        self._width = _LANDSCAPE_MM

    def _closing(self) -> None:
        document = self._document
        if not (document.recipients or document.signature or document.signer):
            return
        _line(self._word, "", size=8, after=0)
        left, right = self._columns((72, 93))
        if document.recipients:
            _line(left, "Nơi nhận:", size=12, bold=True, italic=True, alignment=0)
            last = len(document.recipients) - 1
            for number, recipient in enumerate(document.recipients):
                end = "." if number == last else ";"
                _line(left, f"- {recipient.rstrip(';.')}{end}", size=11, alignment=0)
        for line in document.signature:
            _line(right, line, size=14, bold=True)
        for _ in range(4 if document.signer else 0):
            _line(right, "", size=14)
        if document.signer:
            _line(right, document.signer, size=14, bold=True)

    def _columns(self, widths: tuple[int, int]) -> tuple[Any, Any]:
        from docx.shared import Mm

        table = self._word.add_table(rows=1, cols=2)
        table.autofit = False
        table.alignment = 1
        for number, width in enumerate(widths):
            table.columns[number].width = Mm(width)
            table.cell(0, number).width = Mm(width)
        return table.cell(0, 0), table.cell(0, 1)


def _line(
    home: Any, text: str, *, size: float, bold: bool = False, italic: bool = False, rule: bool = False,
    before: float = 0, after: float = 0, alignment: int = 1, keep: bool = False,
) -> None:  # fmt: skip
    """One short line in a cell or in the body; the empty first paragraph of a cell is used up first."""
    from docx.shared import Pt

    paragraphs = getattr(home, "paragraphs", [])
    is_cell = hasattr(home, "_tc")
    fresh = is_cell and len(paragraphs) == 1 and not paragraphs[0].text and not paragraphs[0].runs
    paragraph = paragraphs[0] if fresh else home.add_paragraph()
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    paragraph.alignment = alignment
    form = paragraph.paragraph_format
    form.space_before, form.space_after, form.line_spacing, form.keep_with_next = Pt(before), Pt(after), 1.0, keep
    if rule:
        run.underline = True


def _smallest(paragraph: Any) -> None:
    """The empty paragraph that ends a section as low as can be, so that it never takes a page of its own."""
    from docx.shared import Pt

    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = Pt(1)


def _rule(cell: Any, width_mm: int) -> None:
    """A short rule under the issuer: an empty small paragraph with a top border and side indents."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    paragraph = cell.add_paragraph()
    side = Mm((_LETTERHEAD_MM[0] - 4 - width_mm) / 2)
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = side
    form.space_before, form.space_after, form.line_spacing = Pt(2), Pt(2), Pt(3)
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for key, value in {"val": "single", "sz": "6", "space": "1", "color": "000000"}.items():
        top.set(qn(f"w:{key}"), value)
    borders.append(top)
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:shd", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _cell(cell: Any, text: str, *, size: float, bold: bool, alignment: int) -> None:
    from docx.shared import Pt

    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(size), bold
    paragraph.alignment = alignment
    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.paragraph_format.space_before = Pt(2)
    paragraph.paragraph_format.line_spacing = 1.0


def _page_field(paragraph: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = paragraph.add_run()
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        element = OxmlElement("w:instrText" if text else "w:fldChar")
        if text:
            element.text = text
        else:
            element.set(qn("w:fldCharType"), str(kind))
        run._r.append(element)
