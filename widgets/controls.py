"""
Our own controls in a Streamlit page.

The modules that draw them come from our own server under an address that never changes, so all
that Streamlit sends along is this loader and a few addresses.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer


def _loader(control: str) -> ComponentRenderer:
    # Streamlit sends this along with every change, so it is short.
    return st.components.v2.component(
        f"journeymap.{control}",
        js=f"""export default (c) => {{
const m = import(new URL(c.data.assets + "streamlit.js", document.baseURI).href)
.then((s) => s.{control}(c), () => c.parentElement.append("Not loaded. Reload the page."))
return () => m.then((stop) => stop?.())
}}""",
    )


_heading = _loader("heading")
_timeline = _loader("timeline")
_claims = _loader("claims")
_events = _loader("events")


def heading(addresses: Mapping[str, str], *, key: str) -> None:
    """Show the journey's title and subtitle."""
    _heading(key=key, data=dict(addresses))


def timeline(
    addresses: Mapping[str, str], *, opening: float, span: tuple[float, float], key: str
) -> float:
    """
    Show the timeline and its caption; return the moment at which it settled, in epoch seconds.

    It opens at `opening`, or where this session left it, as after a lost connection. It reruns
    its fragment when it settles.
    """
    held = st.session_state.get(key) or {}
    moment = min(max(float(held.get("moment") or opening), span[0]), span[1])
    data = {**addresses, "t": moment, "zone": "place"}
    result = _timeline(key=key, data=data, on_moment_change=_nothing)
    return moment if result.moment is None else float(result.moment)


def claims(
    addresses: Mapping[str, str], *, moment: float, roles: Sequence[tuple[str, str]], key: str
) -> None:
    """Show the claims of events, given as (event id, previous | current | next)."""
    data: dict[str, Any] = {
        **addresses,
        "moment": moment,
        "events": [list(pair) for pair in roles],
    }
    _claims(key=key, data=data)


def event_list(addresses: Mapping[str, str], *, key: str) -> None:
    """Show all events; each sets the time."""
    _events(key=key, data=dict(addresses))


def _nothing() -> None:
    """Be there: a component has state only for what it has a callback for."""
