"""Search of a knowledge base: filters, near-duplicates folded, and nothing where nothing is near."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from assistant.documents.load import read_document
from assistant.index.build import ingest
from assistant.index.knowledge import KnowledgeBase
from assistant.index.model import Chunk
from assistant.retrieval.model import Filters
from assistant.retrieval.search import Search
from assistant.settings import RetrievalSettings

ADVICE = """LIÊN HIỆP CÁC HỘI KHOA HỌC VÀ KỸ THUẬT

Số: {number}/BC-LHH

Trường Hải, ngày 10 tháng 8 năm {year}

BÁO CÁO
Kết quả tư vấn, phản biện dự thảo Đề án {subject}

I. Ý KIẾN CỤ THỂ

- Đề nghị bổ sung lộ trình thực hiện của từng giải pháp.

- Đề nghị làm rõ {point}.
"""


@pytest.fixture
def base(tmp_path: Path, open_base: Callable[[str], KnowledgeBase]) -> KnowledgeBase:
    points = [("phát triển du lịch", "nguồn vốn xây dựng bến cảng"), ("chuyển đổi số", "hạ tầng dữ liệu dùng chung")]
    paths = []
    for number, (subject, point) in enumerate(points, 1):
        path = tmp_path / f"{number}.txt"
        path.write_text(ADVICE.format(number=number, year=2020 + number, subject=subject, point=point), "utf-8")
        paths.append(path)
    opened = open_base("write")
    ingest(paths, opened, read_document)
    return opened


def test_the_same_request_in_two_reports_is_one_hit_with_a_count(base: KnowledgeBase) -> None:
    hits = Search(base).search("bổ sung lộ trình thực hiện giải pháp")
    assert "Đề nghị bổ sung lộ trình" in hits[0].chunk.text
    assert hits[0].folded == 1
    assert hits[0].matched == ("lexical", "dense")
    assert "lộ" in hits[0].terms
    assert len({hit.chunk.text for hit in hits}) == len(hits)


def test_more_passages_are_read_while_too_few_of_them_differ(
    tmp_path: Path, open_base: Callable[[str], KnowledgeBase], monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = []
    for number in range(1, 7):
        path = tmp_path / f"{number}.txt"
        path.write_text(ADVICE.format(number=number, year=2020, subject="du lịch", point=f"bước {number}"), "utf-8")
        paths.append(path)
    opened = open_base("write")
    ingest(paths, opened, read_document)
    read: list[int] = []
    chunks = opened.catalog.chunks

    def counted(ids: Sequence[str]) -> dict[str, Chunk]:
        read.append(len(ids))
        return chunks(ids)

    monkeypatch.setattr(opened.catalog, "chunks", counted)
    monkeypatch.setattr("assistant.retrieval.search._PAGE", 4)
    query = "bổ sung lộ trình thực hiện của từng giải pháp"
    assert [hit.folded for hit in Search(opened).search(query, 1)] == [3]
    assert read == [4]
    read.clear()
    hits = Search(opened).search(query, 2)
    assert read == [4, 4]
    assert hits[0].folded == 5
    assert "Đề nghị bổ sung lộ trình" in hits[0].chunk.text
    assert len(hits) == 2


def test_filters_hold_for_every_hit(base: KnowledgeBase) -> None:
    search = Search(base)
    assert {hit.document.issued_on for hit in search.search("đề nghị làm rõ", filters=Filters(from_year=2022))} == {
        "2022-08-10"
    }
    first = search.search("bến cảng")[0]
    assert first.document.issued_on == "2021-08-10"
    left = search.search("bến cảng", filters=Filters(exclude=(first.document.document_id,)))
    assert {hit.document.issued_on for hit in left} == {"2022-08-10"}
    assert search.search("bến cảng", filters=Filters(issuers=("Sở Không có",))) == []


def test_typed_without_marks_finds_the_same(base: KnowledgeBase) -> None:
    search = Search(base)
    plain, bare = (search.search(query, 1)[0].chunk.chunk_id for query in ("hạ tầng dữ liệu", "ha tang du lieu"))
    assert plain == bare


def test_the_comments_of_one_paragraph_take_one_place_and_the_nearest_is_shown(
    tmp_path: Path, open_base: Callable[[str], KnowledgeBase]
) -> None:
    remark = "Tổng kinh phí của Đề án chưa được phân kỳ theo từng năm."
    request = "Đề nghị làm rõ căn cứ huy động vốn của doanh nghiệp."
    path = tmp_path / "1.txt"
    path.write_text(
        ADVICE.format(number=1, year=2021, subject="phát triển du lịch", point="nguồn vốn xây dựng bến cảng")
        + f"\n- {remark} {request}\n",
        "utf-8",
    )
    opened = open_base("write")
    ingest([path], opened, read_document)
    own = {one.text: one.context for one in opened.chunks_of(opened.documents()[0].document_id)}
    assert request in own[f"- {remark}"]  # a comment is found by the rest of its paragraph too
    for query, shown in (("kinh phí chưa phân kỳ từng năm", remark), ("căn cứ huy động vốn doanh nghiệp", request)):
        texts = [hit.chunk.text for hit in Search(opened).search(query)]
        assert sum(remark in text or request in text for text in texts) == 1
        assert any(shown in text for text in texts)


def test_a_passage_of_a_draft_is_looked_up_though_no_comment_has_much_of_it(
    base: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(base.embedder), "model_id", "embedded@test")
    monkeypatch.setattr("assistant.retrieval.search._LEAST_COVERED", 0.2)
    monkeypatch.setattr("assistant.retrieval.search._LEAST_COSINE", 0.9)
    near = "Nguồn vốn xây dựng bến cảng khách được huy động từ doanh nghiệp, không dùng ngân sách của tỉnh"
    texts = [hit.chunk.text for hit in Search(base).search(near)]
    assert texts[0].endswith("nguồn vốn xây dựng bến cảng.")
    assert len(texts) == 3  # the others have too little of it for a short query, and stand after the near one
    far = "Bên thuê trả tiền đặt cọc hai tháng và không được cho người khác thuê lại căn hộ khi chưa có thỏa thuận"
    assert Search(base).search(far) == []


def test_nothing_near_is_said_so(base: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    search = Search(base)
    assert search.search("  ") == search.search("bến cảng", 0) == []
    assert search.search("quang phổ kế nguyên tử")  # another model: nothing is held back
    monkeypatch.setattr(type(base.embedder), "model_id", "embedded@test")
    assert search.search("quang phổ kế nguyên tử") == []
    assert search.search("bến cảng")[0].chunk.text.endswith("bến cảng.")


def test_one_document_takes_no_more_places_than_is_set(base: KnowledgeBase) -> None:
    def owners(most: int) -> list[str]:
        search = Search(base, RetrievalSettings(most_of_one=most))
        return [hit.document.document_id for hit in search.search("làm rõ nguồn vốn xây dựng bến cảng", 3)]

    free, spread = owners(0), owners(1)
    assert len(free) == len(spread) >= 2
    assert spread[0] == free[0]
    assert len(set(spread[:2])) == 2


def test_queries_without_words_or_with_ten_thousand(base: KnowledgeBase) -> None:
    search = Search(base)
    assert search.search("?! …") == []
    assert search.search("bến cảng " + " ".join(f"chữ{n}" for n in range(10_000)))[0].chunk.text.endswith("bến cảng.")
