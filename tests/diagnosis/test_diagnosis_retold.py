# ruff: noqa: E501 (sentences stay whole)
"""Dates told as done, reviews of the draft's own plan, shares over a semicolon, levels without brackets, units."""

from __future__ import annotations

import pytest

from assistant.diagnosis.model import FindingKind
from tests.diagnosis.drafts import findings

FILLER = "Các cấp, các ngành tập trung chỉ đạo, điều hành quyết liệt."
REPORT = """TỈNH SƠN LA
Sơn La, ngày 15 tháng 6 năm 2025
BÁO CÁO
Kết quả thực hiện Chương trình giai đoạn 2021-2025
# I. KẾT QUẢ THỰC HIỆN"""
SCHEME = """TỈNH SƠN LA
Sơn La, ngày 15 tháng 7 năm 2024
ĐỀ ÁN
Củng cố y tế cơ sở giai đoạn 2024-2030
# I. TỔ CHỨC THỰC HIỆN"""


def told(sentence: str, kind: FindingKind, head: str = REPORT) -> list[str]:
    """What the checks of ``kind`` say of a draft with this sentence."""
    return [finding.message for finding in findings("\n".join([head, FILLER, sentence, FILLER]), kind)]


DONE_LATER = [
    "Nợ đọng 186 tỷ đồng được thanh toán dứt điểm vào tháng 10/2025.",
    "Tỉnh đã hoàn thành hỗ trợ 3.120 nhà ở cho hộ nghèo, hộ cận nghèo vào ngày 31/12/2025.",
    "Toàn bộ hồ sơ đã được xử lý xong trong quý IV/2025; từ đó đến nay không phát sinh.",
]


@pytest.mark.parametrize("sentence", DONE_LATER)
def test_an_event_told_as_done_after_signing_is_found(sentence: str) -> None:
    assert len(told(sentence, "date_conflict")) == 1


STILL_TO_COME = [
    "Nợ đọng 186 tỷ đồng phải được thanh toán dứt điểm trước tháng 10/2025.",
    "Tám trường đã khởi công, 4 trường còn lại khởi công trong tháng 8/2025.",
    "Đã phê duyệt kế hoạch thanh toán dứt điểm nợ đọng vào tháng 10/2025.",
    "Hồ sơ sẽ được xử lý xong vào tháng 10/2025.",
    "Tỉnh đã giao các sở hoàn thành xử lý xong trụ sở dôi dư vào ngày 30/9/2025.",
    "Nợ đọng đã được xử lý xong vào tháng 10/2024.",
    "Các đơn vị cam kết giải quyết xong vào tháng 8/2025.",
    "Đề nghị các huyện xử lý xong hồ sơ vào ngày 30/9/2025.",
]


@pytest.mark.parametrize("sentence", STILL_TO_COME)
def test_an_event_still_to_come_is_left_alone(sentence: str) -> None:
    assert len(told(sentence, "date_conflict")) == 0


EARLY_REVIEWS = [
    "Đề án được sơ kết năm 2027 và tổng kết năm 2023.",
    "Kế hoạch này được sơ kết vào năm 2022, tổng kết vào năm 2030.",
    "Chương trình sẽ tổng kết năm 2020.",
]


@pytest.mark.parametrize("sentence", EARLY_REVIEWS)
def test_a_review_before_the_plan_begins_is_found(sentence: str) -> None:
    assert len(told(sentence, "date_conflict", SCHEME)) == 1


REVIEWS = [
    "Đề án được sơ kết năm 2027 và tổng kết năm 2030.",
    "Báo cáo tổng kết năm 2023 của ngành y tế.",
    "Đề án 1816 đã tổng kết năm 2022 với kết quả tốt.",
    "Hội nghị tổng kết năm 2023 đánh giá cao.",
    "Chương trình giai đoạn trước được tổng kết năm 2020.",
]


@pytest.mark.parametrize("sentence", REVIEWS)
def test_reviews_of_other_things_are_left_alone(sentence: str) -> None:
    assert len(told(sentence, "date_conflict", SCHEME)) == 0


