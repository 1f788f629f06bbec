"""The train graph: distance against time, as railways draw their timetables."""

from __future__ import annotations

import streamlit as st

from journeymap.errors import JourneyMapError
from journeymap.phrases.pages import titles_joined
from widgets import notices
from widgets.journey_choice import available_journeys
from widgets.page import name_tab
from widgets.train_graph import choices, view


def main() -> None:
    """Draw the page."""
    st.title("Train graph", anchor=False)
    try:
        choice = available_journeys()
        notices.show_problems(choice.built_in.problems)
        if not choice.ids:
            st.info("There is no journey yet. Add rows with a place and a time to data/routes.csv.")
            return
        above = st.container()
        row = st.container(horizontal=True)
        with row:
            names, more = choices.choose_journeys(choice)
        name_tab("Train graph", titles_joined([choice.title(name) for name in names]))
        view.show([choice.journey(name) for name in names], view.Places(above, row, more))
    except JourneyMapError as error:
        notices.show_error(error)


main()
