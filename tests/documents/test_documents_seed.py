"""The real advisory report: every field, every paragraph, every page. The report itself is never committed."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.documents.load import read_document
from assistant.documents.model import Document

SEED = Path(__file__).resolve().parents[2].parent / "shared" / "seed" / "report.txt"


@pytest.fixture(scope="module")
def report() -> Document:
    if not SEED.is_file():
        pytest.skip(f"the real report is not here: {SEED}")
    return read_document(SEED)


def test_metadata(report: Document) -> None:
    found = report.metadata
    assert (found.number, found.symbol, found.issued_on, found.issued_on_source) == (
        None,
        "BC-LHH",
        "2023-08-10",
        "signature",
    )
    assert (found.place, found.parent_body, found.issuer) == (
        "Bắc Giang",
        "UBND TỈNH BẮC GIANG",
        "LIÊN HIỆP CÁC HỘI KH&KT",
    )
    assert (found.type, found.type_code) == ("BÁO CÁO", "BC")
    assert found.subject == (
        "Kết quả tư vấn, góp ý dự thảo Báo cáo sơ kết giữa nhiệm kỳ thực hiện Nghị quyết "
        "Đại hội đại biểu Đảng bộ tỉnh lần thứ XIX"
    )
    assert found.recipients == ("TT Tỉnh uỷ", "TT UBND tỉnh", "Văn phòng Tỉnh ủy", "Lưu TVPB, VT, CT")
    assert (found.signer, found.signer_role) == ("Ngô Chí Vinh", "CHỦ TỊCH")
    assert (found.secrecy, found.urgency, found.is_draft, found.style) == ("none", "none", False, "state")


def test_outline(report: Document) -> None:
    tree = [(s.label, s.title, s.level, s.page, len(s.paragraphs)) for s in report.walk()]
    assert tree == [
        ("", "", 1, 1, 1),
        ("I", "ĐÁNH GIÁ CHUNG", 1, 1, 3),
        ("II", "Ý KIẾN TƯ VẤN, GÓP Ý CỤ THỂ", 1, 1, 0),
        ("II.1", "Về đánh giá kết quả đạt được trên các lĩnh vực", 2, 1, 6),
        ("II.2", "Về hạn chế, khuyết điểm và nguyên nhân", 2, 2, 3),
        ("II.3", "Về dự báo và mục tiêu", 2, 3, 1),
        ("II.4", "Về nhiệm vụ và giải pháp chủ yếu", 2, 3, 4),
        ("III", "KIẾN NGHỊ", 1, 4, 1),
    ]


def test_paragraphs_are_whole_and_marked(report: Document) -> None:
    paragraphs = [p for _, p in report.paragraphs()]
    assert [p.marker for p in paragraphs] == [None] * 4 + ["-"] * 9 + [None] + ["-"] * 4 + [None]
    assert [p.page for p in paragraphs] == [1] * 5 + [2] * 6 + [3] * 2 + [3] * 5 + [4]
    assert all(report.text[p.start : p.end] == p.text for p in paragraphs)
    assert all(p.text.endswith((".", ":", "…", "./.")) for p in paragraphs)
    first_bullet = paragraphs[4].text
    assert first_bullet.startswith("- Phần kiểm điểm")
    assert "có thể đưa thành phụ lục" in first_bullet
    assert report.page_at(paragraphs[4].start) == 1
    assert report.page_at(paragraphs[4].end - 1) == 2


def test_traces_of_signatures_stay_out(report: Document) -> None:
    assert "@" not in report.text
    assert "2023-08-10T" not in report.text
    assert [page.number for page in report.pages] == [1, 2, 3, 4]
