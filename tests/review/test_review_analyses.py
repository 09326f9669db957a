"""What an analysis finds in a report, a plan or a scheme: each with a draft that shows it and one that does not."""

from __future__ import annotations

import pytest

from assistant.review.analyses.registry import ANALYSES
from assistant.review.analyses.tools import about, lowered, short
from assistant.review.suggest import suggest
from assistant.review.themes import themes
from assistant.review.wording import fill_analysis, fill_theme
from tests.review.analysed import found, scheme, with_table
from tests.review.precedents import Reports, draft

TASKS = ("III. NHIỆM VỤ, GIẢI PHÁP", [
    "- Mở 12 lớp dạy nghề đan lát tại các xã trước tháng 6/2026.",
    "- Sở Công Thương chủ trì xây dựng 4 điểm bán hàng trong năm 2026.",
    "- Xây dựng kho nguyên liệu mây tre tại 3 cụm xã đến năm 2027.",
    "- Tổ chức hội chợ hàng thủ công mỗi năm 02 lần tại thành phố.",
    "- Đưa mẫu thiết kế mới vào 40 tổ hợp tác dệt thổ cẩm vào năm 2026.",
    "- Thành lập quỹ bảo tồn nghề cổ truyền ở 6 bản trong quý II/2026.",
])  # fmt: skip
CLASSES = ["3", "Số lớp", "lớp", "7", "8", "9", "10", "11"]
REST = ["4", "Số xã", "xã", "5", "6", "7", "8", "9"]
YEARS = ("TT", "Chỉ tiêu", "Đơn vị tính", "2024", "2025", "2026", "2027", "2028")


def test_every_analysis_has_its_theme_and_its_words() -> None:
    assert {name for name, theme in themes().items() if theme.here.test == "analysis"} == set(ANALYSES)
    for name in ANALYSES:
        assert fill_theme(f"requests.{name}")
    with pytest.raises(KeyError):
        fill_analysis("nothing.text")


@pytest.mark.parametrize(
    ("sentence", "hit"),
    [
        (
            "Sông Lam trở thành điểm đến hàng đầu của vùng về nghề thủ công.",
            "điểm đến hàng đầu của vùng về nghề thủ công",
        ),
        ("Sông Lam nằm trong nhóm 10 tỉnh dẫn đầu về hàng thủ công.", None),
        ("Nghề thủ công phát triển bền vững.", None),
    ],
)
def test_an_ambition_without_a_measure(sentence: str, hit: str | None) -> None:
    made = found("unmeasured", scheme(("I. TẦM NHÌN ĐẾN NĂM 2035", [sentence]), TASKS))
    assert [one.values["ambition"] for one in made] == ([hit] if hit else [])


def test_targets_of_the_text_that_the_table_of_targets_lacks() -> None:
    aims = ("II. MỤC TIÊU ĐẾN NĂM 2028", [
        "- Có 90 tổ hợp tác dệt thổ cẩm.", "- Doanh thu hàng thủ công đạt 80 tỷ đồng, đóng góp 2% GRDP.",
        "- Đào tạo 1.200 lao động nghề đan lát.", "- Có 12 sản phẩm mây tre đạt 4 sao.",
    ])  # fmt: skip
    rows = [
        ["1", "Số tổ hợp tác dệt thổ cẩm", "tổ", "40", "50", "60", "75", "90"],
        ["2", "Doanh thu hàng thủ công", "tỷ đồng", "50", "55", "60", "70", "80"],
        ["3", "Lao động nghề đan lát được đào tạo", "lao động", "600", "700", "800", "1.000", "1.200"],
        ["4", "Sản phẩm mây tre đạt 4 sao", "sản phẩm", "4", "5", "7", "9", "12"],
    ]
    made = found("left_out", with_table(scheme(aims, TASKS), "Bảng 2. Chỉ tiêu theo năm", YEARS, rows))
    assert (made[0].values["missing"], made[0].values["table"]) == ("đóng góp 2% GRDP", "Bảng 2")
    whole = [*rows, ["5", "Đóng góp của nghề thủ công vào GRDP", "%", "1", "1", "1", "1", "2"]]
    assert found("left_out", with_table(scheme(aims, TASKS), "Bảng 2. Chỉ tiêu theo năm", YEARS, whole)) == []


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("Đến nay tỉnh đã đạt 9/14 mục tiêu của Nghị quyết.", "5"),
        ("Đến nay tỉnh đã đạt 9/14 mục tiêu, 5 mục tiêu chưa đạt là: lao động, sản phẩm, kho.", None),
        ("Đến nay tỉnh đã đạt 14/14 mục tiêu.", None),
    ],
)
def test_missed_targets_are_to_be_named(sentence: str, left: str | None) -> None:
    made = found("missed", scheme(("I. KẾT QUẢ", [sentence]), TASKS))
    assert [one.values["left"] for one in made] == ([left] if left else [])


