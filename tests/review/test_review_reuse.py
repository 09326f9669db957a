"""A precedent's words made fit: what is another province's goes, what is everybody's stays."""

from __future__ import annotations

import pytest

from assistant.language.normalize import match_key
from assistant.review.reuse import Fitting

DRAFT = Fitting(
    match_key("Tỉnh Kim Thạch có 14 mục tiêu; vùng chè ven hồ; đến năm 2030 đạt 22% GRDP; theo Luật Đầu tư công."), 2025
)  # fmt: skip


@pytest.mark.parametrize(
    ("words", "fit"),
    [
        ("kết quả 14 mục tiêu của tỉnh Kim Thạch", "kết quả 14 mục tiêu của tỉnh Kim Thạch"),
        ("nguồn nước cho tỉnh Sông Lam và các vùng lân cận", "nguồn nước cho tỉnh và các vùng lân cận"),
        ("nguồn vốn cho 05 nhiệm vụ ưu tiên", "nguồn vốn cho các nhiệm vụ ưu tiên"),
        ("việc thực hiện kế hoạch giai đoạn 2016-2020 của ngành", "việc thực hiện kế hoạch giai đoạn trước của ngành"),
        ("mục tiêu trung gian năm 2022 để sơ kết", "mục tiêu trung gian để sơ kết"),
        ("lộ trình thực hiện đến năm 2030", "lộ trình thực hiện đến năm 2030"),
        ("mã số vùng trồng cho các vùng cây ăn quả tập trung ở huyện Đông Lâm và Thượng Lam",
         "mã số vùng trồng cho các vùng cây ăn quả"),
        ("bảng so sánh với các tỉnh ven biển có điều kiện tương tự", "bảng so sánh với các tỉnh có điều kiện tương tự"),
        ("thẩm quyền của HĐND tỉnh quyết định chính sách này", "thẩm quyền của HĐND tỉnh quyết định chính sách"),
        ("cơ sở để quy định thủ tục theo khoản 4 Điều 14 Luật Đầu tư công",
         "cơ sở để quy định thủ tục theo Luật Đầu tư công"),
        ("bảng có các cột: sản phẩm - thời hạn - kinh phí; rút từ 64 xuống còn 25 việc",
         "bảng có các cột: sản phẩm - thời hạn - kinh phí"),
        ("chỉ tiêu về hài lòng của người sử dụng, tỷ lệ hồ sơ trực tuyến",
         "chỉ tiêu về hài lòng của người sử dụng, tỷ lệ hồ sơ trực tuyến"),
    ],
)  # fmt: skip
def test_words_made_fit(words: str, fit: str) -> None:
    assert DRAFT.fit(words) == fit


@pytest.mark.parametrize(
    "words",
    [
        "cơ sở của con số 1.530 tỷ đồng",
        "bến tàu khách đảo Hòn Mây trước mùa hè",
        "chính sách cho ngư dân có tàu nằm bờ",  # the draft has no sea
        "điểm c",
        "nguyên tắc “hồ sơ nộp trước được xem xét trước”",
        "giải pháp về môi trường: nước thải của hơn 300 cơ sở; rác trôi dạt",  # too little is left
        "lý do riêng của tỉnh: gần 200 nghìn lao động trong các khu công nghiệp, 1,3 triệu hồ sơ mỗi năm",
    ],
)
def test_words_given_up(words: str) -> None:
    assert DRAFT.fit(words) is None


def test_names_of_the_other_province_are_said_as_the_province() -> None:
    assert DRAFT.fit("vai trò của doanh nghiệp của Sông Lam", ["Sông Lam"]) == "vai trò của doanh nghiệp của tỉnh"


def test_figures_of_a_central_rule_stay() -> None:
    words = "kinh phí theo tỷ lệ tối thiểu 10% tổng chi như yêu cầu tại Chỉ thị số 14/CT-TTg của Thủ tướng"
    assert DRAFT.fit(words, central=True) == "kinh phí theo tỷ lệ tối thiểu 10% tổng chi theo quy định"
    assert DRAFT.fit("kinh phí theo tỷ lệ tối thiểu 10% tổng chi") is None
