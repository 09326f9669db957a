# ruff: noqa: E501 (sentences of drafts stay whole)
"""limitation_without_solution: what nobody answers is found, what is answered in other words is not."""

from __future__ import annotations

import pytest

from tests.diagnosis.drafts import findings

KIND = "limitation_without_solution"
ANSWERED = [
    "Công tác giải phóng mặt bằng nhiều dự án còn chậm, kéo dài.",
    "Chất lượng nguồn nhân lực chưa đáp ứng yêu cầu của các nhà đầu tư.",
    "Ô nhiễm tại các làng nghề chưa được xử lý dứt điểm.",
]
SOLUTIONS = [
    "- Thành lập tổ công tác bồi thường, tái định cư; bàn giao mặt bằng sạch 12 dự án trước tháng 6/2027.",
    "- Liên kết với 4 trường đại học đào tạo 2.000 nhân lực trình độ cao mỗi năm.",
    "- Đầu tư 03 trạm xử lý nước thải làng nghề, hoàn thành trong năm 2027.",
    "- Mở rộng tuyến đường tỉnh 512 và xây dựng cầu Vân Hải trong quý II/2027.",
    "- Số hóa hồ sơ địa chính của 18 xã, kết nối với cơ sở dữ liệu quốc gia.",
]


def report(limitations: list[str], solutions: list[str] | None = None) -> str:
    return "\n".join(
        [
            "# I. KẾT QUẢ ĐẠT ĐƯỢC",
            "Kinh tế của tỉnh tăng 8,2%, thu ngân sách đạt 9.200 tỷ đồng.",
            "# II. HẠN CHẾ, TỒN TẠI",
            *[f"- {text}" for text in limitations],
            "# III. NHIỆM VỤ, GIẢI PHÁP",
            *(SOLUTIONS if solutions is None else solutions),
        ]
    )


@pytest.mark.parametrize(
    ("limitation", "word"),
    [
        ("Tình trạng tảo hôn, hôn nhân cận huyết ở vùng cao còn phổ biến.", "tảo hôn"),
        ("Tỷ lệ trẻ em suy dinh dưỡng thể thấp còi vẫn ở mức 24,6%, giảm chậm.", "thấp còi"),
        ("Còn 37 trụ sở dôi dư sau sắp xếp bị bỏ hoang, xuống cấp.", "trụ sở"),
        ("Thiếu thuốc, vật tư y tế tại các bệnh viện công lập kéo dài.", "vật tư y tế"),
        ("Hoạt động của các hợp tác xã còn hình thức, quy mô nhỏ lẻ.", "hợp tác xã"),
        ("Số vụ lừa đảo trên không gian mạng gia tăng, tỷ lệ điều tra khám phá thấp.", "lừa đảo"),
    ],
)
def test_a_limitation_that_nothing_answers_is_found(limitation: str, word: str) -> None:
    found = findings(report([*ANSWERED, limitation]), KIND)
    assert [word in f.evidence[0].quote.lower() for f in found] == [True]
    assert "mục II" in found[0].message


@pytest.mark.parametrize(
    ("limitation", "solution"),
    [
        (
            "Nhiều dự án nhà ở cho công nhân chậm triển khai.",
            "- Hoàn thành 1.200 căn NƠXH tại khu công nghiệp Bắc Vân trong năm 2027.",
        ),
        (
            "Giao thông nông thôn xuống cấp, đi lại khó khăn.",
            "- Cứng hóa 60 km đường liên xã, đường nông thôn trong hai năm.",
        ),
        ("Tình trạng học sinh đuối nước chưa giảm.", "- Mỗi trường tiểu học mở một lớp dạy bơi trong dịp hè."),
        (
            "Việc giải quyết hồ sơ cho người dân còn trễ hạn.",
            "- Chấm dứt tình trạng hồ sơ quá hạn tại bộ phận một cửa trước tháng 9.",
        ),
        ("Nợ thuế của doanh nghiệp tăng cao.", "- Cơ quan thuế cưỡng chế, thu hồi nợ đọng thuế của 85 doanh nghiệp."),
    ],
)
def test_a_limitation_answered_in_other_words_is_left_alone(limitation: str, solution: str) -> None:
    assert findings(report([*ANSWERED, limitation], [*SOLUTIONS, solution]), KIND) == ()


def test_a_detail_of_an_answered_limitation_is_no_limitation_of_its_own() -> None:
    text = "Ô nhiễm tại các làng nghề chưa được xử lý; riêng nghề tái chế giấy ở xã Yên Mô thải khói bụi nghiêm trọng."
    assert findings(report([*ANSWERED[:2], text]), KIND) == ()


def test_a_proposal_to_higher_levels_counts_as_an_answer() -> None:
    text = report([*ANSWERED, "Vùng lõm sóng viễn thông ở các xã biên giới còn nhiều."])
    assert len(findings(text, KIND)) == 1
    asked = f"{text}\n# IV. KIẾN NGHỊ\nĐề nghị Bộ Khoa học và Công nghệ hỗ trợ phủ sóng các vùng lõm sóng."
    assert findings(asked, KIND) == ()


