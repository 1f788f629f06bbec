"""The journey on a map, with its timeline, and for every point who reported it."""

from __future__ import annotations

import streamlit as st

from journeymap.errors import JourneyMapError
from journeymap.phrases.pages import NO_JOURNEY, NO_JOURNEY_HINT, no_journey
from journeymap.web.site import site
from widgets import controls, journey_view, notices
from widgets.journey_choice import JourneyChoice, available_journeys
from widgets.page import name_tab
from widgets.page_view import PageView

# Width in pixels of the choice where the address names no journey.
WAY_ON = 420


def main() -> None:
    """Draw the page."""
    try:
        choice = available_journeys()
    except JourneyMapError as error:
        notices.show_error(error)
        return
    asked = st.query_params.get("journey")
    if choice.ids and asked is not None and asked not in choice.ids:
        missing(choice, asked)
        return
    heading, choosing = st.columns([0.64, 0.36], gap="medium", vertical_alignment="top")
    with choosing:
        beside = st.container(horizontal=True, vertical_alignment="center")
    with beside:
        name = choose(choice)
    # The problems of a reader's own journey are shown on the Make page.
    notices.show_problems(choice.built_in.problems)
    if name is None:
        return
    name_tab(choice.title(name))
    try:
        journey = choice.journey(name)
        document = site().document_address(name)
    except JourneyMapError as error:
        notices.show_error(error)
        return
    # A channel for each journey: a control that is being removed cannot drive the next one's map.
    page = PageView.of("journey", document=document, part=[*reversed(choice.ids)].index(name))
    with heading:
        controls.heading(page, key=f"heading-{name}")
    with beside:
        controls.share(page, journey=name, title=journey.title, key=f"share-{name}")
    journey_view.show(journey, page, first=name == next(iter(choice.built_in.ids), None))


def missing(choice: JourneyChoice, asked: str) -> None:
    """Say that a journey is not here, and offer the others."""
    name_tab(NO_JOURNEY)
    st.title(NO_JOURNEY, anchor=False)
    st.text(no_journey(asked))
    st.text(NO_JOURNEY_HINT)
    with st.container(width=WAY_ON):
        choose(choice)


def choose(choice: JourneyChoice) -> str | None:
    """Let the reader choose a journey; the address keeps the choice."""
    ids = choice.ids
    if not ids:
        st.info("There is no journey yet. Add rows with a place and a time to data/routes.csv.")
        return None
    asked = st.query_params.get("journey", ids[0])

    def remember() -> None:
        # The address's moment and reading were those of another journey.
        st.query_params.from_dict({"journey": st.session_state["journey"]})

    st.session_state["journey"] = asked if asked in ids else None
    st.selectbox(
        "Journey",
        ids,
        key="journey",
        format_func=choice.title,
        on_change=remember,
        placeholder="Choose a journey",
        label_visibility="collapsed",
    )
    if asked not in ids:
        return None
    return asked


main()
