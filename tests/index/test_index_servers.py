"""Several machines: a real Chroma server and a real PostgreSQL; a server that is down or slow is said."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import StateError
from assistant.index.vectors import VectorIndex


def unit(*values: float) -> np.ndarray:
    row = np.array(values, np.float32)
    return row / np.linalg.norm(row)


def test_the_same_index_on_a_server(chroma: str, tmp_path: Path) -> None:
    with closing(VectorIndex(tmp_path, "model-a", 3, chroma)) as index:
        index.add(["a", "b", "c"], ["d1", "d1", "d2"], np.stack([unit(1, 0, 0), unit(0, 1, 0), unit(1, 1, 0)]))
        index.add(["b"], ["d1"], np.stack([unit(0, 0, 1)]))
        assert index.ids() == {"a", "b", "c"}
        found = index.search(unit(0, 0, 1), 2)
        assert found[0][0] == "b"
        assert found[0][1] == pytest.approx(1.0, abs=1e-5)
        index.remove(["b", "unknown"])
        assert index.count() == 2
    with closing(VectorIndex(tmp_path, "model-a", 3, chroma)) as again:
        assert again.ids() == {"a", "c"}


def test_a_server_that_is_down_is_said_at_once(tmp_path: Path, free_port: Callable[[], int]) -> None:
    with pytest.raises(StateError) as caught:
        VectorIndex(tmp_path, "model-a", 3, f"http://127.0.0.1:{free_port()}")
    assert caught.value.code == "server_down"


def test_a_server_that_does_not_answer_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.index.vectors._CONNECT_LIMIT_S", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        accepted: list[socket.socket] = []
        threading.Thread(target=lambda: accepted.append(silent.accept()[0]), daemon=True).start()
        started = time.monotonic()
        with pytest.raises(StateError, match="không trả lời"):
            VectorIndex(tmp_path, "model-a", 3, f"http://127.0.0.1:{silent.getsockname()[1]}")
        assert time.monotonic() - started < 10
        for connection in accepted:
            connection.close()


def test_the_catalog_on_postgresql(postgres: str, tmp_path: Path) -> None:
    from assistant.index.catalog import Catalog
    from assistant.index.model import Chunk, StoredDocument

    stored = StoredDocument(
        document_id="d" * 16, path="a.txt", sha256="d" * 64, kind="advice", number="52", symbol="BC-LHH",
        issued_on="2023-08-10", issuer="LIÊN HIỆP HỘI", subject="Góp ý", secrecy="none", pages=2, comments=1, chunks=1,
    )  # fmt: skip
    chunk = Chunk("c1", "d" * 16, "comment", "bổ sung lộ trình", 7, 23, 1, ("I",), "Góp ý › I", "general", "add")
    with closing(Catalog(tmp_path, postgres)) as catalog:
        catalog.add(stored, "Đề nghịbổ sung lộ trình", [chunk], {"k": b"\x00\x01"}, model="m")
        assert catalog.documents() == []
        catalog.mark([stored.document_id], "ready")
        catalog.set_note("format", "1")
        catalog.set_note("format", "2")
    with closing(Catalog(tmp_path, postgres)) as again:
        assert again.documents() == [stored]
        assert again.chunks_of(stored.document_id)[0].text == "bổ sung lộ trình"
        assert again.embeddings(["k", "x"], "m") == {"k": b"\x00\x01"}
        assert again.note("format") == "2"
        again.delete(stored.document_id)
        assert again.document(stored.document_id) is None


def test_a_database_that_is_down_is_said_without_its_password(tmp_path: Path, free_port: Callable[[], int]) -> None:
    from assistant.index.catalog import Catalog

    with pytest.raises(StateError) as caught:
        Catalog(tmp_path, f"postgresql+psycopg://tienle:secret@127.0.0.1:{free_port()}/postgres")
    assert caught.value.code == "server_down"
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("where", ["oracle-of-delphi", "mysql://u:secret@host/base", "sqlite:////tmp/x.sqlite3"])
def test_an_address_that_is_no_postgresql_is_a_wrong_setting(tmp_path: Path, where: str) -> None:
    from assistant.index.catalog import Catalog

    with pytest.raises(StateError) as caught:
        Catalog(tmp_path, where)
    assert caught.value.code == "settings_invalid"
    assert "secret" not in str(caught.value)
