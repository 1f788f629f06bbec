"""The search and the filters of the Claims page; the address of the page keeps them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import streamlit as st

from journeymap.analysis.claim_search import ClaimFilter, ClaimList, Order
from journeymap.claims.columns import Status
from journeymap.journeys.library import Library
from widgets.claims import times

MAX_SEARCH_LENGTH = 200

# The session's lists of choices, and the address parameter of each.
LIST_PARAMETERS = {
    "claims-journeys": "journey",
    "claims-places": "place",
    "claims-sources": "source",
    "claims-statuses": "status",
    "claims-contradicts": "contradicts",
    "claims-contradicted-by": "contradicted_by",
}

ORDERS = {"happening": "By date of event", "publication": "By date of report"}

STYLE = """<style>
.st-key-claims-filters > [data-testid="stElementContainer"]:has([data-testid="stTextInput"]) {
  flex: 1 1 16rem;
}
.st-key-claims-contradicted { display: flex; align-items: center; min-height: 2.5rem; }
.st-key-claims-count [data-testid="stText"] { overflow-wrap: anywhere; }
</style>"""


def choose_filter(listed: ClaimList, library: Library) -> ClaimFilter:
    """Let the reader search and filter."""
    _restore(
        {
            "claims-journeys": [*library.ids, *library.collections],
            "claims-places": list(listed.frame["place"]),
            "claims-sources": list(listed.frame["source"]),
            "claims-statuses": [str(status) for status in Status],
            "claims-contradicts": listed.disagreeing,
            "claims-contradicted-by": listed.disagreeing,
        }
    )
    row = st.container(horizontal=True, vertical_alignment="bottom", key="claims-filters")
    text = row.text_input(
        "Search",
        key="claims-text",
        type="search",
        on_change=_remember,
        max_chars=MAX_SEARCH_LENGTH,
        placeholder="Words in source, text, note or place",
    )
    more = row.popover("Filters", icon=":material/filter_list:", width=130, key="claims-more")
    only = row.toggle("Only contradicted", key="claims-contradicted", on_change=_remember)
    chosen = row.segmented_control(
        "In the order of",
        list(ORDERS),
        key="claims-order",
        required=True,
        format_func=ORDERS.__getitem__,
        on_change=_remember_without_days,
        label_visibility="collapsed",
    )
    order: Order = "publication" if chosen == "publication" else "happening"
    with more:
        return _choose_more(
            listed, library, ClaimFilter(text=text or "", only_contradicted=only, order=order)
        )


def clear() -> None:
    """Remove every filter."""
    for key in list(st.session_state):
        if str(key).startswith("claims-"):
            del st.session_state[key]
    st.query_params.clear()


def in_words(asked: ClaimFilter, listed: ClaimList, library: Library) -> str:
    """Say what the filters ask for; empty when none does. It holds text from tables."""
    lists = (
        ("journey", [library.title(name) for name in st.session_state["claims-journeys"]]),
        ("place", [listed.gazetteer[key].name for key in asked.places]),
        ("source", asked.sources),
        ("status", asked.statuses),
        ("contradicts", asked.contradicts),
        ("is contradicted by", asked.contradicted_by),
    )
    parts = [f"{what} {' or '.join(chosen)}" for what, chosen in lists if chosen]
    if asked.days:
        what = "public" if asked.order == "publication" else "happened"
        parts.append(f"{what} {times.days_in_words(*asked.days)}")
    if asked.until is not None:
        parts.append(times.until_in_words(asked.until, _zone(library)))
    return "; ".join(parts)


def _choose_more(listed: ClaimList, library: Library, asked: ClaimFilter) -> ClaimFilter:
    """Let the reader choose journeys, days, places, sources, statuses, and who contradicts whom."""
    journeys = _choose_some(
        "Journeys", "claims-journeys", [*library.ids, *library.collections], library.title
    )
    asked = replace(asked, journeys=tuple(_with_included(journeys, library)))
    days = times.choose_days(listed, asked)
    until = times.choose_until(listed, _zone(library))
    frame = listed.frame
    named = frame.loc[frame["place"].ne("")].drop_duplicates("place").set_index("place")
    names = named["place_name"].sort_values(key=lambda cells: cells.str.casefold())
    sources = sorted(set(frame["source"]) - {""}, key=str.casefold)
    return replace(
        asked,
        days=days,
        until=until,
        contradicts=_choose_some(
            "Contradicts",
            "claims-contradicts",
            listed.disagreeing,
            hint="Claims that cannot be true with one of this source, and were public when it "
            "was or later. A source that is only quoted counts too.",
        ),
        contradicted_by=_choose_some(
            "Is contradicted by",
            "claims-contradicted-by",
            listed.disagreeing,
            hint="Claims that cannot be true with one of this source, and were public when it "
            "was or earlier. A source that is only quoted counts too.",
        ),
        places=_choose_some(
            "Places", "claims-places", list(names.index), names.to_dict().__getitem__
        ),
        sources=_choose_some("Sources", "claims-sources", sources),
        statuses=_choose_some("Statuses", "claims-statuses", [str(status) for status in Status]),
    )


def _choose_some(
    label: str,
    key: str,
    options: Sequence[str],
    words: Callable[[str], str] = str,
    hint: str | None = None,
) -> tuple[str, ...]:
    chosen: list[str] = st.multiselect(
        label,
        options,
        key=key,
        format_func=words,
        placeholder=f"All {label.lower()}" if hint is None else "Choose a source",
        help=hint,
        on_change=_remember,
    )
    return tuple(chosen)


def _zone(library: Library) -> str:
    """Return the zone in which a moment of publication is asked for: that of a journey."""
    chosen = [*st.session_state["claims-journeys"], *library.ids, *library.collections]
    return library.config(chosen[0]).zone


def _with_included(journeys: Sequence[str], library: Library) -> list[str]:
    """Return journeys with those whose claims belong to them too."""
    return [each for name in journeys for each in (name, *library.config(name).includes)]


def _restore(options: Mapping[str, Sequence[str]]) -> None:
    """Begin a session with what the address asks for; of a list, what is among the options."""
    asked = st.query_params
    for key, parameter in LIST_PARAMETERS.items():
        chosen = st.session_state.get(key, asked.get_all(parameter))
        st.session_state[key] = [value for value in chosen if value in options[key]]
    text = " ".join(asked.get_all("q"))[:MAX_SEARCH_LENGTH]
    st.session_state.setdefault("claims-text", text)
    order = "publication" if asked.get("order") == "publication" else "happening"
    st.session_state.setdefault("claims-order", order)
    st.session_state.setdefault("claims-contradicted", asked.get("contradicted") == "only")


def _remember() -> None:
    """Write what is searched and filtered for into the address."""
    state = st.session_state
    chosen = {
        parameter: state[key] for key, parameter in LIST_PARAMETERS.items() if key in state
    } | {
        "q": state["claims-text"],
        "order": "publication" if state["claims-order"] == "publication" else "",
        "contradicted": "only" if state["claims-contradicted"] else "",
    }
    for parameter, value in chosen.items():
        if value:
            st.query_params[parameter] = value
        else:
            st.query_params.pop(parameter, None)


def _remember_without_days() -> None:
    """Write the filters into the address without the days: another order or journey has others."""
    for parameter in ("from", "to"):
        st.query_params.pop(parameter, None)
    _remember()
