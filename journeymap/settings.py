"""Every limit and switch, read from JOURNEYMAP_* environment variables."""

from __future__ import annotations

import os
from pathlib import Path


def data_directory() -> Path:
    """Folder of routes.csv and its companions: JOURNEYMAP_DATA, else data/ beside the package."""
    named = os.environ.get("JOURNEYMAP_DATA")
    return Path(named) if named else Path(__file__).resolve().parent.parent / "data"
