"""Each test of a theme, on drafts small enough to decide by eye."""

from __future__ import annotations

import pytest

from assistant.documents.model import Document
from assistant.review.gather import gather
from assistant.review.measures import Measure, Met, measure
from assistant.review.profile import profile
from assistant.review.themes import themes, themes_of
from tests.review.precedents import Reports, draft

ASKS = {
    "breakthroughs": "Đề nghị bổ sung đánh giá kết quả thực hiện từng khâu đột phá.",
    "growth_quality": "Đề nghị làm rõ năng suất lao động, hệ số ICOR và đóng góp của TFP.",
    "merge_tasks": "Đề nghị gộp nhiệm vụ và giải pháp theo từng lĩnh vực.",
    "split_tasks": "Đề nghị tách riêng nhiệm vụ trọng tâm và giải pháp chủ yếu.",
    "vague_limitations": "Cần chỉ rõ ngành nào, huyện nào; cụm từ “một số” không có địa chỉ.",
    "new_acts": "Đề nghị cập nhật Nghị quyết số 29-NQ/TW ngày 17/11/2022 của Ban Chấp hành Trung ương.",
    "balance": "Phần hạn chế quá ngắn, đề nghị cân đối với phần kết quả.",
    "market": "Đề nghị bổ sung phân tích thị trường, dự báo đầu ra của sản phẩm.",
    "science": "Đề nghị bổ sung mục riêng đánh giá khoa học và công nghệ.",
    "lessons": "Đề nghị bổ sung bài học kinh nghiệm.",
}


def outcome(name: str, document: Document) -> Measure | Met | None:
    described = profile(document)
    asked = gather(described, Reports().add("a", [ASKS[name]]), frozenset())
    assert any(theme.name == name for request in asked for theme in request.themes), name
    return measure(themes()[name], described, asked)


def body(*results: str) -> Document:
    return draft(("I. KẾT QUẢ ĐẠT ĐƯỢC", results), ("II. HẠN CHẾ", ["Thu ngân sách còn thấp."]))


def test_an_object_never_named_does_not_hold_where_it_must_be_named() -> None:
    assert outcome("breakthroughs", body("GRDP tăng 8,2%.")) is None


def test_an_object_only_mentioned_is_quoted() -> None:
    sentence = "Tỉnh triển khai ba khâu đột phá do Đại hội xác định."
    found = outcome("breakthroughs", body(f"GRDP tăng 8,2%. {sentence}"))
    assert isinstance(found, Measure)
    assert (found.state, found.spots[0].quote) == ("absent_near", sentence)


def test_an_object_judged_twice_or_in_a_heading_is_met() -> None:
    told = "Khâu đột phá về hạ tầng đã hoàn thành {}%."
    assert isinstance(outcome("breakthroughs", body(told.format(80), told.format(90))), Met)
    titled = draft(("I. KẾT QUẢ", ["Tăng 8%."]), ("II. KẾT QUẢ BA KHÂU ĐỘT PHÁ", ["Đạt."]))
    assert isinstance(outcome("breakthroughs", titled), Met)


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("Khoa học và công nghệ: nghiệm thu 46 đề tài, 12 sản phẩm.", Measure),
        ("Khoa học và công nghệ: hoàn thành 79/124 nhiệm vụ, bố trí 512 tỷ đồng, bằng 2,1% chi ngân sách.", Met),
    ],
)
def test_a_sentence_with_sums_and_shares_is_not_thin(told: str, kind: type) -> None:
    assert isinstance(outcome("science", body(told)), kind)


def test_items_names_what_is_missing_and_what_is_there() -> None:
    found = outcome("growth_quality", body("GRDP tăng 8,2%; hệ số ICOR là 4,6."))
    assert isinstance(found, Measure)
    assert found.state == "items"
    assert "năng suất lao động" in found.values["missing"]
    assert "ICOR" not in found.values["missing"]
    assert "ICOR" in found.values["present"]


def test_of_a_list_only_the_clause_with_the_item_is_quoted() -> None:
    found = outcome(
        "growth_quality", body("GRDP tăng 8,2%; năng suất lao động đạt 210 triệu đồng; xuất khẩu 6 tỷ USD.")
    )
    assert isinstance(found, Measure)
    assert [spot.quote for spot in found.spots] == ["năng suất lao động đạt 210 triệu đồng"]


