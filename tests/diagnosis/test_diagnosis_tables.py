# ruff: noqa: E501 (rows of tables stay whole)
"""table_arithmetic: planted slips are found with their working; roundings, shares and partial lists are not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.diagnosis.cells import Figure, figure_of, printed
from tests.diagnosis.drafts import findings


def faults(table: str) -> list[str]:
    found = findings(f"# I. SỐ LIỆU\n{table}\nKết thúc mục số liệu.", "table_arithmetic")
    return [f"{f.message} {f.working}" for f in found]


POSITIVE = [
    (  # a total of one column among two
        "| TT | Huyện | Số hộ nghèo (hộ) | Số hộ cận nghèo (hộ) |\n| 1 | Mường Sang | 412 | 530 |\n| 2 | Pá Lau | 655 | 701 |\n| 3 | Nậm Chà | 298 | 344 |\n| | Tổng cộng | 1.365 | 1.585 |",
        ["1.575", "530 + 701 + 344"],
    ),
    (  # the only money column of an estimate
        "| STT | Nội dung chi | Kinh phí (triệu đồng) |\n| 1 | Tập huấn | 420 |\n| 2 | Thiết bị | 1.380 |\n| 3 | Kiểm tra, giám sát | 150 |\n| 4 | Tuyên truyền | 260 |\n| | Tổng cộng | 2.120 |",
        ["2.210", "2.120"],
    ),
    (  # a numbered parent and its parts
        "| TT | Nguồn | Năm 2022 | Năm 2023 | Năm 2024 |\n| I | Vốn ngân sách | 3.100 | 3.450 | 3.900 |\n| 1 | Trung ương | 1.250 | 1.300 | 1.420 |\n| 2 | Tỉnh | 1.850 | 2.150 | 2.840 |\n| II | Vốn doanh nghiệp | 6.400 | 7.020 | 7.700 |\n| 1 | Trong nước | 4.100 | 4.420 | 4.900 |\n| 2 | Nước ngoài | 2.300 | 2.600 | 2.800 |",
        ["1.420 + 2.840", "4.260", "3.900"],
    ),
    (  # a share that breaks the formula of its column
        "| TT | Xã | Kế hoạch (ha) | Thực hiện (ha) | Đạt (%) |\n| 1 | An Hải | 240 | 228 | 95,0 |\n| 2 | An Lộc | 180 | 171 | 95,0 |\n| 3 | Bình Sơn | 320 | 272 | 85,0 |\n| 4 | Bình Thạnh | 150 | 138 | 82,0 |\n| 5 | Hòa Tiến | 275 | 264 | 96,0 |",
        ["138 : 150", "92"],
    ),
    (  # growth
        "| TT | Sản phẩm | Năm 2022 (tấn) | Năm 2023 (tấn) | Tăng, giảm (%) |\n| 1 | Tôm | 12.400 | 13.640 | 10,0 |\n| 2 | Cá biển | 45.200 | 46.104 | 2,0 |\n| 3 | Nghêu | 3.150 | 2.961 | -6,0 |\n| 4 | Mực | 8.600 | 9.202 | 9,0 |\n| 5 | Cua | 1.200 | 1.272 | 6,0 |",
        ["9.202 : 8.600", "7"],
    ),
    (  # a difference
        "| Đơn vị | Dự toán | Quyết toán | Chênh lệch |\n| Sở A | 5.200 | 5.020 | 180 |\n| Sở B | 3.140 | 2.990 | 150 |\n| Sở C | 7.700 | 7.150 | 450 |\n| Sở D | 1.960 | 1.905 | 55 |",
        ["7.700 - 7.150", "550"],
    ),
    (  # a row total over years
        "| TT | Dự án | Năm 2021 | Năm 2022 | Năm 2023 | Lũy kế |\n| 1 | Cầu Trà | 120 | 150 | 90 | 360 |\n| 2 | Kè sông | 80 | 95 | 70 | 245 |\n| 3 | Trường nghề | 40 | 65 | 55 | 190 |\n| 4 | Bệnh viện | 210 | 260 | 180 | 650 |",
        ["40 + 65 + 55", "160"],
    ),
]


@pytest.mark.parametrize(("table", "told"), POSITIVE)
def test_a_slip_is_found_once_with_its_working(table: str, told: list[str]) -> None:
    found = faults(table)
    assert len(found) == 1, found
    assert all(words in found[0] for words in told), found


NEGATIVE = {
    "everything adds up": "| TT | Huyện | Số hộ | Số khẩu |\n| 1 | A | 412 | 1.530 |\n| 2 | B | 655 | 2.701 |\n| | Tổng cộng | 1.067 | 4.231 |",
    "rounded parts": "| TT | Ngành | Năm 2022 (nghìn tỷ đồng) | Năm 2023 (nghìn tỷ đồng) |\n| 1 | Nông nghiệp | 12,4 | 13,3 |\n| 2 | Công nghiệp | 33,3 | 36,7 |\n| 3 | Dịch vụ | 21,2 | 22,4 |\n| | Tổng số | 67,0 | 72,5 |",
    "whole money rounded": "| TT | Khoản | Năm 2022 (tỷ đồng) | Năm 2023 (tỷ đồng) |\n| 1 | Thuế | 1.204 | 1.381 |\n| 2 | Phí | 310 | 342 |\n| 3 | Đất | 2.115 | 1.904 |\n| | Tổng cộng | 3.629 | 3.628 |",
    "shares are never added": "| TT | Huyện | Tỷ lệ hộ nghèo (%) | Tỷ lệ che phủ rừng (%) |\n| 1 | A | 8,2 | 61,0 |\n| 2 | B | 12,5 | 74,3 |\n| 3 | C | 5,1 | 40,2 |\n| | Toàn tỉnh | 8,4 | 58,6 |",
    "averages are never added": "| TT | Vụ | Diện tích (ha) | Năng suất (tạ/ha) | Sản lượng (tấn) |\n| 1 | Đông xuân | 1.000 | 62,0 | 6.200 |\n| 2 | Hè thu | 800 | 55,0 | 4.400 |\n| | Cả năm | 1.800 | 58,9 | 10.600 |",
    "trong đó is partial": "| TT | Chỉ tiêu | Năm 2022 | Năm 2023 |\n| I | Tổng thu | 9.400 | 9.900 |\n| | Trong đó: | | |\n| 1 | Thu nội địa | 5.100 | 5.700 |\n| 2 | Thu xuất nhập khẩu | 1.200 | 1.150 |",
    "parts named trong đó": "| TT | Cấp học | Số trường | Trong đó: đạt chuẩn | Trong đó: ngoài công lập |\n| 1 | Mầm non | 120 | 80 | 14 |\n| 2 | Tiểu học | 140 | 110 | 3 |\n| 3 | Trung học | 95 | 60 | 5 |\n| | Tổng cộng | 355 | 250 | 22 |",
    "different units under one head": "| TT | Chỉ tiêu | Đơn vị tính | Năm 2022 | Năm 2023 |\n| 1 | Lúa | ha | 4.100 | 4.000 |\n| 1.1 | Sản lượng | tấn | 22.550 | 22.400 |\n| 1.2 | Năng suất | tạ/ha | 55 | 56 |\n| 2 | Đàn trâu | con | 9.100 | 9.300 |",
    "growth in constant prices beside current values": "| TT | Ngành | GTSX 2022 (tỷ đồng) | GTSX 2023 (tỷ đồng) | Tốc độ tăng theo giá so sánh (%) |\n| 1 | Nông nghiệp | 10.200 | 11.100 | 3,1 |\n| 2 | Công nghiệp | 40.300 | 45.900 | 9,4 |\n| 3 | Dịch vụ | 20.100 | 22.800 | 7,2 |\n| 4 | Xây dựng | 8.100 | 9.000 | 6,6 |",
    "subtotals and a grand total": "| TT | Nội dung | Kinh phí 2023 | Kinh phí 2024 |\n| I | Hạ tầng | 300 | 340 |\n| 1 | Đường | 200 | 220 |\n| 2 | Điện | 100 | 120 |\n| II | Đào tạo | 50 | 60 |\n| 1 | Lớp ngắn hạn | 20 | 25 |\n| 2 | Lớp dài hạn | 30 | 35 |\n| | Tổng cộng | 350 | 400 |",
    "the total stands first": "| TT | Đơn vị | Số dự án | Vốn (tỷ đồng) |\n| | Tổng số | 25 | 940 |\n| 1 | Huyện A | 11 | 400 |\n| 2 | Huyện B | 8 | 310 |\n| 3 | Huyện C | 6 | 230 |",
    "ratio from unrounded values": "| TT | Xã | Diện tích (ha) | Sản lượng (nghìn tấn) | So với kế hoạch (%) |\n| 1 | A | 10,2 | 1,3 | 101,2 |\n| 2 | B | 20,4 | 2,7 | 98,1 |\n| 3 | C | 15,1 | 1,9 | 97,5 |\n| 4 | D | 12,7 | 1,6 | 104,9 |",
    "years and dates are no figures": "| TT | Dự án | Khởi công | Hoàn thành |\n| 1 | A | 2021 | 2024 |\n| 2 | B | 2022 | 2025 |\n| | Tổng cộng | 2 | |",
}


@pytest.mark.parametrize("name", NEGATIVE)
def test_a_sound_table_is_left_alone(name: str) -> None:
    assert faults(NEGATIVE[name]) == []


def test_figures_of_a_scanned_table_count_for_less() -> None:
    text = f"# I. SỐ LIỆU\n{POSITIVE[0][0]}\nHết."
    clear, scanned = findings(text, "table_arithmetic")[0], findings(text, "table_arithmetic", scanned=True)[0]
    assert (clear.severity, scanned.severity) == (3, 2)
    assert scanned.confidence < clear.confidence
    assert "bản quét" in scanned.working


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.234,5", Figure(Decimal("1234.5"), 1)),
        ("-3,20", Figure(Decimal("-3.20"), 2)),
        ("12,5%", Figure(Decimal("12.5"), 1, True)),
        ("1.310", Figure(Decimal(1310), 0)),
        ("7.5", Figure(Decimal("7.5"), 1)),
        ("14-15", None),
        ("12/2024", None),
        ("x", None),
        ("", None),
        ("85 xã", None),
    ],
)
def test_a_cell_as_a_figure(text: str, expected: Figure | None) -> None:
    assert figure_of(text) == expected


def test_figures_are_printed_the_vietnamese_way() -> None:
    assert printed(Decimal("1234567.891"), 1) == "1.234.567,9"
    assert printed(Decimal("-5"), 0) == "-5"
