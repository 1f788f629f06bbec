"""The whole event table: searched, filtered, and each claim beside what contradicts it."""

from __future__ import annotations

import streamlit as st

from journeymap.analysis.claim_search import claim_list, search
from journeymap.errors import JourneyMapError
from journeymap.phrases.claim_list import claims_in_words
from journeymap.phrases.pages import titles_joined
from widgets import notices
from widgets.claims import filters, results
from widgets.journey_choice import available_journeys
from widgets.page import name_tab


def main() -> None:
    """Draw the page."""
    st.title("Claims", anchor=False)
    st.html(results.STYLE)
    try:
        choice = available_journeys()
    except JourneyMapError as error:
        notices.show_error(error)
        return
    notices.show_problems(choice.built_in.problems)
    library = choice.own or choice.built_in
    listed = claim_list(library)
    if listed.frame.empty:
        st.info("There is no claim yet. Add rows with a place and a time to data/routes.csv.")
        return
    st.markdown(
        "Each row is what one source says. Choose a row to read it in full, "
        "beside the claims that contradict it."
    )
    chosen = filters.choose_filter(listed, library)
    named = [*library.ids, *library.collections]
    asked = [name for name in st.query_params.get_all("journey") if name in named]
    name_tab("Claims", titles_joined([library.title(name) for name in asked]))
    found = search(listed.frame, chosen).join(claims_in_words(listed))
    if found.empty:
        st.info("No claim matches all of this. Search for fewer words, or remove a filter.")
        st.button("Show all claims", on_click=filters.clear)
        return
    left, right = st.columns([0.62, 0.38], gap="medium")
    with left:
        results.show_found(found, listed, chosen.order)
    with right:
        results.show_beside(found, listed, library)


main()
