"""Markdown, HTML, RTF, files under a wrong name, and what the machine can do."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.documents.capabilities import capabilities
from assistant.documents.load import read_document
from assistant.documents.office import find_soffice
from tests.documents.making import docx, paragraph

MARKDOWN = """---
a: b
---
# I. ĐÁNH GIÁ CHUNG

Kết quả **tốt**, cần
phát huy.

- Đề nghị bổ sung [số liệu](http://x).
- Rà soát.

| TT | Chỉ tiêu |
|----|----------|
| 1  | 12,5%    |
"""
HTML = """<html><head><meta charset="utf-8"><style>x</style></head><body><h2>I. ĐÁNH GIÁ CHUNG</h2>
<p>Kết quả <b>tốt</b>, cần<br>phát huy.</p><ol><li>Rà soát.</li><li><p>Bổ sung.</p></li></ol>
<table border=1><tr><td rowspan=2>TT<td colspan=2>Năm<tr><td>2022<td>2023<tr><td>1<td>5<td>6</table></body></html>"""
RTF = r"{\rtf1\ansi\uc0 I. \u272?\u193?NH GI\u193?  CHUNG\par K\u7871?t qu\u7843?  t\u7889?t.\par}".replace("?", "")


def test_markdown(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(MARKDOWN, "utf-8")
    found = read_document(path)
    assert [(s.label, s.title) for s in found.walk()] == [("I", "ĐÁNH GIÁ CHUNG")]
    assert [p.text for _, p in found.paragraphs()] == [
        "Kết quả tốt, cần phát huy.",
        "- Đề nghị bổ sung số liệu.",
        "- Rà soát.",
    ]
    ((_, table),) = found.tables()
    assert (table.header, [c.text for c in table.rows[0]]) == (("TT", "Chỉ tiêu"), ["1", "12,5%"])


def test_html(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(HTML, "utf-8")
    found = read_document(path)
    assert [(s.label, s.title) for s in found.walk()] == [("I", "ĐÁNH GIÁ CHUNG")]
    assert [p.text for _, p in found.paragraphs()] == ["Kết quả tốt, cần", "phát huy.", "1. Rà soát.", "2. Bổ sung."]
    ((_, table),) = found.tables()
    assert table.header == ("TT", "Năm / 2022", "Năm / 2023")
    assert [c.text for c in table.rows[0]] == ["1", "5", "6"]


@pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed")
def test_rtf_and_rtf_under_the_name_of_doc(tmp_path: Path) -> None:
    for name in ("a.rtf", "b.doc"):
        path = tmp_path / name
        path.write_text(RTF, "ascii")
        found = read_document(path)
        assert [(s.label, s.title) for s in found.walk()] == [("I", "ĐÁNH GIÁ CHUNG")]
        assert [p.text for _, p in found.paragraphs()] == ["Kết quả tốt."]


def test_a_new_file_under_the_name_of_an_old_one(tmp_path: Path) -> None:
    found = read_document(docx(tmp_path / "a.doc", paragraph("Nội dung.")))
    assert (found.format, found.text) == ("doc", "Nội dung.")


def test_capabilities_name_each_program() -> None:
    found = {one.name: one for one in capabilities()}
    assert sorted(found) == ["antiword", "soffice", "tesseract"]
    assert all(one.path is not None or not one.ready for one in found.values())
