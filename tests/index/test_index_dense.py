"""Vectors in memory: in step with the documents, written to a file worth its while, and mapped by the next process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from assistant.documents.load import read_document
from assistant.index import dense
from assistant.index.arrays import read_arrays, write_arrays
from assistant.index.build import ingest
from assistant.index.catalog import Catalog
from assistant.index.exact import ExactVectors
from assistant.index.knowledge import KnowledgeBase
from assistant.retrieval.search import Search

Open = Callable[[str], KnowledgeBase]


def test_arrays_go_round_and_a_cut_or_other_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    arrays = {"x": np.array([[1.5, 2.5]], np.float32), "none": np.zeros((0, 3)), "ids": np.array([b"b", b"aaa"])}
    write_arrays(path, "đúng", arrays)
    found = read_arrays(path, "đúng")
    assert found is not None
    assert {name: array.tolist() for name, array in found.items()} == {
        "x": [[1.5, 2.5]], "none": [], "ids": [b"b", b"aaa"],
    }  # fmt: skip
    assert found["none"].shape == (0, 3)
    assert read_arrays(path, "khác") is None
    path.write_bytes(path.read_bytes()[:-1])
    assert read_arrays(path, "đúng") is None
    path.write_bytes(b"\xff\n")
    assert read_arrays(path, "đúng") is None
    assert read_arrays(tmp_path / "none.bin", "đúng") is None


def test_saved_vectors_answer_as_those_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.index.exact._LARGE", 20)
    monkeypatch.setattr("assistant.index.exact._DIRECTIONS", 4)
    picks = np.random.default_rng(3)
    matrix = picks.normal(size=(60, 8)).astype(np.float32)
    vectors = ExactVectors([f"p{n}" for n in range(60)], [f"d{n % 7}" for n in range(60)], matrix)
    vectors.save(tmp_path / "v.bin", "1")
    mapped = ExactVectors.load(tmp_path / "v.bin", "1")
    assert mapped is not None
    for excluded in (frozenset[str](), frozenset(["d1"]), frozenset(f"d{n}" for n in range(1, 7))):
        assert mapped.nearest(matrix[5], 9, None, excluded) == vectors.nearest(matrix[5], 9, None, excluded)
    assert mapped.cosines(matrix[5], ["p5", "zz", "p40"]).tolist() == pytest.approx(
        [float(matrix[5] @ matrix[5]), 0.0, float(matrix[40] @ matrix[5])]
    )
    # Document d1 (9 passages) leaves, one passage of a new document comes.
    after = mapped.changed(frozenset(["d1"]), ["new"], ["d9"], matrix[5:6])
    assert after.sizes() == {"d0": 9, "d2": 9, "d3": 9, "d4": 8, "d5": 8, "d6": 8, "d9": 1}
    assert [one for one, _ in after.nearest(matrix[5], 2)] == ["p5", "new"]
    assert set(after.chunk_ids) == {f"p{n}" for n in range(60) if n % 7 != 1} | {"new"}


def write(folder: Path, number: int) -> Path:
    path = folder / f"{number}.txt"
    path.write_text(f"BÁO CÁO\nKết quả năm {2000 + number}\n\nĐề nghị làm rõ vốn bến cảng số {number}.\n", "utf-8")
    return path


def test_a_second_process_maps_the_file_and_reads_only_what_changed(
    tmp_path: Path, home: Path, open_base: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dense, "_WORTH_A_FILE", 1)
    monkeypatch.setattr("assistant.index.knowledge._WORTH_KEEPING", 1)
    base = open_base("write")
    ingest([write(tmp_path, n) for n in range(4)], base, read_document)
    files = list((home / "knowledge").glob("vectors-*.bin"))
    assert len(files) == 1
    read: list[list[str]] = []
    ready_chunks = Catalog.ready_chunks

    def counted(catalog: Catalog, ids: list[str]) -> object:
        read.append(list(ids))
        return ready_chunks(catalog, ids)

    monkeypatch.setattr(Catalog, "ready_chunks", counted)
    reader = open_base("read")
    assert Search(reader).search("bến cảng số 2")
    assert read == []
    fresh = write(tmp_path, 9)
    added = ingest([fresh], base, read_document).added[0]
    read.clear()
    assert any(hit.document == added for hit in Search(reader).search("bến cảng số 9"))
    assert read == [[added.document_id]]
    base.remove([added.document_id])
    assert not any(hit.document == added for hit in Search(reader).search("bến cảng số 9"))


def test_documents_are_read_again_only_when_any_process_has_changed_them(tmp_path: Path, open_base: Open) -> None:
    base, reader = open_base("write"), open_base("read")
    ingest([write(tmp_path, 1)], base, read_document)
    first = reader.library()
    assert len(first.documents) == 1
    assert reader.library() is first
    ingest([write(tmp_path, 2)], base, read_document)
    assert len(reader.library().documents) == len(base.library().documents) == 2
