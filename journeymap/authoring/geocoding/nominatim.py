"""Places from a Nominatim service: one question a second, each asked once, if the host allows."""

from __future__ import annotations

import json
import logging
import math
import unicodedata
from collections.abc import Callable
from dataclasses import asdict, dataclass
from http.client import HTTPException
from typing import Any, Protocol
from urllib.parse import urlsplit

from geopy import exc
from geopy.adapters import URLLibAdapter
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import Nominatim
from geopy.location import Location

from journeymap.authoring.geocoding.candidates import Candidate, zone_detail
from journeymap.claims.cities import MAX_CANDIDATES, Cities
from journeymap.claims.gazetteer import Place
from journeymap.errors import JourneyMapError
from journeymap.geodesy import roughly_km
from journeymap.settings import SettingError, Settings

TIMEOUT_S = 10.0
# The usage policy of nominatim.openstreetmap.org allows one question a second.
SECONDS_APART = 1.0
_MAX_QUESTION = 200
_MAX_TEXT = 300
_MIN_ACCURACY_M = 100.0
_LICENCE = "ODbL 1.0 (© OpenStreetMap contributors)"

_LATER = "Try again later, or click the place on the map, or write its lat and lon."
_NOW = "Click the place on the map, or write its lat and lon."
_HOST = (
    "Tell the host of this site. Until then, click the place on the map, or write its lat and lon."
)

# What happened and what to do, by geopy's error; the first that fits counts.
_ERRORS = (
    (exc.GeocoderParseError, "{host} gave an answer that cannot be read.", _NOW),
    (exc.GeocoderTimedOut, "{host} is busy or takes too long.", _LATER),
    (exc.GeocoderQuotaExceeded, "{host} asks for a pause.", _LATER),
    (exc.GeocoderInsufficientPrivileges, "{host} refuses this site.", _HOST),
    (exc.GeocoderAuthenticationFailure, "{host} refuses this site.", _HOST),
    (
        exc.GeocoderQueryError,
        "{host} does not understand the name.",
        "Write another name, or click the place on the map, or write its lat and lon.",
    ),
    (exc.GeopyError, "{host} cannot be reached, or fails.", _LATER),
)

_log = logging.getLogger(__name__)

# One for each address, for the whole process on purpose: the service counts the questions of a
# site, however many readers and objects ask them.
_LIMITERS: dict[str, RateLimiter] = {}


class ServiceError(JourneyMapError):
    """The geocoding service gave no answer, or not one with places."""


class Answers(Protocol):
    """Where answers are stored; journeymap.authoring.store has it."""

    def answer(self, service: str, question: str) -> str | None:
        """Return the stored answer; None when the question was never asked."""

    def save_answer(self, service: str, question: str, text: str) -> None:
        """Store an answer."""


class _CheckedNominatim(Nominatim):  # type: ignore[misc]  # geopy has no types
    """geopy's class, but a position that is not on the earth is an error rather than a warning."""

    def _parse_code(self, place: Any) -> Location:
        _position(place)
        return super()._parse_code(place)


class NominatimService:
    """
    Finds candidates for a name with the Nominatim service that the host has configured.

    `count_question` counts one question and returns how many were asked today. Raises SettingError
    when the settings have no agent, or an invalid address.
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
        Return at most ten places that the service knows by a name, its best first.

        Raises ServiceError, whose hint says what to do.
        """
        question = _plain(unicodedata.normalize("NFKC", text))
        if not any(character.isalpha() for character in question) or len(question) > _MAX_QUESTION:
            return []
        stored = self._answers.answer(self._service, question.casefold())
        if stored is None:
            places = [asdict(place) for place in self._ask(question)]
            stored = json.dumps(places, ensure_ascii=False, separators=(",", ":"))
            self._answers.save_answer(self._service, question.casefold(), stored)
        return [self._candidate(_ServicePlace(**place)) for place in json.loads(stored)]

    @property
    def _service(self) -> str:
        return f"nominatim/1 {self._address}"

    def _ask(self, question: str) -> list[_ServicePlace]:
        if self._count_question() > self._per_day:
            raise ServiceError(
                f"This site has asked {self._host} {self._per_day:,} questions today, its maximum.",
                "Click the place on the map, or write its lat and lon, or try again tomorrow.",
            )
        try:
            found = self.limiter(
                self._nominatim.geocode,
                question,
                exactly_one=False,
                limit=MAX_CANDIDATES,
                language="en",
                namedetails=True,
                addressdetails=True,
            )
            return [_place(location.raw) for location in (found or [])[:MAX_CANDIDATES]]
        except exc.GeopyError as error:
            raise self._error(error) from error
        # geopy does not catch an interrupted answer, and does not check the parts of an answer.
        except TimeoutError as error:
            raise self._error(exc.GeocoderTimedOut()) from error
        except (OSError, HTTPException) as error:
            raise self._error(exc.GeocoderUnavailable()) from error
        except (
            ArithmeticError,
            AttributeError,
            LookupError,
            RecursionError,
            TypeError,
            ValueError,
        ) as error:
            # The cause can also be a fault of this program: the log has it.
            _log.warning("An answer of %s cannot be read", self._host, exc_info=error)
            raise self._error(exc.GeocoderParseError()) from error

    def _error(self, error: exc.GeopyError) -> ServiceError:
        """Return an error of geopy as a message for the author."""
        why, hint = next(words for kind, *words in _ERRORS if isinstance(error, kind))
        return ServiceError(why.format(host=self._host), hint)

    def _candidate(self, found: _ServicePlace) -> Candidate:
        nearest = self._cities.nearest(found.lon, found.lat, found.country)
        place = Place(
            key="",
            name=found.name,
            name_local=found.name_local,
            lat=found.lat,
            lon=found.lon,
            zone=nearest.city.zone,
            kind=found.kind,
            accuracy_m=found.accuracy_m,
            source=f"OpenStreetMap {found.id}, asked of {self._host}",
            licence=_LICENCE,
            detail=f"{found.address}; {zone_detail(nearest)}",
        )
        return Candidate(place, "Found by a search of OpenStreetMap.")


