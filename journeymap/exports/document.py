"""
A journey as the journeymap/1 document: JSON that every face of it draws.

Times are epoch seconds, lengths kilometres along the line travelled, positions [lon, lat] in
WGS 84 degrees. The schema is journeymap-1.schema.json, beside this module.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

import numpy as np

from journeymap.claims.columns import BY_NAME, SHOWN, SPECS
from journeymap.claims.fusion import Assessed, Event
from journeymap.claims.gazetteer import Gazetteer, Place
from journeymap.claims.means import Means
from journeymap.claims.table import Claim
from journeymap.journeys.journey import Journey
from journeymap.journeys.library import Library
from journeymap.lines.line import Line
from journeymap.phrases.conflicts import conflict_in_words, disagreement_in_words
from journeymap.phrases.recordings import GAP
from journeymap.times import Window
from journeymap.tracks.conflicts import SpeedConflict
from journeymap.tracks.known import Epoch
from journeymap.tracks.prism import Track

FORMAT = "journeymap/1"
SCHEMA_PATH = Path(__file__).with_name("journeymap-1.schema.json")

RAILWAY_CREDITS = (
    "Made with Natural Earth. Borders are de facto lines.",
    "Railways in Russia © OpenStreetMap contributors (ODbL).",
)
GEONAMES_CREDIT = "Place names: GeoNames (CC BY 4.0)."


def to_document(journey: Journey) -> dict[str, Any]:
    """Return the document as values that `json.dumps` takes."""
    config = journey.config
    places = _places_of(journey)
    longitudes = journey.line.coordinates[:, 0]
    middle = float(longitudes.min() + longitudes.max()) / 2
    return {
        "format": FORMAT,
        "journey": {
            "id": journey.id,
            "title": journey.title,
            "subtitle": config.subtitle,
            "summary": config.summary,
            "traveller": config.traveller,
            "sourced": journey.sourced,
            "zone": config.zone,
            "zones": list(config.zones),
            "max_speed_kmh": config.max_speed_kmh,
            "max_speed_note": config.max_speed_note,
            "landmarks_title": journey.landmarks_title,
        },
        "span": {"from": journey.span[0], "to": journey.span[1]},
        # The span is there all the same, for readers that do not know this key.
        "timeless": journey.timeless,
        "line": line_values(journey.line, journey),
        "tracks": {
            "happened": _track(journey.happened.track, _digits(journey)[1]),
            "recorded": _recorded(journey.happened.recorded),
            "known": _known(journey),
        },
        "events": [_event(event, journey) for event in journey.events],
        "landmarks": [_event(event, journey) for event in journey.landmarks],
        "places": {key: _place(journey.gazetteer[key], middle) for key in places},
        "unknowns": [{"place": unknown.place, "text": unknown.text} for unknown in config.unknown],
        "asides": [
            {"place": detour.place, "from": detour.from_, "note": detour.note}
            for detour in config.detours
            if {detour.place, detour.from_} <= places.keys()
        ],
        "claim_fields": _claim_fields(),
        "attribution": attribution_of(journey, places),
    }


def document_file(library: Library, name: str, max_speed: int | None = None) -> bytes:
    """
    Return the document in UTF-8, at another maximum speed than the journey's own if one is given.

    Raises UnknownJourneyError, ConfigError or NoRailwayError.
    """
    return encode(to_document(library.journey(name, max_speed)))


def encode(document: dict[str, Any]) -> bytes:
    """Return UTF-8 JSON, the same bytes for the same document."""
    return json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def content_hash(body: bytes) -> str:
    """Return sixteen hexadecimal digits that change when the bytes do."""
    return hashlib.sha256(body).hexdigest()[:16]


def _places_of(journey: Journey) -> dict[str, None]:
    """Keys of every place that the document speaks of, each once."""
    events = (*journey.events, *journey.landmarks)
    spoken = [
        *(key for line in (journey.line, *journey.known.branches) for key, _ in line.stops),
        *(event.place for event in events),
        *(each.claim.place for event in events for each in event.claims),
        *(unknown.place for unknown in journey.config.unknown),
        *(key for detour in journey.config.detours for key in (detour.place, detour.from_)),
    ]
    return dict.fromkeys(key for key in spoken if key is not None and key in journey.gazetteer)


def attribution_of(journey: Journey, places: Iterable[str] | None = None) -> list[str]:
    """
    Return the credits of what is in the document; the base map brings its own.

    `places` are the keys of its places, where they are known.
    """
    places = _places_of(journey) if places is None else places
    railway = any(leg.basis == "railway" for leg in journey.line.legs)
    geonames = any("GeoNames" in journey.gazetteer[key].licence for key in places)
    return [*(RAILWAY_CREDITS if railway else ()), *([GEONAMES_CREDIT] if geonames else [])]


def _place(place: Place, middle: float) -> dict[str, Any]:
    """`middle` is a longitude of the line: past the date line, a place goes where the line is."""
    lon = place.lon + 360 * round((middle - place.lon) / 360)
    return {
        "name": place.name,
        "name_local": place.name_local,
        "position": [round(lon, 5), round(place.lat, 5)],
        "zone": place.zone,
        "kind": place.kind,
        "accuracy_m": place.accuracy_m,
        "detail": place.detail,
    }


def _digits(journey: Journey) -> tuple[int, int]:
    """Decimals of degrees and of kilometres: a metre, and a tenth of one where it is recorded."""
    return (5, 3) if journey.recorded is None else (6, 4)


def line_values(line: Line, journey: Journey) -> dict[str, Any]:
    """Return a line of a journey as the document has it."""
    degrees, km_digits = _digits(journey)
    return {
        "coordinates": np.round(line.coordinates, degrees).tolist(),
        "km": np.round(line.km, km_digits).tolist(),
        "legs": [
            {
                "from": leg.first,
                "to": leg.last,
                "basis": leg.basis,
                "status": str(leg.status),
                "note": GAP if journey.recorded and leg.basis == "gap" else leg.note,
                "scale": leg.scale,
                **_means(leg.means or journey.config.means),
            }
            for leg in line.legs
        ],
        "zones": [{"km": round(km, 3), "zone": zone} for km, zone in line.zones(journey.gazetteer)],
        "stops": [{"place": key, "km": round(km, 3)} for key, km in line.stops],
    }


def _means(means: Means | None) -> dict[str, str]:
    return {"means": str(means)} if means else {}


def _recorded(ends: tuple[float, float] | None) -> dict[str, float] | None:
    return None if ends is None else {"from": round(ends[0], 3), "to": round(ends[1], 3)}


def _known(journey: Journey) -> dict[str, Any]:
    # Each epoch has all conflicts that stand then: most are those of the epoch before.
    words = cache(partial(conflict_in_words, gazetteer=journey.gazetteer))
    return {
        "epochs": [_epoch(epoch, journey, words) for epoch in journey.known.epochs],
        "ways": [line_values(branch, journey) for branch in journey.known.branches],
        "later": journey.known.later,
    }


def _epoch(epoch: Epoch, journey: Journey, words: Callable[[SpeedConflict], str]) -> dict[str, Any]:
    return {
        "from": epoch.start,
        "track": None if epoch.track is None else _track(epoch.track),
        "placed_by": epoch.placed_by,
        "expected": epoch.expected,
        "way": epoch.branch,
        "past": epoch.hidden_route,
        "conflicts": {event: words(conflict) for event, conflict in epoch.conflicts.items()},
        "claims": list(epoch.claims),
        "events": [_as_known(event, epoch.km.get(event.id), journey) for event in epoch.events],
    }


def _as_known(event: Event, km: float | None, journey: Journey) -> dict[str, Any]:
    values = _reported(event, km, journey)
    return values | {
        "claims": [
            [
                each.claim.id,
                str(each.claim.status),
                disagreement_in_words(each.disagreement, values["zone"], journey.gazetteer),
            ]
            for each in event.claims
        ],
    }


def _reported(event: Event, km: float | None, journey: Journey) -> dict[str, Any]:
    """Return what an event is in either reading."""
    return {
        "id": event.id,
        "kind": str(event.kind),
        "status": str(event.status),
        "place": event.place,
        "km": None if km is None else round(km, 3),
        "zone": journey.zone_of(event),
        "window": window_of(event.window),
    }


def _track(track: Track, digits: int = 3) -> dict[str, list[float]]:
    return {
        "t": np.round(track.t, 3).tolist(),
        "best": np.round(track.best, digits).tolist(),
        "low": np.round(track.low, digits).tolist(),
        "high": np.round(track.high, digits).tolist(),
    }


def _event(event: Event, journey: Journey) -> dict[str, Any]:
    moment = journey.moment(event)
    conflict = journey.happened.conflicts.get(event.id)
    values = _reported(event, journey.km.get(event.id), journey)
    return values | {
        "moment": None if moment is None else round(moment, 3),
        "conflict": conflict_in_words(conflict, journey.gazetteer) if conflict else "",
        "first_report": _first_report(event),
        "delay": list(event.delay),
        "claims": [claim_of(each, values["zone"], journey.gazetteer) for each in event.claims],
    }


def _first_report(event: Event) -> dict[str, Any] | None:
    first = event.first_report
    if first is None:
        return None
    return {"claim": first.id, "at": first.reported_at, "day": first.reported_day}


def claim_of(assessed: Assessed, zone: str, gazetteer: Gazetteer) -> dict[str, Any]:
    """Return a claim as the document has it, its disagreement by the clock of `zone`."""
    claim = assessed.claim
    return {
        "id": claim.id,
        **_columns_of(claim),
        "place": claim.place,
        "window": window_of(claim.window),
        "reported_at": claim.reported_at,
        "reported_day": claim.reported_day,
        "agrees": assessed.agrees,
        "disagreement": disagreement_in_words(assessed.disagreement, zone, gazetteer),
    }


def _columns_of(claim: Claim) -> dict[str, Any]:
    values = {column.name: getattr(claim, column.name) for column in SPECS if column.document}
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in values.items()
        if not (value is None and BY_NAME[name].optional)
    }


def _claim_fields() -> list[dict[str, Any]]:
    """Return the keys of claims that have no place of their own in a card, and their sentences."""
    return [
        {"key": column.name, "words": column.shown, "editors_only": column.editors_only}
        for column in SHOWN
    ]


def window_of(window: Window) -> Sequence[float | None]:
    """Return both ends of a window in epoch seconds; None: that end is not stated."""
    return [end if math.isfinite(end) else None for end in (window.start, window.end)]
