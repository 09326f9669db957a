"""Numbers, headings and the tree: laws, reports, annexes, lists; wrong numbers stay as printed."""

from __future__ import annotations

import pytest

from assistant.documents.assemble import assemble
from assistant.documents.blocks import Block, Content, Grid, GridCell
from assistant.documents.model import Document
from assistant.documents.numbering import annex_of, marker_of
from assistant.documents.ruled import cell_text
from assistant.documents.tables import header_height, join_continued


def _read(*blocks: Block | str) -> Document:
    made = [Block(block) if isinstance(block, str) else block for block in blocks]
    return assemble("x", "", "docx", Content(made))


def _tree(document: Document) -> list[tuple[str, str, str, int]]:
    return [(s.kind, s.label, s.title, s.level) for s in document.walk()]


def _bold(text: str) -> Block:
    return Block(text, bold=True)


@pytest.mark.parametrize(
    ("text", "kind", "label", "rest"),
    [
        ("II- TÌNH HÌNH", "roman", "II", "TÌNH HÌNH"),
        ("1.1. Về kinh tế", "arabic", "1.1", "Về kinh tế"),
        ("I.1. Về", "arabic", "I.1", "Về"),
        ("2- Về", "arabic", "2", "Về"),
        ("(3) chỉ tiêu", "arabic", "3", "chỉ tiêu"),
        ("đ) nội dung", "letter", "đ", "nội dung"),
        ("Điều 5. Phạm vi", "article", "Điều 5", "Phạm vi"),
        ("PHẦN THỨ HAI: KẾT QUẢ", "part", "PHẦN THỨ HAI", "KẾT QUẢ"),
        ("- Đề nghị", "bullet", "-", "Đề nghị"),
    ],
)
def test_markers(text: str, kind: str, label: str, rest: str) -> None:
    found = marker_of(text)
    assert found is not None
    assert (found.kind, found.label, found.rest) == (kind, label, rest)


@pytest.mark.parametrize(
    "text",
    [
     "Phần kiểm điểm còn dài", "Chương trình hành động", "Điều 5 Luật Đất đai", "12.345 tỷ đồng", "1.5 tỷ đồng", "-5%",
     "V/v góp ý", "1865/CV-TU", "15/8/2023", "2023 là năm", "Mục tiêu chung"],
)  # fmt: skip
def test_what_is_no_marker(text: str) -> None:
    assert marker_of(text) is None


def test_annex_titles() -> None:
    assert annex_of("Phụ lục kèm theo Báo cáo này") is None
    assert annex_of("Biểu đồ 1") is None
    found = annex_of("PHỤ LỤC 01: CHỈ TIÊU")
    assert found is not None
    assert (found.label, found.rest) == ("PHỤ LỤC 01", "CHỈ TIÊU")


def test_report_form() -> None:
    document = _read(
        "Căn cứ.",
        _bold("Phần thứ nhất"),
        _bold("KẾT QUẢ"),
        _bold("I. KINH TẾ"),
        _bold("1. Công nghiệp"),
        "Tăng khá.",
        _bold("1.1. Chế biến"),
        "a) Tăng 5%;",
        "b) Tăng 6%.",
        _bold("II. XÃ HỘI"),
        "1. Giáo dục được quan tâm; chất lượng nâng lên.",
    )
    assert _tree(document) == [
        ("preamble", "", "", 1),
        ("part", "Phần thứ nhất", "KẾT QUẢ", 1),
        ("heading", "Phần thứ nhất.I", "KINH TẾ", 2),
        ("heading", "Phần thứ nhất.I.1", "Công nghiệp", 3),
        ("heading", "Phần thứ nhất.I.1.1", "Chế biến", 4),
        ("heading", "Phần thứ nhất.II", "XÃ HỘI", 2),
    ]
    assert [p.marker for _, p in document.paragraphs()] == [None, None, "a)", "b)", "1."]
    deepest = list(document.walk())[4]
    assert deepest.path == ("Phần thứ nhất KẾT QUẢ", "I. KINH TẾ", "1. Công nghiệp", "1.1. Chế biến")
    assert document.text[deepest.start : deepest.end] == "1.1. Chế biến"


def test_law_form() -> None:
    document = _read(
        _bold("Chương I"),
        _bold("QUY ĐỊNH CHUNG"),
        _bold("Điều 1. Phạm vi điều chỉnh"),
        "1. Luật này quy định về đất đai.",
        "2. Đối tượng áp dụng:",
        "a) Cơ quan;",
        "Điều 2. Giao Chính phủ quy định chi tiết Luật này.",
    )
    assert _tree(document) == [
        ("chapter", "Chương I", "QUY ĐỊNH CHUNG", 1),
        ("article", "Điều 1", "Phạm vi điều chỉnh", 2),
        ("clause", "Điều 1.2", "Đối tượng áp dụng:", 3),
        ("article", "Điều 2", "", 2),
    ]
    last = list(document.walk())[-1]
    assert [p.marker for p in last.paragraphs] == ["Điều 2."]
    assert last.start == last.end == last.paragraphs[0].start


def test_plain_headings_are_told_by_what_follows() -> None:
    document = _read(
        "I. MỤC TIÊU",
        "1. Tăng trưởng 8%",
        "2. Thu ngân sách 5.000 tỷ đồng",
        "II. GIẢI PHÁP",
        "1. Về vốn",
        "Bố trí đủ.",
        "2. Về đất",
    )
    assert [(s.label, [p.marker for p in s.paragraphs]) for s in document.walk()] == [
        ("I", ["1.", "2."]),
        ("II", []),
        ("II.1", [None]),
        ("II.2", []),
    ]


