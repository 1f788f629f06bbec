"""Places of a table whose position is not known: looked up, and chosen by the author."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from journeymap.authoring import checks
from journeymap.authoring.geocoding import CITIES, lookup_of
from journeymap.authoring.geocoding.candidates import Candidate, of_click
from journeymap.authoring.geocoding.lookup import Found, Lookup
from journeymap.authoring.reading import Reading
from journeymap.claims.cities import Cities, cities_in
from journeymap.errors import JourneyMapError
from journeymap.journeys.draft import DraftLibrary
from journeymap.web.folium_map import Point, chooser_map
from journeymap.web.site import site
from widgets import notices
from widgets.make.session import EditorSession, progress_of
from widgets.map_frame import map_frame
from widgets.page_view import PageView

MAP_HEIGHT = 300
# How exactly a click shows a place, metres.
_CLICK_ACCURACY_M = 1_000.0
# A click on a number returns its position, with other rounding.
_SAME_DEGREES = 1e-6
_MAX_PROPOSED = 12
_MAX_LISTED = 50


def places(editor: EditorSession, library: DraftLibrary) -> None:
    """Ask which places are meant; shows nothing when all are known."""
    reading = editor.reading
    _taken(reading)
    unknown = list(reading.unknown)
    if not unknown:
        return
    cities = cities_in(CITIES)
    found = editor.look_up(unknown)
    with st.container(border=True, key="make-places"):
        count = "One place is" if len(unknown) == 1 else f"{len(unknown)} places are"
        st.markdown(f"**{count} not known yet.** Choose the place, and its rows are drawn.")
        _propose(editor, unknown, found)
        if site().limits.geocoding:
            _ask_service(editor, unknown, library)
        lost = [text for text in unknown if not found[text].candidates]
        with st.expander("Choose one by one, or on the map", expanded=bool(lost)):
            text = st.selectbox(
                "Place",
                [*lost, *(text for text in unknown if text not in lost)],
                key=f"make-place-{editor.edition}-{len(unknown)}",
            )
            if text is not None:
                _choose(editor, found[text], cities)


def _taken(reading: Reading) -> None:
    """Say which place each name was taken for that has only one."""
    named = [f"{text}: {_where(candidate)}" for text, candidate in reading.taken.items()]
    if not named:
        return
    words = "One place was found" if len(named) == 1 else f"{len(named)} places were found"
    with st.expander(f"{words} by name", icon=":material/location_on:"):
        st.text("\n".join(named[:_MAX_LISTED]))
        if len(named) > _MAX_LISTED:
            st.text(f"and {len(named) - _MAX_LISTED} more")
        st.caption("Not the place you mean? Write its latitude and longitude in its row.")


def _where(candidate: Candidate) -> str:
    place = candidate.place
    return f"{place.name}, {place.detail}" if place.detail else place.name


def _propose(editor: EditorSession, unknown: list[str], found: dict[str, Found]) -> None:
    proposed = {text: found[text].candidates[0] for text in unknown if found[text].candidates}
    if not proposed:
        return
    for text, candidate in list(proposed.items())[:_MAX_PROPOSED]:
        proposal = f"{text}: {candidate.place.name}, {candidate.place.detail}"
        count = len(found[text].candidates)
        st.text(proposal if count == 1 else f"{proposal} – the largest of {count} with this name")
    if len(proposed) > _MAX_PROPOSED:
        with st.expander(f"and {len(proposed) - _MAX_PROPOSED} more"):
            st.dataframe(
                [
                    {"written": text, "meant": each.place.name, "where": each.place.detail}
                    for text, each in proposed.items()
                ]
            )
    words = "Take this place" if len(proposed) == 1 else f"Take all {len(proposed)} places"
    editor.when_clicked(
        st.button,
        words,
        partial(_take, editor, proposed),
        key="make-take-proposed",
        type="primary",
    )


def _ask_service(editor: EditorSession, unknown: list[str], library: DraftLibrary) -> None:
    """Ask the host's service for the rest; its answers stay when the author stops it."""
    found = editor.found
    left = [text for text in unknown if not found[text].candidates and not found[text].error]
    if not left:
        return
    host = site().limits.geocoding_address
    ask = st.button(
        f"Ask the online service for {len(left)} of them",
        key="make-ask",
        help="The names are sent to the geocoding service of this site.",
    )
    if not ask:
        return
    bar, stop = st.progress(0.0, "Asking the service"), st.empty()
    # A click on any button stops this run; the session has what was found by then.
    stop.button("Stop asking", key="make-stop")
    try:
        lookup = _with_service(library)
        for answer in lookup.look_up_all(left, progress=progress_of(bar)):
            editor.learn(answer)
    except JourneyMapError as error:
        notices.show_error(error)
    finally:
        bar.empty()
        stop.empty()
    failed = [text for text in left if found[text].error]
    if not failed:
        st.rerun()
    if failed:
        notices.show_error(found[failed[0]].error or JourneyMapError(host))
        for text in failed:
            editor.learn(replace(found[text], error=None))


