"""The title of a journey, its traveller, and its line."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, cast

import streamlit as st

from journeymap.claims.columns import DEFAULT_JOURNEY
from journeymap.journeys.config import DEFAULT_MAX_SPEED_KMH, MAX_SPEED_KMH
from journeymap.times import known_zones
from widgets.make.session import EditorSession

_TITLE_LENGTH, _SUMMARY_LENGTH = 200, 2_000
_LINES = {
    "straight": "Straight from place to place (great circles)",
    "railway": "Along the built-in railways, where both ends lie on them",
    "recorded": "As recorded in the file",
}
_Line = Literal["straight", "railway", "recorded"]


def about(editor: EditorSession) -> None:
    """Ask for the title and the rest about the journey; all of it is optional."""
    config, key = editor.draft.config, f"make-about-{editor.edition}"
    _which(editor, key)
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
        "Maximum speed, km/h",
        1,
        MAX_SPEED_KMH,
        round(config.max_speed_kmh) or 1,
        key=f"{key}-speed",
        help="The traveller was never faster. The possible range on the map depends on it.",
    )
    lines = [line for line in _LINES if line != "recorded" or editor.draft.recording is not None]
    line: str = config.line_kind
    if config.route:
        st.caption("The line is that of the journey from which this one was copied.")
    else:
        line = st.radio(
            "The line",
            lines,
            lines.index(line) if line in lines else 0,
            key=f"{key}-line",
            format_func=lambda each: _LINES[each],
        )
    changed = config.model_copy(
        update={
            "title": title.strip(),
            "summary": summary.strip(),
            "zone": zone or config.zone,
            "traveller": traveller.strip() or config.traveller,
            "line_kind": cast("_Line", line),
            "max_speed_kmh": float(speed or DEFAULT_MAX_SPEED_KMH)
            if speed != round(config.max_speed_kmh)
            else config.max_speed_kmh,
        }
    )
    if changed != config:
        editor.edit_draft(replace(editor.draft, config=changed))


def _which(editor: EditorSession, key: str) -> None:
    """Ask which journey of the table is meant when it has several."""
    column = editor.draft.rows["journey"].str.strip()
    filled = (editor.draft.rows != "").any(axis="columns")
    names = sorted(column[filled].replace("", DEFAULT_JOURNEY).unique())
    if len(names) < 2 or editor.draft.others:
        return
    options = ["", *names]
    now = editor.draft.journey if editor.draft.journey in names else ""
    chosen = st.selectbox(
        "The table has several journeys. Show",
        options,
        options.index(now),
        format_func=lambda name: name or "all of them, as one",
        key=f"{key}-journey",
    )
    if chosen != editor.draft.journey:
        editor.edit_draft(replace(editor.draft, journey=chosen or ""))
