"""The whole event table: searched, filtered, and each claim beside what contradicts it."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from journeymap.analysis.claim_search import ClaimFilter, ClaimList, Order, claim_list, search
from journeymap.claims.table import Status
from journeymap.errors import JourneyMapError
from journeymap.journeys.library import Library
from widgets import claim_card, notices
from widgets.choice import offered

TABLE_HEIGHT = 620
LIST_HEIGHT = 430
STEP = 20
MAX_WORDS = 200

# What lists of choices are called in the address.
LISTS = {
    "claims-journeys": "journey",
    "claims-places": "place",
    "claims-sources": "source",
    "claims-statuses": "status",
}

# Widths in pixels, so that all but the last fit beside a claim at 1280.
COLUMNS = {
    "when": st.column_config.TextColumn("When", width=118),
    "place_name": st.column_config.TextColumn("Where", width=88),
    "says": st.column_config.TextColumn("Says", width=216),
    "said_by": st.column_config.TextColumn("Who", width=116),
    "status": st.column_config.TextColumn("Status", width=94),
    "matters": st.column_config.TextColumn("Conflict in", width=82),
    "public": st.column_config.TextColumn("Public", width=118),
}
# Above 64 Streamlit breaks text into lines.
ROW_HEIGHT = 90

# The grid is drawn on a canvas, which cannot be read on a narrow screen; a list takes its place.
STYLE = """<style>
[data-testid="stLayoutWrapper"]:has(> .st-key-claims-list) { display: none; }
.st-key-claims-found h3 { font-size: 1.3rem; padding: 0; }
[class*="st-key-claim"] [data-testid="stText"], [class*="st-key-contra"] [data-testid="stText"],
[class*="st-key-listed"] [data-testid="stText"] { overflow-wrap: anywhere; }
.st-key-claim-card > :first-child [data-testid="stText"] { font-weight: 600; }
.st-key-claim-card > :nth-child(2) [data-testid="stText"] { font-size: 1.2rem; line-height: 1.4; }
[class*="st-key-reading-"] {
  border-bottom: 1px solid color-mix(in srgb, currentcolor 18%, transparent);
  padding-bottom: 0.5rem;
}
[class*="st-key-reading-"] > :first-child [data-testid="stText"] { font-weight: 600; }
[class*="st-key-counterpart-"], [class*="st-key-listed-"] {
  border-left: 3px solid #c8102e; padding-left: 0.75rem;
}
@media (max-width: 640px) {
  .st-key-claims-grid { display: none; }
  [data-testid="stLayoutWrapper"]:has(> .st-key-claims-list) { display: flex; }
}
</style>"""


def main() -> None:
    """Draw the page."""
    st.title("Claims", anchor=False)
    st.html(STYLE)
    try:
        choice = offered()
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
        "Every row is one source’s word. Choose one to read it in full, beside what contradicts it."
    )
    wanted = ask(listed, library)
    kept = search(listed.frame, wanted)
    if kept.empty:
        st.info("No claim fits all of this. Search for fewer words, or take a filter out.")
        st.button("Show all claims", on_click=forget)
        return
    left, right = st.columns([0.62, 0.38], gap="medium")
    with left:
        table(kept, listed, wanted.order)
    with right:
        beside(kept, listed, library)


def ask(listed: ClaimList, library: Library) -> ClaimFilter:
    """Let the reader search and filter; the address keeps it."""
    names = [*library.ids, *library.collections]
    restore(
        {
            "claims-journeys": names,
            "claims-places": list(listed.frame["place"]),
            "claims-sources": list(listed.frame["source"]),
            "claims-statuses": [str(status) for status in Status],
        }
    )
    words, where, order_at = st.columns([0.38, 0.38, 0.24], vertical_alignment="bottom")
    text = words.text_input(
        "Search",
        key="claims-text",
        type="search",
        on_change=remember,
        max_chars=MAX_WORDS,
        placeholder="Words in source, text, note or place",
    )
    journeys = where.multiselect(
        "Journeys",
        names,
        key="claims-journeys",
        format_func=library.title,
        on_change=remember_anew,
        placeholder="All journeys",
    )
    order = order_at.segmented_control(
        "In the order of",
        ["happening", "publication"],
        key="claims-order",
        required=True,
        format_func=str.capitalize,
        on_change=remember_anew,
    )
    asked = ClaimFilter(
        text=text or "",
        journeys=tuple(included(journeys, library)),
        order="publication" if order == "publication" else "happening",
    )
    slider, more, toggle = st.columns([0.52, 0.22, 0.26], vertical_alignment="bottom")
    with slider:
        days = ask_days(listed, asked)
    with more.popover("More filters", icon=":material/filter_list:", width="stretch"):
        places, sources, statuses = ask_more(listed)
    only = toggle.toggle("Only contradicted", key="claims-contradicted", on_change=remember)
    return ClaimFilter(
        asked.text, asked.journeys, places, sources, statuses, days, only, asked.order
    )


def included(journeys: Sequence[str], library: Library) -> list[str]:
    """Return journeys with those whose claims belong to them too."""
    return [each for name in journeys for each in (name, *library.config(name).includes)]


def ask_days(listed: ClaimList, asked: ClaimFilter) -> tuple[dt.date, dt.date] | None:
    """Let the reader choose the first and last day, of those on which something is told."""
    frame = listed.frame
    if asked.journeys:
        frame = frame[frame["journey"].isin(asked.journeys)]
    days = listed.days(frame, asked.order)
    if len(days) < 2:
        return None
    # Another order or journey has other days: the slider begins anew with all of them.
    key = f"claims-days-{asked.order}-{zlib.crc32(repr(days).encode())}"
    what = "happened" if asked.order == "happening" else "was public"

    def remember_days() -> None:
        for param, day, usual in zip(
            ("from", "to"), st.session_state[key], (days[0], days[-1]), strict=True
        ):
            if day == usual:
                st.query_params.pop(param, None)
            else:
                st.query_params[param] = day.isoformat()

    first, last = st.select_slider(
        f"Days on which it {what}",
        days,
        asked_days(days),
        key=key,
        on_change=remember_days,
        format_func=lambda day: f"{day.day} {day:%b %Y}",
    )
    return None if (first, last) == (days[0], days[-1]) else (first, last)


def asked_days(days: Sequence[dt.date]) -> tuple[dt.date, dt.date]:
    """Return the first and last of these days within what the address asks for, `from` and `to`."""
    asked = {str(day): day for day in days}
    first = asked.get(st.query_params.get("from", ""), days[0])
    last = asked.get(st.query_params.get("to", ""), days[-1])
    return (first, last) if first <= last else (days[0], days[-1])


def ask_more(listed: ClaimList) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Let the reader choose places, sources and statuses."""
    frame = listed.frame
    named = frame.loc[frame["place"].ne("")].drop_duplicates("place").set_index("place")
    names = named["place_name"].sort_values(key=lambda cells: cells.str.casefold())
    places = st.multiselect(
        "Places",
        list(names.index),
        key="claims-places",
        format_func=names.to_dict().__getitem__,
        placeholder="All places",
        on_change=remember,
    )
    sources = st.multiselect(
        "Sources",
        sorted(set(frame["source"]) - {""}, key=str.casefold),
        key="claims-sources",
        placeholder="All sources",
        on_change=remember,
    )
    statuses = st.multiselect(
        "Statuses",
        [str(status) for status in Status],
        key="claims-statuses",
        placeholder="All statuses",
        on_change=remember,
    )
    return tuple(places), tuple(sources), tuple(statuses)


