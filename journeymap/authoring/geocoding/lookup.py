"""Look places up by name: those of the journeys, then cities, then a service."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from journeymap.authoring.geocoding.candidates import Candidate, of_city
from journeymap.claims.cities import MAX_CANDIDATES, Cities
from journeymap.claims.gazetteer import Gazetteer
from journeymap.errors import JourneyMapError

# After so many failures in a row a service is not asked for the other names.
MAX_FAILURES = 3


class Service(Protocol):
    """A service that finds places by name."""

    def candidates(self, text: str) -> list[Candidate]:
        """Return what it knows by a name, its best first. Raises JourneyMapError."""


@dataclass(frozen=True)
class Found:
    """What a name may mean. `error` says why the service gave no answer."""

    text: str
    candidates: list[Candidate]
    error: JourneyMapError | None = None


class _StopsAfterFailures:
    """A service that is not asked any more after so many failures in a row."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._errors: list[JourneyMapError] = []

    def candidates(self, text: str) -> list[Candidate]:
        """Return what it knows by a name. Raises the last error again when it is not asked."""
        if len(self._errors) >= MAX_FAILURES:
            raise self._errors[-1]
        try:
            found = self._service.candidates(text)
        except JourneyMapError as error:
            self._errors.append(error)
            raise
        self._errors.clear()
        return found


class Lookup:
    """Looks places up by name. It never chooses: `Candidate.unsure` says what a person checks."""

    def __init__(
        self, gazetteer: Gazetteer, cities: Cities | None = None, service: Service | None = None
    ) -> None:
        self._gazetteer = gazetteer
        self._cities = cities
        self._service = service

    def look_up(self, text: str) -> Found:
        """
        Return what a name may mean.

        A place of the gazetteer under this very name is the only candidate; otherwise there are
        at most ten cities, the most populous first. The service is asked for other names only,
        and its error is returned. Raises TableError when the gazetteer of cities cannot be read.
        """
        return self._look_up(text, self._service)

    def look_up_all(
        self,
        texts: Iterable[str],
        *,
        stop: Callable[[], bool] = lambda: False,
        progress: Callable[[float], None] = lambda _: None,
    ) -> Iterator[Found]:
        """
        Yield each name once, in their order, as soon as it is looked up.

        `stop` is asked before each; `progress` is called with the part that is done, from 0 to 1.
        After three failures in a row the service is not asked again, and the last error is
        returned for the other names.
        """
        names = list(dict.fromkeys(texts))
        service = self._service and _StopsAfterFailures(self._service)
        for number, text in enumerate(names, 1):
            if stop():
                return
            yield self._look_up(text, service)
            progress(number / len(names))

    def _look_up(self, text: str, service: Service | None) -> Found:
        place = self._gazetteer.find(text)
        if place is not None:
            return Found(text, [Candidate(place)])
        cities = self._cities.find(text) if self._cities else []
        found = [of_city(city, len(cities)) for city in cities[:MAX_CANDIDATES]]
        if service is None or found:
            return Found(text, found)
        try:
            return Found(text, service.candidates(text))
        except JourneyMapError as error:
            return Found(text, [], error)
