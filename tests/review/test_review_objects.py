"""The same object is spoken of once, by the most concrete remark."""

from __future__ import annotations

from assistant.review.model import Suggestion
from assistant.review.objects import once


def remark(name: str, text: str, confidence: float, *, found: bool = False) -> Suggestion:
    return Suggestion(
        id=name, outline="limitations_causes", kind="recommendation", ask="other", text=text, reason="",
        severity=2, confidence=confidence, evidence=(), precedents=(), request_key=f"request:{name}",
        finding_ids=("f",) if found else (),
    )  # fmt: skip


def test_of_two_about_one_object_the_surer_stays() -> None:
    weak = remark("a", "Tại mục I, đề nghị phân tích rõ nguyên nhân chủ quan.", 0.5)
    sure = remark("b", "Đề nghị chỉ rõ nguyên nhân chủ quan của từng hạn chế.", 0.8)
    other = remark("c", "Đề nghị bổ sung lộ trình di dời.", 0.4)
    assert once([weak, sure, other]) == [sure, other]


def test_a_quotation_is_no_object_and_a_finding_stays() -> None:
    quoting = remark("a", "Đề nghị làm rõ câu “Nguyên nhân chủ quan: phối hợp chưa tốt”.", 0.5)
    found = remark("b", "Đề nghị làm rõ nguyên nhân chủ quan của hai chỉ tiêu.", 0.3, found=True)
    sure = remark("c", "Đề nghị nêu nguyên nhân chủ quan.", 0.9)
    assert once([quoting, found, sure]) == [quoting, found]