def restore(options: Mapping[str, Sequence[str]]) -> None:
    """Take what the address asks for, when a session begins; of lists what is among the options."""
    asked = st.query_params
    for key, param in LISTS.items():
        held = st.session_state.get(key, asked.get_all(param))
        st.session_state[key] = [value for value in held if value in options[key]]
    st.session_state.setdefault("claims-text", " ".join(asked.get_all("q"))[:MAX_WORDS])
    order = "publication" if asked.get("order") == "publication" else "happening"
    st.session_state.setdefault("claims-order", order)
    st.session_state.setdefault("claims-contradicted", asked.get("contradicted") == "only")


def remember() -> None:
    """Keep in the address what is searched and filtered for."""
    held = st.session_state
    chosen = {param: held[key] for key, param in LISTS.items() if key in held} | {
        "q": held["claims-text"],
        "order": "publication" if held["claims-order"] == "publication" else "",
        "contradicted": "only" if held["claims-contradicted"] else "",
    }
    for param, value in chosen.items():
        if value:
            st.query_params[param] = value
        else:
            st.query_params.pop(param, None)


def remember_anew() -> None:
    """Keep what is searched for, without the days: another order or journey has others."""
    for param in ("from", "to"):
        st.query_params.pop(param, None)
    remember()


def forget() -> None:
    """Take every filter out."""
    for key in list(st.session_state):
        if str(key).startswith("claims-"):
            del st.session_state[key]
    st.query_params.clear()


