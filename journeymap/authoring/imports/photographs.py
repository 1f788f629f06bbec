"""
Photographs: of each its position and when it was taken (EXIF 2.32), and nothing else.

EXIF is a TIFF file within the picture, whatever kind that is. Nothing of the picture is looked at.
"""

from __future__ import annotations

import math
import re
import struct
from collections.abc import Mapping, Sequence
from typing import Literal

from journeymap.authoring.imports.imported import Imported, notice
from journeymap.authoring.imports.imported_points import degrees
from journeymap.authoring.imports.local_times import at_place, with_offset
from journeymap.authoring.imports.rows import Pieces, assembled
from journeymap.errors import TableError
from journeymap.settings import Settings

_TIFF = rb"(?:II\*\x00|MM\x00\*)"
_KINDS = (
    ("JPEG", re.compile(rb"\xff\xd8\xff")),
    ("HEIC", re.compile(rb"[\s\S]{4}ftyp(?:hei[cmsx]|hev[cmsx]|mif1|msf1|avif)")),
    ("PNG", re.compile(rb"\x89PNG\r\n")),
    ("TIFF", re.compile(_TIFF)),
    ("WebP", re.compile(rb"RIFF[\s\S]{4}WEBP")),
)
# Where EXIF stands in a picture: after its name, which PNG writes as eXIf and WebP as EXIF.
_EXIF = re.compile(rb"(?:Exif\x00\x00|eXIf|EXIF[\s\S]{4})(?=" + _TIFF + rb")")
# More than EXIF may have within JPEG.
_EXIF_BYTES = 1 << 18
_SEARCHED = 32 << 20
_GPS_IFD, _EXIF_IFD, _GEO_KEYS = 0x8825, 0x8769, 0x87AF
_TAKEN, _TAKEN_OFFSET = 0x9003, 0x9011
_LAT, _LON, _GPS_TIME, _GPS_DATE = 2, 4, 7, 29
_INSTEAD = (
    "Send the original file of the camera: messengers and web sites take the position out. Or "
    "write a table with a place and a time for each picture."
)
# Of the directories of a TIFF file: types of values that are read, and their bytes each.
_ASCII, _LONG, _RATIONAL = 2, 4, 5
_SIZES = {_ASCII: 1, _LONG: 4, _RATIONAL: 8}
_MAX_ENTRIES = 500
_MAX_VALUES = 200

_Value = str | int | tuple[float, ...]


def kind_of(body: bytes) -> str:
    """Return what kind of picture it is, that can have EXIF; empty for anything else."""
    return next((name for name, begins in _KINDS if begins.match(body[:100])), "")


def is_photograph(body: bytes) -> bool:
    """Whether it is a picture of a kind that can have EXIF."""
    return bool(kind_of(body))


def exif_in(body: bytes) -> bytes:
    """Return what a picture says of itself, as a TIFF file; empty when it says nothing."""
    if kind_of(body) == "TIFF":
        return body
    found = _EXIF.search(body[:_SEARCHED])
    return body[found.end() : found.end() + _EXIF_BYTES] if found else b""


def read_photographs(name: str, files: Sequence[tuple[str, bytes]], limits: Settings) -> Imported:
    """Return a row for each picture with a position. Raises TableError when none has one."""
    found = [_row(path, body) for path, body in files[: limits.rows]]
    rows = [row for row in found if row]
    if not rows:
        raise _refused(name, files)
    rows.sort(key=lambda row: at_place(row.get("time_from", ""), row["lon"], row["lat"]))
    count = len(files) - len(rows)
    problems = [notice(name, "photographs-without-position", {"count": count})] if count else []
    return assembled(name, Pieces(rows), limits, problems)


def _refused(name: str, files: Sequence[tuple[str, bytes]]) -> TableError:
    if len(files) > 1:
        return TableError(
            f"None of the {len(files):,} pictures in {name} has a position.", _INSTEAD
        )
    body = files[0][1] if files else b""
    if kind_of(body) == "TIFF" and _GEO_KEYS in _first_directory(body):
        return TableError(
            f"{name} is a map as a picture (GeoTIFF), which cannot be read here.",
            "Send the journey as a table, GPX, KML or GeoJSON.",
        )
    return TableError(
        f"{name} is a picture ({kind_of(body)}) that does not say where it was taken: it has no "
        "position (EXIF).",
        _INSTEAD,
    )


