"""Why the store did not do what it was asked, and what the person can do."""

from __future__ import annotations

from journeymap.authoring.store.values import Version
from journeymap.errors import JourneyMapError


class WrongSecretError(JourneyMapError):
    """The secret is not the one of this journey."""

    def __init__(self) -> None:
        super().__init__(
            "This link does not allow this journey to be changed.",
            "Use the link for editing that was shown when it was first saved, or save a copy.",
        )


class ConflictError(JourneyMapError):
    """Somebody saved in the meantime: `latest` is what they saved. Nothing was overwritten."""

    def __init__(self, latest: Version, base: int) -> None:
        super().__init__(
            f"You began at version {base}; meanwhile version {latest.number} was saved.",
            "Look at what differs, then save again: both versions are kept.",
        )
        self.latest = latest


class LimitError(JourneyMapError):
    """As much as `allowed` was done already; `limit` is the name of the setting."""

    def __init__(self, limit: str, allowed: int, why: str, mend: str) -> None:
        super().__init__(why, mend)
        self.limit = limit
        self.allowed = allowed


class StoreUnavailableError(JourneyMapError):
    """
    The database is away, full, locked or not to be written to; its own words are the cause.

    They are for the host's log, not for the reader. When the connection broke in the moment of
    saving, the save may be there all the same; saving again then finds it.
    """

    def __init__(self) -> None:
        super().__init__(
            "The saved journeys cannot be reached just now.",
            "What was saved is kept. Try again in a minute; until then, export what you have "
            "changed as a file.",
        )


class NewerStoreError(JourneyMapError):
    """The tables were made by a newer version of this program; they were left as they are."""

    def __init__(self, revision: str) -> None:
        super().__init__(
            f"The store of journeys has the schema “{revision}”, which this version does not know.",
            "Run the version that made it, or a newer one, or name another store in "
            "JOURNEYMAP_STORE_URL.",
        )
