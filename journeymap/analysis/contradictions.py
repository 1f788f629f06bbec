"""Where claims cannot all be true: found by computation, each with the claims on its two sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from journeymap.analysis.forecasts import FailedForecast, failed_forecasts, is_forecast
from journeymap.claims.fusion import Event, PlaceMatcher, fuse_all
from journeymap.claims.gazetteer import Gazetteer
from journeymap.claims.table import Claim
from journeymap.errors import JourneyMapError
from journeymap.journeys.journey import Journey
from journeymap.journeys.library import Library
from journeymap.tracks.conflicts import SpeedConflict

# Places of one event that are compared with all others of it: an event with thousands of places
# would take minutes. The first is the event's own, so that those that differ from it are found.
PLACES_COMPARED = 200


class ConflictKind(StrEnum):
    """What two sides disagree about."""

    TIME = "time"
    PLACE = "place"
    DENIAL = "denial"
    FORECAST = "forecast"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class TimeDifference:
    """The other side puts an event at `bound` or before it, if `earlier`, else at it or after."""

    event: Event
    bound: float
    earlier: bool
    zone: str


@dataclass(frozen=True, slots=True)
class PlaceDifference:
    """The keys of the places at which the two sides put an event."""

    event: Event
    one: tuple[str, ...]
    other: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrderDifference:
    """`event` and `other` cannot both be true at the speed assumed."""

    event: Event
    other: Event
    conflict: SpeedConflict


# Of a denial there is no more to know than who says what.
Detail = TimeDifference | PlaceDifference | FailedForecast | OrderDifference | None


@dataclass(frozen=True)
class Contradiction:
    """
    Two sides that cannot both be true, as ids of claims, and of the events that they speak of.

    `one` is the account that stands in our reading, or what happened, or the denial; `other`
    what cannot be true with it. Each claim of a side is against at least one of the other.
    `detail` is what is to be said of it, as its `kind` needs.
    """

    kind: ConflictKind
    events: tuple[str, ...]
    one: tuple[str, ...]
    other: tuple[str, ...]
    detail: Detail = None

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims of both sides."""
        return self.one + self.other

    def against(self, claim: str) -> tuple[str, ...]:
        """Return the side that a claim is not on; none when it is on neither."""
        if claim in self.other:
            return self.one
        return self.other if claim in self.one else ()


def find(journey: Journey) -> tuple[Contradiction, ...]:
    """Find the contradictions of a journey, in the order in which its events first appear."""
    found = [
        *among(journey.events, journey.gazetteer, journey.config.zone),
        *_forecasts(journey),
        *_order(journey),
    ]
    return _in_order_of(journey.events, found)


def among(events: Sequence[Event], gazetteer: Gazetteer, zone: str) -> tuple[Contradiction, ...]:
    """
    Find what claims of events disagree about in time or place, and what one of them denies.

    `zone` is the time zone of events that name no place.
    """
    found = [
        contradiction
        for event in events
        for contradiction in (*_time(event, gazetteer, zone), *_place(event, gazetteer))
    ]
    return _in_order_of(events, [*found, *_denials(events)])


def find_all(library: Library) -> tuple[Contradiction, ...]:
    """
    Find the contradictions of every journey and collection, each once.

    Where journeys share an event, the one that names most claims is returned. The claims of a
    journey that cannot be worked out are compared all the same.
    """
    found: dict[tuple[ConflictKind, tuple[str, ...], tuple[str, ...]], Contradiction] = {}
    for name in (*library.ids, *library.collections):
        for each in _of(library, name):
            # Journeys that share events have the same claims; what sets two sides apart from
            # two others of one event is who is first on the other side.
            key = (each.kind, each.events, each.other[:1])
            if key not in found or len(each.claims) > len(found[key].claims):
                found[key] = each
    return tuple(found.values())


def _of(library: Library, name: str) -> tuple[Contradiction, ...]:
    if name in library.ids:
        try:
            return find(library.journey(name))
        except JourneyMapError:
            pass  # no line can be drawn, but sources can differ
    claims = [claim for claim in library.table.claims if claim.journey == name]
    gazetteer = library.table.gazetteer
    return among(fuse_all(claims, gazetteer), gazetteer, library.config(name).zone)


def _reported(event: Event) -> list[tuple[Claim, bool]]:
    """Return the claims that report an event as having happened, and whether each agrees."""
    return [
        (each.claim, each.agrees) for each in event.claims if not is_forecast(each.claim, event)
    ]


