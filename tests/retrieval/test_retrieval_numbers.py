"""Document numbers in any spelling find each other."""

from __future__ import annotations

import pytest

from assistant.index.lexical import LexicalIndex, LexicalRow
from assistant.retrieval.numbers import OtherSpellings, other_spellings
from assistant.retrieval.query import understand

ROWS = [
    LexicalRow("full", "1", "", "", "thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị"),
    LexicalRow("short", "2", "", "", "theo tinh thần Nghị quyết 57 về đột phá"),
    LexicalRow("state", "3", "", "", "căn cứ Nghị quyết số 57/2022/NQ-HĐND của Hội đồng nhân dân tỉnh"),
    LexicalRow("other", "4", "", "", "căn cứ Quyết định số 57/QĐ-UBND của Ủy ban nhân dân tỉnh"),
    LexicalRow("more", "5", "", "", "Nghị quyết số 157-NQ/TU có nhiều nhiệm vụ"),
]


@pytest.fixture(scope="module")
def index() -> LexicalIndex:
    built = LexicalIndex(None)
    built.add(ROWS)
    built.commit()
    return built


@pytest.mark.parametrize("typed", ["Nghị quyết 57", "nghị quyết số 57", "NQ57", "NQ 57", "NQ-57"])
def test_a_short_number_stands_for_the_full_ones(typed: str, index: LexicalIndex) -> None:
    assert other_spellings(typed, index.beginning) == OtherSpellings(("57-nq/tw", "57/2022/nq-hđnd"), ("quyết_57",))
    found = [one.chunk_id for one in index.search(understand(typed, index).terms, 3)]
    assert set(found) == {"full", "short", "state"}


@pytest.mark.parametrize("typed", ["57-NQ/TW", "57 - NQ/TW", "57–NQ/TW"])
def test_a_full_number_finds_itself_first_and_the_short_one_after(typed: str, index: LexicalIndex) -> None:
    found = [one.chunk_id for one in index.search(understand(typed, index).terms, 5)]
    assert found[:2] == ["full", "short"]
    assert "other" not in found


def test_words_and_years_are_no_numbers(index: LexicalIndex) -> None:
    for text in ("kế hoạch năm 2025", "57 nhiệm vụ", "báo cáo 1.234 tỷ", "Nghị quyết 57/2022/NQ-HĐND"):
        assert other_spellings(text, index.beginning).tokens == ()


def test_a_query_of_ten_thousand_words_is_asked_by_its_rarest(index: LexicalIndex) -> None:
    question = understand(" ".join(["đột phá", *(f"từ{n} nghị quyết" for n in range(5000))]), index)
    assert len(question.words) == 1000
    assert [term.text for term in question.terms if "đột" in term.text] == ["đột", "đột_phá"]
    assert len(question.terms) == len({(term.field, term.text) for term in question.terms}) <= 400
