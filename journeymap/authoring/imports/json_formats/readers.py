"""The kinds of JSON that are read, the most particular first: a file is of the first that fits."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from journeymap.authoring.imports.geojson import read_geojson
from journeymap.authoring.imports.imported import Imported
from journeymap.authoring.imports.json_formats.google import is_google, read_google
from journeymap.authoring.imports.json_formats.shape import Shape
from journeymap.authoring.imports.upload import Reader, Upload

_POINTS = ("rows", "text_length", "track_points")


class _Kind(NamedTuple):
    """A kind of JSON: as Reader, but known by its shape among those that stand before it."""

    name: str
    about: str
    endings: tuple[str, ...]
    media_types: tuple[str, ...]
    fits: Callable[[Shape], bool]
    read: Callable[[Upload], Imported]


_JSON, _TYPE = ("json",), ("application/json",)
_KINDS = (
    _Kind(
        "Google Timeline",
        "The location history of a phone (Timeline.json, from Android or iPhone) or of Takeout "
        "(Records.json and the months of Semantic Location History): visits become stays, "
        "positions a recorded track.",
        _JSON,
        _TYPE,
        is_google,
        read_google,
    ),
    _Kind(
        "GeoJSON",
        "Points become rows, lines a recorded track.",
        ("geojson", "json"),
        ("application/geo+json", "application/json"),
        lambda _: True,
        lambda upload: read_geojson(upload.name, upload.body, upload.limits),
    ),
)


def _recogniser(kind: _Kind) -> Callable[[Upload], bool]:
    def recognises(upload: Upload) -> bool:
        return (
            not upload.is_archive
            and upload.is_json
            and kind is next(each for each in _KINDS if each.fits(upload.shape))
        )

    return recognises


JSON_READERS = tuple(
    Reader(
        kind.name,
        kind.about,
        kind.endings,
        kind.media_types,
        _recogniser(kind),
        kind.read,
        _POINTS,
    )
    for kind in _KINDS
)
