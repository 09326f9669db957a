"""Several machines over one PostgreSQL and one Chroma server: what one takes in or removes, the others see."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest

from assistant.documents.load import read_document
from assistant.errors import StateError
from assistant.index.build import ingest
from assistant.index.shared import SharedKnowledgeBase
from assistant.retrieval.search import Search
from assistant.settings import IndexSettings, Settings
from assistant.wiring import governing_document, is_empty, open_knowledge, repair

Open = Callable[[str, Literal["read", "write"]], SharedKnowledgeBase]
ADVICE = """LIÊN HIỆP CÁC HỘI KHOA HỌC VÀ KỸ THUẬT

Số: {number}/BC-LHH

Trường Hải, ngày 10 tháng 8 năm 2022

BÁO CÁO
Kết quả tư vấn, phản biện dự thảo Đề án phát triển du lịch tỉnh Trường Hải

II. Ý KIẾN CỤ THỂ

1. Về giải pháp

- Đề nghị bổ sung lộ trình đào tạo hướng dẫn viên; làm rõ nguồn vốn {extra}.
"""


def write(folder: Path, number: int = 7, extra: str = "xây dựng bến cảng") -> Path:
    path = folder / f"{number}.txt"
    path.write_text(ADVICE.format(number=number, extra=extra), "utf-8")
    return path


@pytest.fixture
def shared(postgres: str, chroma: str) -> IndexSettings:
    return IndexSettings(catalog=postgres, chroma=chroma)


@pytest.fixture
def machine(tmp_path: Path, shared: IndexSettings, hashing_embedder: Any) -> Iterator[Open]:
    opened: list[SharedKnowledgeBase] = []

    def make(name: str, mode: Literal["read", "write"]) -> SharedKnowledgeBase:
        opened.append(SharedKnowledgeBase(tmp_path / name, shared, hashing_embedder, mode))
        return opened[-1]

    yield make
    for base in opened:
        base.close()


def texts(base: SharedKnowledgeBase, query: str) -> set[str]:
    return {hit.chunk.text for hit in Search(base).search(query) if hit.matched == ("lexical", "dense")}


def in_step(base: SharedKnowledgeBase) -> None:
    chunks = {c.chunk_id: c for d in base.documents() for c in base.chunks_of(d.document_id)}
    assert base.lexical.count() == len(chunks) == sum(document.chunks for document in base.documents())
    assert {one.chunk_id for one in base.lexical.passages(list(chunks))} == set(chunks)
    assert set(base._exact().chunk_ids) == set(chunks)
    assert base.vectors().ids() == set(chunks)


def test_every_machine_finds_what_one_took_in_and_not_what_one_removed(tmp_path: Path, machine: Open) -> None:
    one, other = machine("a", "write"), machine("b", "read")
    assert texts(other, "bến cảng") == set()
    added = ingest([write(tmp_path), write(tmp_path, 8, "làm đường sắt")], one, read_document).added
    for base in (one, other):
        assert "làm rõ nguồn vốn xây dựng bến cảng." in texts(base, "nguồn vốn bến cảng")
        assert "làm rõ nguồn vốn làm đường sắt." in texts(base, "nguồn vốn đường sắt")
        in_step(base)
    # The other one, open for writing too, removes; the first and one that starts only now see it.
    assert machine("c", "write").remove([added[0].document_id]) == [added[0]]
    for base in (one, other, machine("d", "read")):
        found = texts(base, "nguồn vốn bến cảng")
        assert "làm rõ nguồn vốn làm đường sắt." in found
        assert "làm rõ nguồn vốn xây dựng bến cảng." not in found
        in_step(base)
    one.remove([added[1].document_id])
    assert texts(other, "nguồn vốn đường sắt") == set()
    in_step(other)


def test_a_new_version_replaces_the_old_on_every_machine(tmp_path: Path, machine: Open) -> None:
    one, other = machine("a", "write"), machine("b", "read")
    ingest([write(tmp_path)], one, read_document)
    in_step(other)
    assert len(ingest([write(tmp_path, extra="làm đường sắt")], one, read_document).updated) == 1
    assert "làm rõ nguồn vốn làm đường sắt." in texts(other, "nguồn vốn đường sắt")
    assert len(other.documents()) == 1
    in_step(other)


def test_a_second_writer_is_refused_while_the_first_writes(tmp_path: Path, machine: Open) -> None:
    one, other = machine("a", "write"), machine("b", "write")
    with one.writing():
        with pytest.raises(StateError) as caught:
            ingest([write(tmp_path)], other, read_document)
        assert caught.value.code == "index_busy"
        assert "tienle" in caught.value.subject
        ingest([write(tmp_path, 8)], one, read_document)
        late = machine("c", "write")
        assert [document.number for document in late.documents()] == ["8"]
    assert len(ingest([write(tmp_path)], late, read_document).added) == 1
    in_step(other)


def test_chroma_killed_during_an_ingest(
    tmp_path: Path, machine: Open, chroma_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = machine("a", "write"), machine("b", "read")
    ingest([write(tmp_path)], one, read_document)
    vectors = one.vectors()
    add = vectors.add

    def killed(*arguments: Any) -> None:
        chroma_server.stop(kill=True)
        add(*arguments)

    monkeypatch.setattr(vectors, "add", killed)
    with pytest.raises(StateError) as caught:
        ingest([write(tmp_path, 8)], one, read_document)
    assert caught.value.code == "server_down"
    # Search goes on without Chroma, over what was there before.
    assert "làm rõ nguồn vốn xây dựng bến cảng." in texts(other, "nguồn vốn bến cảng")
    assert [document.number for document in other.documents()] == ["7"]
    chroma_server.start()
    in_step(machine("c", "write"))
    assert [document.number for document in other.documents()] == ["7", "8"]
    in_step(other)


def test_sessions_of_the_database_lost_during_an_ingest(
    tmp_path: Path, machine: Open, postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import psycopg

    one, other = machine("a", "write"), machine("b", "write")
    mark = one.catalog.mark

    def cut(*arguments: Any) -> None:
        with psycopg.connect(postgres.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                               " AND datname = current_database()")  # fmt: skip
        mark(*arguments)

    monkeypatch.setattr(one.catalog, "mark", cut)

    def ingest_and_go_on() -> None:
        with one.writing():
            try:
                ingest([write(tmp_path)], one, read_document)
            finally:
                # The lock is free: another machine may write, and this one may not until it has taken it anew.
                assert other.documents() == []
                with other.writing(), pytest.raises(StateError, match="SessionLost"):
                    one.catalog.set_note("x", "1")

    with pytest.raises(StateError) as caught:
        ingest_and_go_on()
    assert caught.value.code == "server_down"
    monkeypatch.undo()
    # The other machine has finished what this one began.
    assert [document.number for document in other.documents()] == ["7"]
    in_step(other)
    in_step(one)
    assert len(ingest([write(tmp_path)], one, read_document).unchanged) == 1


def test_changes_are_followed_once_more_after_a_crash_and_an_index_that_is_gone_is_built(
    tmp_path: Path, machine: Open
) -> None:
    one, other = machine("a", "write"), machine("b", "read")
    (place,) = (tmp_path / "b").rglob("place.json")
    before = place.read_text("utf-8")
    ingest([write(tmp_path), write(tmp_path, 8)], one, read_document)
    in_step(other)
    other.close()
    place.write_text(before, "utf-8")  # as if killed between the commit and the note of it
    other = machine("b", "read")
    in_step(other)
    other.close()
    shutil.rmtree(place.parent / "lexical")
    other = machine("b", "read")
    in_step(other)
    assert other.lexical.count() > 0
    one.rebuild()
    in_step(one)
    in_step(other)


def test_the_same_file_read_as_another_kind_is_a_change_too(tmp_path: Path, machine: Open) -> None:
    one, other = machine("a", "write"), machine("b", "read")
    (added,) = ingest([write(tmp_path)], one, read_document).added
    in_step(other)
    assert {chunk.kind for chunk in other.chunks_of(added.document_id)} == {"comment"}
    other.close()
    one.remove([added.document_id])
    ingest([write(tmp_path)], one, read_document, "other")
    other = machine("b", "read")
    assert "passage" in {chunk.kind for chunk in other.chunks_of(added.document_id)}
    in_step(other)


def test_two_processes_of_one_machine_follow_with_one_index(tmp_path: Path, machine: Open) -> None:
    one, first, second = machine("a", "write"), machine("b", "read"), machine("b", "read")
    ingest([write(tmp_path)], one, read_document)
    in_step(first)
    in_step(second)
    assert first.lexical.count() == second.lexical.count() > 0


def test_an_original_kept_by_another_machine_is_said(tmp_path: Path, machine: Open) -> None:
    one, other = machine("a", "write"), machine("b", "read")
    path = write(tmp_path)
    (added,) = ingest([path], one, read_document).added
    path.unlink()
    settings = Settings(tmp_path / "b")
    with pytest.raises(StateError) as caught:
        governing_document(added.document_id, settings, other)
    assert caught.value.code == "original_missing"
    assert str(path) in caught.value.next_step
    shutil.copytree(tmp_path / "a" / "knowledge" / "originals", tmp_path / "b" / "knowledge" / "originals")
    assert governing_document(added.document_id, settings, other).sha256 == added.sha256


def test_the_settings_choose_the_servers(tmp_path: Path, machine: Open, shared: IndexSettings) -> None:
    settings = Settings(tmp_path / "b", index=shared)
    assert is_empty(settings)
    ingest([write(tmp_path)], machine("a", "write"), read_document)
    assert not is_empty(settings)
    with open_knowledge(settings, "read") as base:
        assert isinstance(base, SharedKnowledgeBase)
    with pytest.raises(StateError, match="máy chủ Chroma") as caught:
        open_knowledge(Settings(tmp_path / "b", index=IndexSettings(catalog=shared.catalog)), "read")
    assert caught.value.code == "settings_invalid"


def test_a_shared_base_of_another_version_is_repaired_by_one_machine_for_all(
    tmp_path: Path, machine: Open, shared: IndexSettings, hashing_embedder: Any
) -> None:
    one, other = machine("a", "write"), machine("b", "read")
    (added,) = ingest([write(tmp_path)], one, read_document).added
    one.catalog.set_note("format", "0")
    with pytest.raises(StateError) as caught:
        machine("c", "read")
    assert caught.value.code == "index_stale"
    with pytest.raises(StateError):
        one.remove([added.document_id])
    with SharedKnowledgeBase(tmp_path / "a", shared, hashing_embedder, "write", accept_stale=True) as base:
        assert repair(base, Settings(tmp_path / "a")) == ()
    in_step(machine("c", "write"))
    in_step(other)
    assert other.documents() == [added]
