"""Documents to be read back: the corpus sources, and further ones made up from a seed, with many different tables.

Everything is written by the project's own writer; some tables then get a second header row with merged cells, as
offices print them. What the reader must find is kept beside each file.
"""

from __future__ import annotations

import importlib.util
import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

from assistant.export.official import Annex, Heading, OfficialDocument, Text, TextTable, parse_source
from assistant.export.word import write_official

__all__ = ["Material", "builder", "expected_paragraphs", "expected_tables", "materials"]

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "corpus" / "source"
_FIELDS = (
    "Nông, lâm nghiệp và thủy sản", "Công nghiệp - xây dựng", "Dịch vụ", "Thu nội địa", "Chi đầu tư phát triển",
    "Vốn đầu tư toàn xã hội", "Kim ngạch xuất khẩu", "Tỷ lệ hộ nghèo đa chiều", "Số bác sĩ trên một vạn dân",
    "Tỷ lệ lao động qua đào tạo có bằng cấp, chứng chỉ", "Số xã đạt chuẩn nông thôn mới", "Diện tích rừng trồng mới",
    "Doanh nghiệp thành lập mới", "Tỷ lệ giải ngân vốn đầu tư công", "Sản lượng hàng hóa qua cảng",
)  # fmt: skip
_HEADS = (
    "Kế hoạch năm 2024",
    "Thực hiện 6 tháng",
    "Ước cả năm 2024",
    "So sánh (%)",
    "Thực hiện năm 2023",
    "Tăng, giảm",
    "Đơn vị tính",
)
_UNITS = ("Đơn vị: tỷ đồng", "Đơn vị tính: %", "ĐVT: nghìn người", "Đơn vị: triệu USD", None)


@dataclass(frozen=True, slots=True)
class Material:
    """A document, what it is called, and whether its tables were given merged headers."""

    name: str
    document: OfficialDocument
    merged: bool = False

    def write(self, path: Path) -> None:
        """Write the Word file."""
        write_official(self.document, path)
        if self.merged:
            _merge_headers(path)


