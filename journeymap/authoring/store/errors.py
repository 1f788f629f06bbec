"""Why the store refused a request, and what the person can do."""

from __future__ import annotations

from typing import Literal

from journeymap.authoring.store.values import Version
from journeymap.errors import JourneyMapError

# Settings that limit what one network address does in a day.
DailyLimit = Literal["saves_per_day", "drafts_per_day"]
_REACHED: dict[DailyLimit, tuple[str, str]] = {
    "saves_per_day": (
        "1 save was made from your network address today, the maximum of a day.",
        "{allowed} saves were made from your network address today, the maximum of a day.",
    ),
    "drafts_per_day": (
        "1 draft was started from your network address today, the maximum of a day.",
        "{allowed} drafts were started from your network address today, the maximum of a day.",
    ),
}


class WrongSecretError(JourneyMapError):
    """The secret is not the one of this journey."""

    def __init__(self) -> None:
        super().__init__(
            "This link does not allow this journey to be changed.",
            "Use the link for editing that was shown when it was first saved, or save a copy.",
        )


class ConflictError(JourneyMapError):
    """Somebody else saved the version `latest` in the meantime. Nothing was overwritten."""

    def __init__(self, latest: Version, base: int) -> None:
        super().__init__(
            f"You started from version {base}; meanwhile version {latest.number} was saved.",
            "Look at the differences, then save again: both versions stay.",
        )
        self.latest = latest


class LimitError(JourneyMapError):
    """The maximum of a day is reached: `allowed`, from the setting `limit`."""

    def __init__(self, limit: DailyLimit, allowed: int) -> None:
        one, other = _REACHED[limit]
        super().__init__(
            one if allowed == 1 else other.format(allowed=allowed),
            "Save again tomorrow (UTC); until then, export the journey as a file.",
        )
        self.limit = limit
        self.allowed = allowed


class StoreUnavailableError(JourneyMapError):
    """
    The database cannot be reached or written to, or is full or locked.

    The error of the database is the cause: it is for the host's log, not for the reader. When the
    connection breaks during a save, the save may still be made; saving again then finds it.
    """

    def __init__(self) -> None:
        super().__init__(
            "The saved journeys cannot be reached just now.",
            "No saved journey is lost. Try again in a minute; until then, export your changes as a "
            "file.",
        )


class NewerStoreError(JourneyMapError):
    """The tables were made by a newer version of this program; they were not changed."""

    def __init__(self, revision: str) -> None:
        super().__init__(
            f"The store of journeys has the schema “{revision}”, which this version does not know.",
            "Run the version that made it, or a newer one, or set another store with "
            "JOURNEYMAP_STORE_URL.",
        )
