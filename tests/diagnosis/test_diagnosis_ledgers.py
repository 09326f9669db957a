"""The ledgers: rows with quotations of the draft, joined across its parts."""

from __future__ import annotations

from assistant.diagnosis.ledgers import ledgers_of
from assistant.diagnosis.model import Ledger, Subject
from assistant.diagnosis.reading import Reading
from tests.diagnosis.drafts import draft

TEXT = """
# I. KẾT QUẢ
Tỷ lệ dân số dùng nước sạch đạt 71%, khó đạt mục tiêu 95%.
Rừng được bảo vệ tốt, tỷ lệ che phủ đạt 52,4%.
# II. HẠN CHẾ
- Nước sạch nông thôn thiếu, nhiều công trình hư hỏng.
- Tình trạng tảo hôn còn xảy ra.
# III. NGUYÊN NHÂN
Công trình nước sạch nông thôn giao cho cộng đồng quản lý, thiếu kinh phí bảo dưỡng.
# IV. NHIỆM VỤ, GIẢI PHÁP
- Nâng cấp 9 công trình nước sạch trước năm 2028.
- Trồng mới 2.000 ha rừng.
- Mở 3 tuyến đường liên xã.
- Đào tạo nghề cho 1.500 lao động.
"""
RESOLUTION = """
# I. CHỈ TIÊU
Tỷ lệ dân số dùng nước sạch đạt 95%.
Tỷ lệ che phủ rừng đạt 53%.
Có 12 sản phẩm OCOP 5 sao.
"""


def ledgers(governing: str | None = None) -> dict[str, Ledger]:
    reading = Reading(Subject(draft(TEXT), draft(governing) if governing else None))
    return {ledger.name: ledger for ledger in ledgers_of(reading)}


def test_a_limitation_with_its_cause_and_its_solution() -> None:
    water, marriage = ledgers()["limitations"].rows
    assert water.causes[0].quote.startswith("Công trình nước sạch nông thôn")
    assert water.solutions[0].quote.startswith("Nâng cấp 9 công trình")
    assert (marriage.causes, marriage.solutions) == ((), ())


def test_a_target_at_risk_with_what_answers_it() -> None:
    (row,) = ledgers()["targets"].rows
    assert row.at_risk
    assert row.stated[0].quote.startswith("Tỷ lệ dân số dùng nước sạch")
    assert row.solutions[0].quote.startswith("Nâng cấp 9 công trình")


def test_what_the_resolution_asks_and_how_deeply_it_is_treated() -> None:
    rows = {row.governing[0].quote[:20]: row.depth for row in ledgers(RESOLUTION)["governing"].rows}
    assert (
        rows
        == {
            "Tỷ lệ dân số dùng nướ": "figures",
            "Tỷ lệ che phủ rừng đ": "judged",
            "Có 12 sản phẩm OCOP": "none",
        }
        or list(rows.values())[2] == "none"
    )


def test_quotations_are_the_text_of_the_draft() -> None:
    document = draft(TEXT)
    for ledger in ledgers().values():
        for row in ledger.rows:
            for evidence in (*row.stated, *row.progress, *row.causes, *row.solutions):
                assert document.text[evidence.start : evidence.end] == evidence.quote
