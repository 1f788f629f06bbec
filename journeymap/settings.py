"""
Every limit and switch: read from JOURNEYMAP_* environment variables, listed in docs/settings.md.

The variable of a field is JOURNEYMAP_ and its name in capitals. An empty variable counts as unset.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from journeymap.errors import JourneyMapError

PREFIX = "JOURNEYMAP_"
_ROOT = Path(__file__).resolve().parent.parent
_Count = Annotated[int, Field(ge=1)]


class SettingError(JourneyMapError):
    """An environment variable has a value that is not allowed."""


class Settings(BaseModel):
    """What a host has set, and the defaults for the rest. Units are part of the names."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    data: Path = Field(
        default=_ROOT / "data", description="folder of routes.csv and the other tables"
    )
    address: str = Field(
        default="", description="public address of the site, if a proxy removes a part of the path"
    )
    store_url: str = Field(
        default=f"sqlite:///{_ROOT}/var/journeys.sqlite3",
        description="database of the saved journeys; for PostgreSQL "
        "postgresql://user:password@host/name",
    )
    saving: bool = Field(
        default=True,
        description="whether readers can save journeys; if not, they download them as files",
    )
    upload_mb: _Count = Field(default=150, description="maximum size of a file, megabytes")
    rows: _Count = Field(default=20_000, description="maximum rows of a table")
    text_length: _Count = Field(default=20_000, description="maximum characters in a cell")
    track_points: _Count = Field(
        default=2_000_000, description="maximum points of a recorded track"
    )
    vertices: int = Field(
        default=5_000, ge=8, description="maximum points that a recorded track is drawn with"
    )
    archive_members: _Count = Field(
        default=100, description="maximum files in an archive (XLSX or KMZ)"
    )
    archive_ratio: _Count = Field(
        default=200, description="maximum ratio of unpacked to packed size of a file in an archive"
    )
    archive_mb: _Count = Field(
        default=300, description="maximum unpacked size of an archive, megabytes"
    )
    cache_mb: _Count = Field(
        default=128,
        description="memory for documents, files, pages and journeys made for readers, megabytes",
    )
    saves_per_day: _Count = Field(
        default=100, description="maximum saves from one network address in a day (UTC)"
    )
    drafts_per_day: _Count = Field(
        default=500, description="maximum new drafts from one network address in a day (UTC)"
    )
    draft_days: _Count = Field(default=30, description="days until an unsaved draft is deleted")
    geocoding: bool = Field(
        default=False,
        description="whether a Nominatim service may be asked for places missing from our own list",
    )
    geocoding_address: str = Field(
        default="https://nominatim.openstreetmap.org", description="address of that service"
    )
    geocoding_agent: str = Field(
        default="",
        description="name of this site for that service, with a contact; required with geocoding",
    )
    geocoding_per_day: _Count = Field(
        default=1_000,
        description="maximum requests to that service in a day (UTC), all readers together",
    )

    @property
    def site_address(self) -> str:
        """
        Public address of the site with a slash at its end; empty when the host has not set it.

        Then the address is what each request was sent to. A server behind a proxy that removes a
        part of the path cannot know it otherwise.
        """
        return f"{self.address.rstrip('/')}/" if self.address else ""


# What a host has who set nothing.
DEFAULTS = Settings()


def settings() -> Settings:
    """Return the settings as the environment has them now. Raises SettingError."""
    given = {
        name: value
        for name in Settings.model_fields
        if (value := os.environ.get(PREFIX + name.upper(), ""))
    }
    try:
        return Settings.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = PREFIX + str(first["loc"][0]).upper()
        raise SettingError(
            f"{name}: {first['msg']}.",
            "Correct it or remove it; docs/settings.md lists all settings.",
        ) from None


def data_directory() -> Path:
    """Folder of routes.csv and the other tables: JOURNEYMAP_DATA, else data/ beside the package."""
    return settings().data
