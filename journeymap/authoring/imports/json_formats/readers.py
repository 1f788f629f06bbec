"""The kinds of JSON that are read, the most particular first: a file is of the first that fits."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from journeymap.authoring.imports.geojson import read_geojson
from journeymap.authoring.imports.imported import Imported
from journeymap.authoring.imports.json_formats.document import is_document, read_document
from journeymap.authoring.imports.json_formats.google import is_google, read_google
from journeymap.authoring.imports.json_formats.linked_places import (
    is_linked_places,
    read_linked_places,
)
from journeymap.authoring.imports.json_formats.moving import (
    is_moving_features,
    read_moving_features,
)
from journeymap.authoring.imports.json_formats.row_objects import is_rows, read_rows
from journeymap.authoring.imports.json_formats.shape import Shape
from journeymap.authoring.imports.json_formats.stories import (
    is_photo,
    is_storymap,
    is_timemap,
    read_photo,
    read_storymap,
    read_timemap,
)
from journeymap.authoring.imports.json_formats.trackers import (
    is_overland,
    is_owntracks,
    is_polarsteps,
    is_readsb,
    read_overland,
    read_owntracks,
    read_polarsteps,
    read_readsb,
)
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
        "Journey Map document",
        "The document of a journey, as this program writes it: each claim becomes a row.",
        _JSON,
        _TYPE,
        is_document,
        read_document,
    ),
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
        "OwnTracks",
        "Messages of positions, as JSON or as the log of its recorder: a recorded track for each "
        "device.",
        ("rec", "json"),
        _TYPE,
        is_owntracks,
        read_owntracks,
    ),
    _Kind(
        "Overland",
        "Batches of positions: a recorded track for each device.",
        _JSON,
        _TYPE,
        is_overland,
        read_overland,
    ),
    _Kind(
        "Polarsteps",
        "A trip: its steps become rows, with arrival and departure where they have them; its "
        "positions (locations.json) a recorded track.",
        _JSON,
        _TYPE,
        is_polarsteps,
        read_polarsteps,
    ),
    _Kind(
        "readsb",
        "The trace of an aircraft, of readsb or tar1090: a recorded track, and a row for each "
        "start and landing.",
        _JSON,
        _TYPE,
        is_readsb,
        read_readsb,
    ),
    _Kind(
        "Moving Features JSON",
        "Moving points, as this program writes them too: a recorded track for each.",
        ("mfjson", "json"),
        _TYPE,
        is_moving_features,
        read_moving_features,
    ),
    _Kind(
        "StoryMapJS",
        "A story (published.json): each slide with a position becomes a row.",
        _JSON,
        _TYPE,
        is_storymap,
        read_storymap,
    ),
    _Kind(
        "TimeMap",
        "Events with their sources: each source of an event becomes a row.",
        _JSON,
        _TYPE,
        is_timemap,
        read_timemap,
    ),
    _Kind(
        "Google Photos",
        "What stands beside each picture of an export: a row with its time and position.",
        _JSON,
        _TYPE,
        is_photo,
        read_photo,
    ),
    _Kind(
        "Linked Places",
        "Places of a gazetteer or of a journey, as JSON-LD: each time at a place becomes a row, "
        "with what is cited.",
        ("jsonld", "json"),
        ("application/ld+json",),
        is_linked_places,
        read_linked_places,
    ),
    _Kind(
        "uMap",
        "A map with layers: points become rows, lines a recorded track.",
        ("umap", "json"),
        _TYPE,
        lambda shape: shape.is_("type", "umap"),
        lambda upload: read_geojson(upload.name, upload.body, upload.limits),
    ),
    _Kind(
        "NDJSON",
        "Rows of a table as objects, one in each line or in an array: each is a claim.",
        ("ndjson", "jsonl", "json"),
        ("application/x-ndjson",),
        is_rows,
        read_rows,
    ),
    _Kind(
        "GeoJSON",
        "Points become rows, lines a recorded track; so do the trips of kepler.gl, whose times "
        "stand after the height.",
        ("geojson", "json", "geojsonl"),
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