def _time(event: Event, gazetteer: Gazetteer, journey_zone: str) -> Iterator[Contradiction]:
    """
    Two reports of one event whose windows do not meet.

    Those that put it before the event's window stand against those that agree with it, and so
    do those that put it after.
    """
    if not event.reported:
        return
    reported = [(claim, agrees) for claim, agrees in _reported(event) if claim.window.known]
    standing = [claim for claim, agrees in reported if agrees]
    differing = [claim for claim, _ in reported if not claim.window.meets(event.window)]
    sides: tuple[tuple[bool, list[Claim], Callable[[Claim], float]], ...] = (
        (
            True,
            [claim for claim in differing if claim.window.end <= event.window.start],
            lambda claim: claim.window.end,
        ),
        (
            False,
            [claim for claim in differing if claim.window.end > event.window.start],
            lambda claim: -claim.window.start,
        ),
    )
    zone = gazetteer.zone_of(event.place, journey_zone, event.window)
    for earlier, other, distance in sides:
        if not other:
            continue
        furthest, nearest = min(other, key=distance), max(other, key=distance)
        one = [claim for claim in standing if not claim.window.meets(furthest.window)]
        bound = nearest.window.end if earlier else nearest.window.start
        yield _contradiction(
            ConflictKind.TIME,
            (event,),
            one,
            other,
            TimeDifference(event, bound, earlier, zone),
        )


def _place(event: Event, gazetteer: Gazetteer) -> Iterator[Contradiction]:
    """
    Two reports of one event whose places, each as inexact as it is, cannot be one.

    The event's own place comes first, then the others by their support. Each is compared with
    those after it; a place found to differ is compared no more. What stands with a place are those
    near it that differ from the first of the other side.
    """
    by_place: dict[str, list[Claim]] = defaultdict(list)
    for claim, _ in _reported(event):
        if claim.place is not None:
            by_place[claim.place].append(claim)
    support = [key for key, _ in sorted(by_place.items(), key=lambda pair: -len(pair[1]))]
    left = sorted(support, key=lambda key: key != event.place)
    compared = 0
    while len(left) > 1 and compared < PLACES_COMPARED:
        here = left[0]
        together = PlaceMatcher(left, gazetteer).can_be(here)
        apart = [key for key, one in zip(left, together, strict=True) if not one]
        near = [key for key, one in zip(left, together, strict=True) if one]
        compared += 1
        left = near[1:]
        if not apart:
            continue
        first_apart = PlaceMatcher(near, gazetteer).can_be(apart[0])
        sides = [key for key, one in zip(near, first_apart, strict=True) if not one]
        one = [claim for key in sides for claim in by_place[key]]
        other = [claim for key in apart for claim in by_place[key]]
        yield _contradiction(
            ConflictKind.PLACE,
            (event,),
            one,
            other,
            PlaceDifference(event, tuple(sides), tuple(apart)),
        )


def _denials(events: Sequence[Event]) -> Iterator[Contradiction]:
    """Name those who say that an event did not or will not happen, and those who say it does."""
    by_id = {event.id: event for event in events}
    deniers: dict[str, list[tuple[Claim, Event]]] = defaultdict(list)
    for event in events:
        for each in event.claims:
            if each.claim.denies in by_id:
                deniers[str(each.claim.denies)].append((each.claim, event))
    for denied, found in deniers.items():
        event = by_id[denied]
        one = [claim for claim, _ in found]
        against = {claim.id for claim in one}
        other = [each.claim for each in event.claims if each.claim.id not in against]
        if other:
            # In the order of the table, each event once, the denied one first.
            concerned = {event.id: event, **{at.id: at for _, at in found}}
            yield _contradiction(
                ConflictKind.DENIAL,
                tuple(concerned.values()),
                one,
                other,
            )


def _forecasts(journey: Journey) -> Iterator[Contradiction]:
    """Name those who expected something, and those who reported what came instead."""
    for failed in failed_forecasts(journey):
        one, other = _standing(failed.instead), list(failed.forecasts)
        events = dict.fromkeys((failed.event, failed.instead))
        yield _contradiction(
            ConflictKind.FORECAST,
            tuple(events),
            one,
            other,
            failed,
        )


def _order(journey: Journey) -> Iterator[Contradiction]:
    """
    Name events that cannot be true together at the speed assumed, in their order or in their time.

    What speaks against each the track says; an event that the recording speaks against has no
    other event on its second side.
    """
    by_id = {event.id: event for event in journey.events}
    for name, conflict in journey.happened.conflicts.items():
        if not isinstance(conflict, SpeedConflict) or conflict.other_event is None:
            continue
        event, against = by_id[name], by_id[conflict.other_event]
        one, other = _standing(against), _standing(event)
        yield _contradiction(
            ConflictKind.ORDER,
            (event, against),
            one,
            other,
            OrderDifference(event, against, conflict),
        )


def _standing(event: Event) -> list[Claim]:
    return [claim for claim, agrees in _reported(event) if agrees]


def _contradiction(
    kind: ConflictKind,
    events: Sequence[Event],
    one: Sequence[Claim],
    other: Sequence[Claim],
    detail: Detail = None,
) -> Contradiction:
    return Contradiction(
        kind,
        tuple(event.id for event in events),
        tuple(claim.id for claim in one),
        tuple(claim.id for claim in other),
        detail,
    )


def _in_order_of(
    events: Sequence[Event], found: Iterable[Contradiction]
) -> tuple[Contradiction, ...]:
    rank: Mapping[str, int] = {event.id: i for i, event in enumerate(events)}
    kinds = list(ConflictKind)
    return tuple(sorted(found, key=lambda each: (rank[each.events[0]], kinds.index(each.kind))))