WRONG_SHARES = [
    "Tổng vốn huy động là 24.380 tỷ đồng (Biểu 2); trong đó vốn trực tiếp 1.842 tỷ đồng, chỉ chiếm 5,7%, còn lại là vốn lồng ghép.",
    "Toàn tỉnh có 1.250 doanh nghiệp; trong số đó, 312 doanh nghiệp xuất khẩu, chiếm 35%.",
    "GRDP ước tăng 9,1%, cao hơn mức tăng 7,6% của cùng kỳ và vượt kịch bản 9,8%.",
    "Tỷ lệ giải ngân đạt 52,4%, cao hơn mức bình quân cả nước 58,1%.",
    "Tỷ lệ đô thị hóa đạt 41%, thấp hơn mức bình quân chung 38%.",
]


@pytest.mark.parametrize("sentence", WRONG_SHARES)
def test_a_share_or_a_comparison_that_its_figures_contradict_is_found(sentence: str) -> None:
    assert len(told(sentence, "percent_mismatch")) == 1


RIGHT_SHARES = [
    "Tổng vốn huy động là 24.380 tỷ đồng (Biểu 2); trong đó vốn trực tiếp 1.842 tỷ đồng, chỉ chiếm 7,6%.",
    "Toàn tỉnh có 1.250 doanh nghiệp; trong đó 312 doanh nghiệp xuất khẩu, chiếm 62,4% số doanh nghiệp công nghiệp.",
    "GRDP ước tăng 9,1%, cao hơn mức tăng 7,6% của cùng kỳ nhưng thấp hơn kịch bản 9,8%.",
    "Tỷ lệ giải ngân đạt 52,4%, cao hơn mức bình quân cả nước 5,1%.",
    "Thu ngân sách tăng 15%, vượt mức 12% của năm trước.",
    "Tỷ lệ hộ nghèo còn 3,1%, thấp hơn mức 4,2% của năm trước.",
    "Tỷ lệ hộ nghèo giảm còn 3,1%, thấp hơn mức bình quân cả nước 4,2%.",
]


@pytest.mark.parametrize("sentence", RIGHT_SHARES)
def test_a_share_or_a_comparison_that_may_be_right_is_left_alone(sentence: str) -> None:
    assert len(told(sentence, "percent_mismatch")) == 0


TWO_UNITS = [
    """Công trình có công suất từ 500 lít/ngày đêm trở lên giao Trung tâm quản lý.
Lắp đồng hồ cho công trình có công suất từ 500 m³/ngày đêm trở lên.""",
    """Xây mới 24 trạm, cải tạo 43 trạm với kinh phí 268 triệu đồng.
| TT | Huyện | Xây mới (trạm) | Cải tạo (trạm) | Tổng | Kinh phí (tỷ đồng) |
| 1 | Mộc Châu | 14 | 20 | 34 | 150 |
| 2 | Yên Châu | 10 | 23 | 33 | 118 |
| | Tổng cộng | 24 | 43 | 67 | 268 |""",
]


@pytest.mark.parametrize("sentence", TWO_UNITS)
def test_one_figure_in_two_units_is_found(sentence: str) -> None:
    assert len(told(sentence, "unit_mismatch")) == 1


TWO_THINGS = [
    """Xe có dung tích từ 500 lít trở lên phải đăng kiểm.
Bể có dung tích từ 500 m³ trở lên phải thẩm định.""",
    """Xây mới 24 trạm, cải tạo 43 trạm với kinh phí bình quân 268 triệu đồng/trạm.
| TT | Huyện | Xây mới (trạm) | Cải tạo (trạm) | Tổng | Kinh phí (tỷ đồng) |
| 1 | Mộc Châu | 14 | 20 | 34 | 150 |
| 2 | Yên Châu | 10 | 23 | 33 | 118 |
| | Tổng cộng | 24 | 43 | 67 | 268 |""",
]


@pytest.mark.parametrize("sentence", TWO_THINGS)
def test_equal_digits_of_two_things_are_left_alone(sentence: str) -> None:
    assert len(told(sentence, "unit_mismatch")) == 0
