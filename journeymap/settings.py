"""
Every limit and switch: read from JOURNEYMAP_* environment variables, told in docs/settings.md.

The variable of a field is its name in capitals behind JOURNEYMAP_; an empty one is as none.
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
    """A variable of the environment says what cannot be."""


class Settings(BaseModel):
    """What a host has set, or else what is usual. Sizes are in the units that the names tell."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    data: Path = Field(
        default=_ROOT / "data", description="folder of routes.csv and its companions"
    )
    address: str = Field(default="", description="address of the site as readers have it")
    store_url: str = Field(
        default=f"sqlite:///{_ROOT}/var/journeys.sqlite3",
        description="where saved journeys are kept",
    )
    saving: bool = Field(default=True, description="whether readers can save journeys here")
    upload_mb: _Count = Field(default=150, description="greatest file, megabytes")
    rows: _Count = Field(default=20_000, description="most rows of a table")
    text_length: _Count = Field(default=20_000, description="most signs in a cell")
    track_points: _Count = Field(default=2_000_000, description="most points of a recorded track")
    vertices: int = Field(
        default=5_000, ge=8, description="most vertices a recorded track is drawn from"
    )
    archive_members: _Count = Field(default=100, description="most files in an XLSX or a KMZ")
    archive_ratio: _Count = Field(
        default=200, description="most that a file in one may grow by, times"
    )
    archive_mb: _Count = Field(default=300, description="most that one may unpack to, megabytes")
    saves_per_day: _Count = Field(default=100, description="most saves from one address in a day")
    drafts_per_day: _Count = Field(
        default=500, description="most drafts begun at one address in a day"
    )
    draft_days: _Count = Field(default=30, description="days that an unsaved draft is kept")
    geocoding: bool = Field(default=False, description="whether places are asked of a service")
    geocoding_address: str = Field(
        default="https://nominatim.openstreetmap.org", description="address of that Nominatim"
    )
    geocoding_agent: str = Field(
        default="", description="how this site names itself to that service"
    )
    geocoding_per_day: _Count = Field(
        default=1_000, description="most questions to that service in a day"
    )


def settings() -> Settings:
    """Return the settings as the environment has them now. Raises SettingError."""
    told = {
        name: value
        for name in Settings.model_fields
        if (value := os.environ.get(PREFIX + name.upper(), ""))
    }
    try:
        return Settings.model_validate(told)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = PREFIX + str(first["loc"][0]).upper()
        raise SettingError(
            f"{name}: {first['msg']}.",
            "Correct it, or take it out; docs/settings.md lists them.",
        ) from None


def data_directory() -> Path:
    """Folder of routes.csv and its companions: JOURNEYMAP_DATA, else data/ beside the package."""
    return settings().data


def site_address() -> str:
    """
    Address of the site as readers have it, JOURNEYMAP_ADDRESS, with a slash at its end.

    Empty when it is not named: then it is what each request was sent to. A server behind a proxy
    that takes a path off cannot know it otherwise.
    """
    named = settings().address
    return f"{named.rstrip('/')}/" if named else ""
