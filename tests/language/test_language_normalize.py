"""Keys are for finding: variants fall together, and every key position leads back into the source."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.normalize import fold, keyed, match_key, nfc

VIETNAMESE = st.text(
    st.sampled_from("aăâeêioôơuưyđbchgklmnpqrstvx àáảãạằẫểịộởụữỷỳĐÐЕо—-\u00a0\u00ad\u0301\u0323\n"), max_size=60
)


def test_nfc_composes() -> None:
    assert nfc("Tie\u0302\u0301ng Vie\u0323\u0302t") == "Tiếng Việt"


def test_fold_drops_tones_and_bar() -> None:
    assert fold("Đề nghị RÀ SOÁT") == "de nghi ra soat"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà bình", "hòa bình"),
        ("Thuỷ lợi", "thủy lợi"),
        ("UỶ BAN", "Ủy ban"),
        ("khoẻ", "khỏe"),
        ("quý", "qúy"),
        ("giá", "gía"),
        ("hoàn", "hòan"),
        ("Ðại hội", "Đại hội"),
        ("Вắc Giang", "Bắc Giang"),
        ("К\u0415\u0301", "KÉ"),
        ("2021–2025", "2021-2025"),
        ("kinh tế  -\n xã hội", "kinh tế - xã hội"),
        ("“bền vững”", '"bền vững"'),
        ("nhân\u00adlực", "nhânlực"),
    ],
)
def test_variants_share_a_key(one: str, other: str) -> None:
    assert match_key(one) == match_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("tỉnh", "tính"), ("của", "cúa"), ("mùa", "mua"), ("hòa", "hóa"), ("đa", "da")]
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert match_key(one) != match_key(other)


def test_tones_move_to_their_traditional_place() -> None:
    assert match_key("Hoà, Thuỷ, khuỷu, toàn, QUÝ, già, mùa") == "hòa, thủy, khuỷu, toàn, quý, già, mùa"


def test_a_match_is_located_in_the_source() -> None:
    source = "  Về  chuyển đổi\u00ad số, UỶ BAN nhân dân"
    found = keyed(source)
    at = found.key.index("ủy ban")
    start, end = found.span(at, at + len("ủy ban"))
    assert source[start:end] == "UỶ BAN"
    assert found.key_offset(source.index("UỶ")) == at


def test_a_match_is_located_in_decomposed_source() -> None:
    source = unicodedata.normalize("NFD", "Sở Tài chính đề nghị")
    found = keyed(source)
    at = found.key.index("đề")
    start, end = found.span(at, at + 2)
    assert nfc(source[start:end]) == "đề"


@given(VIETNAMESE)
def test_the_map_agrees_with_the_key_and_covers_the_source(text: str) -> None:
    found = keyed(text)
    assert found.key == match_key(text)
    assert len(found.starts) == len(found.ends) == len(found.key)
    assert list(found.starts) == sorted(found.starts)
    assert all(0 <= start < end <= len(text) for start, end in zip(found.starts, found.ends, strict=True))


@given(VIETNAMESE)
def test_keys_are_stable(text: str) -> None:
    assert match_key(match_key(text)) == match_key(text)
    assert match_key(unicodedata.normalize("NFD", text)) == match_key(text)
