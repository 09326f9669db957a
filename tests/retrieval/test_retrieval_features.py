"""Features of candidates by hand."""

from __future__ import annotations

from math import log

import numpy as np
import pytest

from assistant.index.lexical import LexicalIndex, LexicalRow, code
from assistant.retrieval.features import FEATURES, Candidates, features
from assistant.retrieval.query import understand

ROWS = [
    LexicalRow("a", "1", "Đề án biển", "Du lịch biển", "phát triển du lịch"),
    LexicalRow("b", "1", "Đề án biển", "Nguồn vốn", "vốn đầu tư du khách lịch sử"),
    LexicalRow("c", "2", "", "", "y tế xã"),
]


@pytest.fixture
def index() -> LexicalIndex:
    built = LexicalIndex(None)
    built.add(ROWS)
    built.commit()
    return built


def columns(index: LexicalIndex, query: str) -> dict[str, list[float]]:
    question = understand(query, index)
    found = sorted(index.passages(["a", "b", "c"]), key=lambda one: one.chunk_id)
    nothing = np.zeros(3)
    ranks = np.array([1, 2, 0])
    rows = features(question, Candidates(found, np.array([4.0, 2.0, 0.0]), ranks, nothing, ranks * 0))
    return dict(zip(FEATURES, rows.T.tolist(), strict=True))


def test_rarity_is_that_of_bm25(index: LexicalIndex) -> None:
    question = understand("du lịch xã", index)
    rarity = dict(zip(question.codes.tolist(), question.idf.tolist(), strict=True))
    assert rarity[code("du")] == pytest.approx(log(1 + (3 - 2 + 0.5) / (2 + 0.5)))
    assert rarity[code("xã")] == pytest.approx(log(1 + (3 - 1 + 0.5) / (1 + 0.5)))


def test_coverage_runs_and_lengths_by_hand(index: LexicalIndex) -> None:
    found = columns(index, "phát triển du lịch")
    assert found["counted"] == [1.0, 0.5, 0.0]  # "b" has du and lịch, not side by side
    assert found["run"] == [4.0, 1.0, 0.0]
    assert found["covered_all"][0] == pytest.approx(1.0)
    assert found["covered_heading"][0] == found["covered_heading"][0] > found["covered_heading"][1] == 0.0
    assert found["pair_covered_body"] == pytest.approx([1.0, 0.0, 0.0])
    assert found["heading_precision"] == pytest.approx([2 / 3, 0.0, 0.0])
    assert (found["name_length"], found["heading_length"]) == ([3.0, 3.0, 0.0], [3.0, 2.0, 0.0])
    assert found["lexical_of_best"] == [1.0, 0.5, 0.0]
    assert found["lexical_rank"] == pytest.approx([1 / 11, 1 / 12, 0.0])
    assert found["siblings"] == pytest.approx([2 / 3, 2 / 3, 1 / 3])


def test_a_query_without_marks_is_given_those_of_the_index(index: LexicalIndex) -> None:
    question = understand("phat trien du lich", index)
    assert question.text == "phát triển du lịch"
    assert [one.chunk_id for one in index.search(question.terms, 1)] == ["a"]
    assert columns(index, "phat trien du lich")["run"] == [4.0, 1.0, 0.0]


def test_accents_are_seen_unless_ignored(index: LexicalIndex) -> None:
    found = columns(index, "đầu tự")  # beside "đầu tư"; "tự" is unknown and mended
    assert found["run"] == [0.0, 2.0, 0.0]
    index.add([LexicalRow("d", "3", "", "", "tự lo")])
    index.commit()
    found = columns(index, "đầu tự")  # known now, so left alone
    assert (found["run"][1], found["counted"][1]) == (1.0, 0.5)
    assert found["bare_covered"][1] == pytest.approx(1.0)


def test_what_a_passage_defines_is_the_run_right_before_the_copula() -> None:
    index = LexicalIndex(None)
    index.add([
        LexicalRow("a", "1", "Luật", "Giải thích từ ngữ", "1. Nguồn vốn xanh là vốn vay. 2. Vốn là tiền."),
        LexicalRow("b", "1", "Luật", "Nguồn vốn xanh là", "Nguồn vốn xanh do tỉnh lập; đó là quỹ"),
        LexicalRow("c", "2", "", "", "vốn xanh"),
    ])  # fmt: skip
    index.commit()
    found = columns(index, "Định nghĩa của nguồn vốn xanh?")
    # "b" has the run in its heading and, in its body, not before the copula; "c" ends with it.
    assert found["defined"] == [3.0, 0.0, 0.0]
    assert found["asks_meaning"] == [1.0, 1.0, 1.0]
    found = columns(index, "vốn xanh lấy ở đâu")
    assert found["defined"] == [2.0, 0.0, 0.0]
    assert found["asks_meaning"] == [0.0, 0.0, 0.0]


def test_a_cue_is_whole_syllables(index: LexicalIndex) -> None:
    assert columns(index, "Du lịch biển là gì?")["asks_meaning"] == [1.0, 1.0, 1.0]
    assert columns(index, "biển tối thiểu là mấy")["asks_meaning"] == [0.0, 0.0, 0.0]  # not "hiểu là"
