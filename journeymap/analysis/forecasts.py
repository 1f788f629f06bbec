"""What was expected and did not come true: forecasts set against what was reported later."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from journeymap.claims.columns import Kind, Status
from journeymap.claims.fusion import SAME_PLACE_KM, Event, same_place
from journeymap.claims.gazetteer import Gazetteer
from journeymap.claims.table import Claim
from journeymap.dates import DAY_SECONDS, day_number, read_day
from journeymap.journeys.journey import Journey
from journeymap.times import Window

# A forecast that came true within a quarter of an hour came true.
SLACK_SECONDS = 15 * 60

# A meeting is expected on a day, or within hours of it; over longer there may be several.
_ONE_DAY_SECONDS = 26 * 3600


@dataclass(frozen=True)
class FailedForecast:
    """
    Claims of one event that expected what another event, `instead`, shows not to have come.

    What they expected is what the first of them says. `zone` is the clock to say both by.
    """

    event: Event
    forecasts: tuple[Claim, ...]
    instead: Event
    zone: str


def is_forecast(claim: Claim, event: Event) -> bool:
    """
    Whether a claim speaks of its event beforehand.

    It is expected; or an editor marked it contradicted and it was public before what it reports
    can have been over, or by its date on a day before. Where nobody reports that the event
    happened, one published on the same day counts as well.
    """
    if claim.status is not Status.CONTRADICTED:
        return claim.status is Status.EXPECTED
    if claim.reported_at is not None and claim.reported_at < claim.window.end:
        return True
    if claim.reported_day is None or claim.reported_from is None:
        return False
    if not event.reported:
        return claim.reported_from < claim.window.end
    day = day_number(*read_day(claim.reported_day))
    return (day + 1) * DAY_SECONDS <= claim.window.start


def failed_forecasts(journey: Journey) -> Iterator[FailedForecast]:
    """
    Find the forecasts of a journey that did not come true, by the first rule that shows it.

    What only a statement expects is not set against anything: a statement is an event of its own,
    and says no more than that somebody said so.
    """
    reported = _ReportedEvents(journey)
    for event in journey.events:
        forecasts = [each.claim for each in event.claims if is_forecast(each.claim, event)]
        failed: dict[str, tuple[Event, list[Claim]]] = {}
        for claim in forecasts:
            instead = (
                None if claim.kind is Kind.STATEMENT else _came_instead(claim, event, reported)
            )
            if instead is not None:
                failed.setdefault(instead.id, (instead, []))[1].append(claim)
        for instead, claims in failed.values():
            yield FailedForecast(event, tuple(claims), instead, journey.zone_of(instead))


def _came_instead(claim: Claim, event: Event, reported: _ReportedEvents) -> Event | None:
    if event.reported:
        return reported.otherwise(claim, event)
    if not claim.window.known or claim.place is None:
        return None
    return (
        reported.at_another_time(claim)
        or reported.meeting_elsewhere(claim)
        or reported.out_of_reach(claim)
    )


class _ReportedEvents:
    """What is reported of a journey and its landmarks, ready to be set against forecasts."""

    def __init__(self, journey: Journey) -> None:
        self._journey = journey
        self._gazetteer = journey.gazetteer
        self._by_kind: dict[Kind, dict[str, list[Event]]] = defaultdict(lambda: defaultdict(list))
        for event in (*journey.events, *journey.landmarks):
            if event.reported and event.place is not None and event.window.known:
                self._by_kind[event.kind][event.place].append(event)
        self._here: dict[tuple[Kind, str], _Dated] = {}
        believed = [
            event
            for event in journey.events
            if event.id in journey.km and event.id not in journey.happened.conflicts
        ]
        self._fixes = believed
        self._km = np.array([journey.km[event.id] for event in believed])
        self._starts = np.array([event.window.start for event in believed])
        self._ends = np.array([event.window.end for event in believed])

    def otherwise(self, claim: Claim, event: Event) -> Event | None:
        """Return the event itself where it is reported at another time or place than expected."""
        elsewhere = not same_place(claim.place, event.place, self._gazetteer)
        another_time = claim.window.known and not _with_slack(claim.window).meets(event.window)
        return event if elsewhere or another_time else None

    def at_another_time(self, claim: Claim) -> Event | None:
        """Return what of the same kind is reported there, if none of it was at that time."""
        here = self._at(claim.kind, str(claim.place))
        return None if here.any_meets(claim.window) else here.nearest(claim.window)

    def meeting_elsewhere(self, claim: Claim) -> Event | None:
        """Return the meeting reported for that day, where none is at the place expected."""
        if claim.kind is not Kind.MEETING or self._at(claim.kind, str(claim.place)).events:
            return None
        if not claim.window.end - claim.window.start <= _ONE_DAY_SECONDS:
            return None
        meetings = [event for events in self._by_kind[Kind.MEETING].values() for event in events]
        return next((event for event in meetings if claim.window.meets(event.window)), None)

    def out_of_reach(self, claim: Claim) -> Event | None:
        """
        Return the fix that kept the traveller away from the place for the whole window.

        The place must lie on the line, and the track, from low to high, leave it out by more
        than its accuracy. Beyond its span the track excludes nothing.
        """
        journey, window = self._journey, claim.window
        place = self._gazetteer[str(claim.place)]
        occurrences = journey.line.locate(place)
        if not occurrences or not self._fixes:
            return None
        track, margin = journey.happened.track, SAME_PLACE_KM + place.accuracy_m / 1000
        furthest, nearest = np.inf, -np.inf
        if window.end <= journey.span[1]:
            furthest = float(track.at(np.array(window.end))[2])
        if window.start >= journey.span[0]:
            nearest = float(track.at(np.array(window.start))[1])
        if not all(furthest < km - margin or nearest > km + margin for km in occurrences):
            return None
        speed = journey.config.max_speed_kmh / 3600
        if furthest < occurrences[0] - margin:
            reach = self._km + speed * np.maximum(0, window.end - self._starts)
            return self._fixes[int(reach.argmin())]
        left = self._km - speed * np.maximum(0, self._ends - window.start)
        return self._fixes[int(left.argmax())]

    def _at(self, kind: Kind, place: str) -> _Dated:
        found = self._here.get((kind, place))
        if found is None:
            events = [
                event
                for key, there in self._by_kind[kind].items()
                if same_place(place, key, self._gazetteer)
                for event in there
            ]
            found = self._here[kind, place] = _Dated(events, self._gazetteer)
        return found


class _Dated:
    """
    Events of one kind that may have been at one place, asked by time: O(log n) each.

    One reported from a whole area leaves open that a forecast came true; only others show that
    it did not.
    """

    def __init__(self, events: Sequence[Event], gazetteer: Gazetteer) -> None:
        self.events = sorted(events, key=lambda event: event.window.start)
        self._exact = [event for event in self.events if not gazetteer[str(event.place)].is_area]
        self._starts = np.array([event.window.start for event in self.events])
        self._ends = np.sort([event.window.end for event in self.events])

    def any_meets(self, window: Window) -> bool:
        """Whether the window, with the slack that a forecast has, meets one of theirs."""
        wide = _with_slack(window)
        begun = np.searchsorted(self._starts, wide.end, side="right")
        over = np.searchsorted(self._ends, wide.start, side="left")
        return bool(begun > over)

    def nearest(self, window: Window) -> Event | None:
        """Return the first at that very place that begins after the window, else the last."""
        after = bisect_left(self._exact, window.start, key=lambda event: event.window.start)
        return self._exact[min(after, len(self._exact) - 1)] if self._exact else None


def _with_slack(window: Window) -> Window:
    return Window(window.start - SLACK_SECONDS, window.end + SLACK_SECONDS)
