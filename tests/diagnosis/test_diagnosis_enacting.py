"""Days that a sentence opens with, plans dated before the resolution they carry out, and events of days to come."""

from __future__ import annotations

import pytest

from tests.diagnosis.drafts import findings

HEAD = "TỈNH ỦY HẢI ĐÔNG\nHải Đông, ngày     tháng 10 năm 2024\nBÁO CÁO\n{subject}"
REVIEW = "Sơ kết 3 năm thực hiện Nghị quyết số 08-NQ/TU của Ban Chấp hành Đảng bộ tỉnh về kinh tế thủy sản"
OPENING = "Ngày 20/9/2021, Ban Chấp hành Đảng bộ tỉnh khóa XVIII ban hành Nghị quyết số 08-NQ/TU về kinh tế thủy sản."


def review(
    plan: str, title: str = "1. Quán triệt và cụ thể hóa Nghị quyết", subject: str = REVIEW, *, opening: str = OPENING
) -> list[str]:
    text = "\n".join([HEAD.format(subject=subject), opening, "# I. CÔNG TÁC LÃNH ĐẠO", f"# {title}", plan])
    return [f.message for f in findings(text, "date_conflict")]


def test_a_plan_older_than_the_resolution_it_carries_out() -> None:
    (told,) = review("Ủy ban nhân dân tỉnh ban hành Kế hoạch số 112/KH-UBND ngày 15/8/2021.")
    assert "112/KH-UBND" in told
    assert "08-NQ/TU" in told


@pytest.mark.parametrize(
    "plan",
    [
        "Ủy ban nhân dân tỉnh ban hành Kế hoạch số 112/KH-UBND ngày 15/11/2021.",
        "Ủy ban nhân dân tỉnh ban hành Kế hoạch số 112/KH-UBND ngày 15/8/2021 về phòng, chống thiên tai.",
        "Trước đó, Ủy ban nhân dân tỉnh ban hành Kế hoạch số 112/KH-UBND ngày 15/8/2021.",
        "Kế hoạch số 112/KH-UBND ngày 15/8/2021 hết thời hạn.",
    ],
)
def test_later_plans_plans_of_another_matter_and_earlier_work_are_left_alone(plan: str) -> None:
    assert review(plan) == []


def test_only_a_review_of_the_resolution_whose_day_is_known_is_looked_at() -> None:
    plan = "Ủy ban nhân dân tỉnh ban hành Kế hoạch số 112/KH-UBND ngày 15/8/2021."
    assert review(plan, "1. Kết quả sản xuất") == []
    assert review(plan, subject="Tình hình kinh tế thủy sản 3 năm 2021-2024") == []
    assert review(plan, opening="Báo cáo gồm bốn phần.") == []


def test_the_day_that_a_sentence_opens_with_is_the_documents_own() -> None:
    later = "Số liệu lấy theo Nghị quyết số 08-NQ/TU ngày {day} của Ban Chấp hành Đảng bộ tỉnh."
    for day, count in (("02/9/2021", 1), ("20/9/2021", 0)):
        assert len(findings(f"{OPENING}\n# I. KẾT QUẢ\n{later.format(day=day)}", "citation_inconsistency")) == count


def told(text: str, heading: str = "II. KẾT QUẢ THỰC HIỆN") -> int:
    head = HEAD.format(subject="Kết quả công tác 9 tháng đầu năm 2024")
    return len(findings(f"{head}\n# I. MỞ ĐẦU\nThực hiện kế hoạch.\n# {heading}\n{text}\nHết.", "date_conflict"))


@pytest.mark.parametrize(
    "text",
    [
        "Hai cảng theo mục tiêu đã được công bố: cảng Cồn Én và cảng Lạch Vàng (công bố ngày 20/12/2024).",
        "Khởi công cầu Bến Đá, tổng mức đầu tư 1.240 tỷ đồng, ngày 19/12/2024; thông xe tuyến nối cảng.",
    ],
)
def test_an_event_of_a_day_to_come_is_told_among_the_results(text: str) -> None:
    assert told(text) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Hai cảng theo mục tiêu được xây dựng: cảng Cồn Én và cảng Lạch Vàng (dự kiến công bố ngày 20/12/2024).",
        "Hai cảng theo mục tiêu đã được công bố: cảng Cồn Én và cảng Lạch Vàng (công bố ngày 20/8/2024).",
        "Khởi công cầu Bến Đá, tổng mức đầu tư 1.240 tỷ đồng, trước ngày 19/12/2024.",
    ],
)
def test_what_is_planned_or_was_is_left_alone(text: str) -> None:
    assert told(text) == 0


def test_a_review_midway_lies_within_the_period() -> None:
    head = HEAD.format(subject="Tổng kết 5 năm 2021-2025 và phương hướng giai đoạn 2026-2030")
    text = f"{head}\n# I. CHỈ ĐẠO\nBan Chỉ đạo họp mỗi quý một lần, năm {{year}} sơ kết giữa kỳ và điều chuyển vốn."
    assert len(findings(text.format(year=2020), "date_conflict")) == 1
    assert findings(text.format(year=2023), "date_conflict") == ()
    other = text.replace("sơ kết giữa kỳ", "sơ kết giữa kỳ giai đoạn 2016-2020")
    assert findings(other.format(year=2018), "date_conflict") == ()