@dataclass(frozen=True)
class _ServicePlace:
    """A place of an answer, as the store has it: degrees, metres, a country's ISO 3166 code."""

    lat: float
    lon: float
    name: str
    name_local: str
    kind: str
    address: str
    country: str
    id: str
    accuracy_m: float


def limiter_of(address: str) -> RateLimiter:
    """Return the one limiter of an address, which makes the calls it is given one a second."""
    return _LIMITERS.setdefault(address, new_limiter())


def new_limiter(
    kind: type[RateLimiter] = RateLimiter, seconds_apart: float = SECONDS_APART
) -> RateLimiter:
    """Return a limiter that raises all errors and never repeats a call."""
    return kind(
        lambda ask, *args, **kwargs: ask(*args, **kwargs),
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
            "JOURNEYMAP_GEOCODING_ADDRESS is not the address of a Nominatim service.",
            "Write it as https://nominatim.openstreetmap.org, without a question mark.",
        )
    return parts.scheme, parts.netloc + parts.path


def _place(raw: dict[str, Any]) -> _ServicePlace:
    """Return a place of an answer. Raises ValueError, KeyError and similar for an invalid one."""
    lon, lat = _position(raw)
    address = _text(raw["display_name"])
    name = _text(raw.get("name") or "") or address.split(",")[0].strip()
    local = _text((raw.get("namedetails") or {}).get("name") or "")
    kind = _text(raw.get("type") or "").replace("_", " ")
    return _ServicePlace(
        lat=lat,
        lon=lon,
        name=name,
        name_local=local if local != name else "",
        kind=kind or "place",
        address=address,
        country=_text((raw.get("address") or {}).get("country_code") or "").upper(),
        id=f"{_text(raw.get('osm_type') or '')} {int(raw.get('osm_id') or 0)}",
        accuracy_m=_accuracy_m(raw.get("boundingbox")),
    )


def _position(raw: Any) -> tuple[float, float]:
    """Return longitude and latitude of a place of an answer. Raises ValueError and similar."""
    lat, lon = float(raw["lat"]), float(raw["lon"])
    if not (abs(lat) <= 90 and abs(lon) <= 180):
        raise ValueError("no position")
    return lon, lat


def _accuracy_m(box: Any) -> float:
    """Half the diagonal of a bounding box (south, north, west, east), in metres, 100 at least."""
    if box is None:
        return _MIN_ACCURACY_M
    south, north, west, east = map(float, box)
    if not all(map(math.isfinite, (south, north, west, east))):
        raise ValueError("no box")
    half = roughly_km(west, south, east, north) * 500
    return float(round(max(half, _MIN_ACCURACY_M), -1))


def _text(value: Any) -> str:
    """Return a text of an answer in one short line. Raises TypeError when it is not a text."""
    if not isinstance(value, str):
        raise TypeError("no text")
    return _plain(value)[:_MAX_TEXT]


def _plain(text: str) -> str:
    """Return a text in one line, without invisible characters."""
    printable = (each if each.isprintable() else " " for each in text)
    return " ".join("".join(printable).split())
