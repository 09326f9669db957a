"""Lines to paragraphs, on lines placed by hand: A4, text from 85 to 550 points, 14-point type."""

from __future__ import annotations

from assistant.documents.geometry import Margins, glued, margins_of, paragraphs
from assistant.documents.rows import Row, Segment, Sheet

AREA = {1: Margins(85.0, 550.0, pitch=18.0), 2: Margins(85.0, 550.0, pitch=18.0)}


def _line(
    text: str, x0: float, x1: float, y: float, *, page: int = 1, bold: bool = False, word: float = 25.0
) -> Segment:
    return Segment(page, x0, y, x1, y + 14, text, 14.0, bold, False, word)


def _texts(*lines: Segment) -> list[str]:
    return [block.text for block in paragraphs(lines, AREA)]


def test_a_full_line_runs_on_and_a_short_one_ends() -> None:
    assert _texts(
        _line("Thực hiện Công văn số 12 của Ban", 121, 548, 100),
        _line("Thường vụ về tư vấn.", 85, 300, 118),
        _line("Kết quả như sau", 121, 300, 136),
    ) == ["Thực hiện Công văn số 12 của Ban Thường vụ về tư vấn.", "Kết quả như sau"]


def test_a_full_last_line_is_told_by_indent_or_distance() -> None:
    full = _line("các mục tiêu, chỉ tiêu đã đề ra.", 85, 549, 118)
    first = _line("Đã hoàn thành", 121, 549, 100)
    assert len(_texts(first, full, _line("Tuy nhiên, còn hạn chế", 121, 400, 136))) == 2
    flush = [_line("Đã hoàn thành", 85, 549, 100), full]
    assert len(_texts(*flush, _line("Thanh tra tỉnh", 85, 400, 136))) == 1
    assert len(_texts(*flush, _line("Thanh tra tỉnh", 85, 400, 144))) == 2


def test_page_turns_are_bridged() -> None:
    block = paragraphs([_line("Đề nghị rà soát số", 121, 549, 770), _line("liệu.", 85, 120, 60, page=2)], AREA)[0]
    assert block.text == "Đề nghị rà soát số liệu."
    assert block.page_spans == ((2, 19),)
    assert [box.page for box in block.boxes] == [1, 2]


def test_list_items_stand_alone_even_when_full() -> None:
    assert _texts(_line("- Một việc cần làm ngay;", 85, 549, 100), _line("- Hai việc khác.", 85, 300, 118)) == [
        "- Một việc cần làm ngay;",
        "- Hai việc khác.",
    ]


def test_a_dash_inside_a_sentence_opens_nothing() -> None:
    assert _texts(_line("- Phát triển kinh tế", 121, 549, 100), _line("- xã hội bền vững.", 85, 300, 118, word=5)) == [
        "- Phát triển kinh tế - xã hội bền vững."
    ]


def test_hanging_lines_belong_to_their_item() -> None:
    assert _texts(
        _line("- Hạ tầng số phủ", 103, 549, 100),
        _line("toàn tỉnh, kể cả vùng", 121, 549, 118),
        _line("cao.", 121, 150, 136),
    ) == ["- Hạ tầng số phủ toàn tỉnh, kể cả vùng cao."]


def test_headings_part_from_the_text_below() -> None:
    heading = _line("I. ĐÁNH GIÁ KẾT QUẢ THỰC HIỆN NGHỊ QUYẾT", 85, 549, 100, bold=True)
    assert len(_texts(heading, _line("Đại hội tán thành", 85, 400, 118))) == 2
    assert (
        len(
            _texts(
                _line("PHẦN THỨ HAI. KẾ HOẠCH NĂM", 95, 540, 100, bold=True),
                _line("2026", 300, 335, 118, bold=True, word=35),
            )
        )
        == 1
    )


def test_glue() -> None:
    assert glued("giai đoạn 2021-", "2025", open_end=False) == ""
    assert glued("Quyết định số 15/QĐ-", "UBND", open_end=True) == ""
    assert glued("kinh tế -", "xã hội", open_end=True) == " "
    assert glued("nền kinh tế", "của tỉnh", open_end=False) == " "


def test_margins_are_measured_from_full_lines() -> None:
    sheet = Sheet(1, 595, 842)
    sheet.rows = [Row((_line("x" * 60, 85 if i % 3 else 121, 550 if i % 4 else 430, 60 + 18 * i),)) for i in range(20)]
    found = margins_of([sheet])[1]
    assert abs(found.left - 85) <= 2
    assert abs(found.right - 550) <= 1
    assert found.pitch == 18
