"""Plain text: encodings, hard-wrapped lines, and a golden report shaped like an extractor's output."""

from __future__ import annotations

import dataclasses
import json
import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.documents.assemble import assemble
from assistant.documents.load import read_document
from assistant.documents.model import Document, Section
from assistant.documents.plain import decode, read_plain
from assistant.documents.stamps import split_stamps

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
TEXT = "Đề nghị rà soát, bổ sung số liệu về tăng trưởng kinh tế của tỉnh."


def _section(section: Section) -> dict[str, object]:
    return {
        "kind": section.kind,
        "label": section.label,
        "title": section.title,
        "level": section.level,
        "page": section.page,
        "path": section.path,
        "paragraphs": [[p.marker, p.page, p.text] for p in section.paragraphs],
        "children": [_section(child) for child in section.children],
    }


def test_golden_report() -> None:
    document = read_document(GOLDEN / "documents_report.txt")
    found = {
        "metadata": dataclasses.asdict(document.metadata),
        "pages": [[p.number, p.start, p.end] for p in document.pages],
        "sections": [_section(section) for section in document.sections],
    }
    target = GOLDEN / "documents_report.json"
    if os.environ.get("REGENERATE_GOLDEN"):
        target.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
        pytest.fail("golden file written again: look at the difference and unset REGENERATE_GOLDEN")
    assert json.loads(json.dumps(found)) == json.loads(target.read_text("utf-8"))


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        unicodedata.normalize("NFD", TEXT).encode("utf-8"),
    ],
)
def test_encodings(data: bytes) -> None:
    assert decode(data) == TEXT


def test_windows_vietnamese_code_page() -> None:
    split = "".join(_windows(c) for c in TEXT)
    assert decode(split.encode("cp1258")) == TEXT


def _windows(letter: str) -> str:
    """Code page 1258 has bases such as ê and combining tones."""
    for tone in "\u0300\u0301\u0303\u0309\u0323":
        for base in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY":
            if unicodedata.normalize("NFC", base + tone) == letter:
                return base + tone
    return letter


def test_lines_of_an_unwrapped_file_are_paragraphs() -> None:
    lines = ["I. ĐÁNH GIÁ CHUNG", TEXT * 3, "- " + TEXT * 2, "II. KIẾN NGHỊ", TEXT]
    document = assemble("x.txt", "", "txt", read_plain("\n".join(lines)))
    assert [p.text for _, p in document.paragraphs()] == [lines[1], lines[2], lines[4]]
    assert [s.label for s in document.walk()] == ["I", "II"]


def test_form_feeds_are_page_turns() -> None:
    document = assemble("x.txt", "", "txt", read_plain(f"I. MỘT\n{TEXT}\n\f{TEXT}\n\fII. BA\n{TEXT}"))
    assert [(s.label, s.page) for s in document.walk()] == [("I", 1), ("II", 3)]
    assert [p.page for _, p in document.paragraphs()] == [1, 2, 3]
    assert document.page_at(document.text.index("II. BA")) == 3


def test_columns_typed_with_spaces() -> None:
    text = (
        "      UBND TỈNH ĐÔNG HẢI                CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "   SỞ KHOA HỌC VÀ CÔNG NGHỆ                 Độc lập - Tự do - Hạnh phúc\n"
        "     Số: 34/KH-SKHCN                    Đông Hải, ngày 9 tháng 4 năm 2024\n\n"
        "                          KẾ HOẠCH\n          Chuyển đổi số năm 2024\n\n"
        "I. MỤC TIÊU\nNội dung mục tiêu.\n\n"
        "Nơi nhận:                                        GIÁM ĐỐC\n"
        "- UBND tỉnh;\n- Lưu: VT.                                    Trần Văn Mẫu\n"
    )
    found = assemble("x.txt", "", "txt", read_plain(text)).metadata
    assert (found.parent_body, found.issuer) == ("UBND TỈNH ĐÔNG HẢI", "SỞ KHOA HỌC VÀ CÔNG NGHỆ")
    assert (found.number, found.symbol, found.place, found.issued_on) == ("34", "KH-SKHCN", "Đông Hải", "2024-04-09")
    assert (found.type, found.subject) == ("KẾ HOẠCH", "Chuyển đổi số năm 2024")
    assert (found.recipients, found.signer, found.signer_role) == (("UBND tỉnh", "Lưu: VT"), "Trần Văn Mẫu", "GIÁM ĐỐC")


