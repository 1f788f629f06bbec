"""The journeys that a page offers: the built-in ones, and a saved one that the address names."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass

import streamlit as st

from journeymap.errors import UnknownJourneyError
from journeymap.journeys.journey import Journey
from journeymap.journeys.library import Library
from journeymap.web.site import site


@dataclass(frozen=True)
class JourneyChoice:
    """The libraries to choose from; `own` is None when the address names no saved journey."""

    built_in: Library
    own: Library | None

    @property
    def ids(self) -> list[str]:
        """Ids of the journeys, the saved one first."""
        return [*(self.own.ids if self.own else ()), *self.built_in.ids]

    def library(self, name: str) -> Library:
        """Return the library that has a journey."""
        return self.own if self.own is not None and name in self.own.ids else self.built_in

    def title(self, name: str) -> str:
        """Return a journey's title, without computing the journey."""
        return self.library(name).title(name)

    def journey(self, name: str) -> Journey:
        """Compute a journey. Raises UnknownJourneyError, ConfigError or NoRailwayError."""
        return self.library(name).journey(name)


def available_journeys() -> JourneyChoice:
    """
    Return the built-in journeys, and the saved journey that the address names.

    Raises StoreUnavailableError, TableError or ConfigError.
    """
    built_in = site().library()
    asked = st.query_params.get("journey")
    if asked is None or asked in built_in.ids:
        return JourneyChoice(built_in, None)
    with contextlib.suppress(UnknownJourneyError):
        return JourneyChoice(built_in, site().library_of(asked))
    return JourneyChoice(built_in, None)
