"""The time zone of a position, from boundaries that come with a library: no network is asked."""

from __future__ import annotations

from functools import lru_cache

from journeymap.times import known_zones


def zone_at(lat: float, lon: float) -> str | None:
    """
    Return the IANA zone whose clocks are used at a position; None for what is no position.

    The boundaries are those of timezone-boundary-builder (OpenStreetMap, ODbL 1.0), simplified:
    within some hundred metres of one the neighbour's zone may be returned. At sea it is the
    nautical zone of the longitude, such as Etc/GMT+3 (which is UTC−3).

    Parameters
    ----------
    lat, lon
        WGS 84 degrees.
    """
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        return None
    return _zone(round(lat, 4), round(lon, 4))


@lru_cache(maxsize=65_536)
def _zone(lat: float, lon: float) -> str | None:
    # The boundaries take half a second to unpack, and most tables need none.
    from tzfpy import get_tz  # noqa: PLC0415

    name: str = get_tz(lon, lat)
    return name if name in known_zones() else None
