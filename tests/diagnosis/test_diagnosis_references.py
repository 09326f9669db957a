# ruff: noqa: E501 (sentences of drafts stay whole)
"""reference_confusion and citation_inconsistency: congresses taken for one another, documents cited in two ways."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.diagnosis.diagnose import diagnose
from assistant.diagnosis.model import Subject
from assistant.diagnosis.symbols import right_spelling
from assistant.language.references import references
from tests.diagnosis.drafts import draft, findings

OPENING = "Ban Chấp hành Đảng bộ tỉnh sơ kết giữa nhiệm kỳ thực hiện Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ XVIII, nhiệm kỳ 2020-2025."
MORE = "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XVIII đề ra 17 chỉ tiêu."


def confused(*sentences: str) -> list[str]:
    text = "\n".join([OPENING, "# I. KẾT QUẢ", MORE, *sentences])
    return [f.message for f in findings(text, "reference_confusion")]


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("Tỉnh đã cụ thể hóa Nghị quyết Đại hội XVIII của Đảng thành 12 đề án.", "Đảng bộ tỉnh"),
        ("Triển khai Nghị quyết Đại hội đại biểu toàn quốc lần thứ XVIII của Đảng.", "XVIII"),
        ("Các mục tiêu mà Nghị quyết Đại hội XIII của Đảng bộ tỉnh đề ra cơ bản đạt.", "XVIII"),
        ("Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ XII đề ra 17 chỉ tiêu.", "XVIII"),
        (
            "Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ XVIII, nhiệm kỳ 2015-2020 đã đi vào cuộc sống.",
            "2020-2025",
        ),
        ("Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ XVII, nhiệm kỳ 2020-2025 đã đi vào cuộc sống.", "2015-2020"),
        ("Thực hiện Nghị quyết Hội nghị Ban Chấp hành Trung ương khóa XVIII về xây dựng Đảng.", "XVIII"),
        ("Đại hội XIII của Đảng, nhiệm kỳ 2015-2020 đã xác định mục tiêu.", "2021-2026"),
        ("Nghị quyết số 19-NQ/TW ngày 16/6/2022 của HĐND tỉnh được triển khai.", "Trung ương"),
        (
            "Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về phát triển kinh tế tư nhân được triển khai.",
            "68-NQ/TW",
        ),
        ("Trong 17 chỉ tiêu của Nghị quyết Đại hội XIII của Đảng, tỉnh đạt 12 chỉ tiêu.", "17 chỉ tiêu"),
    ],
)
def test_a_confused_congress_is_found(sentence: str, named: str) -> None:
    found = confused(sentence)
    assert len(found) == 1, found
    assert named in found[0]


@pytest.mark.parametrize(
    "sentence",
    [
        "Thực hiện sáu nhiệm vụ trọng tâm và ba đột phá chiến lược do Đại hội XIII của Đảng đề ra.",
        "Quán triệt Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng và Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XVIII.",
        "So với nhiệm kỳ trước, Đại hội Đảng bộ tỉnh lần thứ XVII chỉ đề ra 15 chỉ tiêu.",
        "Đại hội Đảng bộ tỉnh lần thứ XVII, nhiệm kỳ 2015-2020 đã tạo nền tảng.",
        "Chuẩn bị tổ chức Đại hội Đảng bộ tỉnh lần thứ XIX, nhiệm kỳ 2025-2030, tiến tới Đại hội XIV của Đảng.",
        "Đại hội Đảng bộ huyện Thuận Lam lần thứ XXII thành công tốt đẹp.",
        "Đại hội đại biểu toàn quốc Mặt trận Tổ quốc Việt Nam lần thứ X diễn ra năm 2024.",
        "Hội nghị Trung ương 8 khóa XIII ban hành Nghị quyết về chính sách xã hội.",
        "Bài viết có câu “Nghị quyết Đại hội XVIII của Đảng” là trích nguyên văn.",
        "Đại hội Đảng bộ tỉnh Lạng Khê lần thứ XVI, nhiệm kỳ 2020-2025 cũng đề ra mục tiêu này.",
        "Đại hội đề ra ba khâu đột phá; đến nay đã hoàn thành hai.",
        "Đại hội Công đoàn tỉnh lần thứ XV được tổ chức năm 2023.",
        "Việc thực hiện ba khâu đột phá đã gắn với ba đột phá chiến lược của Nghị quyết Đại hội XIII của Đảng.",
        "Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về khoa học, công nghệ, đổi mới sáng tạo được triển khai.",
    ],
)
def test_a_rightly_named_congress_is_left_alone(sentence: str) -> None:
    assert confused(sentence) == []


def test_content_of_the_national_congress_credited_to_the_province() -> None:
    found = confused(
        "Thực hiện ba đột phá chiến lược do Đại hội XIII của Đảng đề ra.",
        "Có thể nói ba đột phá chiến lược mà Đại hội Đảng bộ tỉnh đề ra đang phát huy tác dụng.",
    )
    assert len(found) == 1
    assert "ba đột phá chiến lược" in found[0]


TARGETS = "Tỉnh ủy ban hành Nghị quyết số 09-NQ/TU ngày 15/3/2021 về giảm nghèo (gọi tắt là Nghị quyết 09)."


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("Đối chiếu 10 mục tiêu của Nghị quyết số 111/2024/QH15, đến nay 7 mục tiêu đạt.", 1),
        ("Trong 12 chỉ tiêu của Nghị quyết của Quốc hội, có 9 chỉ tiêu đạt.", 1),
        ("Đối chiếu 10 mục tiêu của Nghị quyết 09, đến nay 7 mục tiêu đạt.", 0),
        ("Cả nước đạt 12 chỉ tiêu của Nghị quyết của Quốc hội.", 0),
        ("Hội đồng nhân dân giao 12 chỉ tiêu; Nghị quyết số 111/2024/QH15 được triển khai.", 0),
    ],
)
def test_targets_of_the_province_credited_to_the_centre(sentence: str, count: int) -> None:
    found = findings(f"{TARGETS}\n# I. KẾT QUẢ\n{sentence}", "reference_confusion")
    assert len(found) == count


def test_a_province_may_have_three_breakthroughs_of_its_own() -> None:
    assert confused("Ba khâu đột phá mà Đại hội Đảng bộ tỉnh đề ra đang phát huy tác dụng.") == []


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("Tỉnh quán triệt Nghị quyết Đại hội XXV của Đảng.", "chưa có Đại hội đại biểu toàn quốc"),
        ("Thực hiện Nghị quyết Đại hội XII của Đảng, giai đoạn 2021-2025 kinh tế tăng trưởng khá.", "Đại hội XIII"),
    ],
)
def test_a_national_ordinal_that_cannot_be_meant(sentence: str, named: str) -> None:
    dated = "Số liệu theo Công văn số 15/STC-NS ngày 20/10/2024 của Sở Tài chính."
    (found,) = findings(f"{OPENING} {dated}\n# I. KẾT QUẢ\n{MORE}\n{sentence}", "reference_confusion")
    assert named in found.message


GOVERNING = """TỈNH ỦY SÔNG LAM
Số 11-NQ/TU
NGHỊ QUYẾT
về phát triển du lịch
# I. QUAN ĐIỂM
Phát triển du lịch phải giữ rừng, giữ nước, giữ bản sắc và không chạy theo số lượng khách."""


def test_words_of_the_governing_resolution_ascribed_to_another() -> None:
    text = "# I. KẾT QUẢ\nTỉnh kiên trì quan điểm giữ rừng, giữ nước, giữ bản sắc của {} trong mọi dự án."
    governing = draft(GOVERNING)
    governing = replace(governing, metadata=replace(governing.metadata, number="11", symbol="NQ/TU"))
    for name, count in (("Nghị quyết 08", 1), ("Nghị quyết 11", 0)):
        subject = Subject(draft(text.format(name)), governing)
        found = diagnose(subject, only=["reference_confusion"])
        assert len(found) == count
        assert all(one.governing for one in found)


def test_without_a_known_ordinal_nothing_is_said_of_the_province() -> None:
    text = "# I. KẾT QUẢ\nNghị quyết Đại hội Đảng bộ tỉnh đề ra 17 chỉ tiêu. Nghị quyết Đại hội XIII của Đảng được quán triệt."
    assert findings(text, "reference_confusion") == ()


def test_the_governing_resolution_tells_the_ordinal() -> None:
    governing = "Đại hội đại biểu Đảng bộ tỉnh An Khê lần thứ XV, nhiệm kỳ 2020-2025 họp từ ngày 12 đến ngày 14/10/2020.\n# I. MỤC TIÊU\nPhát triển nhanh."
    text = "# I. KẾT QUẢ\nNghị quyết Đại hội XV của Đảng đã được cụ thể hóa."
    (found,) = findings(text, "reference_confusion", governing=governing)
    assert "của Đảng bộ tỉnh" in found.message


def cited(*sentences: str) -> list[str]:
    return [f.message for f in findings("\n".join(["# I. KẾT QUẢ", *sentences]), "citation_inconsistency")]


A = "Thực hiện Nghị quyết số 47-NQ/TU ngày 22/7/2021 của Ban Chấp hành Đảng bộ tỉnh về chuyển đổi số, tỉnh đã có kho dữ liệu."


@pytest.mark.parametrize(
    ("sentences", "named"),
    [
        ((A, "Tiếp tục thực hiện Nghị quyết số 47-NQ/TU ngày 27/7/2021."), "27/7/2021"),
        ((A, "Nghị quyết số 47-NQ/TU ngày 22/7/2020 về chuyển đổi số được quán triệt."), "22/7/2020"),
        ((A, "Nghị quyết số 47-NQ/TU ngày 22/7/2021 của Ban Thường vụ Tỉnh ủy được quán triệt."), "Ban Thường vụ"),
        ((A, "Nghị quyết số 47-NQ/TU ngày 22/7/2021 về phát triển du lịch cộng đồng được quán triệt."), "du lịch"),
        ((A, "Nghị quyết số 74-NQ/TU ngày 22/7/2021 được quán triệt."), "74-NQ/TU"),
        ((A, "Kết luận số 47-NQ/TU ngày 22/7/2021 được quán triệt."), "Kết luận"),
        ((A, "Nghị quyết số 41-NQ/TU ngày 22/7/2021 được quán triệt."), None),
        ((A, "Nghị quyết số 57-NQ/TU ngày 22/7/2021 được quán triệt."), "57-NQ/TU"),
        (
            (
                "Nghị quyết số 05/2022/NQ-HĐND ngày 20/4/2022 quy định chính sách hỗ trợ phát triển sản phẩm OCOP được ban hành.",
                "Kết quả đạt khá.",
                "Theo Nghị quyết số 15/2022/NQ-HĐND quy định chính sách hỗ trợ phát triển sản phẩm OCOP, mức chi tăng.",
            ),
            "15/2022/NQ-HĐND",
        ),
        (("Thực hiện Nghị định số 30/2020/NĐ-CP ngày 05/3/2021 của Chính phủ.",), "2020"),
        (("Theo Luật Đất đai số 31/2024/QH14, giá đất được công bố hằng năm.",), "XIV"),
        (("Theo Luật Đầu tư công số 45/2013/QH13, vốn được giao trung hạn.",), "Luật Đất đai"),
        (("Nghị quyết số 68-NQ/TW ngày 05/4/2025 của Bộ Chính trị về phát triển kinh tế tư nhân.",), "04/5/2025"),
        (("Kế hoạch thực hiện Quyết định số 12/QĐ-UBND ngày 05/3/2024 của HĐND tỉnh.",), "HĐND tỉnh"),
        (("Tại Công văn số 1865/CV-TU, Tỉnh ủy yêu cầu rà soát.",), "1865-CV/TU"),
        (("Theo Nghị quyết số 12/NQ.HĐND, mức chi là 2 triệu đồng.",), "12/NQ-HĐND"),
        (("Theo Nghị quyết số 06/NQ-TW của Bộ Chính trị.",), "06-NQ/TW"),
        (("Theo Nghị quyết số 15-NQ/HĐND của HĐND tỉnh.",), "15/NQ-HĐND"),
        (("Theo Chỉ thị số 12-NQ/TU của Tỉnh ủy.",), "12-NQ/TU"),
        (
            (
                "Kế hoạch số 12-CTr/TU ngày 05/3/2024.",
                "Chương trình số 12-CTr/TU ngày 05/3/2024.",
                "Kế hoạch số 12-CTr/TU.",
            ),
            None,
        ),
        (
            ("Thông báo số 18-KH/TU ngày 05/3/2024.", "Kế hoạch số 18-KH/TU ngày 05/3/2024.", "Kế hoạch số 18-KH/TU."),
            "Thông báo",
        ),
        (
            (
                "Nghị quyết số 23/NQ-HĐND ngày 09/12/2021.",
                "Kết quả đạt khá.",
                "Nghị quyết số 32/NQ-HĐND ngày 09/12/2021.",
            ),
            "23/NQ-HĐND",
        ),
    ],
)
def test_a_contradiction_is_found(sentences: tuple[str, ...], named: str | None) -> None:
    found = cited(*sentences)
    assert len(found) == (named is not None), found
    assert all((named or "") in message for message in found)


@pytest.mark.parametrize(
    "sentences",
    [
        (A, "Nghị quyết số 47-NQ/TU được quán triệt đến chi bộ."),
        (A, "Nghị quyết số 47-NQ/TU của Tỉnh ủy về chuyển đổi số tỉnh đến năm 2025 được quán triệt."),
        (
            "Kế hoạch số 12/KH-UBND ngày 15/01/2022 của UBND tỉnh về cải cách hành chính.",
            "Kế hoạch số 12/KH-UBND ngày 20/01/2023 của UBND tỉnh về xúc tiến đầu tư.",
        ),
        (
            "Nghị quyết số 71/NQ-HĐND ngày 11/12/2024 của HĐND tỉnh.",
            "Nghị quyết số 71-NQ/TW ngày 22/8/2025 của Bộ Chính trị.",
        ),
        (
            "Nghị quyết số 18-NQ/TW ngày 25/10/2017 về tổ chức bộ máy.",
            "Nghị quyết số 18-NQ/TW ngày 16/6/2022 về đất đai.",
        ),
        (
            "Nghị quyết số 10/NQ-HĐND ngày 08/12/2023 về kế hoạch phát triển kinh tế - xã hội năm 2024.",
            "Nghị quyết số 71/NQ-HĐND ngày 11/12/2024 về kế hoạch phát triển kinh tế - xã hội năm 2025.",
        ),
        ("Quyết định số 14/2024/QĐ-UBND ngày 02/5/2024 và Nghị định số 102/2024/NĐ-CP ngày 30/7/2024.",),
        (
            "Chương trình hành động số 05-CTr/TU, Quy định số 22-QĐ/TW, Báo cáo số 90-BC/ĐU, Tờ trình số 12/TTr-UBND, Công văn số 3954/UBND-VX.",
        ),
        ("Kế hoạch của Tỉnh ủy thực hiện Nghị quyết số 57-NQ/TW của Bộ Chính trị.",),
        ("Chương trình thực hiện Nghị quyết số 57-NQ/TW của Tỉnh ủy được ban hành tháng 02/2025.",),
        ("Nghị quyết số 12/NQ-HĐND và số 13/NQ-HĐND ngày 10/12/2024 của HĐND tỉnh.",),
        ("Luật Đất đai số 31/2024/QH15 ngày 18/01/2024; Luật số 43/2024/QH15 ngày 29/6/2024.",),
    ],
)
def test_sound_citations_are_left_alone(sentences: tuple[str, ...]) -> None:
    assert cited(*sentences) == []


def test_the_right_spelling_of_numbers() -> None:
    assert right_spelling("1865/CV-TU") == "1865-CV/TU"
    assert right_spelling("06/NQ-TW") == "06-NQ/TW"
    assert right_spelling("15-QĐ/UBND") == "15/QĐ-UBND"
    for code in ("47-NQ/TU", "71/NQ-HĐND", "30/2020/NĐ-CP", "3954/UBND-VX", "12/2014/TTLT-BTC-BKHĐT", "90/TBMTTQ-BTT"):
        assert right_spelling(code) == code


def test_time_grows_with_the_length() -> None:
    text = (
        "Thực hiện Nghị quyết số 47-NQ/TU ngày 22/7/2021 của Ban Chấp hành Đảng bộ tỉnh, Luật Đất đai năm 2024. " * 400
    )
    assert len(references(text)) == 800
