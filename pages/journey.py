"""The journey on a map, with its timeline, and for every point who reported it."""

from __future__ import annotations

import streamlit as st

from journeymap.errors import JourneyMapError
from journeymap.phrases.pages import NO_JOURNEY, NO_JOURNEY_HINT, no_journey
from journeymap.web.site import site
from widgets import journey_view, notices
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
    if not choice.ids:
        st.info("There is no journey yet. Add rows with a place and a time to data/routes.csv.")
        notices.show_problems(choice.built_in.problems)
        return
    name = st.query_params.get("journey", choice.ids[0])
    if name not in choice.ids:
        missing(choice, name)
        return
    # The problems of a reader's own journey are shown on the Make page.
    notices.show_problems(choice.built_in.problems)
    name_tab(choice.title(name))
    try:
        journey = choice.journey(name)
        document = site().document_address(name)
    except JourneyMapError as error:
        notices.show_error(error)
        choose_another(choice)
        return
    # A channel for each journey: a control that is being removed cannot drive the next one's map.
    page = PageView.of("journey", document=document, part=[*reversed(choice.ids)].index(name))
    journey_view.show(
        journey,
        page,
        journeys=[(each, choice.title(each)) for each in choice.ids],
        choose=go_to,
        first=name == next(iter(choice.built_in.ids), None),
    )


def missing(choice: JourneyChoice, asked: str) -> None:
    """Say that a journey is not here, and offer the others."""
    name_tab(NO_JOURNEY)
    st.title(NO_JOURNEY, anchor=False)
    st.text(no_journey(asked))
    st.text(NO_JOURNEY_HINT)
    choose_another(choice)


def choose_another(choice: JourneyChoice) -> None:
    """Let the reader choose a journey where the one asked for cannot be shown."""

    def chosen() -> None:
        go_to(st.session_state["journey"])

    st.selectbox(
        "Journey",
        choice.ids,
        index=None,
        key="journey",
        format_func=choice.title,
        on_change=chosen,
        placeholder="Choose a journey",
        label_visibility="collapsed",
        width=WAY_ON,
    )


def go_to(name: str) -> None:
    """Show another journey: the address's moment and reading were those of this one."""
    st.query_params.from_dict({"journey": name})


main()
