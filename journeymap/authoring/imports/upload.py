"""A file that somebody sent, and what a kind of file is: how it is known, and how it is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from zipfile import ZipFile

from journeymap.authoring.imports.archives import opened
from journeymap.authoring.imports.imported import Imported, Progress
from journeymap.authoring.imports.json_formats.shape import Shape, shape_of
from journeymap.authoring.imports.xml_stream import root_of
from journeymap.settings import Settings

# An object or an array; in a sequence of texts each has a record separator before it.
_JSON = re.compile(rb"(?:\xef\xbb\xbf)?[\s\x1e]*(?:\{\s*[\"}]|\[\s*[\[{\]])")
# A line of a recorder's log: a moment, a topic, an object.
_LOGGED = re.compile(rb"\d{4}-\d\d-\d\d[T ][\d:.]+Z?\s+\S+\s+(?:\S+\s+)?\{\s*\"")
_ARCHIVE = b"PK"
_MAIN_KML = "doc.kml"
# Beside such files a KML file is one of several, and no document with its pictures.
_TRACKS = (".gpx", ".csv", ".json", ".geojson", ".tcx", ".fit", ".ics")
# Reads a file that is packed in another: its name, its bytes, and the limits for it.
ReadInside = Callable[[str, bytes, Settings], Imported]


@dataclass(frozen=True)
class Upload:
    """
    A file that somebody sent, with what its readers look at first.

    `read_inside` reads what is packed in it; None where that is too deep.
    """

    name: str
    body: bytes
    limits: Settings
    progress: Progress | None = None
    read_inside: ReadInside | None = None

    @property
    def is_archive(self) -> bool:
        """Whether it is a ZIP archive, as XLSX and KMZ are."""
        return self.body.startswith(_ARCHIVE)

    @property
    def is_json(self) -> bool:
        """Whether it begins as JSON does, or as a log with an object in each line."""
        begin = self.body[:1000]
        return bool(_JSON.match(begin) or _LOGGED.match(begin))

    @cached_property
    def shape(self) -> Shape:
        """What its beginning shows, when it is JSON."""
        return shape_of(self.body) if self.is_json else Shape()

    @cached_property
    def root(self) -> str:
        """The name of its first XML element; empty when it is no XML."""
        return "" if self.is_archive or self.is_json else root_of(self.body)

    @cached_property
    def archive(self) -> ZipFile:
        """The archive that it is. Raises TableError when it is damaged or has too many files."""
        return opened(self.name, self.body, self.limits)

    @cached_property
    def members(self) -> tuple[str, ...]:
        """The files in it, when it is an archive. Raises TableError as `archive` does."""
        return tuple(self.archive.namelist()) if self.is_archive else ()

    @property
    def is_workbook(self) -> bool:
        """Whether it is an archive with the parts of a spreadsheet."""
        return any(path.startswith("xl/") for path in self.members)

    @property
    def main_kml(self) -> str:
        """The document of a KMZ: doc.kml, or the only KML file in it; empty for other archives."""
        found = [path for path in self.members if path.lower().endswith(".kml")]
        if _MAIN_KML in found:
            return _MAIN_KML
        others = [path for path in self.members if path.lower().endswith(_TRACKS)]
        return found[0] if len(found) == 1 and not others else ""


@dataclass(frozen=True)
class Reader:
    """
    One kind of file: its name, what becomes of it, its endings, and how it is known and read.

    `recognises` goes by content. `read` raises TableError when there is no journey in the file, it
    is damaged, or goes past one of `limits`, which are names of settings.
    """

    name: str
    about: str
    endings: tuple[str, ...]
    media_types: tuple[str, ...]
    recognises: Callable[[Upload], bool]
    read: Callable[[Upload], Imported]
    limits: tuple[str, ...]
