"""A journey: claims, a line and a track made into one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from journeymap.claims.fusion import Event, fuse_all
from journeymap.claims.gazetteer import Gazetteer
from journeymap.claims.table import Claim
from journeymap.journeys.config import JourneyConfig
from journeymap.journeys.routing import line_of
from journeymap.journeys.span import span_of
from journeymap.lines.branches import Branches
from journeymap.lines.line import Line
from journeymap.lines.railway import RailwayNetwork
from journeymap.lines.recording import Recording
from journeymap.lines.simplified_recording import (
    RecordingNotice,
    SimplifiedRecording,
    simplify_recording,
)
from journeymap.settings import DEFAULTS
from journeymap.tracks.fixes import area_bounds, chainages, exact_fixes
from journeymap.tracks.known import Known, KnownInputs, reconstruct_known
from journeymap.tracks.line_occurrences import NARROW_SECONDS
from journeymap.tracks.prism import Happened, Track, reconstruct
from journeymap.tracks.recorded_track import happened_as_recorded, with_stops

# What stands for the span of a journey of which no time is known: nothing shows it.
_NO_SPAN = (0.0, 86_400.0)
# Where nobody says who said it there is nothing to weigh: every stop stands, however fast, km/h.
_ANY_SPEED = 1e6


@dataclass(frozen=True)
class PlacedEvent:
    """An event that is believed to be at `km` of the line; `moment` is when the track is there."""

    event: Event
    km: float
    moment: float


@dataclass(frozen=True)
class Journey:
    """
    A journey worked out: its events, the line, and where the traveller was.

    `km` gives the chainage of each event that fixes the traveller on the line. `span` is epoch
    seconds; where no time is known at all, the journey is `timeless` and it says nothing. A
    recording has no date of publication: what was `known` is from the events alone.
    """

    id: str
    config: JourneyConfig
    gazetteer: Gazetteer
    events: tuple[Event, ...]
    landmarks: tuple[Event, ...]
    landmarks_title: str
    line: Line
    km: Mapping[str, float]
    happened: Happened
    known: Known
    span: tuple[float, float]
    recorded: SimplifiedRecording | None = None
    timeless: bool = False

    @property
    def title(self) -> str:
        """The title as configured, else the id."""
        return self.config.title or self.id

    @property
    def notices(self) -> list[RecordingNotice]:
        """In what the journey shown is not the recording as it is."""
        if self.recorded is None:
            return []
        return self.recorded.notices(self.config.max_speed_kmh)

    @cached_property
    def sourced(self) -> bool:
        """
        Whether any claim says who said it, or when it was public.

        Where none does, as in most travellers' own tables, no face of the journey speaks of
        evidence: a stop is a stop.
        """
        return _are_sourced(self.events)

    @property
    def has_bounds(self) -> bool:
        """
        Whether anything says where the traveller can have been at most: reports, or a recording.

        A recording has its gaps; without reports there is nothing that bounds would rest on.
        """
        return self.sourced or self.happened.recorded is not None

    def position_at(self, moment: float) -> tuple[float, float, float]:
        """Return kilometres along the line as it happened: best, lowest and highest."""
        best, low, high = (float(km[0]) for km in self.happened.track.at(np.array([moment])))
        return (best, low, high) if self.has_bounds else (best, best, best)

    def zone_of(self, event: Event) -> str:
        """Return the time zone of an event's place, else that of the journey, at its time."""
        return self.gazetteer.zone_of(event.place, self.config.zone, event.window)

    def moment(self, event: Event) -> float | None:
        """Epoch seconds at which the timeline puts an event; None when no time of it is stated."""
        return self.happened.moments.get(event.id, event.window.middle)

    @cached_property
    def fixes(self) -> tuple[PlacedEvent, ...]:
        """The events that place the traveller and are believed, in the order of time."""
        placed = [
            PlacedEvent(event, self.km[event.id], moment)
            for event in self.events
            if event.id in self.km
            and event.id not in self.happened.conflicts
            and (moment := self.moment(event)) is not None
        ]
        return tuple(sorted(placed, key=lambda each: each.moment))

    @property
    def opening_moment(self) -> float:
        """
        Epoch seconds to open at: the last fix of which the hour is stated, or recorded point.

        Where no hour is stated, the last fix.
        """
        moments = self.happened.moments
        narrow = {
            event.id
            for event in self.events
            if event.window.end - event.window.start <= NARROW_SECONDS
        }
        hours = [moments[name] for name in moments if name in narrow]
        last = max(hours or moments.values(), default=self.span[0])
        if self.happened.recorded is not None:
            last = max(last, self.happened.recorded[1])
        return min(max(last, self.span[0]), self.span[1])


def _are_sourced(events: Iterable[Event]) -> bool:
    return any(
        each.claim.source or each.claim.via or each.claim.reported_at is not None
        for event in events
        for each in event.claims
    )


def build(  # noqa: PLR0913 - a journey is made of just these
    name: str,
    *,
    config: JourneyConfig,
    claims: Sequence[Claim],
    landmarks: Sequence[Claim],
    landmarks_title: str,
    gazetteer: Gazetteer,
    railway: RailwayNetwork | None,
    recording: Recording | None = None,
    vertices: int = DEFAULTS.vertices,
) -> Journey:
    """
    Work a journey out, on the line of its recording, drawn from so many `vertices`, if it has one.

    Raises ConfigError when a route names a place that is not in the gazetteer or there is nothing
    to draw a line through, NoRailwayError when the railway does not go there.
    """
    events = fuse_all(claims, gazetteer)
    config = config.as_travelled(event.means for event in events)
    drawn = None if recording is None else simplify_recording(recording, vertices)
    line = line_of(name, config, events, gazetteer, railway) if drawn is None else drawn.line
    detours = {detour.place for detour in config.detours}
    on_line = [event for event in events if event.place not in detours]
    known_span = config.span_seconds or span_of(events, drawn)
    span = known_span or _NO_SPAN
    if drawn is not None and drawn.t is not None:
        km, happened = happened_as_recorded(drawn, on_line, gazetteer, config.max_speed_kmh, span)
    else:
        km = chainages(on_line, line, gazetteer)
        fixes = [*exact_fixes(events, km), *area_bounds(events, line, km, gazetteer)]
        speed = config.max_speed_kmh if _are_sourced(events) else _ANY_SPEED
        happened = reconstruct(fixes, line.length, speed, span)
    if known_span is None:
        # Nothing says when: the line is drawn whole, and no timeline moves along it.
        whole = np.full(2, line.length)
        happened = Happened(Track(np.array(span), whole, whole, whole), {}, {})
    if drawn is not None:
        line = with_stops(line, events, km)
    straight = not config.route and drawn is None
    inputs = KnownInputs(line, straight, detours, gazetteer, config.max_speed_kmh, span)
    by_rail = bool(config.route) or config.line_kind == "railway"
    branches = Branches(line, gazetteer, railway if by_rail else None)
    return Journey(
        id=name,
        config=config,
        gazetteer=gazetteer,
        events=tuple(events),
        landmarks=tuple(fuse_all(landmarks, gazetteer)),
        landmarks_title=landmarks_title,
        line=line,
        km=km,
        happened=happened,
        known=reconstruct_known(claims, inputs, branches),
        span=span,
        timeless=known_span is None,
        recorded=drawn,
    )
