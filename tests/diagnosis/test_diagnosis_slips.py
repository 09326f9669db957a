"""Slips of the pen: how digits differ, and when the words around two figures speak for one thing."""

from __future__ import annotations

import pytest

from assistant.diagnosis.values import strength
from assistant.language.quantities import amounts
from tests.diagnosis.drafts import findings

PAIRS = [
    ("25.476 người", "25.746 người", 3),
    ("286,5 nghìn tỷ đồng", "268.500 tỷ đồng", 3),
    ("3,24 triệu lượt", "3.420 nghìn lượt", 2),
    ("304 dự án", "340 dự án", 2),
    ("1.450 tỷ đồng", "1.950 tỷ đồng", 1),
    ("1.452 tỷ đồng", "1.952 tỷ đồng", 2),
    ("8.600 căn", "6.800 căn", 1),
    ("12 xã", "15 xã", 0),
    ("146 tỷ đồng", "164 triệu đồng", 0),
    ("1.234 hộ", "1.342 hộ", 0),
]


@pytest.mark.parametrize(("a", "b", "wanted"), PAIRS)
def test_how_much_two_values_look_like_a_slip(a: str, b: str, wanted: int) -> None:
    assert strength(amounts(a)[0], amounts(b)[0]) == strength(amounts(b)[0], amounts(a)[0]) == wanted


TABLE = """Bảng 2. Vốn thực hiện Chương trình (tỷ đồng)
| TT | Nguồn vốn | Kế hoạch | Giải ngân |
|---|---|---|---|
| 1 | Ngân sách trung ương | 1.485 | 1.204 |
| 2 | Ngân sách tỉnh | 655 | 530 |
| | Tổng cộng | 2.140 | 1.734 |"""


def report(sentence: str) -> str:
    """A report with the sentence and the table."""
    return f"TỈNH SƠN LA\nBÁO CÁO\nKết quả thực hiện Chương trình\n# I. KẾT QUẢ\n{sentence}\n# II. BIỂU\n{TABLE}"


SLIPS = [
    "Tổng vốn của Chương trình là 2.410 tỷ đồng (Bảng 2).",
    "Ngân sách trung ương bố trí 1.845 tỷ đồng, đã giải ngân 1.204 tỷ đồng.",
    "Tổng số vốn bố trí là 2.410 tỷ đồng; các địa phương đã giải ngân 1.734 tỷ đồng (Bảng 2).",
]


@pytest.mark.parametrize("sentence", SLIPS)
def test_a_slip_of_a_figure_of_the_table_is_found(sentence: str) -> None:
    found = findings(report(sentence), "figure_conflict")
    assert len(found) == 1
    assert "4" in found[0].evidence[0].quote


INNOCENT = [
    "Tổng vốn của Chương trình là 2.140 tỷ đồng (Bảng 2).",
    "Doanh nghiệp đóng góp 2.410 tỷ đồng xây nhà máy.",
    "Tổng vốn của Chương trình trên 2.100 tỷ đồng (Bảng 2).",
    "Tổng vốn bình quân mỗi năm là 2.410 tỷ đồng.",
]


@pytest.mark.parametrize("sentence", INNOCENT)
def test_the_same_or_another_thing_is_left_alone(sentence: str) -> None:
    assert findings(report(sentence), "figure_conflict") == ()


def test_a_unit_lost_between_sentence_and_total_is_found() -> None:
    found = findings(report("Tổng vốn của Chương trình là 2.140 triệu đồng (Bảng 2)."), "unit_mismatch")
    assert len(found) == 1
    assert "2.140 triệu đồng" in found[0].message


def test_a_table_whose_rows_are_years_is_read() -> None:
    text = """TỈNH SƠN LA
BÁO CÁO
Kết quả du lịch
# I. KẾT QUẢ
Cả 5 năm, doanh thu du lịch đạt 9.050 triệu đồng (Bảng 1).
Bảng 1. Khách và doanh thu du lịch
| TT | Năm | Lượt khách (nghìn lượt) | Doanh thu (tỷ đồng) |
|---|---|---|---|
| 1 | 2023 | 2.240 | 2.510 |
| 2 | 2024 | 2.870 | 3.260 |
| 3 | 2025 | 3.420 | 3.280 |
| | Cộng 3 năm | 8.530 | 9.050 |"""
    assert len(findings(text, "unit_mismatch")) == 1


def test_a_total_of_some_years_that_does_not_add_up_is_found() -> None:
    text = """TỈNH SƠN LA
BÁO CÁO
Kết quả du lịch
# I. KẾT QUẢ
| TT | Năm | Lượt khách (nghìn lượt) | Doanh thu (tỷ đồng) | Doanh thu/lượt khách (nghìn đồng) |
|---|---|---|---|---|
| 1 | 2023 | 2.240 | 2.510 | 1.121 |
| 2 | 2024 | 2.870 | 3.260 | 1.136 |
| 3 | 2025 | 3.420 | 3.280 | 959 |
| | Cộng 3 năm | 8.350 | 9.050 | 1.061 |"""
    found = findings(text, "table_arithmetic")
    assert [f.evidence[0].quote.split()[-3] for f in found] == ["8.350"]


