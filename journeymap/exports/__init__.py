"""A journey for other programs: the document that every face draws, and one module per format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from journeymap.exports.csv import table
from journeymap.exports.document import document_file
from journeymap.exports.geojson import geojson
from journeymap.exports.gpx import gpx
from journeymap.exports.html.single_file import page_file
from journeymap.exports.ics import ics
from journeymap.exports.kml import kml
from journeymap.exports.linked_places.jsonld import linked_places
from journeymap.exports.linked_places.table import lp_tsv
from journeymap.exports.moving_features import moving_features
from journeymap.exports.parameters import MAX_SPEED, MOMENT, PICTURE, Parameter, Value
from journeymap.exports.png.picture import png


@dataclass(frozen=True)
class Format:
    """
    How a journey is written for others: the same bytes for the same journey and parameters.

    `words` say what it is for. `make` takes a library, the id of a journey, and those of
    `parameters` that were asked for, by name. An `inline` one is looked at where it is, others
    are downloaded. The address of a `versioned` one changes with its content. `libraries` are the
    outside ones that write it.
    """

    ending: str
    words: str
    media_type: str
    make: Callable[..., bytes]
    parameters: tuple[Parameter, ...] = ()
    inline: bool = False
    versioned: bool = False
    libraries: frozenset[str] = frozenset()

    def asked(self, query: Mapping[str, str]) -> dict[str, Value]:
        """Return the values of the parameters that a query has. Raises ParameterError."""
        return {
            each.name: each.read(query[each.name]) for each in self.parameters if each.name in query
        }

    @property
    def offered(self) -> dict[str, object]:
        """
        The format in a list of downloads, as values that JSON takes.

        `view` is whether a link to it takes along what is shown.
        """
        return {
            "ending": self.ending,
            "words": self.words,
            "view": MOMENT in self.parameters,
        }


_ALL = (
    Format("csv", "CSV, for a spreadsheet", "text/csv; charset=utf-8", table),
    Format("geojson", "GeoJSON, for maps", "application/geo+json", geojson),
    Format(
        "gpx", "GPX, for GPS programs", "application/gpx+xml", gpx, libraries=frozenset({"gpxpy"})
    ),
    Format(
        "kml",
        "KML, for Google Earth",
        "application/vnd.google-earth.kml+xml",
        kml,
        libraries=frozenset({"simplekml"}),
    ),
    Format(
        "ics",
        "Calendar (iCalendar), an entry for each event",
        "text/calendar; charset=utf-8",
        ics,
        libraries=frozenset({"icalendar"}),
    ),
    Format("mfjson", "Moving Features JSON", "application/geo+json", moving_features),
    Format(
        "jsonld",
        "Linked Places (JSON-LD), for historical gazetteers",
        "application/ld+json",
        linked_places,
    ),
    Format(
        "tsv",
        "Linked Places (LP-TSV), the same as a table",
        "text/tab-separated-values; charset=utf-8",
        lp_tsv,
    ),
    Format("html", "HTML, one file with everything in it", "text/html; charset=utf-8", page_file),
    Format(
        "png",
        "PNG, a picture",
        "image/png",
        png,
        PICTURE,
        inline=True,
        libraries=frozenset({"PIL", "font_source_sans_pro"}),
    ),
    Format(
        "json",
        "JSON, the whole document",
        "application/json",
        document_file,
        (MAX_SPEED,),
        versioned=True,
    ),
)
# By the ending of the address, in the order in which they are offered.
FORMATS: Mapping[str, Format] = {each.ending: each for each in _ALL}
