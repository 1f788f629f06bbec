"""The journey on a map, with its timeline, and for every point who reported it."""

from __future__ import annotations

import contextlib
import secrets

import streamlit as st

from journeymap.assets import assets
from journeymap.errors import JourneyMapError, UnknownJourneyError
from journeymap.journey import Library
from journeymap.web import site
from widgets import controls, journey_view, notices


def main() -> None:
    """Draw the page."""
    try:
        built_in = site().library()
        library = asked_library(built_in)
    except JourneyMapError as error:
        notices.show_error(error)
        return
    heading, choice = st.columns([0.64, 0.36], gap="medium", vertical_alignment="top")
    with choice:
        beside = st.container(horizontal=True, vertical_alignment="center")
    with beside:
        name = choose(library, built_in)
    if library is built_in:
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
    number = library.ids.index(name) if library is built_in else "saved"
    channel = f"journey-{view}-{number}"
    addresses = {"assets": assets().address, "document": document, "channel": channel}
    with heading:
        controls.heading(addresses, key=f"heading-{name}")
    with beside:
        controls.share(addresses, journey=name, title=journey.title, key=f"share-{name}")
    journey_view.show(journey, addresses, first=name == next(iter(built_in.ids), None))


def asked_library(built_in: Library) -> Library:
    """Return the library of the journey that the address names, where there is one."""
    asked = st.query_params.get("journey")
    if asked is not None:
        with contextlib.suppress(UnknownJourneyError):
            return site().library_of(asked)
    return built_in


def choose(library: Library, built_in: Library) -> str | None:
    """Let the reader choose a journey; the address keeps the choice."""
    ids = list(dict.fromkeys([*library.ids, *built_in.ids]))
    if not ids:
        st.info("There is no journey yet. Add rows with a place and a time to data/routes.csv.")
        return None
    asked = st.query_params.get("journey", ids[0])

    def remember() -> None:
        # A moment and a reading that were asked for were another journey's.
        st.query_params.from_dict({"journey": st.session_state["journey"]})

    def title(name: str) -> str:
        return (library if name in library.ids else built_in).title(name)

    st.session_state["journey"] = asked if asked in ids else None
    st.selectbox(
        "Journey", ids, key="journey", format_func=title, on_change=remember,
        placeholder="Choose a journey", label_visibility="collapsed",
    )  # fmt: skip
    if asked not in ids:
        notices.show_error(
            UnknownJourneyError(f"There is no journey “{asked}” here.", "Choose one above.")
        )
        return None
    return asked


main()
