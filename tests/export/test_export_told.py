"""How a joined remark is set: taken apart only where it lists long quotations with their places."""

from __future__ import annotations

import pytest

from assistant.export.told import clipped, itemised, reasons, without_quotation

LONG = "“" + "nội dung " * 20 + "một” (mục I.1)"
OTHER = "“" + "nội dung " * 20 + "hai (a); b” (mục I.2)"


def test_long_items_are_taken_apart_and_the_rest_is_one_of_them() -> None:
    found = itemised(f"Các đoạn sau nặng về liệt kê: {LONG}; {OTHER}; và 3 nội dung khác. Đề nghị chọn lọc số liệu.")
    assert found is not None
    assert found.lead == "Các đoạn sau nặng về liệt kê"
    assert found.items == (LONG, OTHER, "và 3 nội dung khác")
    assert found.request == "Đề nghị chọn lọc số liệu."


@pytest.mark.parametrize(
    "text",
    [
        "Các chữ viết tắt sau chưa được giải thích: “TFP” (mục I); “IOC” (mục II). Đề nghị viết đầy đủ.",
        f"Tại mục I, dự thảo nêu {LONG}; đề nghị bổ sung.",
        f"Một hạn chế: {LONG}. Đề nghị bổ sung giải pháp.",
        "Đề nghị rà soát.",
    ],
)
def test_any_other_remark_stays_in_one_piece(text: str) -> None:
    assert itemised(text) is None


def test_numbered_reasons_are_told_once_each() -> None:
    assert reasons("(1) Không thấy (IOC). (2) Đã tìm. (3) Đã tìm.") == ("Không thấy (IOC).", "Đã tìm.")
    assert reasons("Theo (1) và (2) của dự thảo.") == ("Theo (1) và (2) của dự thảo.",)
    assert reasons("") == ()


def test_a_long_text_is_cut_at_a_space() -> None:
    assert clipped("một hai, ba bốn", 9) == "một hai…"
    assert clipped("một\thai", 9) == "một | hai"


def test_a_working_does_not_repeat_the_quotation_it_begins_with() -> None:
    quote = "Cầu khánh thành ngày 18/10/2023, rút ngắn 17 km."
    assert without_quotation(f"“{quote}” Thời điểm: tháng 7.", [quote]) == "Thời điểm: tháng 7."
    assert without_quotation("“Cầu khánh thành ngày…”. Thời điểm: tháng 7.", [quote]) == "Thời điểm: tháng 7."
    assert without_quotation("“Cầu khác” được dùng 3 lần.", [quote]) == "“Cầu khác” được dùng 3 lần."
    assert without_quotation(f"“{quote}”", [quote]) == f"“{quote}”"
