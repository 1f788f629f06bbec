"""The train graph in words: what each of its marks says, and a table with the same content."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd

from journeymap.analysis.train_graph.tables import TrainGraph
from journeymap.claims.fusion import Event
from journeymap.claims.table import Claim
from journeymap.dates import clock
from journeymap.phrases.claims import attribution, happening, noun, publication
from journeymap.phrases.rough_time import days_later, later_within
from journeymap.phrases.windows import window_in_words
from journeymap.times import in_words

# What a reader takes in at a glance; the table and the Journey page have the rest.
_GLANCE = 260

# This near to a station a train is at it.
_AT_STATION_KM = 1.5

# Widths of the stretches of time that a pointer can be on, hours.
_STRETCHES = (1 / 60, 1 / 12, 0.25, 0.5, 1, 2, 3, 6, 12, 24, 72, 240, 720, 8760)
_MAX_STRETCHES = 320

ONE_REPORT = "one"
SEVERAL_REPORTS = "this and {more} more of that time"
FIRST_REPORT = "one; the first of this event"
FIRST_REPORTS = "this and {more} more of that time; the first of this event"

NOT_YET_PLACED = "no report yet says where"
NOWHERE_YET = "not reported anywhere yet"
LAST_REPORTED = "last reported {position}; nothing newer public since {moment}"
LAST_PLACED = "last reported {position}"
RECORDED = "recorded {position}"
ESTIMATED = "estimated {position}"

DISTANCE = "{km} km"
AT_STATION = "at {station}, {km} km"
BEYOND_STATION = "beyond {station}, {km} km"
BETWEEN_STATIONS = "between {before} and {after}, {km} km"

RANGE_UNKNOWN = "not known"
NO_DIRECTION = "up to {km:,.0f} km away, in any direction"
POSSIBLE_AT = "at {km} km"
POSSIBLE_RANGE = "from {low} to {high} km"

WINDOW_WORDS = ("Event", "Window", "Estimate", "Says", "Source", "Public")
PUBLICATION_WORDS = ("Public", "Event", "Says", "Source", "Reports")
STRETCH_WORDS = ("Time", "Train", "Possible")
TABLE = (
    "Event",
    "Status",
    "Place",
    "km",
    "Window",
    "Estimate",
    "First report",
    "Delay",
    "Claims",
)


def glance(text: str) -> str:
    """Return a text on one line, cut where it is too long to be read in passing."""
    line = " ".join(text.split())
    return line if len(line) <= _GLANCE else line[: _GLANCE - 1] + "…"


def delay(event: Event, zone: str) -> str:
    """Say how long after an event its first report came; empty where that is not known."""
    first, window = event.first_report, event.window
    if first is None or first.reported_day is None or not window.bounded:
        return later_within(*event.delay)
    last = max(window.start, window.end - 1)
    if clock(window.start, zone).number != clock(last, zone).number:
        return later_within(*event.delay)
    return days_later(first.reported_day, window.start, zone)


def windows(graph: TrainGraph, zone: str) -> pd.DataFrame:
    """Return the windows with WINDOW_WORDS, by the clock of a zone."""
    rows = []
    events = _events(graph)
    for row in graph.windows.to_dict("records"):
        event = events[row["journey"], row["event"]]
        claim = event.first_report or event.claims[0].claim
        timed = math.isfinite(row["moment"])
        rows.append(
            (
                _happened(graph, row["journey"], event),
                window_in_words(event.window, zone, event.calendar),
                in_words(row["moment"], zone) if timed else "none",
                *_said(claim),
                publication(claim, zone),
            )
        )
    words = pd.DataFrame(rows, columns=list(WINDOW_WORDS), index=graph.windows.index, dtype="str")
    return pd.concat([graph.windows, words], axis=1)


def publications(graph: TrainGraph, zone: str) -> pd.DataFrame:
    """Return the publications with PUBLICATION_WORDS, without the claims themselves."""
    rows = []
    events = _events(graph)
    for row in graph.publications.to_dict("records"):
        event = events[row["journey"], row["event"]]
        claims: Sequence[Claim] = row["claims"]
        reports = (
            (FIRST_REPORT, FIRST_REPORTS) if row["first"] else (ONE_REPORT, SEVERAL_REPORTS)
        )[len(claims) > 1]
        rows.append(
            (
                publication(claims[0], zone),
                _happened(graph, row["journey"], event),
                *_said(claims[0]),
                reports.format(more=len(claims) - 1),
            )
        )
    plain = graph.publications.drop(columns="claims")
    words = pd.DataFrame(rows, columns=list(PUBLICATION_WORDS), index=plain.index, dtype="str")
    return pd.concat([plain, words], axis=1)


def stretches(graph: TrainGraph, zone: str) -> pd.DataFrame:
    """
    Return the stretches of time that a pointer can be on, with where the train is said to be then.

    Columns journey, moment (epoch seconds of the middle), x, x2 (hours on the axis) and
    STRETCH_WORDS. The second journey has those that the first does not reach.
    """
    width = next(
        (step for step in _STRETCHES if graph.time.length / step <= _MAX_STRETCHES),
        _STRETCHES[-1],
    )
    rows: list[tuple[object, ...]] = []
    taken = (math.inf, -math.inf)
    for number, placed in enumerate(graph.journeys):
        start, end = placed.journey.span
        step = width * 3600
        middles = np.arange(math.ceil(start / step) * step, end + 1, step)
        x = graph.time.x(middles, number)
        free = (x < taken[0]) | (x > taken[1])
        narrator = Narrator(graph, number, zone)
        for moment, at in zip(middles[free].tolist(), x[free].tolist(), strict=True):
            left, right = max(at - width / 2, 0.0), min(at + width / 2, graph.time.length)
            rows.append((number, moment, left, right, in_words(moment, zone), *narrator(moment)))
        if x.size:
            taken = (float(x[0]) - width / 2, float(x[-1]) + width / 2)
    return pd.DataFrame(rows, columns=["journey", "moment", "x", "x2", *STRETCH_WORDS])


def event_table(graph: TrainGraph, number: int, zone: str) -> pd.DataFrame:
    """
    Return the content of a journey's graph as a table: its events in the order of time.

    Columns as in TABLE, km from the axis's start and empty for what is not on the line, and
    `moment`, the estimate in epoch seconds. Events without a time come last.
    """
    placed = graph.journeys[number]
    journey = placed.journey
    timed = [(journey.moment(event), event) for event in journey.events]
    timed.sort(key=lambda pair: math.inf if pair[0] is None else pair[0])
    rows = []
    for moment, event in timed:
        km = journey.km.get(event.id)
        first = event.first_report
        estimated = moment is not None and event.id in journey.happened.moments
        rows.append(
            (
                noun(event.kind),
                str(event.status),
                journey.gazetteer[event.place].name if event.place else "",
                math.nan if km is None else placed.km(km),
                window_in_words(event.window, zone, event.calendar),
                in_words(moment, zone) if estimated and moment is not None else "",
                "" if first is None else publication(first, zone),
                delay(event, journey.zone_of(event)),
                len(event.claims),
                math.nan if moment is None else moment,
            )
        )
    return pd.DataFrame(rows, columns=[*TABLE, "moment"])


class Narrator:
    """Tells where the train of one journey is by the graph's reading, and where it can be."""

    def __init__(self, graph: TrainGraph, number: int, zone: str) -> None:
        self._placed = graph.journeys[number]
        self._known = graph.reading == "known"
        self._zone = zone
        self._band = _columns(graph.band, number, ("moment", "km_from", "km_to"))
        self._track = _columns(graph.tracks, number, ("moment", "km"))
        tracks = graph.tracks[graph.tracks["journey"] == number]
        reported = tracks.loc[~tracks["held"].astype(bool), "moment"]
        self._reported = (
            (reported.min(), reported.max()) if len(reported) else (math.inf, -math.inf)
        )
        of_it = (graph.stations["journey"] == number) | (graph.shared is not None)
        stations = graph.stations[of_it].sort_values("km", kind="stable")
        self._names = stations["name"].to_list()
        self._km = stations["km"].to_numpy(dtype="float64")

    def __call__(self, moment: float) -> tuple[str, str]:
        """Return both in words, at a moment in epoch seconds."""
        if moment < self._reported[0]:
            return (
                (NOWHERE_YET, RANGE_UNKNOWN)
                if self._known
                else (NOT_YET_PLACED, self._possible(moment))
            )
        km = float(np.interp(moment, self._track["moment"], self._track["km"]))
        at = glance(self.position(km))
        if not self._known:
            return self._certainty(moment).format(position=at), self._possible(moment)
        epoch = self._placed.journey.known.epoch_at(moment)
        if epoch is None or epoch.track is None:
            return NOWHERE_YET, RANGE_UNKNOWN
        train = LAST_REPORTED.format(position=at, moment=in_words(epoch.start, self._zone))
        if epoch.branch is not None:
            return train, self._possible(moment)
        _, low, high = epoch.track.at(np.array(moment))
        return train, NO_DIRECTION.format(km=float(high - low))

    def _certainty(self, moment: float) -> str:
        """Return the sentence for how sure the position at a moment is."""
        if moment > self._reported[1]:
            return LAST_PLACED
        happened = self._placed.journey.happened
        first, last = happened.recorded or (math.inf, -math.inf)
        _, low, high = happened.track.at(np.array(moment))
        return RECORDED if first <= moment <= last and low == high else ESTIMATED

    def position(self, km: float) -> str:
        """Say where a place of the axis is: `at Khasan, 771 km`, or between two stations."""
        if not self._names:
            return DISTANCE.format(km=_km(km))
        nearest = int(np.abs(self._km - km).argmin())
        if abs(self._km[nearest] - km) <= _AT_STATION_KM:
            return AT_STATION.format(station=self._names[nearest], km=_km(km))
        after = int(np.searchsorted(self._km, km))
        if after in {0, len(self._names)}:
            end = self._names[min(after, len(self._names) - 1)]
            return BEYOND_STATION.format(station=end, km=_km(km))
        return BETWEEN_STATIONS.format(
            before=self._names[after - 1], after=self._names[after], km=_km(km)
        )

    def _possible(self, moment: float) -> str:
        low, high = (
            _km(float(np.interp(moment, self._band["moment"], self._band[end])))
            for end in ("km_from", "km_to")
        )
        return (
            POSSIBLE_AT.format(km=low) if low == high else POSSIBLE_RANGE.format(low=low, high=high)
        )


def _km(km: float) -> str:
    """Return whole kilometres; those before the start of the axis with a minus sign."""
    return f"{km:,.0f}".replace("-", "−")


def _columns(frame: pd.DataFrame, number: int, names: Sequence[str]) -> dict[str, np.ndarray]:
    own = frame[frame["journey"] == number]
    return {name: own[name].to_numpy(dtype="float64") for name in names}


def _events(graph: TrainGraph) -> dict[tuple[int, str], Event]:
    return {
        (number, event.id): event
        for number, placed in enumerate(graph.journeys)
        for event in placed.journey.events
    }


def _happened(graph: TrainGraph, number: int, event: Event) -> str:
    words = happening(event.kind, event.place, graph.journeys[number].journey.gazetteer)
    return glance(f"{words}, {event.status}")


def _said(claim: Claim) -> tuple[str, str]:
    return glance(claim.says) or "not stated", glance(attribution(claim))
