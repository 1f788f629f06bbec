"""Reported journeys: claims, the line they lie on, and where the traveller could have been."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from journeymap.web.notebook import JourneyView

__all__ = ["journey", "read"]


def read(source: Any, **options: Any) -> JourneyView:
    """
    Return the journey in a file, or in a frame of pandas: docs/notebook.md.

    `journeymap.web.notebook.read` has the options.
    """
    # What it needs is loaded when it is asked for: an import of the package is light.
    from journeymap.web.notebook import read as read_now  # noqa: PLC0415

    return read_now(source, **options)


def journey(name: str) -> JourneyView:
    """Return a built-in journey, or one of the data folder, by its id."""
    from journeymap.web.notebook import journey as journey_now  # noqa: PLC0415

    return journey_now(name)
