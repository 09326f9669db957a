"""figure_conflict: a sentence beside the row of a table of targets and results, and slips of the pen in counts."""

from __future__ import annotations

import pytest

from tests.diagnosis.drafts import findings

FILLER = "Các cấp, các ngành tập trung chỉ đạo, điều hành quyết liệt."
HEAD = """TỈNH SƠN LA
Sơn La, ngày 15 tháng 9 năm 2025
BÁO CÁO
Kết quả thực hiện Chương trình giai đoạn 2021-2025
# I. KẾT QUẢ THỰC HIỆN"""
TABLE = """| TT | Chỉ tiêu | Đơn vị tính | Mục tiêu 2025 | Kết quả | Đánh giá |
| 1 | Tỷ lệ hộ dân được dùng nước sạch | % | 70 | 64,2 | Chưa đạt |
| 2 | Số hợp tác xã nông nghiệp hoạt động hiệu quả | hợp tác xã | 240 | 251 | Vượt |
| 3 | Tỷ lệ trẻ em suy dinh dưỡng thể nhẹ cân | % | dưới 10 | 9,4 | Đạt |
| 4 | Thu nhập bình quân đầu người khu vực nông thôn | triệu đồng | 58 | 56,7 | Chưa đạt |
| 5 | Diện tích rừng trồng gỗ lớn | ha | 12.000 | 11.380 | Chưa đạt |
| 6 | Số xã đạt chuẩn nông thôn mới nâng cao | xã | 40 | 37 | Chưa đạt |
| 7 | Tổng vốn huy động | tỷ đồng | 4.500 | 4.218 | Chưa đạt |
| 8 | Tỷ lệ chất thải rắn sinh hoạt được thu gom | % | 90 | 88,3 | Chưa đạt |"""


def beside_table(sentence: str) -> list[str]:
    """The conflicts of a report whose sentence stands beside a table of targets and results."""
    text = "\n".join([HEAD, FILLER, sentence, FILLER, "# II. PHỤ LỤC SỐ LIỆU", FILLER, TABLE, FILLER])
    return [finding.message for finding in findings(text, "figure_conflict")]


def beside_sentence(first: str, second: str) -> list[str]:
    """The conflicts of a report with one sentence among its results and one among its limitations."""
    text = "\n".join([HEAD, FILLER, first, FILLER, "# II. HẠN CHẾ", FILLER, second, FILLER])
    return [finding.message for finding in findings(text, "figure_conflict")]


APART = [
    "Tỷ lệ hộ dân dùng nước sạch đạt 62,4%, thấp hơn mục tiêu (70%).",
    "Đến nay, 66,2% hộ dân được dùng nước sạch.",
    "Tỷ lệ hộ dân được dùng nước sạch mới đạt 61,2%, khó hoàn thành mục tiêu.",
    "Toàn tỉnh có 215 hợp tác xã nông nghiệp hoạt động hiệu quả, vượt mục tiêu (240 hợp tác xã).",
    "Tỷ lệ suy dinh dưỡng thể nhẹ cân ở trẻ em giảm còn 9,9%, đạt mục tiêu (dưới 10%).",
    "Thu nhập bình quân đầu người ở nông thôn đạt 57,6 triệu đồng, bằng 97,8% mục tiêu (58 triệu đồng).",
    "Đã trồng được 11.830 ha rừng gỗ lớn, bằng 94,8% kế hoạch (12.000 ha).",
    "Diện tích rừng gỗ lớn hiện có 13.180 ha.",
    "Có 31 xã đạt chuẩn nông thôn mới nâng cao, bằng 92,5% mục tiêu (40 xã).",
    "Tổng vốn huy động của Chương trình đạt 4.281 tỷ đồng, bằng 93,7% kế hoạch (4.500 tỷ đồng).",
    "Tỷ lệ thu gom chất thải rắn sinh hoạt đạt 83,8%.",
]


@pytest.mark.parametrize("sentence", APART)
def test_a_result_unlike_the_one_in_its_row_is_found(sentence: str) -> None:
    assert len(beside_table(sentence)) == 1


