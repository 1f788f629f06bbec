"""Places asked of a Nominatim: once a second, each once, and only when the host wants it."""

from __future__ import annotations

import json
import math
import unicodedata
from collections.abc import Callable
from http.client import HTTPException
from typing import Any, Protocol
from urllib.parse import urlsplit

from geopy import exc
from geopy.adapters import URLLibAdapter
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import Nominatim
from geopy.location import Location

from journeymap.authoring.geocoding.candidates import Candidate, zone_detail
from journeymap.authoring.geocoding.cities import MAX, Cities
from journeymap.errors import JourneyMapError
from journeymap.geodesy import roughly_km
from journeymap.settings import SettingError, Settings

TIMEOUT_S = 10.0
# The usage policy of nominatim.openstreetmap.org allows one question a second.
SECONDS_APART = 1.0
_LONGEST_QUESTION = 200
_LONGEST_TEXT = 300
_MIN_ACCURACY_M = 100.0
_LICENCE = "ODbL 1.0 (© OpenStreetMap contributors)"

# What happened and what to do, by geopy's error; the first that fits.
_ERRORS = (
    (exc.GeocoderParseError, "gave an answer that cannot be read", "Meanwhile"),
    (exc.GeocoderTimedOut, "is busy or takes too long", "Try again later, or"),
    (exc.GeocoderQuotaExceeded, "asks for a pause", "Try again later, or"),
    (exc.GeocoderInsufficientPrivileges, "refuses this site", "Tell the site's host; meanwhile"),
    (exc.GeocoderAuthenticationFailure, "refuses this site", "Tell the site's host; meanwhile"),
    (exc.GeocoderQueryError, "does not understand the name", "Write it otherwise, or"),
    (exc.GeopyError, "cannot be reached, or fails", "Try again later, or"),
)

# One for each address and the whole process, whoever asks.
_LIMITERS: dict[str, RateLimiter] = {}


class ServiceError(JourneyMapError):
    """The service for looking places up did not answer, or not with places."""


class Answers(Protocol):
    """Where answers are kept; journeymap/store has it."""

    def answer(self, service: str, question: str) -> str | None:
        """Return what was kept; None when it was never asked."""

    def save_answer(self, service: str, question: str, text: str) -> None:
        """Keep an answer."""


class _CheckedNominatim(Nominatim):  # type: ignore[misc]  # geopy has no types
    """geopy's, but a position off the earth is an error and not a warning as well."""

    def _parse_code(self, place: Any) -> Location:
        _position(place)
        return super()._parse_code(place)


class NominatimService:
    """
    Candidates for a name from the Nominatim that the host has named.

    `count_question` counts one question and returns how many it makes in this day.
    Raises SettingError when the settings name no agent, or an address that is none.
    """

    def __init__(
        self,
        limits: Settings,
        answers: Answers,
        count_question: Callable[[], int],
        cities: Cities,
        *,
        timeout_s: float = TIMEOUT_S,
    ) -> None:
        if not limits.geocoding_agent.strip():
            raise SettingError(
                "JOURNEYMAP_GEOCODING is on, but the site does not name itself to the service.",
                "Set JOURNEYMAP_GEOCODING_AGENT to a name of the site and a way to reach you, or "
                "switch JOURNEYMAP_GEOCODING off.",
            )
        self._address = limits.geocoding_address.rstrip("/")
        scheme, host = _parts(self._address)
        self._host = host
        self._answers = answers
        self._count_question = count_question
        self._per_day = limits.geocoding_per_day
        self._cities = cities
        self.limiter = limiter_of(self._address)
        try:
            # Without a session: at one question a second there is nothing to keep open.
            self._nominatim = _CheckedNominatim(
                scheme=scheme,
                domain=host,
                user_agent=limits.geocoding_agent.strip(),
                timeout=timeout_s,
                adapter_factory=URLLibAdapter,
            )
        except exc.ConfigurationError:
            raise SettingError(
                "JOURNEYMAP_GEOCODING_AGENT is a name that every site could have.",
                "Name this site and a way to reach you.",
            ) from None

    def candidates(self, text: str) -> list[Candidate]:
        """
        Return what the service knows by a name, its best first, at most ten.

        Raises ServiceError, which tells what to do about it.
        """
        question = _plain(unicodedata.normalize("NFKC", text))
        if not any(sign.isalpha() for sign in question) or len(question) > _LONGEST_QUESTION:
            return []
        kept = self._answers.answer(self._service, question.casefold())
        if kept is None:
            places = self._ask(question)
            kept = json.dumps(places, ensure_ascii=False, separators=(",", ":"))
            self._answers.save_answer(self._service, question.casefold(), kept)
        return [self._candidate(place) for place in json.loads(kept)]

    @property
    def _service(self) -> str:
        return f"nominatim/1 {self._address}"

    def _ask(self, question: str) -> list[dict[str, Any]]:
        if self._count_question() > self._per_day:
            raise ServiceError(
                f"This site asks {self._host} at most {self._per_day:,} questions a day, and has.",
                "Click the place on the map, or write its lat and lon, or try again tomorrow.",
            )
        try:
            found = self.limiter(
                self._nominatim.geocode,
                question,
                exactly_one=False,
                limit=MAX,
                language="en",
                namedetails=True,
                addressdetails=True,
            )
            return [_place(location.raw) for location in (found or [])[:MAX]]
        except exc.GeopyError as error:
            raise self._told(error) from error
        # geopy lets through what breaks off an answer, and takes the parts of one for granted.
        except TimeoutError as error:
            raise self._told(exc.GeocoderTimedOut()) from error
        except (OSError, HTTPException) as error:
            raise self._told(exc.GeocoderUnavailable()) from error
        except (
            ArithmeticError,
            AttributeError,
            LookupError,
            RecursionError,
            TypeError,
            ValueError,
        ) as error:
            raise self._told(exc.GeocoderParseError()) from error

    def _told(self, error: exc.GeopyError) -> ServiceError:
        """Return an error of geopy in words."""
        why, mend = next(words for kind, *words in _ERRORS if isinstance(error, kind))
        return ServiceError(
            f"{self._host} {why}.", f"{mend} click the place on the map, or write its lat and lon."
        )

    def _candidate(self, place: dict[str, Any]) -> Candidate:
        lon, lat = place["lon"], place["lat"]
        nearest = self._cities.nearest(lon, lat, place["country"])
        return Candidate(
            name=place["name"],
            name_local=place["name_local"],
            lat=lat,
            lon=lon,
            zone=nearest.city.zone,
            kind=place["kind"],
            detail=f"{place['address']}; {zone_detail(nearest)}",
            source=f"OpenStreetMap {place['id']}, asked of {self._host}",
            licence=_LICENCE,
            accuracy_m=place["accuracy_m"],
            unsure="Found by a search of OpenStreetMap.",
        )


