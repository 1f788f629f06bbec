"""Places of the line in words, as sentences name them; words/places.js says the same."""

from __future__ import annotations

import re

from journeymap.journeys.journey import Journey

# As near as this to a named place is at it; a range shorter is not worth words. Kilometres.
AT_KM, NARROW_KM = 0.5, 5

THE_PLACE = "the {name}"
# Kinds of places that are spoken of with an article.
_WITH_ARTICLE = re.compile("bridge|river|cosmodrome|campus", re.IGNORECASE)

# A stop of the line: the key of its place, and its kilometre.
Stop = tuple[str, float]


def place_in_words(journey: Journey, key: str) -> str:
    """Name a place within a sentence: `Khasan`, `the Razdolnaya bridge`."""
    place = journey.gazetteer[key]
    return THE_PLACE.format(name=place.name) if _WITH_ARTICLE.search(place.kind) else place.name


def stops_around(journey: Journey, low: float, high: float) -> tuple[Stop, Stop] | None:
    """Return the last stop at or behind `low` and the first at or ahead of `high`, kilometres."""
    stops = journey.line.stops
    if not stops:
        return None
    behind = next((stop for stop in reversed(stops) if stop[1] <= low + AT_KM), stops[0])
    ahead = next((stop for stop in stops if stop[1] >= high - AT_KM), stops[-1])
    return behind, ahead


def places_of_range(journey: Journey, low: float, high: float) -> tuple[str, str] | None:
    """
    Name the places between which a range lies; None where no two are known.

    Where the line doubles back, both ends can lie at one place: then it lies between that and the
    place where it turned.
    """
    around = stops_around(journey, low, high)
    if around is None or around[0] == around[1]:
        return None
    (behind, behind_km), (ahead, ahead_km) = around
    if behind == ahead:
        inside = [key for key, km in journey.line.stops if behind_km < km < ahead_km]
        if not inside or inside[len(inside) // 2] == behind:
            return None
        ahead = inside[len(inside) // 2]
    return place_in_words(journey, behind), place_in_words(journey, ahead)
