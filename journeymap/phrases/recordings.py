"""What a reader is told of a recording, where it is not shown or believed as it is."""

from __future__ import annotations

from journeymap.authoring.imports.imported import Traveller
from journeymap.lines.simplified_recording import (
    FasterThanAssumed,
    GapsBridged,
    LineSimplified,
    RecordingNotice,
)
from journeymap.phrases.forms import Forms
from journeymap.times import in_words

GAP = "Not recorded: the line is drawn straight from the last point to the next."

SIMPLIFIED = (
    "The line is drawn from {vertices:,} of {points:,} recorded points and is up to "
    "{off_px:.1f} pixels off where all of it fits the map."
)
BRIDGED = (
    "The recording stops and goes on more often than can be shown: {count:,} of the shortest "
    "gaps are drawn as if recorded."
)
FASTER = (
    "The recording is as fast as {kmh:,.0f} km/h on {moment}, and the maximum speed of this "
    "journey is {max_speed_kmh:,.0f} km/h. The recording is shown as it is: give the journey a "
    "greater speed, or remove wrong points."
)


def notice_in_words(notice: RecordingNotice, zone: str) -> str:
    """Say a notice in a sentence or two, by the clock of `zone`."""
    match notice:
        case LineSimplified(vertices, points, off_px):
            return SIMPLIFIED.format(vertices=vertices, points=points, off_px=off_px)
        case GapsBridged(count):
            return BRIDGED.format(count=count)
        case FasterThanAssumed(kmh, at, max_speed_kmh):
            return FASTER.format(kmh=kmh, moment=in_words(at, zone), max_speed_kmh=max_speed_kmh)


def traveller_in_words(traveller: Traveller) -> str:
    """Name one of several travellers of a file, with what the file has of it."""
    positions = Forms("1 position", "{count:,} positions").of(traveller.count)
    told = f"{traveller.name}: {positions.format(count=traveller.count)}"
    if traveller.first is None or traveller.last is None:
        return f"{told}, no times"
    first, last = (in_words(at, "UTC") for at in (traveller.first, traveller.last))
    return f"{told}, {first} to {last}"
