"""Run by alembic, within the transaction of whoever called it."""

from alembic import context

from journeymap.authoring.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
