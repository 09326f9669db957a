"""figure_without_baseline: growth without time and base, quantities without unit; yearly reports imply their base."""

from __future__ import annotations

import pytest

from tests.diagnosis.drafts import findings

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH HẢI ĐÔNG\nHải Đông, ngày     tháng 7 năm 2024\nBÁO CÁO\n{subject}"


def hints(text: str, *, subject: str = "Sơ kết giữa nhiệm kỳ 2020-2025", heading: str = "II. KẾT QUẢ") -> list[str]:
    head = HEAD.format(subject=subject)
    found = findings(f"{head}\n# I. MỞ ĐẦU\nThực hiện.\n# {heading}\n{text}\nHết.", "figure_without_baseline")
    return [f"{f.message} {f.suggestion}" for f in found]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Phạm pháp hình sự giảm 5,1%.", "5,1%"),
        ("Thu nhập bình quân của lao động nghề cá tăng 41,4%.", "41,4%"),
        ("Phụ nữ có thể quay lại làm việc sớm, năng suất lao động nữ tăng 12%.", "12%"),
        ("Chỉ số cải cách hành chính năm 2022 xếp thứ 18; số vụ khiếu nại giảm 17%.", "17%"),
        ("Năng suất lao động khu vực nông thôn tăng 20%.", "20%"),
        ("Công tác xúc tiến được chú trọng; lượng khách du lịch tăng 35%, mở thêm nhiều tuyến mới.", "35%"),
        ("Tỷ lệ hộ dân được cấp nước sạch đạt 85,6.", "85,6"),
        ("Tổng vốn đầu tư toàn xã hội đạt 45.300, trong đó vốn nhà nước chiếm 30%.", "45.300"),
    ],
)
def test_a_figure_that_cannot_be_judged_is_asked_about(text: str, value: str) -> None:
    (found,) = hints(text)
    assert value in found
    assert "xem xét" in found or "cân nhắc" in found


def test_a_target_among_solutions_needs_a_base_even_in_a_yearly_report() -> None:
    yearly = "Kết quả năm 2024 và kế hoạch năm 2025"
    text = "- Phấn đấu tăng 25% số doanh nghiệp ứng dụng nền tảng số."
    assert len(hints(text, subject=yearly, heading="III. NHIỆM VỤ, GIẢI PHÁP")) == 1
    assert hints("Chỉ số sản xuất công nghiệp tăng 9,3%.", subject=yearly) == []


@pytest.mark.parametrize(
    "text",
    [
        "Phạm pháp hình sự năm 2022 giảm 5,1%.",
        "Phạm pháp hình sự giảm 5,1% so với nhiệm kỳ trước.",
        "Năm 2022, xuất khẩu đạt 2,1 tỷ USD; nhập khẩu tăng 4,2%.",
        "Sản xuất nông nghiệp tăng bình quân 2,3%/năm.",
        "Tỷ lệ hộ nghèo giảm 0,8 điểm phần trăm mỗi năm.",
        "Khu vực doanh nghiệp tăng từ 30% lên 35%.",
        "Tỷ lệ hộ dân được cấp nước sạch đạt 85,6%.",
        "Tỷ lệ phủ sóng ở ba vùng lần lượt đạt 85, 90 và 95%.",
        "Chỉ số năng lực cạnh tranh cấp tỉnh đạt 68,5.",
        "Tỷ lệ bác sĩ trên một vạn dân đạt 9,1; công tác y tế được quan tâm.",
        "Mức hỗ trợ tăng 20% theo quy định.",
        "Thu nhập của lao động nghề cá tăng bình quân 9,4%.",
        "Năm 2022, trật tự được giữ vững; số vụ khiếu nại giảm 17%.",
        "Mô hình tự quản làm số vụ trộm cắp giảm 17%.",
    ],
)
def test_figures_with_time_base_and_unit_are_left_alone(text: str) -> None:
    assert hints(text) == []


YEARLY = """TỈNH SƠN LA
Sơn La, ngày 10 tháng 12 năm 2024
BÁO CÁO
Kết quả cải cách hành chính năm 2024
# I. KẾT QUẢ
{}"""


def test_counts_of_cases_in_a_yearly_report_need_their_base_and_its_accounts_do_not() -> None:
    found = findings(YEARLY.format("Số đơn khiếu nại về đất đai giảm 17,4%."), "figure_without_baseline")
    assert len(found) == 1
    compared = YEARLY.format("Số đơn khiếu nại về đất đai giảm 17,4% so với năm 2023.")
    assert len(findings(YEARLY.format("Mức độ hài lòng của người dân tăng 6,8%."), "figure_without_baseline")) == 1
    account = YEARLY.format("Giá trị sản xuất công nghiệp tăng 17,4%.")
    assert findings(compared, "figure_without_baseline") == findings(account, "figure_without_baseline") == ()