def test_limitations_after_a_turn_in_the_results_are_read_too() -> None:
    text = "\n".join([
        "# I. KẾT QUẢ ĐẠT ĐƯỢC",
        "Sự nghiệp giáo dục tiếp tục phát triển. Tuy nhiên, bạo lực học đường có chiều hướng gia tăng.",
        "# II. NHIỆM VỤ, GIẢI PHÁP",
        *SOLUTIONS,
    ])  # fmt: skip
    assert "bạo lực học đường" in findings(text, KIND)[0].message


def test_a_run_in_lead_opens_the_limitations() -> None:
    text = "\n".join([
        "# I. KẾT QUẢ", "Kinh tế tăng trưởng khá.", "* Hạn chế, tồn tại:", "- Hủ tục trong việc tang ở một số bản chưa được xóa bỏ.",
        "# II. GIẢI PHÁP", *SOLUTIONS,
    ])  # fmt: skip
    assert len(findings(text, KIND)) == 1


def test_without_solutions_nothing_is_said() -> None:
    assert findings(report([*ANSWERED, "Tình trạng tảo hôn còn phổ biến."], []), KIND) == ()


def test_the_nearest_candidate_is_shown() -> None:
    found = findings(report([*ANSWERED, "Thiếu bác sĩ ở tuyến xã trầm trọng, khó tuyển dụng."]), KIND)
    assert len(found) == 1
    assert "Đối chiếu hạn chế với từng nhiệm vụ" in found[0].working


@pytest.mark.parametrize(
    ("limitation", "answered"),
    [
        ("Nhiều trạm y tế chưa có bác sĩ làm việc thường xuyên.", False),
        ("Làng nghề chưa có trạm xử lý nước thải.", True),
    ],
)
def test_what_is_lacking_is_what_needs_an_answer(limitation: str, *, answered: bool) -> None:
    health = "- Sửa chữa 12 trạm y tế xã, hoàn thành trong năm 2027."
    found = findings(report([*ANSWERED, limitation], [*SOLUTIONS, health]), KIND)
    assert (found == ()) is answered


@pytest.mark.parametrize(
    ("limitation", "solution", "answered"),
    [
        (
            "Sản phẩm dệt, đan lát khó tiêu thụ, 19 mô hình ngừng hoạt động.",
            "- Khôi phục ít nhất 12 trong số 19 mô hình ngừng hoạt động trước năm 2028.",
            True,
        ),
        (
            "Còn 37 trụ sở dôi dư bị bỏ hoang, xuống cấp.",
            "- Bán đấu giá hoặc điều chuyển 37 trụ sở dôi dư trước ngày 30/6/2027.",
            True,
        ),
        (
            "Sản phẩm dệt, đan lát khó tiêu thụ, 19 mô hình ngừng hoạt động.",
            "- Mở 19 lớp bơi cho học sinh trong hè năm 2027.",
            False,
        ),
    ],
)
def test_a_solution_for_the_very_things_counted_answers(limitation: str, solution: str, answered: bool) -> None:
    found = findings(report([*ANSWERED, limitation], [*SOLUTIONS, solution]), KIND)
    assert [f.evidence[0].quote for f in found] == ([] if answered else [limitation])


def test_a_target_answers_and_a_count_of_targets_is_no_limitation() -> None:
    limitations = [
        *ANSWERED,
        "Chưa thu hút được chuyên gia giỏi, ba năm qua chỉ tuyển được 11 người.",
        "Trong 20 chỉ tiêu được giao, 06 chỉ tiêu không đạt: tăng trưởng, xuất khẩu, số giường bệnh.",
    ]
    text = report(limitations).replace(
        "# III. NHIỆM VỤ", "# III. MỤC TIÊU\n- Thu hút 300 chuyên gia giỏi, nhà khoa học đến làm việc.\n# IV. NHIỆM VỤ"
    )
    assert findings(text, KIND) == ()


@pytest.mark.parametrize(
    ("limitation", "solution", "answered"),
    [
        (
            "Lao động đi biển thiếu và già hóa.",
            "- Hỗ trợ nhà ở, bảo hiểm cho lao động đi biển dưới 35 tuổi.",
            True,
        ),
        ("Lao động đi biển thiếu và già hóa.", "- Nạo vét luồng vào cảng cá trong quý III/2027.", False),
        (
            "Sau khi bỏ cấp huyện, công tác thú y cơ sở bị buông lỏng.",
            "- Bố trí mỗi xã một nhân viên thú y cơ sở.",
            True,
        ),
        (
            "Biên chế cấp xã còn thiếu 289 người so với số giao, nhất là công chức địa chính.",
            "- Sở Nội vụ tuyển dụng đủ 289 công chức địa chính trong quý II/2027.",
            True,
        ),
        (
            "Biên chế cấp xã còn thiếu 289 người so với số giao, nhất là công chức địa chính.",
            "- Sở Y tế mua sắm 289 giường bệnh trong quý II/2027.",
            False,
        ),
    ],
)
def test_what_a_clause_blames_is_found_before_the_word_that_blames(
    limitation: str, solution: str, *, answered: bool
) -> None:
    told = findings(report([*ANSWERED, limitation], [*SOLUTIONS, solution]), KIND)
    assert bool(told) is not answered
