"""The file of codes: records come back as they went in, after growth, a crash, and a rebuild beside a reader."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.errors import StateError
from assistant.index.codes import CodeFile, Record
from assistant.index.lexical import UNI, LexicalIndex, LexicalRow, Term


def record(name: str, codes: list[int], parts: tuple[int, int] = (0, 0)) -> Record:
    return Record(f"{name}-1", name, parts, np.array(codes, np.uint32))


def told(found: list[Record]) -> list[tuple[str, str, tuple[int, int], list[int]]]:
    return [(one.chunk_id, one.document_id, one.parts, one.codes.tolist()) for one in found]


def test_records_come_back_in_the_order_asked_for(tmp_path: Path) -> None:
    file = CodeFile(tmp_path)
    places = [file.append(record("đ", [7, 8, 2**32 - 1], (1, 1))), file.append(record("abcdef", []))]
    file.flush()
    # 5 words of head, 3 codes, "đ-1" (4 bytes) and "đ" (2 bytes) in 2 words: the second begins at word 10 of file 1.
    assert [place & 0xFFFFFFFFFF for place in places] == [0, 10]
    expected = [("abcdef-1", "abcdef", (0, 0), []), ("đ-1", "đ", (1, 1), [7, 8, 2**32 - 1])]
    assert told(file.read(places[::-1])) == expected
    third = file.append(record("c", [5]))
    file.flush()
    assert told(file.read([third, places[0]]))[0] == ("c-1", "c", (0, 0), [5])


def test_a_cut_record_is_passed_over_and_the_next_ones_are_whole(tmp_path: Path) -> None:
    file = CodeFile(tmp_path)
    first, cut = file.append(record("a", [1, 2])), file.append(record("b", [3, 4, 5]))
    file.flush()
    file.close()
    path = tmp_path / "codes-000001.bin"
    path.write_bytes(path.read_bytes()[:-9])
    again = CodeFile(tmp_path)
    assert told(again.read([first, cut])) == [("a-1", "a", (0, 0), [1, 2])]
    third = again.append(record("c", [6]))
    again.flush()
    assert told(again.read([third])) == [("c-1", "c", (0, 0), [6])]


def test_a_new_file_takes_over_and_the_old_one_goes(tmp_path: Path) -> None:
    file = CodeFile(tmp_path)
    old = file.append(record("a", [1]))
    file.flush()
    reader = CodeFile(tmp_path)
    assert len(reader.read([old])) == 1
    file.restart()
    new = file.append(record("b", [2]))
    file.flush()
    file.tidy()
    assert [path.name for path in tmp_path.iterdir()] == ["codes-000002.bin"]
    assert told(file.read([old, new])) == [("b-1", "b", (0, 0), [2])]
    assert told(reader.read([old, new]))[1] == ("b-1", "b", (0, 0), [2])  # what it has open it keeps
    assert CodeFile(tmp_path).append(record("c", [3])) == new + 7  # 5 words of head, 1 code, 1 of ids


def row(name: str, text: str) -> LexicalRow:
    return LexicalRow(name, name, "", "", text)


def test_a_reader_goes_on_while_the_index_is_built_anew(tmp_path: Path) -> None:
    writer = LexicalIndex(tmp_path)
    writer.add([row("a", "du lịch"), row("b", "y tế")])
    writer.commit()
    reader = LexicalIndex(tmp_path)
    assert [one.chunk_id for one in reader.search([Term(UNI, "lịch")], 5)] == ["a"]
    writer.clear()
    writer.add([row("c", "du lịch biển")])
    writer.commit()
    assert [one.chunk_id for one in LexicalIndex(tmp_path).search([Term(UNI, "lịch")], 5)] == ["c"]
    fresh = LexicalIndex(tmp_path)
    fresh.reload()
    assert fresh.is_whole()
    assert len(reader.search([Term(UNI, "lịch")], 5)) == 1


def test_a_lost_file_of_codes_is_noticed(tmp_path: Path) -> None:
    index = LexicalIndex(tmp_path)
    assert index.is_whole()  # nothing in it, nothing missing
    index.add([row("a", "du lịch")])
    index.commit()
    index.close()
    (tmp_path / "codes-000001.bin").unlink()
    damaged = LexicalIndex(tmp_path)
    assert not damaged.is_whole()
    with pytest.raises(StateError) as caught:
        damaged.search([Term(UNI, "lịch")], 5)
    assert caught.value.code == "index_damaged"


def test_files_of_another_engine_are_refused_clearly(tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text("{}", "utf-8")
    with pytest.raises(StateError) as caught:
        LexicalIndex(tmp_path)
    assert caught.value.code == "index_damaged"


def test_an_index_without_a_folder_leaves_nothing_behind() -> None:
    index = LexicalIndex(None)
    index.add([row("a", "du lịch")])
    index.commit()
    folder = index._codes._folder
    assert folder.is_dir()
    assert index.search([Term(UNI, "du")], 1)[0].codes.size == 2
    del index
    assert not folder.exists()
