"""A table pasted into that of the page: arranged by its columns, as one from a file."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from journeymap.authoring.imports import Imported, read_paste
from journeymap.errors import JourneyMapError
from journeymap.web.site import site
from widgets import controls, notices
from widgets.make.columns import take
from widgets.make.session import EditorSession, without_blank_end

_MEGABYTE = 1_000_000


def pasted(editor: EditorSession) -> None:
    """Take what was pasted into an empty table; beside rows that are there it is asked about."""
    limit = site().limits.upload_mb * _MEGABYTE
    text = controls.grid(empty=editor.empty, max_length=limit)
    if text:
        try:
            found = read_paste(text, site().limits)
        except JourneyMapError as error:
            notices.show_error(error)
            return
        if editor.empty:
            take(editor, found)
        else:
            editor.pasted = found
        st.rerun()
    if editor.pasted is not None:
        _ask(editor, editor.pasted)


def _ask(editor: EditorSession, found: Imported) -> None:
    with st.container(border=True, key="make-pasted"):
        st.markdown("**This looks like a table: arrange its columns?**")
        with st.container(horizontal=True):
            count = len(found.draft.rows)
            together = count + len(without_blank_end(editor.draft.rows))
            fits = together <= site().limits.rows
            if count and fits and found.draft.recording is None and not found.travellers:
                rows = "its row" if count == 1 else f"its {count:,} rows"
                editor.when_clicked(
                    st.button,
                    f"Add {rows} below",
                    partial(_add, editor, found),
                    key="make-pasted-add",
                    type="primary",
                )
            editor.when_clicked(
                st.button,
                "Replace my table with it",
                partial(_replace, editor, found),
                key="make-pasted-replace",
            )
            st.button("Leave it", key="make-pasted-leave", on_click=partial(_leave, editor))


def _add(editor: EditorSession, found: Imported) -> None:
    editor.pasted = None
    rows = pd.concat([without_blank_end(editor.draft.rows), found.draft.rows], ignore_index=True)
    editor.replace_draft(editor.draft.with_rows(rows.rename_axis("row")))


def _replace(editor: EditorSession, found: Imported) -> None:
    editor.pasted = None
    take(editor, found)


def _leave(editor: EditorSession) -> None:
    editor.pasted = None
