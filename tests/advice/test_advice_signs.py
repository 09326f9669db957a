"""Single clauses: what each shows by its own words, worked out by hand."""

from __future__ import annotations

import pytest

from assistant.advice.classify import aspect_of, is_scene, topics_of
from assistant.advice.pieces import pieces
from assistant.advice.signs import sign_of


@pytest.mark.parametrize(
    ("text", "kind", "ask"),
    [
        ("Phần đánh giá chung kết quả đạt được nên lập thành một mục riêng.", "recommendation", "restructure"),
        ("Với mỗi chỉ tiêu có nguy cơ không đạt, nêu riêng nguyên nhân.", "recommendation", "add"),
        ("Các giải pháp phải cụ thể hóa bằng số liệu.", "recommendation", "clarify"),
        ("Các bảng số liệu đưa vào phụ lục.", "recommendation", "cut"),
        ("Việc ban hành Nghị quyết là cần thiết.", "praise", None),
        ("07 dự án phải điều chỉnh quy mô do khảo sát kém.", None, None),
        ("Mức thu đề xuất tăng 2,5 lần.", None, None),
        ("Mục tiêu tăng 14% trong khi vốn đầu tư chỉ tăng 6%.", "critique", None),
        ("Nghị định này đã được thay thế bởi Nghị định số 80/2021/NĐ-CP.", "critique", "update"),
        ("Trang 15 ghi 71%, trang 47 lại nêu 64%.", "critique", "correct"),
        ("Dự thảo dài 68 trang, khó nhớ.", "critique", "cut"),
        ("Báo cáo phân tích khá kỹ 4 chỉ tiêu không đạt.", "praise", None),
        ("Dự thảo nêu “đề nghị bổ sung” ở trang 3.", None, None),
        ("Dự thảo vẫn còn những điểm cần hoàn thiện.", "critique", None),
        ("Số liệu này khác với Niên giám thống kê.", "critique", "correct"),
        ("- Không quy định lại nội dung đã có tại văn bản cấp trên.", "recommendation", "propose"),
        ("Đồng ý thông qua sau khi chỉnh sửa.", "praise", None),
        ("Đề nghị Sở nghiên cứu, tiếp thu các ý kiến trên để hoàn thiện.", "recommendation", "other"),
        ("Đề nghị Sở tiếp thu, rút gọn dự thảo.", "recommendation", "cut"),
    ],
)
def test_signs(text: str, kind: str | None, ask: str | None) -> None:
    sign = sign_of(text)
    assert (sign.kind, sign.ask) == (kind, ask)


def test_a_consequence_is_no_advice() -> None:
    assert sign_of("Số liệu phân tán, nên báo cáo còn dài.").kind == "critique"
    assert sign_of("Là nghị quyết của HĐND, nên tập trung quyết định các chỉ tiêu.").kind == "recommendation"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Về thể thức: bản thảo dài; còn lỗi.", ["Về thể thức: bản thảo dài;", "còn lỗi."]),
        ("Bổ sung chỉ tiêu: tỷ lệ A; số B.", ["Bổ sung chỉ tiêu: tỷ lệ A; số B."]),
        ("Đề nghị hai hướng: bỏ Điều 11; hoặc sửa tên gọi.", ["Đề nghị hai hướng: bỏ Điều 11;", "hoặc sửa tên gọi."]),
        (
            "Cập nhật các xu hướng như: nâng cao A; phát triển B.",
            ["Cập nhật các xu hướng như: nâng cao A; phát triển B."],
        ),
        ("Bổ sung giải pháp (a; b) và “c; d”; làm rõ vốn.", ["Bổ sung giải pháp (a; b) và “c; d”;", "làm rõ vốn."]),
        ("PGS.TS. Lê A dự. Nêu 12.500 tỷ đồng.", ["PGS.TS. Lê A dự.", "Nêu 12.500 tỷ đồng."]),
        (
            "Trang 18, dòng 5: nhận định cảm tính; thay bằng số.",
            ["Trang 18, dòng 5: nhận định cảm tính;", "thay bằng số."],
        ),
        ("Kiến nghị Sở: (1) lập bảng; (2) gửi lại./.", ["Kiến nghị Sở: (1) lập bảng;", "(2) gửi lại./."]),
    ],
)
def test_pieces(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in pieces(text)] == expected


def test_scenes() -> None:
    assert is_scene("Thực hiện Công văn số 12/UBND-TH ngày 01/3/2024, Hội đã tổ chức hội thảo.")
    assert is_scene("Tuy nhiên, Ban đề nghị lưu ý các vấn đề sau:")
    assert is_scene("Các nội dung khác: Không có ý kiến.")
    assert not is_scene("Căn cứ Điều 28 của Luật, việc ban hành Quyết định là đúng thẩm quyền.")
    assert not is_scene("Đề nghị rà soát, thống nhất các số liệu sau:")
    assert not is_scene("Liên hiệp Hội đề nghị UBND tỉnh rút gọn dự thảo.")


def test_aspects_of_headings() -> None:
    overall = ("I. ĐÁNH GIÁ CHUNG", "2. Hạn chế")
    assert aspect_of(overall, "Mục tiêu đặt cao.", None) == "general"
    assert (
        aspect_of(("II. Ý KIẾN", "1. Về kết quả thực hiện các chỉ tiêu, nhiệm vụ"), "Thiếu số liệu.", None) == "results"
    )
    assert aspect_of(("II. VỀ MỤC TIÊU, GIẢI PHÁP",), "Mục tiêu chưa rõ.", None) == "forecast_targets"
    assert aspect_of(("II. VỀ MỤC TIÊU, GIẢI PHÁP",), "Thiếu cơ quan chủ trì.", None) == "tasks_solutions"
    assert aspect_of(("II. Ý KIẾN", "1. Giải pháp"), "Về thể thức: …", "form") == "form"


def test_longer_names_keep_their_words() -> None:
    assert topics_of("hợp tác xã") == ("enterprise",)
    assert topics_of("dịch vụ công trực tuyến") == ("administration",)
    assert topics_of("Sở Giáo dục và Đào tạo nghiên cứu, tiếp thu") == ()
