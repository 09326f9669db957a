"""The catalog's database: a SQLite file of one home folder, or a PostgreSQL that several machines share.

On PostgreSQL one writer at a time holds a session advisory lock, and writes through that very session: should the
session be lost, the lock is free for another machine and nothing more can be written without it.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from assistant.errors import StateError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, MetaData, Table

__all__ = ["Database", "Lock", "home_lock"]

# Any two numbers nobody else takes in this database: "tienle" in ASCII, and the next one.
_WRITER_KEY = 0x7469656E6C65
_SETUP_KEY = _WRITER_KEY + 1
# A machine that is gone without a word is noticed after about a minute, here and by the server.
_ALIVE = {"keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3}
_LINE = {"connect_timeout": 5, "tcp_user_timeout": 60_000, **_ALIVE}


class Database:
    """One database with its tables made.

    Args:
        folder: where ``catalog.sqlite3`` lies when ``where`` is "embedded".
        where: "embedded", or the SQLAlchemy URL of a PostgreSQL.

    Raises:
        StateError: ``settings_invalid`` for another URL; ``server_down`` when the server cannot be reached or the line
            to it breaks, in any method.
    """

    def __init__(self, folder: Path, where: str = "embedded") -> None:
        self.is_shared = where != "embedded"
        self._engine = _shared(where) if self.is_shared else _embedded(folder)
        self._session: Connection | None = None
        self._file = folder / "catalog.sqlite3"
        self._watch: sqlite3.Connection | None = None
        self._turn = threading.RLock()

    @property
    def name(self) -> str:
        """The URL without its password."""
        return self._engine.url.render_as_string(hide_password=True)

    def make(self, tables: MetaData, only: list[Table] | None) -> None:
        """Make the tables that are not there yet (``only`` these); of several machines one at a time."""
        from sqlalchemy import func, select

        try:
            with self.writing() as connection:
                if self.is_shared:
                    connection.execute(select(func.pg_advisory_xact_lock(_SETUP_KEY)))
                tables.create_all(connection, tables=only)
        except StateError:
            self.close()
            raise

    def close(self) -> None:
        """Release the database."""
        with self._turn:
            if self._watch is not None:
                self._watch.close()
                self._watch = None
        self._engine.dispose()

    def version(self) -> int:
        """Another number after every change to the SQLite file by any process, this one among them."""
        with self._turn:
            if self._watch is None:
                # It never writes: for a connection's own changes the number stays.
                self._watch = sqlite3.connect(self._file, isolation_level=None, check_same_thread=False)
            return int(self._watch.execute("PRAGMA data_version").fetchone()[0])

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read from."""
        with self._answering(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction; in the writer's session if this process holds it."""
        session = self._session
        with self._answering():
            if session is None:
                with self._engine.begin() as connection:
                    yield connection
            elif session.invalidated:
                # It would connect anew, without the lock.
                raise StateError("server_down", self.name, problem="SessionLost")
            else:
                with session.begin():
                    yield session

    @contextmanager
    def sole_writer(self) -> Iterator[bool]:
        """Keep other machines from writing; yields whether this call took the right to, or had it already.

        Raises:
            StateError: ``index_busy`` when another one writes.
        """
        with self._turn:
            if self._session is not None:
                yield False
                return
            with self._answering(), self._engine.connect() as session:
                self._take(session)
                self._session = session
                try:
                    yield True
                finally:
                    self._session = None
                    _give_back(session)

    def _take(self, session: Connection) -> None:
        from sqlalchemy import func, select, text

        if not session.execute(select(func.pg_try_advisory_lock(_WRITER_KEY))).scalar():
            raise StateError("index_busy", self.name)
        for name, value in _ALIVE.items():
            session.execute(text(f"SET tcp_{name} = {value}"))
        session.commit()

    @contextmanager
    def _answering(self) -> Iterator[None]:
        """Failures of the line to a server as one clear error; those of a file are bugs and stay themselves."""
        from sqlalchemy.exc import InterfaceError, OperationalError

        try:
            yield
        except (OperationalError, InterfaceError) as error:
            if not self.is_shared:
                raise
            raise StateError("server_down", self.name, problem=type(error.orig).__name__) from error


class Lock(Protocol):
    """A lock that is held."""

    def release(self) -> None:
        """Give the lock back."""
        ...


def home_lock(folder: Path) -> Lock:
    """Keep other processes from writing in ``folder``.

    Raises:
        StateError: ``index_busy`` when another one does.
    """
    from filelock import FileLock, Timeout

    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / "writer.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise StateError("index_busy", str(folder)) from error
    return lock


def _give_back(session: Connection) -> None:
    from sqlalchemy import func, select
    from sqlalchemy.exc import DBAPIError

    # With a lost session the lock is gone too.
    with suppress(DBAPIError):
        session.rollback()
        if not session.invalidated:
            session.execute(select(func.pg_advisory_unlock(_WRITER_KEY)))
            session.commit()


def _embedded(folder: Path) -> Engine:
    from sqlalchemy import create_engine, event

    folder.mkdir(parents=True, exist_ok=True)
    engine = create_engine(f"sqlite:///{folder / 'catalog.sqlite3'}")
    event.listen(engine, "connect", _durable)
    return engine


def _shared(where: str) -> Engine:
    from sqlalchemy import create_engine, make_url
    from sqlalchemy.exc import ArgumentError, NoSuchModuleError

    try:
        url = make_url(where)
        if url.drivername == "postgresql":
            url = url.set(drivername="postgresql+psycopg")
        if url.drivername != "postgresql+psycopg":
            raise _wrong("chỉ nhận “embedded” hoặc địa chỉ dạng postgresql://…")
        return create_engine(url, pool_pre_ping=True, connect_args=_LINE)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise _wrong(str(error)) from error


def _wrong(problem: str) -> StateError:
    return StateError("settings_invalid", "settings.toml", problem=f"“index.catalog”: {problem}")


def _durable(connection: Any, record: object) -> None:
    del record
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA busy_timeout=5000")
