"""Which reports count as comparable: family of draft, field by subject or by what is spoken of; matters of a report."""

from __future__ import annotations

import pytest

from assistant.review.asking import subject_of
from assistant.review.gather import gather
from assistant.review.matters import matters
from assistant.review.profile import one_field, profile
from tests.review.precedents import Reports, draft

WASTE = draft(
    ("I. THỰC TRẠNG", ["Lò đốt cấp xã thải khói đen; bãi chôn lấp rỉ nước; hộ gia đình chưa phân loại rác hữu cơ."]),
    ("II. NHIỆM VỤ, GIẢI PHÁP", ["Mua xe ép rác, lập trạm trung chuyển, bù giá dịch vụ thu gom cho tổ tự quản."]),
    type_name="ĐỀ ÁN", subject="Thu gom, xử lý chất thải rắn sinh hoạt nông thôn tỉnh Cẩm Hà giai đoạn 2025-2030",
)  # fmt: skip
ASKED = (
    "Đề nghị bổ sung lộ trình dừng lò đốt cấp xã, đóng bãi chôn lấp, lập trạm trung chuyển và bù giá dịch vụ thu gom."
)


def nearness(**subjects: str) -> dict[str, float]:
    reports = Reports()
    for name, subject in subjects.items():
        same = name == "speaks"
        reports.add(
            name, [ASKED if same else "Đề nghị bổ sung chỉ tiêu về tỷ lệ đô thị hóa, mật độ cây xanh."], subject=subject
        )
    return {one.report.document.document_id: one.nearness for one in gather(profile(WASTE), reports, frozenset())}


def test_the_field_counts_more_than_the_family() -> None:
    near = nearness(
        same="dự thảo Đề án xử lý chất thải rắn sinh hoạt nông thôn tỉnh Yên Phú",
        family="dự thảo Đề án phát triển du lịch tỉnh Yên Phú",
        field="dự thảo Nghị quyết quy định mức hỗ trợ thu gom chất thải rắn sinh hoạt nông thôn",
    )
    assert near["same"] == 1.0
    assert near["family"] < near["field"] < near["same"]


def test_a_report_that_speaks_of_the_same_things_is_of_the_same_field() -> None:
    near = nearness(speaks="dự thảo Đề án làng quê sạch đẹp", other="dự thảo Đề án làng quê sạch đẹp, sáng, xanh")
    assert near["speaks"] > 0.9
    assert near["other"] == pytest.approx(0.35)


@pytest.mark.parametrize(
    ("subject", "one"),
    [
        ("Sơ kết 03 năm thực hiện Nghị quyết số 18-NQ/TU về phát triển giáo dục nghề nghiệp", True),
        ("sơ kết giữa nhiệm kỳ thực hiện Nghị quyết Đại hội đại biểu Đảng bộ tỉnh", False),
        ("Tình hình thực hiện Nghị quyết về kế hoạch phát triển kinh tế - xã hội năm 2025", False),
    ],
)
def test_one_field_or_all(subject: str, one: bool) -> None:
    assert one_field(subject) is one


@pytest.mark.parametrize(
    ("clause", "topic"),
    [
        ("Thứ mười, về vốn vay.", "về vốn vay"),
        ("2. Về người trực tiếp thu gom: Đội ngũ này chủ yếu là phụ nữ lớn tuổi.", "Về người trực tiếp thu gom"),
        ("- Phần nguyên nhân chủ quan mới quy về ý thức người dân.", "về nguyên nhân chủ quan"),
        ("Tổng kinh phí 1.240 tỷ đồng còn chung chung.", ""),
        ("Dự thảo được chuẩn bị công phu.", ""),
    ],
)
def test_what_a_matter_is_about(clause: str, topic: str) -> None:
    assert subject_of(clause) == topic


def test_a_paragraph_with_two_faults_raises_two_matters() -> None:
    reports = Reports().add("a", [
        "- Chưa có dự báo khối lượng rác. Đề nghị bổ sung dự báo theo dân số. Giá dịch vụ chưa tính đủ chi phí. "
        "Cần có lộ trình giá theo khối lượng."
    ], heading="4. Về nhiệm vụ, giải pháp")  # fmt: skip
    first, second = matters(gather(profile(WASTE), reports, frozenset()))
    assert first.fault == "- Chưa có dự báo khối lượng rác."
    assert [one.ask.thing for one in first.asks] == ["dự báo khối lượng rác", "dự báo theo dân số"]
    assert second.told == "Giá dịch vụ chưa tính đủ chi phí. Cần có lộ trình giá theo khối lượng."


def test_a_thing_that_says_little_is_said_of_what_the_clause_speaks_of() -> None:
    reports = Reports().add(
        "a",
        ["- Về giá dịch vụ: cần có lộ trình cụ thể.", "- Đề nghị bổ sung số liệu."],
        heading="4. Về nhiệm vụ, giải pháp",
    )
    found = [one.ask.thing for matter in matters(gather(profile(WASTE), reports, frozenset())) for one in matter.asks]
    assert found == ["lộ trình cụ thể về giá dịch vụ"]