def builder() -> ModuleType:
    """``corpus/build.py``, for printing to PDF and for turning pages into scans."""
    spec = importlib.util.spec_from_file_location("corpus_build", ROOT / "corpus" / "build.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(ROOT / "corpus" / "build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def materials(invented: int = 6) -> list[Material]:
    """The corpus sources and ``invented`` further documents, always the same."""
    found = []
    for path in sorted(SOURCES.rglob("*.md")):
        text = path.read_text("utf-8")
        if text.startswith("+++"):
            found.append(Material(path.stem, parse_source(text)[0]))
    return found + [_invented(number) for number in range(invented)]


def expected_paragraphs(document: OfficialDocument) -> list[str]:
    """Body paragraphs and headings in order, white space collapsed; annex labels and captions left out."""
    wanted = [block.text for block in document.blocks if isinstance(block, Text | Heading)]
    return [" ".join(text.split()) for text in wanted]


def expected_tables(document: OfficialDocument) -> list[TextTable]:
    """The tables in order."""
    return [block for block in document.blocks if isinstance(block, TextTable)]


def _invented(number: int) -> Material:
    """A report with eight tables of three to eight columns; every second one with merged headers."""
    rng = random.Random(1000 + number)
    blocks: list[Any] = [Heading(1, "I. KẾT QUẢ THỰC HIỆN")]
    for at in range(1, 6):
        blocks += _part(rng, at)
    blocks.append(Annex("Phụ lục I", "KẾT QUẢ CHI TIẾT", landscape=True))
    blocks += [_table(rng, n, columns=8, rows=34) for n in (6, 7)]
    blocks.append(Annex("Phụ lục II", "DANH MỤC DỰ ÁN"))
    blocks.append(_table(rng, 8, columns=5, rows=12))
    document = OfficialDocument(
        letterhead="party" if number % 2 else "state", issuer="BAN CÁN SỰ ĐẢNG" if number % 2 else "SỞ TÀI CHÍNH",
        parent_body="TỈNH ỦY AN SƠN" if number % 2 else "UBND TỈNH AN SƠN", type="BÁO CÁO",
        subject=f"Tình hình thực hiện nhiệm vụ quý {number + 1} năm 2024", blocks=tuple(blocks),
        number=str(20 + number), symbol="BC/BCSĐ" if number % 2 else "BC-STC", place="An Sơn",
        date=f"2024-0{number + 1}-15",
        recipients=("Thường trực Tỉnh ủy", "UBND tỉnh", "Lưu: VT"), signature=("GIÁM ĐỐC",), signer="Lê Văn Thành",
    )  # fmt: skip
    return Material(f"made-up-{number}", document, merged=number % 2 == 0)


def _part(rng: random.Random, at: int) -> Iterable[Any]:
    yield Heading(2, f"{at}. {_FIELDS[at]}")
    for _ in range(rng.randint(2, 4)):
        yield Text(_sentence(rng))
    yield Text(f"- {_sentence(rng)}")
    yield _table(rng, at, columns=rng.randint(3, 7), rows=rng.randint(4, 14))


def _sentence(rng: random.Random) -> str:
    clauses = [
        f"{rng.choice(_FIELDS).lower()} đạt {_number(rng)} {rng.choice(('tỷ đồng', 'nghìn người', 'ha'))}, "
        f"bằng {_percent(rng)}% kế hoạch, {rng.choice(('tăng', 'giảm'))} {_percent(rng)}% so với cùng kỳ năm trước"
        for _ in range(rng.randint(1, 4))
    ]
    text = "; ".join(clauses) + "."
    return text[0].upper() + text[1:]


def _table(rng: random.Random, number: int, *, columns: int, rows: int) -> TextTable:
    heads = rng.sample(_HEADS[:-1], k=columns - 2) if columns - 2 < len(_HEADS) else list(_HEADS[:-1])
    body = []
    for at in range(1, rows + 1):
        cells = [rng.choice((_number(rng), _percent(rng), f"({_percent(rng)})", "")) for _ in heads]
        body.append((str(at), rng.choice(_FIELDS), *cells))
    total = ("", "Tổng cộng", *(_number(rng) for _ in heads))
    return TextTable(
        ("TT", "Chỉ tiêu", *heads), (*body, total), f"Biểu {number}. {rng.choice(_FIELDS)} năm 2024", rng.choice(_UNITS)
    )


def _number(rng: random.Random) -> str:
    whole = rng.choice((rng.randint(1, 999), rng.randint(1_000, 99_999), rng.randint(100_000, 9_999_999)))
    return f"{whole:,}".replace(",", ".") + (f",{rng.randint(1, 9)}" if rng.random() < 0.3 else "")


def _percent(rng: random.Random) -> str:
    return f"{rng.randint(0, 140)},{rng.randint(0, 99):02d}"


def _merge_headers(path: Path) -> None:
    """Give every table of five columns or more a row above its header: "TT" and "Chỉ tiêu" down, the rest across."""
    import docx

    word: Any = docx.Document(str(path))
    for table in word.tables:
        if len(table.columns) < 5 or table.rows[0].cells[0].text != "TT":
            continue
        first = table.rows[0]
        above = _copied_row(table, first)
        for column in (0, 1):
            _emptied(first.cells[column])
            above.cells[column].merge(first.cells[column])
        for cell in above.cells[3:]:
            _emptied(cell)
        across = above.cells[2].merge(above.cells[len(table.columns) - 1])
        texts = across.paragraphs
        texts[0].runs[0].text = "Năm 2024"
        for extra in texts[1:]:
            extra._element.getparent().remove(extra._element)
    word.save(str(path))


def _copied_row(table: Any, row: Any) -> Any:
    from copy import deepcopy

    row._tr.addprevious(deepcopy(row._tr))
    return table.rows[0]


def _emptied(cell: Any) -> None:
    for paragraph in cell.paragraphs:
        for run in paragraph.runs:
            run.text = ""


def with_blocks(document: OfficialDocument, blocks: Iterable[Any]) -> OfficialDocument:
    """The same letterhead over other blocks."""
    return replace(document, blocks=tuple(blocks))
