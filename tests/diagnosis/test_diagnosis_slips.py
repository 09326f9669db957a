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


def test_years_in_the_words_ahead_are_no_names_of_things() -> None:
    text = RETOLD.replace("418 giáo viên", "1.368 giáo viên so với định mức")
    task = "Hợp đồng với 486 người trong hai năm 2026, 2027 để bù {} người còn thiếu."
    assert len(findings(text.format(task.format("1.386")), "figure_conflict")) == 1
    assert findings(text.format(task.format("1.368")), "figure_conflict") == ()


REVENUE = """TỈNH SƠN LA
BÁO CÁO
Thu ngân sách năm 2025
# I. KẾT QUẢ
{} (Bảng 1).
# II. BIỂU
Bảng 1. Thu ngân sách nhà nước trên địa bàn năm 2025 (tỷ đồng)
| TT | Nội dung | Dự toán | Ước thực hiện | Ước TH/DT (%) |
|---|---|---|---|---|
| 1 | Doanh nghiệp nhà nước | 1.150 | 1.210 | 105,2 |
| 2 | Thuế thu nhập cá nhân | 760 | 820 | 107,9 |"""


def test_a_row_of_a_cited_table_that_the_sentence_does_not_name_is_no_rival() -> None:
    other = "Trừ tiền sử dụng đất, thu nội địa đạt 10.370 tỷ đồng, bằng 109,2% dự toán"
    assert findings(REVENUE.format(other), "figure_conflict") == ()


COMMUNES = """TỈNH SƠN LA
Sơn La, ngày 20 tháng 11 năm 2025
BÁO CÁO
Tình hình kinh tế - xã hội năm 2025
# I. KẾT QUẢ
Toàn tỉnh có 58/74 xã đạt chuẩn nông thôn mới.
# II. HẠN CHẾ
Số xã đạt chuẩn nông thôn mới mới đạt {}/62 xã theo kế hoạch.
# III. BIỂU
Biểu 1. Các chỉ tiêu chủ yếu năm 2025
| TT | Chỉ tiêu | Đơn vị | Kế hoạch 2025 | Ước thực hiện 2025 |
|---|---|---|---|---|
| 1 | Số xã đạt chuẩn nông thôn mới | xã | 62 | 58 |
| 2 | Số giường bệnh trên một vạn dân | giường | 32 | 33 |"""


def test_the_whole_of_a_fraction_does_not_speak_for_its_part() -> None:
    found = findings(COMMUNES.format(56), "figure_conflict")
    assert len(found) == 1
    assert "56" in found[0].message
    assert findings(COMMUNES.format(58), "figure_conflict") == ()


POINTS = [
    ("Tỷ lệ hộ nghèo còn 7,51%, giảm 1,86% so với cuối năm 2021 (9,37%).", 1),
    ("Tỷ lệ hộ nghèo còn 7,51%, giảm 1,86 điểm phần trăm so với cuối năm 2021 (9,37%).", 0),
    ("So với năm 2019, tỷ lệ hộ nghèo đã giảm 3,2% (từ 8,7% xuống 5,5%).", 1),
    ("So với năm 2019, tỷ lệ hộ nghèo đã giảm 3,2 điểm phần trăm (từ 8,7% xuống 5,5%).", 0),
    ("So với năm 2019, tỷ lệ hộ nghèo đã giảm 36,8% (từ 8,7% xuống 5,5%).", 0),
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


PRODUCTS = """TỈNH SƠN LA
BÁO CÁO
Phát triển thủy sản
# I. KẾT QUẢ
Hiện có 742 tàu dài từ 15 mét trở lên.
# II. NHIỆM VỤ, GIẢI PHÁP
{}
# III. BIỂU
Biểu 5. Nhiệm vụ, cơ quan chủ trì
| TT | Nhiệm vụ | Chủ trì | Kết quả cần đạt |
|---|---|---|---|
| 1 | Nhật ký điện tử trên tàu cá | Chi cục Thủy sản | 742 tàu |
| 2 | Trạm quan trắc tự động | Chi cục Thủy sản | 12 trạm |"""


def test_what_a_row_of_tasks_is_to_bring_is_read() -> None:
    task = "Trang bị phần mềm nhật ký điện tử cho {} tàu trong năm tới."
    assert len(findings(PRODUCTS.format(task.format(724)), "figure_conflict")) == 1
    assert findings(PRODUCTS.format(task.format(742)), "figure_conflict") == ()
    assert findings(PRODUCTS.format("Sửa chữa 724 tàu hư hỏng."), "figure_conflict") == ()
