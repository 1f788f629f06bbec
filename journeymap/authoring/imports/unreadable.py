"""Kinds of file that are known by their content and cannot be read: what to send instead."""

from __future__ import annotations

import re
from dataclasses import dataclass

from journeymap.authoring.imports.upload import Upload

_HEAD = 4_000
# Shown in full nowhere: a mailbox or an office file is searched for what it says of itself.
_SEARCHED = 2_000_000


@dataclass(frozen=True)
class Unreadable:
    """
    A kind of file: known by what stands at its beginning, in it, or by the files in an archive.

    Each of `begins`, `holds`, `root` and `member` that is given must be there: a pattern of the
    first bytes, one of any, the names of the first XML element, a pattern of a member's path.
    """

    name: str
    instead: str
    begins: re.Pattern[bytes] | None = None
    holds: bytes = b""
    root: tuple[str, ...] = ()
    member: re.Pattern[str] | None = None

    def recognises(self, upload: Upload) -> bool:
        """Whether a file is of this kind."""
        body = upload.body
        return (
            (self.begins is None or self.begins.match(body[:_HEAD]) is not None)
            and (not self.holds or self.holds in body[:_SEARCHED])
            and (not self.root or upload.root in self.root)
            and (self.member is None or any(self.member.search(path) for path in upload.members))
        )


def _at(offset: int, begins: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"[\s\S]{%d}" % offset + re.escape(begins))


def _begins(*texts: bytes) -> re.Pattern[bytes]:
    return re.compile(b"|".join(map(re.escape, texts)))


