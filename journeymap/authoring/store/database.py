"""Connections to SQLite or PostgreSQL, one writer at a time, with errors for people."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from sqlite3 import Connection as SQLiteConnection
from sqlite3 import Error as SQLiteError
from sqlite3 import OperationalError

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from journeymap.authoring.store.errors import StoreUnavailableError
from journeymap.authoring.store.tables import PAGE_BYTES
from journeymap.settings import SettingError

WAIT_S = 10
_WRITES = "journeymap_writes"
# Any number that nothing else in the same database uses: the first bytes of "journeym".
_WRITER_LOCK = int.from_bytes(b"journeym")


class Database:
    """
    One database, in which write transactions run one after another.

    SQLite has one writer at a time anyway. For PostgreSQL a lock is held until the transaction
    ends. A save takes milliseconds, and so counts, conflicts and references behave alike in both.
    """

    def __init__(self, url: str) -> None:
        self._engine = _engine(url)
        self._writer = self._engine.execution_options(**{_WRITES: True})

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file."""
        return self._engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a connection for reading. Raises StoreUnavailableError."""
        with _store_errors(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open the one connection that writes; commit at the end. Raises StoreUnavailableError."""
        with _store_errors(), self._writer.begin() as connection:
            yield connection

    def empty_log(self) -> None:
        """
        Empty the write-ahead log of SQLite, which contains earlier states of pages.

        In PostgreSQL that is up to the server: deleted rows disappear with the next (auto)vacuum,
        its log and backups when its host deletes them.
        """
        if self.is_sqlite:
            with _store_errors(), closing(self._engine.raw_connection()) as connection:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the connections that are not in use."""
        self._engine.dispose()


@contextmanager
def _store_errors() -> Iterator[None]:
    try:
        yield
    except (DBAPIError, PoolTimeoutError, SQLiteError) as error:
        raise StoreUnavailableError from error


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
    except ArgumentError:
        parsed = URL.create("unknown")
    if parsed.drivername == "sqlite" and parsed.database not in {None, "", ":memory:"}:
        return _sqlite(parsed)
    if parsed.drivername in {"postgres", "postgresql", "postgresql+psycopg"}:
        return _postgresql(parsed.set(drivername="postgresql+psycopg"))
    # The address is not quoted, as it can contain a password.
    raise SettingError(
        "JOURNEYMAP_STORE_URL is not the address of a database that can store journeys.",
        "Write sqlite:///folder/file.sqlite3 or postgresql://user:password@host/database.",
    )


def _sqlite(url: URL) -> Engine:
    try:
        Path(url.database or "").parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnavailableError from error
    engine = create_engine(
        url,
        connect_args={"timeout": WAIT_S, "isolation_level": None},
        pool_timeout=WAIT_S,
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: SQLiteConnection, _record: object) -> None:
        # tables.Body relies on this page size; only a new file takes it.
        connection.execute(f"PRAGMA page_size = {PAGE_BYTES}")
        _use_write_ahead_log(connection)
        # With a write-ahead log, NORMAL survives a killed process, but a power cut loses the last
        # commits. An acknowledged save has to survive both.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _use_write_ahead_log(connection: SQLiteConnection) -> None:
    # SQLite does not wait for a lock here: two processes that open a new file at once would fail.
    until = time.monotonic() + WAIT_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


def _postgresql(url: URL) -> Engine:
    engine = create_engine(
        url,
        # No prepared statements, so that a connection pooler can be used.
        connect_args={
            "connect_timeout": 3,
            "tcp_user_timeout": WAIT_S * 1000,
            "prepare_threshold": None,
        },
        pool_pre_ping=True,
        pool_timeout=WAIT_S,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get(_WRITES):
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{WAIT_S}s'")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER_LOCK})")

    return engine
