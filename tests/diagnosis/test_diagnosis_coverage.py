# ruff: noqa: E501 (sentences of drafts stay whole)
"""governing_target_missing: absent targets, other figures, forgotten tasks; a stranger's resolution floods nothing."""

from __future__ import annotations

import pytest

from assistant.diagnosis.resolution import asked_of
from tests.diagnosis.drafts import draft, findings

KIND = "governing_target_missing"
HEAD = "ĐẢNG BỘ TỈNH VÂN HẢI | ĐẢNG CỘNG SẢN VIỆT NAM"
RESOLUTION = """
# I. MỤC TIÊU, CHỈ TIÊU
1. Tốc độ tăng GRDP bình quân 9%/năm.
2. Đến năm 2030, tỷ lệ đô thị hóa đạt 45%.
3. Tỷ lệ che phủ rừng đạt 54%; tỷ lệ dân số dùng nước sạch đạt 98%, trong đó nông thôn đạt 90%.
4. Có 72 xã đạt chuẩn nông thôn mới.
# II. NHIỆM VỤ TRỌNG TÂM
1. Xây dựng 15.000 căn nhà ở xã hội.
2. Phát triển kinh tế biển, nâng cấp 2 cảng cá.
3. Khôi phục nghề làm muối truyền thống.
"""
RESULTS = [
    "GRDP tăng 8,7%/năm, quy mô kinh tế mở rộng.",
    "Tỷ lệ đô thị hóa đạt 38%, tăng 2 điểm phần trăm.",
    "Tỷ lệ che phủ rừng đạt 53,1%.",
    "97% dân số dùng nước sạch, ở nông thôn đạt 86%.",
    "Toàn tỉnh có 58 xã đạt chuẩn nông thôn mới.",
    "Đã hoàn thành 6.200 căn nhà ở xã hội.",
    "Kinh tế biển phát triển, một cảng cá được nâng cấp.",
    "Diêm dân xã Hải Lộc khôi phục nghề làm muối.",
]


def report(*left_out: int, more: str = "") -> str:
    kept = [text for at, text in enumerate(RESULTS) if at not in left_out]
    return "\n".join(
        [
            "# I. KẾT QUẢ THỰC HIỆN NGHỊ QUYẾT",
            *kept,
            more,
            "# II. GIẢI PHÁP",
            "- Mở 4 tuyến đường liên huyện trong năm 2027.",
        ]
    )


def test_a_full_report_is_left_alone() -> None:
    assert findings(report(), KIND, governing=RESOLUTION) == ()


@pytest.mark.parametrize(
    ("left_out", "word"), [(1, "đô thị hóa"), (2, "che phủ rừng"), (3, "nước sạch"), (4, "nông thôn mới")]
)
def test_a_target_never_addressed(left_out: int, word: str) -> None:
    found = findings(report(left_out), KIND, governing=RESOLUTION)
    assert found
    assert all(word in f.message or "nông thôn" in f.message for f in found)
    assert word in " ".join(q.quote for f in found for q in f.governing)


@pytest.mark.parametrize(("left_out", "word"), [(5, "15.000 căn nhà ở xã hội"), (7, "nghề làm muối")])
def test_a_forgotten_task(left_out: int, word: str) -> None:
    found = findings(report(left_out), KIND, governing=RESOLUTION)
    assert [word in f.message for f in found] == [True]


TABLE = """
| TT | Chỉ tiêu | Đơn vị | Mục tiêu 2030 | Thực hiện 2027 |
| 1 | Tỷ lệ đô thị hóa | % | {urban} | 38,0 |
| 2 | Tỷ lệ che phủ rừng | % | 54 | 53,1 |
| 3 | Số xã đạt chuẩn nông thôn mới | xã | 72 | 58 |
"""


def test_a_target_with_another_figure_in_the_table() -> None:
    found = findings(report(more=TABLE.format(urban="42")), KIND, governing=RESOLUTION)
    assert [f.evidence[0].quote.split("\t")[1] for f in found] == ["Tỷ lệ đô thị hóa"]
    assert "45%" in found[0].message


def test_the_same_figures_are_no_difference() -> None:
    assert findings(report(more=TABLE.format(urban="45,0")), KIND, governing=RESOLUTION) == ()


def test_a_target_quoted_otherwise_in_a_sentence() -> None:
    text = "Tỷ lệ đô thị hóa đạt 38%, bằng 95% mục tiêu Nghị quyết (40%)."
    found = findings(report(1, more=text), KIND, governing=RESOLUTION)
    assert [f.evidence[0].quote for f in found] == [text]


def test_without_a_resolution_nothing_is_said() -> None:
    assert findings(report(1, 2, 3), KIND) == ()


def head(body: str, province: str, kind: str) -> str:
    return f"TỈNH ỦY {province.upper()}\n*\nSố 12-NQ/TU\nĐẢNG CỘNG SẢN VIỆT NAM\n{province}, ngày 10 tháng 3 năm 2027\n{kind}\nvề phát triển kinh tế - xã hội tỉnh {province}\n{body}"


