"""What an address can ask of an export: parameters with their limits, read from text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from journeymap.errors import JourneyMapError
from journeymap.exports.png.picture import HEIGHT, MAX, MIN, WIDTH
from journeymap.journeys.config import MAX_SPEED_KMH
from journeymap.times import parse_moment

# Values that exports take: moments in epoch seconds, whole numbers, words.
Value = float | int | str


class ParameterError(JourneyMapError):
    """A parameter of an address has a value that is not allowed."""


@dataclass(frozen=True)
class Parameter:
    """One parameter of an address; `read` returns its value, and raises ParameterError."""

    name: str
    read: Callable[[str], Value]


def whole_number(text: str | None) -> int | None:
    """Return a number from 1 to 9999, or None for any other text."""
    # isdecimal() alone would take digits of other scripts, and a number without end.
    return int(text) if text and re.fullmatch(r"[1-9][0-9]{0,3}", text) else None


def _moment(text: str) -> float:
    moment = parse_moment(text, "UTC")
    if moment is None:
        raise ParameterError("t is not a time.", "Ask for ?t=2023-09-12T02:15Z.")
    return moment


def _pixels(name: str, usual: int) -> Parameter:
    def read(text: str) -> int:
        pixels = whole_number(text)
        if pixels is None or not MIN <= pixels <= MAX:
            raise ParameterError(
                f"{name} is a whole number of pixels from {MIN} to {MAX}.",
                f"Ask for ?{name}={usual}, or leave it out.",
            )
        return pixels

    return Parameter(name, read)


def _speed(text: str) -> int:
    speed = int(text) if re.fullmatch(r"[0-9]{1,4}", text) else 0
    if not 1 <= speed <= MAX_SPEED_KMH:
        raise ParameterError(
            f"max_speed is a whole number of km/h from 1 to {MAX_SPEED_KMH}.",
            "Ask for ?max_speed=100, or leave it out.",
        )
    return speed


def _theme(text: str) -> str:
    return "dark" if text == "dark" else "light"


def _only(text: str) -> str:
    return "map" if text == "map" else ""


MOMENT = Parameter("t", _moment)
PICTURE = (
    MOMENT,
    _pixels("width", WIDTH),
    _pixels("height", HEIGHT),
    Parameter("theme", _theme),
    Parameter("only", _only),
)
MAX_SPEED = Parameter("max_speed", _speed)
