# ruff: noqa: E501 (sentences stay whole)
"""percent_mismatch: shares, growth, multiples, sums and verdicts that the figures beside them contradict."""

from __future__ import annotations

import pytest

from tests.diagnosis.drafts import findings


def faults(text: str) -> list[str]:
    found = findings(f"# II. KẾT QUẢ THỰC HIỆN NĂM 2024\n{text}\nCác ngành tiếp tục phấn đấu.", "percent_mismatch")
    return [f"{f.message} {f.working}" for f in found]


POSITIVE = [
    ("Thu nội địa đạt 9.450 tỷ đồng, bằng 108,7% dự toán (9.000 tỷ đồng).", "105,0"),
    # 46 / 120 = 38,3 %
    ("Thu hút 46 người có trình độ cao so với mục tiêu 120 người của cả nhiệm kỳ, đạt 36,3%, còn chậm.", "38,3"),
    # 29 / 140 = 20,7 %; 268 / 350 = 76,6 %
    ("Vốn xã hội hóa 169 tỷ đồng, vượt kế hoạch 29 tỷ đồng (kế hoạch 140 tỷ đồng), tức vượt 27,0%.", "20,7"),
    ("Số tàu cá giảm 268 chiếc so với năm 2020, chủ yếu là tàu ven bờ, bằng 86,6% mục tiêu giảm 350 chiếc.", "76,6"),
    ("Giải ngân vốn đầu tư công đạt 3.120/4.000 tỷ đồng, đạt 87% kế hoạch.", "78"),
    ("Toàn tỉnh có 96/120 xã đạt chuẩn nông thôn mới (85%).", "80"),
    ("Kim ngạch xuất khẩu đạt 2.400 triệu USD, tăng 25% so với năm 2023 (2.000 triệu USD).", "20"),
    ("Số vụ tai nạn giao thông là 120 vụ, giảm 25% so với cùng kỳ (150 vụ).", "20"),
    ("Vốn đăng ký đạt 4.500 tỷ đồng, gấp 2,5 lần năm 2023 (1.500 tỷ đồng).", "3,0"),
    ("Tỷ lệ hộ nghèo giảm từ 6,20% xuống 4,90%, giảm 1,50 điểm phần trăm.", "1,30"),
    ("Số doanh nghiệp tăng từ 4.000 doanh nghiệp lên 5.000 doanh nghiệp, tăng 20%.", "25"),
    ("Tạo việc làm cho 15.600 người, vượt 14% kế hoạch (15.000 người).", "4"),
    ("Đào tạo nghề cho 12.400 người (năm 2022: 3.900; năm 2023: 4.200; năm 2024: 4.700).", "12.800"),
    ("Tổng kinh phí thực hiện là 850 tỷ đồng, gồm ngân sách trung ương 400 tỷ đồng, ngân sách tỉnh 250 tỷ đồng và nguồn xã hội hóa 150 tỷ đồng.", "800"),
    ("Sau sắp xếp, tỉnh có 66 đơn vị hành chính cấp xã (54 xã, 14 phường).", "68"),
    ("Tỷ lệ đô thị hóa đạt 34,2%, tăng 2,1 điểm phần trăm so với năm 2023 (31,5%).", "2,7"),
    ("GRDP tăng 7,6%, vượt kế hoạch đề ra (8,0%).", "7,6"),
    ("Tỷ lệ hộ nghèo còn 3,8%, đạt mục tiêu đề ra (3,5%).", "3,8"),
    ("Tỷ lệ bao phủ bảo hiểm y tế đạt 95,1%, chưa đạt kế hoạch (94%).", "95,1"),
    ("Sản lượng tôm đạt 1.150 tấn, tăng 150 tấn (25%).", "15"),
    ("Cơ cấu kinh tế: nông nghiệp 18,2%, công nghiệp - xây dựng 41,5%, dịch vụ 38,6%, thuế sản phẩm 4,7%.", "103"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), POSITIVE)
def test_a_slip_is_found_with_the_figure_computed_again(text: str, told: str) -> None:
    found = faults(text)
    assert len(found) == 1, found
    assert told in found[0]


