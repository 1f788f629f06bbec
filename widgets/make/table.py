"""The table of a journey being made: edited, checked, and corrected with one click."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from journeymap.authoring import checks
from journeymap.authoring.corrections import (
    Correction,
    SuspectedError,
    apply,
)
from journeymap.claims.columns import BY_NAME, COLUMNS, TO_FILL_IN, USUAL
from journeymap.errors import JourneyMapError, Problem
from journeymap.journeys.draft import DraftLibrary
from journeymap.phrases.corrections import label
from journeymap.phrases.problems import as_row, hint, why
from journeymap.phrases.suspected_errors import reason
from journeymap.settings import Settings
from journeymap.web.site import site
from widgets import notices
from widgets.make.session import FIRST_ROW, EditorSession, without_blank_end

TABLE_HEIGHT = 330
# So few are read at once, and need not be asked for.
_FEW_NOTICES = 5
_MAX_SHOWN = 12
# Pixels of the columns that everybody fills in.
_WIDTHS = {"place": 130, "time_from": 160, "says": 220}


def edit(editor: EditorSession) -> None:
    """Show the table editor, and take what is typed into the draft."""
    every = st.toggle("All columns", key="make-all-columns")
    order = [column.name for column in TO_FILL_IN] if every else list(USUAL)
    edited = st.data_editor(
        editor.table,
        key=f"make-table-{editor.edition}-{editor.grid}",
        num_rows="dynamic",
        column_order=order,
        column_config=_configured(editor.table),
        height=TABLE_HEIGHT,
        width="stretch",
        hide_index=False,
        placeholder="",
    )
    rows = without_blank_end(_as_text(edited))
    if (excess := _over_limits(rows, site().limits)) is not None:
        # The text stays in the table editor, but does not reach the draft.
        notices.show_error(excess)
    elif not rows.equals(without_blank_end(editor.draft.rows)):
        editor.edit_draft(replace(editor.draft, rows=rows))


def _over_limits(rows: pd.DataFrame, limits: Settings) -> JourneyMapError | None:
    if len(rows) > limits.rows:
        return JourneyMapError(
            f"The table has {len(rows):,} rows; the maximum is {limits.rows:,}.",
            "Remove rows, or split the table into several journeys.",
        )
    for column in rows:
        longest = rows[column].str.len().max()
        if longest > limits.text_length:
            row = rows[column].str.len().idxmax()
            return JourneyMapError(
                f"Row {row}, {BY_NAME[str(column)].label}: {longest:,} characters; "
                f"the maximum is {limits.text_length:,}.",
                "Shorten the text.",
            )
    return None


def _configured(table: pd.DataFrame) -> dict[str, Any]:
    config: dict[str, Any] = {}
    for column in TO_FILL_IN:
        options = ["", *map(str, column.choices)]
        # A list of choices would hide an invalid text.
        if column.choices and table[column.name].isin(options).all():
            config[column.name] = st.column_config.SelectboxColumn(
                column.label, help=column.help, options=options
            )
        else:
            config[column.name] = st.column_config.TextColumn(
                column.label, help=column.help, width=_WIDTHS.get(column.name)
            )
    config["_index"] = st.column_config.NumberColumn("Row", width=50, disabled=True)
    return config


def _as_text(edited: pd.DataFrame) -> pd.DataFrame:
    rows = edited.reindex(columns=list(COLUMNS)).fillna("").astype("str")
    numbers = pd.to_numeric(pd.Series(rows.index), errors="coerce")
    # A row that was added has no number yet: it gets the next one.
    added = numbers.isna() | numbers.duplicated()
    first = FIRST_ROW if added.all() else int(numbers[~added].max()) + 1
    numbers[added] = range(first, first + int(added.sum()))
    rows.index = pd.Index(numbers.astype("int64"), name="row")
    return rows


def checked(editor: EditorSession, library: DraftLibrary) -> None:
    """Show every problem: questions and suspected errors with their buttons, then the rest."""
    _import_notices(editor)
    errors = list(editor.reading.errors)
    if editor.reading.unknown:
        # A known place answers for the zone, so places are asked for first.
        errors = [error for error in errors if error.kind not in checks.ZONE_QUESTIONS]
    for number, error in enumerate(errors[:_MAX_SHOWN]):
        _offer(editor, error, f"{editor.edition}-{number}")
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
        if editor.undo_steps:
            st.button("Undo", on_click=editor.undo, icon=":material/undo:", key="make-undo")
        if editor.redo_steps:
            st.button("Redo", on_click=editor.redo, icon=":material/redo:", key="make-redo")


def _offer(editor: EditorSession, error: SuspectedError, key: str) -> None:
    with st.container(border=True, key=f"make-suspected-{key}"):
        # These sentences quote the table: they are never Markdown.
        st.text(reason(error))
        for number, correction in enumerate(error.corrections):
            action, words = st.columns([0.2, 0.8], vertical_alignment="center")
            editor.when_clicked(
                action.button,
                "Do this",
                partial(_correct, editor, correction),
                key=f"make-correct-{key}-{number}",
            )
            words.text(label(correction))


def _correct(editor: EditorSession, correction: Correction) -> None:
    # It is of the draft as it is read, in which there are no empty rows.
    read = editor.reading.draft
    corrected = apply(read.rows, correction)
    removed = (corrected == "").all(axis="columns")
    editor.replace_draft(replace(read, rows=corrected[~removed]))


def _import_notices(editor: EditorSession) -> None:
    """Show what the import changed or left out, and the columns that it did not understand."""
    read: Sequence[Problem] = editor.import_notices
    if read:
        count = "1 notice" if len(read) == 1 else f"{len(read)} notices"
        few = len(read) <= _FEW_NOTICES
        with st.expander(f"{count} about the file", expanded=few, icon=":material/info:"):
            for notice in read[:_MAX_SHOWN]:
                st.text(f"{why(notice)}\n{hint(notice)}")
            if len(read) > _MAX_SHOWN:
                st.dataframe(pd.DataFrame([as_row(notice) for notice in read]))
    if editor.unknown_columns.empty:
        return
    with st.container(border=True, key="make-others"):
        st.text("These columns of the file were not understood. Choose what each is:")
        for number, name in enumerate(editor.unknown_columns.columns):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.text(str(name))
                choice = st.selectbox(
                    "Use as",
                    [column.name for column in TO_FILL_IN],
                    index=None,
                    label_visibility="collapsed",
                    format_func=lambda column: BY_NAME[column].label,
                    placeholder="Not used",
                    key=f"make-other-{editor.edition}-{number}",
                )
                if choice is not None:
                    _use(editor, name, choice)
                    st.rerun()


def _use(editor: EditorSession, name: object, column: str) -> None:
    rows = editor.draft.rows.copy()
    texts = editor.unknown_columns[name].reindex(rows.index).fillna("").astype("str")
    editor.replace_draft(replace(editor.draft, rows=rows.assign(**{column: texts})))
    editor.unknown_columns = editor.unknown_columns.drop(columns=[name])
