"""Footnotes leave the body with their raised numbers; exponents stay."""

from __future__ import annotations

from assistant.documents.footnotes import part_footnotes
from assistant.documents.rows import Piece, rows_of

BODY = [
    Piece(85, 100, 300, 114, "Tăng trưởng đạt 14,2%", 14),
    Piece(300, 99, 304, 107, "1", 8),
    Piece(304, 100, 500, 114, ", diện tích 600 nghìn m", 14),
    Piece(500, 99, 504, 107, "2", 8),
    Piece(85, 120, 300, 134, "Nhiều dự án hoàn thành", 14),
    Piece(300, 119, 304, 127, "2", 8),
]
FOOT = [
    Piece(85, 734, 92, 748, "1", 14),
    Piece(92, 737, 539, 747, "Năm 2023 đạt 13,5%, theo số liệu", 10),
    Piece(85, 751, 159, 761, "của Cục Thống kê.", 10),
    Piece(85, 766, 89, 772, "2", 7),
    Piece(92, 767, 189, 777, "Gồm 12 dự án.", 10),
]


def test_notes_and_their_numbers_leave_the_body() -> None:
    parted = part_footnotes([*BODY, *FOOT], 842)
    assert parted.notes == ["Năm 2023 đạt 13,5%, theo số liệu của Cục Thống kê.", "Gồm 12 dự án."]
    assert [piece.text for piece in parted.body] == [BODY[0].text, "", BODY[2].text, "2", BODY[4].text, ""]
    (first, second) = (row.merged().text for row in rows_of(1, parted.body))
    assert first == "Tăng trưởng đạt 14,2%, diện tích 600 nghìn m2"
    assert second == "Nhiều dự án hoàn thành"


def test_small_print_without_a_number_in_the_text_stays() -> None:
    plain = [BODY[0], BODY[2], BODY[4], *FOOT]
    assert part_footnotes(plain, 842).notes == []
    assert part_footnotes(plain, 842).body == plain


def test_small_print_without_a_number_of_its_own_stays() -> None:
    source = [*BODY, Piece(85, 737, 539, 747, "Nguồn: Cục Thống kê.", 10)]
    assert part_footnotes(source, 842).body == source
