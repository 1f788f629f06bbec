"""What a journey is called, and how it is drawn."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, cast

import streamlit as st

from journeymap.claims.table import DEFAULT_JOURNEY
from journeymap.journeys.config import DEFAULT_MAX_SPEED_KMH, MAX_SPEED_KMH
from journeymap.times import known_zones
from widgets.make.session import EditorSession

_TITLE_LENGTH, _SUMMARY_LENGTH = 200, 2_000
_WAYS = {
    "straight": "Straight from place to place (great circles)",
    "railway": "Along the built-in railways, where both ends lie on them",
    "recorded": "As recorded in the file",
}
_Way = Literal["straight", "railway", "recorded"]


def about(making: EditorSession) -> None:
    """Let the author tell of the journey; nothing of it is needed."""
    config, key = making.draft.config, f"make-about-{making.edition}"
    _which(making, key)
    title = st.text_input("Title", config.title, _TITLE_LENGTH, key=f"{key}-title")
    summary = st.text_area(
        "Summary", config.summary, max_chars=_SUMMARY_LENGTH, key=f"{key}-summary", height=80
    )
    who, zone_at, speed_at = st.columns(3, vertical_alignment="bottom")
    traveller = who.text_input(
        "Who travels", config.traveller, _TITLE_LENGTH, key=f"{key}-traveller"
    )
    zones = sorted(known_zones())
    zone = zone_at.selectbox("Time zone", zones, zones.index(config.zone), key=f"{key}-zone")
    speed = speed_at.number_input(
        "At most, km/h",
        1,
        MAX_SPEED_KMH,
        round(config.max_speed_kmh) or 1,
        key=f"{key}-speed",
        help="Nobody was faster than this. The range on the map rests on it.",
    )
    ways = [way for way in _WAYS if way != "recorded" or making.draft.recording is not None]
    way: str = config.way
    if config.route:
        st.caption("The line runs as the journey that this is a copy of had it.")
    else:
        way = st.radio(
            "The line",
            ways,
            ways.index(way) if way in ways else 0,
            key=f"{key}-way",
            format_func=lambda each: _WAYS[each],
        )
    changed = config.model_copy(
        update={
            "title": title.strip(),
            "summary": summary.strip(),
            "zone": zone or config.zone,
            "traveller": traveller.strip() or config.traveller,
            "way": cast("_Way", way),
            "max_speed_kmh": float(speed or DEFAULT_MAX_SPEED_KMH)
            if speed != round(config.max_speed_kmh)
            else config.max_speed_kmh,
        }
    )
    if changed != config:
        making.change(replace(making.draft, config=changed))


def _which(making: EditorSession, key: str) -> None:
    """Ask which journey is meant where the table has several."""
    told = making.draft.rows["journey"].str.strip()
    written = (making.draft.rows != "").any(axis="columns")
    names = sorted(told[written].replace("", DEFAULT_JOURNEY).unique())
    if len(names) < 2 or making.draft.others:
        return
    options = ["", *names]
    now = making.draft.journey if making.draft.journey in names else ""
    chosen = st.selectbox(
        "The table has several journeys; this is",
        options,
        options.index(now),
        format_func=lambda name: name or "all of them, as one",
        key=f"{key}-journey",
    )
    if chosen != making.draft.journey:
        making.change(replace(making.draft, journey=chosen or ""))
