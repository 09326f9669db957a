"""Results on a terminal: lines of the window's width, nothing told twice, the rest counted."""

from __future__ import annotations

from assistant.diagnosis.model import Evidence, Finding
from assistant.export.readable import findings_text, review_text
from assistant.review.model import Citation, Review, Suggestion

CITED = Citation("abc", "14", "BC/TU", "2020-06-12", "ĐẢNG ĐOÀN", 4, "Bổ sung lộ trình.", "exact", 3, 0, 18)
TABLE = Evidence("Tổng\t10\t20", 3, ("I. KẾT QUẢ",), 0, 10)
OTHERS = tuple(Evidence(f"Dòng {number}", None, (), number, number + 1) for number in range(4))


def review(*suggestions: Suggestion) -> Review:
    return Review("d", None, "none", "m", suggestions, ("Đã xem xét 5 ý kiến.",), 1)


def suggestion(text: str, outline: str, **more: object) -> Suggestion:
    values: dict[str, object] = {
        "id": text, "outline": outline, "kind": "critique", "ask": "add", "text": text, "reason": "Đã cộng lại.",
        "severity": 2, "confidence": 0.8, "evidence": (), "precedents": (),
    }  # fmt: skip
    return Suggestion(**(values | more))  # type: ignore[arg-type]


def test_remarks_on_figures_come_first_each_with_what_it_rests_on() -> None:
    lines = review_text(
        review(
            suggestion("Đề nghị bổ sung.", "results", precedents=(CITED, CITED)),
            suggestion("Tổng chưa khớp.", "form", evidence=(TABLE, *OTHERS)),
        )
    ).splitlines()
    assert lines == [
        "Đã xem xét 5 ý kiến.", "",
        "VỀ SỐ LIỆU, VIỆN DẪN VÀ THỂ THỨC, TRÌNH BÀY (1)", "",
        "1. Tổng chưa khớp.",
        "   Dự thảo: “Tổng | 10 | 20”, trang 3", "   Dự thảo: “Dòng 0”", "   Dự thảo: “Dòng 1”",
        "   và 2 chỗ khác trong dự thảo",
        "   Cách kiểm tra: Đã cộng lại.", "",
        "VỀ KẾT QUẢ ĐẠT ĐƯỢC (1)", "",
        "1. Đề nghị bổ sung.",
        "   Tiền lệ: “Bổ sung lộ trình.” – ĐẢNG ĐOÀN, số 14-BC/TU, ngày 12/06/2020, trang 4 (và 1 tiền lệ", "   khác)",
    ]  # fmt: skip


def test_long_lines_are_broken_at_spaces_and_set_in() -> None:
    lines = review_text(review(suggestion("rà soát " * 30, "results")), 50).splitlines()
    body = lines[lines.index("VỀ KẾT QUẢ ĐẠT ĐƯỢC (1)") + 2 :]
    assert all(len(line) <= 50 for line in body)
    assert body[0].startswith("1. rà soát")
    assert body[1].startswith("   ")


def test_a_finding_repeats_neither_its_quotation_nor_that_of_its_working() -> None:
    quote = "Thu ngân sách đạt 12 tỷ đồng, bằng 80% dự toán (10 tỷ đồng)."
    finding = Finding(
        id="a", kind="share_miscomputed", severity=3, confidence=0.9, message=f"Tỷ lệ chưa khớp: “{quote}”",
        suggestion="", evidence=(Evidence(quote, 1, (), 0, len(quote)),), working=f"“{quote}” Tính lại: 120%.",
    )  # fmt: skip
    text = findings_text([finding])
    assert " ".join(text.split()).count(quote) == 1
    assert "   Cách kiểm tra: Tính lại: 120%." in text
