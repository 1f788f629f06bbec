"""The meetings of the two leaders: on a map, in a table, and each with its reports."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from journeymap.analysis.meetings import Meetings, meetings_of
from journeymap.errors import JourneyMapError
from journeymap.exports.meetings import to_values
from journeymap.journeys.library import Library
from journeymap.web.folium_map import journey_map
from journeymap.web.site import site
from widgets import controls, notices
from widgets.map_frame import map_frame
from widgets.page import name_tab
from widgets.page_view import PageView

MAP_HEIGHT = 560


def main() -> None:
    """Draw the page."""
    try:
        library = site().library()
    except JourneyMapError as error:
        notices.show_error(error)
        return
    name = choose(library)
    if name is None:
        notices.show_problems(library.problems)
        return
    found = meetings_of(library, name)
    name_tab("Summits", found.title)
    show(found, library)


def choose(library: Library) -> str | None:
    """Return the collection to show; let the reader choose where there are several."""
    collections = library.collections
    if not collections:
        st.title("Summits", anchor=False)
        st.info(
            "There is no collection of meetings yet. Give a table of data/journeys.toml "
            "collection = true, and its meetings rows in data/routes.csv."
        )
        return None
    if len(collections) == 1:
        return collections[0]
    chosen: str = st.selectbox(
        "Collection", collections, format_func=library.title, label_visibility="collapsed"
    )
    return chosen


def show(found: Meetings, library: Library) -> None:
    """Show a collection's title, map, table and reports."""
    page = PageView.of("summits", part=library.collections.index(found.id))
    values = to_values(found)
    # A landmark is in the document of every journey that shows it; the first will do.
    journey = next((each for each in library.ids if library.config(each).landmarks == found.id), "")
    mapped_at = library.config(journey).max_speed_kmh if journey else None
    headline = {"title": found.title, "subtitle": found.subtitle}
    controls.meetings("heading", headline, page, mapped_at=mapped_at)
    notices.show_problems((*library.problems, *found.problems))
    left, right = st.columns([0.58, 0.42], gap="medium")
    with left:
        if journey:
            show_map(journey, page)
        else:
            st.info("No journey has this collection among its landmarks, so there is no map of it.")
    with right:
        controls.meetings("table", values, page, mapped_at=mapped_at)
    controls.meetings("reports", values, page, mapped_at=mapped_at)


def show_map(journey: str, page: PageView) -> None:
    """Draw the landmarks of a journey, without the journey."""
    try:
        document = site().document_address(journey)
    except JourneyMapError as error:
        notices.show_error(error)
        return
    drawn = journey_map(replace(page, document=document).map_addresses, landmarks_only=True)
    map_frame(drawn, key=f"map-{page.channel}", height=MAP_HEIGHT)


main()
