"""Letterheads of State, Party and associations; drafts, stamps, dates; signature blocks."""

from __future__ import annotations

import pytest

from assistant.documents.blocks import Block
from assistant.documents.closing import find_closing
from assistant.documents.letterhead import parse_date, read_letterhead
from assistant.documents.secrecy import is_stamp, secrecy_of, urgency_of

STATE = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]


def _blocks(*lines: str) -> list[Block]:
    return [Block(line) for line in lines]


def test_party_letterhead_has_no_colon() -> None:
    lines = ("TỈNH ỦY ĐÔNG HẢI", "BAN TUYÊN GIÁO", "*", "Số 127-BC/BTGTU", "ĐẢNG CỘNG SẢN VIỆT NAM")
    head = read_letterhead(
        _blocks(*lines, "Đông Hải, ngày 05 tháng 3 năm 2024", "BÁO CÁO", "sơ kết công tác", "-----", "Thực hiện.")
    )
    found = head.metadata
    assert (found.parent_body, found.issuer) == ("TỈNH ỦY ĐÔNG HẢI", "BAN TUYÊN GIÁO")
    assert (found.number, found.symbol, found.style) == ("127", "BC/BTGTU", "party")
    assert (found.type, found.type_code, found.subject, head.end) == ("BÁO CÁO", "BC", "sơ kết công tác", 9)


def test_association_letter() -> None:
    head = read_letterhead(
        _blocks(
            "HỘI LUẬT GIA TỈNH ĐÔNG HẢI",
            "Số: 45/HLG",
            "V/v góp ý dự thảo Nghị quyết",
            *STATE,
            "Đông Hải, ngày 5 tháng 6 năm 2024",
            "Kính gửi: Sở Tư pháp tỉnh Đông Hải",
            "Phúc đáp Công văn số 12/STP, Hội có ý kiến:",
        )
    )
    found = head.metadata
    assert (found.number, found.symbol, found.subject) == ("45", "HLG", "góp ý dự thảo Nghị quyết")
    assert (found.type, found.type_code, found.parent_body, found.issuer) == (
        None,
        "CV",
        None,
        "HỘI LUẬT GIA TỈNH ĐÔNG HẢI",
    )
    assert head.end == 7


def test_resolution_names_its_author_below_the_subject() -> None:
    head = read_letterhead(
        _blocks(
            "HỘI ĐỒNG NHÂN DÂN",
            "TỈNH ĐÔNG HẢI",
            "Số: 34/2023/NQ-HĐND",
            *STATE,
            "Đông Hải, ngày 8 tháng 12 năm 2023",
            "NGHỊ QUYẾT",
            "Quy định chính sách hỗ trợ hợp tác xã",
            "HỘI ĐỒNG NHÂN DÂN TỈNH ĐÔNG HẢI",
            "KHÓA XVIII, KỲ HỌP THỨ 14",
            "Căn cứ Luật Ngân sách nhà nước;",
        )
    )
    found = head.metadata
    assert (found.issuer, found.parent_body) == ("HỘI ĐỒNG NHÂN DÂN TỈNH ĐÔNG HẢI", None)
    assert (found.number, found.symbol) == ("34/2023", "NQ-HĐND")
    assert (found.subject, head.end) == ("Quy định chính sách hỗ trợ hợp tác xã", 10)


@pytest.mark.parametrize(
    ("mark", "draft_round"),
    [
        ("DỰ THẢO", None),
        ("Dự thảo lần 2", 2),
        ("(Dự thảo lần thứ ba)", 3),
        ("DỰ THẢO LẦN II", 2),
        ("Dự thảo 15/6/2024", None),
    ],
)
def test_draft_marks(mark: str, draft_round: int | None) -> None:
    found = read_letterhead(
        _blocks("UBND TỈNH ĐÔNG HẢI", "Số:      /BC-UBND", mark, *STATE, "BÁO CÁO", "Kết quả")
    ).metadata
    assert (found.is_draft, found.draft_round, found.number) == (True, draft_round, None)


def test_a_report_about_a_draft_is_no_draft() -> None:
    found = read_letterhead(_blocks("UBND TỈNH", "Số: 3/BC-UBND", *STATE, "BÁO CÁO", "Góp ý dự thảo Đề án")).metadata
    assert not found.is_draft


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bắc Giang, ngày 10 tháng 8 năm 2023", ("Bắc Giang", "2023-08-10")),
        ("Bắc Giang, ngày     tháng 08  năm 2023", ("Bắc Giang", None)),
        ("TP. Đông Hải, ngày ... tháng ... năm 2024", ("TP. Đông Hải", None)),
        ("Đông Hải, ngày 31 tháng 2 năm 2024", ("Đông Hải", None)),
        ("không có ngày", None),
    ],
)
def test_dates(text: str, found: tuple[str, str | None] | None) -> None:
    assert parse_date(text) == found


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("MẬT", "restricted"),
        ("[ TỐI MẬT ]", "secret"),
        ("TUYỆT MẬT", "top_secret"),
        ("Độ mật: Tối mật", "secret"),
        ("M Ậ T", "restricted"),
        ("Bảo vệ bí mật nhà nước", "none"),
        ("MẬT ONG RỪNG", "none"),
        ("Mật", "none"),
    ],
)
def test_secrecy_stamps(line: str, mark: str) -> None:
    assert secrecy_of([line]) == mark
    assert is_stamp(line) == (mark != "none")


def test_urgency_and_the_highest_secrecy() -> None:
    assert urgency_of(["HỎA TỐC"]) == urgency_of(["HOẢ TỐC"]) == "express"
    assert urgency_of(["THƯỢNG KHẨN"]) == "very_urgent"
    assert urgency_of(["KHẨN TRƯƠNG TRIỂN KHAI"]) == "none"
    assert secrecy_of(["MẬT", "TUYỆT MẬT"]) == "top_secret"


def test_the_word_in_a_sentence_is_no_stamp() -> None:
    body = _blocks(
        "UBND TỈNH", "Số: 3/BC-UBND", *STATE, "BÁO CÁO", "Công tác bảo vệ bí mật", "Tài liệu MẬT phải quản lý.", "MẬT"
    )
    assert read_letterhead(body).metadata.secrecy == "none"


def test_signature_block() -> None:
    closing = find_closing(
        _blocks(
            "Nội dung.",
            "Nơi nhận:",
            "- Thường trực Tỉnh ủy (để b/c);      báo",
            "- Các sở, ban, ngành;",
            "- Lưu: VT.",
            "TM. ỦY BAN NHÂN DÂN",
            "KT. CHỦ TỊCH",
            "PHÓ CHỦ TỊCH",
            "(Đã ký)",
            "PGS.TS. Nguyễn Thị Thử",
            "PHỤ LỤC I",
        ),
        0,
    )
    assert (closing.start, closing.end) == (1, 10)
    assert closing.recipients == ("Thường trực Tỉnh ủy (để b/c)", "Các sở, ban, ngành", "Lưu: VT")
    assert (closing.signer, closing.signer_role) == ("Nguyễn Thị Thử", "PHÓ CHỦ TỊCH")


def test_text_without_letterhead_or_signature() -> None:
    blocks = _blocks("I. MỞ ĐẦU", "Một đoạn văn.", "II. KẾT LUẬN", "Một đoạn nữa.")
    head = read_letterhead(blocks)
    assert (head.end, head.metadata.issuer, head.metadata.type) == (0, None, None)
    closing = find_closing(blocks, 0)
    assert (closing.start, closing.end) == (4, 4)
