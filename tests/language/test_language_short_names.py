"""Short names and what they stand for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.language.short_names import resolve, short_names

TEXT = (
    "Thực hiện Nghị quyết số 71/NQ-HĐND ngày 11/12/2024 của HĐND tỉnh về kế hoạch năm 2025 (sau đây gọi tắt là Nghị "
    "quyết 71), Ủy ban nhân dân tỉnh báo cáo. Có 14 chỉ tiêu của Nghị quyết 71 đạt kế hoạch; Nghị quyết số 57-NQ/TW "
    "được quán triệt. Theo Nghị quyết 71, năm 2025 có 20 chỉ tiêu."
)


def test_a_short_name_stands_for_the_document_before_it() -> None:
    (name,) = short_names(TEXT)
    assert name.short == "Nghị quyết 71"
    assert TEXT[name.start : name.end] == "Nghị quyết 71"
    assert name.reference is not None
    assert (name.reference.code, name.reference.issued_on) == ("71/NQ-HĐND", "2024-12-11")


def test_every_later_mention_has_one_identity() -> None:
    found = resolve(TEXT)
    assert [(TEXT[one.start : one.end], one.reference.code, one.short) for one in found] == [
        ("Nghị quyết số 71/NQ-HĐND ngày 11/12/2024", "71/NQ-HĐND", None),
        ("Nghị quyết 71", "71/NQ-HĐND", "Nghị quyết 71"),
        ("Nghị quyết số 57-NQ/TW", "57-NQ/TW", None),
        ("Nghị quyết 71", "71/NQ-HĐND", "Nghị quyết 71"),
    ]


def test_the_short_name_of_another_type_is_not_taken_for_the_document_beside_it() -> None:
    text = "Kế hoạch thực hiện Nghị quyết số 57-NQ/TW (sau đây gọi là Kế hoạch) có 12 nhiệm vụ; Kế hoạch được giao."
    (name,) = short_names(text)
    assert (name.short, name.reference) == ("Kế hoạch", None)
    assert [one.short for one in resolve(text)] == [None]


def test_a_body_has_a_short_name_but_is_no_document() -> None:
    text = "Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh, sau đây gọi tắt là Liên hiệp hội, có 42 hội thành viên."
    assert [(one.short, one.reference) for one in short_names(text)] == [("Liên hiệp hội", None)]


def test_a_programme_named_by_its_number_is_the_decision_that_approved_it() -> None:
    text = "Quyết định số 1719/QĐ-TTg ngày 14/10/2021 (gọi tắt là Chương trình 1719). Vốn của Chương trình 1719 chậm."
    assert [one.reference.code for one in resolve(text)] == ["1719/QĐ-TTg"]
    text = "Chương trình theo Quyết định số 1719/QĐ-TTg (viết tắt là CT 1719). Vốn CT 1719 giải ngân chậm."
    assert [(one.short, one.reference.code) for one in resolve(text)] == [
        (None, "1719/QĐ-TTg"), ("CT 1719", "1719/QĐ-TTg"),
    ]  # fmt: skip


@given(st.text(alphabet="Nghị quyết số71/NQ-HĐ (sau đây gọi tắt là),.\n", max_size=200))
def test_offsets_always_slice_back(text: str) -> None:
    for name in short_names(text):
        assert text[name.start : name.end].strip() == name.short
    for one in resolve(text):
        assert 0 <= one.start < one.end <= len(text)
