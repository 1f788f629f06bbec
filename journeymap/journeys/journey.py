"""Claims, a line and a track made into one journey; and the library of journeys in a folder."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

from journeymap.claims.table import Claim, EventTable, Kind, Status, read_claims
from journeymap.journeys.config import JourneyConfig, RouteConfig, read_config
from journeymap.errors import ConfigError, NoRailwayError, Problem, UnknownJourneyError
from journeymap.claims.fusion import Event, fuse_all
from journeymap.tracks.fixes import area_bounds, chainages, exact_fixes
from journeymap.tracks.known import Ground, Known, know
from journeymap.lines.line import LegStatus, Line, Part, great_circle_parts, join
from journeymap.tracks.line_occurrences import NARROW_SECONDS
from journeymap.claims.gazetteer import Gazetteer, Place, read_places
from journeymap.lines.railway import RailwayNetwork
from journeymap.lines.simplified_recording import MOST_VERTICES, Drawn, draw
from journeymap.tracks.recorded_track import happened_as_recorded, with_marks
from journeymap.lines.recording import Recording
from journeymap.times import Window
from journeymap.tracks.prism import Happened, reconstruct
from journeymap.lines.branches import Ways

_MARGIN_SECONDS = 6 * 3600.0
_RECORDED_MARGIN = 0.02
_DAY_SECONDS = 24 * 3600

# Journeys worked out that are kept, among them those at other speeds that readers asked for.
_JOURNEYS_KEPT = 32

Role = Literal["previous", "current", "next"]


@dataclass(frozen=True)
class Journey:
    """
    A journey worked out: its events, the line, and where the traveller was.

    `km` gives the chainage of each event that fixes the traveller on the line. `span` is epoch
    seconds. A recording has no date of publication: what was `known` is from the events alone.
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
    recorded: Drawn | None = None

    @property
    def title(self) -> str:
        """The title as configured, else the id."""
        return self.config.title or self.id

    @property
    def notices(self) -> list[str]:
        """What a reader is told of the recording, where it is not drawn or believed as it is."""
        if self.recorded is None:
            return []
        return self.recorded.notices(self.config.max_speed_kmh, self.config.zone)

    def moment(self, event: Event) -> float | None:
        """Epoch seconds at which the timeline puts an event; None when no time of it is told."""
        return self.happened.moments.get(event.id, event.window.middle)

    @property
    def opening_moment(self) -> float:
        """Epoch seconds to open at: the last fix of which the hour is told, or recorded point."""
        moments = self.happened.moments
        told = {
            event.id
            for event in self.events
            if event.window.end - event.window.start <= NARROW_SECONDS
        }
        last = max((moments[name] for name in moments if name in told), default=self.span[0])
        if self.happened.recorded is not None:
            last = max(last, self.happened.recorded[1])
        return min(max(last, self.span[0]), self.span[1])

    def heard(self, moment: float) -> list[tuple[Event, Role]]:
        """
        Return the last word at a moment, and the word before it.

        Current are the events of which something was last made public, those of the traveller
        first; previous are the others of the publication before.
        """
        last = self.known.epoch_at(moment)
        if last is None:
            return []
        before = self.known.epoch_at(math.nextafter(last.start, -math.inf))
        current = {event.id for event in last.events}
        earlier = [event for event in (before.events if before else ()) if event.id not in current]
        return [
            *((event, "current") for event in sorted(last.events, key=self._is_no_fix)),
            *((event, "previous") for event in sorted(earlier, key=self._is_no_fix)),
        ]

    def _is_no_fix(self, event: Event) -> bool:
        return event.id not in self.km

    def around(self, moment: float) -> list[tuple[Event, Role]]:
        """
        Return what a reader at this moment asks about, in the order of time.

        The current events are the last begun by then, fixes of the traveller first where several
        share one moment; previous and next are the ones before and after them.
        """
        timed = sorted(
            ((at, event) for event in self.events if (at := self.moment(event)) is not None),
            key=lambda pair: pair[0],
        )
        # A timeline that moves by whole minutes is at an event within the same minute.
        after = bisect_right(timed, moment + 30, key=lambda pair: pair[0])
        latest = timed[after - 1][0] if after else moment
        first = bisect_left(timed[:after], latest - 30, key=lambda pair: pair[0])
        current = sorted(timed[first:after], key=lambda pair: self._is_no_fix(pair[1]))
        return [
            *((event, "previous") for _, event in timed[max(first - 1, 0) : first]),
            *((event, "current") for _, event in current),
            *((event, "next") for _, event in timed[after : after + 1]),
        ]


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
    vertices: int = MOST_VERTICES,
) -> Journey:
    """
    Work a journey out, on the line of its recording, drawn from so many `vertices`, if it has one.

    Raises ConfigError when a route names a place that is not in the gazetteer or there is nothing
    to draw a line through, NoRailwayError when the railway does not go there.
    """
    events = fuse_all(claims, gazetteer)
    drawn = None if recording is None else draw(recording, vertices)
    line = _line(name, config, events, gazetteer, railway) if drawn is None else drawn.line
    asides = {aside.place for aside in config.aside}
    on_way = [event for event in events if event.place not in asides]
    span = config.span_seconds or _span_of(events, drawn)
    if drawn is not None and drawn.t is not None:
        km, happened = happened_as_recorded(drawn, on_way, gazetteer, config.max_speed_kmh, span)
    else:
        km = chainages(on_way, line, gazetteer)
        fixes = [*exact_fixes(events, km, gazetteer), *area_bounds(events, line, km, gazetteer)]
        happened = reconstruct(fixes, line.length, config.max_speed_kmh, span)
    if drawn is not None:
        line = with_marks(line, events, km)
    straight = not config.route and drawn is None
    ground = Ground(line, straight, asides, gazetteer, config.max_speed_kmh, span)
    by_rail = bool(config.route) or config.way == "railway"
    ways = Ways(line, gazetteer, railway if by_rail else None)
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
        known=know(claims, ground, ways),
        span=span,
        recorded=drawn,
    )


