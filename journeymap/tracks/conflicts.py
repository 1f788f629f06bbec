"""Why a report is not believed, as values; `phrases` has the sentences."""

from __future__ import annotations

from dataclasses import dataclass

from journeymap.claims.columns import Kind
from journeymap.tracks.consistency import CLOCK_ROUNDING


@dataclass(frozen=True, slots=True)
class SpeedConflict:
    """
    An event cannot be true together with another that is believed, at the maximum speed.

    The other is `other_event`, of `other_kind` at `other_place`; all three are None when it is the
    recording. They are `km` apart, and there are `seconds` to travel between them: none or fewer
    when they are in the wrong order.
    """

    other_event: str | None
    other_kind: Kind | None
    other_place: str | None
    km: float
    seconds: float

    @property
    def speed_kmh(self) -> float | None:
        """The speed that both would need to be true; None when no speed is enough."""
        return None if self.seconds < CLOCK_ROUNDING else self.km / self.seconds * 3600


@dataclass(frozen=True, slots=True)
class RecordingConflict:
    """
    An event at `place` cannot be true together with the recording, which stays `km` away from it.

    `recorded` when the recording says where it was for the whole window; else what it says before
    and after the window leaves no time to come nearer.
    """

    place: str
    km: float
    recorded: bool


Conflict = SpeedConflict | RecordingConflict
