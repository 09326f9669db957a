"""Several machines: a real Chroma server and a real PostgreSQL, started here; a server that is down or slow is said."""

from __future__ import annotations

import getpass
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import StateError
from assistant.index.vectors import VectorIndex


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, limit_s: float = 60) -> None:
    started = time.monotonic()
    while time.monotonic() - started < limit_s:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(port)


@pytest.fixture(scope="module")
def chroma(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port = free_port()
    command = [str(Path(sys.executable).with_name("chroma")), "run", "--path", str(tmp_path_factory.mktemp("chroma")),
               "--host", "127.0.0.1", "--port", str(port)]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


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


def test_a_server_that_is_down_is_said_at_once(tmp_path: Path) -> None:
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


POSTGRES = max(Path("/usr/lib/postgresql").glob("*/bin/initdb"), default=None)


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    """A PostgreSQL of our own; it refuses to run as root, so root starts it as the package's user."""
    if POSTGRES is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    with tempfile.TemporaryDirectory(prefix="tienle-postgres-") as name:
        yield from _serving(Path(name), POSTGRES)


def _serving(folder: Path, initdb: Path) -> Iterator[str]:
    as_user = ["runuser", "-u", "postgres", "--"] if getpass.getuser() == "root" else []
    if as_user:
        shutil.chown(folder, "postgres")
    data, port = folder / "data", free_port()
    make = [*as_user, str(initdb), "-D", str(data), "-U", "tienle", "-A", "trust", "-E", "UTF8", "--no-sync"]
    subprocess.run(make, check=True, capture_output=True)
    serve = [*as_user, str(initdb.with_name("postgres")), "-D", str(data), "-p", str(port), "-k", str(folder), "-h",
             "127.0.0.1"]  # fmt: skip
    with subprocess.Popen(serve, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            wait_for(port)
            yield f"postgresql+psycopg://tienle@127.0.0.1:{port}/postgres"
        finally:
            server.terminate()


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


def test_a_database_that_is_down_is_said_without_its_password(tmp_path: Path) -> None:
    from assistant.index.catalog import Catalog

    with pytest.raises(StateError) as caught:
        Catalog(tmp_path, f"postgresql+psycopg://tienle:secret@127.0.0.1:{free_port()}/postgres")
    assert caught.value.code == "server_down"
    assert "secret" not in str(caught.value)


def test_an_address_that_is_none_is_a_wrong_setting(tmp_path: Path) -> None:
    from assistant.index.catalog import Catalog

    with pytest.raises(StateError) as caught:
        Catalog(tmp_path, "oracle-of-delphi")
    assert caught.value.code == "settings_invalid"
