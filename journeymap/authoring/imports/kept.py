"""Files that this program wrote: the journey kept in them is preferred to what they show of it."""

from __future__ import annotations

from collections.abc import Mapping

from journeymap.authoring.imports.imported import notice
from journeymap.errors import DraftError, Problem
from journeymap.journeys.carried import DRAFT, draft_of
from journeymap.journeys.draft import Draft
from journeymap.settings import Settings


def kept_in(
    name: str, texts: Mapping[str, str], limits: Settings
) -> tuple[Draft | None, tuple[Problem, ...]]:
    """Return the draft that a file carries, if it does and can be read, and what to tell of it."""
    if DRAFT not in texts:
        return None, ()
    try:
        draft = draft_of(texts, limits)
    except DraftError as error:
        told = notice(name, f"{error} What else is in the file was read instead.", error.hint)
        return None, (told,)
    told = notice(
        name,
        "The file was written by Journey Map, and the journey kept in it was read.",
        "Changes made to its points and lines by another program are not seen; to have those, "
        f"take the “{DRAFT}” out of the file.",
    )
    return draft, (told,)
