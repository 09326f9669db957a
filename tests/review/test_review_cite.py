"""Quotations are exact, near with the difference told, or refused; a thousand corrupted ones are all refused."""

from __future__ import annotations

import random

import pytest

from assistant.review.cite import locate
from assistant.review.grounds import grounded, quotations, ungrounded

PAGE = (
    "Thu ngân sách nội địa năm 2022 đạt 14.620 tỷ đồng, tăng 20% so với năm 2021. Đề nghị tách riêng nhiệm vụ trọng "
    "tâm theo Nghị quyết số 29-NQ/TW ngày 17/11/2022. Hoà giải cơ sở chưa được nhắc tới; cần bổ sung số liệu cho đủ."
)


def test_exact_and_near() -> None:
    exact = locate("tăng 20% so với năm 2021", PAGE)
    assert exact is not None
    assert (exact.status, exact.difference, PAGE[exact.start : exact.end]) == ("exact", "", exact.quote)
    near = locate("hòa giải  cơ sở", PAGE)
    assert near is not None
    assert (near.status, near.quote) == ("near", "Hoà giải cơ sở")
    assert near.difference == "hòa → Hoà"


@pytest.mark.parametrize("quote", ["", "  ", "tăng 20% so với năm 202", "620 tỷ đồng", "đạt 14", "tăng 21%"])
def test_cut_or_other_words_are_no_quotation(quote: str) -> None:
    assert locate(quote, PAGE) is None


def corrupted(words: list[str], choice: random.Random) -> list[str]:
    """One change that alters the meaning: words swapped, dropped, doubled, added, replaced."""
    at = choice.randrange(1, len(words) - 1)
    kind = choice.randrange(5)
    if kind == 0:
        return [*words[:at], *words[at + 1 :]]
    if kind == 1:
        return [*words[:at], words[at], *words[at:]]
    if kind == 2:
        return [*words[:at], "không", *words[at:]]
    if kind == 3:
        return [*words[:at], choice.choice(["giảm", "Bắc Giang", "1.234", "XIX", "chuẩn"]), *words[at + 1 :]]
    return [*words[:at], words[at + 1], words[at], *words[at + 2 :]]


def test_a_thousand_corrupted_quotations_are_all_refused() -> None:
    choice = random.Random(7)  # noqa: S311 - reproducible test data
    words = PAGE.split()
    tried = passed = 0
    while tried < 1000:
        start = choice.randrange(len(words) - 8)
        length = choice.randrange(6, min(16, len(words) - start) + 1)
        candidate = " ".join(corrupted(words[start : start + length], choice))
        if candidate in PAGE:
            continue
        tried += 1
        passed += locate(candidate, PAGE) is not None
    assert passed == 0


def test_figures_dates_and_numbers_of_documents_need_a_source() -> None:
    assert ungrounded("đạt 14.620 tỷ đồng năm 2022 theo Nghị quyết số 29-NQ/TW ngày 17/11/2022", [PAGE]) == ()
    assert ungrounded("đạt 14.260 tỷ đồng", [PAGE]) == ("14.260",)
    assert ungrounded("đạt 620 tỷ đồng", [PAGE]) == ("620",)
    assert ungrounded("theo Nghị quyết số 30-NQ/TW", [PAGE]) == ("30-NQ/TW",)
    assert ungrounded("Đại hội XIX tại Bắc Giang", [PAGE]) == ("XIX", "Bắc Giang")


def test_a_sentence_without_ground_is_not_written() -> None:
    text = "Đề nghị tách riêng nhiệm vụ trọng tâm. Theo kinh nghiệm của Bắc Giang, cần 45 nhiệm vụ."
    assert grounded(text, [PAGE]) == "Đề nghị tách riêng nhiệm vụ trọng tâm."
    assert grounded("Dự thảo nêu “tăng 20% so với…”.", [PAGE]) == "Dự thảo nêu “tăng 20% so với…”."
    assert grounded("Dự thảo nêu “tăng 21% so với năm 2021”.", [PAGE]) == ""
    assert quotations("nêu “a b…” và “c”") == ("a b", "c")


def test_a_thousand_corrupted_sentences_with_a_wrong_figure_are_all_dropped() -> None:
    choice = random.Random(11)  # noqa: S311 - reproducible test data
    real = {"14.620", "2022", "2021", "20", "29", "17", "11"}
    passed = 0
    for _ in range(1000):
        wrong = str(choice.randrange(30, 9999))
        while wrong in real:
            wrong = str(choice.randrange(30, 9999))
        form = choice.choice(["đạt {} tỷ đồng", "tăng {}%", "ngày {}/5/2022", "số {}-NQ/TW", "{},5%", "1.{}"])
        passed += bool(grounded(f"Đề nghị làm rõ vì sao {form.format(wrong)}.", [PAGE]))
    assert passed == 0
