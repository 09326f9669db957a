"""PDF: paragraphs over lines and pages, tables from rulings, scans, and files that cannot be read."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from assistant.documents.isolation import close_worker, read_isolated
from assistant.documents.load import read_document
from assistant.documents.ocr import has_ocr
from assistant.errors import InputError
from assistant.settings import ReadingSettings
from tests.documents.making import pdf

SENTENCE = (
    "Đề nghị rà soát, bổ sung số liệu về tăng trưởng kinh tế của tỉnh giai đoạn 2021-2025; làm rõ nguyên nhân, "
    "nhất là của các chỉ tiêu đạt thấp, nhất là thu ngân sách nhà nước và giải ngân vốn đầu tư công. "
)
PARAGRAPHS = [f"- {SENTENCE * (1 + i % 3)}".strip() for i in range(14)]


def _html() -> str:
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    return f"<p class=c><b>I. ĐÁNH GIÁ CHUNG</b></p>{body}<p><b>II. KIẾN NGHỊ</b></p><p>Xin trân trọng báo cáo.</p>"


def test_paragraphs_over_lines_and_pages(tmp_path: Path) -> None:
    document = read_document(pdf(tmp_path / "a.pdf", _html()))
    assert document.page_count is not None
    assert document.page_count >= 2
    assert [p.text for _, p in document.paragraphs()] == [*PARAGRAPHS, "Xin trân trọng báo cáo."]
    assert [(s.label, s.title) for s in document.walk()] == [("I", "ĐÁNH GIÁ CHUNG"), ("II", "KIẾN NGHỊ")]
    assert document.pages[0].end == document.pages[1].start
    for _, paragraph in document.paragraphs():
        assert document.text[paragraph.start : paragraph.end] == paragraph.text
        assert paragraph.boxes[0].page == paragraph.page
        assert all(80 <= box.x0 < box.x1 <= 560 for box in paragraph.boxes)
    turned = [p for _, p in document.paragraphs() if len({box.page for box in p.boxes}) == 2]
    assert turned
    assert document.page_at(turned[0].end - 1) == turned[0].boxes[-1].page


def test_table_from_rulings(tmp_path: Path) -> None:
    import pymupdf

    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((85, 80), "Bang so lieu nhu sau day:", fontsize=12)
    rows = [["TT", "Chi tieu", "2021-"], ["1", "GRDP", "12.345,6"], ["2", "Thu", "13,02"]]
    for r in range(4):
        page.draw_line((85, 100 + 30 * r), (400, 100 + 30 * r))
    for x in (85, 130, 280, 400):
        page.draw_line((x, 100), (x, 190))
    for r, row in enumerate(rows):
        for x, text in zip((90, 135, 285), row, strict=True):
            page.insert_text((x, 112 + 30 * r), text, fontsize=10)
    page.insert_text((285, 124), "2025", fontsize=10)
    path = tmp_path / "a.pdf"
    document.save(path)
    document.close()
    found = read_document(path)
    ((_, table),) = found.tables()
    assert table.header == ("TT", "Chi tieu", "2021-2025")
    assert [[c.text for c in row] for row in table.rows] == [["1", "GRDP", "12.345,6"], ["2", "Thu", "13,02"]]
    assert table.boxes[0].page == 1
    assert found.text[table.start : table.end] == "TT\tChi tieu\t2021-2025\n1\tGRDP\t12.345,6\n2\tThu\t13,02"


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    import pymupdf

    whole = pdf(tmp_path / "whole.pdf", _html())
    half = tmp_path / "half.pdf"
    half.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    locked = tmp_path / "locked.pdf"
    with pymupdf.open(whole) as document:
        document.save(locked, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="x", owner_pw="y")
    blank = tmp_path / "blank.pdf"
    with pymupdf.open() as document:
        document.new_page()
        document.save(blank)
    odd = tmp_path / "a.xyz"
    odd.write_text("x")
    cases = {
        half: "damaged",
        locked: "encrypted",
        blank: "empty",
        odd: "unsupported",
        tmp_path / "none.pdf": "not_found",
    }
    for path, code in cases.items():
        with pytest.raises(InputError) as caught:
            read_document(path)
        assert (caught.value.code, caught.value.subject) == (code, str(path))


def test_size_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 1_200_000)
    with pytest.raises(InputError, match="vượt giới hạn 1 MB") as caught:
        read_document(path, ReadingSettings(max_mb=1))
    assert caught.value.code == "too_large"


def _scan(source: Path, target: Path) -> Path:
    import pymupdf

    with pymupdf.open(source) as document, pymupdf.open() as scan:
        for page in document:
            picture = page.get_pixmap(dpi=200, colorspace=pymupdf.csGRAY).tobytes("jpg")
            scan.new_page(width=page.rect.width, height=page.rect.height).insert_image(page.rect, stream=picture)
        scan.save(target)
    return target


def test_a_scan_without_recognition_says_so(tmp_path: Path) -> None:
    scan = _scan(pdf(tmp_path / "a.pdf", "<p>Nội dung văn bản.</p>"), tmp_path / "scan.pdf")
    with pytest.raises(InputError) as caught:
        read_document(scan, ReadingSettings(ocr="never"))
    assert caught.value.code == "needs_ocr"


@pytest.mark.skipif(not has_ocr(), reason="tesseract with Vietnamese data is not installed")
def test_scans_are_read_by_the_same_rules(tmp_path: Path) -> None:
    html = f"<p><b>I. ĐÁNH GIÁ CHUNG</b></p><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p><p>Xin trân trọng báo cáo.</p>"
    document = read_document(_scan(pdf(tmp_path / "a.pdf", html), tmp_path / "scan.pdf"))
    paragraphs = [p for _, p in document.paragraphs()]
    assert len(paragraphs) == 3
    assert {p.provenance for p in paragraphs} == {"ocr"}
    assert document.pages[0].provenance == "ocr"
    assert len(document.warnings) == 1
    same = sum(a == b for a, b in zip(paragraphs[0].text, PARAGRAPHS[0], strict=False))
    assert same / len(PARAGRAPHS[0]) > 0.97


@pytest.mark.skipif(not has_ocr(), reason="tesseract with Vietnamese data is not installed")
def test_pictures(tmp_path: Path) -> None:
    import pymupdf

    with pymupdf.open(
        pdf(tmp_path / "a.pdf", "<p>Đề nghị bổ sung số liệu về tăng trưởng kinh tế của tỉnh.</p>")
    ) as document:
        document[0].get_pixmap(dpi=200).save(tmp_path / "a.png")
    found = read_document(tmp_path / "a.png")
    assert (found.format, found.page_count) == ("image", 1)
    assert "tăng trưởng kinh tế" in found.text


def test_a_worker_reads_the_same_and_can_be_stopped(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", _html())
    try:
        assert read_isolated(path) == read_document(path)
        missing = tmp_path / "none.pdf"
        with pytest.raises(InputError) as caught:
            read_isolated(missing)
        assert (caught.value.code, caught.value.subject) == ("not_found", str(missing))
        slow = tmp_path / "slow.txt"
        slow.write_text("1. " * 30_000_000)
        with pytest.raises(InputError) as stopped:
            read_isolated(slow, ReadingSettings(time_limit_s=1))
        assert stopped.value.code in {"time_limit", "damaged"}
        assert read_isolated(path).text == read_document(path).text
    finally:
        close_worker()


@pytest.mark.skipif(not has_ocr(), reason="tesseract with Vietnamese data is not installed")
def test_a_worker_tells_of_every_scanned_page(tmp_path: Path) -> None:
    path = _scan(pdf(tmp_path / "a.pdf", "<p>Đề nghị bổ sung số liệu.</p>"), tmp_path / "scan.pdf")
    heard: list[tuple[int, int]] = []
    try:
        read_isolated(path, progress=lambda done, total: heard.append((done, total)))
    finally:
        close_worker()
    assert heard == [(1, 1)]


def test_digital_signature_day(tmp_path: Path) -> None:
    html = "<p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p><p>Đông Hải, ngày &nbsp; tháng 8 năm 2023</p>"
    html += "<p class=c><b>BÁO CÁO</b></p>"
    html += "<p class=c><b>Kết quả</b></p><p>Nội dung.</p><p>Ký bởi: Sở X, thời gian ký: 10/08/2023 10:12:17</p>"
    found = read_document(pdf(tmp_path / "a.pdf", html))
    assert (found.metadata.issued_on, found.metadata.issued_on_source) == ("2023-08-10", "signature")
    assert "Ký bởi" not in found.text
    assert any(note.kind == "furniture" for note in found.notes)


def test_bytes_in_memory_stay_bounded(tmp_path: Path) -> None:
    import tracemalloc

    path = pdf(tmp_path / "a.pdf", _html() * 8)
    tracemalloc.start()
    read_document(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 50_000_000
    assert io.BytesIO(path.read_bytes()).read(5) == b"%PDF-"
