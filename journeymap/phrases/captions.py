"""What is said of a moment: where the traveller was, and where else it can have been."""

from __future__ import annotations

import math

from journeymap.journeys.journey import Journey
from journeymap.phrases.places import AT_KM, NARROW_KM, place_in_words
from journeymap.phrases.sentences import sentence_at, traveller_in_words

NO_TIMES = "No time of this journey is known: the line is shown without a timeline."
# The front end's caption.js says the same.
RANGE = "At no more than {speed:g} km/h {who} can have been {low} to {high} km from {start}."
START_OF_THE_LINE = "the start of the line"


def caption_at(journey: Journey, at: float) -> str:
    """Say where the traveller was at a moment, who says so, and the range that is possible."""
    if journey.timeless:
        return NO_TIMES
    sentence, possible = sentence_at(journey, at), range_at(journey, at)
    return f"{sentence} {possible}" if possible else sentence


def range_at(journey: Journey, at: float) -> str:
    """Say in what range the traveller can have been; empty where that is not worth words."""
    _, low, high = journey.position_at(at)
    if high - low <= NARROW_KM:
        return ""
    # The stops of a recording may begin far along it.
    begins = [key for key, km in journey.line.stops[:1] if km <= AT_KM]
    return RANGE.format(
        speed=journey.config.max_speed_kmh,
        who=traveller_in_words(journey.config.traveller),
        low=_km(low),
        high=_km(high),
        start=place_in_words(journey, begins[0]) if begins else START_OF_THE_LINE,
    )


def _km(km: float) -> str:
    # Halves up, as JavaScript rounds.
    return f"{math.floor(km + 0.5):,}"
