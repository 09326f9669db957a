"""Atomic comments against a reader's own marking: the real report (when it is at hand), a letter, a verification
report, an uptake table."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.advice.model import AdvisoryReport, Comment
from assistant.advice.split import understand_advice
from assistant.advice.targets import looks_like
from assistant.documents.load import read_document

SEED = Path(__file__).resolve().parents[3] / "shared" / "seed" / "report.txt"
GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "advice_seed_report.tsv"
REPORT = """BÁO CÁO
Kết quả tư vấn, phản biện dự thảo Đề án phát triển du lịch tỉnh Trường Hải

I. ĐÁNH GIÁ CHUNG

Đề án được chuẩn bị công phu; số liệu khá đầy đủ.

Tuy nhiên, phần thực trạng còn thiên về liệt kê; chưa phân tích sâu nguyên nhân.

Về thể thức: Dự thảo dài 60 trang; đánh số mục không liên tục.

II. Ý KIẾN CỤ THỂ

1. Về giải pháp

- Đề nghị bổ sung lộ trình (theo từng năm; từng địa bàn) và kinh phí; làm rõ trách nhiệm của các sở, ngành.

- Bổ sung các hạn chế lớn: thiếu mặt bằng sạch; doanh nghiệp yếu; ô nhiễm kéo dài.

Cần chỉ rõ:

+ Cơ quan chủ trì từng việc;

+ Nguồn vốn không được để trống.

III. KIẾN NGHỊ

Đề nghị UBND tỉnh: rà soát toàn bộ số liệu; bỏ Phụ lục 3.
"""
LETTER = """HIỆP HỘI DOANH NGHIỆP TỈNH BÌNH SƠN

Số: 112/HHDN-PC
V/v tham gia ý kiến dự thảo Quy định quản lý cụm công nghiệp

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Bình Sơn, ngày 12 tháng 3 năm 2024

Kính gửi: Sở Công Thương

Phúc đáp Công văn số 415/SCT-QLCN ngày 20/02/2024 của Sở Công Thương, Hiệp hội tham gia ý kiến như sau:

1. Hiệp hội cơ bản thống nhất với sự cần thiết ban hành Quyết định; bố cục gồm 5 chương, 24 điều là hợp lý.

2. Quy định tại khoản 3 Điều 6 chồng chéo với Luật Đầu tư. Đề nghị bỏ khoản 3.

3. Điều 9 chưa quy định thời hạn trả lời hồ sơ; đề nghị bổ sung thời hạn "không quá 15 ngày; tính theo ngày làm việc".

4. Điểm b khoản 2 Điều 11: sửa cụm từ "có thể" thành "phải".

Trên đây là ý kiến tham gia của Hiệp hội, kính gửi Sở Công Thương tổng hợp./.
"""
UPTAKE = """# BẢNG TỔNG HỢP

