"""
The kinds of file that are read.

A file is of the kind whose reader recognises its content: no two recognise the same file, so the
order of READERS is only that in which they are listed for people.
"""

from __future__ import annotations

from journeymap.authoring.imports.archives import unpacked
from journeymap.authoring.imports.calendars import is_calendar, read_calendar
from journeymap.authoring.imports.columns import understand
from journeymap.authoring.imports.containers import read_gzip, read_zip
from journeymap.authoring.imports.delimited import read_delimited
from journeymap.authoring.imports.fit import is_fit, read_fit
from journeymap.authoring.imports.gpx import read_gpx
from journeymap.authoring.imports.hurdat2 import is_hurdat2, read_hurdat2
from journeymap.authoring.imports.imported import Imported
from journeymap.authoring.imports.json_formats.readers import JSON_READERS
from journeymap.authoring.imports.kml import read_kml
from journeymap.authoring.imports.nmea import is_nmea, read_nmea
from journeymap.authoring.imports.photographs import is_photograph, read_photographs
from journeymap.authoring.imports.spreadsheets import read_spreadsheet
from journeymap.authoring.imports.tcx import read_tcx
from journeymap.authoring.imports.upload import Reader, Upload


def _text(upload: Upload) -> Imported:
    sheet = read_delimited(upload.name, upload.body, upload.limits)
    return understand(sheet, upload.limits)


def _workbook(upload: Upload) -> Imported:
    sheet = read_spreadsheet(upload.name, upload.body, upload.archive, upload.limits)
    return understand(sheet, upload.limits)


def _kmz(upload: Upload) -> Imported:
    member = upload.archive.getinfo(upload.main_kml)
    body = unpacked(upload.name, upload.archive, member, upload.limits)
    return read_kml(upload.name, body, upload.limits, upload.progress)


_TABLE = ("rows", "text_length")
_POINTS = (*_TABLE, "track_points")
_ARCHIVED = ("archive_members", "archive_ratio", "archive_mb")


def _is_other(upload: Upload) -> bool:
    """Whether a reader knows a file that is neither an archive nor XML nor JSON."""
    return any(reader.recognises(upload) for reader in READERS if reader.name != "CSV")


READERS: tuple[Reader, ...] = (
    Reader(
        "CSV",
        "A table as text, with any usual delimiter and encoding: each row is a claim.",
        ("csv", "tsv", "txt"),
        ("text/csv", "text/tab-separated-values", "text/plain"),
        lambda upload: (
            not (upload.is_archive or upload.is_json or upload.root or _is_other(upload))
        ),
        _text,
        _TABLE,
    ),
    Reader(
        "XLSX",
        "A spreadsheet: each row of the first sheet with a header is a claim.",
        ("xlsx",),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",),
        lambda upload: upload.is_workbook,
        _workbook,
        (*_TABLE, *_ARCHIVED),
    ),
    *JSON_READERS,
    Reader(
        "GPX",
        "Waypoints become rows, tracks and routes a recorded track.",
        ("gpx",),
        ("application/gpx+xml",),
        lambda upload: upload.root == "gpx",
        lambda upload: read_gpx(upload.name, upload.body, upload.limits, upload.progress),
        _POINTS,
    ),
    Reader(
        "KML",
        "Placemarks become rows, tracks and lines a recorded track.",
        ("kml",),
        ("application/vnd.google-earth.kml+xml",),
        lambda upload: upload.root == "kml",
        lambda upload: read_kml(upload.name, upload.body, upload.limits, upload.progress),
        _POINTS,
    ),
    Reader(
        "KMZ",
        "An archive with a KML file in it, which is read.",
        ("kmz",),
        ("application/vnd.google-earth.kmz",),
        lambda upload: not upload.is_workbook and upload.main_kml != "",
        _kmz,
        (*_POINTS, *_ARCHIVED),
    ),
    Reader(
        "TCX",
        "Trackpoints become a recorded track, course points rows.",
        ("tcx",),
        ("application/vnd.garmin.tcx+xml",),
        lambda upload: upload.root == "TrainingCenterDatabase",
        lambda upload: read_tcx(upload.name, upload.body, upload.limits, upload.progress),
        _POINTS,
    ),
    Reader(
        "FIT",
        "The positions of a sports watch or bicycle computer become a recorded track.",
        ("fit",),
        ("application/vnd.ant.fit",),
        is_fit,
        read_fit,
        _POINTS,
    ),
    Reader(
        "NMEA",
        "The sentences of a GPS receiver (RMC or GGA) become a recorded track.",
        ("nmea",),
        ("application/vnd.nmea",),
        is_nmea,
        read_nmea,
        _POINTS,
    ),
    Reader(
        "HURDAT2",
        "Best tracks of storms: each storm is a journey, each position a row.",
        ("txt",),
        ("text/plain",),
        is_hurdat2,
        read_hurdat2,
        _TABLE,
    ),
    Reader(
        "iCalendar",
        "Each event with a place is a stay, with its arrival and departure.",
        ("ics",),
        ("text/calendar",),
        is_calendar,
        read_calendar,
        _TABLE,
    ),
    Reader(
        "JPEG",
        "Photographs (also HEIC, PNG, TIFF and WebP): where and when each was taken (EXIF) is a "
        "row. Nothing else of a picture is kept.",
        ("jpg", "jpeg", "heic", "png", "tif", "tiff", "webp"),
        ("image/jpeg", "image/heic", "image/png", "image/tiff", "image/webp"),
        lambda upload: is_photograph(upload.body),
        lambda upload: read_photographs(upload.name, [(upload.name, upload.body)], upload.limits),
        _TABLE,
    ),
    Reader(
        "GZIP",
        "A file of any of these kinds, packed with gzip.",
        ("gz",),
        ("application/gzip",),
        lambda upload: upload.body.startswith(b"\x1f\x8b"),
        read_gzip,
        (*_POINTS, *_ARCHIVED),
    ),
    Reader(
        "ZIP",
        "An archive: photographs are one journey, several tracks or tables are to choose from.",
        ("zip",),
        ("application/zip",),
        lambda upload: upload.is_archive and not upload.is_workbook and not upload.main_kml,
        read_zip,
        (*_POINTS, *_ARCHIVED),
    ),
)

# For a file dialog, and for whoever sent something else.
ENDINGS = tuple(dict.fromkeys(ending for reader in READERS for ending in reader.endings))
_NAMES = [reader.name for reader in READERS]
SEND = f"Send {', '.join(_NAMES[:-1])} or {_NAMES[-1]}."