def _with_service(library: DraftLibrary) -> Lookup:
    store = site().store
    if store is None:
        raise JourneyMapError(
            "The online service needs a store for its answers, and this site has none.",
            "Ask the host of the site to switch saving on.",
        )
    return lookup_of(
        site().limits, library.table.gazetteer, store, lambda: store.count_today("geocoding")
    )


def _choose(editor: EditorSession, found: Found, cities: Cities) -> None:
    """Let the author choose a candidate for one name, or click on the map."""
    picked: Point | None = st.session_state.get(_picked(editor, found))
    options = list(enumerate(found.candidates, 1))
    index = _candidate_at(picked, found)
    if picked is not None and index is None:
        index = len(options)
        lat, lon = picked
        options.append((0, of_click(cities, lon, lat, _CLICK_ACCURACY_M)))
    if not options:
        st.text(f"Nothing of this name is in the gazetteer: {found.text}")
        st.markdown("Write another name in the table, or click on its position on the map.")
    else:
        choice = st.selectbox(
            "Which one",
            options,
            index=index,
            format_func=_option,
            placeholder="Choose one, or click on the map",
            key=f"make-which-{editor.edition}-{found.text}-{picked}",
        )
        if choice is not None:
            _, candidate = choice
            editor.when_clicked(
                st.button,
                "Take it",
                partial(_take, editor, {found.text: candidate}),
                key="make-take",
                type="primary",
            )
    points = [(each.place.lat, each.place.lon) for each in found.candidates]
    elsewhere = picked if _candidate_at(picked, found) is None else None
    dark = st.context.theme.type == "dark"
    shown = map_frame(
        chooser_map(PageView.of("places").map_addresses, points, elsewhere, dark=dark),
        key=f"make-map-{editor.edition}",
        height=MAP_HEIGHT,
        returned=["last_clicked"],
    )
    clicked = shown.get("last_clicked")
    if clicked and (point := (float(clicked["lat"]), float(clicked["lng"]))) != picked:
        st.session_state[_picked(editor, found)] = point
        st.rerun()


def _candidate_at(point: Point | None, found: Found) -> int | None:
    """Return the index of the candidate whose number on the map was clicked."""
    if point is None:
        return None
    lat, lon = point
    for index, each in enumerate(found.candidates):
        place = each.place
        if abs(place.lat - lat) < _SAME_DEGREES and abs(place.lon - lon) < _SAME_DEGREES:
            return index
    return None


def _picked(editor: EditorSession, found: Found) -> str:
    return f"make-picked-{editor.draft_key}-{found.text}"


def _option(choice: tuple[int, Candidate]) -> str:
    number, candidate = choice
    where = _where(candidate)
    return f"{number}. {where}" if number else f"The point you clicked: {where}"


def _take(editor: EditorSession, chosen: dict[str, Candidate]) -> None:
    """Give the names their positions; the author's names stay."""
    editor.remember_step()
    editor.edit_draft(checks.with_places(editor.draft, chosen))
