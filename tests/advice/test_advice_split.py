"""Atomic comments against a reader's own marking, on the real report (when it is at hand) and on a small one."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.advice.split import understand_advice
from assistant.documents.load import read_document

SEED = Path(__file__).resolve().parents[3] / "shared" / "seed" / "report.txt"
REPORT = """BÁO CÁO
Kết quả tư vấn, phản biện dự thảo Đề án phát triển du lịch tỉnh Trường Hải

I. ĐÁNH GIÁ CHUNG

Đề án được chuẩn bị công phu; số liệu khá đầy đủ.

Tuy nhiên, phần thực trạng còn thiên về liệt kê; chưa phân tích sâu nguyên nhân.

II. Ý KIẾN CỤ THỂ

1. Về giải pháp

- Đề nghị bổ sung lộ trình (theo từng năm; từng địa bàn) và kinh phí; làm rõ trách nhiệm của các sở, ngành.
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "gop-y.txt"
    path.write_text(REPORT, "utf-8")
    return path


def test_clauses_and_labels_of_a_small_report(report: Path) -> None:
    comments = understand_advice(read_document(report)).comments
    assert [(c.text, c.aspect, c.ask, c.kind) for c in comments] == [
        ("Đề án được chuẩn bị công phu;", "general", "other", "praise"),
        ("số liệu khá đầy đủ.", "general", "other", "praise"),
        ("Tuy nhiên, phần thực trạng còn thiên về liệt kê;", "general", "other", "critique"),
        ("chưa phân tích sâu nguyên nhân.", "general", "assess", "critique"),
        (
            "- Đề nghị bổ sung lộ trình (theo từng năm; từng địa bàn) và kinh phí;",
            "tasks_solutions", "add", "recommendation",
        ),
        ("làm rõ trách nhiệm của các sở, ngành.", "tasks_solutions", "clarify", "recommendation"),
    ]  # fmt: skip


def test_the_draft_it_was_about(report: Path) -> None:
    about = understand_advice(read_document(report)).about
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
    kinds = [c.kind for c in comments if c.section_path[0].startswith("I.")]
    assert kinds[:5] == ["praise"] * 5
    assert "praise" not in kinds[5:]
