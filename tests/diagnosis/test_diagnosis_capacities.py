"""The size of a named plant or park: in a bracket behind its name, and in words elsewhere."""

from __future__ import annotations

import pytest

from tests.diagnosis.drafts import findings

DRAFT = """TỈNH SƠN LA
ĐỀ ÁN
Thu gom, xử lý chất thải rắn sinh hoạt
# I. GIẢI PHÁP
Kêu gọi đầu tư Nhà máy đốt rác phát điện Đồng Lau công suất 600 tấn/ngày.
# II. HIỆU QUẢ
{}"""


def test_two_sizes_of_one_thing_are_put_side_by_side() -> None:
    (found,) = findings(
        DRAFT.format("Khi Nhà máy Đồng Lau (500 tấn/ngày) vận hành, bãi rác đóng cửa."), "figure_conflict"
    )
    assert "Nhà máy Đồng Lau" in found.message
    assert "600 tấn/ngày" in found.message
    assert "500 tấn/ngày" in found.message


@pytest.mark.parametrize(
    "sentence",
    [
        "Khi Nhà máy Đồng Lau (600 tấn/ngày) vận hành, bãi rác đóng cửa.",
        "Khi Nhà máy Gò Sành (500 tấn/ngày) vận hành, bãi rác đóng cửa.",
        "Giai đoạn 1 Nhà máy Đồng Lau (500 tấn/ngày) vận hành, bãi rác đóng cửa.",
        "Khi Nhà máy Đồng Lau (500 ha) vận hành, bãi rác đóng cửa.",
        "Khi Nhà máy Đồng Lau (khoảng 500 tấn/ngày) vận hành, bãi rác đóng cửa.",
        "Khi xã Đồng Lau (500 tấn/ngày) phân loại xong, bãi rác đóng cửa.",
    ],
)
def test_the_same_size_or_another_thing_is_left_alone(sentence: str) -> None:
    assert findings(DRAFT.format(sentence), "figure_conflict") == ()
