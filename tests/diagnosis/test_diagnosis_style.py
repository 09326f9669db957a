# ruff: noqa: E501 (sentences of drafts stay whole)
"""vague_solution, enumeration_without_assessment, topic_heading: judged against the draft's own habits."""

from __future__ import annotations

import pytest

from assistant.diagnosis.titles import claims, is_label
from tests.diagnosis.drafts import findings

CONCRETE = [
    "- Giao Sở Xây dựng hoàn thành hồ sơ nâng loại đô thị trước ngày 30/9/2027.",
    "- Ban hành quy chế phối hợp quản lý đất đai giữa các xã giáp ranh.",
    "- Hỗ trợ 200 hộ chuyển đổi nghề khai thác ven bờ, mỗi hộ 15 triệu đồng.",
    "- Khởi công trung tâm dữ liệu của tỉnh và đưa vào vận hành cuối năm.",
]


def plan(*solutions: str) -> str:
    return "\n".join(
        ["# I. KẾT QUẢ", "Kinh tế tăng khá.", "# II. NHIỆM VỤ, GIẢI PHÁP", "# 1. Về kinh tế", *CONCRETE, *solutions]
    )


@pytest.mark.parametrize(
    "solution",
    [
        "- Tiếp tục đẩy mạnh phát triển văn hóa, thể thao; quan tâm nâng cao đời sống tinh thần của nhân dân.",
        "- Tăng cường công tác bảo vệ môi trường; chú trọng nâng cao ý thức của người dân, phát huy vai trò cộng đồng.",
        "- Không ngừng nâng cao chất lượng y tế cơ sở, tích cực đổi mới phong cách phục vụ người bệnh.",
        "- Đẩy mạnh cải cách, từng bước nâng cao sức cạnh tranh theo tinh thần Nghị quyết số 68-NQ/TW.",
    ],
)
def test_a_solution_of_weak_verbs_only(solution: str) -> None:
    found = findings(plan(solution), "vague_solution")
    assert [f.evidence[0].quote for f in found] == [solution.lstrip("- ")]


@pytest.mark.parametrize(
    "solution",
    [
        "- Đẩy mạnh xúc tiến du lịch, nâng cao chất lượng dịch vụ: mở 3 tuyến du lịch biển trong năm 2027.",
        "- Tăng cường quản lý rừng; Chi cục Kiểm lâm nâng cao năng lực tuần tra.",
        "- Nâng cao chất lượng giáo dục, đẩy mạnh phân luồng; ban hành đề án sắp xếp trường, lớp.",
        "- Tăng cường kết nối giao thông, đẩy mạnh đầu tư tuyến Vân Hải - Thạch Long.",
        "- Đẩy mạnh trồng rừng.",
    ],
)
def test_a_measure_owner_product_or_place_makes_it_concrete(solution: str) -> None:
    assert findings(plan(solution), "vague_solution") == ()


def test_several_vague_solutions_are_one_finding_worst_first() -> None:
    mild = "- Tăng cường, nâng cao hiệu quả công tác tuyên truyền trong toàn thể nhân dân."
    worst = "- Tiếp tục tăng cường, đẩy mạnh, chú trọng và quan tâm nâng cao chất lượng lao động nông thôn."
    found = findings(plan(mild, worst), "vague_solution")
    assert [e.quote for e in found[0].evidence] == [worst.lstrip("- "), mild.lstrip("- ")]
    assert "2/6" in found[0].working


def test_principles_may_be_general() -> None:
    text = "\n".join(
        [
            "# I. QUAN ĐIỂM",
            "Tiếp tục đẩy mạnh, nâng cao chất lượng tăng trưởng, chú trọng phát triển bền vững và bao trùm.",
            "# II. GIẢI PHÁP",
            *CONCRETE,
        ]
    )
    assert findings(text, "vague_solution") == ()


FIGURES = (
    "Toàn tỉnh có 214 trường mầm non, 308 trường tiểu học, 197 trường trung học cơ sở, 46 trường trung học phổ thông, 9 trung tâm "
    "giáo dục thường xuyên, 11.240 phòng học, 24.860 giáo viên, 412.000 học sinh, 1.830 cán bộ quản lý, 2.150 nhân viên, 640 phòng "
    "máy tính, 512 thư viện trường học, 305 nhà đa năng, 87 bể bơi."
)
ORDINARY = [
    "Sản xuất nông nghiệp ổn định, giá trị tăng 2,8% so với năm trước, nhiều mô hình mới cho hiệu quả tốt và được nhân rộng ra các huyện.",
    "Thu ngân sách vượt dự toán 4%, cơ cấu thu chuyển biến tích cực, giảm phụ thuộc vào tiền sử dụng đất.",
    "Du lịch phục hồi nhanh, khách quốc tế tăng 31%, song chi tiêu của khách còn thấp so với các tỉnh trong vùng.",
]


