"""One event in a form: for a phone, and for whoever does not like a table."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from journeymap.claims.columns import BY_NAME, COLUMNS, Kind
from journeymap.web.site import site
from widgets.make.session import EditorSession, without_blank_end

_FORM, _MISSING = "make-form", "make-form-missing"
# What the form asks for, and what it calls it.
_ASKED = {
    "kind": "What happened",
    "place": "Where",
    "time_from": "When",
    "source": "Who says so",
    "url": "Link",
    "says": "Note",
}
_PLACEHOLDERS = {
    "place": "Oslo",
    "time_from": "7 June 2025 15:05",
    "source": "Leave it empty for a journey of your own",
    "url": "https://",
}
_NEW = 0
# Rows that a list of them can show.
_MAX_LISTED = 300


def one_event(editor: EditorSession) -> None:
    """Ask for one event, a new one or a row of the table."""
    with st.expander("Add or change one stop in a form", icon=":material/edit_note:"):
        rows = editor.draft.rows
        filled = rows[(rows != "").any(axis="columns")]
        row = _NEW
        if len(filled):
            row = _which(filled, f"{_FORM}-row-{editor.edition}")
        key = f"{_FORM}-{editor.edition}-{row}"
        present = filled.loc[row] if row in filled.index else pd.Series("", index=list(COLUMNS))
        with st.form(key, border=False):
            for column, label in _ASKED.items():
                _field(column, label, str(present[column]), f"{key}-{column}")
            words = "Add this stop" if row == _NEW else "Change this stop"
            editor.when_clicked(st.form_submit_button, words, partial(_take, editor, row, key))
        if st.session_state.pop(_MISSING, False):
            st.warning("Write where it was, and when.", icon=":material/edit:")


def _which(filled: pd.DataFrame, key: str) -> int:
    """Let a row be chosen by its place and time; of more than a list can show, by its number."""
    new = [] if len(filled) >= site().limits.rows else [_NEW]
    if len(filled) > _MAX_LISTED:
        row = st.number_input("Which stop: its row, or 0 for a new one", 0, key=key, step=1)
        return int(row) if row in filled.index else _NEW
    columns = (filled["place"], filled["time_from"])
    labels = {
        int(row): f"{row}. {place}, {time}".rstrip(", ")
        for row, place, time in zip(filled.index, *columns, strict=True)
    }
    chosen: int = st.selectbox(
        "Which stop",
        [*new, *labels],
        format_func=lambda row: labels.get(row, "A new one"),
        key=key,
    )
    return chosen


def _field(column: str, label: str, text: str, key: str) -> None:
    limit = site().limits.text_length
    if column == "kind":
        kinds = [str(kind) for kind in Kind]
        # Another word in the cell is the table's to show.
        options = kinds if text in {"", *kinds} else [text, *kinds]
        st.selectbox(
            label, options, options.index(text or str(Kind.STOP)), format_func=_kind, key=key
        )
    elif column == "says":
        st.text_area(label, text, max_chars=limit, height=80, key=key)
    else:
        placeholder = _PLACEHOLDERS.get(column)
        st.text_input(label, text, limit, key=key, placeholder=placeholder)


def _kind(text: str) -> str:
    return text.replace("-", " ").capitalize() if text in set(Kind) else text


def _take(editor: EditorSession, row: int, key: str) -> None:
    cells = {column: str(st.session_state[f"{key}-{column}"]).strip() for column in _ASKED}
    if not (cells["place"] and cells["time_from"]) and row == _NEW:
        st.session_state[_MISSING] = True
        return
    rows = without_blank_end(editor.draft.rows).copy()
    if row == _NEW:
        if len(rows) >= site().limits.rows:
            return
        if cells["kind"] == BY_NAME["kind"].default:
            cells["kind"] = ""
        row = int(rows.index.max()) + 1 if len(rows) else 1
        rows.loc[row] = ""
    elif cells["kind"] == BY_NAME["kind"].default and not rows.loc[row, "kind"]:
        cells["kind"] = ""
    # What belonged to the other place or time would go on saying it.
    if cells["place"] != rows.loc[row, "place"]:
        rows.loc[row, ["lat", "lon"]] = ""
    if cells["time_from"] != rows.loc[row, "time_from"]:
        rows.loc[row, "time_to"] = ""
    rows.loc[row, list(cells)] = list(cells.values())
    editor.replace_draft(editor.draft.with_rows(rows))
