"""Tokens, sentences and clauses against what a reader would mark by hand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.language.tokens import bigrams, clauses, folded, sentences, syllables, tokens


def cut(spans: list[tuple[int, int]], text: str) -> list[str]:
    return [text[start:end] for start, end in spans]


def test_every_spelling_of_a_document_number_is_one_token() -> None:
    for printed in ("35/2021/NĐ-CP", "35 /2021/NĐ–CP", "35/2021/NÐ-CP"):
        assert syllables(f"Nghị định {printed} của") == ["nghị", "định", "35/2021/nđ-cp", "của"]
    assert syllables("Quy định 399-QĐ/TW") == ["quy", "định", "399-qđ/tw"]


def test_tone_placement_and_numbers() -> None:
    assert syllables("Hoà Bình thuỷ lợi 1.234,5 tỷ") == syllables("hòa bình thủy lợi 1.234,5 tỷ")
    assert syllables("tăng 7,9%/năm") == ["tăng", "7,9", "năm"]
    assert bigrams(["kinh", "tế", "số"]) == ["kinh_tế", "tế_số"]
    assert folded(["đổi", "mới"]) == ["doi", "moi"]


def test_token_places_slice_back_to_what_was_printed() -> None:
    text = "Theo Công văn số 1865/CV-TU, GRDP tăng 14,1%."
    assert [text[t.start : t.end] for t in tokens(text)] == [
        "Theo", "Công", "văn", "số", "1865/CV-TU", "GRDP", "tăng", "14,1",
    ]  # fmt: skip


def test_sentences_do_not_end_at_abbreviations_decimals_or_list_numbers() -> None:
    text = "1. Thu ngân sách tại TP. Lam Giang đạt 1.234,5 tỷ đồng. Tuy nhiên, chi còn cao…\nMục 2.1 nêu rõ./."
    assert cut(sentences(text), text) == [
        "1. Thu ngân sách tại TP. Lam Giang đạt 1.234,5 tỷ đồng.",
        "Tuy nhiên, chi còn cao…",
        "Mục 2.1 nêu rõ./.",
    ]


def test_clauses_keep_brackets_and_quotations_whole() -> None:
    text = "Đề nghị làm rõ (nhất là đất; rừng); bổ sung “một; hai”; rà soát số liệu."
    assert cut(clauses(text), text) == [
        "Đề nghị làm rõ (nhất là đất; rừng);",
        "bổ sung “một; hai”;",
        "rà soát số liệu.",
    ]


@given(st.text(alphabet="aĐề. ;…()“”\n1,/-NQ", max_size=80))
def test_nothing_is_lost_between_clauses(text: str) -> None:
    kept = "".join(cut(clauses(text), text))
    assert "".join(kept.split()) == "".join(text.split())
