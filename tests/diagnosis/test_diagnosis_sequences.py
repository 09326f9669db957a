# ruff: noqa: E501 (sentences of drafts stay whole)
"""numbering_gap: gaps, repeats and disorder are found; restarts, quotations and nested lists are not."""

from __future__ import annotations

import pytest

from assistant.diagnosis.ordinals import roman
from tests.diagnosis.drafts import findings

X = "Nội dung được trình bày đầy đủ theo yêu cầu."


def gaps(text: str) -> list[str]:
    return [f.message for f in findings(text, "numbering_gap")]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (f"# I. MỞ ĐẦU\n{X}\n# II. KẾT QUẢ\n{X}\n# IV. HẠN CHẾ\n{X}", "III"),
        (f"# I. MỞ ĐẦU\n{X}\n# II. KẾT QUẢ\n{X}\n# II. HẠN CHẾ\n{X}\n# III. GIẢI PHÁP\n{X}", "II"),
        (f"# I. KẾT QUẢ\n# 1. Kinh tế\n{X}\n# 2. Xã hội\n{X}\n# 4. Quốc phòng\n{X}", "3"),
        (f"# 1. Kinh tế\n# 1.1. Nông nghiệp\n{X}\n# 1.2. Công nghiệp\n{X}\n# 1.4. Dịch vụ\n{X}", "1.3"),
        (f"# 2. Giải pháp\na) {X}\nb) {X}\nc) {X}\nd) {X}\ne) {X}\ng) {X}", "đ"),
        (f"Điều 1. Phạm vi\n{X}\nĐiều 2. Đối tượng\n{X}\nĐiều 4. Hiệu lực\n{X}", "3"),
        (
            f"Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\n{X}\nĐiều 2. Đối tượng\n{X}\nChương II\nNỘI DUNG\nĐiều 2. Mức chi\n{X}",
            "2",
        ),
        (f"# 1. Nguyên nhân\nMột là, {X}\nHai là, {X}\nBốn là, {X}", "ba là"),
        ("# 1. Nhiệm vụ\nTập trung ba việc: (1) rà soát quy hoạch; (2) bố trí vốn; (4) giám sát thi công.", "3"),
        (
            "# 1. Số liệu\nBiểu 1. Thu ngân sách\n| A | B |\n| a | 1 |\nBiểu 2. Chi ngân sách\n| A | B |\n| a | 1 |\nBiểu 4. Đầu tư\n| A | B |\n| a | 1 |",
            "Biểu 3",
        ),
        (f"Phần thứ nhất\nTÌNH HÌNH\n{X}\nPhần thứ ba\nGIẢI PHÁP\n{X}", "hai"),
    ],
)
def test_a_fault_is_found_and_named(text: str, named: str) -> None:
    found = gaps(text)
    assert len(found) == 1, found
    assert named in found[0]


@pytest.mark.parametrize(
    "text",
    [
        # lists that start again under each heading
        f"# I. KẾT QUẢ\n# 1. Kinh tế\n{X}\n# 2. Xã hội\n{X}\n# II. HẠN CHẾ\n# 1. Kinh tế\n{X}\n# 2. Xã hội\n{X}",
        # a list of the same style inside a heading
        f"# 1. Chỉ tiêu\n{X}\n# 2. Nhiệm vụ\nGồm các việc sau:\n1. {X}\n2. {X}\n3. {X}\n# 3. Giải pháp\n{X}\n# 4. Tổ chức thực hiện\n{X}",
        # the Vietnamese alphabet, whole
        f"# 1. Nhiệm vụ\na) {X}\nb) {X}\nc) {X}\nd) {X}\nđ) {X}\ne) {X}\ng) {X}\nh) {X}\ni) {X}\nk) {X}\nl) {X}\nm) {X}",
        # a draft that never uses đ
        f"# 1. Nhiệm vụ\nd) {X}\ne) {X}\ng) {X}\n# 2. Giải pháp\nd) {X}\ne) {X}\ng) {X}",
        # articles run on over chapters, points start again
        f"Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\n1. {X}\n2. {X}\nChương II\nNỘI DUNG\nĐiều 2. Mức chi\n1. {X}\n2. {X}\nĐiều 3. Hiệu lực\n{X}",
        # an amendment quotes the articles it changes
        f"Điều 1. Sửa đổi, bổ sung một số điều của Quy định\n1. Sửa đổi khoản 5 Điều 7 như sau:\n“5. {X}”\n2. Bổ sung Điều 9a như sau:\n“Điều 9a. Hỗ trợ\n1. {X}\n4. {X}”\nĐiều 2. Hiệu lực\n{X}",
        # an inserted article
        f"Điều 1. Phạm vi\n{X}\nĐiều 2. Đối tượng\n{X}\nĐiều 2a. Nguyên tắc\n{X}\nĐiều 3. Hiệu lực\n{X}",
        # the missing number stands inside the line before
        f"# 1. Nhiệm vụ\na) {X} b) {X}\nc) {X}\nd) {X}",
        # years, dates and figures at the start of a line
        "# 1. Kết quả\n2023 là năm thứ ba thực hiện nghị quyết.\n2.150 ha lúa được gieo cấy.\n12/15 chỉ tiêu đạt kế hoạch.\n9.340 tỷ đồng là tổng vốn đầu tư toàn xã hội.",
        # tables continued, and numbered anew in each annex
        "# 1. Số liệu\nBiểu 1. Thu ngân sách\n| A | B |\n| a | 1 |\nBiểu 1. Thu ngân sách (tiếp theo)\n| A | B |\n| a | 1 |\nBiểu 2. Chi ngân sách\n| A | B |\n| a | 1 |",
        # (1), (2) in one sentence, whole; and a reference to notes
        "# 1. Việc chính\nGồm: (1) rà soát quy hoạch; (2) bố trí vốn; (3) giám sát thi công. Chi tiết xem chú thích (5) và (9).",
        # Roman numerals inside names
        f"# 1. Căn cứ\nĐại hội XIII của Đảng đã xác định ba đột phá.\nXIII là số thứ tự của Đại hội.\n# 2. Kết quả\n{X}",
    ],
)
def test_sound_numbering_is_left_alone(text: str) -> None:
    assert gaps(text) == []


def test_roman_numerals() -> None:
    assert [roman(x) for x in ("I", "IV", "IX", "XIV", "XL", "XIII")] == [1, 4, 9, 14, 40, 13]
    assert [roman(x) for x in ("IIII", "VX", "", "ABC")] == [None] * 4
