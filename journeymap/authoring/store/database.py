"""Connections to SQLite or PostgreSQL, one writer at a time, and errors in our own words."""

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
    One database, of which every write is a transaction that runs by itself.

    SQLite has one writer at a time anyway. PostgreSQL is made to by a lock held until the
    transaction ends: a save takes milliseconds, and so whatever holds for one database, about
    counting, conflicts and what is still used, holds for the other.
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
        """Give a connection to read with. Raises StoreUnavailableError."""
        with _in_our_words(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give the one connection that writes; commit in the end. Raises StoreUnavailableError."""
        with _in_our_words(), self._writer.begin() as connection:
            yield connection

    def empty_log(self) -> None:
        """
        Empty the write-ahead log of SQLite, which has pages as they were.

        In PostgreSQL that is the server's: deleted rows go with the next (auto)vacuum, the log
        and the backups as its host has them kept.
        """
        if self.is_sqlite:
            with _in_our_words(), closing(self._engine.raw_connection()) as connection:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the connections that nobody is using."""
        self._engine.dispose()


@contextmanager
def _in_our_words() -> Iterator[None]:
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
    # The address is not repeated: there may be a password in it.
    raise SettingError(
        "JOURNEYMAP_STORE_URL names no database that journeys can be saved in.",
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
        # What tables.Body stands on; it says so only to a new file.
        connection.execute(f"PRAGMA page_size = {PAGE_BYTES}")
        _use_write_ahead_log(connection)
        # With a write-ahead log, NORMAL survives a killed process, but not a power cut: commits
        # of the last moments are lost. A save that was acknowledged has to survive both.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _use_write_ahead_log(connection: SQLiteConnection) -> None:
    # SQLite does not wait for its turn here: two who open a new file at once would fail.
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
        # Nothing is prepared on the server, so that a pooler may stand between.
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
