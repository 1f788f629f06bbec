"""Small made-up places, claims and data folders for the tests."""

import csv
from dataclasses import MISSING, fields

import numpy as np
import pandas as pd

from journeymap.claims.columns import COLUMNS, Kind, Status
from journeymap.claims.gazetteer import COLUMNS as PLACE_COLUMNS
from journeymap.claims.gazetteer import Place
from journeymap.claims.table import Claim
from journeymap.geodesy import chainages_km
from journeymap.times import Window, parse_moment

MINUTE = 60.0
HOUR = 3600.0
DAY = 86400.0


def at(text, zone="UTC"):
    """Epoch seconds of an ISO moment that is meant to be one."""
    moment = parse_moment(text, zone)
    assert moment is not None
    return moment


def place(key="here", lat=43.0, lon=131.0, **more):
    written = {
        "name": key.replace("_", " ").title(),
        "name_local": "",
        "zone": "UTC",
        "kind": "place",
        "accuracy_m": 0.0,
        "source": "made up",
        "licence": "",
        "detail": "",
    }
    return Place(key=key, lat=lat, lon=lon, **written | more)


def claim(start=None, end=None, **more):
    """A reported stop at `here`; the window is a moment when only `start` is given."""
    window = Window() if start is None else Window(start, start if end is None else end)
    written = {
        "id": "c",
        "journey": "j",
        "event": "e",
        "kind": Kind.STOP,
        "place": "here",
        "window": window,
        "reported_at": None,
        "reported_day": None,
        "source": "A paper",
        "via": (),
        "url": None,
        "status": Status.REPORTED,
        "says": "",
        "not_said": "",
        "denies": None,
        "note": "",
    }
    assert set(written) == {field.name for field in fields(Claim) if field.default is MISSING}
    return Claim(**written | more)


def write_csv(path, columns, rows):
    """Write dicts as CSV, the absent cells empty."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(rows)


def write_routes(folder, *rows, columns=COLUMNS):
    write_csv(folder / "routes.csv", columns, rows)


PLACES = (
    {"key": "west", "name": "West Town", "lat": 43, "lon": 131, "zone": "Asia/Pyongyang"},
    {"key": "middle", "name": "Middle Halt", "lat": 43, "lon": 131.5, "zone": "Asia/Vladivostok"},
    {
        "key": "east",
        "name": "East Town",
        "name_local": "Восток",
        "lat": 43,
        "lon": 132,
        "zone": "Asia/Vladivostok",
    },
)


def write_places(folder, *rows):
    written = {"source": "made up", "accuracy_m": 100}
    write_csv(folder / "places.csv", PLACE_COLUMNS, [written | row for row in rows or PLACES])


def chainage_km(coordinates):
    """Kilometres along one course of (n, 2) lon, lat vertices."""
    return chainages_km(coordinates, np.array([0]))


def write_railway(folder, *legs):
    """Write legs (from, to, [(lon, lat), …]) as a railway of scale 1.25."""
    (folder / "railway").mkdir(exist_ok=True)
    write_csv(
        folder / "railway" / "legs.csv",
        ("leg", "from", "to", "basis", "scale", "note"),
        [
            {"leg": f"{start}-{end}", "from": start, "to": end, "basis": "railway", "scale": 1.25}
            for start, end, _ in legs
        ],
    )
    write_csv(
        folder / "railway" / "course.csv",
        ("leg", "seq", "km", "lat", "lon"),
        [
            {"leg": f"{start}-{end}", "seq": i, "km": km, "lat": lat, "lon": lon}
            for start, end, course in legs
            for i, ((lon, lat), km) in enumerate(
                zip(course, chainage_km(np.array(course)), strict=True)
            )
        ],
    )


def travel_rows(**more):
    """A traveller's own table: places and times of a day, and nobody who says so."""
    rows = pd.DataFrame(
        [
            ("Home", "52.52", "13.40", "2024-05-01T08:00+02:00", "Set out."),
            ("Lake", "52.40", "13.06", "2024-05-01T12:30+02:00", ""),
            (
                "Castle",
                "51.86",
                "12.64",
                "2024-05-01T17:00+02:00",
                "https://castle.example is shut.",
            ),
        ],
        columns=["place", "lat", "lon", "time_from", "says"],
        dtype="str",
    ).assign(**more)
    return rows.reindex(columns=list(COLUMNS), fill_value="").rename_axis("row")
