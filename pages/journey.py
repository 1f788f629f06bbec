"""The journey on a map, with its timeline, and for every point who reported it."""

from __future__ import annotations

import contextlib
import secrets
from dataclasses import replace
from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit_folium import st_folium

from journeymap.assets import assets
from journeymap.errors import JourneyMapError, UnknownJourneyError
from journeymap.folium_map import MapAddresses, journey_map
from journeymap.journey import Journey, Library
from journeymap.times import parse_moment
from journeymap.web import site
from widgets import controls, notices

MAP_HEIGHT = 560


def main() -> None:
    """Draw the page."""
    try:
        library = site().library()
    except JourneyMapError as error:
        notices.show_error(error)
        return
    heading, choice = st.columns([0.64, 0.36], gap="medium", vertical_alignment="top")
    with choice:
        beside = st.container(horizontal=True, vertical_alignment="center")
    with beside:
        name = choose(library)
    notices.show_problems(library.problems)
    if name is None:
        return
    try:
        journey = library.journey(name)
        document = site().document_address(name)
    except JourneyMapError as error:
        notices.show_error(error)
        return
    # A channel for each journey: a control that is leaving cannot drive the next one's map.
    view = st.session_state.setdefault("view", secrets.token_hex(8))
    channel = f"journey-{view}-{library.ids.index(name)}"
    addresses = {"assets": assets().address, "document": document, "channel": channel}
    with heading:
        controls.heading(addresses, key=f"heading-{name}")
    with beside:
        controls.share(addresses, journey=name, title=journey.title, key=f"share-{name}")
    show(journey, addresses, first=name == library.ids[0])


def choose(library: Library) -> str | None:
    """Let the reader choose a journey; the address keeps the choice."""
    ids = library.ids
    if not ids:
        st.info("There is no journey yet. Add rows with a place and a time to data/routes.csv.")
        return None
    asked = st.query_params.get("journey", ids[0])

    def remember() -> None:
        # A moment and a reading that were asked for were another journey's.
        st.query_params.from_dict({"journey": st.session_state["journey"]})

    st.session_state["journey"] = asked if asked in ids else None
    st.selectbox(
        "Journey", ids, key="journey", format_func=library.title, on_change=remember,
        placeholder="Choose a journey", label_visibility="collapsed",
    )  # fmt: skip
    if asked not in ids:
        notices.show_error(
            UnknownJourneyError(f"There is no journey “{asked}” here.", "Choose one above.")
        )
        return None
    return asked


def show(journey: Journey, addresses: dict[str, str], *, first: bool) -> None:
    """Draw the journey's map, timeline, claims and events."""
    left, right = st.columns([0.64, 0.36], gap="medium")
    with left:
        frame = MapAddresses(**addresses, basemap=tuple(assets().basemaps()))
        st_folium(
            journey_map(frame), key=f"map-{journey.id}", height=MAP_HEIGHT, returned_objects=[],
            use_container_width=True,
        )  # fmt: skip
        below_map = st.container()
    beside = right.container()
    with below_map:
        move(journey, addresses, beside, first=first)
    controls.event_list(addresses, key=f"events-{journey.id}")


@st.fragment
def move(
    journey: Journey, addresses: dict[str, str], beside: DeltaGenerator, *, first: bool
) -> None:
    """Show the timeline; when it settles only this runs again, and the map is left alone."""
    own, moment = journey.config.max_speed_kmh, asked_moment()
    opening = controls.View(journey.opening_moment, "happened", own)
    asked = replace(
        opening, moment=opening.moment if moment is None else moment, reading=asked_reading()
    )
    view = controls.timeline(
        addresses, opening=opening, asked=asked, span=journey.span, first=first,
        key=f"timeline-{journey.id}",
    )  # fmt: skip
    if view.speed != own:
        # The tables may have changed meanwhile; then the journey as it was drawn has to do.
        with contextlib.suppress(JourneyMapError):
            journey = site().library().journey(journey.id, view.speed)
    told = journey.heard if view.reading == "known" else journey.around
    with beside:
        roles = [(event.id, role) for event, role in told(view.moment)]
        controls.claims(addresses, view=view, roles=roles, key=f"claims-{journey.id}")


def asked_reading() -> Literal["happened", "known"]:
    """Return the reading that the address asks for, `reading=known`, or else the first."""
    return "known" if st.query_params.get("reading") == "known" else "happened"


def asked_moment() -> float | None:
    """Return the moment that the address asks for, `t=2023-09-12T02:15Z`, in epoch seconds."""
    return parse_moment(st.query_params.get("t", ""), "UTC")


main()