def _directory(tiff: bytes, at: int) -> dict[int, _Value]:
    """Return texts, numbers and fractions of a directory by tag; nothing where it is damaged."""
    order = "<" if tiff[:2] == b"II" else ">"
    found: dict[int, _Value] = {}
    try:
        (count,) = struct.unpack_from(f"{order}H", tiff, at)
        for entry in range(at + 2, at + 2 + 12 * min(count, _MAX_ENTRIES), 12):
            tag, kind, values = struct.unpack_from(f"{order}HHI", tiff, entry)
            # Of others it is known only that they are there.
            found[tag] = ""
            if kind not in _SIZES or values > _MAX_VALUES:
                continue
            within = _SIZES[kind] * values <= 4
            (there,) = (entry + 8,) if within else struct.unpack_from(f"{order}I", tiff, entry + 8)
            if kind == _ASCII:
                found[tag] = tiff[there : there + values].decode("ascii", "replace").strip("\0 ")
            elif kind == _LONG:
                (found[tag],) = struct.unpack_from(f"{order}I", tiff, there)
            else:
                parts = struct.unpack_from(f"{order}{2 * values}I", tiff, there)
                found[tag] = tuple(
                    over / under if under else math.nan
                    for over, under in zip(parts[::2], parts[1::2], strict=True)
                )
    except struct.error:
        return found
    return found


def _first_directory(tiff: bytes) -> dict[int, _Value]:
    order: Literal["little", "big"] = "little" if tiff[:2] == b"II" else "big"
    return _directory(tiff, int.from_bytes(tiff[4:8], order))


def _within(tiff: bytes, directory: Mapping[int, _Value], tag: int) -> dict[int, _Value]:
    at = directory.get(tag)
    return _directory(tiff, at) if isinstance(at, int) else {}


def _row(path: str, body: bytes) -> dict[str, str]:
    tiff = exif_in(body)
    first = _first_directory(tiff) if tiff else {}
    gps = _within(tiff, first, _GPS_IFD)
    lat, lon = _degrees(gps, _LAT, "S"), _degrees(gps, _LON, "W")
    if not (abs(lat) <= 90 and abs(lon) <= 180) or (lat == 0 and lon == 0):
        return {}
    taken = _taken(_within(tiff, first, _EXIF_IFD), gps, degrees(lon), degrees(lat))
    return {"lat": degrees(lat), "lon": degrees(lon), "time_from": taken, "source": path}


def _degrees(gps: Mapping[int, _Value], tag: int, negative: str) -> float:
    """Return degrees, NaN where there are none."""
    parts = gps.get(tag)
    if not isinstance(parts, tuple) or not parts:
        return math.nan
    # Whoever writes degrees with decimals leaves minutes and seconds without a value.
    rest = (0.0 if math.isnan(part) else part for part in parts[1:3])
    value = parts[0] + sum(part / share for part, share in zip(rest, (60, 3600), strict=False))
    return -value if str(gps.get(tag - 1, "")).upper().startswith(negative) else value


def _taken(exif: Mapping[int, _Value], gps: Mapping[int, _Value], lon: str, lat: str) -> str:
    """Return when it was taken: with the camera's offset, or GPS time, or the place's clock."""
    date, _, time = str(exif.get(_TAKEN, "")).partition(" ")
    local = f"{date.replace(':', '-')}T{time[:8]}" if date and time else ""
    offset = str(exif.get(_TAKEN_OFFSET, ""))
    if local and re.fullmatch(r"[+-]\d\d:\d\d|Z", offset):
        return with_offset(local + offset, lon, lat)
    day, parts = str(gps.get(_GPS_DATE, "")), gps.get(_GPS_TIME)
    if day and isinstance(parts, tuple) and len(parts) == 3 and all(map(math.isfinite, parts)):
        hour, minute, second = map(int, parts)
        return at_place(f"{day.replace(':', '-')}T{hour:02d}:{minute:02d}:{second:02d}Z", lon, lat)
    return with_offset(local, lon, lat) if local else ""
