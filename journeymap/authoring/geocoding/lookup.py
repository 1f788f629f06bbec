"""Look places up by name: those of the journeys, then cities, then a service."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from journeymap.authoring.geocoding.candidates import Candidate, of_city, of_place
from journeymap.authoring.geocoding.cities import MAX, Cities
from journeymap.claims.gazetteer import Gazetteer
from journeymap.errors import JourneyMapError

# A service that fails so often in a row is left alone for the rest of the names.
FAILURES = 3


class Service(Protocol):
    """Somebody who can be asked for a place."""

    def candidates(self, text: str) -> list[Candidate]:
        """Return what it knows by a name, its best first. Raises JourneyMapError."""


@dataclass(frozen=True)
class Found:
    """What a name may mean. `error` tells why the service could not be asked for it."""

    text: str
    candidates: list[Candidate]
    error: JourneyMapError | None = None


class _Patience:
    """A service that is asked no more once it has failed so often in a row."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._errors: list[JourneyMapError] = []

    def candidates(self, text: str) -> list[Candidate]:
        """Return what it knows by a name. Raises the last error again when it is not asked."""
        if len(self._errors) >= FAILURES:
            raise self._errors[-1]
        try:
            found = self._service.candidates(text)
        except JourneyMapError as error:
            self._errors.append(error)
            raise
        self._errors.clear()
        return found


class Lookup:
    """The one way to look a place up. It never chooses: see Candidate.is_sure."""

    def __init__(
        self, gazetteer: Gazetteer, cities: Cities | None = None, service: Service | None = None
    ) -> None:
        self._gazetteer = gazetteer
        self._cities = cities
        self._service = service

    def candidates(self, text: str, *, ask_service: bool = False) -> list[Candidate]:
        """
        Return what a name may mean, without asking the service where something else has it.

        A place of the gazetteer under this very name stands alone, even with `ask_service`; then
        come at most ten cities, the most populous first. Raises JourneyMapError when the service
        was to be asked and fails, or when the gazetteer of cities cannot be read.
        """
        found = self.look_up(text, ask_service=ask_service)
        if found.error is not None:
            raise found.error
        return found.candidates

    def look_up(self, text: str, *, ask_service: bool = False) -> Found:
        """As `candidates`, but an error of the service is told beside what was found."""
        return self._look_up(text, self._service, ask_service=ask_service)

    def look_up_all(
        self,
        texts: Iterable[str],
        *,
        stop: Callable[[], bool] = lambda: False,
        progress: Callable[[float], None] = lambda _: None,
    ) -> Iterator[Found]:
        """
        Yield each name once, in their order, as soon as it is looked up.

        `stop` is asked before each; `progress` is told the part that is done, from 0 to 1. After
        three failures in a row the service is not asked again: the last one is told for the rest.
        """
        names = list(dict.fromkeys(texts))
        service = self._service and _Patience(self._service)
        for number, text in enumerate(names, 1):
            if stop():
                return
            yield self._look_up(text, service, ask_service=False)
            progress(number / len(names))

    def _look_up(self, text: str, service: Service | None, *, ask_service: bool) -> Found:
        place = self._gazetteer.find(text)
        if place is not None:
            return Found(text, [of_place(place)])
        cities = self._cities.find(text) if self._cities else []
        found = [of_city(city, len(cities)) for city in cities[:MAX]]
        if service is None or (found and not ask_service):
            return Found(text, found)
        try:
            return Found(text, found + service.candidates(text))
        except JourneyMapError as error:
            return Found(text, found, error)
