"""Matters of comparable reports held against a draft: what it lacks is asked with its own words, what it has is not."""

from __future__ import annotations

from assistant.documents.model import Document
from assistant.review.suggest import Outcome, suggest
from tests.review.precedents import Reports, draft

SUBJECT = "dự thảo Đề án chuyển đổi số tỉnh Đông Giang giai đoạn 2021-2025"


def scheme(*solutions: str) -> Document:
    return draft(
        ("I. THỰC TRẠNG", ["Tỷ lệ hồ sơ trực tuyến đạt 63%; mức độ hài lòng của người dân đạt 91%."]),
        ("II. HẠN CHẾ", ["Người cao tuổi gặp khó khi dùng dịch vụ công trực tuyến do thiếu thiết bị."]),
        ("III. MỤC TIÊU", ["90% hồ sơ nộp trực tuyến toàn trình vào năm 2030."]),
        ("IV. NHIỆM VỤ, GIẢI PHÁP", ["Cài phần mềm phòng chống mã độc tại cấp xã.", *solutions]),
        type_name="ĐỀ ÁN", subject="Chuyển đổi số tỉnh Kim Thạch giai đoạn 2025-2030", issued_on="2025-03-01",
    )  # fmt: skip


def asking(*paragraphs: str) -> Reports:
    return Reports().add("a", paragraphs, subject=SUBJECT, heading="4. Về nhiệm vụ, giải pháp", issued_on="2021-09-24")


def texts(outcome: Outcome) -> list[str]:
    return [one.text for one in outcome.suggestions if one.request_key.startswith("request:")]


MATTER = (
    "- Chưa có giải pháp thu hẹp khoảng cách số. Người cao tuổi sẽ gặp khó khi dùng dịch vụ trực tuyến; cần quy định "
    "duy trì song song kênh trực tiếp và hướng dẫn tận nhà."
)


def test_fault_and_request_of_one_paragraph_are_one_suggestion_about_the_draft() -> None:
    outcome = suggest(scheme(), [], asking(MATTER))
    (text,) = texts(outcome)
    assert "bổ sung giải pháp thu hẹp khoảng cách số; quy định duy trì song song kênh trực tiếp" in text
    assert "“Người cao tuổi gặp khó khi dùng dịch vụ công trực tuyến do thiếu thiết bị.”" in text
    one = next(one for one in outcome.suggestions if one.text == text)
    assert one.precedents[0].quote.startswith("cần quy định duy trì song song")


def test_what_the_draft_has_is_met() -> None:
    has = "Duy trì song song kênh trực tiếp, hướng dẫn tại nhà người cao tuổi để thu hẹp khoảng cách số."
    outcome = suggest(scheme(has), [], asking(MATTER))
    assert texts(outcome) == []
    assert any(met.evidence is not None and met.evidence.quote == has for met in outcome.met)


def test_a_target_is_looked_for_among_the_targets() -> None:
    asked = asking("- Bổ sung chỉ tiêu về mức độ hài lòng của người dân.")
    assert len(texts(suggest(scheme(), [], asked))) == 1  # 91 % stands among the results
    with_target = draft(
        ("I. THỰC TRẠNG", ["Tỷ lệ hồ sơ trực tuyến đạt 63%."]),
        ("II. MỤC TIÊU", ["Mức độ hài lòng của người dân trên 95%."]),
        type_name="ĐỀ ÁN", subject="Chuyển đổi số tỉnh Kim Thạch giai đoạn 2025-2030", issued_on="2025-03-01",
    )  # fmt: skip
    assert texts(suggest(with_target, [], asked)) == []


def test_only_the_missing_parts_are_named_as_missing() -> None:
    has = "Công khai danh mục dữ liệu dùng chung trên cổng thông tin."
    outcome = suggest(
        scheme(has), [],
        asking("- Đề nghị quy định công khai danh mục dữ liệu dùng chung, mẫu phiếu khảo sát, chế tài khi chậm."),
    )  # fmt: skip
    (text,) = texts(outcome)
    assert "chưa thấy đề cập: mẫu phiếu khảo sát; chế tài khi chậm" in text


def test_another_field_s_own_matter_is_left_alone() -> None:
    other = Reports().add(
        "b", ["- Bổ sung giải pháp khắc phục tính mùa vụ.", MATTER],
        subject="dự thảo Đề án phát triển du lịch tỉnh Đông Giang", heading="4. Về giải pháp", issued_on="2021-09-24",
    )  # fmt: skip
    assert not any("mùa vụ" in text for text in texts(suggest(scheme(), [], other)))


def test_two_reports_that_ask_the_same_stand_behind_one_suggestion() -> None:
    reports = asking("- Đề nghị bổ sung chế tài đối với cơ quan chậm cung cấp dữ liệu dịch vụ công trực tuyến.")
    reports.add(
        "b", ["- Bổ sung chế tài khi chậm cung cấp dữ liệu dịch vụ công trực tuyến."], subject=SUBJECT,
        heading="4. Về nhiệm vụ, giải pháp", issued_on="2022-09-24", province="Tây Hồ",
    )  # fmt: skip
    outcome = suggest(scheme(), [], reports)
    found = [one for one in outcome.suggestions if one.request_key.startswith("request:")]
    assert len(found) == 1
    assert {citation.document_id for citation in found[0].precedents} == {"a", "b"}


def test_a_request_behind_a_fault_that_the_draft_has_too_is_surer_than_a_bare_one() -> None:
    outcome = suggest(
        scheme(), [],
        asking(
            "- Người cao tuổi gặp khó khi dùng dịch vụ công trực tuyến do thiếu thiết bị, dự thảo chưa có giải pháp. "
            "Đề nghị bổ sung điểm hỗ trợ dịch vụ công tại thôn.",
            "- Đề nghị bổ sung tập huấn phòng chống mã độc, diễn tập ứng cứu sự cố tại cấp xã.",
        ),
    )  # fmt: skip
    sure = {one.text: one.confidence for one in outcome.suggestions if one.request_key.startswith("request:")}
    faulted = next(value for text, value in sure.items() if "điểm hỗ trợ" in text)
    bare = next(value for text, value in sure.items() if "diễn tập" in text)
    assert faulted > bare + 0.1
