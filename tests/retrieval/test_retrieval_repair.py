"""Queries put right from what the index holds."""

from __future__ import annotations

import pytest

from assistant.index.lexical import LexicalIndex, LexicalRow
from assistant.language.tokens import syllables
from assistant.retrieval.repair import mended, restored

TEXTS = [
    "phát triển du lịch biển", "phát triển kinh tế biển", "phát triển nguồn nhân lực", "đào tạo nguồn nhân lực",
    "bố trí nguồn vốn đầu tư công", "trạm y tế xã", "xa trung tâm", "ma túy", "giải pháp đột phá",
]  # fmt: skip


@pytest.fixture(scope="module")
def index() -> LexicalIndex:
    built = LexicalIndex(None)
    built.add(LexicalRow(str(n), str(n), "", "", text) for n, text in enumerate(TEXTS))
    built.commit()
    return built


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("phat trien du lich", "phát triển du lịch"),
        ("tram y te xa", "trạm y tế xã"),
        ("xa trung tam", "xa trung tâm"),
        ("dau tu cong 35/2021/ND-CP", "đầu tư công 35/2021/nd-cp"),
        ("blockchain", "blockchain"),
    ],
)
def test_marks_come_back_by_context(typed: str, meant: str, index: LexicalIndex) -> None:
    assert " ".join(restored(syllables(typed), index)) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("phát triễn du lịch", "phát triển du lịch"),
        ("đào tạo nguồm nhân lưc", "đào tạo nguồn nhân lực"),
        ("giải phápp đột phá", "giải pháp đột phá"),
    ],
)
def test_misread_words_are_put_right(typed: str, meant: str, index: LexicalIndex) -> None:
    assert " ".join(mended(syllables(typed), index)) == meant


def test_known_words_are_left_alone_however_odd_their_order(index: LexicalIndex) -> None:
    words = syllables("xã ma tế nguồn phá")
    assert mended(words, index) == words
    assert mended([], index) == restored([], index) == []


def test_the_vocabulary_follows_the_index() -> None:
    index = LexicalIndex(None)
    index.add([LexicalRow("1", "1", "", "", "thủy lợi")])
    index.commit()
    assert restored(["thuy"], index) == ["thủy"]
    index.remove(["1"])
    index.add([LexicalRow("2", "2", "", "", "thụy sĩ"), LexicalRow("3", "3", "", "", "thụy điển")])
    index.commit()
    assert restored(["thuy"], index) == ["thụy"]
