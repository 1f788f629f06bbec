"""NMEA 0183, as GPS receivers send it: sentences RMC or GGA become a recording."""

from __future__ import annotations

import re
from functools import reduce
from operator import xor

from journeymap.authoring.imports.imported import Imported, notice
from journeymap.authoring.imports.imported_points import Points, Track
from journeymap.authoring.imports.rows import Pieces, of_tracks
from journeymap.authoring.imports.upload import Upload
from journeymap.errors import TableError

_SENTENCE = re.compile(rb"\$([A-Z]{2}(RMC|GGA|ZDA),[^*$\r\n]{0,200})(?:\*([0-9A-Fa-f]{2}))?")
_BEGIN = re.compile(rb"(?:[^\n$]{0,60}\$[A-Z]{2}[A-Z]{3},[^\n]*\n?)")
# Two digits of a year from here on are of 19xx.
_CENTURY = 80


def is_nmea(upload: Upload) -> bool:
    """Whether a file begins with sentences, perhaps each after the time of a computer."""
    return _BEGIN.match(upload.body[:1000].lstrip()) is not None


def read_nmea(upload: Upload) -> Imported:
    """Return the journey in sentences. Raises TableError when no position is in them."""
    name, body = upload.name, upload.body
    # Both say the same position; RMC has its date too.
    by_date, by_time = Points(name, upload.limits), Points(name, upload.limits)
    day, wrong = "", 0
    for found in _SENTENCE.finditer(body):
        text, kind, checksum = found.groups()
        if checksum and reduce(xor, text) != int(checksum, 16):
            wrong += 1
            continue
        cells = text.decode("ascii", "replace").split(",")
        match kind, cells:
            case b"RMC", [_, time, state, lat, north, lon, east, _, _, date, *_]:
                day = _day(date[:2], date[2:4], date[4:6])
                if state == "A":
                    by_date.add(_degrees(lon, east), _degrees(lat, north), _moment(day, time))
            case b"ZDA", [_, _, day_of, month, year, *_]:
                day = f"{year}-{month}-{day_of}"
            case b"GGA", [_, time, lat, north, lon, east, quality, *_] if quality not in ("", "0"):
                by_time.add(_degrees(lon, east), _degrees(lat, north), _moment(day, time))
    tracks, problems = (by_date if len(by_date) else by_time).tracks()
    if wrong:
        problems += (notice(name, "sentences-left-out", {"count": wrong}),)
    if not tracks:
        raise TableError(
            f"{name} has no two valid positions (sentences RMC or GGA).",
            "Send what a receiver wrote while it had reception.",
            problems,
        )

    def pieces(track: Track | None) -> Pieces:
        return Pieces((), None if track is None else track.recording)

    return of_tracks(name, tracks, pieces, upload.limits, problems)


def _day(day: str, month: str, year: str) -> str:
    if not (len(year) == 2 and f"{day}{month}{year}".isdecimal()):
        return ""
    return f"{19 if int(year) >= _CENTURY else 20}{year}-{month}-{day}"


def _moment(day: str, time: str) -> str:
    hour, minute, second = time[:2], time[2:4], time[4:]
    return f"{day}T{hour}:{minute}:{second}Z" if day and len(time) >= 6 else ""


def _degrees(text: str, side: str) -> float | None:
    """Return degrees of `ddmm.mmm`, or `dddmm.mmm` and a side of the earth."""
    at = text.find(".") - 2 if "." in text else len(text) - 2
    try:
        value = int(text[:at]) + float(text[at:]) / 60
    except ValueError:
        return None
    return -value if side in ("S", "W") else value
