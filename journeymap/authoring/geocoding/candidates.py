"""A place that a name, or a click on a map, may mean."""

from __future__ import annotations

from dataclasses import dataclass, replace

from journeymap.claims.cities import Cities, City, Nearest
from journeymap.claims.gazetteer import Place

# The right time zone may be that of a city up to this many times as far as the nearest one.
_AS_NEAR = 3.0
_GEONAMES_LICENCE = "CC BY 4.0 (GeoNames)"


@dataclass(frozen=True)
class Candidate:
    """
    A place that is meant, perhaps.

    `unsure` says why a person should check it; it is empty only for a place of the journeys' own
    gazetteer. The key of any other place is empty until it is taken.
    """

    place: Place
    unsure: str = ""

    def to_place(self, key: str) -> Place:
        """Return the place under a key of the caller's."""
        return replace(self.place, key=key)


def of_city(city: City, namesakes: int) -> Candidate:
    """Return a city; `namesakes` is how many have its name, itself included."""
    unsure = (
        f"One of {namesakes} towns of this name."
        if namesakes > 1
        else "The only town of this name in the gazetteer, which has no villages."
    )
    place = Place(
        key="",
        name=city.name,
        name_local=city.name_local,
        lat=city.lat,
        lon=city.lon,
        zone=city.zone,
        kind="city",
        accuracy_m=city.accuracy_m,
        source=f"GeoNames, id {city.geonameid}",
        licence=_GEONAMES_LICENCE,
        detail=city.detail,
    )
    return Candidate(place, unsure)


def of_click(cities: Cities, lon: float, lat: float, accuracy_m: float) -> Candidate:
    """
    Return a position that a person clicked on a map, named after the nearest city.

    Parameters
    ----------
    cities
        The cities that it can be named after.
    lon, lat
        Degrees; a longitude beyond ±180 is wrapped.
    accuracy_m
        How exactly a click shows a place, metres.

    Raises
    ------
    ValueError
        When lon and lat are no position.
    """
    nearest = cities.nearest(lon, lat)
    others = cities.zones_within(lon, lat, _AS_NEAR * nearest.km)[1:]
    unsure = "You clicked it on the map. Its name only describes where it is."
    if others:
        unsure += f" Check its time zone: {' and '.join(others)} is near as well."
    place = Place(
        key="",
        name=nearest.name,
        name_local=nearest.city.name_local if nearest.is_within else "",
        lat=lat,
        lon=(lon + 180.0) % 360.0 - 180.0,
        zone=nearest.city.zone,
        kind="place",
        accuracy_m=accuracy_m,
        source="shown on the map",
        licence="",
        detail=zone_detail(nearest),
    )
    return Candidate(place, unsure)


def zone_detail(nearest: Nearest) -> str:
    """Return the city whose time zone a position gets, and its distance."""
    city, km = nearest.city, max(nearest.km, 1)
    return f"time zone of {city.name}, {city.country}, {km:.0f} km away"