def choose(name: str) -> None:
    """Show a claim in full; the address keeps it."""
    st.query_params["claim"] = name


def leave() -> None:
    """Show no claim in full."""
    st.query_params.pop("claim", None)


def more(key: str) -> None:
    """Show more of a list."""
    st.session_state[key] = st.session_state.get(key, STEP) + STEP


def table(kept: pd.DataFrame, listed: ClaimList, order: Order) -> None:
    """Show the claims found, as a table or on a narrow screen as a list, and offer them as CSV."""
    names = list(kept.index)
    chosen = st.query_params.get("claim")
    # A row chosen elsewhere is marked here: a new key is a new table, which begins with it.
    key = f"claims-grid-{zlib.crc32(repr(names).encode())}-{chosen}"

    def chosen_here() -> None:
        rows = st.session_state[key]["selection"]["rows"]
        if rows:
            choose(names[rows[0]])
        else:
            leave()

    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"{len(kept)} of {len(listed.frame)} claims")
        st.download_button(
            "Download these",
            lambda: listed.csv(names).encode("utf-8-sig"),
            "claims.csv",
            "text/csv",
            on_click="ignore",
            icon=":material/download:",
            type="tertiary",
        )
    columns = list(COLUMNS)
    if order == "publication":
        columns[0], columns[-1] = columns[-1], columns[0]
    with st.container(key="claims-grid"):
        st.dataframe(
            kept,
            height=TABLE_HEIGHT,
            hide_index=True,
            column_order=columns,
            key=key,
            column_config=COLUMNS,
            on_select=chosen_here,
            selection_mode="single-row",
            selection_default={
                "selection": {"rows": [names.index(chosen)] if chosen in names else []}
            },
            row_height=ROW_HEIGHT,
            alt="The claims found, one in each row; choose a row to read it in full.",
        )
    shown = st.session_state.get("claims-reading", STEP)
    with st.container(key="claims-list", height=LIST_HEIGHT, border=True):
        claim_card.reading_list(kept, shown, choose)
        if len(kept) > shown:
            st.button("Show more", key="more-reading", on_click=more, args=("claims-reading",))


def beside(kept: pd.DataFrame, listed: ClaimList, library: Library) -> None:
    """Show the claim chosen, or where the claims found contradict each other or others."""
    claim = listed.claims.get(st.query_params.get("claim", ""))
    if claim is not None:
        st.button(
            "All contradictions",
            key="back",
            on_click=leave,
            type="tertiary",
            icon=":material/arrow_back:",
        )
        claim_card.in_full(claim, listed, library, choose)
        return
    found = listed.contradictions_of(list(kept.index))
    with st.container(key="claims-found"):
        st.subheader("Where sources contradict each other", anchor=False)
        if not found:
            st.markdown("None of these claims is contradicted by another.")
            return
        st.markdown(
            f"{len(found)} found by comparing times, places, denials, forecasts and speeds."
        )
        shown = st.session_state.get("claims-more-found", STEP)
        claim_card.contradictions(found, shown, choose)
        if len(found) > shown:
            st.button("Show more", key="more-found", on_click=more, args=("claims-more-found",))


main()