def test_the_pace_a_target_asks_for_against_the_pace_so_far() -> None:
    past = ["TT", "Chỉ tiêu", "Đơn vị tính", "Năm 2021", "Năm 2022", "Năm 2023", "Năm 2024"]
    rows = [["1", "Tỷ lệ hộ có nghề", "%", "10", "11", "12", "13"], ["2", "Số tổ dệt", "tổ", "30", "33", "36", "40"],
            ["3", "Số lớp", "lớp", "4", "5", "6", "7"], ["4", "Số xã", "xã", "2", "3", "4", "5"]]  # fmt: skip
    ahead = [["1", "Tỷ lệ hộ có nghề", "%", "13", "15", "17", "19", "21"],
             ["2", "Số tổ dệt", "tổ", "40", "44", "48", "53", "58"],
             CLASSES, REST]  # fmt: skip
    document = with_table(scheme(("I. KẾT QUẢ", ["Đã có nghề."]), TASKS), "Bảng 1. Kết quả", past, rows, into=0)
    made = found("steep", with_table(document, "Bảng 2. Chỉ tiêu theo năm", YEARS, ahead))
    # 10 → 13 in three years is one point a year; 13 → 21 in four years two.
    assert made[0].values["name"] == "tỷ lệ hộ có nghề"
    assert (made[0].values["before"], made[0].values["after"]) == ("1,0 điểm phần trăm/năm", "2,0 điểm phần trăm/năm")
    slow = [["1", "Tỷ lệ hộ có nghề", "%", "13", "14", "15", "16", "17"], *ahead[1:]]
    assert found("steep", with_table(document, "Bảng 2. Chỉ tiêu theo năm", YEARS, slow)) == []


def test_a_past_told_in_a_sentence() -> None:
    told = ("I. KẾT QUẢ", ["Tỷ lệ hộ có nghề năm 2024 đạt 13%, cao hơn mức 10% của năm 2021."])
    ahead = [["1", "Tỷ lệ hộ có nghề", "%", "13", "15", "17", "19", "21"], *([CLASSES, REST] * 2)]
    made = found("steep", with_table(scheme(told, TASKS), "Bảng 2. Chỉ tiêu theo năm", YEARS, ahead))
    assert (made[0].values["from"], made[0].values["ratio"]) == ("10%", "2,0")


@pytest.mark.parametrize(("percent", "had", "after"), [("40", "400", "240 tỷ đồng/năm"), ("55", "550", None)])
def test_what_is_left_to_gather_a_year(percent: str, had: str, after: str | None) -> None:
    had_so_far = f"Tổng vốn đầu tư từ năm 2021 đến hết tháng 6/2023 đạt {had} tỷ đồng"
    told = ("I. KẾT QUẢ", [f"{had_so_far}, bằng {percent}% mục tiêu 5 năm (1.000 tỷ đồng)."])
    # 400 in 2.5 years is 160 a year, 600 are left for 2.5 years; of 550 there are 220 a year and 180 are left.
    made = found("remaining", scheme(told, TASKS, issued_on="2023-07-15"))
    assert [one.values["after"] for one in made] == ([after] if after else [])