RETOLD = """TỈNH SƠN LA
BÁO CÁO
Kết quả phát triển giáo dục
# I. KẾT QUẢ
Các trường dạy học ổn định.
# II. TỒN TẠI, HẠN CHẾ
Toàn tỉnh còn thiếu 418 giáo viên.
# III. NHIỆM VỤ, GIẢI PHÁP
{}"""


def test_a_task_that_retells_what_is_left_to_do_with_a_slip_is_found() -> None:
    assert len(findings(RETOLD.format("Tuyển đủ 481 giáo viên còn thiếu trước năm học mới."), "figure_conflict")) == 1
    assert findings(RETOLD.format("Tuyển đủ 418 giáo viên còn thiếu trước năm học mới."), "figure_conflict") == ()
    assert findings(RETOLD.format("Bồi dưỡng 481 giáo viên tiếng Anh."), "figure_conflict") == ()


POINTS = [
    ("Tỷ lệ hộ nghèo còn 7,51%, giảm 1,86% so với cuối năm 2021 (9,37%).", 1),
    ("Tỷ lệ hộ nghèo còn 7,51%, giảm 1,86 điểm phần trăm so với cuối năm 2021 (9,37%).", 0),
    ("Tỷ lệ hộ nghèo giảm bình quân 1,22%, vượt chỉ tiêu 1,2 điểm phần trăm.", 1),
    ("Tỷ lệ hộ nghèo giảm bình quân 1,22 điểm phần trăm, vượt chỉ tiêu 1,2 điểm phần trăm.", 0),
]


@pytest.mark.parametrize(("sentence", "count"), POINTS)
def test_points_told_in_per_cent_are_found(sentence: str, count: int) -> None:
    text = f"TỈNH SƠN LA\nBÁO CÁO\nKết quả giảm nghèo năm 2022\n# I. KẾT QUẢ\n{sentence}"
    assert len(findings(text, "unit_mismatch")) == count


def test_a_share_of_the_total_and_a_growth_from_the_row_above_that_break_the_rule_are_found() -> None:
    # 350 / 1.500 = 23,3 %; 15.640 / 13.120 - 1 = 19,2 %
    shares = """TỈNH SƠN LA
BÁO CÁO
Kinh phí thực hiện
# I. KINH PHÍ
| TT | Năm | Tổng số | Tỷ trọng (%) |
|---|---|---|---|
| 1 | 2026 | 210 | 14,0 |
| 2 | 2027 | 290 | 19,3 |
| 3 | 2028 | 340 | 22,7 |
| 4 | 2029 | 350 | {} |
| 5 | 2030 | 310 | 20,7 |
| | Tổng cộng | 1.500 | 100,0 |"""
    steps = """TỈNH SƠN LA
BÁO CÁO
Thu ngân sách
# I. THU NGÂN SÁCH
| TT | Năm | Tổng thu | Tăng, giảm so với năm trước (%) |
|---|---|---|---|
| 1 | 2021 | 12.480 | - |
| 2 | 2022 | 13.950 | 11,8 |
| 3 | 2023 | 13.120 | -5,9 |
| 4 | 2024 | 15.640 | {} |
| 5 | 2025 | 17.810 | 13,9 |"""
    for text, wrong, right in ((shares, "22,3", "23,3"), (steps, "17,2", "19,2")):
        found = findings(text.format(wrong), "table_arithmetic")
        assert len(found) == 1
        assert f"{right}%" in found[0].message
        assert findings(text.format(right), "table_arithmetic") == ()


def test_a_difference_of_counts_off_by_one_is_found() -> None:
    text = """TỈNH SƠN LA
BÁO CÁO
Nông thôn mới
# I. KẾT QUẢ
| TT | Địa bàn | Số xã đạt chuẩn năm 2020 | Số xã đạt chuẩn năm 2023 | Tăng thêm |
|---|---|---|---|---|
| 1 | Huyện Vĩnh Kênh | 15 | 21 | 6 |
| 2 | Huyện Tam Lư | 14 | 19 | 5 |
| 3 | Huyện Bãi Trành | 8 | 12 | {} |
| 4 | Huyện Thạch Lâm | 5 | 8 | 3 |
| 5 | Huyện Hương Cần | 11 | 17 | 6 |"""
    assert len(findings(text.format(5), "table_arithmetic")) == 1
    assert findings(text.format(4), "table_arithmetic") == ()
