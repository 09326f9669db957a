"""A rule and the submission that carries it: what either leaves open, on drafts small enough to decide by eye."""

from __future__ import annotations

import pytest

from tests.review.analysed import found, submission, with_table

SCOPE = ("Đối tượng áp dụng", ["1. Hộ gia đình, hợp tác xã, doanh nghiệp làm nghề thủ công trên địa bàn tỉnh."])
SUPPORT = ("Mức hỗ trợ", ["1. Hỗ trợ 50% chi phí máy, không quá 30 triệu đồng/cơ sở."])
LOOM = ("Hỗ trợ khung dệt", ["1. Hỗ trợ 20 triệu đồng/hộ mua khung dệt."])
LAST = ("Tổ chức thực hiện", ["Giao UBND tỉnh tổ chức thực hiện Nghị quyết."])
BASES = [
    "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;",
    "Căn cứ Luật Ban hành văn bản quy phạm pháp luật số 64/2025/QH15;",
    "Căn cứ Nghị định số 52/2018/NĐ-CP về phát triển ngành nghề nông thôn;",
]
NEED = ("I. NGUỒN LỰC", ["Tổng kinh phí thực hiện giai đoạn 2026-2030 là 48 tỷ đồng."])


def test_whom_the_submission_leaves_out_must_be_left_out_by_the_rule() -> None:
    told = ("I. NỘI DUNG", ["Nghị quyết không áp dụng đối với doanh nghiệp có vốn nhà nước chi phối."])
    made = found("excluded", submission(told, articles=[SCOPE, SUPPORT, LAST]))
    assert made[0].values["whom"] == "doanh nghiệp có vốn nhà nước chi phối"
    assert made[0].values["article"] == "Điều 1 (đối tượng áp dụng)"
    kept = ("Đối tượng áp dụng", ["Cơ sở làm nghề, trừ doanh nghiệp có vốn nhà nước chi phối."])
    assert found("excluded", submission(told, articles=[kept, SUPPORT, LAST])) == []


def test_what_the_submission_says_the_rule_allows_must_stand_in_it() -> None:
    told = ("I. TÁC ĐỘNG", ["Dự thảo cho phép nhóm từ 05 hộ liền kề đứng chung một hồ sơ."])
    made = found("promised", submission(told, articles=[SCOPE, SUPPORT, LAST]))
    assert made[0].values["what"] == "nhóm từ 05 hộ liền kề đứng chung một hồ sơ"
    there = ("Hồ sơ", ["Nhóm từ 05 hộ liền kề được đứng chung một hồ sơ."])
    assert found("promised", submission(told, articles=[SCOPE, there, LAST])) == []


def test_duties_told_only_in_the_submission_are_named() -> None:
    told = ("I. TỔ CHỨC THỰC HIỆN", ["UBND tỉnh báo cáo HĐND tỉnh vào kỳ họp cuối năm; sơ kết năm 2028."])
    made = found("duties", submission(told, articles=[SCOPE, SUPPORT, LAST]))
    assert made[0].values["missing"] == "chế độ báo cáo kết quả cho HĐND tỉnh; việc sơ kết, tổng kết"
    both = ("Tổ chức thực hiện", ["UBND tỉnh báo cáo HĐND tỉnh hằng năm, sơ kết năm 2028."])
    assert found("duties", submission(told, articles=[SCOPE, SUPPORT, both])) == []


def test_options_weighed_in_one_part_and_not_in_the_assessment() -> None:
    told = ("I. NỘI DUNG", ["UBND tỉnh đã cân nhắc ba phương án là không hỗ trợ, hỗ trợ một nửa và hỗ trợ toàn bộ."])
    effects = ("II. ĐÁNH GIÁ TÁC ĐỘNG", ["Hộ dân tăng thu nhập, giá trị sản xuất tăng thêm ước 41 tỷ đồng."])
    made = submission(told, effects, articles=[SCOPE, SUPPORT, LAST])
    assert found("options", made)[0].values["options"] == "không hỗ trợ, hỗ trợ một nửa và hỗ trợ toàn bộ"
    assert found("reckoning", made)[0].values["sum"] == "41 tỷ đồng"
    compared = ("II. ĐÁNH GIÁ TÁC ĐỘNG", ["Phương án hai tăng thêm 41 tỷ đồng, tính theo 820 hộ × 50 triệu đồng."])
    made = submission(told, compared, articles=[SCOPE, SUPPORT, LAST])
    assert found("options", made) == found("reckoning", made) == []


