"""Targets and tasks of a resolution, worked out by hand."""

from __future__ import annotations

from pathlib import Path

from assistant.advice.targets import looks_like, understand_resolution
from assistant.documents.load import read_document

TEXT = """ĐẢNG BỘ TỈNH AN SƠN

Số 01-NQ/ĐH

ĐẢNG CỘNG SẢN VIỆT NAM

An Sơn, ngày 20 tháng 10 năm 2020

NGHỊ QUYẾT
Đại hội đại biểu Đảng bộ tỉnh lần thứ XV, nhiệm kỳ 2020-2025

I. CÁC CHỈ TIÊU CHỦ YẾU

(1) Tốc độ tăng GRDP bình quân đạt 8-8,5%/năm; GRDP bình quân đầu người đến năm 2025 đạt 5.000 USD.

(2) Cơ cấu kinh tế: công nghiệp chiếm 61%; dịch vụ chiếm 25,5%.

(3) Có 161/182 xã đạt chuẩn nông thôn mới, trong đó 45 xã nâng cao.

(4) Giá trị sản xuất trên 01 ha đất nông nghiệp đạt tối thiểu 140 triệu đồng.

(5) Đến năm 2023: 100% khu công nghiệp (6 khu) có trạm xử lý nước thải tập trung.

(6) Tỷ lệ hộ nghèo giảm 0,5 điểm phần trăm so với cuối năm 2020; tỷ lệ che phủ rừng từ 66% trở lên.

II. KHÂU ĐỘT PHÁ

1. Phát triển hạ tầng giao thông kết nối với các tỉnh lân cận.

III. GIẢI PHÁP CHỦ YẾU

- Rà soát quy hoạch sử dụng đất trước năm 2022.
"""


def test_targets_and_tasks(tmp_path: Path) -> None:
    path = tmp_path / "nq.txt"
    path.write_text(TEXT, "utf-8")
    document = read_document(path)
    found = understand_resolution(document)
    assert looks_like(document) == "resolution"
    assert [(t.name, t.low, t.high, t.unit, t.deadline) for t in found.targets] == [
        ("Tốc độ tăng GRDP", 8.0, 8.5, "%/năm", "2025"),
        ("GRDP bình quân đầu người", 5000.0, 5000.0, "USD", "2025"),
        ("Cơ cấu kinh tế: công nghiệp", 61.0, 61.0, "%", "2025"),
        ("Cơ cấu kinh tế: dịch vụ", 25.5, 25.5, "%", "2025"),
        ("xã đạt chuẩn nông thôn mới", 161.0, 161.0, "xã", "2025"),
        ("Giá trị sản xuất trên 01 ha đất nông nghiệp", 140.0, None, "triệu đồng", "2025"),
        ("khu công nghiệp có trạm xử lý nước thải tập trung", 100.0, 100.0, "%", "2023"),
        ("Tỷ lệ hộ nghèo", 0.5, 0.5, "điểm phần trăm", "2025"),
        ("tỷ lệ che phủ rừng", 66.0, None, "%", "2025"),
    ]
    assert [(t.role, t.text[:14]) for t in found.tasks] == [
        ("breakthrough", "1. Phát triển "),
        ("solution", "- Rà soát quy "),
    ]
    assert all(document.text[t.start : t.end] == t.text for t in (*found.targets, *found.tasks))
    joined = "".join(t.text for t in found.targets).replace(" ", "")
    printed = "".join(p.text for s, p in document.paragraphs() if s.title == "CÁC CHỈ TIÊU CHỦ YẾU").replace(" ", "")
    assert joined == printed


def test_answers_alone_are_no_advice(tmp_path: Path) -> None:
    path = tmp_path / "cv.txt"
    head = "BỘ TÀI CHÍNH\n\nSố: 1/BTC-CST\nV/v {}\n\n"
    head += "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nHà Nội, ngày 2 tháng 3 năm 2025\n\n"
    path.write_text(head.format("tiếp thu, giải trình ý kiến thẩm tra dự án Luật") + "Nội dung.\n", "utf-8")
    assert looks_like(read_document(path)) == "other"
    path.write_text(head.format("góp ý dự thảo Nghị định về phí") + "Nội dung.\n", "utf-8")
    assert looks_like(read_document(path)) == "advice"
