"""The search and the filters of the Claims page; the address of the page keeps them."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Mapping, Sequence

import streamlit as st

from journeymap.analysis.claim_search import ClaimFilter, ClaimList
from journeymap.claims.columns import Status
from journeymap.journeys.library import Library

MAX_SEARCH_LENGTH = 200

# The session's lists of choices, and the address parameter of each.
LIST_PARAMETERS = {
    "claims-journeys": "journey",
    "claims-places": "place",
    "claims-sources": "source",
    "claims-statuses": "status",
}


def choose_filter(listed: ClaimList, library: Library) -> ClaimFilter:
    """Let the reader search and filter."""
    names = [*library.ids, *library.collections]
    _restore(
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
        on_change=_remember,
        max_chars=MAX_SEARCH_LENGTH,
        placeholder="Words in source, text, note or place",
    )
    journeys = where.multiselect(
        "Journeys",
        names,
        key="claims-journeys",
        format_func=library.title,
        on_change=_remember_without_days,
        placeholder="All journeys",
    )
    order = order_at.segmented_control(
        "In the order of",
        ["happening", "publication"],
        key="claims-order",
        required=True,
        format_func=str.capitalize,
        on_change=_remember_without_days,
    )
    asked = ClaimFilter(
        text=text or "",
        journeys=tuple(_with_included(journeys, library)),
        order="publication" if order == "publication" else "happening",
    )
    slider, more, toggle = st.columns([0.52, 0.22, 0.26], vertical_alignment="bottom")
    with slider:
        days = _choose_days(listed, asked)
    with more.popover("More filters", icon=":material/filter_list:", width="stretch"):
        places, sources, statuses = _choose_more(listed)
    only = toggle.toggle("Only contradicted", key="claims-contradicted", on_change=_remember)
    return ClaimFilter(
        asked.text, asked.journeys, places, sources, statuses, days, only, asked.order
    )


def clear() -> None:
    """Remove every filter."""
    for key in list(st.session_state):
        if str(key).startswith("claims-"):
            del st.session_state[key]
    st.query_params.clear()


def _with_included(journeys: Sequence[str], library: Library) -> list[str]:
    """Return journeys with those whose claims belong to them too."""
    return [each for name in journeys for each in (name, *library.config(name).includes)]


def _choose_days(listed: ClaimList, asked: ClaimFilter) -> tuple[dt.date, dt.date] | None:
    """Let the reader choose the first and last of the days on which something happened."""
    frame = listed.frame
    if asked.journeys:
        frame = frame[frame["journey"].isin(asked.journeys)]
    days = listed.days(frame, asked.order)
    if len(days) < 2:
        return None
    # Another order or journey has other days: a new slider, which begins with all of them.
    key = f"claims-days-{asked.order}-{zlib.crc32(repr(days).encode())}"
    what = "happened" if asked.order == "happening" else "was public"

    def remember_days() -> None:
        for parameter, day, default in zip(
            ("from", "to"), st.session_state[key], (days[0], days[-1]), strict=True
        ):
            if day == default:
                st.query_params.pop(parameter, None)
            else:
                st.query_params[parameter] = day.isoformat()

    first, last = st.select_slider(
        f"Days on which it {what}",
        days,
        _asked_days(days),
        key=key,
        on_change=remember_days,
        format_func=lambda day: f"{day.day} {day:%b %Y}",
    )
    return None if (first, last) == (days[0], days[-1]) else (first, last)


def _asked_days(days: Sequence[dt.date]) -> tuple[dt.date, dt.date]:
    """Return the first and last of these days within what the address asks for, `from` and `to`."""
    asked = {str(day): day for day in days}
    first = asked.get(st.query_params.get("from", ""), days[0])
    last = asked.get(st.query_params.get("to", ""), days[-1])
    return (first, last) if first <= last else (days[0], days[-1])


def _choose_more(listed: ClaimList) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
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
        on_change=_remember,
    )
    sources = st.multiselect(
        "Sources",
        sorted(set(frame["source"]) - {""}, key=str.casefold),
        key="claims-sources",
        placeholder="All sources",
        on_change=_remember,
    )
    statuses = st.multiselect(
        "Statuses",
        [str(status) for status in Status],
        key="claims-statuses",
        placeholder="All statuses",
        on_change=_remember,
    )
    return tuple(places), tuple(sources), tuple(statuses)


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
