"""
A draft as it is read: what leaves no question is answered, and what was typed stays as it is.

A name of one place only is that place; a date in words is the date; a time without an offset is
the local time of its place, or of the journey's zone where its author has named one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from journeymap.authoring.checks import (
    PLACE_ZONES,
    ZONE_NOT_SET,
    corrected,
    suspected_errors,
    unknown_places,
    with_places,
)
from journeymap.authoring.corrections import SuspectedError
from journeymap.authoring.corrections.correction import CorrectionKind
from journeymap.authoring.geocoding.candidates import Candidate
from journeymap.authoring.geocoding.lookup import Found
from journeymap.claims.gazetteer import Gazetteer
from journeymap.journeys.draft import Draft

# What only says in another form what was typed. A cell that looks wrong stays a question.
_READINGS = frozenset(
    {
        CorrectionKind.WRITE_ISO,
        CorrectionKind.READ_WINDOW,
        CorrectionKind.READ_IN_PLACE_ZONES,
        CorrectionKind.READ_IN_PLACE_OR_JOURNEY_ZONES,
        CorrectionKind.READ_IN_JOURNEY_ZONE,
    }
)


@dataclass(frozen=True, eq=False)
class Reading:
    """
    What a draft says.

    Attributes
    ----------
    draft
        The draft with a position for each name in `taken`, each time with its offset, and without
        empty rows. Rows keep their numbers.
    taken
        The only place of each of these names.
    unknown
        Names whose place is still to be chosen.
    errors
        What is likely wrong in it.
    local
        Whether any time was read as local time, and not as it stands.
    """

    draft: Draft
    taken: Mapping[str, Candidate]
    unknown: tuple[str, ...]
    errors: tuple[SuspectedError, ...]
    local: bool


def read_draft(
    draft: Draft, gazetteer: Gazetteer, find: Callable[[Sequence[str]], Mapping[str, Found]]
) -> Reading:
    """
    Return a draft as it is read.

    Parameters
    ----------
    draft
        As it was typed.
    gazetteer
        The built-in places.
    find
        Looks names up; it returns what each may mean.
    """
    filled = (draft.rows != "").any(axis="columns")
    draft = draft.with_rows(draft.rows[filled])

    def of(read: Draft) -> Gazetteer:
        return gazetteer.with_places(read.places)

    unknown = unknown_places(draft, of(draft))
    found = find(unknown) if unknown else {}
    taken = {
        text: found[text].candidates[0]
        for text in unknown
        if text in found and len(found[text].candidates) == 1
    }
    placed = with_places(draft, taken)
    zone = draft.config.zone
    local = PLACE_ZONES if zone == ZONE_NOT_SET else zone
    read, count = corrected(placed, of, zone=local, kinds=_READINGS)
    return Reading(
        read,
        taken,
        tuple(text for text in unknown if text not in taken),
        tuple(suspected_errors(read, of(read))),
        local=count > 0,
    )
