"""What a clause of a report asks: verb and thing, from requests and from faults that are only named."""

from __future__ import annotations

import pytest

from assistant.review.asking import asked


@pytest.mark.parametrize(
    ("text", "mode", "verb", "thing", "plain"),
    [
        ("- Đề nghị bổ sung bộ chỉ số giám sát.", "add", "bổ sung", "bộ chỉ số giám sát", True),
        ("Đề nghị cơ quan soạn thảo nghiên cứu, làm rõ căn cứ tính.", "judge", "làm rõ", "căn cứ tính", True),
        ("Đề nghị Sở Tài chính chủ trì xác định rõ nguồn vốn;", "add", "xác định rõ", "nguồn vốn", True),
        ("con số 2,4 ngày cao hơn thực tế, cần xem lại.", "change", "xem lại", "", True),
        ("Cần một mục riêng về thị trường.", "add", "bổ sung", "một mục riêng về thị trường", True),
        ("Nên có mục tiêu trung gian để sơ kết.", "add", "bổ sung", "mục tiêu trung gian để sơ kết", True),
        ("Bổ sung phân tích vì sao mô hình dừng.", "add", "bổ sung", "phân tích vì sao mô hình dừng", True),
        ("- Chưa có giải pháp thu hẹp khoảng cách số.", "add", "bổ sung", "giải pháp thu hẹp khoảng cách số", False),
        ("Dự thảo chưa đánh giá tác động đến hộ nhỏ, nên khó thuyết phục.", "judge", "đánh giá",
         "tác động đến hộ nhỏ", False),
        ("Trách nhiệm người đứng đầu chưa rõ.", "judge", "làm rõ", "Trách nhiệm người đứng đầu", False),
        ("Kinh tế số chưa có số liệu gốc.", "add", "bổ sung", "số liệu gốc về kinh tế số", False),
        ("Hồ sơ không nhắc đến vai trò của hợp tác xã.", "judge", "bổ sung nội dung về", "vai trò của hợp tác xã",
         False),
    ],
)  # fmt: skip
def test_what_is_asked(text: str, mode: str, verb: str, thing: str, plain: bool) -> None:
    ask = asked(text)
    assert ask is not None
    assert (ask.mode, ask.verb, ask.thing, ask.plain) == (mode, verb, thing, plain)


@pytest.mark.parametrize(
    "text",
    [
        "Tổng kinh phí 612 tỷ đồng, trong đó ngân sách trung ương 395 tỷ đồng.",
        "Người cao tuổi, người khuyết tật ở các thôn vùng cao chưa có điện thoại thông minh.",  # no fault of the text
        "Nếu không bố trí được, bến tàu sẽ lại lỡ hẹn.",
    ],
)
def test_what_only_tells_asks_nothing(text: str) -> None:
    assert asked(text) is None


def test_a_condition_is_no_thing() -> None:
    ask = asked("Không có biển sạch thì mọi mục tiêu đều không đạt.")
    assert ask is None or not ask.thing


def test_the_topic_before_a_colon_is_kept_apart() -> None:
    ask = asked("- Về an toàn thông tin: chưa bố trí kinh phí dự phòng.")
    assert ask is not None
    assert (ask.topic, ask.verb, ask.thing) == ("Về an toàn thông tin", "bố trí", "kinh phí dự phòng")


def test_what_a_provision_demands_of_others_is_asked_only_in_advice() -> None:
    text = "Tổ hợp tác phải bổ sung báo cáo tài chính hằng năm."
    assert asked(text) is not None
    assert asked(text, firm=False) is None