def results(*paragraphs: str) -> str:
    return "\n".join(["# I. KẾT QUẢ ĐẠT ĐƯỢC", "# 1. Các lĩnh vực", *ORDINARY, "# 2. Giáo dục", *paragraphs])


def test_figures_without_a_judgement() -> None:
    found = findings(results(FIGURES), "enumeration_without_assessment")
    assert [f.evidence[0].quote for f in found] == [FIGURES]
    assert "14 số liệu" in found[0].message


@pytest.mark.parametrize(
    "text",
    [
        FIGURES.replace("87 bể bơi.", "87 bể bơi, tăng 12 so với đầu nhiệm kỳ."),
        "Toàn tỉnh có 214 trường mầm non, 308 trường tiểu học và 46 trường trung học phổ thông.",
    ],
)
def test_a_comparison_or_few_figures_are_no_enumeration(text: str) -> None:
    assert findings(results(text), "enumeration_without_assessment") == ()


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Nông nghiệp phát triển ổn định, nông thôn khởi sắc", True),
        ("Thu ngân sách vượt dự toán", True),
        ("Kỷ cương hành chính được siết chặt", True),
        ("Quy mô kinh tế tăng nhanh", True),
        ("Dịch vụ và xuất khẩu", False),
        ("Phát triển đô thị", False),
        ("Tăng trưởng và cơ cấu kinh tế", False),
        ("Công tác giảm nghèo, tạo việc làm", False),
        ("Văn hóa, thể thao, an sinh xã hội", False),
    ],
)
def test_which_headings_claim_something(title: str, expected: bool) -> None:
    assert claims(title) is expected


def headed(*titles: str) -> str:
    body = [f"# {n}. {title}\nGiá trị năm nay tăng 5,1% so với năm trước." for n, title in enumerate(titles, 1)]
    return "\n".join(["# I. KẾT QUẢ ĐẠT ĐƯỢC", *body])


def test_a_label_among_headings_that_claim() -> None:
    text = headed(
        "Nông nghiệp tăng trưởng khá", "Công nghiệp phục hồi nhanh", "Thương mại, dịch vụ", "Thu ngân sách vượt dự toán"
    )
    found = findings(text, "topic_heading")
    assert [e.quote for e in found[0].evidence] == ["3. Thương mại, dịch vụ"]
    assert "tăng 5,1%" in found[0].suggestion


def test_a_draft_of_labels_is_left_alone() -> None:
    assert (
        findings(
            headed("Nông nghiệp", "Công nghiệp", "Thương mại, dịch vụ", "Thu ngân sách vượt dự toán"), "topic_heading"
        )
        == ()
    )


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("1.1. Mạng lưới, cơ sở vật chất", True),
        ("5. Chính trị, an ninh nông thôn", True),
        ("2. Hạ tầng cấp nước và vệ sinh nông thôn", True),
        ("b) Sự tham gia của người dân", True),
        ("3. Đào tạo nghề cho lao động nông thôn", True),
        ("Bộ máy quản lý nhà nước về du lịch", True),
        ("IV. Tiêu thụ sản phẩm, mở rộng thị trường", True),
        ("6- Ứng phó biến đổi khí hậu", True),
        ("II. Bảo đảm trật tự xã hội", True),
        ("1.1. Mạng lưới phủ kín, cơ sở vật chất được cải thiện", False),
        ("2. Nhận thức thay đổi căn bản", False),
        ("3. Bộ máy tinh gọn", False),
        ("Nông nghiệp chuyển sang sản xuất hàng hóa", False),
        ("4. Cải cách hành chính đi trước một bước", False),
        ("5. Quốc phòng, an ninh ổn định", False),
        ("Xuất khẩu phục hồi, nhập khẩu tăng", False),
        ("Kết quả chung", False),
    ],
)
def test_a_label_names_fields_and_says_nothing_of_them(title: str, label: bool) -> None:
    assert is_label(title) is label


@pytest.mark.parametrize(
    ("solution", "count"),
    [
        ("Tiếp tục tăng cường đào tạo, nâng cao trình độ chuyên môn; chú trọng y đức, quan tâm chính sách đãi ngộ.", 1),
        ("Tăng cường công tác quản lý vận hành nhà chung cư; từng bước cải tạo, bảo đảm an toàn cho người dân.", 1),
        ("Tăng cường đào tạo, nâng cao trình độ chuyên môn của bác sĩ; trình HĐND tỉnh chính sách đãi ngộ.", 0),
    ],
)
def test_general_words_behind_weak_verbs_are_not_concrete(solution: str, count: int) -> None:
    text = f"KẾ HOẠCH\n# I. TÌNH HÌNH\nTình hình ổn định.\n# II. NHIỆM VỤ, GIẢI PHÁP\n{solution}"
    assert len(findings(text, "vague_solution")) == count