def test_a_resolution_of_another_province_is_said_once() -> None:
    found = findings(
        head(report(1, 2), "Vân Hải", "BÁO CÁO"), KIND, governing=head(RESOLUTION, "Thạch Long", "NGHỊ QUYẾT")
    )
    assert len(found) == 1
    assert "Thạch Long" in found[0].message
    assert "Vân Hải" in found[0].message


def test_a_clause_with_several_figures_is_several_targets() -> None:
    asked = [a.text for a in asked_of(draft(RESOLUTION)) if a.kind == "target"]
    assert "tỷ lệ dân số dùng nước sạch đạt 98%, trong đó" not in asked
    assert [t for t in asked if "54%" in t] == ["Tỷ lệ che phủ rừng đạt 54%"]
    assert any(t.startswith("nông thôn đạt 90%") for t in asked)


GRADES = """
# I. MỤC TIÊU ĐẾN NĂM 2025
1. Có 118 xã đạt chuẩn nông thôn mới; 47 xã đạt chuẩn nông thôn mới nâng cao; 12 xã đạt chuẩn nông thôn mới kiểu mẫu.
2. Tỷ lệ lao động công nghiệp qua đào tạo có chứng chỉ đạt 45%.
3. Giá trị tăng thêm ngành chế biến, chế tạo tăng bình quân 13%/năm.
"""


@pytest.mark.parametrize(
    ("row", "figure", "asked"),
    [
        ("Số xã đạt chuẩn nâng cao | xã", "45", "47 xã"),
        ("Tỷ lệ lao động có chứng chỉ | %", "40", "45%"),
    ],
)
def test_a_shortened_name_in_the_table_is_known(row: str, figure: str, asked: str) -> None:
    table = (
        f"| Chỉ tiêu | Đơn vị | Mục tiêu | Thực hiện |\n| {row} | {figure} | 39 |\n| Số lớp tập huấn | lớp | 80 | 82 |"
    )
    text = f"# I. KẾT QUẢ\nKết quả nêu trong Biểu 1.\n{table}\n# II. GIẢI PHÁP\n- Mở 4 lớp trong năm 2025."
    told = [f.message for f in findings(text, KIND, governing=GRADES) if row.partition(" |")[0] in f.message]
    assert len(told) == 1
    assert figure in told[0]
    assert asked in told[0]


def test_a_share_is_no_rate_of_growth() -> None:
    text = "# I. MỤC TIÊU ĐẾN NĂM 2025\nTỷ trọng chế biến, chế tạo đạt 28% GRDP.\n# II. KẾT QUẢ\nĐã hoàn thành."
    assert not [f for f in findings(text, KIND, governing=GRADES) if "28%" in f.message]


CONGRESS = """TỈNH ỦY SƠN LA
Sơn La, ngày 21 tháng 10 năm 2020
NGHỊ QUYẾT
Đại hội đại biểu Đảng bộ tỉnh Sơn La lần thứ XV, nhiệm kỳ 2020-2025
# I. CÁC CHỈ TIÊU CHỦ YẾU ĐẾN NĂM 2025
1. Tổng thu ngân sách nhà nước trên địa bàn 5 năm đạt 70.000 tỷ đồng.
2. Tỷ lệ đô thị hóa đạt 35%."""
REVIEW = """TỈNH ỦY SƠN LA
Sơn La, ngày 15 tháng 9 năm 2025
BÁO CÁO CHÍNH TRỊ
tại Đại hội đại biểu Đảng bộ tỉnh lần thứ XVI, nhiệm kỳ 2025-2030
# I. VỀ CÁC CHỈ TIÊU CHỦ YẾU NHIỆM KỲ 2020-2025
- {}
- Tỷ lệ đô thị hóa đạt 36%, vượt chỉ tiêu.
# II. PHƯƠNG HƯỚNG
- {}"""


@pytest.mark.parametrize(
    ("past", "ahead", "count"),
    [
        ("Tổng thu ngân sách nhà nước trên địa bàn 5 năm ước đạt 73.000 tỷ đồng.", "Phát triển đô thị.", 0),
        (
            "Tổng thu ngân sách nhà nước trên địa bàn 5 năm vượt chỉ tiêu.",
            "Tổng thu ngân sách nhà nước trên địa bàn 5 năm 2026-2030 đạt 125.000 tỷ đồng, gấp 1,7 lần giai đoạn 2021-2025.",
            0,
        ),
    ],
)
def test_results_and_targets_of_the_next_term_are_no_other_figure(past: str, ahead: str, count: int) -> None:
    found = findings(REVIEW.format(past, ahead), "governing_target_missing", governing=CONGRESS)
    assert sum("ghi mục tiêu" in f.message or "chưa thống nhất" in f.message for f in found) == count
