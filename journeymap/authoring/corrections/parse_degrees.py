"""
Latitudes and longitudes as people write them: with a comma, with minutes, with letters.

The table itself is read strictly, by `journeymap.claims.table`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

Axis = Literal["lat", "lon"]

MAX_DEGREES = {"lat": 90.0, "lon": 180.0}
_MAX_LENGTH = 64

# The letters and words of the four directions, casefolded: axis and sign. O is west in French,
# east in German: it is none here.
_DIRECTIONS: dict[str, tuple[Axis, int]] = {
    "n": ("lat", 1),
    "s": ("lat", -1),
    "e": ("lon", 1),
    "w": ("lon", -1),
    "north": ("lat", 1),
    "south": ("lat", -1),
    "east": ("lon", 1),
    "west": ("lon", -1),
    "с": ("lat", 1),
    "с.ш.": ("lat", 1),
    "ю": ("lat", -1),
    "ю.ш.": ("lat", -1),
    "в": ("lon", 1),
    "в.д.": ("lon", 1),
    "з": ("lon", -1),
    "з.д.": ("lon", -1),
    "북위": ("lat", 1),
    "남위": ("lat", -1),
    "동경": ("lon", 1),
    "서경": ("lon", -1),
    "北緯": ("lat", 1),
    "南緯": ("lat", -1),
    "東経": ("lon", 1),
    "西経": ("lon", -1),
    "北纬": ("lat", 1),
    "南纬": ("lat", -1),
    "东经": ("lon", 1),
    "西经": ("lon", -1),
}
_WORD = "|".join(re.escape(word) for word in sorted(_DIRECTIONS, key=len, reverse=True))
_NUMBER = r"\d{1,3}(?:[.,]\d{1,15})?"
_DEGREES = re.compile(
    rf"(?P<before>{_WORD})?\s*(?P<sign>[+\-])?\s*(?P<degrees>{_NUMBER})\s*(?P<mark>[°d度도]|deg)?"
    rf"(?:\s*(?P<minutes>{_NUMBER})\s*['m分분](?:\s*(?P<seconds>{_NUMBER})\s*(?:\"|''|s|秒|초))?)?"
    rf"\s*(?P<after>{_WORD})?"
)
# Degrees, minutes and seconds with blanks, colons or hyphens between them: 51 28 38 N, 51-28-38N.
_PARTS = re.compile(
    rf"(?P<before>{_WORD})?\s*(?P<sign>[+\-])?\s*(?P<degrees>\d{{1,3}})(?P<mark>[ :\-])"
    rf"(?P<minutes>{_NUMBER})(?:(?P=mark)(?P<seconds>{_NUMBER}))?\s*(?P<after>{_WORD})?"
)
_COMMA = re.compile(r"[+-]?\d{1,3},\d{1,15}")
# The characters that stand for minutes, seconds, degrees and minus, each with the plain one.
_PLAIN = str.maketrans(
    {
        "′": "'",
        "’": "'",
        "‘": "'",
        "´": "'",
        "`": "'",
        "″": '"',
        "”": '"',
        "“": '"',
        "º": "°",
        "˚": "°",
        "−": "-",
        "–": "-",
    }
)


@dataclass(frozen=True)
class Degrees:
    """Decimal degrees as text; `axis` when a direction was written, `comma` when only a comma."""

    text: str
    axis: Axis | None = None
    comma: bool = False

    @property
    def value(self) -> float:
        """The degrees, north and east positive."""
        return float(self.text)

    def fits(self, axis: Axis) -> bool:
        """Whether this can be a value of that column."""
        return self.axis in {None, axis} and abs(self.value) <= MAX_DEGREES[axis]


def parse_degrees(text: str) -> Degrees | None:
    """Return the degrees that a cell means; None when it means none, or more than one thing."""
    plain = _plain(text)
    written = _DEGREES.fullmatch(plain) or _PARTS.fullmatch(plain)
    if written is None:
        return None
    if _COMMA.fullmatch(plain):
        return Degrees(plain.replace(",", "."), comma=True)
    words = [word for word in (written["before"], written["after"]) if word]
    axis, sign = _DIRECTIONS[words[0]] if words else (None, 1)
    negative = written["sign"] == "-"
    degrees, minutes, seconds = (
        (written[part] or "0").replace(",", ".") for part in ("degrees", "minutes", "seconds")
    )
    if (
        len(words) > 1
        or (words and negative)
        or (written["minutes"] and not (written["mark"] or words))
        or float(minutes) >= 60
        or float(seconds) >= 60
        or float(degrees) > 180
        or (written["minutes"] and "." in degrees)
        or (written["seconds"] and "." in minutes)
    ):
        return None
    sign = -1 if negative else sign
    if not written["minutes"]:
        return Degrees(f"{'-' if sign < 0 else ''}{degrees}", axis)
    value = sign * (float(degrees) + float(minutes) / 60 + float(seconds) / 3600)
    # Six decimals are a tenth of a metre.
    return Degrees(f"{value:.6f}".rstrip("0").rstrip("."), axis)


def parse_pair(text: str) -> tuple[Degrees, Degrees] | None:
    """
    Return latitude and longitude that stand in one cell.

    Latitude comes first unless the directions, or a number beyond 90, say otherwise. None when
    the cell can be split in several places or in none, or is one angle: 41 28.
    """
    text = _plain(text)
    alone = parse_degrees(text)
    if alone and not alone.comma:
        return None
    found = set()
    for separator in re.finditer(r"\s*;\s*|\s*,\s+|\s*/\s*|\s+|(?<=\d),(?=-?\d)", text):
        first, second = (
            parse_degrees(part) for part in (text[: separator.start()], text[separator.end() :])
        )
        if not (first and second):
            continue
        if first.fits("lat") and second.fits("lon"):
            found.add((first, second))
        elif first.fits("lon") and second.fits("lat"):
            found.add((second, first))
    return found.pop() if len(found) == 1 else None


def _plain(text: str) -> str:
    if len(text) > _MAX_LENGTH:
        return ""
    plain = unicodedata.normalize("NFKC", text.translate(_PLAIN)).translate(_PLAIN).casefold()
    return " ".join(plain.split())
