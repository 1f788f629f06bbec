"""A journey in a notebook: shown in a frame of its own, and as tables of pandas."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cached_property
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pandas as pd

from journeymap.errors import JourneyMapError, TableError
from journeymap.exports import FORMATS
from journeymap.exports.shared import NO_RANGE_KM, wrapped
from journeymap.journeys.journey import Journey
from journeymap.journeys.library import Library
from journeymap.phrases import commands as words
from journeymap.settings import settings
from journeymap.web.commands.files import (
    FileJourney,
    SeveralTravellersError,
    Wishes,
    read_journeys,
)
from journeymap.web.commands.findings import findings

_HEIGHT = 640
# Scripts of its own in an origin of its own, and links that open beside the notebook.
_SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox"
_WGS84 = "EPSG:4326"


def read(  # noqa: PLR0913 - what can be asked for
    source: str | Path | pd.DataFrame,
    *,
    traveller: str = "",
    correct: bool = False,
    largest_town: bool = False,
    zone: str = "",
    title: str = "",
) -> JourneyView:
    """
    Return the journey in a file, or in a frame.

    Parameters
    ----------
    source
        The path of any file that the Make page reads, or a frame with columns as such a table
        has them.
    traveller
        Name of one traveller, where the file has several.
    correct
        Whether to take the corrections that leave no question, and the towns that alone have the
        name of a place.
    largest_town
        Whether to take the largest town where several have the name of a place.
    zone
        IANA zone of times that have none, with `correct`; “place” is that of each row's place.
    title
        Title of the journey.

    Raises
    ------
    TableError
        It cannot be read; the hint says what to do.
    SeveralTravellersError
        It has several travellers, and none was chosen.
    """
    wishes = Wishes(traveller, False, correct, largest_town, title, zone)  # noqa: FBT003
    limits = settings()
    base = Library.read(limits.data)
    try:
        if isinstance(source, pd.DataFrame):
            with TemporaryDirectory() as folder:
                path = Path(folder) / "frame.csv"
                path.write_text(_as_csv(source), encoding="utf-8", newline="")
                (read_one,) = read_journeys(path, wishes, base, limits)
        else:
            (read_one,) = read_journeys(Path(source), wishes, base, limits)
    except SeveralTravellersError as error:
        raise SeveralTravellersError(str(error), words.SEVERAL_IN_NOTEBOOK) from None
    return JourneyView(read_one.library, read_one.id, read_one)


def journey(name: str) -> JourneyView:
    """Return a built-in journey, or one of the data folder. Raises UnknownJourneyError."""
    library = Library.read(settings().data)
    library.journey(name)
    return JourneyView(library, name)


def _as_csv(frame: pd.DataFrame) -> str:
    text = io.StringIO()
    # A named index is a column; row numbers are none.
    named = [name for name in frame.index.names if name is not None]
    frame.to_csv(text, index=bool(named), lineterminator="\r\n")
    return text.getvalue()


class JourneyView:
    """
    A journey as a notebook shows it: the map with its timeline, and tables.

    Times in tables are UTC, to the millisecond; NaT is an end that is not known. Kilometres
    count along the way travelled, positions are WGS 84 degrees.
    """

    def __init__(self, library: Library, name: str, source: FileJourney | None = None) -> None:
        """Show a journey of a library; `source` is the file that it is of."""
        self._library, self.id, self._source = library, name, source

    @cached_property
    def _journey(self) -> Journey:
        return self._library.journey(self.id)

    @property
    def title(self) -> str:
        """The title."""
        return self._library.title(self.id)

    @cached_property
    def problems(self) -> pd.DataFrame:
        """What is wrong, or likely so: level, code, rows, column, value, why, hint, corrections."""
        found = [] if self._source is None else findings(self._source)
        return pd.DataFrame(
            [each.as_json for each in found],
            columns=["level", "code", "rows", "column", "value", "why", "hint", "corrections"],
        )

    @cached_property
    def events(self) -> pd.DataFrame:
        """
        The events, in the order of the table, by id.

        Columns: kind, status, place, place_local, lat, lon, time_from, time_to, km, claims (how
        many), sources (who published them).
        """
        journey = self._journey
        places = [event.place and journey.gazetteer[event.place] for event in journey.events]
        windows = [event.window for event in journey.events]
        return pd.DataFrame(
            {
                "kind": [str(event.kind) for event in journey.events],
                "status": [str(event.status) for event in journey.events],
                "place": [place.name if place else None for place in places],
                "place_local": [place.name_local if place else None for place in places],
                "lat": [place.lat if place else np.nan for place in places],
                "lon": [place.lon if place else np.nan for place in places],
                "time_from": _moments([window.start for window in windows]),
                "time_to": _moments([window.end for window in windows]),
                "km": [journey.km.get(event.id, np.nan) for event in journey.events],
                "claims": [len(event.claims) for event in journey.events],
                "sources": [
                    ", ".join(dict.fromkeys(each.claim.source for each in event.claims))
                    for event in journey.events
                ],
            },
            index=pd.Index([event.id for event in journey.events], name="event"),
        )

    @cached_property
    def fixes(self) -> pd.DataFrame:
        """
        Where the traveller was for certain, in the order of time, by event.

        Columns: place, lat, lon, time (at which the timeline puts it), km.
        """
        journey = self._journey
        placed = journey.fixes
        keys = [each.event.place for each in placed]
        places = [journey.gazetteer[key] for key in keys if key is not None]
        return pd.DataFrame(
            {
                "place": [place.name for place in places],
                "lat": [place.lat for place in places],
                "lon": [place.lon for place in places],
                "time": _moments([each.moment for each in placed]),
                "km": [each.km for each in placed],
            },
            index=pd.Index([each.event.id for each in placed], name="event"),
        )

    @cached_property
    def tracks(self) -> pd.DataFrame:
        """
        Where the traveller can have been, at the moments between which it goes evenly.

        Columns: time, km (the estimate), low_km, high_km (the bounds), lat, lon (of the
        estimate), estimated (false where it was recorded).
        """
        journey = self._journey
        track = journey.happened.track
        points = [journey.line.point_at(km) for km in track.best]
        recorded = journey.happened.recorded is not None
        return pd.DataFrame(
            {
                "time": _moments(track.t),
                "km": track.best,
                "low_km": track.low,
                "high_km": track.high,
                "lat": [round(float(point[1]), 5) for point in points],
                "lon": [wrapped(point[0]) for point in points],
                "estimated": (track.high - track.low > NO_RANGE_KM) | (not recorded),
            }
        )

    def geodataframe(self, of: str = "events") -> Any:
        """
        Return `events`, `fixes` or `tracks` as a GeoDataFrame of points in WGS 84.

        Rows without a position are left out. Raises JourneyMapError without geopandas.
        """
        frames = {"events": self.events, "fixes": self.fixes, "tracks": self.tracks}
        if of not in frames:
            raise TableError(
                words.NO_SUCH_FRAME.format(name=of),
                words.NO_SUCH_FRAME_HINT.format(names=", ".join(frames)),
            )
        try:
            import geopandas  # noqa: PLC0415 - only whoever has it can ask for it
        except ImportError:
            raise JourneyMapError(words.NO_GEOPANDAS, words.NO_GEOPANDAS_HINT) from None
        frame = frames[of].dropna(subset=["lat", "lon"])
        points = geopandas.points_from_xy(frame["lon"], frame["lat"], crs=_WGS84)
        return geopandas.GeoDataFrame(frame, geometry=points)

    def to(self, ending: str, **options: str | float) -> bytes:
        """
        Return the journey in a format, such as `html` or `geojson`, with its parameters.

        Raises JourneyMapError for anything that is no format or parameter.
        """
        if ending not in FORMATS:
            raise TableError(
                words.NO_FORMAT_NAMED.format(name=ending),
                words.ONE_OF.format(names=", ".join(FORMATS)),
            )
        asked = FORMATS[ending].asked({name: str(value) for name, value in options.items()})
        return FORMATS[ending].make(self._library, self.id, **asked)

    def _repr_html_(self) -> str:
        """Return the map in a frame that asks nobody for anything; an error as text."""
        try:
            page = self.to("html").decode()
        except JourneyMapError as error:
            return f"<pre>{escape(words.error_lines(str(error), error.hint))}</pre>"
        shown = {
            "title": self.title,
            "srcdoc": page,
            "sandbox": _SANDBOX,
            "width": "100%",
            "height": str(_HEIGHT),
            "style": "border:0",
        }
        attributes = " ".join(f'{name}="{escape(value)}"' for name, value in shown.items())
        return f"<iframe {attributes}></iframe>"

    def __repr__(self) -> str:
        """Return the title, and what there is to see."""
        return f"<journey “{self.title}”: {len(self._library.table.claims)} claims>"


def _moments(seconds: Sequence[float] | np.ndarray) -> pd.DatetimeIndex:
    """Return epoch seconds as moments in UTC, to the millisecond."""
    values = np.asarray(seconds, dtype="float64")
    known = np.isfinite(values)
    whole = np.where(known, np.round(np.where(known, values, 0) * 1000), 0).astype("int64")
    moments = whole.astype("datetime64[ms]")
    moments[~known] = np.datetime64("NaT")
    return pd.DatetimeIndex(moments).tz_localize("UTC")
