"""Every limit and switch, read from JOURNEYMAP_* environment variables."""

from __future__ import annotations

import os
from pathlib import Path


def data_directory() -> Path:
    """Folder of routes.csv and its companions: JOURNEYMAP_DATA, else data/ beside the package."""
    named = os.environ.get("JOURNEYMAP_DATA")
    return Path(named) if named else Path(__file__).resolve().parent.parent / "data"


def site_address() -> str:
    """
    Address of the site as readers have it, JOURNEYMAP_ADDRESS, with a slash at its end.

    Empty when it is not named: then it is what each request was sent to. A server behind a proxy
    that takes a path off cannot know it otherwise.
    """
    named = os.environ.get("JOURNEYMAP_ADDRESS", "")
    return f"{named.rstrip('/')}/" if named else ""
