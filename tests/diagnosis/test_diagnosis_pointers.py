# ruff: noqa: E501 (sentences of drafts stay whole)
"""annex_reference_broken and internal_reference_broken: pointers of the draft to its own parts, annexes and tables."""

from __future__ import annotations

import pytest

from tests.diagnosis.drafts import findings

X = "Nội dung được trình bày đầy đủ theo yêu cầu."
TABLES = "Biểu 1. Thu ngân sách\n| Khoản | Số |\n| Thu | 1 |\nBiểu 2. Chi ngân sách\n| Khoản | Số |\n| Chi | 1 |"
ANNEXES = "# Phụ lục I\nCHỈ TIÊU CHỦ YẾU\n| Chỉ tiêu | Số |\n| A | 1 |\n# Phụ lục II\nTIẾN ĐỘ DỰ ÁN\n| Dự án | Số |\n| B | 1 |"


def annexes(sentence: str, rest: str = ANNEXES) -> list[str]:
    return [f.message for f in findings(f"# I. KẾT QUẢ\n{sentence}\n{TABLES}\n{rest}", "annex_reference_broken")]


BOTH = "Chi tiết tại Phụ lục I, Phụ lục II."


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        (f"{BOTH} Kết quả từng địa phương tại Phụ lục IV.", "Phụ lục IV"),
        (f"{BOTH} Kết quả từng địa phương tại Phụ lục số 3 kèm theo Báo cáo này.", "Phụ lục 3"),
        (f"{BOTH} Số chi theo ngành nêu ở Biểu 5.", "Biểu 5"),
        (f"{BOTH} Số chi theo ngành (Biểu số 04) còn thấp.", "Biểu 04"),
        (f"{BOTH} Số chi theo ngành tại Bảng 7 còn thấp.", "Bảng 7"),
        ("Chi tiết tại Phụ lục I.", "Phụ lục II"),
    ],
)
def test_a_broken_annex_pointer_is_found(sentence: str, named: str) -> None:
    found = annexes(sentence)
    assert len(found) == 1, found
    assert named in found[0]


@pytest.mark.parametrize(
    "sentence",
    [
        f"{BOTH} Thu tại Biểu 1, chi tại Biểu số 02.",
        "Chi tiết tại các Phụ lục I và II; xem Biểu 1, 2.",
        "Chi tiết tại các phụ lục kèm theo.",
        f"{BOTH} Theo Phụ lục IV ban hành kèm theo Nghị định số 30/2020/NĐ-CP.",
        f"{BOTH} Thể thức theo Phụ lục III Nghị định số 30/2020/NĐ-CP.",
        f"{BOTH} Nghị quyết số 12/NQ-HĐND ngày 10/12/2024 (Phụ lục V) quy định mức chi.",
        f"{BOTH} Công văn ghi “chi tiết tại Phụ lục IX”.",
        f"{BOTH} Lập 3 biểu, 2 bảng theo 5 hình thức; mẫu 7 phiếu.",
        "Chi tiết tại Phụ lục 1 và Phụ lục 02.",
    ],
)
def test_sound_annex_pointers_are_left_alone(sentence: str) -> None:
    assert annexes(sentence) == []


def test_a_draft_without_annexes_may_have_them_in_another_file() -> None:
    assert annexes("Chi tiết tại Phụ lục III.", rest="") == []


REPORT = (
    f"# PHẦN THỨ NHẤT. KẾT QUẢ\n# I. TÌNH HÌNH\n{X}\n# II. KẾT QUẢ\n# 1. Kinh tế\n# 1.1. Nông nghiệp\n{X}\n# 1.2. Công nghiệp\n{X}\n"
    f"# 2. Xã hội\n{X}\n# III. HẠN CHẾ\n1. {X}\n2. {X}\n# PHẦN THỨ HAI. GIẢI PHÁP\n# I. MỤC TIÊU\n{X}\n# II. NHIỆM VỤ\n# 1. Quy hoạch\n{{sentence}}"
)


