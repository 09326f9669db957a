"""Quantities, periods and dates in running text."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from assistant.language.periods import dates, periods, strip_periods, years_in
from assistant.language.quantities import amounts, money, percentages, unit_and_scale, value_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("đạt 152.600 tỷ đồng", [("152.600", "đồng", Decimal("152600E9"))]),
        ("đạt 2,35 tỷ USD", [("2,35", "USD", Decimal("2.35E9"))]),
        ("tăng 7.52%", [("7.52", "%", Decimal("7.52"))]),
        ("giảm 0,94 điểm phần trăm", [("0,94", "điểm %", Decimal("0.94"))]),
        ("gấp 1,35 lần năm 2020", [("1,35", "lần", Decimal("1.35"))]),
        ("5,12 triệu mũi vắc-xin", [("5,12", "mũi", Decimal("5.12E6"))]),
        ("Số doanh nghiệp là 2.184, tăng", [("2.184", "", Decimal(2184))]),
        ("tiến hành 68 cuộc thanh tra", [("68", "cuộc", Decimal(68))]),
        ("theo Điều 5, hạng 27, năm 2022, số 1980/QĐ-TTg ngày 17/10/2016", []),
        ("6 tháng đầu năm, trong 3 năm", []),
    ],
)
def test_amounts(text: str, expected: list[tuple[str, str, Decimal]]) -> None:
    assert [(a.number, a.unit, a.value) for a in amounts(text)] == expected


def test_ranges_shares_rates_and_bounds() -> None:
    (rate,) = amounts("tăng 11,5-12%/năm")
    assert (rate.value, rate.high, rate.per) == (Decimal("11.5"), Decimal(12), "/năm")
    (share,) = amounts("có 134/182 xã")
    assert (share.value, share.of, share.unit) == (Decimal(134), Decimal(182), "xã")
    bounds = {text: amounts(text)[0].bound for text in ("trên 40%", "gần 40%", "khoảng 40%", "40% trở lên", "đạt 40%")}
    assert list(bounds.values()) == ["over", "under", "about", "least", "exact"]


def test_the_half_of_the_last_digit() -> None:
    assert value_of("1.234,50") == (Decimal("1234.50"), Decimal("0.005"))
    assert value_of("12") == (Decimal(12), Decimal("0.5"))
    assert amounts("1,2 tỷ đồng")[0].half == Decimal("0.05E9")


def test_money_and_percentages_alone() -> None:
    text = "Chi 12 tỷ đồng cho 40 xã, đạt 95%, tăng 2 điểm phần trăm."
    assert [a.number for a in money(text)] == ["12"]
    assert [a.number for a in percentages(text)] == ["95", "2"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Đơn vị: nghìn tỷ đồng", ("đồng", 12)), ("(tỷ USD)", ("USD", 9)), ("ĐVT: ha", ("ha", 0)), ("Ghi chú", None)],
)
def test_units_of_heads(text: str, expected: tuple[str, int] | None) -> None:
    assert unit_and_scale(text) == expected


def run(text: str, year: int | None = None) -> list[tuple[str, str, bool, bool]]:
    return [
        (f"{p.first // 12}-{p.first % 12 + 1}", f"{p.last // 12}-{p.last % 12 + 1}", p.point, p.base)
        for p in periods(text, year)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("năm 2022 đạt", [("2022-1", "2022-12", False, False)]),
        ("6 tháng đầu năm 2023", [("2023-1", "2023-6", False, False)]),
        ("6 tháng cuối năm 2023", [("2023-7", "2023-12", False, False)]),
        ("quý IV/2022", [("2022-10", "2022-12", False, False)]),
        ("đến ngày 30/6/2023", [("2023-6", "2023-6", True, False)]),
        ("đến hết năm 2024", [("2024-1", "2024-12", True, False)]),
        ("giai đoạn 2021-2025", [("2021-1", "2025-12", False, False)]),
        ("từ năm 2021 đến hết tháng 6/2023", [("2021-1", "2023-6", False, False)]),
        ("tăng so với cùng kỳ năm 2022", [("2022-1", "2022-12", False, True)]),
        ("9 tháng tăng 11,8%", []),
    ],
)
def test_periods(text: str, expected: list[tuple[str, str, bool, bool]]) -> None:
    assert run(text) == expected


def test_a_period_without_a_year_takes_the_one_given() -> None:
    assert run("9 tháng tăng 11,8%, cả năm tăng 12%", 2025) == [
        ("2025-1", "2025-9", False, False),
        ("2025-1", "2025-12", False, False),
    ]


def test_points_and_runs_that_end_together_are_one_time() -> None:
    (point,), (year,), (half,) = periods("đến cuối năm 2023"), periods("năm 2023"), periods("6 tháng đầu năm 2023")
    assert point.same(year)
    assert not year.same(half)


def test_dates_possible_and_not() -> None:
    good, bad = dates("ngày 05/3/2020 và ngày 31 tháng 4 năm 2021")
    assert good.date == datetime.date(2020, 3, 5)
    assert (bad.day, bad.month, bad.date) == (31, 4, None)


def test_text_keeps_its_length_when_periods_are_blanked() -> None:
    text = "Tỷ lệ đô thị hóa đến ngày 30/6/2023 đạt"
    assert len(strip_periods(text)) == len(text)
    assert "2023" not in strip_periods(text)
    assert years_in("năm 2020, 2.025 người, 2021-2025") == {2020, 2021, 2025}
