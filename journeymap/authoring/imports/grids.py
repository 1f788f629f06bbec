"""Positions in grids (UTM, MGRS) and as Plus Codes, converted to degrees by kept libraries."""

from __future__ import annotations

import re
from functools import lru_cache

_UTM = re.compile(
    r"(?P<zone>\d{1,2})\s*(?P<band>[A-Z])?\s*[,; ]\s*"
    r"(?P<east>\d{5,7}(?:\.\d+)?)\s*(?:m\s*)?E?\s*[,; ]\s*"
    r"(?P<north>\d{1,8}(?:\.\d+)?)\s*(?:m\s*)?N?",
    re.IGNORECASE,
)
_MGRS = re.compile(r"(\d{1,2}[C-HJ-NP-X])([A-HJ-NP-Z]{2})(\d{2,10})")
_LONGEST = 40

Position = tuple[float, float]


@lru_cache(maxsize=65_536)
def of_utm(text: str) -> Position | None:
    """
    Return latitude and longitude of `32T 665802 5247460`; None for other text.

    The letter is the band of latitude; N and S are those of bands, not of halves of the earth. A
    zone without one is read as north of the equator.
    """
    import utm  # noqa: PLC0415 - few tables have such positions

    written = _UTM.fullmatch(" ".join(text[:_LONGEST].split()))
    if written is None:
        return None
    band = (written["band"] or "").upper()
    try:
        lat, lon = utm.to_latlon(
            float(written["east"]),
            float(written["north"]),
            int(written["zone"]),
            **({"zone_letter": band} if band else {"northern": True}),
        )
    except (ValueError, utm.error.OutOfRangeError):
        return None
    return float(lat), float(lon)


@lru_cache(maxsize=65_536)
def of_mgrs(text: str) -> Position | None:
    """Return latitude and longitude of the square `32TMT6580247460`; None for other text."""
    from mgrs import MGRS  # noqa: PLC0415 - few tables have such positions
    from mgrs.core import MGRSError  # noqa: PLC0415

    square = "".join(text[:_LONGEST].split()).upper()
    written = _MGRS.fullmatch(square)
    if written is None or len(written[3]) % 2:
        return None
    try:
        lat, lon = MGRS().toLatLon(square)
    except (MGRSError, ValueError):
        return None
    return float(lat), float(lon)


@lru_cache(maxsize=65_536)
def of_plus_code(text: str) -> Position | None:
    """Return the middle of a full Plus Code, `8FVC9G8F+6X`; None for other text, and short ones."""
    from openlocationcode import openlocationcode  # noqa: PLC0415

    code = text.strip()[:_LONGEST].upper()
    if not code or not openlocationcode.isFull(code):
        return None
    area = openlocationcode.decode(code)
    return float(area.latitudeCenter), float(area.longitudeCenter)
