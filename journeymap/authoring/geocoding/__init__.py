"""Positions of places by name: the journeys' own places, the cities of GeoNames, a service."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from journeymap.authoring.geocoding.cities import cities_in
from journeymap.authoring.geocoding.lookup import Lookup
from journeymap.authoring.geocoding.nominatim import Answers, NominatimService
from journeymap.claims.gazetteer import Gazetteer
from journeymap.settings import Settings

CITIES = Path(__file__).resolve().parents[3] / "data" / "gazetteer"


def lookup_of(
    limits: Settings, gazetteer: Gazetteer, answers: Answers, count_question: Callable[[], int]
) -> Lookup:
    """
    Return the lookup that the host has configured, with the service only when it is switched on.

    `count_question` counts one question and returns how many all readers have asked today.
    Raises SettingError when the settings of the service are invalid.
    """
    cities = cities_in(CITIES)
    if not limits.geocoding:
        return Lookup(gazetteer, cities)
    return Lookup(gazetteer, cities, NominatimService(limits, answers, count_question, cities))
