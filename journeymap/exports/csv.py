"""The rows of the event table that a journey is made of, as CSV that reads back."""

from __future__ import annotations

from journeymap.claims.columns import COLUMNS
from journeymap.claims.csv_table import to_csv
from journeymap.journeys.library import Library


def table(library: Library, name: str) -> bytes:
    """
    Return the claims of a journey and of its landmarks, in the columns of routes.csv.

    UTF-8 with a byte order mark, by which spreadsheets know it. Each claim has an id, and keeps
    the journey that it is of. Cells that a spreadsheet would run begin with an apostrophe, which
    reading takes away; numbers stay as they are. Raises UnknownJourneyError.
    """
    journey = library.journey(name)
    shown = {
        each.claim.id for event in (*journey.events, *journey.landmarks) for each in event.claims
    }
    rows = library.table.rows[list(COLUMNS)].assign(
        claim=[claim.id for claim in library.table.claims]
    )
    return to_csv(rows.loc[rows["claim"].isin(shown)]).encode("utf-8-sig")