def test_targets_left_to_the_last_years() -> None:
    rows = [["1", "Tỷ lệ hộ có nghề", "%", "10", "11", "12", "20", "30"],
            ["2", "Tỷ lệ cơ sở có tem", "%", "10", "15", "20", "25", "30"],
            CLASSES, REST]  # fmt: skip
    made = found("uneven", with_table(scheme(TASKS), "Bảng 2. Chỉ tiêu theo năm", YEARS, rows))
    # 10 → 12 by 2026 is one point a year, then nine.
    assert made[0].values["before"] == "1,0 điểm phần trăm/năm"
    assert made[0].values["after"] == "9,0 điểm phần trăm/năm"
    assert found("uneven", with_table(scheme(TASKS), "Bảng 2", YEARS, [*rows[1:], rows[1]])) == []


@pytest.mark.parametrize(("income", "made"), [("7.800", "18.720 tỷ đồng"), ("18.500", None)])
def test_targets_that_have_to_multiply_to_one_another(income: str, made: str | None) -> None:
    aims = ("II. MỤC TIÊU", [
        "- Đón 5,2 triệu lượt khách.", f"- Tổng thu từ khách du lịch đạt {income} tỷ đồng.",
        "- Thời gian lưu trú bình quân đạt 2,4 ngày; chi tiêu bình quân 1,5 triệu đồng/khách/ngày.",
    ])  # fmt: skip
    assert [one.values["made"] for one in found("incompatible", scheme(aims, TASKS))] == ([made] if made else [])


def test_targets_without_a_task() -> None:
    aims = ("II. MỤC TIÊU", ["- 85% người dân có hồ sơ sức khỏe điện tử.", "- Mở 12 lớp dạy nghề đan lát.",
                             "- Có 40 tổ hợp tác dệt thổ cẩm dùng mẫu thiết kế mới."])  # fmt: skip
    assert found("untasked", scheme(aims, TASKS))[0].values["targets"] == "85% người dân có hồ sơ sức khỏe điện tử"
    health = (TASKS[0], [*TASKS[1], "- Lập hồ sơ sức khỏe điện tử cho người dân tại 12 xã trong năm 2026."])
    assert found("untasked", scheme(aims, health)) == []


def test_a_target_that_the_tasks_take_up_in_other_words() -> None:
    aims = ("II. MỤC TIÊU", ["- Kim ngạch xuất khẩu 6,3 triệu USD.", "- Mở 12 lớp dạy nghề đan lát.",
                             "- Có 40 tổ hợp tác dệt thổ cẩm dùng mẫu thiết kế mới."])  # fmt: skip
    assert found("untasked", scheme(aims, TASKS))[0].values["targets"] == "kim ngạch xuất khẩu 6,3 triệu USD"
    selling = (TASKS[0], [*TASKS[1], "- Tăng cường xúc tiến thương mại, mở rộng thị trường cho 12 nhóm hàng."])
    assert found("untasked", scheme(aims, selling)) == []


def test_a_pillar_without_a_target_or_a_task() -> None:
    aims = ("II. MỤC TIÊU", ["- Lấy dệt thổ cẩm, mây tre và du lịch làm ba trụ cột."])
    made = found("pillars", scheme(aims, TASKS))
    assert (made[0].values["fields"], made[0].values["others"]) == ("du lịch", "dệt thổ cẩm và mây tre")
    toured = (TASKS[0], [*TASKS[1], "- Mở 3 tuyến du lịch làng nghề."])
    assert found("pillars", scheme(aims, toured)) == []


POOR = ["TT", "Chỉ tiêu", "Đơn vị tính", "Năm 2021", "Năm 2022", "Năm 2023", "Năm 2024"]


@pytest.mark.parametrize(("last", "to"), [("90", "90,0%"), ("40", None)])
def test_a_group_that_falls_behind_the_whole(last: str, to: str | None) -> None:
    rows = [["1", "Tổng số hộ", "hộ", "900", "910", "920", "930"],
            ["2", "Số hộ nghèo", "hộ", "200", "180", "140", "100"],
            ["", "Trong đó: hộ dân tộc thiểu số", "hộ", "160", "150", "120", last],
            ["3", "Số hộ khá", "hộ", "10", "20", "30", "40"]]  # fmt: skip
    made = found("behind", with_table(scheme(TASKS), "Bảng 1. Hộ nghèo", POOR, rows))
    # 160/200 at first; 90/100 or 40/100 at last.
    assert [(one.values["from"], one.values["to"]) for one in made] == ([("80,0%", to)] if to else [])


