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
    st.html(results.STYLE + filters.STYLE)
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
    st.markdown("What each source said, and when. Open a row to read it in full.")
    chosen = filters.choose_filter(listed, library)
    named = [*library.ids, *library.collections]
    journeys = [name for name in st.query_params.get_all("journey") if name in named]
    name_tab("Claims", titles_joined([library.title(name) for name in journeys]))
    found = search(listed, chosen).join(claims_in_words(listed))
    asked = filters.in_words(chosen, listed, library)
    if found.empty:
        st.info("No claim matches all of this. Search for fewer words, or remove a filter.")
        if asked:
            st.text(asked)
        st.button("Show all claims", on_click=filters.clear)
        return
    names = list(found.index)
    with st.container(horizontal=True, vertical_alignment="center", key="claims-count"):
        st.markdown(f"{len(found)} of {len(listed.frame)} claims", width="content")
        if asked:
            st.text(asked, width="content")
            st.button("Show all", on_click=filters.clear, type="tertiary", icon=":material/close:")
        st.download_button(
            "Download these",
            lambda: listed.csv(names).encode("utf-8-sig"),
            "claims.csv",
            "text/csv",
            on_click="ignore",
            icon=":material/download:",
            type="tertiary",
        )
    results.show(found, listed, library, chosen.order)


main()