def internal(sentence: str) -> list[str]:
    return [f.message for f in findings(REPORT.format(sentence=sentence), "internal_reference_broken")]


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("Thực hiện lộ trình nêu tại tiểu mục 1.6 mục II Phần thứ nhất.", "tiểu mục 1.6 mục II Phần thứ nhất"),
        ("Khắc phục các hạn chế nêu tại Phần thứ ba.", "Phần thứ ba"),
        ("Khắc phục các hạn chế đã nêu tại mục VI Phần thứ nhất.", "mục VI Phần thứ nhất"),
        ("Phát huy kết quả nêu ở mục II.4 Phần thứ nhất.", "mục II.4"),
        ("Khắc phục các hạn chế (mục III.5 Phần thứ nhất).", "mục III.5"),
        ("Như đã đánh giá tại tiểu mục 2.3, mục II Phần thứ nhất.", "tiểu mục 2.3"),
        ("Xử lý nội dung nêu tại điểm 4 mục III Phần thứ nhất.", "điểm 4 mục III"),
        ("Nội dung đã trình bày ở mục VII.", "mục VII"),
    ],
)
def test_a_broken_pointer_is_found(sentence: str, named: str) -> None:
    found = internal(sentence)
    assert len(found) == 1, found
    assert named in found[0]


@pytest.mark.parametrize(
    "sentence",
    [
        "Thực hiện lộ trình nêu tại tiểu mục 1.2 mục II Phần thứ nhất.",
        "Khắc phục các hạn chế nêu tại mục III Phần thứ nhất và điểm 2 mục III.",
        "Nhiệm vụ nêu tại mục V Nghị quyết số 12-NQ/TU ngày 05/3/2024.",
        "Theo Nghị quyết số 12-NQ/TU (mục VI.3), tỉnh xây dựng đề án.",
        "Khoản 3 Điều 15 Luật Đất đai quy định về giá đất.",
        "Danh mục 15 dự án, hạng mục 7, chuyên mục 9 trên báo.",
        "Báo cáo có câu “nêu tại Phần thứ tư”.",
        "Đạt 12 điểm; tăng 3 điểm 5 phần trăm.",
        "Phát huy kết quả nêu tại mục 2 phần I.",
        "Phát huy kết quả nêu tại điểm 1.1, 1.2 mục II Phần thứ nhất.",
        "Thực hiện mục 4 của Kế hoạch số 12/KH-UBND ngày 05/3/2024.",
        "Theo quy định tại Chương III Luật Đất đai.",
    ],
)
def test_sound_pointers_are_left_alone(sentence: str) -> None:
    assert internal(sentence) == []


FLAT = f"# I. TÌNH HÌNH\n{X}\n# II. KẾT QUẢ\n# 1. Kinh tế\n{X}\n# 2. Xã hội\n{X}\n# III. GIẢI PHÁP\n{{sentence}}\na) {X}\nb) {X}"


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("Khắc phục hạn chế nêu ở Phần V.", "Phần V"),
        ("Thực hiện giải pháp tại mục 5 phần II.", "mục 5 phần II"),
        ("Thực hiện việc nêu tại điểm d mục III.", "điểm d mục III"),
        ("Khắc phục hạn chế nêu tại Phần II.", None),
        ("Thực hiện việc nêu tại điểm b mục III.", None),
    ],
)
def test_headings_may_be_called_parts(sentence: str, named: str | None) -> None:
    found = [f.message for f in findings(FLAT.format(sentence=sentence), "internal_reference_broken")]
    assert len(found) == (named is not None)
    assert all((named or "") in message for message in found)


RULES = (
    f"Điều 1. Phạm vi\n{X}\nĐiều 2. Đối tượng\n1. {X}\n2. {X}\n3. {X}\nĐiều 3. Nguyên tắc\n1. {X}\n2. {X}\n"
    f"Điều 4. Mức hỗ trợ\n1. {X}\n2. {{sentence}}\nĐiều 5. Hiệu lực\n{X}"
)