| STT | Điều, khoản | Đơn vị góp ý | Nội dung góp ý | Tiếp thu, giải trình |
|---|---|---|---|---|
| 1 | Điều 6 | Hiệp hội Doanh nghiệp | Đề nghị bỏ khoản 3; bổ sung thời hạn trả lời. | Tiếp thu, đã bỏ khoản 3. |
| 2 | Điều 9 | Sở Tài chính | Chưa quy định nguồn kinh phí. | Giải trình: theo Luật Ngân sách nhà nước. |
"""


def _understood(tmp_path: Path, name: str, text: str) -> AdvisoryReport:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return understand_advice(read_document(path))


def _rows(comments: tuple[Comment, ...]) -> list[tuple[str, str, str, str]]:
    return [(c.text, c.aspect, c.ask, c.kind) for c in comments]


def test_clauses_and_labels_of_a_small_report(tmp_path: Path) -> None:
    assert _rows(_understood(tmp_path, "gop-y.txt", REPORT).comments) == [
        ("Đề án được chuẩn bị công phu;", "general", "other", "praise"),
        ("số liệu khá đầy đủ.", "general", "other", "praise"),
        ("Tuy nhiên, phần thực trạng còn thiên về liệt kê;", "general", "assess", "critique"),
        ("chưa phân tích sâu nguyên nhân.", "general", "assess", "critique"),
        ("Về thể thức: Dự thảo dài 60 trang;", "form", "cut", "critique"),
        ("đánh số mục không liên tục.", "form", "correct", "critique"),
        (
            "- Đề nghị bổ sung lộ trình (theo từng năm; từng địa bàn) và kinh phí;",
            "tasks_solutions", "add", "recommendation",
        ),
        ("làm rõ trách nhiệm của các sở, ngành.", "tasks_solutions", "clarify", "recommendation"),
        (
            "- Bổ sung các hạn chế lớn: thiếu mặt bằng sạch; doanh nghiệp yếu; ô nhiễm kéo dài.",
            "tasks_solutions", "add", "recommendation",
        ),
        ("Cần chỉ rõ:", "tasks_solutions", "clarify", "recommendation"),
        ("+ Cơ quan chủ trì từng việc;", "tasks_solutions", "clarify", "recommendation"),
        ("+ Nguồn vốn không được để trống.", "tasks_solutions", "clarify", "recommendation"),
        ("Đề nghị UBND tỉnh: rà soát toàn bộ số liệu;", "general", "correct", "recommendation"),
        ("bỏ Phụ lục 3.", "general", "cut", "recommendation"),
    ]  # fmt: skip


def test_a_letter_of_an_association(tmp_path: Path) -> None:
    advice = _understood(tmp_path, "cong-van.txt", LETTER)
    assert _rows(advice.comments) == [
        ("1. Hiệp hội cơ bản thống nhất với sự cần thiết ban hành Quyết định;", "general", "other", "praise"),
        ("bố cục gồm 5 chương, 24 điều là hợp lý.", "general", "other", "praise"),
        ("2. Quy định tại khoản 3 Điều 6 chồng chéo với Luật Đầu tư.", "general", "correct", "critique"),
        ("Đề nghị bỏ khoản 3.", "general", "cut", "recommendation"),
        ("3. Điều 9 chưa quy định thời hạn trả lời hồ sơ;", "general", "add", "critique"),
        (
            'đề nghị bổ sung thời hạn "không quá 15 ngày; tính theo ngày làm việc".',
            "general", "add", "recommendation",
        ),
        ('4. Điểm b khoản 2 Điều 11: sửa cụm từ "có thể" thành "phải".', "general", "correct", "recommendation"),
    ]  # fmt: skip
    assert (advice.about.type, advice.about.title, advice.about.level) == (
        "Quy định", "Quy định quản lý cụm công nghiệp", "province",
    )  # fmt: skip


def test_an_uptake_table_gives_the_opinions_and_not_the_answers(tmp_path: Path) -> None:
    path = tmp_path / "tiep-thu.md"
    path.write_text(UPTAKE, "utf-8")
    document = read_document(path)
    comments = understand_advice(document).comments
    assert looks_like(document) == "advice"
    assert [(c.section_path, c.text, c.kind, c.ask) for c in comments] == [
        (("Điều 6",), "Đề nghị bỏ khoản 3;", "recommendation", "cut"),
        (("Điều 6",), "bổ sung thời hạn trả lời.", "recommendation", "add"),
        (("Điều 9",), "Chưa quy định nguồn kinh phí.", "critique", "add"),
    ]
    assert all(document.text[c.start : c.end] == c.text for c in comments)


def test_a_form_with_a_column_of_opinions(tmp_path: Path) -> None:
    text = (
        "# PHIẾU GÓP Ý\n\nĐề nghị rút gọn dự thảo.\n\n"
        "| Nội dung dự thảo | Ý kiến tham gia của đơn vị | Lý do |\n|---|---|---|\n"
        "| Điều 2 | Sửa cụm từ; bỏ khoản 4. | Trùng Luật |\n"
    )
    comments = _understood(tmp_path, "phieu.md", text).comments
    assert [(c.text, c.ask) for c in comments] == [
        ("Đề nghị rút gọn dự thảo.", "cut"), ("Sửa cụm từ;", "correct"), ("bỏ khoản 4.", "cut"),
    ]  # fmt: skip


def test_merits_and_faults_under_the_overall_assessment(tmp_path: Path) -> None:
    text = (
        "BÁO CÁO\nKết quả phản biện dự thảo Đề án\n\nI. ĐÁNH GIÁ CHUNG\n\n1. Ưu điểm\n\nĐề án đi sát cơ sở.\n\n"
        "2. Hạn chế\n\nMục tiêu đặt cao.\n\nII. Ý KIẾN CỤ THỂ\n\nPhần bối cảnh bổ sung giá điện.\n"
    )
    assert [(c.aspect, c.kind) for c in _understood(tmp_path, "a.txt", text).comments] == [
        ("general", "praise"), ("general", "critique"), ("forecast_targets", "recommendation"),
    ]  # fmt: skip


def test_the_draft_it_was_about(tmp_path: Path) -> None:
    about = _understood(tmp_path, "gop-y.txt", REPORT).about
    assert (about.type, about.level) == ("Đề án", "province")


@pytest.mark.skipif(not SEED.is_file(), reason="the real report lies beside the checkout only where it may be used")
def test_the_real_report_loses_nothing_between_comments() -> None:
    document = read_document(SEED)
    comments = understand_advice(document).comments
    body = [p for s, p in document.paragraphs() if s.kind != "preamble"]
    assert len(body) == 18
    for paragraph in body:
        inside = [c.text for c in comments if paragraph.start <= c.start < paragraph.end]
        assert "".join("".join(inside).split()) == "".join(paragraph.text.split())
    assert all(document.text[c.start : c.end] == c.text for c in comments)


@pytest.mark.skipif(not SEED.is_file(), reason="the real report lies beside the checkout only where it may be used")
def test_the_real_report_is_split_and_labelled_as_a_reader_marked_it() -> None:
    lines = GOLDEN.read_text("utf-8").splitlines()
    expected = [tuple(line.split("\t")) for line in lines if not line.startswith("#")]
    comments = understand_advice(read_document(SEED)).comments
    assert len(expected) == 65
    assert len(comments) == len(expected)
    right = 0
    for comment, (aspect, kind, asks, opening, closing) in zip(comments, expected, strict=True):
        assert comment.text.startswith(opening)
        assert comment.text.endswith(closing)
        right += (comment.aspect, comment.kind) == (aspect, kind) and comment.ask in asks.split("|")
    assert right / len(expected) >= 0.95
