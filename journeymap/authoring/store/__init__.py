"""
Saved journeys, unsaved drafts and answers of a geocoding service, in SQLite or in PostgreSQL.

With the id of a journey one can read it, with its secret one can change it; there are no accounts.
Nothing is ever overwritten: every save is a version.
"""

from journeymap.authoring.store.errors import (
    ConflictError,
    LimitError,
    NewerStoreError,
    StoreUnavailableError,
    WrongSecretError,
)
from journeymap.authoring.store.journeys import Store, open_store
from journeymap.authoring.store.values import Created, Version
from journeymap.journeys.draft_codec import Payload

__all__ = [
    "ConflictError",
    "Created",
    "LimitError",
    "NewerStoreError",
    "Payload",
    "Store",
    "StoreUnavailableError",
    "Version",
    "WrongSecretError",
    "open_store",
]
