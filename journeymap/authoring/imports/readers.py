"""
The kinds of file that are read, and those that are known and cannot be.

A file is of the kind whose reader recognises its content: no two recognise the same file, so the
order of READERS is only that in which they are listed for people.
"""

from __future__ import annotations

from dataclasses import dataclass

from journeymap.authoring.imports.archives import unpacked
from journeymap.authoring.imports.columns import understand
from journeymap.authoring.imports.delimited import read_delimited
from journeymap.authoring.imports.gpx import read_gpx
from journeymap.authoring.imports.imported import Imported
from journeymap.authoring.imports.json_formats.readers import JSON_READERS
from journeymap.authoring.imports.kml import read_kml
from journeymap.authoring.imports.spreadsheets import read_spreadsheet
from journeymap.authoring.imports.upload import Reader, Upload


@dataclass(frozen=True)
class Unreadable:
    """A kind of file that is known by its first bytes and cannot be read: what to send instead."""

    begins: bytes
    name: str
    instead: str


def _text(upload: Upload) -> Imported:
    sheet = read_delimited(upload.name, upload.body, upload.limits)
    return understand(sheet, upload.limits)


def _workbook(upload: Upload) -> Imported:
    sheet = read_spreadsheet(upload.name, upload.body, upload.archive, upload.limits)
    return understand(sheet, upload.limits)


def _kmz(upload: Upload) -> Imported:
    member = upload.archive.getinfo(upload.kml_members[0])
    body = unpacked(upload.name, upload.archive, member, upload.limits)
    return read_kml(upload.name, body, upload.limits, upload.progress)


_TABLE = ("rows", "text_length")
_POINTS = (*_TABLE, "track_points")
_ARCHIVED = ("archive_members", "archive_ratio", "archive_mb")

READERS = (
    Reader(
        "CSV",
        "A table as text, with any usual delimiter and encoding: each row is a claim.",
        ("csv", "tsv", "txt"),
        ("text/csv", "text/tab-separated-values", "text/plain"),
        lambda upload: not (upload.is_archive or upload.is_json or upload.root),
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
        lambda upload: not upload.is_workbook and bool(upload.kml_members),
        _kmz,
        (*_POINTS, *_ARCHIVED),
    ),
)

_AS_TABLE = "Send the table itself, as CSV or XLSX."
_UNPACK = "Unpack it and send the file in it."
UNREADABLE = (
    Unreadable(
        b"\xd0\xcf\x11\xe0", "an Excel file of the old kind (.xls)", "Save it as XLSX or CSV UTF-8."
    ),
    Unreadable(b"%PDF", "a PDF", "Send the table behind it, as CSV or XLSX."),
    Unreadable(b"\x89PNG", "a picture (PNG)", _AS_TABLE),
    Unreadable(b"\xff\xd8\xff", "a picture (JPEG)", _AS_TABLE),
    Unreadable(b"GIF8", "a picture (GIF)", _AS_TABLE),
    Unreadable(b"\x1f\x8b", "a gzip archive", _UNPACK),
    Unreadable(b"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACK),
    Unreadable(b"Rar!", "a RAR archive", _UNPACK),
    Unreadable(b"SQLite format 3", "a database (SQLite)", "Save its table as CSV UTF-8."),
    Unreadable(b"{\\rtf", "a text document (RTF)", "Save its table as CSV UTF-8."),
)

# For a file dialog, and for whoever sent something else.
ENDINGS = tuple(dict.fromkeys(ending for reader in READERS for ending in reader.endings))
_NAMES = [reader.name for reader in READERS]
SEND = f"Send {', '.join(_NAMES[:-1])} or {_NAMES[-1]}."
