"""Small words of the findings."""

from __future__ import annotations

import pytest

from assistant.diagnosis.phrases import quoted, strung, tidy


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        (
            "nêu lại tại mục II (mục I, Phần thứ nhất (trang 1)): x",
            "nêu lại tại mục II (mục I, Phần thứ nhất, trang 1): x",
        ),
        ("tại mục II.2 (trang 4) ghi 5%", "tại mục II.2 (trang 4) ghi 5%"),
        ("(“theo Quyết định (trang 2)”)", "(“theo Quyết định (trang 2)”)"),
        (" (phần kết quả)", " (phần kết quả)"),
        ("mới nêu “Xuất khẩu tăng.”.", "mới nêu “Xuất khẩu tăng.”"),
    ],
)
def test_a_page_in_brackets_inside_brackets_loses_its_own(text: str, tidied: str) -> None:
    assert tidy(text) == tidied


def test_a_long_quotation_is_cut_at_a_word() -> None:
    assert quoted("một “hai” ba") == "“một ‘hai’ ba”"
    cut = quoted("từ " * 100)
    assert cut.endswith("từ…”")
    assert len(cut) <= 173


def test_items_are_strung_as_in_speech() -> None:
    assert strung(["a"]) == "a"
    assert strung(["a", "b", "c"]) == "a, b và c"
    assert strung(list("abcdefgh")) == "a, b, c, d, e, f và 2 nơi khác"
