"""The claims found, as a table or a list, and beside them the one that is chosen."""

from __future__ import annotations

import zlib

import pandas as pd
import streamlit as st

from journeymap.analysis.claim_search import ClaimList, Order
from journeymap.journeys.library import Library
from widgets.claims import card

TABLE_HEIGHT = 620
LIST_HEIGHT = 430
# How many more a list shows each time.
PAGE_LENGTH = 20

# Widths in pixels, so that all but the last fit beside a claim at 1280.
COLUMNS = {
    "when": st.column_config.TextColumn("When", width=118),
    "place_name": st.column_config.TextColumn("Where", width=88),
    "says": st.column_config.TextColumn("Says", width=216),
    "said_by": st.column_config.TextColumn("Who", width=116),
    "status": st.column_config.TextColumn("Status", width=94),
    "conflicts": st.column_config.TextColumn("Conflict in", width=82),
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


def show_found(found: pd.DataFrame, listed: ClaimList, order: Order) -> None:
    """Show the claims found, as a table or on a narrow screen as a list, and offer them as CSV."""
    names = list(found.index)
    chosen = st.query_params.get("claim")
    # A row chosen elsewhere is selected here: a new key is a new table, which begins with it.
    key = f"claims-grid-{zlib.crc32(repr(names).encode())}-{chosen}"

    def choose_row() -> None:
        rows = st.session_state[key]["selection"]["rows"]
        if rows:
            _choose(names[rows[0]])
        else:
            _close()

    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"{len(found)} of {len(listed.frame)} claims")
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
            found,
            height=TABLE_HEIGHT,
            hide_index=True,
            column_order=columns,
            key=key,
            column_config=COLUMNS,
            on_select=choose_row,
            selection_mode="single-row",
            selection_default={
                "selection": {"rows": [names.index(chosen)] if chosen in names else []}
            },
            row_height=ROW_HEIGHT,
            alt="The claims found, one in each row; choose a row to read it in full.",
        )
    with st.container(key="claims-list", height=LIST_HEIGHT, border=True):
        shown = _shown("reading")
        card.reading_list(found, shown, _choose)
        if len(found) > shown:
            st.button("Show more", key="more-reading", on_click=_show_more, args=("reading",))


def show_beside(found: pd.DataFrame, listed: ClaimList, library: Library) -> None:
    """Show the claim chosen, or where the claims found contradict each other or others."""
    claim = listed.claims.get(st.query_params.get("claim", ""))
    if claim is not None:
        st.button(
            "All contradictions",
            key="back",
            on_click=_close,
            type="tertiary",
            icon=":material/arrow_back:",
        )
        card.in_full(claim, listed, library, _choose)
        return
    contradictions = listed.contradictions_of(list(found.index))
    with st.container(key="claims-found"):
        st.subheader("Where sources contradict each other", anchor=False)
        if not contradictions:
            st.markdown("None of these claims is contradicted by another.")
            return
        st.markdown(
            f"{len(contradictions)} found, by comparing times, places, denials, forecasts and "
            "speeds."
        )
        shown = _shown("found")
        card.contradictions(contradictions, listed, shown, _choose)
        if len(contradictions) > shown:
            st.button("Show more", key="more-found", on_click=_show_more, args=("found",))


def _choose(name: str) -> None:
    """Show a claim in full; the address keeps it."""
    st.query_params["claim"] = name


def _close() -> None:
    """Show no claim in full."""
    st.query_params.pop("claim", None)


def _shown(which: str) -> int:
    """Return how many of a list are shown."""
    count: int = st.session_state.get(f"claims-shown-{which}", PAGE_LENGTH)
    return count


def _show_more(which: str) -> None:
    st.session_state[f"claims-shown-{which}"] = _shown(which) + PAGE_LENGTH
