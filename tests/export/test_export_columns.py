"""Column widths: the whole width is used, no word is cut, long text gets the room."""

from __future__ import annotations

import pytest

from assistant.export.columns import column_widths


def test_widths_fill_the_page_and_leave_room_for_every_word() -> None:
    rows = [("TT", "Nội dung", "Ghi chú"), ("1", "Đề nghị bổ sung giải pháp phát triển công nghiệp hỗ trợ", "")]
    widths = column_widths(rows, 165, 13)
    assert sum(widths) == pytest.approx(165, abs=0.2)
    assert widths[0] >= 2 * 0.19 * 13 + 4
    assert widths[1] > 3 * widths[2] > 3 * widths[0]


def test_a_table_too_wide_for_its_words_is_shrunk_in_proportion() -> None:
    rows = [("a" * 40, "b" * 40, "c" * 80)]
    assert column_widths(rows, 100, 10) == [25.3, 25.3, 49.4]  # 80, 80 and 156 mm wanted, 316 in all
