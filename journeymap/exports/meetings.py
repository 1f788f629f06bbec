"""The meetings of a collection as the values that the Summits page draws."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from journeymap.analysis.meetings import Meetings
from journeymap.claims.fusion import Assessed, Event
from journeymap.exports.document import claim_of, window_of
from journeymap.phrases.claims import notes


def to_values(found: Meetings) -> dict[str, Any]:
    """
    Return what a page draws, as values that JSON takes.

    Keys are those of journeymap/1: times are epoch seconds, a window's unknown end is null.
    `number` counts the meetings that a source says took place; null for any other.
    """
    numbers = iter(range(1, len(found.meetings) + 1))
    return {
        "title": found.title,
        "subtitle": found.subtitle,
        "meetings": [
            {
                **_event(meeting.event, found),
                "number": next(numbers) if meeting.event.reported else None,
                "parts": [_event(part, found) for part in meeting.parts],
                "expected": _claims(meeting.expected, meeting.event, found),
                "outcome": _claims(meeting.outcome, meeting.event, found),
            }
            for meeting in found.meetings
        ],
        "others": [_event(event, found) for event in found.others],
        "gap": found.gap
        and {
            "texts": list(found.gap.texts),
            "last": found.gap.last
            and _claim(found.gap.last, found.zone_of(found.gap.last.claim.place), found),
        },
    }


def _claims(claims: Iterable[Assessed], event: Event, found: Meetings) -> list[dict[str, Any]]:
    """Return claims with the clock of the event that they are shown with."""
    zone = found.zone_of(event.place)
    return [_claim(each, zone, found) for each in claims]


def _claim(assessed: Assessed, zone: str, found: Meetings) -> dict[str, Any]:
    """Return a claim as the document has it, and in `notes` what its card says besides."""
    return claim_of(assessed, zone, found.gazetteer) | {"notes": notes(assessed.claim)}


def _event(event: Event, found: Meetings) -> dict[str, Any]:
    place = None if event.place is None else found.gazetteer[event.place]
    return {
        "id": event.id,
        "kind": str(event.kind),
        "status": str(event.status),
        "place": place
        and {
            "key": place.key,
            "name": place.name,
            "name_local": place.name_local,
            "zone": place.zone,
            "accuracy_m": place.accuracy_m,
            "detail": place.detail,
        },
        "zone": found.zone_of(event.place),
        "window": window_of(event.window),
        # Those that agree first; sorting is stable.
        "claims": _claims(sorted(event.claims, key=lambda one: not one.agrees), event, found),
    }
