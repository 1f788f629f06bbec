"""What the messages about a suspected error or a correction name, beside rows and cells."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from journeymap.authoring.corrections.parse_moments import DateOrder


@dataclass(frozen=True)
class Change:
    """The text of a cell, or of several, before and after a correction."""

    before: str
    after: str


@dataclass(frozen=True)
class DateReading:
    """One day that a written date can mean."""

    text: str
    order: DateOrder
    day: dt.date


@dataclass(frozen=True)
class ZoneReading:
    """
    Times read in one zone: `zone` is an IANA name, `Z`, or an offset.

    `change` is an example. `total` counts the cells in question; the clock of the zone shows some
    of them twice or not at all, and these are left as they are.
    """

    zone: str
    change: Change
    total: int
    name: str = ""  # the abbreviation that is read so


@dataclass(frozen=True)
class Visit:
    """The first of some visits that end before they begin, by its rows; `count` is of all."""

    place: str
    arrival: int
    departure: int
    count: int


@dataclass(frozen=True)
class Far:
    """
    How far a row lies from where it is expected, and how far once it is corrected.

    `place` is the name whose position is compared; None where it is those of the rows around it.
    """

    row: int
    place: str | None
    km: float
    corrected_km: float


class Certainty(StrEnum):
    """What shows that latitude and longitude are swapped, other than a distance."""

    DIRECTIONS = "directions"
    BEYOND_90 = "beyond-90"


@dataclass(frozen=True)
class Quoted:
    """A cell that is quoted, by its row."""

    row: int
    text: str


@dataclass(frozen=True)
class DateQuestion:
    """
    A date that can mean several days, in `readings`.

    `proofs` are cells that can be read in one order only. `zone_follows` says that the time zone
    is asked once the day is known.
    """

    readings: tuple[DateReading, ...]
    proofs: tuple[tuple[Quoted, DateOrder], ...]
    zone_follows: bool


@dataclass(frozen=True)
class ZoneNames:
    """An abbreviation that several zones share, and the offset of each."""

    name: str
    offsets: tuple[str, ...]


@dataclass(frozen=True)
class ClockTime:
    """What a clock in a zone showed twice, or never."""

    text: str
    zone: str


@dataclass(frozen=True)
class SeveralPlaces:
    """The places at which a journey is at one moment, in epoch seconds."""

    moment: float
    zone: str
    places: tuple[str, ...]


@dataclass(frozen=True)
class Repeat:
    """The first row that repeats an earlier one; `count` is of all that do."""

    row: int
    earlier: int
    count: int


@dataclass(frozen=True)
class Speed:
    """What would have to be travelled between two rows; times in seconds."""

    start: str
    end: str
    km: float
    seconds: float
    limit_kmh: float

    @property
    def kmh(self) -> float:
        """The speed needed."""
        return self.km / (self.seconds / 3600)


@dataclass(frozen=True)
class MoreSpeeds:
    """How many pairs of places more need more than the maximum speed."""

    pairs: int
    limit_kmh: float


ErrorDetails = (
    Certainty
    | ClockTime
    | DateQuestion
    | Far
    | MoreSpeeds
    | Quoted
    | Repeat
    | SeveralPlaces
    | Speed
    | Visit
    | ZoneNames
    | None
)
CorrectionDetails = Change | DateReading | ZoneReading | Visit | str | None
