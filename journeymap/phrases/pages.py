"""What pages and their tabs are called, and what stands at an address where there is no page."""

from __future__ import annotations

from collections.abc import Sequence

# What a picture of a journey shows, for who does not see it.
MAP_OF = "Map: {title}"
SITE_NAME = "Journey Map"
# More titles than this make a tab's name too long to read.
_NAMED = 2

NO_PAGE = "There is no page at this address"
NO_PAGE_HINT = "The link may be old, or a part of it may be missing."
NO_JOURNEY = "This journey is not here"
NO_SUCH_JOURNEY = "There is no journey “{name}” here."
NO_JOURNEY_HINT = "Its author may have deleted it, or a part of the link may be missing."
NOT_SHOWN = "This journey cannot be shown"
NOT_NOW = "This journey cannot be shown at the moment"
LOADING = "The map is loading."
LIGHT_PAGE = "A lighter page shows it sooner."
NEEDS_SCRIPTS = "The app needs scripts, which this browser does not run."
WAYS_ON = "Where to go from here"
DELETED = "The journey is deleted, with all its versions. No link to it works any more."


def tab_title(*parts: str) -> str:
    """
    Return the title of a tab, a bookmark and an entry of the history.

    Its parts go from the page to what it shows: `Claims: A journey · Journey Map`.
    """
    named = ": ".join(part for part in parts if part)
    return f"{named} · {SITE_NAME}" if named else SITE_NAME


def no_journey(name: str) -> str:
    """Say that the journey that an address names is not here."""
    return NO_SUCH_JOURNEY.format(name=name)


def titles_joined(titles: Sequence[str]) -> str:
    """Return two titles as one text, or the number of more."""
    return f"{len(titles)} journeys" if len(titles) > _NAMED else " and ".join(titles)
