"""The claims found, and beside them the one that is chosen or where they contradict each other."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from journeymap.analysis.claim_search import ClaimList, Order
from journeymap.claims.table import Claim
from journeymap.journeys.library import Library
from widgets import controls
from widgets.claims import card
from widgets.page_view import PageView

# How many a list shows at first, and how many more each time.
PAGE_LENGTH = 30

# Streamlit fades what may be replaced; this list stays as it is until the next one is there.
# The page scrolls as a whole, and what is read beside the list stays in sight.
STYLE = """<style>
.st-key-claims-results [data-stale="true"] { opacity: 1 !important; transition: none !important; }
@media (min-width: 641px) {
  .st-key-claims-results [data-testid="stColumn"]:last-child {
    position: sticky; top: 4rem; align-self: flex-start; max-height: calc(100vh - 5rem);
    overflow-y: auto; padding: 0 0.25rem;
  }
}
</style>"""
# On a phone a claim that is read takes the place of the list.
_IN_PLACE_OF_LIST = """<style>
@media (max-width: 640px) {
  .st-key-claims-results [data-testid="stColumn"]:first-child { display: none; }
}
</style>"""
_NOTHING = "<style></style>"


def show(found: pd.DataFrame, listed: ClaimList, library: Library, order: Order) -> None:
    """Show the claims found, and what is to be read beside them."""
    page = PageView.of("claims")
    claim = listed.claims.get(st.query_params.get("claim", ""))
    with st.container(key="claims-results"):
        left, right = st.columns([0.64, 0.36], gap="medium")
        with left:
            _show_found(found, listed, order, page, "" if claim is None else claim.id)
        with right:
            _show_beside(found, listed, library, page, claim)
    st.html(_IN_PLACE_OF_LIST if claim is not None else _NOTHING)


def _show_found(
    found: pd.DataFrame, listed: ClaimList, order: Order, page: PageView, chosen: str
) -> None:
    shown = _shown("found")
    rows = found.iloc[:shown]
    if chosen in found.index and chosen not in rows.index:
        # A claim that is opened elsewhere is in the list too, without all that stands between.
        rows = pd.concat([rows, found.loc[[chosen]]])
    controls.claim_table(
        page,
        {
            "rows": [card.row(str(name), words, listed) for name, words in rows.iterrows()],
            "more": len(found) > len(rows),
            "order": order,
            "chosen": chosen,
        },
        on_chosen=_choose,
        on_more=lambda: _show_more("found"),
    )


def _show_beside(
    found: pd.DataFrame, listed: ClaimList, library: Library, page: PageView, claim: Claim | None
) -> None:
    contradictions = [] if claim else listed.contradictions_of(list(found.index))
    values = {
        "claim": claim and card.in_full(claim, listed, library),
        "found": [card.contradiction(each, listed) for each in contradictions[: _shown("beside")]],
        "count": len(contradictions),
    }
    to_map = controls.claim_beside(
        page, values, on_chosen=_choose, on_more=lambda: _show_more("beside")
    )
    if to_map and claim is not None:
        query = card.moment_of(claim, library)
        if query:
            st.switch_page("pages/journey.py", query_params=query)


def _choose(name: str) -> None:
    """Show a claim in full, or none; the address keeps it."""
    if name:
        st.query_params["claim"] = name
    else:
        st.query_params.pop("claim", None)


def _shown(which: str) -> int:
    """Return how many of a list are shown."""
    count: int = st.session_state.get(f"claims-shown-{which}", PAGE_LENGTH)
    return count


def _show_more(which: str) -> None:
    st.session_state[f"claims-shown-{which}"] = _shown(which) + PAGE_LENGTH
