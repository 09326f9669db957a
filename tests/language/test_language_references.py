# ruff: noqa: E501 (sentences of drafts stay whole)
"""Document numbers, laws by name, dates and congresses as they stand in official sentences."""

from __future__ import annotations

import pytest

from assistant.language.congresses import congresses, numeral, ordinal
from assistant.language.references import canonical_code, code_parts, date_in, references


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nghị quyết số 71/NQ-HĐND ngày 11/12/2024 của HĐND tỉnh", [("Nghị quyết", "71/NQ-HĐND", "2024-12-11")]),
        ("Chỉ thị số 26-CT/TU ngày 05 tháng 6 năm 2024", [("Chỉ thị", "26-CT/TU", "2024-06-05")]),
        ("Công văn số 1865/CV-TU", [("Công văn", "1865/CV-TU", None)]),
        ("Nghị quyết số 12/NQ.HĐND", [("Nghị quyết", "12/NQ.HĐND", None)]),
        ("Nghị quyết số 71/NQ - HĐND của HĐND tỉnh", [("Nghị quyết", "71/NQ-HĐND", None)]),
        ("Quyết định 1980/QĐ-TTg", [("Quyết định", "1980/QĐ-TTg", None)]),
        ("Nghị quyết số 66.16/2026/NQ-CP", [("Nghị quyết", "66.16/2026/NQ-CP", None)]),
        ("thông tư liên tịch số 12/2014/TTLT-BTC-BKHĐT", [("Thông tư liên tịch", "12/2014/TTLT-BTC-BKHĐT", None)]),
        (
            "các Nghị quyết số 57-NQ/TW ngày 22/12/2024, số 66-NQ/TW ngày 30/4/2025 và số 68-NQ/TW ngày 04/5/2025",
            [
                ("Nghị quyết", "57-NQ/TW", "2024-12-22"),
                ("Nghị quyết", "66-NQ/TW", "2025-04-30"),
                ("Nghị quyết", "68-NQ/TW", "2025-05-04"),
            ],
        ),
        ("mẫu 03/TNCN, QCVN 01:2010/BKHCN, 95/155 xã, 24/24 giờ", []),
    ],
)
def test_numbers_are_found_whole(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert [(r.type, r.code, r.issued_on) for r in references(text)] == expected


@pytest.mark.parametrize(
    ("text", "name", "year", "code"),
    [
        ("theo Luật Đất đai năm 2013", "Đất đai", 2013, None),
        ("theo Luật Nhà ở 2014", "Nhà ở", 2014, None),
        ("Luật Quản lý, sử dụng tài sản công năm 2017", "Quản lý, sử dụng tài sản công", 2017, None),
        ("Luật Đầu tư công ngày 13/6/2019", "Đầu tư công", 2019, None),
        ("Luật Bảo vệ môi trường số 72/2020/QH14", "Bảo vệ môi trường", 2020, "72/2020/QH14"),
        ("Luật Đất đai năm 2024 (số 31/2024/QH15)", "Đất đai", 2024, "31/2024/QH15"),
        ("Bộ luật Lao động (năm 2019)", "Lao động", 2019, None),
    ],
)
def test_laws_are_known_by_name_and_year(text: str, name: str, year: int, code: str | None) -> None:
    (found,) = references(text)
    assert (found.name, found.year, found.code) == (name, year, code)


@pytest.mark.parametrize(
    "text",
    [
        "Luật Đất đai được Quốc hội thông qua năm 2013",
        "Luật Đất đai trong năm 2024",
        "thi hành luật năm 2024",
        "Luật Đất đai và các văn bản năm 2013",
    ],
)
def test_a_year_that_is_not_the_laws_own_is_left(text: str) -> None:
    assert [r for r in references(text) if r.year] == []


def test_issuer_and_title_stop_where_they_end() -> None:
    text = "Nghị quyết số 06-NQ/TW ngày 24/01/2022 của Bộ Chính trị về quy hoạch, xây dựng đô thị, Nghị quyết số 29-NQ/TW ngày 17/11/2022 của Ban Chấp hành Trung ương về công nghiệp hóa."
    first, second = references(text)
    assert (first.issuer, first.subject) == ("Bộ Chính trị", "về quy hoạch, xây dựng đô thị")
    assert (second.issuer, second.subject) == ("Ban Chấp hành Trung ương", "về công nghiệp hóa")
    assert text[first.start : first.end] == "Nghị quyết số 06-NQ/TW ngày 24/01/2022"


def test_codes_come_apart() -> None:
    assert code_parts("30/2020/NĐ-CP") == ("30", 2020, "NĐ-CP")
    assert code_parts("47-NQ/TU") == ("47", None, "NQ/TU")
    assert canonical_code("71 / NQ – HĐND") == "71/NQ-HĐND"
    assert date_in("ngày 31/02/2024") is None
    assert date_in("ngày 01/4/22025") is None
    assert date_in("ngày 5 tháng 7 năm 2023") == "2023-07-05"


@pytest.mark.parametrize(
    ("text", "level", "value", "term"),
    [
        ("Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng", "national", 13, None),
        ("Nghị quyết Đại hội XIII của Đảng", "national", 13, None),
        ("Đại hội Đảng lần thứ 13", "national", 13, None),
        ("Đại hội đại biểu Đảng bộ tỉnh Sông Lam lần thứ XIX, nhiệm kỳ 2020-2025", "provincial", 19, (2020, 2025)),
        ("Nghị quyết Đại hội XIII của Đảng bộ tỉnh", "provincial", 13, None),
        ("Đại hội tỉnh Đảng bộ lần thứ XIX (nhiệm kỳ 2020 - 2025)", "provincial", 19, (2020, 2025)),
        ("Đại hội lần thứ XVIII", None, 18, None),
        ("Đại hội Đảng bộ huyện Thuận Lam lần thứ XXII", "local", 22, None),
        ("Đại hội đại biểu toàn quốc Hội Nông dân Việt Nam", "other", None, None),
        ("Ban Chấp hành Trung ương khóa XII", "national", 12, None),
        ("Ban Chấp hành Đảng bộ tỉnh khóa XIX, nhiệm kỳ 2020-2025", "provincial", 19, (2020, 2025)),
    ],
)
def test_the_words_around_a_congress_tell_its_level(
    text: str, level: str | None, value: int | None, term: tuple[int, int] | None
) -> None:
    (found,) = congresses(text)
    assert (found.level, found.ordinal, found.term) == (level, value, term)


def test_numerals_go_both_ways() -> None:
    assert [ordinal(numeral(n)) for n in range(1, 40)] == list(range(1, 40))
    assert [ordinal(x) for x in ("IIII", "VX", "C", "")] == [None] * 4