def test_items_all_there_are_met() -> None:
    text = "GRDP tăng 8,2%; hệ số ICOR là 4,6; TFP đóng góp 36%; năng suất lao động tăng 6%."
    assert isinstance(outcome("growth_quality", body(text)), Met)


@pytest.mark.parametrize(
    ("headings", "merge", "split"),
    [
        (["III. NHIỆM VỤ TRỌNG TÂM", "IV. GIẢI PHÁP CHỦ YẾU"], Measure, Met),
        (["III. NHIỆM VỤ VÀ GIẢI PHÁP"], Met, Measure),
    ],
)
def test_the_outline_decides_between_splitting_and_merging(headings: list[str], merge: type, split: type) -> None:
    made = draft(("I. KẾT QUẢ", ["Tăng 8%."]), *((heading, ["Làm đường."]) for heading in headings))
    assert isinstance(outcome("merge_tasks", made), merge)
    assert isinstance(outcome("split_tasks", made), split)


def test_vague_words_are_counted_in_limitations_only() -> None:
    vague = "Một số ngành chậm, có nơi còn lúng túng, một bộ phận cán bộ ngại khó."
    many = draft(("I. KẾT QUẢ", ["Tăng 8%."]), ("II. HẠN CHẾ", [vague, vague]))
    found = outcome("vague_limitations", many)
    assert isinstance(found, Measure)
    assert found.values["count"] == "6"
    elsewhere = draft(("I. KẾT QUẢ", [vague, vague]), ("II. HẠN CHẾ", ["Thu ngân sách thấp."]))
    assert isinstance(outcome("vague_limitations", elsewhere), Met)


def test_a_sentence_on_another_thing_of_the_same_word_is_not_shown() -> None:
    goods = ["Sản lượng chè tăng.", "Sản phẩm chè đạt 4 sao."]
    shown = []
    for line in ("Thị trường bất động sản trầm lắng.", "Thị trường chè mở rộng chậm."):
        found = outcome("market", draft(("I. MỤC TIÊU", [*goods, line])))
        shown += [spot.quote for spot in found.spots] if isinstance(found, Measure) else []
    assert shown == ["Thị trường chè mở rộng chậm."]


def test_a_new_central_act_must_be_absent_and_older_than_the_draft() -> None:
    plain = draft(("I. NHIỆM VỤ", ["Phát triển công nghiệp."]))
    found = outcome("new_acts", plain)
    assert isinstance(found, Measure)
    assert "29-NQ/TW" in found.values["missing"]
    named = draft(("I. NHIỆM VỤ", ["Thực hiện Nghị quyết số 29-NQ/TW ngày 17/11/2022."]))
    assert isinstance(outcome("new_acts", named), Met)
    early = draft(("I. NHIỆM VỤ", ["Phát triển công nghiệp."]), issued_on="2022-05-01")
    late = draft(("I. NHIỆM VỤ", ["Phát triển công nghiệp."]), issued_on="2025-05-01")
    assert outcome("new_acts", late) is None
    assert isinstance(outcome("new_acts", early), Measure)  # the same year: told by its year alone


def test_a_long_part_beside_a_short_one() -> None:
    long = draft(("I. KẾT QUẢ", ["chữ " * 120]), ("II. HẠN CHẾ", ["chữ " * 10]))
    even = draft(("I. KẾT QUẢ", ["chữ " * 50]), ("II. HẠN CHẾ", ["chữ " * 10]))
    assert isinstance(outcome("balance", long), Measure)
    assert isinstance(outcome("balance", even), Met)


def test_cues_are_whole_words() -> None:
    assert "target_grounds" not in {theme.name for theme in themes_of("chương trình mục tiêu quốc gia ở cơ sở")}
    assert {theme.name for theme in themes_of("đề nghị bổ sung bài học kinh nghiệm")} == {"lessons"}


def test_every_theme_names_a_known_opposite_and_has_wording() -> None:
    from assistant.review.wording import fill_theme

    for name, theme in themes().items():
        assert theme.opposite is None or themes()[theme.opposite].opposite == name
        if theme.here.test not in ("finding", "acts"):
            request = fill_theme(f"requests.{name}")
            assert request[0].islower()
            assert not request.endswith(".")
