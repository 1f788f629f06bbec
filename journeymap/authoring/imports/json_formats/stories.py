"""Stories and evidence on a map, and pictures: StoryMapJS, TimeMap, Google Photos."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from journeymap.authoring.imports.imported import Imported
from journeymap.authoring.imports.json_formats.journal import Journal
from journeymap.authoring.imports.json_formats.shape import Shape
from journeymap.authoring.imports.json_formats.values import (
    cell,
    degrees_of,
    inner,
    objects,
    text,
)
from journeymap.authoring.imports.upload import Upload
from journeymap.authoring.imports.xml_stream import shown

# By which a table of TimeMap differs from any other.
_OF_TIMEMAP = ("associations", "sources", "time_precision", "time_display")
_NOWHERE = (math.nan, math.nan)


def is_storymap(shape: Shape) -> bool:
    """Whether a file is a story of StoryMapJS."""
    return any(isinstance(each.get("slides"), list) for each in shape.objects("storymap"))


def read_storymap(upload: Upload) -> Imported:
    """Return the slides as rows, in their order. Raises TableError."""
    journal = Journal(upload)
    for key, value in journal.entries():
        for slide in objects(inner(value, "slides")) if key == "storymap" else []:
            _slide(journal, slide)
    return journal.imported()


def _slide(journal: Journal, slide: Mapping[str, Any]) -> None:
    headline = _line(inner(slide, "text", "headline"))
    body = shown(text(inner(slide, "text", "text")))
    where = degrees_of(slide.get("location"))
    if math.isnan(where[0]):
        # The slide that shows the whole map.
        journal.title = journal.title or headline
        journal.summary = journal.summary or body
        return
    place = _line(inner(slide, "location", "name"))
    named = {
        "place": place or headline,
        "says": "\n".join(filter(None, (place and headline, body))),
    }
    media = text(inner(slide, "media", "url"))
    if media.startswith(("https://", "http://")):
        named["url"] = media
    journal.row(named, where, _line(slide.get("date")), in_order=True)


def _line(value: object) -> str:
    return " ".join(shown(text(value)).split())


def is_timemap(shape: Shape) -> bool:
    """Whether a file has events as TimeMap has them."""
    return any(
        shape.has(key, "latitude", "longitude", each)
        for key in ("", "events")
        for each in _OF_TIMEMAP
    )


def read_timemap(upload: Upload) -> Imported:
    """Return a row for each source of each event. Raises TableError."""
    journal = Journal(upload)
    events: list[dict[str, Any]] = []
    sources: dict[str, dict[str, Any]] = {}
    for key, value in journal.entries():
        if key in ("", "events") and isinstance(value, dict):
            events.append(value)
        elif key == "sources":
            # Objects in an array, or in an object by their id.
            several = value if isinstance(value, dict) and "id" not in value else {"": value}
            for name, source in several.items():
                if isinstance(source, dict):
                    sources[text(source.get("id")) or name] = source
    for event in events:
        _event(journal, event, sources)
    return journal.imported()


def _event(
    journal: Journal, event: Mapping[str, Any], sources: Mapping[str, dict[str, Any]]
) -> None:
    where = degrees_of(event, "latitude", "longitude")
    cited = list(_sources(event.get("sources"), sources))
    number = text(event.get("id"))
    for source in cited or [{}]:
        row = {
            "event": number if len(cited) > 1 else "",
            "place": text(event.get("location")),
            "says": text(event.get("description")),
            "category": text(event.get("category")),
            **source,
        }
        at = " ".join(filter(None, (text(event.get("date")), text(event.get("time")))))
        journal.row(row, where, at or text(event.get("time_display")))


def _sources(cited: object, sources: Mapping[str, dict[str, Any]]) -> Iterator[dict[str, str]]:
    for each in cited if isinstance(cited, list) else []:
        source = each if isinstance(each, dict) else sources.get(text(each), {"id": each})
        paths = source.get("paths")
        addresses = [
            source.get("url"),
            source.get("path"),
            *(paths if isinstance(paths, list) else []),
        ]
        address = next((url for url in map(text, addresses) if url.startswith("http")), "")
        named = (text(source.get(key)) for key in ("author", "title", "description", "id"))
        yield {"source": next(filter(None, named), ""), "url": address}


def is_photo(shape: Shape) -> bool:
    """Whether a file is what Google Photos says of a picture, or of several."""
    return "photoTakenTime" in shape or shape.has("", "photoTakenTime")


def read_photo(upload: Upload) -> Imported:
    """Return a row for each picture. Raises TableError."""
    journal = Journal(upload)
    alone: dict[str, Any] = {}
    for key, value in journal.entries():
        if key == "" and isinstance(value, dict):
            _photo(journal, value)
        else:
            alone[key] = value
    if "photoTakenTime" in alone:
        _photo(journal, alone)
    return journal.imported()


def _photo(journal: Journal, picture: Mapping[str, Any]) -> None:
    where = _NOWHERE
    for key in ("geoData", "geoDataExif"):
        where = (
            degrees_of(picture.get(key), "latitude", "longitude") if math.isnan(where[0]) else where
        )
    said = text(picture.get("description")) or text(picture.get("title"))
    address = text(picture.get("url"))
    row = {"says": said, "url": address if address.startswith("https://") else ""}
    at = cell(inner(picture, "photoTakenTime", "timestamp"))
    journal.stay(row, where, at, at)
