"""A journey's map, timeline, claims and events, in step with each other."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from journeymap.errors import JourneyMapError
from journeymap.journeys.journey import Journey
from journeymap.times import parse_moment
from journeymap.web.folium_map import journey_map
from journeymap.web.site import site
from widgets import controls
from widgets.map_frame import map_frame
from widgets.page_view import PageView

MAP_HEIGHT = 560


def show(journey: Journey, page: PageView, *, first: bool) -> None:
    """Draw the journey's map, timeline, claims and events."""
    left, right = st.columns([0.64, 0.36], gap="medium")
    with left:
        show_map(journey, page)
        below_map = st.container()
    beside = right.container()
    with below_map:
        move(journey, page, beside, first=first)
    controls.event_list(page, key=f"events-{journey.id}")


def show_map(journey: Journey, page: PageView) -> None:
    """Draw the journey's map."""
    map_frame(journey_map(page.map_addresses), key=f"map-{journey.id}", height=MAP_HEIGHT)


@st.fragment
def move(
    journey: Journey,
    page: PageView,
    beside: DeltaGenerator,
    *,
    first: bool,
    keep: bool = True,
) -> None:
    """Show the timeline; when it settles only this runs again, and the map is left alone."""
    own, moment = journey.config.max_speed_kmh, asked_moment()
    opening = controls.View(journey.opening_moment, "happened", own)
    asked = replace(
        opening, moment=opening.moment if moment is None else moment, reading=asked_reading()
    )
    view = controls.timeline(
        page,
        opening=opening,
        asked=asked,
        span=journey.span,
        first=first,
        keep=keep,
        key=f"timeline-{journey.id}",
    )
    if view.speed != own:
        # The tables may have changed meanwhile; then the journey as it was drawn has to do.
        with contextlib.suppress(JourneyMapError):
            journey = site().library_of(journey.id).journey(journey.id, view.speed)
    told = journey.heard if view.reading == "known" else journey.around
    with beside:
        roles = [(event.id, role) for event, role in told(view.moment)]
        controls.claims(page, view=view, roles=roles, key=f"claims-{journey.id}")


def asked_reading() -> Literal["happened", "known"]:
    """Return the reading that the address asks for, `reading=known`, or else the first."""
    return "known" if st.query_params.get("reading") == "known" else "happened"


def asked_moment() -> float | None:
    """Return the moment that the address asks for, `t=2023-09-12T02:15Z`, in epoch seconds."""
    return parse_moment(st.query_params.get("t", ""), "UTC")
