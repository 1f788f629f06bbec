"""A journey for other programs: the document that every face draws, and one module per format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from journeymap.exports.csv import table
from journeymap.exports.geojson import geojson
from journeymap.exports.gpx import gpx
from journeymap.exports.html.single_file import page_file
from journeymap.exports.kml import kml
from journeymap.exports.moving_features import moving_features
from journeymap.exports.png.picture import png
from journeymap.journeys.library import Library


@dataclass(frozen=True)
class Format:
    """How a journey is written for others; the same bytes for the same journey."""

    media_type: str
    make: Callable[[Library, str], bytes]


# By the ending of the address.
FORMATS: Mapping[str, Format] = {
    "csv": Format("text/csv; charset=utf-8", table),
    "geojson": Format("application/geo+json", geojson),
    "gpx": Format("application/gpx+xml", gpx),
    "kml": Format("application/vnd.google-earth.kml+xml", kml),
    "mfjson": Format("application/geo+json", moving_features),
    "html": Format("text/html; charset=utf-8", page_file),
    "png": Format("image/png", png),
}