def _line(
    name: str,
    config: JourneyConfig,
    events: Sequence[Event],
    gazetteer: Gazetteer,
    railway: RailwayNetwork | None,
) -> Line:
    if not config.route:
        return join(_direct(name, events, gazetteer, railway if config.way == "railway" else None))
    for key in (key for route in config.route for key in route.via):
        if key not in gazetteer:
            raise ConfigError(
                f"The route of {name} goes through {key}, which is not in places.csv.",
                "Add the place there, or mend the key in journeys.toml.",
            )
    for before, after in pairwise(config.route):
        if before.via[-1] != after.via[0]:
            raise ConfigError(
                f"A part of the route of {name} ends at {before.via[-1]}, "
                f"and the next begins at {after.via[0]}.",
                "Begin each part in journeys.toml where the one before it ends.",
            )
    parts = [part for route in config.route for part in _parts(route, gazetteer, railway)]
    if not parts:
        raise ConfigError(
            f"The route of {name} leads nowhere.", "Name two different places in its via."
        )
    line = join(parts)
    # A junction that only the railway's own table names is passed unnamed.
    return replace(line, marks=tuple(mark for mark in line.marks if mark[0] in gazetteer))


def _parts(
    route: RouteConfig, gazetteer: Gazetteer, railway: RailwayNetwork | None
) -> list[Part]:
    places = [gazetteer[key] for key in route.via]
    if route.basis == "great-circle":
        return great_circle_parts(places, route.status, route.note)
    network = railway or RailwayNetwork([])
    for place in places:
        network = network.with_halt(place)
    return [
        Part(course, route.status, route.note)
        for here, there in pairwise(route.via)
        for course in network.route(here, there)
    ]


def _direct(
    name: str, events: Sequence[Event], gazetteer: Gazetteer, railway: RailwayNetwork | None
) -> list[Part]:
    """
    Return the ways between the places told, in the order of time, and on to those expected.

    Great circles, or the railway where one is given and both ends lie on it.
    """
    told = _stations([event for event in events if event.told])
    expected = _stations([event for event in events if event.status is Status.EXPECTED])
    last = max((at for at, _ in told), default=-math.inf)
    ahead = [(at, place) for at, place in expected if at > last]
    if not told and not ahead:
        raise ConfigError(
            f"{name} has no row with both a place and a time.",
            "Give at least one row a place, or lat and lon, and a time.",
        )
    keys = [key for _, key in told]
    reported = [gazetteer[key] for key in keys]
    onward = [gazetteer[key] for _, key in ahead]
    way = [*reported[-1:], *onward]
    if railway is not None:
        parts = _by_rail(reported, LegStatus.REPORTED, railway)
        parts += _by_rail(way, LegStatus.EXPECTED, railway)
    else:
        parts = great_circle_parts(reported)
        parts += great_circle_parts(way, LegStatus.EXPECTED)
    return parts or great_circle_parts(way * 2)


def _by_rail(places: Sequence[Place], status: LegStatus, network: RailwayNetwork) -> list[Part]:
    """Return the way along the railway, and great circles where one of two places is not on it."""
    for place in dict.fromkeys(places):
        with suppress(NoRailwayError):
            network = network.with_halt(place)
    parts: list[Part] = []
    for here, there in pairwise(places):
        try:
            parts += [Part(course, status) for course in network.route(here.key, there.key)]
        except NoRailwayError:
            parts += great_circle_parts([here, there], status)
    return parts


def _stations(events: Sequence[Event]) -> list[tuple[float, str]]:
    """Middles of windows and the traveller's places, in the order of time, each once in a row."""
    timed = sorted(
        (middle, event.place)
        for event in events
        if event.place is not None
        and event.kind is not Kind.STATEMENT
        and (middle := event.window.middle) is not None
    )
    return [(at, key) for i, (at, key) in enumerate(timed) if i == 0 or key != timed[i - 1][1]]