def rules(sentence: str) -> list[str]:
    return [f.message for f in findings(RULES.format(sentence=sentence), "internal_reference_broken")]


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("Đối tượng quy định tại khoản 5 Điều 2 Quy định này được hỗ trợ.", "khoản 5 Điều 2"),
        ("Đối tượng quy định tại Điều 12 của Quy định này được hỗ trợ.", "Điều 12"),
        ("Đối tượng quy định tại khoản 3 Điều 3 được hỗ trợ một lần.", "khoản 3 Điều 3"),
        ("Mức quy định tại khoản 7 Điều này được áp dụng từ năm 2026.", "khoản 7 Điều 4"),
        ("Theo các Điều 2, 3 và 12 Quy định này.", "Điều 12"),
        ("Trường hợp tại điểm c khoản 1 Điều 3 Quy định này được ưu tiên.", "điểm c khoản 1 Điều 3"),
        ("Theo khoản 1 Điều 9 Quy định ban hành kèm theo Quyết định này.", "Điều 9"),
    ],
)
def test_a_broken_article_is_found(sentence: str, named: str) -> None:
    found = rules(sentence)
    assert len(found) == 1, found
    assert named in found[0]


@pytest.mark.parametrize(
    "sentence",
    [
        "Đối tượng quy định tại khoản 3 Điều 2 Quy định này được hỗ trợ.",
        "Đối tượng quy định tại khoản 1, khoản 2 Điều 3 Quy định này được hỗ trợ.",
        "Mức quy định tại khoản 1 Điều này được áp dụng từ năm 2026.",
        "Đất quy định tại khoản 5 Điều 79 Luật Đất đai số 31/2024/QH15.",
        "Thực hiện theo khoản 9 Điều 12, Điều 14 và Điều 20 Nghị định số 102/2024/NĐ-CP.",
        "Theo Nghị định số 102/2024/NĐ-CP (Điều 15), hồ sơ gồm đơn và bản đồ.",
    ],
)
def test_sound_articles_are_left_alone(sentence: str) -> None:
    assert rules(sentence) == []


def test_points_of_a_clause_are_known() -> None:
    text = f"Điều 1. Phạm vi\n{X}\nĐiều 2. Mức\n1. Mức chi:\na) {X}\nb) {X}\nĐiều 3. Áp dụng\n1. Theo {{point}} khoản 1 Điều 2 Quy định này."
    assert findings(text.format(point="điểm b"), "internal_reference_broken") == ()
    (found,) = findings(text.format(point="điểm đ"), "internal_reference_broken")
    assert "điểm đ khoản 1 Điều 2" in found.message


LETTERED = (
    f"# PHẦN A. KẾT QUẢ\n# I. TÌNH HÌNH\n{X}\n# II. HẠN CHẾ\n1. Hạn chế chủ yếu:\na) {X}\nb) {X}\nc) {X}\n2. {X}\n"
    f"# PHẦN B. NHIỆM VỤ\n# I. MỤC TIÊU\n{X}\n# II. GIẢI PHÁP\n{{sentence}}"
)


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("Khắc phục nội dung tại điểm a và điểm b mục V.1 Phần A.", "mục V Phần A"),
        ("Khắc phục các hạn chế tại điểm a, g khoản 1 mục II Phần A.", "điểm g"),
        ("Công an tỉnh thực hiện mục 7 Phần A.", None),
        ("Khắc phục các hạn chế tại điểm a, c khoản 1 mục II Phần A.", None),
    ],
)
def test_every_letter_of_a_list_and_every_level_is_looked_up(sentence: str, named: str | None) -> None:
    found = [f.message for f in findings(LETTERED.format(sentence=sentence), "internal_reference_broken")]
    assert len(found) == (named is not None), found
    assert all((named or "") in message for message in found)


def test_amended_acts_cited_as_grounds_do_not_make_a_rule_an_amending_one() -> None:
    text = (
        "QUYẾT ĐỊNH\nQuy định mức hỗ trợ\nCăn cứ Luật sửa đổi, bổ sung một số điều của Luật Đất đai;\n"
        + RULES.format(sentence="Đối tượng quy định tại Điều 12 của Quy định này được hỗ trợ.")
    )
    found = findings(text, "internal_reference_broken")
    assert [("Điều 12" in f.message) for f in found] == [True]


def test_a_provision_quoted_from_a_decree_is_left_alone() -> None:
    text = "QUYẾT ĐỊNH\n" + RULES.format(sentence="Trừ trường hợp quy định tại khoản 1 Điều 12 Nghị định này.")
    assert findings(text, "internal_reference_broken") == ()
