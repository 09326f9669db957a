"""DOCX → blocks, from the XML itself: automatic numbers, accepted changes, text boxes, merged cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from assistant.documents.blocks import Block, Content
from assistant.documents.closing import is_recipients_label
from assistant.documents.letterhead import is_letterhead_line
from assistant.documents.model import Note
from assistant.documents.numbering import BULLETS
from assistant.documents.stamps import split_stamps
from assistant.documents.word_layout import layout_of
from assistant.documents.word_numbers import ListNumbers
from assistant.documents.word_parts import WRAPPERS, Parts, StyleSheet, is_on, open_parts, value_of, w
from assistant.documents.word_tables import cells_of, columns_of, grid_of, rows_of
from assistant.errors import InputError
from assistant.language.legacy import Encoding, convert, detect, from_font
from assistant.language.normalize import nfc
from assistant.settings import ReadingSettings

__all__ = ["read_word"]

_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DEEPEST = 12
_CUT = "\n"


@dataclass(frozen=True, slots=True)
class _Run:
    text: str
    bold: bool
    italic: bool


def read_word(path: Path, data: bytes, settings: ReadingSettings) -> Content:
    """The content of a DOCX file; tracked changes in the accepted view, pages unknown.

    Raises:
        InputError: encrypted, damaged, empty or too_large.
    """
    parts = open_parts(path, data)
    body = parts.document.find(w("body"))
    if body is None:
        raise InputError("damaged", str(path))
    reader = _Reader(StyleSheet(parts.styles), ListNumbers(parts.numbering), _encoding(body))
    try:
        blocks = list(reader.blocks(body, 0))
        notes = list(_notes(parts, reader))
    except RecursionError as error:
        raise InputError("damaged", str(path)) from error
    return Content(_without_stamps(blocks), notes=notes, layout=layout_of(parts, reader.styles))


@dataclass(slots=True)
class _Reader:
    styles: StyleSheet
    numbers: ListNumbers
    encoding: Encoding | None = None

    def blocks(self, container: Any, depth: int) -> Iterator[Block]:
        """The blocks of a body, a cell, a text box or a content control."""
        if depth > _DEEPEST:
            text = _tidy("".join(t.text or "" for t in container.iter(w("t"))))
            yield from [Block(text)] if text else []
            return
        held: list[_Run] = []
        for child in container:
            if child.tag == w("p"):
                if not len(child) and not held:
                    continue
                runs, boxes = self._runs(child, depth)
                mark = child.find(f"{w('pPr')}/{w('rPr')}/{w('del')}")
                held = [*held, *runs]
                if mark is None:
                    yield from self._paragraph(child, held)
                    held = []
                yield from boxes
            elif child.tag == w("tbl"):
                yield from self._table(child, depth)
            elif child.tag in WRAPPERS:
                yield from self.blocks(child, depth + 1)
            elif child.tag == _ALTERNATE + "AlternateContent":
                yield from self.blocks(_chosen(child), depth + 1)
        if any(run.text.strip() for run in held):
            yield Block(_tidy("".join(run.text for run in held)))

    def _paragraph(self, paragraph: Any, runs: Sequence[_Run]) -> Iterator[Block]:
        prefix = self._number(paragraph) if any(run.text.strip() for run in runs) else ""
        centred = self._value(paragraph, "jc") == "center"
        heading = self._heading(paragraph)
        for index, line in enumerate(_cut(runs)):
            text = _tidy((prefix if index == 0 else "") + "".join(run.text for run in line))
            if not text:
                continue
            lettered = [run for run in line if any(c.isalnum() for c in run.text)]
            yield Block(
                text,
                bold=bool(lettered) and all(run.bold for run in lettered),
                italic=bool(lettered) and all(run.italic for run in lettered),
                centred=centred,
                heading=heading,
            )

    def _runs(self, paragraph: Any, depth: int) -> tuple[list[_Run], list[Block]]:
        style = value_of(paragraph.find(f"{w('pPr')}/{w('pStyle')}"))
        runs: list[_Run] = []
        boxes: list[Block] = []
        stack = list(reversed(paragraph))
        while stack:
            element = stack.pop()
            if element.tag == w("r"):
                runs.append(self._run(element, style))
                boxes += self._boxes(element, depth)
            elif element.tag in WRAPPERS:
                stack.extend(reversed(element))
            elif element.tag == _ALTERNATE + "AlternateContent":
                stack.extend(reversed(_chosen(element)))
        return runs, boxes

    def _boxes(self, run: Any, depth: int) -> Iterator[Block]:
        drawn = {w("drawing"), w("pict"), w("object")}
        for child in run:
            drawing = _chosen(child) if child.tag == _ALTERNATE + "AlternateContent" else child
            if drawing is child and child.tag not in drawn:
                continue
            for box in drawing.iter(w("txbxContent")):
                if next((a for a in box.iterancestors(w("txbxContent"))), None) is None:
                    yield from self.blocks(box, depth + 1)

    def _run(self, run: Any, paragraph_style: str | None) -> _Run:
        properties = run.find(w("rPr"))
        if self._on(properties, "vanish", paragraph_style):
            return _Run("", False, False)
        text = "".join(_texts(run))
        fonts = properties.find(w("rFonts")) if properties is not None else None
        if fonts is None:
            fonts = self.styles.property(paragraph_style, "rPr", "rFonts")
        converted = from_font((fonts.get(w("ascii")) or "") if fonts is not None else "", text)
        if self.encoding and converted == text:
            converted = convert(text, self.encoding)
        text = nfc(converted)
        if self._on(properties, "caps", paragraph_style) or self._on(properties, "smallCaps", paragraph_style):
            text = text.upper()
        return _Run(text, self._on(properties, "b", paragraph_style), self._on(properties, "i", paragraph_style))

    def _on(self, properties: Any, name: str, paragraph_style: str | None) -> bool:
        if properties is not None:
            own = properties.find(w(name))
            if own is not None:
                return is_on(own)
            style = value_of(properties.find(w("rStyle")))
            found = self.styles.property(style, "rPr", name) if style else None
            if found is not None:
                return is_on(found)
        return is_on(self.styles.property(paragraph_style, "rPr", name))

    def _property(self, paragraph: Any, name: str) -> Any:
        own = paragraph.find(f"{w('pPr')}/{w(name)}")
        if own is not None:
            return own
        return self.styles.property(value_of(paragraph.find(f"{w('pPr')}/{w('pStyle')}")), "pPr", name)

    def _value(self, paragraph: Any, name: str) -> str | None:
        return value_of(self._property(paragraph, name))

    def _heading(self, paragraph: Any) -> int | None:
        level = self._value(paragraph, "outlineLvl")
        if level is not None and level.isdigit() and int(level) < 9:
            return int(level) + 1
        name = self.styles.name(value_of(paragraph.find(f"{w('pPr')}/{w('pStyle')}")))
        found = re.match(r"heading (\d)$", name)
        return int(found[1]) if found and level is None else None

    def _number(self, paragraph: Any) -> str:
        own = paragraph.find(f"{w('pPr')}/{w('numPr')}")
        style = value_of(paragraph.find(f"{w('pPr')}/{w('pStyle')}"))
        styled = self.styles.property(style, "pPr", "numPr")
        given = [element for element in (own, styled) if element is not None]
        name = next((v for e in given if (v := value_of(e.find(w("numId")))) is not None), None)
        level = next((v for e in given if (v := value_of(e.find(w("ilvl")))) is not None), "0")
        if name is None or name == "0" or not level.isdigit():
            return ""
        return self.numbers.next(name, int(level))

    def _table(self, table: Any, depth: int) -> Iterator[Block]:
        rows = [row for row in rows_of(table) if row.find(f"{w('trPr')}/{w('del')}") is None]
        laid = [[(cell, list(self.blocks(cell, depth + 1))) for cell in cells_of(row)] for row in rows]
        texts = [block.text for row in laid for _, inside in row for block in inside]
        if self._is_layout(table, laid, texts):
            yield from columns_of(laid)
            return
        grid = grid_of(rows, laid)
        if grid is not None:
            yield Block(grid=grid)

    def _is_layout(self, table: Any, laid: Sequence[Sequence[Any]], texts: Sequence[str]) -> bool:
        widest = max((len(row) for row in laid), default=0)
        if widest <= 1:
            return True
        if any(is_recipients_label(t) or is_letterhead_line(t) for t in texts[:12]) and widest <= 3 and len(laid) <= 8:
            return True
        return not self._bordered(table) and (widest <= 2 or len(laid) < 2)

    def _bordered(self, table: Any) -> bool:
        style = value_of(table.find(f"{w('tblPr')}/{w('tblStyle')}"))
        own = table.find(f"{w('tblPr')}/{w('tblBorders')}")
        borders = own if own is not None else self.styles.table_property(style, "tblBorders")
        drawn = [] if borders is None else [edge.get(w("val")) for edge in borders]
        drawn += [e.get(w("val")) for b in table.iter(w("tcBorders")) for e in b]
        return any(value not in {None, "none", "nil"} for value in drawn)


def _encoding(body: Any) -> Encoding | None:
    """The legacy encoding of a text whose fonts were renamed."""
    sample = " ".join(element.text or "" for element in islice(body.iter(w("t")), 800))
    return detect(sample)


def _chosen(alternate: Any) -> Any:
    choice = alternate.find(_ALTERNATE + "Choice")
    fallback = alternate.find(_ALTERNATE + "Fallback")
    if choice is None:
        return fallback if fallback is not None else alternate
    return choice


def _texts(run: Any) -> Iterator[str]:
    for element in run:
        if element.tag == w("t"):
            yield (element.text or "").replace("\n", " ")
        elif element.tag == w("tab"):
            yield "\t"
        elif element.tag in {w("br"), w("cr")}:
            yield _CUT
        elif element.tag == w("noBreakHyphen"):
            yield "-"
        elif element.tag == w("sym"):
            code = element.get(w("char")) or ""
            yield chr(int(code, 16)).translate(BULLETS) if re.fullmatch(r"[0-9A-Fa-f]{1,5}", code) else ""


def _cut(runs: Sequence[_Run]) -> list[list[_Run]]:
    lines: list[list[_Run]] = [[]]
    for run in runs:
        for index, piece in enumerate(run.text.split(_CUT)):
            if index:
                lines.append([])
            if piece:
                lines[-1].append(replace(run, text=piece))
    return lines


def _tidy(text: str) -> str:
    return nfc(" ".join(text.replace("\u00ad", "").split()))


def _without_stamps(blocks: Sequence[Block]) -> list[Block]:
    return [block for block in blocks if block.grid is not None or split_stamps(block.text)[0].strip()]


def _notes(parts: Parts, reader: _Reader) -> Iterator[Note]:
    for root, name in ((parts.footnotes, "footnote"), (parts.endnotes, "endnote")):
        for element in root.findall(w(name)) if root is not None else ():
            if element.get(w("type")) in {None, "normal"}:
                text = " ".join(block.text for block in reader.blocks(element, 1))
                if text:
                    yield Note("footnote", text)
    for element in parts.comments.findall(w("comment")) if parts.comments is not None else ():
        text = "\n".join(block.text for block in reader.blocks(element, 1))
        if text:
            yield Note("comment", text, author=element.get(w("author")))
    seen: set[str] = set()
    for root in parts.margins:
        for block in reader.blocks(root, 1) if root is not None else ():
            if block.text and not re.fullmatch(r"[-–\s\d]*", block.text) and block.text not in seen:
                seen.add(block.text)
                yield Note("furniture", block.text)
