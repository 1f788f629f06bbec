"""
Means of travel: what each is called, how fast it is at most, and how its way is drawn.

The speeds are what such a journey hardly exceeds, with the reason for each; a journey's own maximum
speed goes before them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

import pandas as pd

# Where no means are known, km/h: faster than any train or ship, and slower than most planes.
DEFAULT_MAX_SPEED_KMH = 300.0

Drawn = Literal["land", "sea", "air"]


class Means(StrEnum):
    """How a traveller travels."""

    TRAIN = "train"
    CAR = "car"
    BUS = "bus"
    COACH = "coach"
    MOTORCYCLE = "motorcycle"
    BICYCLE = "bicycle"
    FOOT = "foot"
    HORSE = "horse"
    SHIP = "ship"
    BOAT = "boat"
    PLANE = "plane"
    HELICOPTER = "helicopter"


@dataclass(frozen=True, slots=True)
class MeansOfTravel:
    """
    One means of travel.

    `traveller` is what stands for it where the author named nobody. `max_speed_kmh` is its default,
    `reason` says why. On `drawn`: at sea and in the air no line on the ground is followed.
    """

    means: Means
    label: str
    traveller: str
    max_speed_kmh: float
    reason: str
    drawn: Drawn = "land"


_ALL = (
    MeansOfTravel(
        Means.TRAIN, "Train", "The train", 300, "High-speed trains run at up to about 300 km/h."
    ),
    MeansOfTravel(Means.CAR, "Car", "The car", 130, "Motorways rarely allow more than 130 km/h."),
    MeansOfTravel(Means.BUS, "Bus", "The bus", 100, "Buses are rarely allowed more than 100 km/h."),
    MeansOfTravel(
        Means.COACH,
        "Coach with horses",
        "The coach",
        16,
        "Mail coaches with fresh horses at each stage reached about 16 km/h.",
    ),
    MeansOfTravel(
        Means.MOTORCYCLE,
        "Motorcycle",
        "The motorcycle",
        130,
        "Motorways rarely allow more than 130 km/h.",
    ),
    MeansOfTravel(
        Means.BICYCLE, "Bicycle", "The cyclist", 40, "Trained cyclists keep up about 40 km/h."
    ),
    MeansOfTravel(Means.FOOT, "On foot", "The walker", 7, "A fast walk is about 7 km/h."),
    MeansOfTravel(
        Means.HORSE, "On horseback", "The rider", 25, "Couriers with fresh horses rode 25 km/h."
    ),
    MeansOfTravel(
        Means.SHIP, "Ship", "The ship", 60, "Fast liners made about 30 knots, 56 km/h.", "sea"
    ),
    MeansOfTravel(
        Means.BOAT, "Boat", "The boat", 40, "Boats under sail or oar hardly pass 20 knots.", "sea"
    ),
    MeansOfTravel(
        Means.PLANE,
        "Plane",
        "The plane",
        1100,
        "Jet airliners cruise at about 900 km/h, and a tail wind adds up to 200.",
        "air",
    ),
    MeansOfTravel(
        Means.HELICOPTER,
        "Helicopter",
        "The helicopter",
        300,
        "Few helicopters pass 300 km/h.",
        "air",
    ),
)
MEANS = {each.means: each for each in _ALL}


def means_of(rows: pd.DataFrame) -> set[Means]:
    """Return the means that rows of an event table name, checked or not."""
    if "means" not in rows:
        return set()
    return {Means(cell) for cell in set(rows["means"].str.strip()) & set(Means)}


def fastest(used: Iterable[Means | None]) -> MeansOfTravel | None:
    """Return the means with the greatest default speed; None where none is known."""
    known = [MEANS[each] for each in used if each is not None]
    return max(known, key=lambda each: each.max_speed_kmh, default=None)
