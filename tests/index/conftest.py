"""Real servers, started here: Chroma and PostgreSQL."""

from __future__ import annotations

import getpass
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

POSTGRES = max(Path("/usr/lib/postgresql").glob("*/bin/initdb"), default=None)
URL = "postgresql+psycopg://tienle@127.0.0.1:{port}/{database}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, limit_s: float = 60) -> None:
    started = time.monotonic()
    while time.monotonic() - started < limit_s:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(port)


class Server:
    """A program that listens on ``port``; it can be killed and started again."""

    def __init__(self, command: list[str], port: int) -> None:
        self._command, self.port = command, port
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _wait_for(self.port)

    def stop(self, *, kill: bool = False) -> None:
        if self._process is not None:
            (self._process.kill if kill else self._process.terminate)()
            self._process.wait(30)
            self._process = None


@pytest.fixture(scope="session")
def free_port() -> Callable[[], int]:
    return _free_port


@pytest.fixture(scope="session")
def chroma_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    port = _free_port()
    command = [str(Path(sys.executable).with_name("chroma")), "run", "--path", str(tmp_path_factory.mktemp("chroma")),
               "--host", "127.0.0.1", "--port", str(port)]  # fmt: skip
    server = Server(command, port)
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture
def chroma(chroma_server: Server) -> str:
    return f"http://127.0.0.1:{chroma_server.port}"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """A PostgreSQL of our own; it refuses to run as root, so root starts it as the package's user."""
    if POSTGRES is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    as_user = ["runuser", "-u", "postgres", "--"] if getpass.getuser() == "root" else []
    with tempfile.TemporaryDirectory(prefix="tienle-postgres-") as name:
        if as_user:
            shutil.chown(name, "postgres")
        data, port = Path(name) / "data", _free_port()
        make = [*as_user, str(POSTGRES), "-D", str(data), "-U", "tienle", "-A", "trust", "-E", "UTF8", "--no-sync"]
        subprocess.run(make, check=True, capture_output=True)
        command = [*as_user, str(POSTGRES.with_name("postgres")), "-D", str(data), "-p", str(port), "-k", name, "-h",
                   "127.0.0.1", "-F"]  # fmt: skip
        server = Server(command, port)
        try:
            server.start()
            yield server
        finally:
            server.stop()


@pytest.fixture
def postgres(postgres_server: Server, request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of an empty database."""
    import psycopg

    name = f"d{abs(hash(request.node.nodeid))}"
    root = URL.format(port=postgres_server.port, database="postgres").replace("+psycopg", "")
    with psycopg.connect(root, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        yield URL.format(port=postgres_server.port, database=name)
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