def test_the_place_that_falls_least() -> None:
    head = ["TT", "Đơn vị", "Năm 2021", "Năm 2024"]
    rows = [["1", "Huyện Thượng", "100", "70"], ["2", "Huyện Hạ", "100", "20"], ["3", "Huyện Đoài", "100", "30"],
            ["", "Tổng cộng", "300", "120"]]  # fmt: skip
    made = found("slowest_places", with_table(scheme(TASKS), "Bảng 1. Hộ nghèo theo huyện", head, rows))
    assert (made[0].values["places"], made[0].values["whole"]) == ("Huyện Thượng (giảm 30,0%)", "60,0%")
    assert found("slowest_places", with_table(scheme(TASKS), "Bảng 1. Hộ khá theo huyện", head, rows)) == []


def test_rows_spent_least_and_nowhere_explained() -> None:
    head = ["TT", "Dự án", "Vốn giao", "Giải ngân", "Tỷ lệ giải ngân (%)"]
    rows = [["1", "Truyền thông", "100", "50", "50,0"], ["2", "Kho nguyên liệu", "100", "95", "95,0"],
            ["3", "Dạy nghề đan lát", "100", "95", "95,0"], ["", "Tổng cộng", "300", "240", "80,0"]]  # fmt: skip
    made = found("lowest_rows", with_table(scheme(TASKS), "Bảng 1. Giải ngân theo dự án", head, rows))
    assert (made[0].values["rows"], made[0].values["whole"]) == ("truyền thông (50,0%)", "80,0%")
    told = ("I. HẠN CHẾ", ["Truyền thông giải ngân thấp do thiếu định mức."])
    assert found("lowest_rows", with_table(scheme(told, TASKS), "Bảng 1. Giải ngân theo dự án", head, rows)) == []


def test_tasks_without_a_lead_are_named_unless_the_table_gives_one() -> None:
    made = found("roadmap", scheme(TASKS))
    assert (made[0].values["total"], made[0].values["count"]) == ("6", "5")
    assert "mở 12 lớp dạy nghề đan lát" in made[0].values["names"]
    head = ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"]
    rows = [[str(n), " ".join(task.split()[1:9]), "Sở Công Thương", "2026"] for n, task in enumerate(TASKS[1], 1)]
    assert found("roadmap", with_table(scheme(TASKS), "Bảng 3. Phân công nhiệm vụ", head, rows)) == []


def test_a_target_is_no_task_and_the_sentence_gives_no_count() -> None:
    aims = ("II. MỤC TIÊU", ["- Tỷ lệ lao động nghề thủ công qua đào tạo đạt 85%; hình thành đội ngũ nghệ nhân.",
                             "- Xây dựng vùng nguyên liệu mây tre lớn nhất khu vực đến năm 2035."])  # fmt: skip
    made = found("roadmap", scheme(aims, TASKS))[0]
    assert made.values["total"] == "6"
    assert "tỷ lệ" not in made.values["names"].lower()
    text = fill_analysis(f"{made.state}.text", **made.values)
    assert "Nhiều nhiệm vụ" in text
    assert " 5 " not in text
    assert " 6 " not in text
    # The working tells how many paragraphs were read.
    assert "6 đoạn" in fill_analysis(f"{made.state}.reason", **made.values)


def test_bodies_given_work_and_no_duty() -> None:
    work = (TASKS[0], [*TASKS[1], "- Sở Xây dựng lập quy hoạch 3 làng nghề trong năm 2026."])
    duties = ("IV. TỔ CHỨC THỰC HIỆN", [
        "1. Sở Công Thương là cơ quan thường trực.", "2. Sở Tài chính cân đối vốn.",
        "3. UBND các xã tổ chức thực hiện.", "4. Hội Nông dân vận động hội viên.",
    ])  # fmt: skip
    made = found("bodies_left_out", scheme(work, duties))
    assert made[0].values["bodies"] == "Sở Xây dựng (lập quy hoạch 3 làng nghề trong năm 2026)"
    assert found("bodies_left_out", scheme(TASKS, duties)) == []


