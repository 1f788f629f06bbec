"""Opening a store upgrades its schema, or is an error that says why not."""

import multiprocessing
import sqlite3
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from journeymap.authoring.store import NewerStoreError, Payload, StoreUnavailableError, open_store
from journeymap.authoring.store.tables import metadata
from journeymap.settings import SettingError, Settings

HERE = "192.0.2.7"


def test_the_migrations_make_the_tables_that_the_code_uses(store):
    with store._database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_opening_again_changes_nothing(opening):
    created = opening().create(Payload("{}"), address=HERE)
    before = _schema(opening())
    store = opening()
    assert _schema(store) == before
    assert store.latest(created.id).payload == Payload("{}")


def test_processes_that_start_at_once_make_the_tables_once(url):
    fork = multiprocessing.get_context("fork")
    together, outcomes = fork.Barrier(4), fork.Queue()

    def start():
        together.wait()
        try:
            store = open_store(url, Settings())
            outcomes.put(store.create(Payload("{}"), address=HERE).number)
        except BaseException as error:  # noqa: BLE001 - reported by the test
            outcomes.put(repr(error))

    processes = [fork.Process(target=start) for _ in range(4)]
    for process in processes:
        process.start()
    assert [outcomes.get(timeout=60) for _ in processes] == [1, 1, 1, 1]
    for process in processes:
        process.join()


def test_a_newer_schema_is_refused_and_left_as_it_is(opening, url, tmp_path):
    store = opening()
    with store._database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'v999'")
    before = _dump(store)
    store.close()
    with pytest.raises(NewerStoreError, match="v999") as caught:
        opening()
    assert "newer" in caught.value.hint
    assert _dump(store) == before


def test_a_failed_migration_leaves_no_table(opening, url):
    with _raw(url) as connection:
        connection.execute("CREATE TABLE day_keys (in_the_way INTEGER)")
    with pytest.raises(StoreUnavailableError):
        opening()
    with _raw(url) as connection:
        connection.execute("DROP TABLE day_keys")
    opening().create(Payload("{}"), address=HERE)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_the_usual_names_of_postgresql_are_understood(server, scheme):
    url = server.url().replace("postgresql", scheme, 1)
    open_store(url, Settings()).close()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "sqlite://",
        "sqlite:///:memory:",
        "mysql://anna:pass1234@host/name",
        "postgresql+psycopg2://anna:pass1234@host/name",
        "anna:pass1234@host",
        "/var/journeys.sqlite3",
    ],
)
def test_an_invalid_url_is_an_error_without_its_password(url):
    with pytest.raises(SettingError) as caught:
        open_store(url, Settings())
    assert "JOURNEYMAP_STORE_URL" in str(caught.value)
    assert "pass1234" not in f"{caught.value} {caught.value.hint}"


def test_a_file_that_is_not_a_database_is_an_error_and_stays(tmp_path):
    file = tmp_path / "journeys.sqlite3"
    file.write_bytes(b"something else entirely, " * 1_000)
    with pytest.raises(StoreUnavailableError):
        open_store(f"sqlite:///{file}", Settings())
    assert file.read_bytes() == b"something else entirely, " * 1_000


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path):
    (tmp_path / "var").write_text("a file")
    with pytest.raises(StoreUnavailableError):
        open_store(f"sqlite:///{tmp_path}/var/journeys.sqlite3", Settings())


def test_template_characters_in_the_path_are_plain_text(tmp_path):
    url = f"sqlite:///{tmp_path}/100%25 {{{{7*7}}}} %(here)s/journeys.sqlite3"
    open_store(url, Settings()).close()
    assert len(list(tmp_path.glob("*/journeys.sqlite3"))) == 1


def test_a_new_folder_is_for_its_owner_alone(tmp_path):
    open_store(f"sqlite:///{tmp_path}/var/journeys.sqlite3", Settings()).close()
    assert (tmp_path / "var").stat().st_mode & 0o077 == 0


def _raw(url):
    if url.startswith("postgresql"):
        return psycopg.connect(url, autocommit=True)
    file = Path(url.removeprefix("sqlite:///"))
    file.parent.mkdir(exist_ok=True)
    return sqlite3.connect(file)


def _schema(store):
    with store._database.reading() as connection:
        context = MigrationContext.configure(connection)
        from sqlalchemy import inspect

        inspector = inspect(connection)
        return context.get_current_heads(), {
            table: (repr(inspector.get_columns(table)), inspector.get_indexes(table))
            for table in inspector.get_table_names()
        }


def _dump(store):
    with store._database.reading() as connection:
        revision = connection.exec_driver_sql("SELECT version_num FROM alembic_version").all()
        return revision, [connection.execute(t.select()).all() for t in metadata.sorted_tables]
