"""The train graph in words: what is told at a mark, and a table with the same content."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd

from journeymap.analysis.train_graph.tables import TrainGraph
from journeymap.claims.fusion import Event
from journeymap.claims.table import Claim
from journeymap.phrases.claims import attribution, happening, noun, publication, window_in_words
from journeymap.times import in_words

# What a reader takes in at a glance; the table and the Journey page have the rest.
_GLANCE = 260

# This near to a station a train is at it.
_AT_STATION_KM = 1.5

# Widths of the stretches of time that a pointer can be on, hours.
_STRETCHES = (1 / 60, 1 / 12, 0.25, 0.5, 1, 2, 3, 6, 12, 24, 72, 240, 720, 8760)
_MAX_STRETCHES = 320

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


def duration(seconds: float) -> str:
    """Say how long: `15 minutes`, `1 h 41 min`, `2 days`."""
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes} minute{'' if minutes == 1 else 's'}"
    hours, rest = divmod(minutes, 60)
    if hours >= 48:
        return f"{round(minutes / 1440)} days"
    return f"{hours} h {rest} min" if rest else f"{hours} hour{'' if hours == 1 else 's'}"


def delay(event: Event) -> str:
    """Say how long after an event its first report came; empty where that is not told."""
    least, most = event.delay
    if most is None:
        return "" if least is None else f"at least {duration(least)}"
    if not least:
        return f"at most {duration(most)}"
    words = [duration(least), duration(most)]
    return " to ".join(dict.fromkeys(words))


def windows(graph: TrainGraph, zone: str) -> pd.DataFrame:
    """Return the windows with WINDOW_WORDS, by the clock of a zone."""
    rows = []
    events = _events(graph)
    for row in graph.windows.to_dict("records"):
        event = events[row["journey"], row["event"]]
        claim = event.first_report or event.claims[0].claim
        told = math.isfinite(row["moment"])
        rows.append(
            (
                _happened(graph, row["journey"], event),
                window_in_words(event.window, zone),
                in_words(row["moment"], zone) if told else "none",
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
        more = "one" if len(claims) == 1 else f"this and {len(claims) - 1} more of that time"
        rows.append(
            (
                publication(claims[0], zone),
                _happened(graph, row["journey"], event),
                *_said(claims[0]),
                f"{more}; the first of this event" if row["first"] else more,
            )
        )
    plain = graph.publications.drop(columns="claims")
    words = pd.DataFrame(rows, columns=list(PUBLICATION_WORDS), index=plain.index, dtype="str")
    return pd.concat([plain, words], axis=1)


def stretches(graph: TrainGraph, zone: str) -> pd.DataFrame:
    """
    Return the stretches of time that a pointer can be on, with what is told of the train then.

    Columns journey, moment (epoch seconds of the middle), x, x2 (hours on the axis) and
    STRETCH_WORDS. The second journey has those that the first does not reach.
    """
    width = next(
        (step for step in _STRETCHES if graph.time.length / step <= _MAX_STRETCHES),
        _STRETCHES[-1],
    )
    rows: list[tuple[object, ...]] = []
    taken = (math.inf, -math.inf)
    for number, laid in enumerate(graph.laid):
        start, end = laid.journey.span
        step = width * 3600
        middles = np.arange(math.ceil(start / step) * step, end + 1, step)
        x = graph.time.x(middles, number)
        free = (x < taken[0]) | (x > taken[1])
        told = Narrator(graph, number, zone)
        for moment, at in zip(middles[free].tolist(), x[free].tolist(), strict=True):
            left, right = max(at - width / 2, 0.0), min(at + width / 2, graph.time.length)
            rows.append((number, moment, left, right, in_words(moment, zone), *told(moment)))
        if x.size:
            taken = (float(x[0]) - width / 2, float(x[-1]) + width / 2)
    return pd.DataFrame(rows, columns=["journey", "moment", "x", "x2", *STRETCH_WORDS])


def event_table(graph: TrainGraph, number: int, zone: str) -> pd.DataFrame:
    """
    Return the content of a journey's graph as a table: its events in the order of time.

    Columns as in TABLE, km from the axis's start and empty for what is not on the line, and
    `moment`, the estimate in epoch seconds. Events without a time come last.
    """
    laid = graph.laid[number]
    journey = laid.journey
    timed = [(journey.moment(event), event) for event in journey.events]
    timed.sort(key=lambda pair: math.inf if pair[0] is None else pair[0])
    rows = []
    for moment, event in timed:
        km = journey.km.get(event.id)
        first = event.first_report
        placed = moment is not None and event.id in journey.happened.moments
        rows.append(
            (
                noun(event.kind),
                str(event.status),
                journey.gazetteer[event.place].name if event.place else "",
                math.nan if km is None else laid.km(km),
                window_in_words(event.window, zone),
                in_words(moment, zone) if placed and moment is not None else "",
                "" if first is None else publication(first, zone),
                delay(event),
                len(event.claims),
                math.nan if moment is None else moment,
            )
        )
    return pd.DataFrame(rows, columns=[*TABLE, "moment"])


class Narrator:
    """Tells where the train of one journey is by the graph's reading, and where it can be."""

    def __init__(self, graph: TrainGraph, number: int, zone: str) -> None:
        self._laid = graph.laid[number]
        self._known = graph.reading == "known"
        self._zone = zone
        self._band = _columns(graph.band, number, ("moment", "km_from", "km_to"))
        self._track = _columns(graph.tracks, number, ("moment", "km"))
        tracks = graph.tracks[graph.tracks["journey"] == number]
        told = tracks.loc[~tracks["held"].astype(bool), "moment"]
        self._told = (told.min(), told.max()) if len(told) else (math.inf, -math.inf)
        of_it = (graph.stations["journey"] == number) | (graph.shared is not None)
        stations = graph.stations[of_it].sort_values("km", kind="stable")
        self._names = stations["name"].to_list()
        self._km = stations["km"].to_numpy(dtype="float64")

    def __call__(self, moment: float) -> tuple[str, str]:
        """Return both in words, at a moment in epoch seconds."""
        if moment < self._told[0]:
            train = "not reported anywhere yet" if self._known else "not yet placed"
            return train, "not known" if self._known else self._possible(moment)
        km = float(np.interp(moment, self._track["moment"], self._track["km"]))
        at = glance(self.position(km))
        if not self._known:
            sure = "last placed" if moment > self._told[1] else self._sure(moment)
            return f"{sure} {at}", self._possible(moment)
        epoch = self._laid.journey.known.epoch_at(moment)
        if epoch is None or epoch.track is None:
            return "not reported anywhere yet", "not known"
        since = in_words(epoch.start, self._zone)
        train = f"last reported {at}; nothing newer public since {since}"
        if epoch.way is not None:
            return train, self._possible(moment)
        _, low, high = epoch.track.at(np.array(moment))
        return train, f"up to {float(high - low):,.0f} km away, in no direction known"

    def _sure(self, moment: float) -> str:
        happened = self._laid.journey.happened
        first, last = happened.recorded or (math.inf, -math.inf)
        _, low, high = happened.track.at(np.array(moment))
        return "recorded" if first <= moment <= last and low == high else "estimated"

    def position(self, km: float) -> str:
        """Say where a place of the axis is: `at Khasan, 771 km`, or between two stations."""
        told = f"{km:,.0f} km".replace("-", "−")
        if not self._names:
            return told
        nearest = int(np.abs(self._km - km).argmin())
        if abs(self._km[nearest] - km) <= _AT_STATION_KM:
            return f"at {self._names[nearest]}, {told}"
        after = int(np.searchsorted(self._km, km))
        if after in {0, len(self._names)}:
            return f"beyond {self._names[min(after, len(self._names) - 1)]}, {told}"
        return f"between {self._names[after - 1]} and {self._names[after]}, {told}"

    def _possible(self, moment: float) -> str:
        ends = (
            float(np.interp(moment, self._band["moment"], self._band[end]))
            for end in ("km_from", "km_to")
        )
        least, most = (f"{end:,.0f}".replace("-", "−") for end in ends)
        return f"at {least} km" if least == most else f"from {least} to {most} km"


def _columns(frame: pd.DataFrame, number: int, names: Sequence[str]) -> dict[str, np.ndarray]:
    own = frame[frame["journey"] == number]
    return {name: own[name].to_numpy(dtype="float64") for name in names}


def _events(graph: TrainGraph) -> dict[tuple[int, str], Event]:
    return {
        (number, event.id): event
        for number, laid in enumerate(graph.laid)
        for event in laid.journey.events
    }


def _happened(graph: TrainGraph, number: int, event: Event) -> str:
    words = happening(event.kind, event.place, graph.laid[number].journey.gazetteer)
    return glance(f"{words}, {event.status}")


def _said(claim: Claim) -> tuple[str, str]:
    return glance(claim.says) or "not told", glance(attribution(claim))
