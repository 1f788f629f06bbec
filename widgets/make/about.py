"""The title of a journey, its clock, its traveller, and its line."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, cast

import streamlit as st

from journeymap.authoring.checks import ZONE_NOT_SET
from journeymap.claims.columns import DEFAULT_JOURNEY
from journeymap.claims.means import DEFAULT_MAX_SPEED_KMH, MEANS, Means, means_of
from journeymap.dates import Calendar
from journeymap.journeys.config import MAX_SPEED_KMH
from journeymap.times import known_zones
from widgets.make.session import EditorSession

_TITLE_LENGTH, _SUMMARY_LENGTH = 200, 2_000
_LINES = {
    "straight": "Straight from place to place (great circles)",
    "railway": "Along the built-in railways, where both ends lie on them",
    "recorded": "As recorded in the file",
}
_CALENDARS = {
    Calendar.GREGORIAN: "Gregorian, as today",
    Calendar.JULIAN: "Julian, as in Russia until 1918",
}
_ZONES = {"": "local time, by the place of each row", "Etc/UTC": "UTC"}
_Line = Literal["straight", "railway", "recorded"]


def title(editor: EditorSession, proposed: str) -> None:
    """Ask for the title where others see it; without one it is `proposed`."""
    config = editor.draft.config
    given = st.text_input(
        "Title",
        config.title,
        _TITLE_LENGTH,
        key=f"make-title-{editor.edition}",
        placeholder=proposed,
    ).strip()
    if given != config.title:
        editor.edit_draft(replace(editor.draft, config=config.model_copy(update={"title": given})))


def clock(editor: EditorSession) -> None:
    """Say once whose clock the times are by, and let it be changed."""
    config = editor.draft.config
    local = config.zone == ZONE_NOT_SET
    words = "Times are local to each place" if local else f"Times are by the clock of {config.zone}"
    with st.popover(words, icon=":material/schedule:", type="tertiary", key="make-clock"):
        st.markdown("A time with an offset of its own, such as 08:00+02:00, stays as it is.")
        zones = ["", *sorted(known_zones() - {ZONE_NOT_SET})]
        chosen = st.selectbox(
            "Other times are",
            zones,
            zones.index("" if local else config.zone),
            format_func=lambda zone: _ZONES.get(zone, zone),
            key=f"make-zone-{editor.edition}",
        )
    zone = chosen or ZONE_NOT_SET
    if zone != config.zone:
        editor.edit_draft(replace(editor.draft, config=config.model_copy(update={"zone": zone})))
        st.rerun()


def about(editor: EditorSession) -> None:
    """Ask for the rest about the journey; all of it is optional."""
    config, key = editor.draft.config, f"make-about-{editor.edition}"
    _which(editor, key)
    summary = st.text_area(
        "Summary", config.summary, max_chars=_SUMMARY_LENGTH, key=f"{key}-summary", height=80
    )
    who, means_at, speed_at = st.columns(3, vertical_alignment="bottom")
    options: list[Means | None] = [None, *Means]
    means = means_at.selectbox(
        "Means of travel",
        options,
        options.index(config.means),
        format_func=_means_label,
        key=f"{key}-means",
        help="For the whole journey. The column “Means of travel” sets it row by row.",
    )
    # Speed and traveller of the means are shown until others are given.
    base = config.model_copy(update={"means": means}).as_travelled(means_of(editor.draft.rows))
    given = "max_speed_kmh" in config.model_fields_set
    by = f"{key}-{means or ''}"
    traveller = who.text_input("Who travels", base.traveller, _TITLE_LENGTH, key=f"{by}-traveller")
    speed = speed_at.number_input(
        "Speed limit assumed, km/h",
        1,
        MAX_SPEED_KMH,
        round(base.max_speed_kmh) or 1,
        key=f"{key if given else by}-speed",
        help="The map assumes that the traveller was never faster than this.",
    )
    calendars = list(Calendar)
    calendar = st.radio(
        "Calendar of the dates",
        calendars,
        calendars.index(config.calendar),
        format_func=_CALENDARS.__getitem__,
        key=f"{key}-calendar",
        horizontal=True,
        help="Where they differ, both dates are shown. The column “Calendar” sets it by row.",
    )
    lines = [line for line in _LINES if line != "recorded" or editor.draft.recording is not None]
    line: str = config.line_kind
    if config.route:
        st.caption("The route is that of the journey from which this one was copied.")
    else:
        line = st.radio(
            "The line",
            lines,
            lines.index(line) if line in lines else 0,
            key=f"{key}-line",
            format_func=lambda each: _LINES[each],
        )
    update: dict[str, object] = {
        "summary": summary.strip(),
        "means": means,
        "calendar": calendar or config.calendar,
        "line_kind": cast("_Line", line),
    }
    if traveller.strip() not in {"", base.traveller}:
        update["traveller"] = traveller.strip()
    if speed != round(base.max_speed_kmh):
        update["max_speed_kmh"] = float(speed or DEFAULT_MAX_SPEED_KMH)
    changed = config.model_copy(update=update)
    if changed != config:
        editor.edit_draft(replace(editor.draft, config=changed))


def _means_label(means: Means | None) -> str:
    return MEANS[means].label if means else "Not stated"


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
