"""A request torn by what was cut out of it is given up."""

from __future__ import annotations

import pytest

from assistant.review.intact import bounded, intact, names_law
from assistant.review.reuse import Fitting


@pytest.mark.parametrize(
    ("phrase", "original"),
    [
        ("phần còn lại thành hỗ trợ điều kiện nghiên cứu", "phần còn lại thành hỗ trợ điều kiện nghiên cứu"),
        ("so sánh thiệt hại của giai đoạn trước với giai đoạn trước", "so sánh thiệt hại của giai đoạn 1 với 2"),
        ("dành ít nhất kinh phí cho tuyên truyền", "dành ít nhất 20% kinh phí cho tuyên truyền"),
        ("điều kiện dạy hai buổi từ năm học", "điều kiện dạy hai buổi từ năm học 2025-2026"),
        ("tổng vốn đầu tư toàn xã hội tăng nhưng", "tổng vốn đầu tư toàn xã hội tăng nhưng"),
    ],
)
def test_a_torn_request_is_not_whole(phrase: str, original: str) -> None:
    assert not intact(phrase, original)


def test_a_whole_request_stays() -> None:
    assert intact("số lượng mỗi xã, trang bị tối thiểu", "số lượng mỗi xã, trang bị tối thiểu")
    assert intact("lương thực dự trữ ít nhất bảy ngày", "lương thực dự trữ ít nhất bảy ngày cho 20 bản")


def test_a_limit_that_closes_what_is_said_cannot_be_cut() -> None:
    assert bounded(" dưới 40%", ",")
    assert not bounded(" dưới 40%", " giá máy")
    assert Fitting("", 2025).fit("tên chủ đầu tư nào giải ngân dưới 40%") is None


def test_a_law_of_another_policy_is_not_named() -> None:
    key = "hỗ trợ sản xuất hữu cơ theo luật trồng trọt"
    assert names_law("thời hạn của Luật Hỗ trợ doanh nghiệp nhỏ và vừa", key)
    assert not names_law("theo Luật Trồng trọt", key)
    assert not names_law("theo Luật Ngân sách nhà nước", key)
