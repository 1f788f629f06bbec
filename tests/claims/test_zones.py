"""The zone of a position is the one whose clocks are used there."""

from __future__ import annotations

import math

import pytest

from journeymap.claims.zones import zone_at


@pytest.mark.parametrize(
    ("lat", "lon", "zone"),
    [
        (-12.05, -77.05, "America/Lima"),
        (39.77, 2.71, "Europe/Madrid"),
        (27.7, 85.3, "Asia/Kathmandu"),
        (43.1, 131.9, "Asia/Vladivostok"),
        (0.0, -40.0, "Etc/GMT+3"),
        (90.0, 0.0, "Etc/GMT"),
        (10.0, 180.0, "Etc/GMT-12"),
        (-17.75, -180.0, "Pacific/Fiji"),
        (91.0, 0.0, None),
        (0.0, 180.1, None),
        (math.nan, 0.0, None),
    ],
)
def test_the_zone_of_a_position(lat: float, lon: float, zone: str | None) -> None:
    assert zone_at(lat, lon) == zone
