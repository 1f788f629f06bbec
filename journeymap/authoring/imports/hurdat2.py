"""HURDAT2, the best tracks of the National Hurricane Center: each storm is a traveller."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from journeymap.authoring.imports.imported import Imported, Traveller, too_many
from journeymap.authoring.imports.imported_points import moments
from journeymap.authoring.imports.rows import Pieces, assembled
from journeymap.authoring.imports.upload import Upload
from journeymap.errors import TableError
from journeymap.journeys.draft import Draft
from journeymap.settings import Settings

_HEADER = re.compile(r"([A-Z]{2}\d{2})(\d{4})\s*,\s*([^,\n]{1,40}?)\s*,\s*(\d+)\s*,?\s*$")
_BEGIN = re.compile(
    rb"\s*[A-Z]{2}\d{6}\s*,\s*[^,\n]{1,40},\s*\d+\s*,?[ \t]*\r?\n\s*\d{8}\s*,\s*\d{4}\s*,"
)
_POSITION = re.compile(r"(\d{1,3}(?:\.\d+)?)([NSEW])")
_KINDS = {
    "TD": "Tropical depression",
    "TS": "Tropical storm",
    "HU": "Hurricane",
    "EX": "Extratropical cyclone",
    "SD": "Subtropical depression",
    "SS": "Subtropical storm",
    "LO": "Low",
    "WV": "Tropical wave",
    "DB": "Disturbance",
}
_LANDFALL = "L"


def is_hurdat2(upload: Upload) -> bool:
    """Whether a file begins with the header of a storm and its first position."""
    return _BEGIN.match(upload.body[:500]) is not None


def read_hurdat2(upload: Upload) -> Imported:
    """Return the storm in a file, or the storms to choose from. Raises TableError."""
    storms: list[tuple[str, list[dict[str, str]]]] = []
    for line in upload.body.decode("utf-8", "replace").splitlines():
        header = _HEADER.match(line)
        if header:
            storms.append((f"{header[3].title()} {header[2]} ({header[1]}{header[2]})", []))
        elif storms and (row := _row(line)):
            storms[-1][1].append(row)
            if len(storms[-1][1]) > upload.limits.rows:
                count, maximum = len(storms[-1][1]), upload.limits.rows
                raise too_many(upload.name, "positions of a storm", count, maximum, "Send a part.")
    storms = [storm for storm in storms if storm[1]]
    if not storms:
        raise TableError(f"{upload.name} has no position of a storm.", "Send it anew.")
    if len(storms) == 1:
        return _read(upload.name, *storms[0], upload.limits)
    return Imported(Draft(), travellers=tuple(_traveller(upload, *storm) for storm in storms))


def _traveller(upload: Upload, name: str, rows: Sequence[dict[str, str]]) -> Traveller:
    first, last = moments([rows[0]["time_from"], rows[-1]["time_from"]]).tolist()
    read = partial(_read, upload.name, name, rows, upload.limits)
    return Traveller(name, len(rows), first, last, read)


def _read(name: str, storm: str, rows: Sequence[dict[str, str]], limits: Settings) -> Imported:
    return assembled(name, Pieces(rows, None, storm), limits)


def _row(line: str) -> dict[str, str]:
    cells = [cell.strip() for cell in line.split(",")]
    if len(cells) < 8 or not (cells[0].isdecimal() and len(cells[0]) == 8):
        return {}
    day, time, mark, kind, lat, lon, wind, pressure = cells[:8]
    says = [_KINDS.get(kind, kind)]
    if wind.isdecimal():
        says.append(f"wind {wind} kn")
    if pressure.isdecimal():
        says.append(f"{pressure} hPa")
    if mark == _LANDFALL:
        says.append("landfall")
    return {
        "lat": _degrees(lat),
        "lon": _degrees(lon),
        "time_from": f"{day[:4]}-{day[4:6]}-{day[6:]}T{time[:2]}:{time[2:]}:00Z",
        "source": "HURDAT2",
        "says": ", ".join(says),
    }


def _degrees(text: str) -> str:
    found = _POSITION.fullmatch(text)
    if not found:
        return text
    # Beyond 180° west it counts on.
    value = float(found[1]) * (-1 if found[2] in "SW" else 1)
    return f"{value + 360 if value < -180 else value:g}"
