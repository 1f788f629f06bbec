"""What is left to do in a draft: names without a position, suspected errors, corrections."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from journeymap.authoring.corrections import (
    Correction,
    ErrorKind,
    SuspectedError,
    apply,
    find_suspected_errors,
)
from journeymap.authoring.corrections.correction import CorrectionKind
from journeymap.authoring.corrections.details import ZoneReading
from journeymap.authoring.geocoding.candidates import Candidate
from journeymap.claims.gazetteer import Gazetteer
from journeymap.claims.means import means_of
from journeymap.journeys.draft import Draft

# The zone of a journey whose author has named none.
ZONE_NOT_SET = "UTC"
# What answers for the zones of times: the places of their rows.
PLACE_ZONES = "place"
_IN_PLACES = {
    CorrectionKind.READ_IN_PLACE_ZONES,
    CorrectionKind.READ_IN_PLACE_OR_JOURNEY_ZONES,
}
# A known place answers these, so places are asked for first.
ZONE_QUESTIONS = {ErrorKind.NO_ZONE, ErrorKind.NO_ZONE_NO_PLACE}
# What rows that are compared show: which of them is wrong stays a question.
_QUESTIONS = {
    ErrorKind.DEPARTURE_BEFORE_ARRIVAL,
    ErrorKind.ONE_MOMENT,
    ErrorKind.MORE_ONE_MOMENT,
    ErrorKind.TOO_FAST,
    ErrorKind.MORE_TOO_FAST,
}
# Corrections make others possible: a time that is read needs its zone next.
_MAX_ROUNDS = 10


def unknown_places(draft: Draft, gazetteer: Gazetteer) -> list[str]:
    """Return the names in the table whose position is not known, once each."""
    rows = draft.rows
    named = rows.loc[rows["lat"].str.strip().eq(""), "place"].str.strip()
    return [text for text in named.unique() if text and gazetteer.find(text) is None]


def with_places(draft: Draft, chosen: Mapping[str, Candidate]) -> Draft:
    """Return the draft with positions for these names; the author's names stay."""
    others = [place for place in draft.places if place.key not in chosen]
    new = [replace(candidate.to_place(text), name=text) for text, candidate in chosen.items()]
    return replace(draft, places=(*others, *new))


def suspected_errors(draft: Draft, gazetteer: Gazetteer) -> list[SuspectedError]:
    """Return what is likely wrong in the table."""
    positions = {
        text: (place.lat, place.lon, place.zone)
        for text in draft.rows["place"].str.strip().unique()
        if text and (place := gazetteer.find(text))
    }
    return find_suspected_errors(
        draft.rows,
        positions=positions,
        zone=None if draft.config.zone == ZONE_NOT_SET else draft.config.zone,
        max_speed_kmh=draft.config.as_travelled(means_of(draft.rows)).max_speed_kmh,
        about=draft.config.about,
    )


def corrected(
    draft: Draft,
    gazetteer_of: Callable[[Draft], Gazetteer],
    *,
    zone: str = "",
    kinds: Collection[CorrectionKind] = frozenset(CorrectionKind),
) -> tuple[Draft, int]:
    """
    Return the draft with every correction that leaves no question, and how many these are.

    A suspected error with several corrections is a question, and so is one of rows compared.
    `zone` answers which zone times without one are of: an IANA name, or PLACE_ZONES. Corrections
    of other `kinds` are left.
    """
    count = 0
    for _ in range(_MAX_ROUNDS):
        errors = suspected_errors(draft, gazetteer_of(draft))
        found = (_unquestioned(error, zone) for error in errors)
        only = [each for each in found if each is not None and each.kind in kinds]
        rows, touched = draft.rows, set[tuple[int, str]]()
        for correction in only:
            # Two of one cell are not made of the same text: the next round sees the second.
            if touched.isdisjoint(correction.cells):
                rows = apply(rows, correction)
                touched |= correction.cells.keys()
                count += 1
        if not touched or rows.equals(draft.rows):
            break
        # A correction removes a row by emptying it; a row that was empty before stays.
        removed = (rows == "").all(axis="columns") & (draft.rows != "").any(axis="columns")
        draft = replace(draft, rows=rows[~removed])
    return draft, count


def _unquestioned(error: SuspectedError, zone: str) -> Correction | None:
    if error.kind in _QUESTIONS:
        return None
    if error.kind in ZONE_QUESTIONS and zone:
        return next((each for each in error.corrections if _reads_in(each, zone)), None)
    return error.corrections[0] if len(error.corrections) == 1 else None


def _reads_in(correction: Correction, zone: str) -> bool:
    if zone == PLACE_ZONES or correction.kind in _IN_PLACES:
        return zone == PLACE_ZONES and correction.kind in _IN_PLACES
    read = correction.details
    # UTC is written as Z.
    return isinstance(read, ZoneReading) and read.zone in {zone, "Z" if zone == "UTC" else zone}