def test_sums_without_a_total() -> None:
    priced = (TASKS[0], [*TASKS[1], "- Sửa 5 nhà trưng bày với 12 tỷ đồng.", "- Mua máy se sợi, kinh phí 8 tỷ đồng."])
    made = found("untotalled", scheme(priced))
    assert (made[0].values["count"], made[0].values["total"]) == ("2", "8")
    total = ("IV. NGUỒN LỰC", ["Tổng kinh phí thực hiện là 60 tỷ đồng."])
    assert found("untotalled", scheme(priced, total)) == []


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("Ngân sách tỉnh 40 tỷ đồng, lồng ghép các chương trình 20 tỷ đồng.", "lồng ghép các chương trình"),
        (
            "Ngân sách tỉnh 40 tỷ đồng, lồng ghép Chương trình mục tiêu quốc gia xây dựng nông thôn mới 20 tỷ đồng.",
            None,
        ),
        ("Ngân sách tỉnh 60 tỷ đồng.", None),
    ],
)
def test_a_source_nobody_could_draw_on(sentence: str, source: str | None) -> None:
    made = found("vague_source", scheme(TASKS, ("IV. NGUỒN LỰC", [sentence])))
    assert [one.values["source"] for one in made] == ([source] if source else [])


@pytest.mark.parametrize(
    ("type_name", "task", "count"),
    [
        ("KẾ HOẠCH", "- Hỗ trợ 30% chi phí mua máy, tối đa 20 triệu đồng một hộ.", 1),
        ("KẾ HOẠCH", "- Hỗ trợ 30% chi phí mua máy theo Nghị quyết số 12/2024/NQ-HĐND, tối đa 20 triệu đồng.", 0),
        ("KẾ HOẠCH", "- Hỗ trợ các hộ tiếp cận thị trường.", 0),
        ("BÁO CÁO", "- Hỗ trợ 30% chi phí mua máy, tối đa 20 triệu đồng một hộ.", 0),
    ],
)
def test_levels_of_support_that_a_plan_sets_by_itself(type_name: str, task: str, count: int) -> None:
    made = found("authority", scheme((TASKS[0], [*TASKS[1], task]), type_name=type_name))
    assert len(made) == count
    if made:
        assert made[0].values["levels"] == "hỗ trợ 30% chi phí mua máy, tối đa 20 triệu đồng một hộ"


@pytest.mark.parametrize(
    ("basis", "count"),
    [
        ("Căn cứ Nghị định số 52/2018/NĐ-CP về chính sách hỗ trợ chi phí mua máy cho hộ làm nghề;", 0),
        ("Căn cứ Nghị định số 52/2018/NĐ-CP về công tác văn thư;", 1),
    ],
)
def test_a_level_whose_subject_has_a_basis_elsewhere_in_the_draft(basis: str, count: int) -> None:
    task = "- Hỗ trợ 30% chi phí mua máy, tối đa 20 triệu đồng một hộ."
    document = scheme(("I. CĂN CỨ", [basis]), (TASKS[0], [*TASKS[1], task]), type_name="KẾ HOẠCH")
    assert len(found("authority", document)) == count


def test_support_that_ends() -> None:
    task = "- Hỗ trợ 200 hộ tiền thuê mặt bằng trong 24 tháng."
    assert found("support_ends", scheme((TASKS[0], [*TASKS[1], task])))[0].values["time"] == "24 tháng"
    after = "- Sau khi hết hỗ trợ, hộ tự chi trả."
    assert found("support_ends", scheme((TASKS[0], [*TASKS[1], task, after]))) == []


