"""Shares and growth told of figures in the paragraph or in a table, one slip away from what these give; places."""

from __future__ import annotations

import pytest

from tests.diagnosis.drafts import findings

TABLE = """Bảng 3. Sản lượng thủy sản (đơn vị: nghìn tấn)
| TT | Chỉ tiêu | 2021 | 2022 | 2023 | 2024 |
|---|---|---|---|---|---|
| 1 | Khai thác | 118,4 | 119,6 | 120,2 | 119,8 |
| 2 | Nuôi trồng | 42,6 | 46,1 | 50,4 | 61,3 |
| | Tổng sản lượng | 161,0 | 165,7 | 170,6 | 181,1 |"""


def told(sentence: str) -> list[str]:
    """What percent_mismatch says of a report with this sentence and a table."""
    text = f"TỈNH SƠN LA\nBÁO CÁO\nKết quả năm 2024\n# I. KẾT QUẢ\n{sentence}\n# II. BIỂU\n{TABLE}"
    return [finding.message for finding in findings(text, "percent_mismatch")]


WRONG = [
    # 61,3 / 42,6 - 1 = 43,9 %
    ("Nuôi trồng đạt 61,3 nghìn tấn, tăng 34,9% so với năm 2021.", "43,9%"),
    # 15.880 / 21.460 = 74 %
    ("Có 21.460 trẻ trong độ tuổi mầm non, mới huy động ra lớp 15.880 trẻ, đạt 84%; số còn lại gửi nhóm trẻ.", "74%"),
    # 33 / 38 = 86,8 %
    ("Trong 38 nhà chung cư đang sử dụng, 33 nhà đã thành lập ban quản trị, đạt 76,8%.", "86,8%"),
    # 747 / 758 = 98,5 %
    ("Tỉnh tiếp nhận 780 hồ sơ, giải quyết 758 hồ sơ, trong đó 747 hồ sơ đúng hạn, đạt 99,5%.", "98,5%"),
    # 2.940 / 2.800 = 105,0 %
    ("Kim ngạch xuất khẩu ước 2.940 triệu USD, bằng 115,0% chỉ tiêu 2.800 triệu USD.", "105,0%"),
    # 39 - 32 = 7
    ("Có 39 đơn vị sự nghiệp tự bảo đảm chi, tăng 9 đơn vị so với năm 2023 (32 đơn vị).", "7"),
    ("Chỉ số cải cách hành chính xếp thứ 24, giảm 11 bậc so với năm 2021 (thứ 35).", "tăng 11 bậc"),
]


@pytest.mark.parametrize(("sentence", "value"), WRONG)
def test_a_wrong_figure_is_found_and_computed(sentence: str, value: str) -> None:
    messages = told(sentence)
    assert len(messages) == 1
    assert value in messages[0]


RIGHT = [
    "Nuôi trồng đạt 61,3 nghìn tấn, tăng 43,9% so với năm 2021.",
    "Nuôi trồng đạt 61,3 nghìn tấn, tăng 21,6% so với năm 2023.",
    "Nuôi trồng đạt 61,3 nghìn tấn, chiếm 33,8% tổng sản lượng.",
    "Nuôi trồng đạt 61,3 nghìn tấn, tăng 34,9% so với năm 2019.",
    # 396.200 / 405.900 = 97,6 %, though 405.900 / 418.600 = 97,0 %
    "Tiếp nhận 418.600 hồ sơ, giải quyết đúng hạn 396.200/405.900 hồ sơ đã giải quyết, đạt 97,6%.",
    "Số đại biểu tán thành là 432 đại biểu, chiếm 90,38%, không tán thành là 2 đại biểu, chiếm 0,42%.",
    "Chỉ số cải cách hành chính xếp thứ 24, tăng 11 bậc so với năm 2021 (thứ 35).",
    "Có 38 nhà chung cư; 33 nhà đã thành lập ban quản trị, đạt 82,5% kế hoạch.",
]


@pytest.mark.parametrize("sentence", RIGHT)
def test_a_right_or_unproved_figure_is_left_alone(sentence: str) -> None:
    assert told(sentence) == []
