"""Rows of an event table, and what is suspected to be wrong in them."""

import pandas as pd

from journeymap.authoring.corrections import apply, find_suspected_errors
from journeymap.claims.columns import COLUMNS

PLACES = {
    "Vladivostok": (43.1155, 131.8855, "Asia/Vladivostok"),
    "Khasan": (42.428, 130.645, "Asia/Vladivostok"),
    "Pyongyang": (39.0, 125.75, "Asia/Pyongyang"),
    "Berlin": (52.52, 13.405, "Europe/Berlin"),
    "Warsaw": (52.23, 21.01, "Europe/Warsaw"),
    "Lisbon": (38.72, -9.14, "Europe/Lisbon"),
}


def table(*rows):
    """Rows as dicts, the first being spreadsheet row 2."""
    return pd.DataFrame(
        [{column: row.get(column, "") for column in COLUMNS} for row in rows],
        index=range(2, 2 + len(rows)),
        columns=list(COLUMNS),
        dtype="str",
    )


def errors_of(rows, zone=None, limit=None):
    """The suspected errors of a table whose places are known."""
    return find_suspected_errors(rows, positions=PLACES, zone=zone, max_speed_kmh=limit)


def errors_in(*rows, **more):
    """The suspected errors of rows as dicts."""
    return errors_of(table(*rows), **more)


def only(*rows, **more):
    """The one suspected error of these rows."""
    errors = errors_in(*rows, **more)
    assert len(errors) == 1, [error.kind for error in errors]
    return errors[0]


def corrected(rows, error, choice=0):
    """The table of these rows after one of the corrections of an error."""
    return apply(table(*rows), error.corrections[choice])


def cells(rows, column):
    """The cells of a column."""
    return rows[column].tolist()
