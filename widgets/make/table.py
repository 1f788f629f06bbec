"""The table of a journey being made: edited, checked, and corrected with one click."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from journeymap.authoring.corrections import (
    Correction,
    ErrorKind,
    SuspectedError,
    apply,
    find_suspected_errors,
)
from journeymap.claims.columns import BY_NAME, COLUMNS, TO_FILL_IN, USUAL
from journeymap.errors import JourneyMapError, Problem
from journeymap.journeys.draft import DraftLibrary
from journeymap.phrases.corrections import label
from journeymap.phrases.suspected_errors import reason
from journeymap.settings import Settings
from journeymap.web.site import site
from widgets import notices
from widgets.make import places
from widgets.make.session import FIRST_ROW, EditorSession

TABLE_HEIGHT = 330
_MAX_SHOWN = 12
_ZONE_NOT_SET = "UTC"
_ZONE_QUESTIONS = {ErrorKind.NO_ZONE, ErrorKind.NO_ZONE_NO_PLACE}


def edit(making: EditorSession) -> None:
    """Show the table and take over what is typed."""
    every = st.toggle("All columns", key="make-all-columns")
    order = [column.name for column in TO_FILL_IN] if every else list(USUAL)
    edited = st.data_editor(
        making.table,
        key=f"make-table-{making.edition}",
        num_rows="dynamic",
        column_order=order,
        column_config=_configured(making.table),
        height=TABLE_HEIGHT,
        width="stretch",
        hide_index=False,
        placeholder="",
    )
    rows = _as_text(edited)
    if (past := _past_limits(rows, site().limits)) is not None:
        # It stays in the editor, but goes no further.
        notices.show_error(past)
    elif not rows.equals(making.draft.rows):
        making.change(replace(making.draft, rows=rows))


def _past_limits(rows: pd.DataFrame, limits: Settings) -> JourneyMapError | None:
    if len(rows) > limits.rows:
        return JourneyMapError(
            f"The table has {len(rows):,} rows; at most {limits.rows:,} are taken.",
            "Take rows out, or part it into several journeys.",
        )
    for column in rows:
        longest = rows[column].str.len().max()
        if longest > limits.text_length:
            row = rows[column].str.len().idxmax()
            return JourneyMapError(
                f"Row {row}, {column}: {longest:,} signs; at most {limits.text_length:,} count.",
                "Shorten it.",
            )
    return None


def _configured(table: pd.DataFrame) -> dict[str, Any]:
    config: dict[str, Any] = {}
    for column in TO_FILL_IN:
        options = ["", *map(str, column.choices)]
        # A choice would hide what is written wrongly.
        if column.choices and table[column.name].isin(options).all():
            config[column.name] = st.column_config.SelectboxColumn(
                column.label, help=column.help, options=options
            )
        else:
            config[column.name] = st.column_config.TextColumn(column.label, help=column.help)
    config["_index"] = st.column_config.NumberColumn("Row", width=50)
    return config


def _as_text(edited: pd.DataFrame) -> pd.DataFrame:
    rows = edited.reindex(columns=list(COLUMNS)).fillna("").astype("str")
    numbers = pd.to_numeric(pd.Series(rows.index), errors="coerce")
    if numbers.isna().any() or numbers.duplicated().any():
        numbers = pd.Series(range(FIRST_ROW, FIRST_ROW + len(rows)))
    rows.index = pd.Index(numbers.astype("int64"), name="row")
    return rows


def checked(making: EditorSession, library: DraftLibrary) -> None:
    """Show every problem: questions and suspected errors with their buttons, then the rest."""
    _tell_reading(making)
    errors = suspected_errors(making, library)
    if places.unknown_places(making, library):
        # A known place answers for the zone, so places are asked for first.
        errors = [error for error in errors if error.kind not in _ZONE_QUESTIONS]
    for number, error in enumerate(errors[:_MAX_SHOWN]):
        _offer(making, error, f"{making.edition}-{number}")
    if len(errors) > _MAX_SHOWN:
        st.caption(f"{len(errors) - _MAX_SHOWN} more suspected errors are shown after these.")
    named = {(row, error.column) for error in errors for row in error.rows}
    rest = [
        problem
        for problem in library.problems
        if problem.column != "place" and (problem.row, problem.column) not in named
    ]
    notices.show_problems(rest)
    with st.container(horizontal=True):
        if making.steps:
            st.button("Undo", on_click=making.undo, icon=":material/undo:", key="make-undo")
        if making.undone:
            st.button("Redo", on_click=making.redo, icon=":material/redo:", key="make-redo")


def suspected_errors(making: EditorSession, library: DraftLibrary) -> list[SuspectedError]:
    """Return what is likely wrong in the table as it is typed."""
    rows = making.draft.rows
    known = library.table.gazetteer
    positions = {
        text: (place.lat, place.lon, place.zone)
        for text in rows["place"].str.strip().unique()
        if text and (place := known.find(text))
    }
    config = making.draft.config
    return find_suspected_errors(
        rows,
        positions=positions,
        zone=None if config.zone == _ZONE_NOT_SET else config.zone,
        max_speed_kmh=config.max_speed_kmh,
    )


def _offer(making: EditorSession, error: SuspectedError, key: str) -> None:
    with st.container(border=True, key=f"make-suspected-{key}"):
        # These sentences quote the table: they are never Markdown.
        st.text(reason(error))
        for number, correction in enumerate(error.corrections):
            action, words = st.columns([0.2, 0.8], vertical_alignment="center")
            correct = partial(_correct, making, correction)
            action.button("Do this", key=f"make-correct-{key}-{number}", on_click=correct)
            words.text(label(correction))


def _correct(making: EditorSession, correction: Correction) -> None:
    rows = making.draft.rows
    corrected = apply(rows, correction)
    # A correction removes a row by emptying it; a row that was empty before waits to be filled.
    removed = (corrected == "").all(axis="columns") & (rows != "").any(axis="columns")
    making.show(replace(making.draft, rows=corrected[~removed]))


def _tell_reading(making: EditorSession) -> None:
    """Tell what was read of the file otherwise than it stands there, and what was not read."""
    told: Sequence[Problem] = making.told
    if told:
        with st.expander(
            f"Read from the file: {len(told)} {'thing' if len(told) == 1 else 'things'} to know",
            icon=":material/info:",
        ):
            for problem in told[:_MAX_SHOWN]:
                st.text(f"{problem.why}\n{problem.hint}")
            if len(told) > _MAX_SHOWN:
                st.dataframe(pd.DataFrame([asdict(problem) for problem in told]))
    if making.others.empty:
        return
    with st.container(border=True, key="make-others"):
        st.text("Columns of the file that were not understood. Use them as:")
        for number, name in enumerate(making.others.columns):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.text(str(name))
                choice = st.selectbox(
                    "Use as",
                    [column.name for column in TO_FILL_IN],
                    index=None,
                    label_visibility="collapsed",
                    format_func=lambda column: BY_NAME[column].label,
                    placeholder="Not used",
                    key=f"make-other-{making.edition}-{number}",
                )
                if choice is not None:
                    _use(making, name, choice)
                    st.rerun()


def _use(making: EditorSession, name: object, column: str) -> None:
    rows = making.draft.rows.copy()
    told = making.others[name].reindex(rows.index).fillna("").astype("str")
    making.show(replace(making.draft, rows=rows.assign(**{column: told})))
    making.others = making.others.drop(columns=[name])
