# ruff: noqa: E501 (sentences of drafts stay whole)
"""What the governing resolution set, credited to another document or to the congress; two ordinals for one term."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.diagnosis.diagnose import diagnose
from assistant.diagnosis.model import Finding, Subject
from tests.diagnosis.drafts import draft, findings

RESOLUTION = """NGHỊ QUYẾT
về phát triển giáo dục
# I. CHỈ TIÊU
1. Tỷ lệ trẻ em đến lớp đạt 92%.
2. Tỷ lệ trường đạt chuẩn đạt 65%.
3. Tỷ lệ phòng học kiên cố đạt 85%.
4. Tỷ lệ giáo viên đạt chuẩn đạt 95%.
# II. NHIỆM VỤ
1. Sáp nhập trường nhỏ, giảm 210 điểm trường lẻ."""


def confused(text: str, *, number: str = "09/2021", subject: str = "về phát triển giáo dục") -> tuple[Finding, ...]:
    governing = draft(RESOLUTION)
    metadata = replace(governing.metadata, number=number, symbol="NQ-HĐND", subject=subject)
    pair = Subject(draft(f"# I. KẾT QUẢ\n{text}"), replace(governing, metadata=metadata))
    return diagnose(pair, only=["reference_confusion"])


def test_a_task_of_the_governing_resolution_said_to_be_given_by_another() -> None:
    text = "Số điểm trường lẻ giảm từ 946 xuống 731, vượt mức 210 điểm mà {} giao."
    (found,) = confused(text.format("Quyết định số 1719/QĐ-TTg"))
    assert "09/2021/NQ-HĐND" in found.message
    assert confused(text.format("Nghị quyết số 09/2021/NQ-HĐND")) == ()
    other = "Số cán bộ xã tăng, bằng mức 210 điểm mà Quyết định số 1719/QĐ-TTg giao."
    assert confused(other) == ()


def test_the_targets_of_the_governing_resolution_said_to_be_of_the_congress() -> None:
    text = "Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ XV giao {} chỉ tiêu; đến nay {}."
    (found,) = confused(text.format(4, "3 chỉ tiêu đạt và vượt"))
    assert "4 chỉ tiêu" in found.message
    assert "09/2021/NQ-HĐND" in found.message
    assert confused(text.format(17, "12 chỉ tiêu đạt và vượt")) == ()
    assert confused(text.format(4, "các ngành đã phân công")) == ()
    assert confused(text.format(4, "3 chỉ tiêu đạt và vượt"), subject="Đại hội đại biểu Đảng bộ tỉnh") == ()


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("lần thứ I, nhiệm kỳ 2025-2030", "lần thứ XX, nhiệm kỳ 2025-2030", 1),
        ("lần thứ I, nhiệm kỳ 2025-2030", "lần thứ XIX, nhiệm kỳ 2020-2025", 0),
        ("lần thứ I, nhiệm kỳ 2025-2030", "lần thứ I, nhiệm kỳ 2025-2030", 0),
    ],
)
def test_one_term_has_one_congress(one: str, other: str, count: int) -> None:
    text = f"# I. KẾT QUẢ\nNghị quyết Đại hội đại biểu Đảng bộ tỉnh {one} được quán triệt.\nCác sở bám sát Nghị quyết Đại hội đại biểu Đảng bộ tỉnh {other}."
    assert len(findings(text, "reference_confusion")) == count