def test_a_law_that_spending_needs_is_missed_among_the_bases() -> None:
    spends = ("Nguồn kinh phí", ["Ngân sách tỉnh bảo đảm."])
    made = found("legal_bases", submission(articles=[SCOPE, spends, LAST], bases=BASES))
    assert (made[0].state, made[0].values["missing"]) == ("legal_bases_money", "Luật Ngân sách nhà nước")
    assert made[0].spots[0].quote == "Ngân sách tỉnh bảo đảm."
    whole = [*BASES, "Căn cứ Luật Ngân sách nhà nước số 89/2025/QH15;"]
    assert found("legal_bases", submission(articles=[SCOPE, spends, LAST], bases=whole)) == []
    free = [SCOPE, ("Nguyên tắc", ["Tự nguyện."]), LAST]
    assert found("legal_bases", submission(articles=free, bases=BASES)) == []


def test_terms_without_an_article_that_explains_them() -> None:
    uses = [
        ("Hỗ trợ nhóm hộ", ["Nhóm hộ trong vùng nghề truyền thống được hỗ trợ."]),
        ("Cam kết", ["Vi phạm cam kết thì không được hỗ trợ."]), LAST,
    ]  # fmt: skip
    told = ("I. NỘI DUNG", ["Ưu tiên vùng nghề truyền thống; xử lý vi phạm cam kết của nhóm hộ."])
    made = found("undefined_terms", submission(told, articles=uses))
    assert made[0].values["terms"] == "nhóm hộ, vùng nghề truyền thống và vi phạm cam kết"
    explained = [("Giải thích từ ngữ", ["Nhóm hộ được hiểu là từ 03 hộ trở lên."]), *uses]
    assert found("undefined_terms", submission(told, articles=explained)) == []


@pytest.mark.parametrize(
    ("clause", "missing"),
    [
        ("Vi phạm cam kết thì hoàn trả 100% kinh phí.", 2),
        ("Vi phạm thì hoàn trả kinh phí, trừ trường hợp bất khả kháng.", 1),
        ("Vi phạm thì hoàn trả, trừ bất khả kháng; UBND cấp xã quyết định thu hồi.", 0),
        ("Hỗ trợ 20 triệu đồng/hộ.", 0),
    ],
)
def test_paying_back_needs_an_exception_and_a_way(clause: str, missing: int) -> None:
    made = found("repayment", submission(articles=[SCOPE, ("Cam kết", [clause]), LAST]))
    assert (len(made[0].values["missing"].split(";")) if made else 0) == missing


def test_more_claims_than_money() -> None:
    made = found("beyond_budget", submission(NEED, articles=[SUPPORT, LOOM, LAST]))
    assert made[0].values == {"articles": "mức hỗ trợ và hỗ trợ khung dệt", "total": "48 tỷ đồng"}
    ordered = ("Nguyên tắc", ["Hồ sơ hợp lệ nộp trước được xét trước, trong phạm vi dự toán."])
    assert found("beyond_budget", submission(NEED, articles=[SUPPORT, LOOM, ordered])) == []


@pytest.mark.parametrize(
    ("mean", "ratio"),
    [("Ruộng đất manh mún, bình quân mỗi hộ 0,4 ha.", "2,5"), ("Bình quân mỗi hộ có 1,2 ha.", None),
     ("Bình quân mỗi hộ có 4 người.", None)],
)  # fmt: skip
def test_a_size_above_the_drafts_own_mean(mean: str, ratio: str | None) -> None:
    asks = ("Điều kiện", ["Có diện tích trồng dâu từ 01 ha trở lên."])
    made = found("too_high", submission(("I. THỰC TRẠNG", [mean]), articles=[SCOPE, asks, LAST]))
    assert [one.values["ratio"] for one in made] == ([ratio] if ratio else [])


def test_papers_and_steps_need_a_basis_in_a_resolution() -> None:
    steps = ("Hồ sơ, trình tự", ["Hồ sơ gồm: đơn đề nghị; bản cam kết."])
    assert found("procedure_basis", submission(articles=[SCOPE, steps, LAST]))[0].values["article"].startswith("Điều 2")
    told = ("I. CƠ SỞ", ["Nghị định số 52/2018/NĐ-CP nêu thẩm quyền quy định thủ tục của HĐND tỉnh."])
    assert found("procedure_basis", submission(told, articles=[SCOPE, steps, LAST])) == []
    assert found("procedure_basis", submission(articles=[SCOPE, SUPPORT, LAST])) == []


