"""DOCX: what python-docx's text leaves out must be there, and what was deleted must not."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.documents.load import read_document
from assistant.errors import InputError
from tests.documents.making import docx, paragraph, table

NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2.%3."/></w:lvl>'
    '<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)


def _numbered(text: str, level: int, *, number: int = 1, bold: bool = False) -> str:
    properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(text, bold=bold, properties=properties)


def test_automatic_numbers(tmp_path: Path) -> None:
    body = (
        _numbered("TÌNH HÌNH", 0, bold=True)
        + _numbered("Kinh tế", 1, bold=True)
        + _numbered("Công nghiệp", 2, bold=True)
        + _numbered("Tăng trưởng khá.", 3)
        + _numbered("Nông nghiệp", 2, bold=True)
        + paragraph("Ổn định.")
        + _numbered("NHIỆM VỤ", 0, bold=True)
        + _numbered("Đầu tư", 1, bold=True)
        + paragraph("Nội dung.")
        + _numbered("Văn hóa", 1, number=2, bold=True)
        + paragraph("Nội dung khác.")
    )
    document = read_document(docx(tmp_path / "a.docx", body, numbering=NUMBERING))
    assert [(s.label, s.title) for s in document.walk()] == [
        ("I", "TÌNH HÌNH"),
        ("I.1", "Kinh tế"),
        ("I.1.1", "Công nghiệp"),
        ("I.1.2", "Nông nghiệp"),
        ("II", "NHIỆM VỤ"),
        ("II.1", "Đầu tư"),
        ("II.5", "Văn hóa"),
    ]
    assert [p.text for _, p in document.paragraphs()] == [
        "- Tăng trưởng khá.",
        "Ổn định.",
        "Nội dung.",
        "Nội dung khác.",
    ]


def test_accepted_view_of_changes_and_content_controls(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t xml:space='preserve'>Thu đạt </w:t></w:r><w:del><w:r><w:delText>800</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>850</w:t></w:r></w:ins><w:r><w:t xml:space='preserve'> tỷ đồng.</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t xml:space='preserve'>Hai đoạn </w:t></w:r></w:p>"
        "<w:p><w:r><w:t>thành một.</w:t></w:r></w:p>"
        "<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>Trong điều khiển.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Ẩn.</w:t></w:r><w:r><w:t>Khung</w:t><w:pict><w:txbxContent><w:p><w:r>"
        "<w:t>Trong khung.</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>"
    )
    document = read_document(docx(tmp_path / "a.docx", body))
    assert document.text.split("\n") == [
        "Thu đạt 850 tỷ đồng.",
        "Hai đoạn thành một.",
        "Trong điều khiển.",
        "Khung",
        "Trong khung.",
    ]


def test_notes(tmp_path: Path) -> None:
    path = docx(
        tmp_path / "a.docx",
        paragraph("Nội dung."),
        footnotes=(
            f'<w:footnote w:type="separator" w:id="0">{paragraph("x")}</w:footnote>'
            f'<w:footnote w:id="2">{paragraph("Nguồn: Cục Thống kê.")}</w:footnote>'
        ),
        comments=f'<w:comment w:id="0" w:author="Tổ thẩm định">{paragraph("Xem lại số liệu.")}</w:comment>',
    )
    notes = [(n.kind, n.text, n.author) for n in read_document(path).notes]
    assert notes == [("footnote", "Nguồn: Cục Thống kê.", None), ("comment", "Xem lại số liệu.", "Tổ thẩm định")]


def _cell(text: str, properties: str) -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def test_merged_cells_caption_and_unit(tmp_path: Path) -> None:
    down, below = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = [
        [_cell("TT", down), _cell("Chỉ tiêu", down), _cell("Thực hiện", '<w:gridSpan w:val="2"/>')],
        [_cell("", below), _cell("", below), "Năm 2022", "Năm 2023"],
        ["1", "GRDP", "155.876,5", "181.898,2"],
        ["2", "Thu ngân sách", "18.260", "15.900"],
    ]
    body = (
        paragraph("I. KINH TẾ", bold=True)
        + paragraph("Kết quả như sau:")
        + paragraph("Bảng 1. Một số chỉ tiêu", centred=True)
        + paragraph("Đơn vị: tỷ đồng")
        + table(rows)
    )
    document = read_document(docx(tmp_path / "a.docx", body))
    ((section, found),) = document.tables()
    assert (section.label, found.section_path) == ("I", ("I. KINH TẾ",))
    assert (found.caption, found.unit) == ("Bảng 1. Một số chỉ tiêu", "tỷ đồng")
    assert found.header == ("TT", "Chỉ tiêu", "Thực hiện / Năm 2022", "Thực hiện / Năm 2023")
    assert [[c.text for c in row] for row in found.rows] == [
        ["1", "GRDP", "155.876,5", "181.898,2"],
        ["2", "Thu ngân sách", "18.260", "15.900"],
    ]
    assert all(document.text[c.start : c.end] == c.text for row in found.rows for c in row)
    assert document.text[found.start : found.end].split("\n")[2] == "1\tGRDP\t155.876,5\t181.898,2"
    assert [p.text for _, p in document.paragraphs()] == ["Kết quả như sau:"]


def test_letterhead_and_signature_in_unruled_tables(tmp_path: Path) -> None:
    left = "UBND TỈNH ĐÔNG HẢI\nSỞ TÀI CHÍNH\nSố: 15/BC-STC"
    right = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nĐông Hải, ngày 02 tháng 01 năm 2025"
    body = (
        table([[left, right]], bordered=False)
        + paragraph("BÁO CÁO", bold=True, centred=True)
        + paragraph("Tình hình thu ngân sách", bold=True, centred=True)
        + paragraph("Năm 2024, thu ngân sách đạt dự toán.")
        + table([["Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT.", "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nLê Văn Thử"]], bordered=False)
    )
    document = read_document(docx(tmp_path / "a.docx", body))
    found = document.metadata
    assert (found.parent_body, found.issuer, found.number, found.symbol) == (
        "UBND TỈNH ĐÔNG HẢI",
        "SỞ TÀI CHÍNH",
        "15",
        "BC-STC",
    )
    assert (found.issued_on, found.place, found.subject) == ("2025-01-02", "Đông Hải", "Tình hình thu ngân sách")
    assert (found.recipients, found.signer, found.signer_role) == (
        ("UBND tỉnh", "Lưu: VT"),
        "Lê Văn Thử",
        "PHÓ GIÁM ĐỐC",
    )
    assert [p.text for _, p in document.paragraphs()] == ["Năm 2024, thu ngân sách đạt dự toán."]
    assert not list(document.tables())
    assert "Nơi nhận:" in document.text


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04 not a package", "damaged"),
        (b"plain text", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"", "empty"),
        (b" \n ", "empty"),
    ],
)
def test_bad_files(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_document(path)
    assert (caught.value.code, caught.value.subject) == (code, str(path))


def test_bombs(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="vượt giới hạn"):
        read_document(docx(tmp_path / "zip.docx", paragraph("A" * 70_000_000)))
    entities = docx(tmp_path / "xml.docx", paragraph("x"), comments="")
    data = tmp_path / "entity.docx"
    import zipfile

    with zipfile.ZipFile(entities) as source, zipfile.ZipFile(data, "w") as target:
        text = source.read("word/document.xml").decode()
        target.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY a "aaa">]>' + text)
    with pytest.raises(InputError) as caught:
        read_document(data)
    assert caught.value.code == "damaged"


def test_empty_document(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_document(docx(tmp_path / "a.docx", paragraph("")))
    assert caught.value.code == "empty"
