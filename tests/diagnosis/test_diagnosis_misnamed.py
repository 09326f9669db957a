# ruff: noqa: E501 (sentences of drafts stay whole)
"""Documents taken for one another: numbers with digits changed about, the other level, content of another resolution."""

from __future__ import annotations

import pytest

from assistant.diagnosis.credits import counted
from assistant.diagnosis.misnumbered import mixed
from tests.diagnosis.drafts import draft, findings

OPENING = (
    "Thực hiện Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ XVII, nhiệm kỳ 2020-2025 và Nghị quyết số 29-NQ/TW ngày 17/11/2022 của Ban Chấp hành Trung ương về tiếp tục đẩy mạnh công nghiệp hóa, hiện đại hóa đất nước; "
    "Nghị quyết số 15-NQ/TU ngày 20/9/2021 của Ban Chấp hành Đảng bộ tỉnh về phát triển công nghiệp; Nghị quyết số 42/NQ-HĐND ngày 08/12/2023 của HĐND tỉnh về nhiệm vụ năm 2024, UBND tỉnh báo cáo như sau."
)
OWN = "Trong 16 chỉ tiêu của Nghị quyết số 42/NQ-HĐND, có 14 chỉ tiêu đạt."


def messages(*sentences: str, governing: str | None = None) -> list[str]:
    text = "\n".join(["BÁO CÁO", OPENING, "# I. KẾT QUẢ", OWN, *sentences])
    return [f.message for f in findings(text, "reference_confusion", "citation_inconsistency", governing=governing)]


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("Nghị quyết số 92-NQ/TW được quán triệt nghiêm túc.", "29-NQ/TW"),
        ("Nghị quyết 51 được quán triệt nghiêm túc.", "15-NQ/TU"),
        ("Nghị quyết số 24/NQ-HĐND được triển khai kịp thời.", "42/NQ-HĐND"),
        ("Nghị quyết số 29-NQ/TU được quán triệt nghiêm túc.", "29-NQ/TW"),
        ("Nghị quyết số 15-NQ/TW được quán triệt nghiêm túc.", "15-NQ/TU"),
        ("Thực hiện Nghị quyết 15 của Bộ Chính trị, tỉnh đã thu hút 12 dự án.", "15-NQ/TU"),
        ("Nghị quyết 29 của Tỉnh ủy được quán triệt sâu rộng.", "29-NQ/TW"),
        ("Nghị quyết 42 của Quốc hội giao tỉnh tăng trưởng 8%.", "42/NQ-HĐND"),
        ("Trong 16 chỉ tiêu Trung ương giao, có 14 chỉ tiêu đạt và vượt.", "16 chỉ tiêu"),
        ("Trong 16 chỉ tiêu của Nghị quyết số 15-NQ/TU, có 14 chỉ tiêu đạt và vượt.", "16 chỉ tiêu"),
        ("Kế hoạch này theo Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XVI, nhiệm kỳ 2020-2025.", "XVI"),
        ("Thực hiện Nghị quyết Đại hội Đảng lần thứ XVII, các cấp đã vào cuộc.", "XVII"),
    ],
)
def test_a_document_taken_for_another_is_found(sentence: str, named: str) -> None:
    found = messages(sentence)
    assert len(found) == 1, found
    assert named in found[0]


@pytest.mark.parametrize(
    "sentence",
    [
        "Nghị quyết 29 của Trung ương và Nghị quyết 15 của Tỉnh ủy được quán triệt.",
        "Kết luận số 29-KL/TU ngày 12/3/2023 của Ban Thường vụ Tỉnh ủy được triển khai.",
        "Trong 16 chỉ tiêu HĐND tỉnh giao, có 14 chỉ tiêu đạt.",
        "Kế hoạch thực hiện Nghị quyết 29 của Tỉnh ủy bám sát thực tiễn.",
        "Nghị quyết số 24/NQ-HĐND ngày 09/12/2022 của HĐND tỉnh về dự toán được triển khai kịp thời.",
        "Nghị quyết 51 và Nghị quyết 51 của Chính phủ đều được quán triệt.",
        "Đại hội Đảng bộ tỉnh lần thứ XVI, nhiệm kỳ 2015-2020 đã đặt nền móng.",
    ],
)
def test_a_rightly_named_document_is_left_alone(sentence: str) -> None:
    assert messages(sentence) == []


GOVERNING = "\n".join(
    [
        "NGHỊ QUYẾT",
        "# I. MỤC TIÊU",
        *(f"{n}. Chỉ tiêu thứ {n} đạt {n}0% vào năm 2030." for n in range(1, 6)),
        "# II. NHIỆM VỤ",
        *(f"{n}. Xây dựng công trình số {n}." for n in range(1, 5)),
    ]
)


def test_targets_that_the_governing_resolution_lists_are_its_own() -> None:
    assert counted(draft(GOVERNING)) == {(5, "tiêu"), (4, "vụ")}
    found = messages("Cụ thể hóa 5 mục tiêu của Nghị quyết số 29-NQ/TW thành danh mục việc.", governing=GOVERNING)
    assert len(found) == 1
    assert "5 mục tiêu" in found[0]


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [("18", "81", True), ("08", "80", True), ("119", "191", True), ("123", "321", False), ("57", "57", False)],
)
def test_neighbouring_digits_that_changed_places(one: str, two: str, expected: bool) -> None:
    assert mixed(one, two) is expected


RESOLUTION = "\n".join(
    [
        "HỘI ĐỒNG NHÂN DÂN TỈNH LÂM HẢI",
        "Số: 47/NQ-HĐND",
        "NGHỊ QUYẾT",
        "Về nhiệm vụ năm 2024",
        "# I. MỤC TIÊU",
        "1. Tốc độ tăng GRDP đạt 7,5%.",
        "2. Hoàn thành 15.600 căn nhà ở xã hội.",
        "3. Tỷ lệ che phủ rừng đạt 50%.",
    ]
)


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("Mục tiêu 15.600 căn nhà ở xã hội mà Nghị quyết số 06-NQ/TW giao cho tỉnh phải chia theo năm.", 1),
        ("GRDP tăng 8,1%, cao hơn kế hoạch 7,5% mà Nghị quyết số 11/NQ-CP đề ra.", 1),
        ("Tỷ lệ che phủ rừng vượt mục tiêu 50% của Nghị quyết số 16/2021/QH15.", 1),
        ("Tỷ lệ hồ sơ trực tuyến vượt mục tiêu 50% của Nghị quyết số 16/2021/QH15.", 0),
        ("GRDP tăng 8,1%, cao hơn kế hoạch 7,5% mà Nghị quyết số 47/NQ-HĐND đề ra.", 0),
    ],
)
def test_a_target_of_the_governing_resolution_is_not_anothers(sentence: str, count: int) -> None:
    found = messages(sentence, governing=RESOLUTION)
    assert len(found) == count, found
