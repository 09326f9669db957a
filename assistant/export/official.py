"""An official document to be written: letterhead, title, blocks, closing. Frozen, no I/O.

``parse_source`` reads the plain form in which the sample documents are kept: TOML between ``+++`` lines, then one line
a paragraph; ``#`` headings with their printed numbers, ``-`` and ``+`` items, ``[phụ lục] Phụ lục I | TÊN`` for an
annex, ``[biểu]`` a caption, ``[đơn vị]`` a unit line, and tables with pipes.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

__all__ = ["Annex", "Block", "Heading", "OfficialDocument", "Text", "TextTable", "parse_source"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its printed number; ``level`` 1 is the top."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; ``text`` starts with its marker ("- ", "+ ") if it has one."""

    text: str


@dataclass(frozen=True, slots=True)
class TextTable:
    """A ruled table, cells as printed; ``size`` in points, else what the number of columns allows."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str | None = None
    unit: str | None = None
    size: float | None = None


@dataclass(frozen=True, slots=True)
class Annex:
    """The start of an annex, on a new page; ``landscape`` turns the pages from there on."""

    label: str
    title: str
    landscape: bool = False


Block: TypeAlias = Heading | Text | TextTable | Annex


@dataclass(frozen=True, slots=True)
class OfficialDocument:
    """Everything that is printed. ``date`` is ISO, "YYYY-MM" where the day is blank, or empty."""

    letterhead: Literal["state", "party"]
    issuer: str
    type: str
    subject: str
    blocks: tuple[Block, ...]
    parent_body: str = ""
    number: str = ""
    symbol: str = ""
    place: str = ""
    date: str = ""
    to: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    signature: tuple[str, ...] = ()
    signer: str = ""
    draft: str = ""
    mark: str = ""

    @property
    def number_line(self) -> str:
        """ "Số: 52/BC-LHH" for the State, "Số 14-BC/TU" for the Party; blanks where there is no number."""
        number = self.number or "      "
        if self.letterhead == "party":
            return f"Số {number}-{self.symbol}"
        return f"Số: {number}/{self.symbol}"

    @property
    def date_line(self) -> str:
        """ "Sông Lam, ngày 10 tháng 8 năm 2023": days below 10 and months 1 and 2 are padded (NĐ 30/2020)."""
        year, month, day = [*self.date.split("-"), "", ""][:3]
        days = f"{int(day):02d}" if day else "     "
        months = f"{int(month):02d}" if month and int(month) < 3 else str(int(month)) if month else "     "
        return f"{self.place}, ngày {days} tháng {months} năm {year or '      '}"


def parse_source(text: str) -> tuple[OfficialDocument, str]:
    """The document a source file describes, and the name of the file to write.

    Raises:
        ValueError: the front matter is missing.
        KeyError: a required key is missing.
    """
    opening, _, rest = text.partition("+++\n")
    front, found, body = rest.partition("\n+++")
    if opening.strip() or not found:
        raise ValueError("front matter between two +++ lines is missing")
    data = tomllib.loads(front)
    return _document(data, tuple(_Blocks(body).read())), data["output"]


def _document(data: Mapping[str, Any], blocks: tuple[Block, ...]) -> OfficialDocument:
    return OfficialDocument(
        letterhead=data["letterhead"], issuer=data["issuer"], type=data["type"], subject=data["subject"], blocks=blocks,
        parent_body=data.get("parent_body", ""), number=data.get("number", ""), symbol=data.get("symbol", ""),
        place=data.get("place", ""), date=data.get("date") or data.get("month", ""), to=tuple(data.get("to", ())),
        recipients=tuple(data.get("recipients", ())), signature=tuple(data.get("signature", ())),
        signer=data.get("signer", ""), draft=data.get("draft", ""), mark=data.get("mark", ""),
    )  # fmt: skip


class _Blocks:
    """Lines → blocks."""

    def __init__(self, body: str) -> None:
        self._lines = [line.strip() for line in body.splitlines()]
        self._blocks: list[Block] = []
        self._rows: list[tuple[str, ...]] = []
        self._caption: str | None = None
        self._unit: str | None = None

    def read(self) -> list[Block]:
        """Every block in order."""
        for line in [*self._lines, ""]:
            if line.startswith("|"):
                cells = tuple(cell.strip() for cell in line.strip("|").split("|"))
                if not all(cell and set(cell) <= set("-: ") for cell in cells):
                    self._rows.append(cells)
                continue
            self._end_table()
            if line:
                self._line(line)
        return self._blocks

    def _line(self, line: str) -> None:
        tag, _, rest = line.partition("] ")
        if line.startswith("#"):
            marks, _, title = line.partition(" ")
            self._blocks.append(Heading(len(marks), title.strip()))
        elif tag == "[biểu":
            self._caption = rest
        elif tag == "[đơn vị":
            self._unit = rest
        elif tag == "[phụ lục":
            label, _, title = rest.partition("|")
            self._blocks.append(Annex(label.strip(), title.strip()))
        else:
            self._blocks.append(Text(line))

    def _end_table(self) -> None:
        if self._rows:
            header, *rows = self._rows
            width = len(header)
            padded = tuple((*row, *[""] * (width - len(row)))[:width] for row in rows)
            self._blocks.append(TextTable(header, padded, self._caption, self._unit))
            self._rows, self._caption, self._unit = [], None, None
