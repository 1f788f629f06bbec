"""A place that a name, or a click on a map, may mean."""

from __future__ import annotations

from dataclasses import dataclass, fields

from journeymap.authoring.geocoding.cities import Cities, City, Nearest
from journeymap.claims.gazetteer import Place

# A city this many times as far as the nearest may as well be on the same side of a border.
_AS_NEAR = 3.0
_GEONAMES_LICENCE = "CC BY 4.0 (GeoNames)"


@dataclass(frozen=True)
class Candidate:
    """
    What a place may be; all but `unsure` as in journeymap.claims.gazetteer.Place.

    `unsure` tells why a person should look before it is taken; it is empty only for a place that
    the gazetteer of the journeys names.
    """

    name: str
    name_local: str
    lat: float
    lon: float
    zone: str
    kind: str
    detail: str
    source: str
    licence: str
    accuracy_m: float
    unsure: str

    @property
    def is_sure(self) -> bool:
        """Whether it can be taken without asking anyone."""
        return not self.unsure

    def to_place(self, key: str) -> Place:
        """Return the place that it is, by a key of the caller's."""
        told = {field.name: getattr(self, field.name) for field in fields(self)}
        del told["unsure"]
        return Place(key=key, **told)


def of_place(place: Place) -> Candidate:
    """Return what the gazetteer of the journeys has under the very name."""
    told = {field.name: getattr(place, field.name) for field in fields(place)}
    del told["key"]
    return Candidate(**told, unsure="")


def of_city(city: City, namesakes: int) -> Candidate:
    """Return a city, one of so many that have its name."""
    unsure = (
        f"One of {namesakes} towns of this name."
        if namesakes > 1
        else "The only town of this name in the gazetteer, which has no villages."
    )
    return Candidate(
        name=city.name,
        name_local=city.name_local,
        lat=city.lat,
        lon=city.lon,
        zone=city.zone,
        kind="city",
        detail=city.detail,
        source=f"GeoNames, id {city.geonameid}",
        licence=_GEONAMES_LICENCE,
        accuracy_m=city.accuracy_m,
        unsure=unsure,
    )


def of_click(cities: Cities, lon: float, lat: float, accuracy_m: float) -> Candidate:
    """
    Return a position that a person showed on a map, told by the city nearest to it.

    `accuracy_m` is how exactly they could show it. A longitude beyond ±180 is brought back.
    Raises ValueError for what is no position.
    """
    nearest = cities.nearest(lon, lat)
    others = cities.zones_within(lon, lat, _AS_NEAR * nearest.km)[1:]
    doubt = [f"Check its time zone: {' and '.join(others)} is near as well."] if others else []
    return Candidate(
        name=nearest.name,
        name_local=nearest.city.name_local if nearest.is_within else "",
        lat=lat,
        lon=(lon + 180.0) % 360.0 - 180.0,
        zone=nearest.city.zone,
        kind="place",
        detail=zone_detail(nearest),
        source="shown on the map",
        licence="",
        accuracy_m=accuracy_m,
        unsure=" ".join(["Shown on the map; the name only says where it lies.", *doubt]),
    )


def zone_detail(nearest: Nearest) -> str:
    """Return whose time zone a position is given, and how far that city is."""
    city, km = nearest.city, max(nearest.km, 1)
    return f"time zone of {city.name}, {city.country}, {km:.0f} km away"
