"""
Our own controls in a Streamlit page.

The browser loads the modules that draw them from our own server, so Streamlit sends only this
loader and a few addresses.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from journeymap.exports import FORMATS
from journeymap.frontend.files import APP_SCRIPT, files
from journeymap.journeys.config import MAX_SPEED_KMH
from widgets.page_view import PageView


def _loader(control: str) -> ComponentRenderer:
    # Streamlit sends this again with every change, so it is short, without blanks.
    return st.components.v2.component(
        f"journeymap.{control}",
        js=f"""export default c=>{{
const m=import(new URL(c.data.assets+"{APP_SCRIPT}",document.baseURI))
.then(s=>s.{control}(c),()=>c.parentElement.append("Not loaded. Reload the page."))
return()=>m.then(stop=>stop?.())}}""",
    )


_heading = _loader("heading")
_timeline = _loader("timeline")
_claims = _loader("claims")
_events = _loader("events")
_meetings = _loader("meetings")
_claim_table = _loader("claimTable")
_claim_beside = _loader("claimBeside")
_theme = _loader("theme")
_grid = _loader("grid")


def heading(
    page: PageView,
    *,
    journeys: Sequence[tuple[str, str]],
    journey: str,
    choose: Callable[[str], None],
    key: str,
) -> None:
    """
    Show the journey's title, where the traveller is, and the way to another journey.

    `journeys` are ids with their titles. What is offered to share is the link to what is shown, the
    code to embed it, and the journey's files. `choose` is called with the id of a chosen journey.
    """
    data = {
        **page.data,
        "journeys": [list(each) for each in journeys],
        "share": {
            "site": "",
            "journey": journey,
            "formats": [each.offered for each in FORMATS.values()],
        },
    }
    offered = {name for name, _ in journeys}

    def chosen() -> None:
        wanted = (st.session_state.get(key) or {}).get("journey")
        if wanted in offered:
            choose(wanted)

    _heading(key=key, data=data, on_journey_change=chosen)


def theme() -> None:
    """
    Show the page in the colours that its address asks for, `theme=dark`.

    It keeps the page going while the server is away, too. When a server is back it runs for the
    page once, as one that was started anew has never done, and takes up its view.
    """
    result = _theme(key="page-theme", data={"assets": files().address}, on_back_change=_nothing)
    if isinstance(result.back, Mapping):
        PageView.resume(result.back.get("channel"))


def grid(*, empty: bool, max_length: int) -> str:
    """
    Make the keys of the Make page's table, and return a table that was pasted into it, if one was.

    `max_length` is how many characters may be pasted.
    """
    data = {"assets": files().address, "empty": empty, "max_length": max_length}
    result = _grid(key="make-grid", data=data, on_pasted_change=_nothing)
    pasted = result.pasted
    return pasted if isinstance(pasted, str) else ""


@dataclass(frozen=True)
class View:
    """What the timeline shows: a moment in epoch seconds, a reading, and the speed in km/h."""

    moment: float
    reading: Literal["happened", "known"]
    speed: float

    @classmethod
    def of(cls, sent: Mapping[str, Any], opening: View, span: tuple[float, float]) -> View:
        """Return what a browser sent, with `opening` for values that are not valid."""
        moment, speed = (_number(sent.get(name)) for name in ("moment", "speed"))
        # Whole numbers only: each speed is a journey computed and cached.
        asked = speed is not None and speed.is_integer() and 1 <= speed <= MAX_SPEED_KMH
        return cls(
            min(max(opening.moment if moment is None else moment, span[0]), span[1]),
            "known" if sent.get("reading", opening.reading) == "known" else "happened",
            speed if speed is not None and asked else opening.speed,
        )


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and math.isfinite(value) else None


def timeline(  # noqa: PLR0913 - what a timeline is made of
    page: PageView,
    *,
    opening: View,
    asked: View,
    span: tuple[float, float],
    first: bool,
    keep: bool = True,
    answered: bool = False,
    key: str,
) -> View:
    """
    Show the timeline and its caption; return what it showed when it settled.

    In the browser it opens at what the address asks for, else at `opening`. Until the browser has
    answered, Python uses where this session left it, as after a lost connection, or else `asked`.
    An address without a journey means the `first` one. With `keep` false the address belongs to
    something else and does not change. With `answered` the page's heading says where the traveller
    is, and a narrow screen has a menu. When the time settles, the fragment runs again.
    """
    held = st.session_state.get(key) or {}
    view = View.of(held.get("view") or {}, asked, span)
    data = {
        **page.data,
        "t": view.moment,
        "reading": view.reading,
        "speed": view.speed,
        "opening": opening.moment,
        "first": first,
    }
    if not keep:
        data["keep"] = False
    if answered:
        data["answered"] = True
    result = _timeline(key=key, data=data, on_view_change=_nothing)
    return View.of(result.view or {}, view, span)


def claims(page: PageView, *, key: str) -> None:
    """Show the claims that belong to the moment at which the timeline has settled."""
    _claims(key=key, data=page.data)


def event_list(page: PageView, *, key: str) -> None:
    """Show all events; each sets the time."""
    _events(key=key, data=page.data)


def meetings(
    part: Literal["heading", "table", "reports"],
    found: Mapping[str, Any],
    page: PageView,
    *,
    mapped_at: float | None,
) -> None:
    """
    Show a part of the meetings of a collection.

    `mapped_at` is the maximum speed in km/h of the journey that the map beside it draws from;
    None when there is no map.
    """
    data = {
        **page.data,
        "part": part,
        "meetings": dict(found),
        "mapped": mapped_at is not None,
        "speed": mapped_at,
    }
    _meetings(key=f"{page.channel}-{part}", data=data)


def claim_table(
    page: PageView,
    values: Mapping[str, Any],
    *,
    on_chosen: Callable[[str], None],
    on_more: Callable[[], None],
) -> None:
    """Show the claims found; `on_chosen` gets the id of the one that the reader opens."""
    _claim_table(
        key="claims-table",
        data={**page.data, **values},
        on_chosen_change=_telling("claims-table", on_chosen),
        on_more_change=on_more,
    )


def claim_beside(
    page: PageView,
    values: Mapping[str, Any],
    *,
    on_chosen: Callable[[str], None],
    on_more: Callable[[], None],
) -> bool:
    """Show a claim in full or the contradictions; return whether the reader asks for the map."""
    shown = _claim_beside(
        key="claims-beside",
        data={**page.data, **values},
        on_chosen_change=_telling("claims-beside", on_chosen),
        on_more_change=on_more,
        on_map_change=_nothing,
    )
    return bool(shown.map)


def _telling(key: str, heard: Callable[[str], None]) -> Callable[[], None]:
    """Pass on what a control says is chosen; a browser can send anything."""

    def told() -> None:
        chosen = (st.session_state.get(key) or {}).get("chosen")
        if isinstance(chosen, str):
            heard(chosen)

    return told


def _nothing() -> None:
    """No-op callback: Streamlit keeps state only for named callbacks."""
