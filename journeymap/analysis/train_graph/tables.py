"""
The train graph: distance against time, as railways have drawn their timetables since C. Ibry.

Plain tables of where everything stands on the two axes (E.-J. Marey, La méthode graphique, 1885,
shows Ibry's of Paris to Lyon). Axis positions are `x`, hours from the left end, and `km`, by the
line from the start; moments are epoch seconds, UTC; `journey` is 0, or 1 for the second of two.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, cast

import numpy as np
import pandas as pd

from journeymap.analysis.train_graph.overlay import PlacedJourney, align, common_place, departure
from journeymap.analysis.train_graph.time_axis import Clock, TimeAxis, calendar, counted
from journeymap.claims.fusion import Event
from journeymap.claims.table import Claim
from journeymap.journeys.journey import Journey
from journeymap.tracks.known import Epoch
from journeymap.tracks.prism import Track

Reading = Literal["happened", "known"]

# The columns of each table, in their order.
TRACKS = ("journey", "part", "held", "moment", "x", "km")
BAND = ("journey", "part", "moment", "x", "km_from", "km_to")
WINDOWS = ("journey", "event", "place", "kind", "status", "moment", "at", "x", "x2", "km")
PUBLICATIONS = (
    "journey",
    "event",
    "place",
    "kind",
    "moment",
    "x",
    "km",
    "exact",
    "first",
    "event_x",
    "claims",
)
STATIONS = ("journey", "place", "name", "km", "branch", "weight")

# Of stations nearer together than this share of the axis only the weightiest is labelled.
LABEL_SHARE = 0.035


@dataclass(frozen=True)
class TrainGraph:
    """
    Tables of what to draw; columns as named above.

    - `tracks`: the line, a `part` for each piece without a gap; `held` where the train is only
      taken to stand, after its last report.
    - `band`: minimum and maximum km at which it can have been, a `part` for each piece.
    - `windows`: a row for each event on the line; `moment` is the estimate in epoch seconds and
      `at` its place on the axis, NaN when no time of it is stated.
    - `publications`: a row for each event and moment at which claims of it became public;
      `claims` are those, `exact` whether the moment is stated and not only the day, whose end
      counts; `event_x` is where the event itself is.
    - `stations`: weight 0 is a place along the line, 1 an end, 2 and more a place of that many less
      one claims.

    `km_range` is the extent of the distance axis; `later` counts the claims of events on the
    line that no `publications` row has, as they became public after the time shown or are
    undated; `shared` is the station at which two journeys coincide.
    """

    journeys: tuple[PlacedJourney, ...]
    reading: Reading
    time: TimeAxis
    km_range: tuple[float, float]
    tracks: pd.DataFrame
    band: pd.DataFrame
    windows: pd.DataFrame
    publications: pd.DataFrame
    stations: pd.DataFrame
    later: int
    shared: str | None = None


def train_graph(
    journeys: Sequence[Journey],
    reading: Reading,
    *,
    clock: Clock = "calendar",
    zone: str = "UTC",
    coincide: bool = True,
) -> TrainGraph:
    """
    Place one journey or two on a graph.

    The clock is the calendar of `zone`, or hours from each one's departure, or from when each was
    at a place that reports put both at (`common_place`); `coincide` puts shared
    stations at one height.
    """
    on_graph, shared = align(journeys, coincide=coincide)
    time = _time_axis(journeys, clock, zone)
    tracks = [row for i, each in enumerate(on_graph) for row in _tracks(i, each, reading)]
    band = [row for i, each in enumerate(on_graph) for row in _band(i, each, reading)]
    windows = [row for i, each in enumerate(on_graph) for row in _windows(i, each, time)]
    publications = [row for i, each in enumerate(on_graph) for row in _publications(i, each, time)]
    on_line = sum(
        len(event.claims)
        for one in on_graph
        for event in one.journey.events
        if event.id in one.journey.km
    )
    stations = _stations(on_graph, shared)
    return TrainGraph(
        journeys=on_graph,
        reading=reading,
        time=time,
        km_range=_km_range(on_graph, reading),
        tracks=_timed(pd.DataFrame(tracks, columns=[c for c in TRACKS if c != "x"]), time, TRACKS),
        band=_timed(pd.DataFrame(band, columns=[c for c in BAND if c != "x"]), time, BAND),
        windows=pd.DataFrame(windows, columns=list(WINDOWS)),
        publications=pd.DataFrame(publications, columns=list(PUBLICATIONS)),
        stations=pd.DataFrame(stations, columns=list(STATIONS)),
        later=on_line - sum(len(cast("tuple[Claim, ...]", row["claims"])) for row in publications),
        shared=shared,
    )


def _time_axis(journeys: Sequence[Journey], clock: Clock, zone: str) -> TimeAxis:
    spans = [journey.span for journey in journeys]
    common = common_place(journeys) if clock == "place" else None
    if common is not None:
        return counted(spans, common[1], place=common[0])
    if clock == "calendar":
        return calendar(spans, zone)
    zeros = [departure(journey) for journey in journeys]
    return counted(spans, zeros)


def _timed(rows: pd.DataFrame, time: TimeAxis, columns: Sequence[str]) -> pd.DataFrame:
    """Add where the moments are on the time axis."""
    x = np.zeros(len(rows))
    for journey in rows["journey"].unique():
        own = (rows["journey"] == journey).to_numpy()
        x[own] = time.x(rows["moment"].to_numpy(dtype="float64")[own], int(journey))
    return rows.assign(x=x)[list(columns)]


def _tracks(number: int, placed: PlacedJourney, reading: Reading) -> Iterator[tuple[object, ...]]:
    """Yield the line of one journey; as known it is a staircase, a step at each publication."""
    if reading == "known":
        # One part for all epochs: where the last word changes, the line steps.
        for epoch, track in _placed_epochs(placed.journey):
            at = placed.km(float(track.best[0]))
            yield (number, 0, False, max(epoch.start, placed.journey.span[0]), at)
            yield (number, 0, False, epoch.end, at)
        return
    happened = placed.journey.happened
    if happened.stated_span is None:
        return
    track = happened.track
    t, distance = placed.axis.fold.along(track.t, track.best)
    first, last = np.clip(happened.stated_span, t[0], t[-1]).tolist()
    for part, (start, end) in enumerate(((first, last), (last, float(t[-1])))):
        inside = t[(t > start) & (t < end)]
        for moment in (start, *inside, end):
            at = float(np.interp(moment, t, distance))
            yield (number, part, part == 1, float(moment), placed.on_axis(at))


def _placed_epochs(journey: Journey) -> Iterator[tuple[Epoch, Track]]:
    """Epochs of the time shown in which something places the traveller, each with its track."""
    for epoch in journey.known.epochs:
        if epoch.track is not None and epoch.end > journey.span[0]:
            yield epoch, epoch.track


def _band(number: int, placed: PlacedJourney, reading: Reading) -> Iterator[tuple[object, ...]]:
    journey = placed.journey
    if reading == "happened":
        track = journey.happened.track
        spread = placed.axis.fold.spread(track.t, track.low, track.high)
        yield from _band_rows(number, 0, placed, spread)
        return
    for part, (epoch, track) in enumerate(_placed_epochs(journey)):
        yield from _band_rows(number, part, placed, _known_spread(placed, epoch, track))


def _known_spread(
    placed: PlacedJourney, epoch: Epoch, track: Track
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Least and greatest distance in an epoch: on the branch ahead, or in no direction known."""
    if epoch.branch is not None:
        fold = placed.axis.with_branch(placed.journey.known.branches[epoch.branch])
        return fold.spread(track.t, track.low, track.high)
    stood = placed.axis.fold.at(track.low)
    if not placed.axis.folded:
        return track.t, stood, np.maximum(track.high, stood)
    reach = track.high - track.low
    return track.t, stood - reach, stood + reach


