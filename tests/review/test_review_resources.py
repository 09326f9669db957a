"""What a draft sets against itself: lists against needs, tasks against weaknesses, targets against today's figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.documents.model import Cell, Document, Section, Table
from assistant.review.grounds import grounded
from assistant.review.measures import Measure, Met, measure
from assistant.review.model import Suggestion
from assistant.review.profile import profile
from assistant.review.rank import choose
from assistant.review.suggest import suggest
from assistant.review.themes import themes
from tests.review.precedents import Reports, draft

SCHEME = "Đề án phát triển nghề thủ công tỉnh Sông Lam giai đoạn 2026-2030"


def table(document: Document, caption: str, rows: Sequence[Sequence[str]], unit: str = "Đơn vị: tỷ đồng") -> Document:
    """The document with an annex that holds one table."""
    text, cells = document.text, []
    start = len(text)
    for row in rows:
        line = []
        for word in row:
            line.append(Cell(word, len(text), len(text) + len(word)))
            text += word + "\n"
        cells.append(tuple(line))
    made = Table((), tuple(cells), start, len(text), caption=caption, unit=unit)
    annex = Section("annex", "I", "DANH MỤC", 1, start, len(text), tables=(made,))
    return replace(document, text=text, sections=(*document.sections, annex))


def scheme(*parts: tuple[str, Sequence[str]]) -> Document:
    return draft(*parts, type_name="ĐỀ ÁN", subject=SCHEME)


def outcome(name: str, document: Document) -> Measure | Met | None:
    return measure(themes()[name], profile(document), [])


NEED = "Nhu cầu vốn giai đoạn 2026-2030 là 1.240 tỷ đồng, trong đó vốn ngân sách 300 tỷ đồng."


@pytest.mark.parametrize(
    ("caption", "total", "state"),
    [
        ("Bảng 2. Danh mục dự án", "700", Measure),
        ("Bảng 2. Danh mục dự án", "1.240", Met),
        ("Bảng 2. Danh mục dự án dùng vốn ngân sách", "300", Met),
        ("Bảng 2. Danh mục dự án dùng vốn ngân sách", "180", Measure),
        ("Bảng 2. Kết quả giải ngân", "700", type(None)),
    ],
)
def test_a_list_of_projects_is_held_against_the_need_it_stands_behind(caption: str, total: str, state: type) -> None:
    made = scheme(("I. NGUỒN LỰC", [NEED]), ("II. GIẢI PHÁP", ["Mở xưởng."]))
    listed = table(made, caption, [["1", "Xưởng dệt", "90"], ["", "Tổng cộng", total]])
    found = outcome("listed_projects", listed)
    assert isinstance(found, state)
    if isinstance(found, Measure):
        assert found.values["total"] == f"{total} tỷ đồng"
        assert found.spots[0].quote == NEED


WEAK = "Cán bộ khuyến công thiếu, mỗi người phụ trách 11 xã."
TASK = "Mỗi xã giao một công chức kiêm nhiệm việc dạy nghề, không tăng biên chế."


def test_a_task_that_leans_on_a_stated_weakness_shows_both() -> None:
    found = outcome("staffing", scheme(("I. HẠN CHẾ", [WEAK]), ("II. GIẢI PHÁP", [TASK])))
    assert isinstance(found, Measure)
    assert [spot.quote for spot in found.spots] == [TASK, WEAK]
    assert outcome("staffing", scheme(("I. HẠN CHẾ", ["Mặt bằng hẹp."]), ("II. GIẢI PHÁP", [TASK]))) is None
    assert outcome("staffing", scheme(("I. HẠN CHẾ", [WEAK]), ("II. GIẢI PHÁP", ["Mở xưởng mới."]))) is None


def test_targets_without_a_figure_of_today_are_named() -> None:
    targets = [
        "Tỷ lệ thợ trẻ dưới ba mươi tuổi đạt 40%.",
        "Tỷ lệ làng nghề bán hàng qua mạng đạt 60%.",
        "Tỷ lệ hộ làm nghề dùng điện lưới đạt 95%.",
    ]
    now = "Tỷ lệ hộ làm nghề dùng điện lưới là 81%."
    found = outcome("target_base", scheme(("I. THỰC TRẠNG", [now]), ("II. MỤC TIÊU", targets)))
    assert isinstance(found, Measure)
    assert (found.values["count"], found.values["total"]) == ("2", "3")
    assert "điện lưới" not in found.values["missing"]
    based = table(
        scheme(("I. THỰC TRẠNG", [now]), ("II. MỤC TIÊU", targets)), "Bảng 1. Chỉ tiêu",
        [["Tỷ lệ thợ trẻ dưới ba mươi tuổi", "22"], ["Tỷ lệ làng nghề bán hàng qua mạng", "15"]],
    )  # fmt: skip
    assert isinstance(outcome("target_base", based), Met)


def test_what_only_norms_can_hold_is_not_asked_of_a_plan() -> None:
    plan = scheme(("I. MỤC TIÊU", ["Chính sách có hiệu lực thi hành từ năm 2026."]), ("II. GIẢI PHÁP", ["Mở xưởng."]))
    assert outcome("procedures", plan) is None
    articles = tuple(replace(one, kind="article") for one in plan.sections) * 2
    assert isinstance(outcome("procedures", replace(plan, sections=articles)), Measure)


def test_nothing_is_said_to_be_absent_that_a_table_or_a_heading_names() -> None:
    plain = draft(("I. KẾT QUẢ", ["Thu ngân sách đạt 900 tỷ đồng."]), ("II. HẠN CHẾ", ["Thu thấp."]))
    listed = table(plain, "Bảng 1. Thu ngân sách", [["Thu tiền sử dụng đất", "310"]])
    found = outcome("budget_quality", listed)
    assert isinstance(found, Measure)
    assert (found.state, found.spots[0].quote) == ("absent_near", "Thu tiền sử dụng đất")
    headed = draft(("I. KẾT QUẢ", ["Tăng 8%."]), ("II. MẶT TRẬN VÀ CÁC HỘI", ["Giám sát 12 cuộc, chất lượng khá."]))
    told = outcome("front", replace(headed, sections=(headed.sections[0],)))
    assert isinstance(told, Measure)
    assert told.state == "absent"
    nested = replace(headed.sections[0], children=(headed.sections[1],))
    under = outcome("front", replace(headed, sections=(nested,)))
    assert isinstance(under, Measure)
    assert (under.state, under.spots[0].quote) == ("thin", "Giám sát 12 cuộc, chất lượng khá.")


@pytest.mark.parametrize(
    ("type_name", "family"), [("KẾ HOẠCH", "scheme"), ("TỜ TRÌNH", "resolution"), ("NGHỊ QUYẾT", "resolution")]
)
def test_a_plan_that_carries_out_a_resolution_is_a_plan(type_name: str, family: str) -> None:
    subject = "Thực hiện Nghị quyết số 05-NQ/TU về phát triển nghề thủ công"
    made = draft(("I. MỤC TIÊU", ["Mở xưởng."]), ("II. GIẢI PHÁP", ["Dạy nghề."]), type_name=type_name, subject=subject)
    assert profile(made).family == family


def test_resources_under_results_are_results() -> None:
    made = draft(("I. KẾT QUẢ", ["Tăng 8%."]), ("II. NGUỒN LỰC", ["Vốn 90 tỷ đồng."]))
    assert [p.part for p in profile(made).passages] == ["results", "tasks_solutions"]
    nested = replace(made, sections=(replace(made.sections[0], children=(made.sections[1],)),))
    assert [p.part for p in profile(nested).passages] == ["results", "results"]


def test_a_request_about_another_documents_matter_is_not_carried_over() -> None:
    norm = "Nghị quyết quy định chính sách hỗ trợ nghề thủ công trên địa bàn tỉnh"
    made = draft(
        ("Điều 1. Phạm vi", ["Chính sách hỗ trợ áp dụng đối với hộ, hợp tác xã làm nghề thủ công trên địa bàn tỉnh."]),
        ("Điều 2. Tổ chức thực hiện", ["Ủy ban nhân dân tỉnh quy định chi tiết, kiểm tra việc thực hiện chính sách."]),
        type_name="NGHỊ QUYẾT", subject=norm,
    )  # fmt: skip
    asked = [
        "Chính sách hỗ trợ áp dụng đối với hộ, hợp tác xã làm nghề thủ công. Đề nghị bỏ điều kiện về thời gian cư trú.",
        "Đề nghị quy định rõ trách nhiệm kiểm tra các khoản đóng góp bán trú của phụ huynh học sinh.",
    ]
    reports = Reports().add("a", asked, subject=f"góp ý dự thảo {norm}", heading="1. Về nội dung")
    told = " ".join(one.text for one in suggest(made, [], reports).suggestions)
    assert "cư trú" not in told
    assert "bán trú" not in told


def test_what_would_fit_any_draft_needs_a_quotation_and_comes_once() -> None:
    base = Suggestion(
        "a", "results", "recommendation", "add", "Đề nghị nhận diện các rủi ro.", "", 2, 0.9, (), (),
        request_key="theme:risks",
    )  # fmt: skip
    quoting = replace(base, id="b", text="Tại mục II, dự thảo nêu “Giá sợi có rủi ro tăng.”; đề nghị nêu phương án.")
    other = replace(
        base, id="c", text="Nguồn “Điều tra của tỉnh” cần ghi rõ.", confidence=0.8, request_key="theme:data_sources"
    )
    own = replace(base, id="d", text="Đề nghị “so sánh” với nơi khác.", request_key="theme:comparison")
    assert choose([base], 5) == []
    assert [one.id for one in choose([base, quoting, other, own], 5)] == ["d", "b"]


def test_a_period_or_range_inside_a_true_quotation_stands() -> None:
    source = "Nhu cầu vốn giai đoạn 2026-2030 là 90 tỷ đồng, tăng 10-10,5% mỗi năm."
    text = "Tại mục II, dự thảo nêu “Nhu cầu vốn giai đoạn 2026-2030 là 90 tỷ đồng, tăng 10-10,5% mỗi năm.”"
    assert grounded(text, [source, "mục II"]) == text
    assert grounded(text.replace("90", "91"), [source, "mục II"]) == ""
    assert grounded("Giai đoạn 2026-2030 cần thêm vốn.", [source]) == "Giai đoạn 2026-2030 cần thêm vốn."
    assert grounded("Hạn là 3-2030.", [source]) == ""