def _member(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


_TABLE = "Send the table in it as CSV UTF-8 or XLSX."
_SHEET = "Save it as XLSX or CSV UTF-8."
_UNPACK = "Unpack it and send the file in it."
_GEOJSON = "Export it as GeoJSON (in QGIS: Export, Save features as), in WGS 84 degrees."
_POSITIONS = "Export the positions and times that matter as CSV, with lat, lon and time."
_FILM = "Send the track that was recorded with it as GPX, or a table of places and times."
_SAY = "Write what it says as a table: a place and a time in each row."
_OLE = _begins(b"\xd0\xcf\x11\xe0")
_BOX = rb"[\s\S]{4}ftyp"
_TEXT = rb"(?:\xef\xbb\xbf)?\s*"

UNREADABLE = (
    # Office.
    Unreadable("a Word document (.doc)", _TABLE, _OLE, _utf16("WordDocument")),
    Unreadable("a PowerPoint presentation (.ppt)", _TABLE, _OLE, _utf16("PowerPoint Document")),
    Unreadable("an e-mail of Outlook (.msg)", _SAY, _OLE, _utf16("__substg1.0_")),
    Unreadable("an Excel file of the old kind (.xls)", _SHEET, _OLE),
    Unreadable("a binary Excel file (.xlsb)", _SHEET, member=_member(r"^xl/workbook\.bin$")),
    Unreadable("a Word document (DOCX)", _TABLE, member=_member(r"^word/document\d*\.xml$")),
    Unreadable("a PowerPoint presentation (PPTX)", _TABLE, member=_member(r"^ppt/")),
    Unreadable(
        "a spreadsheet of LibreOffice (ODS)",
        _SHEET,
        holds=b"application/vnd.oasis.opendocument.spreadsheet",
        member=_member("^content.xml$"),
    ),
    Unreadable(
        "a text document of LibreOffice (ODT)",
        _TABLE,
        holds=b"application/vnd.oasis.opendocument",
        member=_member("^content.xml$"),
    ),
    Unreadable(
        "a document of Apple (Numbers, Pages or Keynote)", _SHEET, member=_member(r"\.iwa$")
    ),
    Unreadable(
        "a book (EPUB)", _SAY, holds=b"application/epub+zip", member=_member("container.xml$")
    ),
    Unreadable("a PDF", "Send the table behind it, as CSV or XLSX.", _begins(b"%PDF")),
    Unreadable("a text document (RTF)", _TABLE, _begins(b"{\\rtf")),
    Unreadable(
        "a database (Access)",
        "Export its table as CSV or XLSX.",
        re.compile(rb"[\s\S]{4}Standard (?:Jet|ACE) DB"),
    ),
    # Maps and grids.
    Unreadable("a shapefile", _GEOJSON, _begins(b"\x00\x00\x27\x0a")),
    Unreadable("a zipped shapefile", _GEOJSON, member=_member(r"\.shp$")),
    Unreadable(
        "a table of dBASE (.dbf), as a shapefile has",
        _GEOJSON,
        re.compile(
            rb"[\x03\x83\x8b\xf5][\x00-\xff][\x01-\x0c][\x01-\x1f][\s\S]{4}[\s\S]{4}\x00\x00"
        ),
    ),
    Unreadable("a GeoPackage", _GEOJSON, _at(0, b"SQLite format 3"), b"gpkg_contents"),
    Unreadable("a database (SQLite)", "Save its table as CSV UTF-8.", _begins(b"SQLite format 3")),
    Unreadable("a file geodatabase (FileGDB)", _GEOJSON, member=_member(r"\.gdb(?:/|table)")),
    Unreadable("a project of QGIS", _GEOJSON, member=_member(r"\.qgs$")),
    Unreadable("a project of QGIS", _GEOJSON, root=("qgis",)),
    Unreadable("FlatGeobuf", _GEOJSON, _begins(b"fgb\x03fgb")),
    Unreadable(
        "TopoJSON", _GEOJSON, re.compile(_TEXT + rb"\{[\s\S]{0,3000}?\"type\"\s*:\s*\"Topology\"")
    ),
    Unreadable("GML", _GEOJSON, holds=b"opengis.net/gml", root=("FeatureCollection",)),
    Unreadable("OpenStreetMap data (OSM XML)", _GEOJSON, root=("osm", "osmChange")),
    Unreadable("OpenStreetMap data (PBF)", _GEOJSON, re.compile(rb"[\s\S]{4}\x0a\x09OSMHeader")),
    Unreadable(
        "a geometry as WKT",
        _GEOJSON,
        re.compile(
            _TEXT
            + rb"(?:SRID=\d{1,6};\s*)?(?:MULTI)?(?:POINT|LINESTRING|POLYGON|GEOMETRYCOLLECTION)"
            rb"\s*(?:Z|M|ZM)?\s*(?:\(|EMPTY)",
            re.IGNORECASE,
        ),
    ),
    Unreadable(
        "a geometry as WKB",
        _GEOJSON,
        re.compile(
            rb"(?:\x01[\x01-\x07]\x00\x00[\x00\x20\x80\xa0]|\x00[\x00\x20\x80\xa0]\x00\x00[\x01-\x07])[\s\S]{8}"
            rb"|\s*0(?:1(?:0[1-7])0000[0-9A-Fa-f]{2}|0[0-9A-Fa-f]{2}00000[1-7])[0-9A-Fa-f]{32,}"
        ),
    ),
    Unreadable("a drawing (SVG)", _GEOJSON, root=("svg",)),
    Unreadable("a point cloud (LAS)", _POSITIONS, _begins(b"LASF")),
    Unreadable(
        "weather data (GRIB)", _POSITIONS, re.compile(rb"[\s\S]{0,100}?GRIB[\s\S]{3}[\x01\x02]")
    ),
    Unreadable(
        "weather reports (BUFR)", _POSITIONS, re.compile(rb"[\s\S]{0,100}?BUFR[\s\S]{3}[\x00-\x04]")
    ),
    Unreadable("NetCDF", _POSITIONS, re.compile(rb"CDF[\x01\x02\x05]")),
    Unreadable("HDF5 or NetCDF 4", _POSITIONS, _begins(b"\x89HDF\r\n\x1a\n")),
    # Tables of programs.
    Unreadable("Parquet", "Export it as CSV.", _begins(b"PAR1")),
    Unreadable("Arrow or Feather", "Export it as CSV.", _begins(b"ARROW1", b"FEA1")),
    Unreadable(
        "data of R",
        "Write it as CSV (write.csv).",
        re.compile(rb"RD[XA][23]\n|[XA]\n(?:\x00\x00\x00[\x02\x03]|[23]\n)"),
    ),
    Unreadable("data of SPSS", "Export it as CSV or XLSX.", _begins(b"$FL2", b"$FL3")),
    Unreadable(
        "data of Stata",
        "Export it as CSV (export delimited).",
        re.compile(rb"<stata_dta>|[\x6e-\x73][\x01\x02]\x01\x00"),
    ),
    Unreadable("data of SAS", "Export it as CSV.", _at(12, b"\xc2\xea\x81\x60")),
    Unreadable(
        "data of NumPy or Python", "Export it as CSV.", re.compile(rb"\x93NUMPY|\x80[\x02-\x05]")
    ),
    Unreadable("data of MATLAB", "Export it as CSV (writetable).", _begins(b"MATLAB 5.0")),
    # Sound, film and pictures.
    Unreadable(
        "a film (MP4 or MOV)",
        _FILM,
        re.compile(
            _BOX
            + rb"(?:isom|iso\d|mp4\d|avc1|M4V|qt  |3g|dash|MSNV)|[\s\S]{4}(?:moov|mdat|wide|free)"
        ),
    ),
    Unreadable(
        "a film", _FILM, re.compile(rb"RIFF[\s\S]{4}AVI |\x1a\x45\xdf\xa3|\x00\x00\x01\xba")
    ),
    Unreadable(
        "a sound (MP3)", _FILM, re.compile(rb"ID3[\x02-\x04]|\xff[\xfb\xf3\xf2][\x10-\xef]")
    ),
    Unreadable("a sound", _FILM, re.compile(rb"RIFF[\s\S]{4}WAVE|OggS|fLaC|" + _BOX + rb"M4A")),
    Unreadable("a picture (GIF)", "Send the table itself, as CSV or XLSX.", _begins(b"GIF8")),
    Unreadable(
        "a picture (BMP)",
        "Send the table itself, as CSV or XLSX.",
        re.compile(rb"BM[\s\S]{4}\x00\x00\x00\x00"),
    ),
    # Archives.
    Unreadable("a 7z archive", _UNPACK, _begins(b"7z\xbc\xaf\x27\x1c")),
    Unreadable("a RAR archive", _UNPACK, _begins(b"Rar!")),
    Unreadable("a tar archive", _UNPACK, _at(257, b"ustar")),
    Unreadable("a bzip2 archive", _UNPACK, re.compile(rb"BZh[1-9]1AY&SY")),
    Unreadable("an xz archive", _UNPACK, _begins(b"\xfd7zXZ\x00")),
    Unreadable("a Zstandard archive", _UNPACK, _begins(b"\x28\xb5\x2f\xfd")),
    Unreadable("a program", _TABLE, _begins(b"MZ\x90\x00", b"\x7fELF")),
    # Texts.
    Unreadable(
        "a web page (HTML)",
        "Copy its table and paste it here, or save the data behind it as CSV.",
        re.compile(
            _TEXT + rb"(?:<!--[\s\S]{0,1000}?-->\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE
        ),
    ),
    Unreadable(
        "an e-mail",
        _SAY,
        re.compile(
            rb"(?:From \S+@\S+ |(?:Return-Path|Received|Delivered-To|From|To|Subject|Date|"
            rb"Message-ID|MIME-Version|X-[\w-]+):[^\n]*\n)"
            rb"(?:[\w-]+:[^\n]*\n|[ \t][^\n]*\n)*?"
            rb"(?:From|To|Subject|MIME-Version|Received|Message-ID):",
            re.IGNORECASE,
        ),
    ),
    Unreadable(
        "AIS messages as received (AIVDM)",
        "Decode them, and send a CSV file with MMSI, time, lat and lon.",
        re.compile(rb"(?:\\[^\\\n]{0,200}\\)?[^\n]{0,60}![A-Z]{2}VD[MO],\d"),
    ),
    Unreadable(
        "a program in Python",
        _TABLE,
        re.compile(
            rb"(?:#![^\n]*python|(?:[^\n]*\n){0,30}?(?:import [\w.]+(?: as \w+)?"
            rb"|from [\w.]+ import [\w., *()]+|def \w+\([^\n]*\)[^\n:]*:)[ \t\r]*(?:\n|$))"
        ),
    ),
    Unreadable(
        "a program in JavaScript",
        "Send the data in it as GeoJSON or CSV.",
        re.compile(
            rb"(?:[^\n]*\n){0,30}?(?:[\"']use strict[\"'];"
            rb"|(?:export )?(?:const|let|var) [\w{}\[\], ]+ ?= ?[^\n]"
            rb"|(?:export (?:default )?)?(?:async )?function ?\w*\s*\("
            rb"|import [^\n]{1,200} from [\"'])"
        ),
    ),
)