OTHER = [
    "Năm 2023, tỷ lệ hộ dân được dùng nước sạch đạt 62,4%, thấp hơn mục tiêu (70%).",
    "Tỷ lệ hộ nghèo được dùng nước sạch đạt 62,4%.",
    "Huyện Mường Tè có tỷ lệ hộ dân được dùng nước sạch mới đạt 48,2%.",
    "Tỷ lệ trẻ em suy dinh dưỡng thể thấp còi giảm còn 9,9%, đạt mục tiêu (dưới 12%).",
    "Tỷ lệ trẻ em suy dinh dưỡng thể thấp còi vùng cao giảm còn 9,9%, đạt mục tiêu (dưới 10%).",
    "Thu nhập bình quân đầu người đạt 57,6 triệu đồng.",
    "Diện tích rừng trồng đạt 11.830 ha trong giai đoạn 2016-2020.",
    "Có 38 xã đạt chuẩn nông thôn mới kiểu mẫu.",
    "Tổng vốn huy động đạt trên 4.200 tỷ đồng.",
    "Phấn đấu huy động 4.281 tỷ đồng trong giai đoạn 2026-2030.",
    "Tỷ lệ thu gom chất thải rắn sinh hoạt ở đô thị đạt 88,8%.",
    "Thu nhập bình quân đầu người khu vực nông thôn năm 2024 đạt 54,3 triệu đồng.",
    "Dự kiến hết năm, tỷ lệ hộ dân được dùng nước sạch đạt 66,2%.",
    "Tỷ lệ chất thải rắn sinh hoạt được thu gom tại các khu công nghiệp đạt 83,8%.",
    "Tỷ lệ hộ dân được dùng nước sạch mới đạt 64,2%, thấp hơn mục tiêu (70%).",
    "Thu nhập bình quân đầu người khu vực nông thôn đạt gần 57 triệu đồng, bằng 97,8% mục tiêu (58 triệu đồng).",
]


@pytest.mark.parametrize("sentence", OTHER)
def test_another_time_group_or_place_than_the_row_is_left_alone(sentence: str) -> None:
    assert beside_table(sentence) == []


SLIPS = [
    ("Đã hỗ trợ 3.412 hộ xây nhà mới.", "Khó khăn trong vận động khi 3.142 hộ xây nhà mới còn thiếu vốn đối ứng."),
    (
        "Có 28/112 trường đạt chuẩn, với 16 nghìn học sinh được học hai buổi.",
        "Trong 28 trường đạt chuẩn, 61 nghìn học sinh được học hai buổi.",
    ),
    (
        "Cả tỉnh đón 4,05 triệu lượt khách trong năm 2024.",
        "Với 4,5 triệu lượt khách năm 2024, hạ tầng du lịch đã quá tải.",
    ),
    (
        "Có 386 cơ sở hoạt động trong lĩnh vực, sử dụng 12.450 lao động. Trong đó, 12.450 lao động được đóng bảo hiểm.",
        "Thiếu nhân lực sáng tạo, với 12.540 lao động đang làm việc, phần lớn chưa qua đào tạo.",
    ),
    (
        "Chi cho văn hóa mới đạt 1,3% tổng chi ngân sách.",
        "Về nguồn lực, nâng mức chi cho văn hóa từ 1,5% lên 2% vào năm 2028.",
    ),
]


@pytest.mark.parametrize(("first", "second"), SLIPS)
def test_a_slip_of_the_pen_between_two_sentences_is_found(first: str, second: str) -> None:
    assert len(beside_sentence(first, second)) == 1


INNOCENT = [
    ("Toàn tỉnh có 12.450 lao động mất việc.", "Đã đào tạo nghề cho 12.540 lao động."),
    ("Đã hỗ trợ 3.412 hộ xây nhà mới.", "Còn 3.142 hộ chưa được hỗ trợ xây nhà."),
    ("Tuyển mới 1.246 học sinh lớp 10.", "Có 1.264 học sinh tốt nghiệp."),
    ("Tỷ lệ giải ngân vốn đầu tư công mới đạt 61,4%.", "Tỷ lệ giải ngân vốn sự nghiệp mới đạt 64,1%."),
    ("Tổng kinh phí 318 tỷ đồng do ngân sách tỉnh bảo đảm.", "Ngân sách tỉnh năm 2022 bố trí 31,4 tỷ đồng."),
    ("Chi cho văn hóa mới đạt 1,3% tổng chi ngân sách.", "Nâng mức chi cho văn hóa từ 1,3% lên 1,6% vào năm 2026."),
]


@pytest.mark.parametrize(("first", "second"), INNOCENT)
def test_two_counts_that_look_alike_are_left_alone(first: str, second: str) -> None:
    assert beside_sentence(first, second) == []


def test_targets_under_headings_of_two_horizons_are_two_targets() -> None:
    text = f"""ĐỀ ÁN
Củng cố y tế cơ sở giai đoạn 2024-2030
# I. MỤC TIÊU
# 1. Đến năm 2026
{FILLER}
75% xã đạt tiêu chí quốc gia về y tế đến năm 2030.
# 2. Đến năm 2030
{FILLER}
95% xã đạt tiêu chí quốc gia về y tế đến năm 2030."""
    assert findings(text, "figure_conflict") == ()
