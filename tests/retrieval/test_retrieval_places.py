"""Places of an answer: copies folded, and a document that has its share waits for others near as good."""

from __future__ import annotations

from assistant.index.model import Chunk
from assistant.retrieval.places import places, terms_of
from assistant.retrieval.ranking import Ranked


def found(name: str, document: str, score: float, text: str = "") -> tuple[Ranked, Chunk]:
    row = Ranked(name, document, score, score, 1, 1, 1.0, 1.0)
    return row, Chunk(name, document, "passage", text or f"đoạn {name}", 0, 1, None, ())


PAGE = [found("a", "1", 9), found("b", "1", 8.5), found("c", "1", 8), found("d", "2", 7.5), found("e", "3", 4)]


def shown(most: int, margin: float, k: int = 5) -> str:
    return "".join(place.chunk.chunk_id for place in places([PAGE], [], k, most=most, margin=margin))


def test_a_document_with_its_share_waits_for_those_near_as_good() -> None:
    assert shown(0, 99) == "abcde"
    assert shown(2, 0.5) == "abdce"  # c waits for d (0.5 lower) but not for e (4 lower)
    assert shown(2, 0.4) == "abcde"
    assert shown(1, 1.0) == "adbce"  # once d is there, b and c are far better than e
    assert shown(1, 99, k=3) == "ade"


def test_copies_are_told_by_all_their_words() -> None:
    long = "Đề nghị bổ sung lộ trình thực hiện của từng giải pháp đã nêu trong dự thảo, kèm theo nguồn lực " * 3
    rows = [found("a", "1", 3, long + "x"), found("b", "2", 2, "- " + long + "x;"), found("c", "3", 1, long + "y")]
    kept = places([rows], [], 9)
    assert [(place.chunk.chunk_id, place.copies) for place in kept] == [("a", 1), ("c", 0)]


def test_terms_are_found_with_and_without_marks() -> None:
    chunk = found("a", "1", 1, "Phát triển du lịch biển")[1]
    assert terms_of(["du", "lich", "biển", "bien", "núi"], chunk) == ("du", "lich", "biển", "bien")
