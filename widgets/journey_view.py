"""A journey's map, timeline, claims and events, in step with each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal

import streamlit as st

from journeymap.journeys.journey import Journey
from journeymap.times import parse_moment
from journeymap.web.folium_map import journey_map
from widgets import controls
from widgets.map_frame import map_frame
from widgets.page_view import PageView

MAP_HEIGHT = 560


def show(
    journey: Journey,
    page: PageView,
    *,
    journeys: Sequence[tuple[str, str]],
    choose: Callable[[str], None],
    first: bool,
) -> None:
    """Draw the journey's heading, map, timeline, claims and events."""
    name = journey.id
    with st.container(key="journey-page", gap="xsmall"):
        controls.heading(
            page, journeys=journeys, journey=name, choose=choose, key=f"heading-{name}"
        )
        left, right = st.columns([0.64, 0.36], gap="medium")
        with left, st.container(gap="xsmall"):
            show_map(journey, page)
            timeline(journey, page, first=first, answered=True)
        # Of a plain table of stops there are no claims to show: its list takes their place.
        has_claims = journey.sourced or any(
            each.claim.says for event in journey.events for each in event.claims
        )
        with right:
            claims(journey, page)
            if not has_claims:
                controls.event_list(page, key=f"events-{name}")
        if has_claims:
            controls.event_list(page, key=f"events-{name}")


def show_map(journey: Journey, page: PageView) -> None:
    """Draw the journey's map."""
    map_frame(journey_map(page.map_addresses), key=f"map-{journey.id}", height=MAP_HEIGHT)


@st.fragment
def timeline(
    journey: Journey, page: PageView, *, first: bool, keep: bool = True, answered: bool = False
) -> controls.View:
    """
    Show the timeline; return what it showed when it settled.

    Then only this runs again: map, claims and events have followed in the browser.
    """
    opening = controls.View(journey.opening_moment, "happened", journey.config.max_speed_kmh)
    moment = asked_moment()
    asked = replace(
        opening, moment=opening.moment if moment is None else moment, reading=asked_reading()
    )
    return controls.timeline(
        page,
        opening=opening,
        asked=asked,
        span=journey.span,
        first=first,
        keep=keep,
        answered=answered,
        key=f"timeline-{journey.id}",
    )


def claims(journey: Journey, page: PageView) -> None:
    """Show the claims that belong to the moment that the timeline shows."""
    controls.claims(page, key=f"claims-{journey.id}")


def asked_reading() -> Literal["happened", "known"]:
    """Return the reading that the address asks for, `reading=known`, or else the first."""
    return "known" if st.query_params.get("reading") == "known" else "happened"


def asked_moment() -> float | None:
    """Return the moment that the address asks for, `t=2023-09-12T02:15Z`, in epoch seconds."""
    return parse_moment(st.query_params.get("t", ""), "UTC")