def test_work_counted_instead_of_effects() -> None:
    told = ("I. KẾT QUẢ", ["Đã ban hành 46 văn bản chỉ đạo.", "Tổ chức 68 cuộc kiểm tra.", "Mở 35 lớp tập huấn."])
    assert found("output_counts", scheme(told, TASKS))[0].values["count"] == "3"
    effects = ("I. KẾT QUẢ", ["Mở 35 lớp tập huấn, thu nhập của học viên tăng 20%.", "Ban hành 46 văn bản."])
    assert found("output_counts", scheme(effects, TASKS)) == []


def test_people_touched_and_not_asked() -> None:
    hard = (TASKS[0], [*TASKS[1], "- Tháo dỡ 23 lò nung trước năm 2027.", "- Di dời 40 hộ khỏi khu vực ô nhiễm."])
    made = found("touched", scheme(hard))
    assert made[0].values["acts"] == "tháo dỡ 23 lò nung và di dời 40 hộ khỏi khu vực ô nhiễm" or (
        "tháo dỡ 23 lò nung" in made[0].values["acts"] and "di dời 40 hộ" in made[0].values["acts"]
    )
    asked = ("IV. QUÁ TRÌNH", ["Đã lấy ý kiến các hộ trong vùng."])
    assert found("touched", scheme(hard, asked)) == []
    assert found("touched", scheme(TASKS)) == []


def test_a_first_review_and_no_indicators() -> None:
    late = ("IV. TỔ CHỨC THỰC HIỆN", ["1. Sở Công Thương tham mưu sơ kết vào cuối năm 2027."])
    assert found("unmonitored", scheme(TASKS, late))[0].values["review"] == "sơ kết vào cuối năm 2027"
    watched = ("IV. TỔ CHỨC THỰC HIỆN", ["1. Sơ kết năm 2027; bộ chỉ số giám sát gồm 8 chỉ tiêu."])
    assert found("unmonitored", scheme(TASKS, watched)) == []


def test_rates_compared_with_no_other_place() -> None:
    told = ("I. KẾT QUẢ", ["Tỷ lệ hộ có nghề đạt 32,5%.", "Năng suất lao động đạt 62 triệu đồng/người."])
    assert found("comparison", scheme(told, TASKS))[0].values["items"] == "tỷ lệ hộ có nghề và năng suất lao động"
    ranked = (told[0], [f"{sentence[:-1]}, cao hơn bình quân cả nước." for sentence in told[1]])
    assert found("comparison", scheme(ranked, TASKS)) == []


def test_the_largest_cause_and_the_tasks_that_speak_of_it() -> None:
    told = ("I. KẾT QUẢ", ["Theo nguyên nhân, thiếu vốn chiếm 45%, thiếu đất 30%, ốm đau 25%."])
    made = found("largest_cause", scheme(told, TASKS))
    assert (made[0].values["cause"], made[0].values["share"]) == ("thiếu vốn", "45%")
    assert made[0].state == "largest_cause_bare"
    lent = (TASKS[0], [*TASKS[1], *[f"- Cho vay vốn {n} hộ." for n in (20, 30, 40)]])
    assert found("largest_cause", scheme(told, lent)) == []


@pytest.mark.parametrize(("rest", "lost"), [("", "47"), (" Có 47 mô hình dừng do thiếu đầu ra.", None)])
def test_models_that_did_not_last(rest: str, lost: str | None) -> None:
    told = ("I. KẾT QUẢ", [f"Toàn tỉnh có 268 mô hình, tỷ lệ duy trì được sau hai năm đạt 82,5% (221 mô hình).{rest}"])
    assert [one.values["lost"] for one in found("not_lasting", scheme(told, TASKS))] == ([lost] if lost else [])


def test_people_without_a_job_are_no_models_that_did_not_last() -> None:
    told = ("I. KẾT QUẢ", ["Đã đào tạo nghề cho 1.284 người, trong đó 742 người (57,8%) có việc làm sau 6 tháng."])
    made = found("not_lasting", scheme(told, TASKS))[0]
    assert (made.state, made.values["lost"], made.values["whole"]) == ("not_placed", "542", "1.284")
    words = {**made.values, "place": "mục I", "quote": "“…”"}
    assert "duy trì" not in fill_analysis("not_placed.text", **words)


