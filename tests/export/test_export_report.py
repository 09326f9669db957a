"""The Word report: what was decided goes in, in the order of a report; the same decisions give the same bytes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import docx
import pytest

from assistant.diagnosis.model import Evidence, Ledger, LedgerRow
from assistant.documents.load import read_document
from assistant.documents.model import Document
from assistant.export.report import advisory_report, write_report
from assistant.review.model import Citation, Review, Suggestion
from assistant.triage.decisions import Decision, Verdict

DRAFT = """TỈNH ỦY TRƯỜNG HẢI

Số       -BC/TU

BÁO CÁO
Sơ kết giữa nhiệm kỳ thực hiện Nghị quyết Đại hội XVII

I. KẾT QUẢ

Tổng	10	20
"""


@pytest.fixture
def draft(tmp_path: Path) -> Document:
    path = tmp_path / "du-thao.txt"
    path.write_text(DRAFT, "utf-8")
    return read_document(path)


def suggestion(key: str, outline: str, text: str, **more: object) -> Suggestion:
    values: dict[str, object] = {
        "id": key, "outline": outline, "kind": "critique", "ask": "add", "text": text, "reason": "Đã soát.",
        "severity": 2, "confidence": 0.8, "evidence": (Evidence("Tổng\t10\t20", 3, ("I. KẾT QUẢ",), 0, 10),),
        "precedents": (), "finding_ids": (),
    }  # fmt: skip
    return Suggestion(**(values | more))  # type: ignore[arg-type]


CITED = Citation("abc", "14", "BC/TU", "2020-06-12", "ĐẢNG ĐOÀN", 4, "Bổ sung lộ trình.", "exact", 3, 0, 18)
REVIEW = Review(
    path="du-thao.txt", governing=None, model="none", index_manifest="m", notes=(), took_ms=1,
    suggestions=(
        suggestion("t", "tasks_solutions", "Đề nghị bổ sung lộ trình.", precedents=(CITED,)),
        suggestion("r", "results", "Đề nghị đánh giá sâu hơn."),
        suggestion("g", "general", "Dự thảo có bố cục rõ.", kind="praise"),
        suggestion("k", "recommendations", "Đề nghị tiếp thu.", kind="recommendation", evidence=()),
    ),
)  # fmt: skip


def decided(**verdicts: Verdict) -> dict[str, Decision]:
    return {
        key: Decision(key, verdict, "Câu người dùng sửa." if verdict == "edit" else None, "local", None, "t", "key")
        for key, verdict in verdicts.items()
    }


def paragraphs(path: Path) -> list[str]:
    return [p.text for p in docx.Document(str(path)).paragraphs if p.text]


def test_only_what_was_decided_goes_in_and_in_the_order_of_a_report(draft: Document, tmp_path: Path) -> None:
    target = tmp_path / "report.docx"
    write_report(REVIEW, decided(t="accept", r="reject", g="edit"), draft, target)
    lines = paragraphs(target)
    body = [lines.index(line) for line in (
        "I. ĐÁNH GIÁ CHUNG", "- Câu người dùng sửa.", "II. Ý KIẾN TƯ VẤN, GÓP Ý CỤ THỂ",
        "1. Về nhiệm vụ và giải pháp", "- Đề nghị bổ sung lộ trình.", "PHỤ LỤC",
    )]  # fmt: skip
    assert body == sorted(body)
    assert not any("Đề nghị đánh giá sâu hơn." in line or "Đề nghị tiếp thu." in line for line in lines)


def test_without_decisions_everything_goes_in_and_is_called_a_proposal(draft: Document, tmp_path: Path) -> None:
    target = tmp_path / "report.docx"
    write_report(REVIEW, {}, draft, target)
    lines = paragraphs(target)
    assert any("chưa có ý kiến nào được người có trách nhiệm xem xét, quyết định" in line for line in lines)
    assert "III. KIẾN NGHỊ" in lines
    assert "Đề nghị tiếp thu." in lines


def test_the_annex_shows_quotations_and_sources_of_each_point(draft: Document, tmp_path: Path) -> None:
    target = tmp_path / "report.docx"
    write_report(REVIEW, decided(t="accept"), draft, target)
    word = docx.Document(str(target))
    row = [cell.text for cell in word.tables[-1].rows[1].cells]
    assert row == [
        "1",
        "Đề nghị bổ sung lộ trình.",
        "“Tổng | 10 | 20” (I. KẾT QUẢ, trang 3)",
        "3 báo cáo cùng có ý này, như:\n“Bổ sung lộ trình.” (số 14-BC/TU, ngày 12/6/2020, trang 4)",
    ]
    assert "Các báo cáo được dẫn làm tiền lệ: ĐẢNG ĐOÀN: số 14-BC/TU ngày 12/6/2020." in paragraphs(target)
    assert word.sections[-1].page_width > word.sections[-1].page_height
    assert word.sections[0].page_width < word.sections[0].page_height


def test_the_same_decisions_give_the_same_bytes(draft: Document, tmp_path: Path) -> None:
    for name in ("a.docx", "b.docx"):
        write_report(REVIEW, decided(t="accept"), draft, tmp_path / name)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_the_draft_is_named_by_its_type_and_subject(draft: Document) -> None:
    report = advisory_report(REVIEW, {}, draft)
    assert report.subject == (
        "Kết quả tư vấn, góp ý dự thảo Báo cáo Sơ kết giữa nhiệm kỳ thực hiện Nghị quyết Đại hội XVII"
    )


def test_ledgers_are_tables_of_a_second_annex(draft: Document, tmp_path: Path) -> None:
    solved = (Evidence("xúc tiến đầu tư", None, ("IV. GIẢI PHÁP",), 0, 15),)
    rows = (LedgerRow("Đã đạt", solutions=solved), LedgerRow("Thu hút 40 dự án", solutions=solved, at_risk=True))
    answered = LedgerRow("Chậm giải ngân", causes=solved, solutions=solved)
    review = replace(REVIEW, ledgers=(Ledger("targets", rows), Ledger("limitations", (answered,))))
    target = tmp_path / "report.docx"
    write_report(review, decided(t="accept"), draft, target)
    table = docx.Document(str(target)).tables[-1]
    assert len(table.rows) == 2
    assert [cell.text for cell in table.rows[1].cells] == [
        "1",
        "Thu hút 40 dự án",
        "Chưa thấy",
        "Chưa thấy",
        "xúc tiến đầu tư (IV. GIẢI PHÁP)",
    ]
    assert "PHỤ LỤC II" in paragraphs(target)


def test_the_report_names_its_annexes_and_ends_as_a_report_does(draft: Document, tmp_path: Path) -> None:
    target = tmp_path / "report.docx"
    write_report(REVIEW, decided(t="accept"), draft, target)
    lines = paragraphs(target)
    closing = lines.index("Kèm theo Báo cáo: Phụ lục (căn cứ và tiền lệ của các ý kiến).")
    assert lines[closing + 1].endswith("./.")
    assert "Kính gửi: … (cơ quan đề nghị góp ý)" in lines


def test_a_remark_about_several_places_has_them_one_a_line(draft: Document, tmp_path: Path) -> None:
    first, second = "“" + "một " * 30 + "hạn chế” (mục III.1)", "“" + "hai " * 30 + "hạn chế” (mục III.2)"
    text = f"Các hạn chế sau chưa thấy giải pháp: {first}; {second}. Đề nghị bổ sung giải pháp."
    target = tmp_path / "report.docx"
    write_report(replace(REVIEW, suggestions=(suggestion("t", "tasks_solutions", text),)), {}, draft, target)
    lines = paragraphs(target)
    start = lines.index("- Các hạn chế sau chưa thấy giải pháp:")
    assert lines[start + 1 : start + 4] == [f"+ {first};", f"+ {second}.", "Đề nghị bổ sung giải pháp."]


def test_nothing_quoted_in_a_remark_is_quoted_again_and_proposals_have_one_precedent(
    draft: Document, tmp_path: Path
) -> None:
    text = "Tại mục I, dự thảo nêu “Tổng 10 20”; đề nghị bổ sung."
    long = replace(CITED, quote="rà soát " * 40)
    review = replace(REVIEW, suggestions=(suggestion("t", "results", text, precedents=(long, CITED)),))
    target = tmp_path / "report.docx"
    write_report(review, {}, draft, target)
    row = [cell.text for cell in docx.Document(str(target)).tables[-1].rows[1].cells]
    assert row[2] == "Đã trích trong ý kiến."
    assert row[3].count("“") == 1
    assert row[3].count("rà soát") == 18  # 18 × 8 letters, and 6 left of 150
    write_report(review, decided(t="accept"), draft, target)
    row = [cell.text for cell in docx.Document(str(target)).tables[-1].rows[1].cells]
    assert row[3].count("“") == 2
    assert row[3].count("rà soát") == 40