def test_stamps_of_signatures() -> None:
    text, day = split_stamps("A\n\t\ta.b@tinh.gov.vn\n\t2023-08-10T10:12:17+0700\n2023-08-11T01:00:00Z\nB")
    assert (text.split(), day) == (["A", "B"], "2023-08-10")
    kept, none = split_stamps("Gửi về địa chỉ a@b.vn trước ngày 10/8/2023.")
    assert (kept, none) == ("Gửi về địa chỉ a@b.vn trước ngày 10/8/2023.", None)


LINES = st.lists(
    st.sampled_from(
        [
            "I. A",
            "1. Về",
            "- x",
            "a) y",
            "Điều 1. Z",
            "PHỤ LỤC",
            "",
            "Nơi nhận:",
            "Số: 1/BC-X",
            "\f",
            " B",
            TEXT,
            "1.1. ç",
        ]
    )
    | st.text(max_size=30),
    max_size=25,
)


@settings(max_examples=150, deadline=None)
@given(LINES)
def test_offsets_slice_back_whatever_the_text(lines: list[str]) -> None:
    document = assemble("x.txt", "", "txt", read_plain(decode("\n".join(lines).encode("utf-8", "surrogatepass"))))
    assert unicodedata.is_normalized("NFC", document.text)
    _check(document)


def _check(document: Document) -> None:
    for section in document.walk():
        assert 0 <= section.start <= section.end <= len(document.text)
        for paragraph in section.paragraphs:
            assert document.text[paragraph.start : paragraph.end] == paragraph.text
    for upper, lower in zip(document.pages, document.pages[1:], strict=False):
        assert upper.end == lower.start


def _wrapped(*lines: str) -> list[str]:
    filler = [
        "Các sở, ngành và địa phương trong tỉnh đã tập trung triển khai thực hiện các nội",
        "dung của kế hoạch phát triển kinh tế - xã hội năm 2024 theo đúng tiến độ đã được",
        "phê duyệt và báo cáo kết quả thực hiện về cơ quan chủ trì để tổng hợp, trình cấp",
        "có thẩm quyền xem xét, quyết định.",
    ] * 3
    found = [block.text for block in read_plain("\n".join([*filler, *lines])).blocks]
    return found[found.index(next(text for text in found if text.startswith(lines[0][:20]))) :]


def test_a_number_that_the_words_above_speak_of_opens_no_paragraph() -> None:
    assert _wrapped(
        "- Dự thảo đánh số điểm a, b, d tại khoản 2 Điều 7 của Quy định là thiếu mất điểm",
        "c. Cần sửa lại cho đúng.",
    ) == ["- Dự thảo đánh số điểm a, b, d tại khoản 2 Điều 7 của Quy định là thiếu mất điểm c. Cần sửa lại cho đúng."]
    assert _wrapped(
        "- Dự thảo tách nội dung về nhiệm vụ trọng tâm của toàn tỉnh trong năm 2025 (mục",
        "II) nhưng nội dung trùng nhau.",
    )[0].endswith("(mục II) nhưng nội dung trùng nhau.")


def test_document_numbers_broken_at_their_hyphen() -> None:
    assert _wrapped(
        "- Đề nghị bổ sung căn cứ là Nghị quyết số 10-NQ/TW và Thông báo kết luận số 201/TB-",
        "UBND của Ủy ban nhân dân tỉnh.",
    )[0].endswith("số 201/TB-UBND của Ủy ban nhân dân tỉnh.")


def test_page_numbers_alone_between_the_lines() -> None:
    body = [f"Đoạn thứ {word} của văn bản này kết thúc tại đây." for word in "abcdefghijklmnopq"]
    text = "\n".join([*body, "2", *body, "3", *body])
    content = read_plain(text)
    assert len(content.blocks) == 51
    assert [block.text for block in content.blocks if block.text.isdigit()] == []
    listed = read_plain("\n".join(["Số thứ tự", "1", "2", "3", "Hết"]))
    assert sum(block.text.isdigit() for block in listed.blocks) == 3