def test_a_programme_held_against_another_documents_aims() -> None:
    opening = (
        "Thực hiện Quyết định số 90/QĐ-TTg ngày 18/01/2022 (sau đây gọi tắt là Chương trình) và Nghị quyết số 09-NQ/TU "
        "ngày 20/8/2021 (sau đây gọi tắt là Nghị quyết 09), UBND tỉnh báo cáo như sau."
    )
    told = "Đối chiếu 10 mục tiêu của Nghị quyết 09, đến nay 7 mục tiêu đạt."
    both = "Đối chiếu với mục tiêu của Chương trình, 5 mục tiêu đạt."
    subject = "Tổng kết thực hiện Chương trình"
    made = [draft(("MỞ ĐẦU", [opening]), ("I. KẾT QUẢ", list(results)), TASKS, subject=subject)
            for results in ((told,), (told, both))]  # fmt: skip
    assert found("governed", made[0])[0].values["other"] == "Nghị quyết 09"
    assert found("governed", made[1]) == []


def test_breakthroughs_in_a_line_each_and_resolutions_without_numbers() -> None:
    lines = ("II. BA KHÂU ĐỘT PHÁ, MỤC TIÊU", ["1. Hạ tầng làng nghề.", "2. Nhân lực có tay nghề.", "3. Thương hiệu."])
    assert found("one_liners", scheme(lines, TASKS))[0].values["count"] == "3"
    long = (lines[0], [line + " Tháo gỡ vướng mắc" + " về mặt bằng, vốn và nguyên liệu" * 6 for line in lines[1]])
    assert found("one_liners", scheme(long, TASKS)) == []
    vague = ("II. MỤC TIÊU", ["Thực hiện các nghị quyết lớn của Bộ Chính trị về kinh tế tư nhân."])
    assert len(found("unnamed_acts", scheme(vague, TASKS))) == 1
    named = ("II. MỤC TIÊU", ["Thực hiện các nghị quyết lớn của Bộ Chính trị, nhất là Nghị quyết số 68-NQ/TW."])
    assert found("unnamed_acts", scheme(named, TASKS)) == []


@pytest.mark.parametrize(("had", "ratio"), [("340", "2,0"), ("640", None)])
def test_money_wanted_a_year_against_money_had_a_year(had: str, ratio: str | None) -> None:
    past = ("I. KẾT QUẢ", [f"Giai đoạn 2021-2024, tỉnh bố trí {had} tỷ đồng cho nghề thủ công."])
    ahead = ("IV. NGUỒN LỰC", ["Tổng kinh phí thực hiện giai đoạn 2025-2030 là 1.020 tỷ đồng."])
    # 340 in four years is 85 a year, 640 is 160; 1.020 in six years is 170.
    made = found("jump", scheme(past, TASKS, ahead))
    assert [one.values["ratio"] for one in made] == ([ratio] if ratio else [])


def test_money_for_works_alone_is_no_measure_of_the_whole_need() -> None:
    past = ("I. KẾT QUẢ", ["Giai đoạn 2021-2024, tỉnh bố trí 340 tỷ đồng đầu tư 41 công trình."])
    ahead = ("IV. NGUỒN LỰC", ["Tổng kinh phí thực hiện giai đoạn 2025-2030 là 1.020 tỷ đồng."])
    made = found("jump", scheme(past, TASKS, ahead))[0]
    assert (made.state, made.values["part"]) == ("jump_part", "41 công trình")


@pytest.mark.parametrize(
    ("money", "share"),
    [
        ("Nhu cầu vốn là 400 tỷ đồng, trong đó vốn doanh nghiệp 300 tỷ đồng.", "75,0%"),
        ("Nhu cầu vốn là 400 tỷ đồng, trong đó vốn doanh nghiệp 300 tỷ đồng của 5 nhà đầu tư đã đăng ký.", None),
        ("Nhu cầu vốn là 400 tỷ đồng, trong đó vốn doanh nghiệp 20 tỷ đồng.", None),
    ],
)
def test_capital_from_outside_the_budget_without_commitments(money: str, share: str | None) -> None:
    made = found("private_commitment", scheme(TASKS, ("IV. NGUỒN LỰC", [money])))
    assert [one.values["share"] for one in made] == ([share] if share else [])