NEGATIVE = [
    "Thu hút 46 người có trình độ cao so với mục tiêu 120 người của cả nhiệm kỳ, đạt 38,3%, còn chậm.",
    "Thu hút 46 người so với mục tiêu 120 người, đạt 36,3% nhu cầu của các bệnh viện.",
    "Vốn xã hội hóa 169 tỷ đồng, vượt kế hoạch 29 tỷ đồng (kế hoạch 140 tỷ đồng), tức vượt 20,7%.",
    "Số tàu cá giảm 268 chiếc so với năm 2020, chủ yếu là tàu ven bờ, bằng 76,6% mục tiêu giảm 350 chiếc.",
    "Số tàu cá tăng 268 chiếc so với năm 2020, bằng 86,6% mục tiêu giảm 350 chiếc.",
    "Thu nội địa đạt 9.450 tỷ đồng, bằng 105% dự toán (9.000 tỷ đồng), tăng 12,5% so với năm 2023.",
    "Thu nội địa đạt 9.450 tỷ đồng, tăng 12,5% so với năm 2023, bằng 105% dự toán (9.000 tỷ đồng).",
    "Giải ngân đạt 3.120/4.000 tỷ đồng, đạt 78% kế hoạch.",
    "Toàn tỉnh có 96/120 xã đạt chuẩn nông thôn mới (80%), trong đó 24 xã nâng cao (25%).",
    "GRDP theo giá so sánh đạt 45.600 tỷ đồng, tăng 8,2% so với năm 2023 (41.000 tỷ đồng theo giá hiện hành).",
    "Giá trị sản xuất công nghiệp đạt 61.000 tỷ đồng, tăng 9,1% so với năm 2023 (54.300 tỷ đồng).",
    "Số vụ phạm pháp hình sự giảm 4,2%, vượt kế hoạch (giảm từ 3%).",
    "Tỷ lệ hộ nghèo còn 3,2%, vượt mục tiêu đề ra (3,5%).",
    "Tỷ lệ hộ nghèo giảm 1,2%, đạt mục tiêu (giảm từ 1 - 1,5%).",
    "Tỷ lệ thất nghiệp ở thành thị 2,1%, thấp hơn mục tiêu (2,5%).",
    "Vốn FDI đạt 320 triệu USD, gấp 2,1 lần năm 2023 (152 triệu USD).",
    "Tổng kinh phí 850 tỷ đồng, trong đó ngân sách tỉnh 250 tỷ đồng, ngân sách huyện 150 tỷ đồng.",
    "Thu nội địa 9.450 tỷ đồng (dự toán 9.000 tỷ đồng), tăng 5% so với dự toán; thu hải quan 1.200 tỷ đồng, bằng 96% dự toán (1.250 tỷ đồng).",
    "Trồng mới 1.250 ha rừng (kế hoạch 1.200 ha), đạt 104,2%.",
    "Số doanh nghiệp tăng từ 4.000 doanh nghiệp lên 5.000 doanh nghiệp, tăng bình quân 7,7%/năm.",
    "Có 1.386/1.682 thủ tục hành chính được cung cấp trực tuyến toàn trình, đạt 82,4%; tỷ lệ hồ sơ trực tuyến đạt 61,7%.",
    "Năm 2021 tăng 8,2%, năm 2022 tăng 15,6%, bình quân hai năm tăng 11,8%/năm.",
    "Tổng đàn gia súc 412.000 con (trâu 120.000 con, bò 98.000 con).",
    "Kim ngạch xuất khẩu đạt gần 2,4 tỷ USD, tăng khoảng 20% so với năm 2023 (2,0 tỷ USD).",
    "Vùng cây ăn quả ổn định 25,4 nghìn ha, trong đó 13,8 nghìn ha được cấp mã số vùng trồng (54,3%).",
    "Tỷ lệ trường đạt chuẩn quốc gia 72,5%, cao hơn bình quân vùng (65%).",
    "Sản lượng đạt 1.150 tấn, tăng 150 tấn so với năm 2023 (1.000 tấn).",
    "Với 458/459 đại biểu có mặt biểu quyết tán thành, chiếm 96,03% tổng số đại biểu.",
    "Cơ cấu kinh tế: nông nghiệp 18,2%, công nghiệp - xây dựng 41,5%, dịch vụ 36,1%, thuế sản phẩm 4,3%.",
    "Doanh thu du lịch đạt 5.200 tỷ đồng, tăng 18%; khách quốc tế 120 nghìn lượt, bằng 40% năm 2019 (300 nghìn lượt).",
]  # fmt: skip


@pytest.mark.parametrize("text", NEGATIVE)
def test_sound_sentences_are_left_alone(text: str) -> None:
    assert faults(text) == []


def test_of_a_mean_a_part_may_be_the_larger() -> None:
    text = "Diện tích nhà ở bình quân đầu người đạt 25,8 m² sàn, trong đó khu vực đô thị 28,6 m², nông thôn 24,1 m²."
    assert findings(f"# I. KẾT QUẢ\n{text}", "percent_mismatch") == ()
    text = "Sản lượng thịt hơi đạt 98.400 tấn, trong đó thịt lợn 171.200 tấn."
    assert len(findings(f"# I. KẾT QUẢ\n{text}", "percent_mismatch")) == 1