def limiter_of(address: str) -> RateLimiter:
    """Return the one limiter of an address: it calls what it is given, one call a second."""
    return _LIMITERS.setdefault(address, new_limiter())


def new_limiter(
    kind: type[RateLimiter] = RateLimiter, seconds_apart: float = SECONDS_APART
) -> RateLimiter:
    """Return a limiter that raises what it meets and asks nothing twice."""
    return kind(
        lambda ask, *told, **named: ask(*told, **named),
        min_delay_seconds=seconds_apart,
        max_retries=0,
        error_wait_seconds=seconds_apart,
        swallow_exceptions=False,
    )


def _parts(address: str) -> tuple[str, str]:
    """Return scheme, and host with path, of an address. Raises SettingError."""
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise SettingError(
            "JOURNEYMAP_GEOCODING_ADDRESS is no address of a Nominatim.",
            "Write it as https://nominatim.openstreetmap.org, without a question mark.",
        )
    return parts.scheme, parts.netloc + parts.path


def _place(raw: dict[str, Any]) -> dict[str, Any]:
    """Return what is kept of one place of an answer. Raises ValueError, KeyError and their like."""
    lon, lat = _position(raw)
    address = _text(raw["display_name"])
    name = _text(raw.get("name") or "") or address.split(",")[0].strip()
    local = _text((raw.get("namedetails") or {}).get("name") or "")
    kind = _text(raw.get("type") or "").replace("_", " ")
    return {
        "lat": lat,
        "lon": lon,
        "name": name,
        "name_local": local if local != name else "",
        "kind": kind or "place",
        "address": address,
        "country": _text((raw.get("address") or {}).get("country_code") or "").upper(),
        "id": f"{_text(raw.get('osm_type') or '')} {int(raw.get('osm_id') or 0)}",
        "accuracy_m": _accuracy_m(raw.get("boundingbox")),
    }


def _position(raw: Any) -> tuple[float, float]:
    """Return longitude and latitude of a place of an answer. Raises ValueError and its like."""
    lat, lon = float(raw["lat"]), float(raw["lon"])
    if not (abs(lat) <= 90 and abs(lon) <= 180):
        raise ValueError("no position")
    return lon, lat


def _accuracy_m(box: Any) -> float:
    """Half the diagonal of a bounding box (south, north, west, east), at least 100 m."""
    if box is None:
        return _MIN_ACCURACY_M
    south, north, west, east = map(float, box)
    if not all(map(math.isfinite, (south, north, west, east))):
        raise ValueError("no box")
    half = roughly_km(west, south, east, north) * 500
    return float(round(max(half, _MIN_ACCURACY_M), -1))


def _text(value: Any) -> str:
    """Return a text of an answer, of one line and bounded. Raises ValueError for anything else."""
    if not isinstance(value, str):
        raise TypeError("no text")
    return _plain(value)[:_LONGEST_TEXT]


def _plain(text: str) -> str:
    """Return a text without signs that are not seen, on one line."""
    return " ".join("".join(s if s.isprintable() else " " for s in text).split())
