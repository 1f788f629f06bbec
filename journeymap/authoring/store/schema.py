"""The schema of the store, upgraded when the store is opened."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from journeymap.authoring.store.database import Database
from journeymap.authoring.store.errors import NewerStoreError

_MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(database: Database) -> None:
    """
    Create or change the tables for this version, all of them or none.

    Of two processes that start at once, the second waits and then finds nothing to do. Raises
    NewerStoreError, with nothing changed, and StoreUnavailableError.
    """
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    script = ScriptDirectory.from_config(config)
    known = {revision.revision for revision in script.walk_revisions()}
    with database.reading() as connection:
        found = set(MigrationContext.configure(connection).get_current_heads())
    for revision in found - known:
        raise NewerStoreError(revision)
    if found == set(script.get_heads()):
        return
    with database.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