def _band_rows(
    number: int, part: int, placed: PlacedJourney, spread: tuple[np.ndarray, np.ndarray, np.ndarray]
) -> Iterator[tuple[object, ...]]:
    for moment, minimum, maximum in zip(*spread, strict=True):
        ends = sorted((placed.on_axis(float(minimum)), placed.on_axis(float(maximum))))
        yield (number, part, float(moment), *ends)


def _windows(number: int, placed: PlacedJourney, time: TimeAxis) -> Iterator[dict[str, object]]:
    journey = placed.journey
    for event in journey.events:
        if event.id not in journey.km:
            continue
        start, end = (
            float(np.clip(moment, *journey.span))
            for moment in (event.window.start, event.window.end)
        )
        moment = journey.moment(event)
        known = math.nan if moment is None else moment
        x, x2, at = time.x(np.array([start, end, known]), number).tolist()
        yield {
            "journey": number,
            "event": event.id,
            "place": _place(journey, event),
            "kind": str(event.kind),
            "status": str(event.status),
            "moment": known,
            "at": at,
            "x": x,
            "x2": x2,
            "km": placed.km(journey.km[event.id]),
        }


def _publications(
    number: int, placed: PlacedJourney, time: TimeAxis
) -> Iterator[dict[str, object]]:
    journey = placed.journey
    for event in journey.events:
        if event.id not in journey.km:
            continue
        first = event.first_report
        moment = journey.moment(event)
        event_x = math.nan if moment is None else float(time.x(np.array(moment), number))
        dated = sorted(
            (
                (at, each.claim)
                for each in event.claims
                if (at := each.claim.reported_at) is not None
                and journey.span[0] <= at <= journey.span[1]
            ),
            key=lambda pair: pair[0],
        )
        for at, group in groupby(dated, key=lambda pair: pair[0]):
            claims = tuple(claim for _, claim in group)
            yield {
                "journey": number,
                "event": event.id,
                "place": _place(journey, event),
                "kind": str(event.kind),
                "moment": at,
                "x": float(time.x(np.array(at), number)),
                "km": placed.km(journey.km[event.id]),
                "exact": any(claim.reported_day is None for claim in claims),
                "first": first is not None and first in claims,
                "event_x": event_x,
                "claims": claims,
            }


