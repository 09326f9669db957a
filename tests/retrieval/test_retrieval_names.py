"""Names of bodies: short and full, before and after 2025; and the other forms of a query's words."""

from __future__ import annotations

import pytest

from assistant.retrieval.names import is_of, other_forms


@pytest.mark.parametrize(
    ("issuer", "name"),
    [
        ("ỦY BAN NHÂN DÂN TỈNH BẮC GIANG", "UBND tỉnh Bắc Giang"),
        ("UBND TỈNH BẮC GIANG", "ủy ban nhân dân"),
        ("Ủy ban nhân dân tỉnh Bắc Giang", "ubnd tinh bac giang"),
        ("UBND tỉnh Bắc Ninh", "UBND tỉnh Bắc Giang"),  # what it became
        ("UBND tỉnh Bắc Giang", "Bắc Ninh"),  # what it came from
        ("Ủy ban nhân dân thành phố Hải Phòng", "UBND tỉnh Hải Dương"),
        ("UBND tỉnh Bà Rịa – Vũng Tàu", "TP.HCM"),
        ("SỞ TÀI CHÍNH", "Sở Kế hoạch và Đầu tư"),
        ("Sở KH&ĐT", "Sở Tài chính"),
        ("Sở Lao động - Thương binh và Xã hội", "Sở Nội vụ"),
        ("Sở Lao động, Thương binh và Xã hội", "sở LĐTBXH"),
        ("Ban Tuyên giáo và Dân vận Tỉnh ủy", "Ban Dân vận Tỉnh ủy"),
        ("Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh Kon Tum", "LHH tỉnh Quảng Ngãi"),
    ],
)
def test_one_body_under_many_names(issuer: str, name: str) -> None:
    assert is_of(issuer, name)


@pytest.mark.parametrize(
    ("issuer", "name"),
    [
        ("UBND tỉnh Hòa Bình", "UBND tỉnh Vĩnh Phúc"),  # both became Phú Thọ; neither is the other
        ("HĐND tỉnh Bắc Giang", "UBND tỉnh Bắc Giang"),
        ("Sở Xây dựng", "Sở Tài chính"),
        ("Sở Tài chính", "Bộ Kế hoạch và Đầu tư"),
        ("", "Bắc Giang"),
    ],
)
def test_other_bodies_stay_apart(issuer: str, name: str) -> None:
    assert not is_of(issuer, name)


def test_forms_go_both_ways() -> None:
    assert other_forms("chỉ đạo của UBND tỉnh về NTM") == ["ủy ban nhân dân", "nông thôn mới"]
    assert other_forms("tiêu chí nông thôn mới") == ["ntm"]
    assert other_forms("nông thôn, mới đây") == ["ntm"]  # punctuation is no word
    assert other_forms("thôn mới") == other_forms("") == []
