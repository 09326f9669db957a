"""Texts longer than a window are split, never cut."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.index.windows import pieces


def words(text: str) -> int:
    return len(text.split())


def test_whole_sentences_are_packed_up_to_the_window() -> None:
    text = "Một hai ba. Bốn năm. Sáu bảy tám chín. Mười."
    assert pieces(text, words, 5) == ["Một hai ba. Bốn năm.", "Sáu bảy tám chín. Mười."]
    assert pieces(text, words, 10) == [text]


def test_a_sentence_longer_than_the_window_is_cut_between_words() -> None:
    assert pieces("a b c d e f g. H i.", words, 3) == ["a b c", "d e f", "g. H i."]
    assert pieces("mộttừrấtdài", len, 4) == ["mộttừrấtdài"]


@given(st.text(alphabet="aă đ.;\n ", max_size=120), st.integers(1, 6))
def test_nothing_is_lost_and_every_piece_fits(text: str, window: int) -> None:
    found = pieces(text, words, window)
    assert "".join("".join(found).split()) == "".join(text.split())
    assert all(words(piece) <= window for piece in found)