def _place(journey: Journey, event: Event) -> str:
    return journey.gazetteer[event.place].name if event.place else ""


def _stations(journeys: Sequence[PlacedJourney], shared: str | None) -> list[dict[str, object]]:
    """Stations of all journeys; one at which two coincide is there once."""
    rows: dict[tuple[object, ...], dict[str, object]] = {}
    for number, one in enumerate(journeys):
        journey = one.journey
        claims: Counter[str] = Counter()
        where: dict[str, float] = {}
        for event in journey.events:
            if event.id in journey.km and event.place:
                claims[event.place] += len(event.claims)
                where[event.place] = one.km(journey.km[event.id])
        ends = {journey.line.stops[i][0] for i in (0, -1)} if journey.line.stops else set()
        found = [(each.place, one.on_axis(each.km), each.branch) for each in one.axis.stations]
        marked = {place for place, _, _ in found}
        found += [(place, km, False) for place, km in where.items() if place not in marked]
        for place, km, branch in found:
            key = (None if shared else number, place, round(km))
            weight = claims[place] + 1 if place in claims else int(place in ends)
            row = rows.setdefault(
                key,
                {
                    "journey": number,
                    "place": place,
                    "name": journey.gazetteer[place].name,
                    "km": km,
                    "branch": branch,
                    "weight": weight,
                },
            )
            row["weight"] = max(weight, cast("int", row["weight"]))
    return list(rows.values())


def _km_range(journeys: Sequence[PlacedJourney], reading: Reading) -> tuple[float, float]:
    ends: list[float] = []
    for one in journeys:
        ends += [one.on_axis(end) for end in one.axis.reach]
        if reading == "known":
            for branch in one.journey.known.branches:
                ends += [one.on_axis(float(end)) for end in one.axis.with_branch(branch).distance]
    return min(ends), max(ends)


def labelled(graph: TrainGraph) -> pd.DataFrame:
    """Return the stations whose labels do not run into each other's, weightiest first."""
    room = LABEL_SHARE * max(graph.km_range[1] - graph.km_range[0], 1e-9)
    taken: dict[int, list[float]] = {}
    kept = []
    stations = graph.stations
    order = stations.sort_values(["weight", "km"], ascending=[False, True], kind="stable")
    for index, journey, km in zip(order.index, order["journey"], order["km"], strict=True):
        # Placed together they share one side of the graph, else each has its own.
        others = taken.setdefault(0 if graph.shared is not None else int(journey), [])
        if all(abs(km - other) >= room for other in others):
            others.append(float(km))
            kept.append(index)
    return stations.loc[sorted(kept)]
