"""When the database cannot be reached or written to, that is an error and nothing is lost."""

import sqlite3
from contextlib import closing

import psycopg
import pytest

from journeymap.authoring.store import Payload, StoreUnavailableError, database, open_store
from journeymap.settings import Settings

HERE = "192.0.2.7"
ONE = Payload('"one"', b"recording")
TWO = Payload('"two"', b"recording")


@pytest.fixture
def server(server):
    """The server, started again for whoever comes next."""
    yield server
    server.start_if_stopped()


@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_the_store_works_again_after_postgresql_is_restarted(server, mode):
    with closing(open_store(server.url(), Settings())) as store:
        created = store.create(ONE, address=HERE)
        assert store.save(created.id, created.secret, TWO, base=1, address=HERE) == 2
        store.save_draft("key", ONE, address="192.0.2.1")
        server.stop(mode)
        for attempt in (
            lambda: store.create(ONE, address=HERE),
            lambda: store.save(created.id, created.secret, ONE, base=2, address=HERE),
            lambda: store.latest(created.id),
            lambda: store.latest_number(created.id),
            lambda: store.versions(created.id),
            lambda: store.may_edit(created.id, created.secret),
            lambda: store.delete(created.id, created.secret),
            lambda: store.draft("key"),
            lambda: store.save_draft("key", TWO, address="192.0.2.1"),
            lambda: store.delete_draft("key"),
            lambda: store.answer("service", "question"),
            lambda: store.count_today("anything"),
        ):
            with pytest.raises(StoreUnavailableError, match="cannot be reached") as caught:
                attempt()
            assert "Try again" in caught.value.hint
        server.start()
        assert store.save(created.id, created.secret, ONE, base=2, address=HERE) == 3
        assert [store.version(created.id, n).payload for n in (1, 2, 3)] == [ONE, TWO, ONE]
        assert store.draft("key") == ONE


def test_a_restart_between_two_queries_is_not_noticed(server):
    with closing(open_store(server.url(), Settings())) as store:
        created = store.create(ONE, address=HERE)
        server.stop()
        server.start()
        assert store.save(created.id, created.secret, TWO, base=1, address=HERE) == 2


def test_a_transaction_that_postgresql_aborts_leaves_nothing(server):
    url = server.url()
    with closing(open_store(url, Settings())) as store:
        created = store.create(ONE, address=HERE)

        def break_off():
            with psycopg.connect(url, autocommit=True) as other:
                other.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
                )

        with pytest.raises(StoreUnavailableError), store._writing() as connection:
            store._add(connection, created.id, 2, TWO)
            break_off()
            store._add(connection, created.id, 3, TWO)
        assert store.latest_number(created.id) == 1
        assert store.save(created.id, created.secret, TWO, base=1, address=HERE) == 2


def test_a_store_is_opened_once_its_server_is_back(server):
    url = server.url()
    server.stop()
    with pytest.raises(StoreUnavailableError):
        open_store(url, Settings())
    server.start()
    open_store(url, Settings()).close()


def test_a_save_in_a_read_only_postgresql_is_an_error(server):
    url = server.url()
    with closing(open_store(url, Settings())) as store:
        created = store.create(ONE, address=HERE)
    with closing(
        open_store(f"{url}&options=-cdefault_transaction_read_only%3Don", Settings())
    ) as store:
        assert store.latest(created.id).payload == ONE
        with pytest.raises(StoreUnavailableError):
            store.save(created.id, created.secret, TWO, base=1, address=HERE)
        assert store.latest_number(created.id) == 1


def test_a_writer_that_does_not_end_is_an_error_for_the_next(url, opening, monkeypatch):
    monkeypatch.setattr(database, "WAIT_S", 1)
    store, other = opening(), opening()
    created = store.create(ONE, address=HERE)
    with other._database.writing():
        with pytest.raises(StoreUnavailableError):
            store.save(created.id, created.secret, TWO, base=1, address=HERE)
        assert store.latest(created.id).payload == ONE
    assert store.save(created.id, created.secret, TWO, base=1, address=HERE) == 2


def test_a_full_disk_is_an_error_and_saved_journeys_stay(tmp_path):
    url = f"sqlite:///{tmp_path}/journeys.sqlite3"
    with closing(open_store(url, Settings())) as store:
        created = store.create(ONE, address=HERE)
        with store._database.reading() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreUnavailableError):
            store.save(created.id, created.secret, Payload("1" * 100_000), base=1, address=HERE)
        assert store.latest(created.id).payload == ONE
        with store._database.reading() as connection:
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 100}")
        assert store.save(created.id, created.secret, TWO, base=1, address=HERE) == 2


def test_a_sqlite_file_can_be_read_while_another_process_writes(tmp_path):
    file = tmp_path / "journeys.sqlite3"
    with closing(open_store(f"sqlite:///{file}", Settings())) as store:
        created = store.create(ONE, address=HERE)
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            other.execute("DELETE FROM versions")
            assert store.latest(created.id).payload == ONE
