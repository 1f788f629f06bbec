"""Claims as words on a page: one in full, many in a list, and where they contradict each other."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from journeymap.analysis.claim_search import ClaimList
from journeymap.analysis.contradictions import ConflictKind, Contradiction
from journeymap.claims.columns import Status
from journeymap.claims.table import Claim
from journeymap.dates import iso
from journeymap.errors import JourneyMapError
from journeymap.journeys.library import Library
from journeymap.phrases.claims import attribution, notes, publication, title
from journeymap.phrases.contradictions import contradiction_in_words
from journeymap.phrases.windows import window_in_words

# Each status has its own shape, as on the map's panel: colour alone never shows it.
MARKS = {
    Status.OFFICIAL: "● official",
    Status.REPORTED: "○ reported",
    Status.EXPECTED: "◇ expected",
    Status.CONTRADICTED: "✕ contradicted",
}

_DISAGREE = {
    ConflictKind.TIME: "Sources disagree on the time",
    ConflictKind.PLACE: "Sources disagree on the place",
    ConflictKind.DENIAL: "One side denies it",
    ConflictKind.FORECAST: "It came otherwise than expected",
    ConflictKind.ORDER: "They cannot be true together",
}

_COUNTERPARTS = 8

Choose = Callable[[str], None]


def in_full(claim: Claim, listed: ClaimList, library: Library, choose: Choose) -> None:
    """Show one claim with all that it says and leaves open, and beside it what it contradicts."""
    zone = listed.zone(claim)
    with st.container(border=True, key="claim-card", gap="xsmall"):
        st.text(title(claim.kind, claim.place, listed.gazetteer))
        st.text(claim.says, width="stretch")
        st.text(attribution(claim))
        happened = "Expected for" if claim.status is Status.EXPECTED else "Happened"
        facts = [
            f"{happened}: {window_in_words(claim.window, zone, claim.calendar)}",
            f"Public: {publication(claim, zone)}",
            f"Status: {MARKS[claim.status]}",
        ]
        for fact in (*facts, *notes(claim)):
            st.text(fact)
        with st.container(horizontal=True):
            if claim.url:
                st.link_button("Read the source", claim.url, icon=":material/open_in_new:")
            _to_the_journey(claim, library)
    for number, each in enumerate(listed.by_claim.get(claim.id, ())):
        _contradiction_of(claim, each, listed, choose, number)


def _contradiction_of(
    claim: Claim, each: Contradiction, listed: ClaimList, choose: Choose, number: int
) -> None:
    with st.container(border=True, key=f"contradiction-{number}", gap="small"):
        st.markdown(f"**{_DISAGREE[each.kind]}**")
        st.text(contradiction_in_words(each, listed.claims, listed.gazetteer))
        against = each.against(claim.id)
        for place, name in enumerate(against[:_COUNTERPARTS]):
            other = listed.claims[name]
            with st.container(key=f"counterpart-{number}-{place}", gap="xxsmall"):
                st.text(f"{attribution(other)}: {other.says}")
                st.button(
                    "Go to this claim",
                    key=f"go-{number}-{place}",
                    type="tertiary",
                    icon=":material/arrow_forward:",
                    on_click=choose,
                    args=(name,),
                )
        if len(against) > _COUNTERPARTS:
            st.markdown(f"and {len(against) - _COUNTERPARTS} more")


def _to_the_journey(claim: Claim, library: Library) -> None:
    """Lead to the Journey page at the moment of the claim's event, where there is one."""
    if claim.journey not in library.ids:
        return
    try:
        journey = library.journey(claim.journey)
    except JourneyMapError:
        return
    event = next((event for event in journey.events if event.id == claim.event), None)
    moment = claim.window.middle if event is None else journey.moment(event)
    if moment is None:
        return
    if st.button("See it on the map", icon=":material/map:", key="to-journey"):
        st.switch_page(
            "pages/journey.py",
            query_params={
                "journey": claim.journey,
                "t": iso(math.floor(moment / 60) * 60, seconds=False),
            },
        )


def contradictions(
    found: Sequence[Contradiction], listed: ClaimList, shown: int, choose: Choose
) -> None:
    """List contradictions, the first `shown` of them; each leads to a claim that takes part."""
    for number, each in enumerate(found[:shown]):
        with st.container(key=f"listed-{number}", gap="xxsmall"):
            st.markdown(f"**{_DISAGREE[each.kind]}**")
            st.text(contradiction_in_words(each, listed.claims, listed.gazetteer))
            st.button(
                "Compare",
                key=f"compare-{number}",
                type="tertiary",
                icon=":material/compare_arrows:",
                on_click=choose,
                args=(each.other[0],),
            )


def reading_list(frame: pd.DataFrame, shown: int, choose: Choose) -> None:
    """List claims for a narrow screen, the first `shown` of them."""
    for number, (name, row) in enumerate(frame.head(shown).to_dict("index").items()):
        with st.container(key=f"reading-{number}", gap="xxsmall"):
            st.text(" · ".join(filter(None, (row["when"], row["place_name"]))))
            st.text(row["says"])
            against = f" · conflict in {row['conflicts']}" if row["conflicts"] else ""
            st.text(f"{row['said_by']} · {row['status']}{against}")
            st.button(
                "Read in full",
                key=f"read-{number}",
                type="tertiary",
                icon=":material/arrow_forward:",
                on_click=choose,
                args=(str(name),),
            )
