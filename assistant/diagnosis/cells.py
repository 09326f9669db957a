"""A table as numbers: which columns count, how rows hang together, what is printed and what it is worth."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from assistant.diagnosis.model import Span
from assistant.diagnosis.parts import load_data
from assistant.diagnosis.reading import PlacedTable
from assistant.documents.model import Cell
from assistant.language.normalize import match_key
from assistant.language.periods import strip_periods

__all__ = ["Figure", "Grid", "Row", "figure_of", "printed"]

_FIGURE = re.compile(
    r"(?P<sign>[-–−+])?\s?(?P<digits>\d{1,3}(?:[.\s\u00a0]\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+\.\d+|\d+(?:,\d+)?|\d+\.\d{1,2})"
    r"\s?(?P<percent>%)?(?:\s?\(?\*+\)?)?"
)

_WHOLE_SPAN = re.compile(
    r"(?:cả |toàn |trong )?(?:\d+|hai|ba|bốn|năm|sáu) năm$|(?:cả |toàn )(?:năm|giai đoạn|nhiệm kỳ|kỳ)$"
)
_LONGEST_TOTAL = 4


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed number: its value, how many decimals are printed, and whether "%" stands behind it."""

    value: Decimal
    digits: int
    percent: bool = False

    @property
    def half(self) -> Decimal:
        """Half a unit of the last printed digit."""
        return Decimal(5).scaleb(-self.digits - 1)


@lru_cache(maxsize=20_000)
def figure_of(text: str) -> Figure | None:
    """The number that a cell prints and nothing else; ``None`` for words, ranges, dates, blanks."""
    found = _FIGURE.fullmatch(text.strip())
    if found is None:
        return None
    digits = re.sub(r"[\s\u00a0]", "", found["digits"])
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+\.\d+", digits):
        plain = digits.replace(",", "")
    elif re.fullmatch(r"\d+\.\d{1,2}", digits):
        plain = digits
    else:
        plain = digits.replace(".", "").replace(",", ".")
    value = Decimal(plain) * (-1 if found["sign"] in {"-", "–", "−"} else 1)
    return Figure(value, len(plain.partition(".")[2]), found["percent"] is not None)


def printed(value: Decimal, digits: int) -> str:
    """A value in Vietnamese figures: "1.234,5"; trailing zeros beyond ``digits`` are cut."""
    text = f"{round(value, max(digits, 0)):,f}"
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")


@dataclass(frozen=True, slots=True)
class Row:
    """A body row. ``level``: depth by its number, smaller is higher, ``None`` without one; ``partial``: it, or the row
    that opens its group, says "trong đó"; ``unit``: of the unit column, as a key.
    """

    index: int
    label: str
    level: int | None
    partial: bool
    unit: str | None
    cells: tuple[Cell, ...]
    span: Span


