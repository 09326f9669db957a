"""Ingest, update, remove, crash, second writer: the catalog and both indexes stay in step."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from assistant.documents.load import read_document
from assistant.documents.model import Document
from assistant.errors import StateError
from assistant.index.build import ingest
from assistant.index.chunking import CHUNKER_VERSION
from assistant.index.knowledge import KnowledgeBase
from assistant.retrieval.model import Filters
from assistant.retrieval.search import Search
from assistant.settings import IndexSettings, Settings
from assistant.wiring import repair

Open = Callable[[str], KnowledgeBase]
ADVICE = """LIÊN HIỆP CÁC HỘI KHOA HỌC VÀ KỸ THUẬT

Số: {number}/BC-LHH

Trường Hải, ngày 10 tháng 8 năm {year}

BÁO CÁO
Kết quả tư vấn, phản biện dự thảo Đề án phát triển du lịch tỉnh Trường Hải

I. ĐÁNH GIÁ CHUNG

Đề án được chuẩn bị công phu.

II. Ý KIẾN CỤ THỂ

1. Về giải pháp

- Đề nghị bổ sung lộ trình đào tạo hướng dẫn viên; làm rõ nguồn vốn {extra}.
"""


def write(folder: Path, name: str, number: int = 7, year: int = 2022, extra: str = "xây dựng bến cảng") -> Path:
    path = folder / name
    path.write_text(ADVICE.format(number=number, year=year, extra=extra), "utf-8")
    return path


def in_step(base: KnowledgeBase) -> None:
    documents = base.documents()
    chunks = [chunk for document in documents for chunk in base.chunks_of(document.document_id)]
    assert base.lexical.count() == len(chunks) == sum(document.chunks for document in documents)
    assert base.vectors().ids() == {chunk.chunk_id for chunk in chunks}
    for chunk in chunks:
        assert base.text_of(chunk.document_id)[chunk.start : chunk.end] == chunk.text != ""


def test_ingesting_twice_changes_nothing(tmp_path: Path, open_base: Open) -> None:
    path = write(tmp_path, "a.txt")
    base = open_base("write")
    first = ingest([path], base, read_document)
    second = ingest([path, path], base, read_document)
    assert [d.comments for d in first.added] == [3]
    assert (first.added[0].kind, first.added[0].issued_on) == ("advice", "2022-08-10")
    assert (second.added, second.updated, len(second.unchanged)) == ((), (), 2)
    in_step(base)


def test_new_content_at_a_known_path_replaces_the_old(tmp_path: Path, open_base: Open) -> None:
    base = open_base("write")
    ingest([write(tmp_path, "a.txt")], base, read_document)
    report = ingest([write(tmp_path, "a.txt", extra="làm đường sắt")], base, read_document)
    assert (len(report.added), len(report.updated)) == (0, 1)
    assert len(base.documents()) == 1
    assert Search(base).search("đường sắt")[0].chunk.text == "làm rõ nguồn vốn làm đường sắt."
    assert not any("bến cảng" in hit.chunk.text for hit in Search(base).search("bến cảng"))
    in_step(base)


def test_removal_is_complete(tmp_path: Path, open_base: Open) -> None:
    base = open_base("write")
    added = ingest([write(tmp_path, "a.txt"), write(tmp_path, "b.txt", number=8)], base, read_document).added
    base.remove([added[0].document_id])
    assert [d.document_id for d in base.documents()] == [added[1].document_id]
    in_step(base)
    with pytest.raises(StateError) as error:
        base.remove([added[0].document_id])
    assert error.value.code == "unknown_document"


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path, open_base: Open) -> None:
    (tmp_path / "x.xyz").write_text("?", "utf-8")
    (tmp_path / "leer.txt").write_text("", "utf-8")
    paths = [tmp_path / "x.xyz", tmp_path / "leer.txt", tmp_path / "none.txt", write(tmp_path, "a.txt")]
    report = ingest(paths, open_base("write"), read_document)
    assert [(Path(f.path).name, f.code) for f in report.failed] == [
        ("x.xyz", "unsupported"), ("leer.txt", "empty"), ("none.txt", "not_found"),
    ]  # fmt: skip
    assert len(report.added) == 1


def test_a_second_writer_is_refused_and_a_reader_is_not(tmp_path: Path, home: Path, open_base: Open) -> None:
    base = open_base("write")
    ingest([write(tmp_path, "a.txt")], base, read_document)
    program = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[2])\n"
        "from conftest import HashingEmbedder\n"
        "from assistant.errors import StateError\n"
        "from assistant.index.knowledge import KnowledgeBase\n"
        "from assistant.retrieval.search import Search\n"
        "from assistant.settings import IndexSettings\n"
        "make = lambda mode: KnowledgeBase(Path(sys.argv[1]), IndexSettings(), HashingEmbedder, mode)\n"
        "try:\n    make('write')\nexcept StateError as error:\n    print(error.code)\n"
        "print(len(Search(make('read')).search('bến cảng')))\n"
    )
    command = [sys.executable, "-c", program, str(home), str(Path(__file__).parents[1])]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["index_busy", "2"]  # two paragraphs


@pytest.mark.parametrize("moment", ["add", "lexical", "vectors", "ready"])
def test_a_crash_at_any_step_is_mended_on_the_next_start(
    tmp_path: Path, open_base: Open, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    base = open_base("write")
    ingest([write(tmp_path, "a.txt")], base, read_document)
    target, name = {
        "add": (base.catalog, "add"), "lexical": (base.lexical, "commit"),
        "vectors": (base.vectors(), "add"), "ready": (base.catalog, "mark"),
    }[moment]  # fmt: skip

    def die(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(target, name, die)
    with pytest.raises(MemoryError):
        ingest([write(tmp_path, "b.txt", number=8)], base, read_document)
    monkeypatch.undo()
    base.close()
    again = open_base("write")
    assert len(again.documents()) == (1 if moment == "add" else 2)
    in_step(again)


def test_a_crash_between_a_new_version_and_the_old_leaves_one_of_them(
    tmp_path: Path, open_base: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = open_base("write")
    ingest([write(tmp_path, "a.txt")], base, read_document)

    def die(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(base, "finish", die)
    with pytest.raises(MemoryError):
        ingest([write(tmp_path, "a.txt", number=9)], base, read_document)
    monkeypatch.undo()
    base.close()
    again = open_base("write")
    assert [document.number for document in again.documents()] == ["9"]
    in_step(again)


def test_files_are_taken_in_order_whatever_reading_takes(tmp_path: Path, open_base: Open) -> None:
    import time

    paths = [write(tmp_path, f"{n}.txt", number=n + 1) for n in range(8)]

    def read(path: Path) -> Document:
        time.sleep(0.05 if path.name == "0.txt" else 0)
        return read_document(path)

    report = ingest([*paths, tmp_path / "none.txt", paths[0]], open_base("write"), read)
    assert [Path(one.path).name for one in report.added] == [path.name for path in paths]
    assert [Path(one.path).name for one in report.unchanged] == ["0.txt"]
    assert [one.code for one in report.failed] == ["not_found"]


def test_filters_are_exact_and_folded_queries_find_accents(tmp_path: Path, open_base: Open) -> None:
    base = open_base("write")
    paths = [write(tmp_path, f"{year}.txt", number=year - 2000, year=year) for year in (2019, 2021, 2023)]
    added = ingest(paths, base, read_document).added
    search = Search(base)
    years = {h.document.issued_on for h in search.search("nguồn vốn", 20, Filters(from_year=2020, to_year=2022))}
    assert years == {"2021-08-10"}
    excluded = search.search("nguồn vốn", 20, Filters(exclude=(added[0].document_id,)))
    assert added[0].document_id not in {hit.document.document_id for hit in excluded}
    best = search.search("lo trinh dao tao huong dan vien")[0]
    assert best.chunk.text == "- Đề nghị bổ sung lộ trình đào tạo hướng dẫn viên;"
    assert "lexical" in best.matched
    assert best.folded == 2
    assert search.search("   ") == []


def test_a_base_of_another_version_is_refused_and_repaired_from_the_originals(
    tmp_path: Path, home: Path, hashing_embedder: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, made = Settings(home), partial(KnowledgeBase, home, IndexSettings(), hashing_embedder)
    monkeypatch.setattr("assistant.index.chunking.CHUNKER_VERSION", "old")
    monkeypatch.setattr("assistant.index.knowledge.FORMAT", "0.old")
    paths = [write(tmp_path, "a.txt"), write(tmp_path, "b.txt", number=8), write(tmp_path, "c.txt", number=9)]
    with made("write") as old:
        first, lost, unread = ingest(paths, old, read_document).added
    monkeypatch.undo()
    originals = home / "knowledge" / "originals"
    (originals / f"{lost.sha256}.txt").unlink()
    (originals / f"{unread.sha256}.txt").write_bytes(b"")
    (home / "knowledge" / "lexical" / "meta.json").write_text("{}", "utf-8")  # of an engine that wrote otherwise
    for mode in ("read", "write"):
        with pytest.raises(StateError) as caught:
            made(mode)
        assert caught.value.code == "index_stale"
    with made("write", accept_stale=True) as base:
        assert [(failed.path, failed.code) for failed in repair(base, settings)] == [(str(paths[2]), "empty")]
    with made("write") as base:
        in_step(base)
        versions = {d.number: {c.chunk_id.rsplit("-", 1)[1] for c in base.chunks_of(d.document_id)}
                    for d in base.documents()}  # fmt: skip
        assert versions == {"7": {CHUNKER_VERSION}, "8": {"old"}, "9": {"old"}}
        assert base.document(first.document_id) == first
        assert Search(base).search("bến cảng")[0].folded == 2


@pytest.mark.parametrize("lost", ["codes-000001.bin", "meta.json"])
def test_a_lost_file_of_the_index_is_told_to_a_reader_and_mended_by_a_writer(
    tmp_path: Path, home: Path, open_base: Open, lost: str
) -> None:
    base = open_base("write")
    ingest([write(tmp_path, "a.txt")], base, read_document)
    base.close()
    file = home / "knowledge" / "lexical" / lost
    file.write_text("", "utf-8")
    with pytest.raises(StateError) as caught:
        Search(open_base("read")).search("bến cảng")
    assert caught.value.code == "index_damaged"
    mended = open_base("write")
    in_step(mended)
    assert Search(mended).search("bến cảng")
