"""Positions of places by name: the journeys' own places, the cities of GeoNames, a service."""

from __future__ import annotations

from collections.abc import Callable

from journeymap.authoring.geocoding.lookup import Lookup
from journeymap.authoring.geocoding.nominatim import Answers, NominatimService
from journeymap.claims.cities import CITIES, cities_in
from journeymap.claims.gazetteer import Gazetteer
from journeymap.settings import Settings

__all__ = ["CITIES", "lookup_of"]


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