def _span_of(events: Sequence[Event], drawn: Drawn | None) -> tuple[float, float]:
    """
    From the first to the last told or recorded moment, with a margin to look around in.

    Publications count while they make it at most twice as long: what was in the papers the day
    after belongs to a journey, what was found in an archive years later would bury it.
    """
    windows: list[Window] = [event.window for event in events if event.window.known]
    moments = [
        end for window in windows for end in (window.start, window.end) if math.isfinite(end)
    ]
    margin = _MARGIN_SECONDS
    if drawn is not None and drawn.t is not None:
        moments += [float(drawn.t[0]), float(drawn.t[-1])]
        # A ride of an hour needs no half day around it.
        margin = min(margin, 60 + (max(moments) - min(moments)) * _RECORDED_MARGIN)
    if not moments:
        return (0.0, 86400.0)
    first, last = min(moments), max(moments)
    most = last + max(last - first, _DAY_SECONDS)
    public = [each.claim.reported_at for event in events for each in event.claims]
    last = max([last, *(at for at in public if at is not None and at <= most)])
    return (first - margin, last + margin)


class Library:
    """Journeys of one event table, each worked out when first asked for."""

    def __init__(  # noqa: PLR0913 - what journeys are made of
        self,
        table: EventTable,
        configs: Mapping[str, JourneyConfig],
        railway: RailwayNetwork | None = None,
        *,
        problems: Sequence[Problem] = (),
        recording: Recording | None = None,
        vertices: int = MOST_VERTICES,
    ) -> None:
        """Keep what journeys are made of; `problems` are those found beside the table's own."""
        self._table = table
        self._configs = dict(configs)
        self.railway = railway
        self._recording = recording
        self._vertices = vertices
        self.problems: tuple[Problem, ...] = (*problems, *table.problems)
        self._worked_out = lru_cache(maxsize=_JOURNEYS_KEPT)(self._work_out)

    @classmethod
    def read(cls, directory: Path) -> Library:
        """
        Read the journeys of a data folder.

        Raises TableError or ConfigError when its tables cannot be read at all.
        """
        gazetteer, problems = read_places(directory / "places.csv")
        configs = read_config(directory / "journeys.toml")
        zones = {name: config.zone for name, config in configs.items()}
        table = read_claims(directory / "routes.csv", gazetteer, zones)
        legs = directory / "railway" / "legs.csv"
        railway = RailwayNetwork.read(legs.parent) if legs.exists() else None
        return cls(table, configs, railway, problems=problems)

    @property
    def table(self) -> EventTable:
        """The checked event table of all journeys."""
        return self._table

    @property
    def ids(self) -> list[str]:
        """Ids of the journeys, configured ones first and in their order; collections are none."""
        in_table = dict.fromkeys(claim.journey for claim in self._table.claims)
        told = [
            name
            for name, config in self._configs.items()
            if not in_table.keys().isdisjoint({name, *config.includes})
        ]
        every = [*told, *in_table]
        return [name for name in dict.fromkeys(every) if not self._config(name).collection]

    def title(self, name: str) -> str:
        """Return the title of a journey, without working it out."""
        return self._config(name).title or name

    def _config(self, name: str) -> JourneyConfig:
        return self._configs.get(name, JourneyConfig())

    def journey(self, name: str, max_speed_kmh: float | None = None) -> Journey:
        """
        Work a journey out, once, at another greatest speed than its own when one is given.

        Raises UnknownJourneyError, ConfigError or NoRailwayError.
        """
        return self._worked_out(name, max_speed_kmh)

    def _work_out(self, name: str, max_speed_kmh: float | None) -> Journey:
        if name not in self.ids:
            raise UnknownJourneyError(
                f"There is no journey “{name}”.", f"Choose one of: {', '.join(self.ids)}."
            )
        config = self._config(name)
        if max_speed_kmh is not None:
            config = config.model_copy(update={"max_speed_kmh": max_speed_kmh})
        return build(
            name,
            config=config,
            claims=self._claims_of({name, *config.includes}),
            landmarks=self._claims_of({config.landmarks} if config.landmarks else set()),
            landmarks_title=self.title(config.landmarks) if config.landmarks else "",
            gazetteer=self._table.gazetteer,
            railway=self.railway,
            recording=self._recording if config.way == "recorded" else None,
            vertices=self._vertices,
        )

    def _claims_of(self, journeys: set[str]) -> list[Claim]:
        return [claim for claim in self._table.claims if claim.journey in journeys]

    @property
    def collections(self) -> list[str]:
        """Ids of the collections that the table has claims of, in the order of journeys.toml."""
        in_table = {claim.journey for claim in self._table.claims}
        return [
            name
            for name, config in self._configs.items()
            if config.collection and name in in_table
        ]

    def config(self, name: str) -> JourneyConfig:
        """Return the configuration of a journey or a collection; the defaults when it has none."""
        return self._config(name)
