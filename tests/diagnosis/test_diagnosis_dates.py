# ruff: noqa: E501 (sentences stay whole)
"""date_conflict: days, periods, terms and events that cannot be; planned and historic dates are left alone."""

from __future__ import annotations

import pytest

from tests.diagnosis.drafts import findings

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH HẢI ĐÔNG\nHải Đông, ngày     tháng 7 năm 2024\nBÁO CÁO\nKết quả công tác 6 tháng đầu năm 2024"


def faults(text: str, heading: str = "II. KẾT QUẢ THỰC HIỆN") -> list[str]:
    found = findings(f"{HEAD}\n# I. MỞ ĐẦU\nThực hiện kế hoạch.\n# {heading}\n{text}\nHết.", "date_conflict")
    return [f.message for f in found]


POSITIVE = [
    ("Cuộc họp tổ chức ngày 31/4/2024 đã thống nhất nội dung.", "31/4/2024"),
    ("Hội nghị ngày 30/02/2023 thông qua đề án.", "30/02/2023"),
    ("Số liệu tính từ ngày 30/6/2024 đến ngày 01/01/2024.", "30/6/2024"),
    ("Kết quả giai đoạn 2025-2021 cho thấy nhiều chuyển biến.", "2025-2021"),
    ("Xây dựng kế hoạch phát triển kinh tế - xã hội 5 năm 2026-2031.", "2026-2031"),
    ("Đại hội Đảng bộ tỉnh nhiệm kỳ 2020-2026 đã thành công.", "2020-2026"),
    ("Năm 2024 là năm đầu thực hiện kế hoạch 5 năm 2021-2025.", "2024"),
    ("Căn cứ Nghị định số 15/2021/NĐ-CP ngày 03/3/2022 của Chính phủ.", "15/2021"),
    ("Cầu Sông Trà đã khánh thành và đưa vào khai thác ngày 18/10/2024.", "18/10/2024"),
    ("Thực hiện Quyết định số 1234/QĐ-UBND ngày 15/9/2024 của UBND tỉnh, các ngành đã triển khai.", "15/9/2024"),
    ("Dự án khởi công tháng 9/2023, hoàn thành tháng 6/2023.", "6/2023"),
    ("Trong 10 năm 2016-2024, đời sống người dân được nâng lên.", "2016-2024"),
    ("9 tháng đầu năm 2024, thu nội địa đạt 6.250 tỷ đồng.", "9 tháng"),
    ("Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XVII, nhiệm kỳ 2020-2025, thông qua ngày 24/9/2025, xác định ba khâu đột phá.", "24/9/2025"),
    ("Khảo sát hoàn thành ngày 12/12/2024 cho thấy 94% người dân hài lòng.", "12/12/2024"),
    ("Đến hết tháng 12/2024, cấp xã tiếp nhận 186.200 hồ sơ, giải quyết đúng hạn 97,1%.", "12/2024"),
    ("Nhà máy lốp ô tô chạy thử tháng 10/2024, dự kiến đóng góp 900 tỷ đồng.", "10/2024"),
    ("Hội nghị tổ chức tháng 13/2023 đã thống nhất.", "13"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), POSITIVE)
def test_a_date_that_cannot_be_is_found(text: str, told: str) -> None:
    found = faults(text)
    assert len(found) == 1, found
    assert told in found[0]


def test_a_deadline_already_past_is_found_among_solutions() -> None:
    heading = "III. NHIỆM VỤ, GIẢI PHÁP"
    assert len(faults("Sở Xây dựng hoàn thành rà soát quy hoạch trước ngày 31/3/2024.", heading)) == 1
    assert faults("Sở Xây dựng hoàn thành rà soát quy hoạch trước ngày 31/12/2024.", heading) == []


NEGATIVE = [
    "Dự kiến khánh thành cầu Sông Trà ngày 18/10/2024.",
    "Luật Đất đai năm 2024 có hiệu lực từ ngày 01/8/2024.",
    "Phấn đấu hoàn thành giải ngân trước ngày 31/12/2024.",
    "Đại hội Đảng bộ tỉnh nhiệm kỳ 2020-2025 đã thành công.",
    "Bầu cử đại biểu Hội đồng nhân dân các cấp nhiệm kỳ 2021-2026.",
    "Kế hoạch phát triển kinh tế - xã hội 5 năm 2021-2025 được thông qua.",
    "Năm 2021 là năm đầu thực hiện kế hoạch 5 năm 2021-2025.",
    "Năm 2025 là năm cuối của nhiệm kỳ 2020-2025.",
    "Thực hiện Quyết định số 1234/QĐ-UBND ngày 15/3/2024 của UBND tỉnh.",
    "Nghị định số 15/2021/NĐ-CP ngày 03/3/2021 của Chính phủ.",
    "Tổng kết 10 năm 2014-2024 thực hiện Chỉ thị số 40-CT/TW.",
    "Dự án khởi công tháng 6/2022, hoàn thành tháng 9/2023.",
    "Số liệu tính đến ngày 30/6/2024.",
    "Ước 9 tháng đầu năm 2024, thu nội địa đạt 6.250 tỷ đồng.",
    "Đoạn từ Km 30/4 đến Km 31/2 được mở rộng.",
    "Hiệp hội nhiệm kỳ 2022-2026 gồm 45 hội viên.",
    "Giai đoạn 2026-2030, tầm nhìn đến năm 2050.",
    "Kế hoạch đầu tư công năm 2025 đã được giao chi tiết trước ngày 31/12/2024.",
]  # fmt: skip


@pytest.mark.parametrize("text", NEGATIVE)
def test_sound_dates_are_left_alone(text: str) -> None:
    assert faults(text) == []


def test_an_event_told_as_done_among_tasks_is_found() -> None:
    heading = "III. NHIỆM VỤ, GIẢI PHÁP"
    assert len(faults("Tuyến đường trục đã thông xe ngày 19/12/2024, là kết quả nổi bật.", heading)) == 1
    assert faults("Thông xe tuyến đường trục ngày 19/12/2024.", heading) == []


def test_a_review_beyond_the_later_of_two_periods_is_found() -> None:
    head = HEAD.replace(
        "Kết quả công tác 6 tháng đầu năm 2024", "Kết quả 5 năm 2016-2020 và phương hướng giai đoạn 2021-2025"
    )
    text = f"{head}\n# I. TỔ CHỨC THỰC HIỆN\nKế hoạch được sơ kết vào quý II/2023, tổng kết vào quý IV/{{year}}."
    assert len(findings(text.format(year=2035), "date_conflict")) == 1
    assert findings(text.format(year=2025), "date_conflict") == ()


@pytest.mark.parametrize(
    "text",
    [
        "Các cấp ủy xây dựng kế hoạch trước ngày 31/3/2024.",
        "Ký quy chế với ba tỉnh giáp ranh trước ngày 30/4/2024.",
        "Tham mưu sơ kết vào cuối năm 2031, tổng kết vào cuối năm 2030.",
    ],
)
def test_a_plan_whose_dates_are_past_or_out_of_order(text: str) -> None:
    assert len(faults(text, "III. NHIỆM VỤ, GIẢI PHÁP")) == 1
