"""What a reader chooses on the Train graph page; the address of the page keeps it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from journeymap.analysis.train_graph.overlay import common_place
from journeymap.analysis.train_graph.tables import Reading
from journeymap.analysis.train_graph.time_axis import Clock
from journeymap.errors import UnknownJourneyError
from journeymap.journeys.journey import Journey
from journeymap.phrases.train_graph_axes import zone_name
from widgets.journey_choice import JourneyChoice

# Of the widest choice, in pixels: all of it in one row of a phone's screen.
WIDE_CHOICE = 350
READINGS: dict[Reading, str] = {"happened": "As it happened", "known": "As it was known"}
DISTANCES = {"shared": "Stations of both coincide", "own": "Each from its own start"}

_Option = TypeVar("_Option", bound=str)


@dataclass(frozen=True)
class Axes:
    """The reading of a graph and its two axes; `coincide` puts shared stations at one height."""

    reading: Reading
    clock: Clock
    zone: str
    coincide: bool


def choose_journeys(choice: JourneyChoice) -> tuple[list[str], DeltaGenerator]:
    """
    Return one journey or two, and where more can be chosen.

    Raises UnknownJourneyError when the address names no journey.
    """
    first = _choose("journey", "Journey", choice.ids, choice.ids[0], choice.title, WIDE_CHOICE)
    if first is None:
        asked = st.query_params["journey"]
        raise UnknownJourneyError(f"There is no journey “{asked}” here.", "Choose one above.")
    others = ["", *(name for name in choice.ids if name != first)]
    more = st.popover("Compare, axes", width=150)
    with more:
        second = _choose(
            "with",
            "Second journey",
            others,
            "",
            lambda name: choice.title(name) if name else "No second journey",
        )
    return ([first, second] if second else [first]), more


def choose_axes(journeys: Sequence[Journey], more: DeltaGenerator) -> Axes:
    """Let the reader choose how one journey or two are drawn; what is seldom wanted in `more`."""
    clocks, zones = clocks_of(journeys), _zones_of(journeys)
    first_clock = next(iter(clocks))
    coincide: str | None = "shared"
    reading = _choose("reading", "Reading", list(READINGS), "happened", READINGS.__getitem__, 170)
    with more:
        clock = _choose("clock", "Time", list(clocks), first_clock, clocks.__getitem__)
        zone = _choose("zone", "Time zone", zones, zones[0], zone_name)
        if len(journeys) > 1:
            coincide = _choose(
                "distance", "Distance", list(DISTANCES), "shared", DISTANCES.__getitem__
            )
    return Axes(
        reading or "happened", clock or first_clock, zone or zones[0], coincide=coincide != "own"
    )


def last_reading() -> Reading:
    """Return the reading of the last run, before this one has asked for it."""
    last = st.session_state.get("graph-choices", {}).get("reading")
    return "known" if st.query_params.get("reading", last) == "known" else "happened"


def clocks_of(journeys: Sequence[Journey]) -> dict[Clock, str]:
    """Return the clocks that one journey or two can be drawn by, the one that suits them first."""
    common = common_place(journeys) if len(journeys) > 1 else None
    clocks: dict[Clock, str] = {"calendar": "By the calendar", "departure": "Hours since departure"}
    if common is not None:
        name = journeys[0].gazetteer[common[0]].name
        clocks["place"] = f"Hours from {name}"
    if len(journeys) == 1:
        return clocks
    return {"departure": clocks["departure"], **clocks}


def _zones_of(journeys: Sequence[Journey]) -> list[str]:
    zones = (zone for each in journeys for zone in (each.config.zone, *each.config.zones))
    return list(dict.fromkeys([*zones, "UTC"]))


def _choose(  # noqa: PLR0913, PLR0917 - what a choice is made of
    name: str,
    label: str,
    options: Sequence[_Option],
    default: _Option,
    words: Callable[[_Option], str],
    width: int | None = None,
) -> _Option | None:
    """
    Return the reader's choice. The address keeps it as `name`; the session keeps it as well.

    None when the address asks for what is not among the options. With a width, in pixels, the
    label is not shown.
    """
    key = f"graph-{name}"
    choices = st.session_state.setdefault("graph-choices", {})
    asked = st.query_params.get(name, choices.get(name))
    if asked is None or (asked not in options and name not in st.query_params):
        asked = default
    chosen = next((option for option in options if option == asked), None)

    def remember() -> None:
        choices[name] = st.session_state[key]
        if choices[name] == default:
            st.query_params.pop(name, None)
        else:
            st.query_params[name] = choices[name]

    st.session_state[key] = chosen
    st.selectbox(
        label,
        options,
        key=key,
        format_func=words,
        on_change=remember,
        placeholder="Choose one",
        label_visibility="collapsed" if width else "visible",
        width=width or "stretch",
    )
    if chosen is not None:
        choices[name] = chosen
    return chosen
