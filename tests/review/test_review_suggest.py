"""The whole review on small drafts and reports: what holds is said, what does not is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.diagnosis.model import Evidence, Finding
from assistant.review.rank import Experience, choose
from assistant.review.suggest import suggest
from tests.review.precedents import Reports, draft

DRAFT = draft(
    ("I. KẾT QUẢ ĐẠT ĐƯỢC", [
        "GRDP năm 2022 tăng 8,2%, hệ số ICOR là 4,6.",
        "Kim ngạch xuất khẩu sáu tháng giảm 12,4%, đơn hàng điện tử sụt mạnh.",
        "Mặt trận Tổ quốc và các đoàn thể tổ chức 386 cuộc giám sát.",
    ]),
    ("II. HẠN CHẾ, NGUYÊN NHÂN", ["Thu ngân sách thiếu bền vững.", "Nguyên nhân chủ quan là phối hợp chưa chặt chẽ."]),
    ("III. NHIỆM VỤ TRỌNG TÂM", ["Hoàn thành đường vành đai trước tháng 12/2024."]),
    ("IV. GIẢI PHÁP CHỦ YẾU", ["Sở Công Thương chủ trì chương trình kết nối doanh nghiệp trong quý IV."]),
)  # fmt: skip
REPORTS = (
    Reports()
    .add("a", ["Đề nghị bổ sung đánh giá khả năng chống chịu của nền kinh tế.", "Đề nghị bổ sung bài học kinh nghiệm."])
    .add("b", ["Cần phân tích khả năng chống chịu trước cú sốc bên ngoài.",
               "Đề nghị tách riêng nhiệm vụ trọng tâm và giải pháp chủ yếu."], province="Tây Hồ")
    .add("c", ["Đề nghị gộp nhiệm vụ và giải pháp theo từng lĩnh vực.",
               "Đề nghị bổ sung kết quả nuôi cá lồng tại huyện Vân Phong với 1.250 lồng."], province="Biển Đông")
)  # fmt: skip


def by_key(outcome_suggestions: object) -> dict[str, object]:
    return {one.request_key: one for one in outcome_suggestions}  # type: ignore[attr-defined]


def test_one_suggestion_for_one_request_with_its_support_and_a_fact_of_the_draft() -> None:
    found = by_key(suggest(DRAFT, [], REPORTS).suggestions)
    resilience = found["theme:resilience"]
    assert {citation.document_id for citation in resilience.precedents} == {"a", "b"}  # type: ignore[attr-defined]
    assert all(citation.support == 2 for citation in resilience.precedents)  # type: ignore[attr-defined]
    assert "giảm 12,4%" in resilience.text  # type: ignore[attr-defined]


def test_precedents_that_ask_the_contrary_are_shown() -> None:
    merged = by_key(suggest(DRAFT, [], REPORTS).suggestions)["theme:merge_tasks"]
    assert [citation.document_id for citation in merged.precedents] == ["c"]  # type: ignore[attr-defined]
    assert [citation.document_id for citation in merged.contradicts] == ["b"]  # type: ignore[attr-defined]


def test_what_the_draft_has_is_listed_as_met_and_not_suggested() -> None:
    with_lessons = draft(
        ("I. KẾT QUẢ", ["GRDP tăng 8,2%."]), ("II. HẠN CHẾ", ["Thu ngân sách thấp."]),
        ("III. BÀI HỌC KINH NGHIỆM", ["Phải sâu sát."]),
    )  # fmt: skip
    outcome = suggest(with_lessons, [], REPORTS)
    assert "theme:lessons" not in by_key(outcome.suggestions)
    met = {request.precedent.quote: request.evidence for request in outcome.met}
    evidence = met["Đề nghị bổ sung bài học kinh nghiệm."]
    assert evidence is not None
    assert evidence.quote == "III. BÀI HỌC KINH NGHIỆM"


def test_facts_of_another_province_never_reach_the_text() -> None:
    for one in suggest(DRAFT, [], REPORTS, budget=99).suggestions:
        assert "Vân Phong" not in one.text
        assert "1.250" not in one.text


def test_every_quotation_is_where_it_says() -> None:
    outcome = suggest(DRAFT, [], REPORTS, budget=99)
    for one in outcome.suggestions:
        for evidence in one.evidence:
            assert DRAFT.text[evidence.start : evidence.end] == evidence.quote
        for citation in (*one.precedents, *one.contradicts):
            assert REPORTS.texts[citation.document_id][citation.start : citation.end] == citation.quote


def test_excluded_reports_are_not_used() -> None:
    outcome = suggest(DRAFT, [], REPORTS, exclude=("a", "b", "c"))
    assert outcome.suggestions == ()
    assert len(outcome.notes) == 2


def test_a_text_that_is_no_draft_gets_a_plain_note() -> None:
    rental = draft(
        ("Điều 1. Đối tượng", ["Bên A cho Bên B thuê căn nhà số 12."]), ("Điều 2. Giá thuê", ["Năm triệu đồng."]),
        type_name="HỢP ĐỒNG", subject="thuê nhà ở",
    )  # fmt: skip
    outcome = suggest(rental, [], REPORTS)
    assert outcome.suggestions == ()
    assert len(outcome.notes) == 1


@pytest.mark.parametrize(
    ("heading", "body", "type_name", "subject"),
    [
        ("HỢP ĐỒNG THUÊ NHÀ", "Theo quy định về nhà ở, kế hoạch trả tiền: nhiệm vụ của Bên A.", "", ""),
        ("Chiều quê", "Con đò cũ kỹ lưa thưa khách chờ, kế hoạch nào cho mai sau.", "", ""),
        ("A Plan for Retrieval", "This report presents a socio-economic plan of research results.", "BÁO CÁO", "x"),
    ],
)
def test_other_texts_get_no_suggestions(heading: str, body: str, type_name: str, subject: str) -> None:
    outcome = suggest(draft((heading, [body] * 3), type_name=type_name, subject=subject, issued_on=None), [], REPORTS)
    assert outcome.suggestions == ()
    assert len(outcome.notes) == 1


def finding(identity: str, kind: str, suggestion: str) -> Finding:
    paragraph = DRAFT.sections[1].paragraphs[0]
    evidence = Evidence(paragraph.text, 1, DRAFT.sections[1].path, paragraph.start, paragraph.end)
    return Finding(identity, kind, 2, 0.8, "Dự thảo có chỗ cần sửa.", suggestion, (evidence,), "")  # type: ignore[arg-type]


def test_a_finding_takes_the_place_of_the_same_request() -> None:
    missing = finding("f1", "missing_section", "Đề nghị bổ sung phần bài học kinh nghiệm.")
    outcome = suggest(DRAFT, [missing], REPORTS)
    assert "theme:lessons" not in by_key(outcome.suggestions)
    one = next(one for one in outcome.suggestions if one.finding_ids == ("f1",))
    assert [citation.quote for citation in one.precedents] == ["Đề nghị bổ sung bài học kinh nghiệm."]
    assert one.outline == "limitations_causes"


def test_a_kind_of_finding_nobody_told_the_review_about_still_comes_through() -> None:
    outcome = suggest(DRAFT, [finding("f2", "a_new_kind", "Đề nghị xem lại.")], REPORTS)
    assert any(one.finding_ids == ("f2",) for one in outcome.suggestions)


def test_the_budget_holds_for_all_but_form() -> None:
    outcome = suggest(DRAFT, [finding("f3", "numbering_gap", "Đề nghị đánh lại số.")], REPORTS, budget=1)
    chosen = [one for one in outcome.suggestions if one.kind != "praise" and one.outline != "recommendations"]
    assert sorted(one.outline == "form" for one in chosen) == [False, True]


def test_experience_moves_a_request_and_says_so() -> None:
    one = next(one for one in suggest(DRAFT, [], REPORTS).suggestions if one.request_key == "theme:resilience")
    two = replace(one, id="other", request_key="theme:other", text="“Một việc khác hẳn” cần nêu.")
    orders = [
        [chosen.request_key for chosen in choose([one, two], 5, {key: Experience(taken=0, refused=9)})]
        for key in ("theme:resilience", "theme:other")
    ]
    assert orders == [["theme:other", "theme:resilience"], ["theme:resilience", "theme:other"]]
    told = {chosen.request_key: chosen.learned for chosen in choose([one, two], 5, {"theme:other": Experience(3, 1)})}
    assert told["theme:resilience"] == ""
    assert "3 lần" in told["theme:other"]


def test_experience_by_hand() -> None:
    assert Experience(0, 0).factor == 1.0
    assert Experience(2, 0).factor == 1.25  # 1 + ½ · 2/4
    assert Experience(0, 2).factor == 0.75
    assert Experience(3, 1).factor == 1 + 0.5 * 2 / 6


def test_a_repetition_is_left_out() -> None:
    first = next(one for one in suggest(DRAFT, [], REPORTS).suggestions if one.request_key == "theme:resilience")
    copy = replace(first, id="copy", severity=1)
    assert [one.id for one in choose([first, copy], 5)] == [first.id]


def test_some_of_the_budget_is_kept_for_what_one_report_asked() -> None:
    base = next(one for one in suggest(DRAFT, [], REPORTS).suggestions if one.request_key == "theme:resilience")
    words = ["nước sạch", "nhà văn hóa", "bến xe khách", "trạm bơm điện", "chợ đầu mối", "sân vận động"]
    themes = [
        replace(base, id=f"t{n}", request_key=f"theme:{n}", text=f"“{word}” cần {word} ngay")
        for n, word in enumerate(words)
    ]
    own = replace(
        base, id="own", request_key="request:x", text="“điện mặt trời” mái nhà xưởng", severity=3, confidence=0.3
    )
    chosen = choose([*themes, own], 5)
    assert len(chosen) == 5
    assert "own" in {one.id for one in chosen}
    assert "own" not in {one.id for one in choose([*themes, replace(own, severity=1)], 5)}  # not of a like draft


def test_defects_take_no_more_than_their_share_while_others_wait() -> None:
    base = next(one for one in suggest(DRAFT, [], REPORTS).suggestions if one.request_key == "theme:resilience")
    words = ["nước sạch", "nhà văn hóa", "bến xe khách", "trạm bơm điện", "chợ đầu mối", "sân vận động"]
    found = [
        replace(base, id=f"f{n}", request_key="finding:x", finding_ids=(f"{n}",), text=f"“{word}” sai {word}")
        for n, word in enumerate(words[:4])
    ]
    other = [replace(base, id=f"t{n}", request_key=f"theme:{n}", text=f"cần {word}") for n, word in enumerate(words)]
    chosen = [one.id for one in choose([*found, *other], 5)]
    assert sum(one.startswith("f") for one in chosen) == 1  # a fifth of five
    assert len(choose(found, 5)) == 4  # none waits


def test_own_causes_are_asked_of_the_limitations_that_the_draft_tells() -> None:
    document = draft(
        ("I. KẾT QUẢ ĐẠT ĐƯỢC", ["GRDP tăng 8,2%."]),
        ("II. HẠN CHẾ, NGUYÊN NHÂN", [
            "Giải ngân vốn đầu tư công còn chậm.",
            "Nguyên nhân khách quan là chủ yếu: giá vật liệu xây dựng tăng cao.",
        ]),
    )  # fmt: skip
    asks = Reports().add("a", ["Đề nghị bổ sung nguyên nhân chủ quan do tổ chức thực hiện."])
    made = {one.request_key: one for one in suggest(document, [], asks).suggestions}["theme:own_causes"]
    assert "giải ngân vốn đầu tư công còn chậm" in made.text
    assert made.text.startswith("Về nguyên nhân khách quan (")
