"""Which kind of file an upload is: by what is in it; its name is only a hint."""

from __future__ import annotations

import re

from journeymap.authoring.imports.archives import opened, unpacked
from journeymap.authoring.imports.columns import understand
from journeymap.authoring.imports.delimited import parted, read_delimited
from journeymap.authoring.imports.geojson import read_geojson
from journeymap.authoring.imports.gpx import read_gpx
from journeymap.authoring.imports.imported import Imported, Progress, plain_name
from journeymap.authoring.imports.kml import read_kml
from journeymap.authoring.imports.spreadsheets import read_spreadsheet
from journeymap.authoring.imports.xml_stream import root_of
from journeymap.errors import TableError
from journeymap.settings import Settings

_MEGABYTE = 1_000_000
_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\{\s*[\"}]|\[\s*[\[{\]])")
_KINDS = "Send CSV, XLSX, GeoJSON, GPX, KML or KMZ."
# What is known and cannot be read here, by its first bytes.
_STRANGERS = (
    (b"\xd0\xcf\x11\xe0", "an Excel file of the old kind (.xls)", "Save it as XLSX or CSV UTF-8."),
    (b"%PDF", "a PDF", "Send the table behind it, as CSV or XLSX."),
    (b"\x89PNG", "a picture (PNG)", "Send the table itself, as CSV or XLSX."),
    (b"\xff\xd8\xff", "a picture (JPEG)", "Send the table itself, as CSV or XLSX."),
    (b"GIF8", "a picture (GIF)", "Send the table itself, as CSV or XLSX."),
    (b"\x1f\x8b", "a gzip archive", "Unpack it and send the file in it."),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "Unpack it and send the file in it."),
    (b"Rar!", "a RAR archive", "Unpack it and send the file in it."),
    (b"SQLite format 3", "a database (SQLite)", "Save its table as CSV UTF-8."),
    (b"{\\rtf", "a text document (RTF)", "Save its table as CSV UTF-8."),
)


def read_paste(text: str, limits: Settings) -> Imported:
    """Return the journey in a text, such as cells copied from a spreadsheet. Raises TableError."""
    return understand(parted("The pasted text", text.lstrip("\ufeff"), limits), limits)


def read_upload(
    name: str, body: bytes, limits: Settings, progress: Progress | None = None
) -> Imported:
    """
    Return the journey in a file.

    `progress` is told the part that is read. Raises TableError, with what to do, when the file is
    of a kind that is not read here, damaged, empty, or greater than the limits allow.
    """
    name = plain_name(name)
    size = len(body) / _MEGABYTE
    if size > limits.upload_mb:
        raise TableError(
            f"{name} has {size:,.1f} MB; at most {limits.upload_mb:,} MB are read.",
            "Send a part of it, or record fewer points.",
        )
    begin = body[:100].lstrip()
    if not begin and not body.strip():
        raise TableError(f"{name} is empty.", "Give a place and a time in each row.")
    for begins, what, mend in _STRANGERS:
        if body.startswith(begins):
            raise TableError(f"{name} is {what}, which cannot be read here.", mend)
    imported = _read(name, body, limits, progress)
    if progress:
        progress(1.0)
    return imported


def _read(name: str, body: bytes, limits: Settings, progress: Progress | None) -> Imported:
    if body.startswith(b"PK"):
        return _archived(name, body, limits, progress)
    if _JSON.match(body[:1000]):
        return read_geojson(name, body, limits)
    root = root_of(body)
    if root == "gpx":
        return read_gpx(name, body, limits, progress)
    if root == "kml":
        return read_kml(name, body, limits, progress)
    if root:
        what = "a web page" if root.lower() == "html" else f"XML that begins with <{root[:40]}>"
        raise TableError(f"{name} is {what}, which cannot be read here.", _KINDS)
    return understand(read_delimited(name, body, limits), limits)


def _archived(name: str, body: bytes, limits: Settings, progress: Progress | None) -> Imported:
    archive = opened(name, body, limits)
    members = {member.filename: member for member in archive.infolist()}
    if any(path.startswith("xl/") for path in members):
        return understand(read_spreadsheet(name, body, archive, limits), limits)
    kml = [path for path in members if path.lower().endswith(".kml")]
    if kml:
        first = "doc.kml" if "doc.kml" in kml else kml[0]
        return read_kml(name, unpacked(name, archive, members[first], limits), limits, progress)
    raise TableError(
        f"{name} is an archive with neither a spreadsheet (XLSX) nor a KML file in it.",
        "Unpack it and send the file in it.",
    )