class Grid:
    """A table seen as columns of figures and rows of a tree."""

    def __init__(self, placed: PlacedTable) -> None:
        self.placed = placed
        self.table = placed.table
        self.width = len(self.table.header)
        self.heads = tuple(match_key(head) for head in self.table.header)

    @cached_property
    def order_column(self) -> int | None:
        """The column of row numbers."""
        words = set(load_data("tables")["order_heads"])
        for column, head in enumerate(self.heads):
            if head.strip(" .()") in words:
                return column
        first = [row[0].text for row in self.table.rows if row]
        numbered = sum(_level(text) is not None for text in first)
        return 0 if self.width > 2 and first and numbered >= 0.7 * len(first) and not self.heads[0] else None

    @cached_property
    def unit_column(self) -> int | None:
        """The column that states each row's unit."""
        words = set(load_data("tables")["unit_heads"])
        heads = [c for c, head in enumerate(self.heads) if head.strip(" .():") in words]
        return next((c for c in heads if self._holds_units(c)), None)

    def _holds_units(self, column: int) -> bool:
        texts = [match_key(row[column].text) for row in self.table.rows if row[column].text]
        units = load_data("tables")["units"]
        known = sum(any(re.search(rf"(?<!\w){re.escape(u)}(?!\w)", text) for u in units) for text in texts)
        return known >= 0.5 * max(1, len(texts))

    @cached_property
    def label_column(self) -> int | None:
        """The column that names the rows: the first of words."""
        for column in range(self.width):
            if column in {self.order_column, self.unit_column}:
                continue
            texts = [row[column].text for row in self.table.rows]
            if sum(bool(t) and figure_of(t) is None for t in texts) >= 0.5 * max(1, len(texts)):
                return column
        periods = load_data("tables")["period_heads"]
        return next((c for c, head in enumerate(self.heads) if head.strip(" .()") in periods), None)

    @cached_property
    def figure_columns(self) -> tuple[int, ...]:
        """Columns that hold figures in most of their filled cells (two at least)."""
        found = []
        for column in range(self.width):
            if column in {self.order_column, self.unit_column, self.label_column}:
                continue
            texts = [row.cells[column].text for row in self.rows if row.cells[column].text.strip(" -–…x.")]
            numbers = [f for t in texts if (f := figure_of(t)) is not None]
            if len(numbers) >= 2 and len(numbers) >= 0.6 * len(texts) and not _years(numbers):
                found.append(column)
        return tuple(found)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The body rows, numbered rows told from the rest."""
        rows: list[Row] = []
        partial: tuple[bool, int | None] = (False, None)
        for index, cells in enumerate(self.table.rows):
            label = cells[self.label_column].text if self.label_column is not None else ""
            order = cells[self.order_column].text if self.order_column is not None else ""
            level = _level(order) or _level_of_label(label)
            key = match_key(label).lstrip("-+*• ")
            opens = key.startswith(tuple(load_data("tables")["partial_words"]))
            if level is not None and not opens and (partial[1] is None or level <= partial[1]):
                partial = (False, None)
            if opens:
                partial = (True, level)
            unit = match_key(cells[self.unit_column].text) if self.unit_column is not None else None
            rows.append(Row(index, label, level, partial[0], unit, cells, self._span(index)))
        return tuple(rows)

    def _span(self, index: int) -> Span:
        """The row's own cells in the text; cells merged from above are left out."""
        above = max((c.end for c in self.table.rows[index - 1]), default=0) if index else self.table.start - 1
        own = [c for c in self.table.rows[index] if c.start >= above and c.text] or list(self.table.rows[index])
        return min(c.start for c in own), max(c.end for c in own)

    def figure(self, row: Row, column: int) -> Figure | None:
        """The figure in a cell; a cell merged over columns counts for none."""
        cell = row.cells[column]
        return figure_of(cell.text) if cell.column_span == 1 else None

    def head(self, column: int) -> str:
        """The printed head of a column, shortened to its last part."""
        return " ".join(self.table.header[column].split(" / ")[-1].split())

    def is_total(self, row: Row) -> bool:
        """Whether the row's label names a total."""
        key = re.sub(r"\(.*?\)|[:.]", "", match_key(row.label or " ".join(c.text for c in row.cells[:2]))).strip()
        key = re.sub(r"^[ivxa-e\d]+\s+(?=tổng|cộng)", "", key)
        key = _WHOLE_SPAN.sub("", strip_periods(key)).strip()
        labels = load_data("tables")["total_labels"]
        return key in labels or (row.level is None and len(key.split()) <= _LONGEST_TOTAL and key.startswith("tổng "))

    def is_rate(self, column: int) -> bool:
        """Whether a column holds shares, rates, averages or prices, which are never added up."""
        data = load_data("tables")
        head = self.heads[column]
        plain = head
        for period in data["periods"]:
            plain = plain.replace(period, "")
        figures = [f for row in self.rows if (f := self.figure(row, column))]
        return any(word in plain for word in data["rates"]) or any(f.percent for f in figures)

    def is_count(self, column: int) -> bool:
        """Whether a column counts whole things (communes, people, projects), which are never rounded."""
        unit = match_key(self.table.unit or "")
        own = re.search(r"\(([^()]*)\)\s*$", self.heads[column])
        said = (own[1] if own else unit) or self.heads[column]
        return any(re.search(rf"(?<!\w){word}(?!\w)", said) for word in load_data("tables")["counted"]) and not any(
            word in said for word in load_data("tables")["rounded"]
        )

    def is_rate_row(self, row: Row) -> bool:
        """Whether a row holds shares, rates or averages."""
        if row.unit is not None and row.unit:
            return "%" in row.unit or "điểm" in row.unit or "hạng" in row.unit
        return any(word in match_key(row.label) for word in load_data("tables")["rate_rows"])


def _years(numbers: list[Figure]) -> bool:
    return all(f.digits == 0 and 1950 <= f.value <= 2060 for f in numbers)


_LEVELS = (
    (90, re.compile(r"[-–*•]")),
    (95, re.compile(r"\+")),
    (20, re.compile(r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})")),
    (10, re.compile(r"[A-ZĐ]")),
    (30, re.compile(r"\d{1,3}(?:\.\d{1,3})*")),
    (50, re.compile(r"[a-zđ]")),
)


def _level(order: str) -> int | None:
    """The depth that a row number stands for: A, I, 1, 1.1, a, -, +."""
    text = re.sub(r"[.)]+$", "", order.strip()).strip("( ")
    depth = next((level for level, pattern in _LEVELS if pattern.fullmatch(text)), None)
    return 30 + text.count(".") if depth == 30 else depth


def _level_of_label(label: str) -> int | None:
    if label.startswith(("- ", "– ", "• ")):
        return 90
    if label.startswith("+ "):
        return 95
    found = re.match(r"([IVX]{1,5}|\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)]\s", label)
    return _level(found[1]) if found else None