def test_those_a_rule_applies_to_are_asked() -> None:
    made = found("consultation", submission(NEED, articles=[SCOPE, SUPPORT, LAST]))
    assert made[0].values["article"] == "Điều 1 (đối tượng áp dụng)"
    asked = ("I. QUÁ TRÌNH", ["Dự thảo được lấy ý kiến của 38 hợp tác xã."])
    assert found("consultation", submission(asked, articles=[SCOPE, SUPPORT, LAST])) == []
    assert found("consultation", submission(articles=[SCOPE, SUPPORT, LAST])) == []  # a rule alone tells no process


@pytest.mark.parametrize(("limit", "rows"), [("22", "xã nhỏ (31,5%)"), ("30", None)])
def test_a_limit_that_groups_of_the_drafts_own_table_are_far_beyond(limit: str, rows: str | None) -> None:
    asks = ("Vận hành", [f"Tỷ lệ thất thoát nước không vượt quá {limit}% từ năm 2026."])
    document = submission(articles=[SCOPE, asks, LAST])
    head = ["TT", "Quy mô", "Thất thoát nước (%)"]
    cells = [["1", "Xã lớn", "21,4"], ["2", "Xã nhỏ", "31,5"], ["3", "Xã vừa", "22,0"]]
    made = found("far_limit", with_table(document, "Bảng 1. Công trình", head, cells))
    # A fifth beyond 22 is 26.4, beyond 30 is 36.
    assert [one.values["rows"] for one in made] == ([rows] if rows else [])


def test_what_is_left_to_a_later_decision() -> None:
    later = ("Cấp bù", ["Mức cấp bù giá nước do UBND tỉnh quyết định hằng năm."])
    assert found("left_to_later", submission(articles=[SCOPE, later, LAST]))[0].values["count"] == "1"
    dated = ("Cấp bù", ["Mức cấp bù giá nước do UBND tỉnh quyết định trước ngày 15/11 hằng năm."])
    assert found("left_to_later", submission(articles=[SCOPE, dated, LAST])) == []


ENDS = ("Hiệu lực thi hành", ["Nghị quyết số 09/2021/NQ-HĐND hết hiệu lực từ ngày Nghị quyết này có hiệu lực."])


def test_a_rule_that_ends_another_says_what_becomes_of_what_was_begun() -> None:
    made = found("transition", submission(articles=[SCOPE, SUPPORT, ENDS]))
    assert made[0].values["earlier"] == "Nghị quyết số 09/2021/NQ-HĐND"
    goes_on = ("Quy định chuyển tiếp", ["Hồ sơ đã nộp được giải quyết theo quy định cũ."])
    assert found("transition", submission(articles=[SCOPE, SUPPORT, goes_on, ENDS])) == []
    assert found("transition", submission(articles=[SCOPE, SUPPORT, LAST])) == []


def test_a_commitment_with_nothing_behind_it() -> None:
    asks = ("Cam kết", ["Cơ sở được hỗ trợ cam kết hoạt động tối thiểu 36 tháng."])
    assert len(found("unbacked", submission(articles=[SCOPE, asks, LAST]))) == 1
    backed = ("Cam kết", [*asks[1], "Vi phạm cam kết thì hoàn trả 100% kinh phí."])
    assert found("unbacked", submission(articles=[SCOPE, backed, LAST])) == []


def test_papers_and_duties_of_the_submission_that_no_article_has() -> None:
    told = ("V. TÁC ĐỘNG", ["Về thủ tục hành chính: giải quyết trong 07 ngày làm việc."])
    made = found("duties", submission(told, articles=[SCOPE, SUPPORT, ENDS]))
    assert (made[0].state, made[0].values["missing"]) == ("duties_nowhere", "hồ sơ, trình tự, thời hạn giải quyết")
    steps = ("Hồ sơ", ["UBND cấp xã giải quyết trong 07 ngày làm việc."])
    assert found("duties", submission(told, articles=[SCOPE, steps, ENDS])) == []