def test_headings_without_numbers() -> None:
    document = _read(
        "ĐÁNH GIÁ CHUNG", "Kết quả tốt.", _bold("Về kinh tế"), "Tăng khá.", "KIẾN NGHỊ", "Đề nghị quan tâm."
    )
    assert _tree(document) == [
        ("heading", "", "ĐÁNH GIÁ CHUNG", 1),
        ("heading", "", "Về kinh tế", 2),
        ("heading", "", "KIẾN NGHỊ", 1),
    ]


def test_wrong_numbers_stay_as_printed() -> None:
    document = _read(_bold("I. MỘT"), "A.", _bold("III. HAI"), "B.", _bold("III. BA"), "C.")
    assert [s.label for s in document.walk()] == ["I", "III", "III"]


def test_annexes_stand_apart() -> None:
    grid = Grid(tuple(tuple(GridCell(t) for t in row) for row in (("TT", "Tên"), ("1", "Cầu"))))
    document = _read(
        _bold("I. NỘI DUNG"),
        "Xem Phụ lục I.",
        "Nơi nhận:",
        "- Lưu: VT.",
        "CHỦ TỊCH",
        "Lê Văn Thử",
        Block("Phụ lục I", centred=True),
        Block("DANH MỤC DỰ ÁN", centred=True),
        "Đơn vị: tỷ đồng",
        Block(grid=grid),
        Block("Biểu số 2", centred=True),
        Block(grid=grid),
    )
    assert _tree(document) == [
        ("heading", "I", "NỘI DUNG", 1),
        ("annex", "Phụ lục I", "DANH MỤC DỰ ÁN", 1),
        ("annex", "Biểu số 2", "", 1),
    ]
    assert [(s.label, t.unit, len(t.rows)) for s, t in document.tables()] == [
        ("Phụ lục I", "tỷ đồng", 1),
        ("Biểu số 2", None, 1),
    ]
    assert document.metadata.signer == "Lê Văn Thử"


def _grid(*rows: str) -> Grid:
    return Grid(tuple(tuple(GridCell(text) for text in row.split("|")) for row in rows))


def test_header_rows() -> None:
    assert header_height(_grid("TT|Tên|Năm 2022", "1|GRDP|5,2")) == 1
    assert header_height(_grid("TT|Tên|Số", "(1)|(2)|(3)", "1|GRDP|5,2", "2|Thu|6")) == 2
    wide = GridCell("Thực hiện", 1, 2)
    tall = GridCell("TT", 2, 1)
    split = Grid(
        ((tall, wide, wide), (tall, GridCell("2022"), GridCell("2023")), (GridCell("1"), GridCell("5"), GridCell("6")))
    )
    assert header_height(split) == 2


def test_tables_over_page_turns() -> None:
    upper = _grid("TT|Tên|Số", "1|Cầu qua sông,|12,5")
    repeated = join_continued(upper, _grid("TT|Tên|Số", "2|Đường|3"))
    assert repeated is not None
    assert ([[c.text for c in row] for row in repeated[0].cells][2], repeated[1]) == (["2", "Đường", "3"], 2)
    cut = join_continued(upper, _grid("|đoạn phía tây|", "2|Đường|3"))
    assert cut is not None
    assert [[c.text for c in row] for row in cut[0].cells][1:] == [
        ["1", "Cầu qua sông, đoạn phía tây", "12,5"],
        ["2", "Đường", "3"],
    ]
    numbered = join_continued(upper, _grid("|GRDP|", "2|Đường|3"))
    assert numbered is not None
    assert [c.text for c in numbered[0].cells[1]] == ["1", "Cầu qua sông, GRDP", "12,5"]
    total = join_continued(upper, _grid("TT|Tên|Số", "|Tổng cộng|15,5"))
    assert total is not None
    assert len(total[0].cells) == 3
    assert join_continued(upper, _grid("Họ tên|Chức vụ|Ghi chú", "A|B|C")) is None
    assert join_continued(upper, _grid("1|2", "3|4")) is None


def test_a_regulation_behind_its_decision() -> None:
    document = _read(
        "UBND TỈNH ĐÔNG HẢI",
        "Số: 8/QĐ-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        Block("QUYẾT ĐỊNH", centred=True),
        Block("Ban hành Quy chế làm việc", centred=True),
        "Điều 1. Ban hành kèm theo Quyết định này Quy chế làm việc.",
        "Nơi nhận:",
        "- Lưu: VT.",
        "CHỦ TỊCH",
        "Lê Văn Thử",
        "UBND TỈNH ĐÔNG HẢI",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        Block("QUY CHẾ", centred=True),
        Block("Làm việc của UBND tỉnh", centred=True),
        "Điều 1. Phạm vi",
        "Quy chế này quy định việc làm việc.",
    )
    assert _tree(document) == [
        ("article", "Điều 1", "", 1),
        ("annex", "", "QUY CHẾ Làm việc của UBND tỉnh", 1),
        ("article", "Điều 1", "Phạm vi", 2),
    ]
    assert document.metadata.signer == "Lê Văn Thử"


def test_cells_of_columns_that_were_too_narrow() -> None:
    def lines(*texts: str) -> list[tuple[float, float, float, float, str]]:
        return [(0.0, 14.0 * n, 20.0, 14.0 * n + 12, text) for n, text in enumerate(texts)]

    assert cell_text(lines("T", "T")) == "TT"
    assert cell_text(lines("ST", "T")) == "STT"
    assert cell_text(lines("9.734.5", "21")) == "9.734.521"
    assert cell_text(lines("2021-", "2025")) == "2021-2025"
    assert cell_text(lines("12,5", "13,4")) == "12,5 13,4"
    assert cell_text(lines("UBND", "HĐND")) == "UBND HĐND"