def test_a_part_on_money_without_money() -> None:
    poor = ("IV. KINH PHÍ", ["Kinh phí thực hiện từ ngân sách nhà nước và các nguồn huy động hợp pháp khác."])
    assert found("unfunded", scheme(TASKS, poor))[0].values["tasks"] == "6"
    rich = ("IV. KINH PHÍ", ["Kinh phí thực hiện là 40 tỷ đồng từ ngân sách nhà nước."])
    assert found("unfunded", scheme(TASKS, rich)) == []


def test_targets_without_a_reckoning() -> None:
    aims = ("II. MỤC TIÊU", ["- Có 90 tổ dệt.", "- Doanh thu tăng bình quân 12%/năm.", "- Đào tạo 1.200 lao động.",
                             "- Đến năm 2030, tỷ lệ hộ nghèo còn 3%.", "- 100% tổ dệt có nhãn."])  # fmt: skip
    made = found("target_grounds", scheme(aims, TASKS))[0].values
    assert made["count"] == "4"
    assert "tỷ lệ hộ nghèo còn 3%" in made["targets"]
    assert "Đến năm" not in made["targets"]
    plain = ("II. MỤC TIÊU", ["- Có 90 tổ dệt.", "- Đào tạo 1.200 lao động.", "- Mở 12 lớp.", "- Có 8 cửa hàng."])
    assert found("target_grounds", scheme(plain, TASKS)) == []
    grounds = ("II. MỤC TIÊU", [*aims[1], "Cơ sở tính toán của từng mục tiêu nêu tại Phụ lục."])
    assert found("target_grounds", scheme(grounds, TASKS)) == []


def test_a_table_of_assignments_that_has_few_of_the_tasks() -> None:
    led = [task.replace("- ", "- Sở Công Thương ", 1) for task in TASKS[1]]
    told = ("IV. TỔ CHỨC THỰC HIỆN", ["Phân công nhiệm vụ cụ thể nêu tại Phụ lục I."])
    head = ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"]
    rows = [["1", "Mở 12 lớp dạy nghề đan lát", "Sở Công Thương", "2026"]]
    made = found("roadmap", with_table(scheme((TASKS[0], led), told), "Bảng 3. Phân công nhiệm vụ", head, rows))
    assert (made[0].state, made[0].values["rows"], made[0].values["total"]) == ("partial_table", "1", "6")
    assert found("roadmap", scheme((TASKS[0], led), told)) == []


def test_an_analysis_speaks_without_precedents_and_quotes_them_when_there_are_any() -> None:
    aims = ("II. MỤC TIÊU", ["- Lấy dệt thổ cẩm, mây tre và du lịch làm ba trụ cột."])
    document = scheme(("I. KẾT QUẢ", ["Có 40 tổ dệt."]), aims, TASKS)
    alone = {one.request_key: one for one in suggest(document, [], Reports()).suggestions}["theme:pillars"]
    assert alone.precedents == ()
    assert "du lịch" in alone.text.split("“")[0]
    asks = Reports().add("a", ["Trụ cột du lịch chưa có giải pháp, đề nghị bổ sung."])
    joined = {one.request_key: one for one in suggest(document, [], asks).suggestions}["theme:pillars"]
    assert joined.precedents[0].document_id == "a"
    assert joined.confidence > alone.confidence


def test_names_fit_into_a_sentence() -> None:
    assert lowered("Mở lớp dạy nghề") == "mở lớp dạy nghề"
    assert lowered("Sở Công Thương chủ trì") == "Sở Công Thương chủ trì"
    assert lowered("GRDP tăng") == "GRDP tăng"
    assert short("- Mở 12 lớp dạy nghề đan lát tại các xã trước tháng 6/2026.", 7) == "mở 12 lớp dạy nghề đan lát"
    assert about("Kim ngạch xuất khẩu năm 2022 đạt 812 triệu USD") == "kim ngạch xuất khẩu"
