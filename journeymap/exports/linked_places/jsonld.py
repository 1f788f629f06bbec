"""
A journey in the Linked Places format (LPF 1.2), JSON-LD that is GeoJSON too.

Each place has a feature: its names, its position, when the journey was there, and a relation to
the journey for each event, with who reported it. The journey is a feature as well, with its line
and its legs. What is estimated is left out, for the format has places, not moments. Reading the
file back takes `journeymap`, which JSON-LD ignores; without it the days are read, not the hours.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from journeymap.claims.columns import Kind
from journeymap.claims.fusion import Event
from journeymap.claims.gazetteer import Place
from journeymap.claims.table import Claim
from journeymap.exports.document import attribution_of
from journeymap.exports.geojson import line_string
from journeymap.exports.linked_places.dates import timespan
from journeymap.exports.linked_places.records import (
    certainty_of_position,
    citation,
    feature_class,
    geonames,
    identifier,
    language,
    linked,
    one_line,
    source_of,
)
from journeymap.exports.shared import wrapped
from journeymap.journeys.draft import Draft
from journeymap.journeys.draft_codec import DRAFT, to_texts
from journeymap.journeys.journey import Journey
from journeymap.journeys.library import Library
from journeymap.lines.line import LegStatus
from journeymap.phrases.claims import event_title
from journeymap.phrases.windows import window_in_words
from journeymap.times import Window

CONTEXT = (
    "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/"
    "linkedplaces-context-v1.1.jsonld"
)
# That a place was on the way of a journey, as Linked Traces has it.
WAYPOINT = "lpo:waypoint"
# That somebody spoke of it: CIDOC CRM.
REFERRED_TO = "crm:P67i_is_referred_to_by"
PROGRAM = "Journey Map"
_SURE, _LESS_SURE, _UNSURE = "certain", "less-certain", "uncertain"


def linked_places(library: Library, name: str) -> bytes:
    """Return a FeatureCollection in UTF-8. Raises UnknownJourneyError."""
    journey = library.journey(name)
    texts = to_texts(Draft.of(library, name))
    values = {
        "type": "FeatureCollection",
        "@context": CONTEXT,
        "name": one_line(journey.title),
        "description": one_line(journey.config.summary),
        "attribution": attribution_of(journey),
        "features": [*_places(journey), _journey(journey)],
        "journeymap": texts | {DRAFT: json.loads(texts[DRAFT])},
    }
    return json.dumps(values, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def _places(journey: Journey) -> Iterator[dict[str, Any]]:
    by_place: dict[str, list[Event]] = {}
    for event in _in_order(journey):
        if event.place is not None:
            by_place.setdefault(event.place, []).append(event)
    for key, events in by_place.items():
        yield _place(journey.gazetteer[key], events, journey)


def _in_order(journey: Journey) -> list[Event]:
    return sorted(journey.events, key=lambda event: journey.moment(event) or float("inf"))


def _place(place: Place, events: Sequence[Event], journey: Journey) -> dict[str, Any]:
    there = [event for event in events if event.places_traveller]
    return {
        "@id": identifier(journey.id, "place", place.key),
        "type": "Feature",
        "properties": {
            "title": one_line(place.name),
            "fclasses": [feature_class(place)],
            "accuracy_km": place.accuracy_m / 1000,
        },
        "when": _when(there, journey),
        "names": list(_names(place)),
        "types": _types(place.kind),
        "geometry": {
            "type": "GeometryCollection",
            "geometries": [
                {
                    "type": "Point",
                    "coordinates": [wrapped(place.lon), round(place.lat, 5)],
                    "citations": [{"label": source_of(place)}],
                    "certainty": certainty_of_position(place),
                }
            ],
        },
        "links": _links(place),
        "relations": [_relation(event, journey) for event in events],
        "descriptions": list(_descriptions(events)),
    }


def _names(place: Place) -> Iterator[dict[str, Any]]:
    cited = {"citations": [{"label": source_of(place)}]}
    yield {"toponym": one_line(place.name)} | cited
    if place.name_local and place.name_local != place.name:
        local = {"toponym": one_line(place.name_local), "lang": language(place.name_local)}
        yield local | cited


def _types(kind: str) -> list[dict[str, Any]]:
    label = one_line(kind)
    return [{"label": label, "sourceLabels": [{"label": label}]}] if label else []


def _links(place: Place) -> list[dict[str, str]]:
    number = geonames(place)
    if number is None:
        return []
    return [{"type": "closeMatch", "identifier": f"https://www.geonames.org/{number}"}]


def _when(events: Sequence[Event], journey: Journey) -> dict[str, Any]:
    """Return when the traveller was at a place; within the whole journey, where nobody says it."""
    spans = [_span(event, journey) for event in events]
    found = [span for span in spans if span is not None]
    if found:
        return {"timespans": list({json.dumps(span): span for span in found}.values())}
    return {"timespans": _spans(journey), "certainty": _UNSURE}


def _span(event: Event, journey: Journey) -> dict[str, Any] | None:
    lon = None if event.place is None else journey.gazetteer[event.place].lon
    return timespan(event.window, journey.zone_of(event), lon)


def _spans(journey: Journey) -> list[dict[str, Any]]:
    """Return the timespan of the journey: from its first to its last day; none without times."""
    if journey.timeless:
        return []
    ends = [timespan(Window(moment, moment), journey.config.zone) for moment in journey.span]
    (first, last) = (end["start"] for end in ends if end is not None)
    return [{"start": first, "end": last}]


def _relation(event: Event, journey: Journey) -> dict[str, Any]:
    zone = journey.zone_of(event)
    span = _span(event, journey)
    when = (
        {}
        if span is None
        else {"when": {"timespans": [span], "label": one_line(window_in_words(event.window, zone))}}
    )
    return {
        "relationType": REFERRED_TO if event.kind is Kind.STATEMENT else WAYPOINT,
        "relationTo": identifier(journey.id),
        "label": one_line(event_title(event, journey.gazetteer)),
        **when,
        "citations": [citation(each.claim, zone) for each in event.claims],
        "certainty": _certainty(event),
    }


def _certainty(event: Event) -> str:
    """Return how sure an event is: less where sources differ, not where it is only expected."""
    if not event.reported:
        return _UNSURE
    return _SURE if all(each.agrees for each in event.claims) else _LESS_SURE


def _descriptions(events: Sequence[Event]) -> Iterator[dict[str, str]]:
    for event in events:
        for each in event.claims:
            yield from _description(each.claim)


def _description(claim: Claim) -> Iterator[dict[str, str]]:
    if said := one_line(claim.says):
        address = linked(claim.url)
        yield {"value": said} | ({} if address is None else {"source": address})


def _journey(journey: Journey) -> dict[str, Any]:
    """Return the journey as a route; what was said of no place is in its descriptions."""
    title = {"toponym": one_line(journey.title)}
    credits_ = attribution_of(journey) or [PROGRAM]
    placeless = [event for event in _in_order(journey) if event.place is None]
    summary = one_line(journey.config.summary)
    return {
        "@id": identifier(journey.id),
        "type": "Feature",
        "properties": {"title": title["toponym"], "fclasses": ["R"]},
        "when": {"timespans": _spans(journey)},
        "names": [title | {"citations": [{"label": label} for label in credits_]}],
        "types": _types("route"),
        "geometry": {"type": "GeometryCollection", "geometries": list(_legs(journey))},
        "descriptions": [
            *([{"value": summary}] if summary else []),
            *_descriptions(placeless),
        ],
    }


def _legs(journey: Journey) -> Iterator[dict[str, Any]]:
    line = journey.line
    for leg in line.legs:
        course = line.coordinates[leg.first : leg.last + 1].round(5).tolist()
        sure = _SURE if leg.status is LegStatus.REPORTED else _LESS_SURE
        yield line_string(course) | {"certainty": sure}
