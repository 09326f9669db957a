"""target_at_risk_without_cause_or_solution: in sentences and in tables; a cause and a solution silence it."""

from __future__ import annotations

import pytest

from tests.diagnosis.drafts import findings

KIND = "target_at_risk_without_cause_or_solution"
SOLUTIONS = [
    "- Mở rộng 5 tuyến đường liên huyện trong năm 2027.",
    "- Đào tạo nghề cho 6.000 lao động nông thôn.",
    "- Khám sức khỏe định kỳ cho 80% người cao tuổi.",
    "- Trồng mới 3.000 ha rừng gỗ lớn.",
]


def report(result: str, *, cause: str = "", solution: str = "", table: str = "") -> str:
    lines = [
        "# I. KẾT QUẢ",
        "Kinh tế tăng khá.",
        result,
        table,
        "# II. NGUYÊN NHÂN",
        "Thiên tai, dịch bệnh diễn biến phức tạp.",
        cause,
    ]
    return "\n".join([*lines, "# III. NHIỆM VỤ, GIẢI PHÁP", *SOLUTIONS, solution])


@pytest.mark.parametrize(
    "result",
    [
        "Tỷ lệ dân số nông thôn dùng nước sạch mới đạt 61%, khó hoàn thành mục tiêu 80%.",
        "Số xã đạt chuẩn nông thôn mới là 41 xã, thấp hơn kế hoạch (60 xã).",
        "Kim ngạch xuất khẩu ước đạt 1,1 tỷ USD, không đạt kế hoạch đề ra.",
        "Tỷ lệ đô thị hóa tăng chậm so với lộ trình, dự báo không đạt 45% vào cuối kỳ.",
    ],
)
def test_a_target_at_risk_with_neither_cause_nor_solution(result: str) -> None:
    found = findings(report(result), KIND)
    assert [f.evidence[0].quote for f in found] == [result]
    assert "nguyên nhân" in found[0].message


def test_a_cause_alone_leaves_the_solution_to_ask_for() -> None:
    result = "Tỷ lệ dân số nông thôn dùng nước sạch mới đạt 61%, khó hoàn thành mục tiêu 80%."
    cause = "Công trình cấp nước sạch nông thôn thiếu vốn, nhiều tuyến ống hư hỏng."
    found = findings(report(result, cause=cause), KIND)
    assert len(found) == 1
    assert "chưa có giải pháp" in found[0].message


def test_a_solution_about_the_same_thing_silences_it() -> None:
    result = "Tỷ lệ dân số nông thôn dùng nước sạch mới đạt 61%, khó hoàn thành mục tiêu 80%."
    solution = "- Nâng công suất 7 công trình cấp nước tập trung, đấu nối thêm 12.000 hộ."
    assert findings(report(result, solution=solution), KIND) == ()


def test_growth_as_a_whole_is_answered_by_everything() -> None:
    assert findings(report("GRDP tăng 6,9%, thấp hơn kế hoạch (8%)."), KIND) == ()


def test_a_count_of_targets_is_no_target() -> None:
    assert findings(report("Trong 18 chỉ tiêu, có 13 chỉ tiêu đạt, 5 chỉ tiêu khó đạt."), KIND) == ()


TABLE = """
| TT | Chỉ tiêu | Đơn vị | Mục tiêu 2030 | Thực hiện 2027 | Đánh giá |
| 1 | Tỷ lệ che phủ rừng | % | 52 | 51,8 | Đạt |
| 2 | Tỷ lệ chất thải rắn sinh hoạt được xử lý | % | 95 | 70,2 | Khó đạt |
| 3 | Tỷ lệ lao động qua đào tạo nghề | % | 75 | 61,0 | Khó đạt |
"""


def test_a_table_tells_its_targets_at_risk() -> None:
    found = findings(report("Kết quả thực hiện các chỉ tiêu như sau:", table=TABLE), KIND)
    assert [f.evidence[0].quote.split("\t")[1] for f in found] == ["Tỷ lệ chất thải rắn sinh hoạt được xử lý"]


def test_text_and_table_about_one_target_are_one_finding() -> None:
    result = "Tỷ lệ chất thải rắn sinh hoạt được xử lý đạt 70,2%, khó đạt mục tiêu."
    found = findings(report(result, table=TABLE), KIND)
    assert [len(f.evidence) for f in found] == [2]


def test_a_share_far_behind_the_plan() -> None:
    result = "Diện tích trồng rừng mới đạt 38,5% kế hoạch năm."
    found = findings(report(result, solution="- Xây dựng 2 nhà văn hóa."), KIND)
    assert found == ()  # the solutions plant 3,000 ha
    result = "Nhà ở xã hội mới đạt 38,5% kế hoạch năm."
    assert [f.evidence[0].quote for f in findings(report(result), KIND)] == [result]
    assert findings(report("Nhà ở xã hội mới đạt 88,5% kế hoạch năm."), KIND) == ()


SHARES = """
| TT | Chỉ tiêu | Mục tiêu 2030 | Thực hiện 2027 | So với mục tiêu (%) |
| 1 | Số căn nhà ở xã hội hoàn thành | 4.000 | 780 | 19,5 |
| 2 | Số xã đạt chuẩn nông thôn mới | 60 | 41 | 68,3 |
| 3 | Số vụ tai nạn giao thông | 100 | 31 | 31,0 |
"""


def test_a_table_of_shares_without_a_judgement() -> None:
    found = findings(report("Kết quả như sau:", table=SHARES), KIND)
    assert [f.evidence[0].quote.split("\t")[1] for f in found] == ["Số căn nhà ở xã hội hoàn thành"]
