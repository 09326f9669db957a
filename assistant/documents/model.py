"""The document model: what a file says, frozen, with no I/O.

Conventions used everywhere in this project:

* ``Document.text`` is NFC; every span is a half-open pair of character offsets into it;
* ``document.text[p.start:p.end] == p.text`` for every paragraph, heading and table;
* pages count from 1; ``None`` where the format has none (DOCX, TXT without page marks);
* boxes are PDF points (1/72 inch), origin at the top left of the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Secrecy = Literal["none", "restricted", "secret", "top_secret"]
Urgency = Literal["none", "urgent", "very_urgent", "express"]
DocumentFormat = Literal["pdf", "docx", "doc", "odt", "rtf", "txt", "md", "html", "image"]
LetterheadStyle = Literal["state", "party"]
SectionKind = Literal["preamble", "part", "chapter", "heading", "article", "clause", "point", "annex"]
Provenance = Literal["text", "ocr"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points, origin at the top left."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the body: its printed text without the list marker's white space lost.

    ``text`` keeps the printed marker ("- Đề nghị …", "a) …"); ``marker`` repeats it alone.
    """

    text: str
    start: int
    end: int
    page: int | None = None
    marker: str | None = None
    boxes: tuple[Box, ...] = ()
    provenance: Provenance = "text"


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell exactly as printed, with its place in ``Document.text``."""

    text: str
    start: int
    end: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table. ``header`` is the flattened header (one string a column, multi-row heads joined by " / ").

    ``rows`` has one tuple of cells a body row, all of the header's width; a merged cell is repeated
    in each place it covers, with the same offsets.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    start: int
    end: int
    page: int | None = None
    section_path: tuple[str, ...] = ()
    caption: str | None = None
    unit: str | None = None
    boxes: tuple[Box, ...] = ()
    provenance: Provenance = "text"


@dataclass(frozen=True, slots=True)
class Section:
    """A node of the outline. ``label`` is the path of printed numbers joined by dots ("II.1"), "" for the preamble and
    for headings without a number; ``title`` is the printed heading without its own number.

    ``start``/``end`` delimit the heading line itself (equal for the preamble, which has none);
    ``path`` is the chain of titles as printed ("II. Ý KIẾN CỤ THỂ", "1. Về kết quả"), own last.
    """

    kind: SectionKind
    label: str
    title: str
    level: int
    start: int
    end: int
    page: int | None = None
    path: tuple[str, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    tables: tuple[Table, ...] = ()
    children: tuple[Section, ...] = ()

    def walk(self) -> Iterator[Section]:
        """This section and every one below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the letterhead and the signature block say; ``None`` where they do not."""

    number: str | None = None
    symbol: str | None = None
    issued_on: str | None = None
    issued_on_source: Literal["text", "signature"] | None = None
    place: str | None = None
    parent_body: str | None = None
    issuer: str | None = None
    type: str | None = None
    type_code: str | None = None
    subject: str | None = None
    recipients: tuple[str, ...] = ()
    signer: str | None = None
    signer_role: str | None = None
    secrecy: Secrecy = "none"
    urgency: Urgency = "none"
    is_draft: bool = False
    draft_round: int | None = None
    style: LetterheadStyle | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its number, size in points, the span of its text, and how it was read."""

    number: int
    width: float
    height: float
    start: int
    end: int
    provenance: Provenance = "text"


@dataclass(frozen=True, slots=True)
class Note:
    """Text beside the body: a footnote, a reviewer's comment in the Word file, a header or footer line."""

    kind: Literal["footnote", "comment", "furniture"]
    text: str
    page: int | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """The form of a Word file: page and margins of its last section in millimetres; ``fonts`` and ``sizes`` (points) of
    the body text outside tables with the share of characters each has, commonest first; whether pages are numbered.
    """

    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float
    fonts: tuple[tuple[str, float], ...] = ()
    sizes: tuple[tuple[float, float], ...] = ()
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file. Immutable; equal content gives an equal ``sha256``."""

    path: str
    sha256: str
    format: DocumentFormat
    text: str
    metadata: Metadata
    sections: tuple[Section, ...]
    pages: tuple[Page, ...] = ()
    notes: tuple[Note, ...] = ()
    warnings: tuple[str, ...] = field(default=())
    layout: Layout | None = None

    @property
    def page_count(self) -> int | None:
        """Number of pages, ``None`` where the format has none."""
        return len(self.pages) or None

    def walk(self) -> Iterator[Section]:
        """Every section in reading order."""
        for section in self.sections:
            yield from section.walk()

    def paragraphs(self) -> Iterator[tuple[Section, Paragraph]]:
        """Every body paragraph with the section it belongs to, in reading order."""
        for section in self.walk():
            for paragraph in section.paragraphs:
                yield section, paragraph

    def tables(self) -> Iterator[tuple[Section, Table]]:
        """Every table with the section it belongs to, in reading order."""
        for section in self.walk():
            for table in section.tables:
                yield section, table

    def page_at(self, offset: int) -> int | None:
        """The page that holds the character at ``offset``; ``None`` where the format has no pages."""
        for page in self.pages:
            if page.start <= offset < page.end:
                return page.number
        return None


def printed_number(number: str | None, symbol: str | None) -> str:
    """Number and symbol as they are printed and cited: "52/BC-LHH" for the State, "14-BC/TU" for the Party.

    Party symbols set a slash before the issuer ("NQ/TU"), so the number is joined to them by a dash (36-HD/VPTW,
    05-HD/VPTW); State symbols set a dash there ("NQ-HĐND", "2024/QH15") and take a slash (NĐ 30/2020/NĐ-CP, Phụ lục I).
    """
    if not (number and symbol):
        return number or symbol or ""
    kind, slash, _ = symbol.partition("/")
    party = bool(slash) and not kind[:1].isdigit() and "-" not in kind
    return f"{number}{'-' if party else '/'}{symbol}"
