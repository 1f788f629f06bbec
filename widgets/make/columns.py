"""What the columns of a table were taken for: shown with their first cells, and changed."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from journeymap.authoring.imports import Imported
from journeymap.authoring.imports.column_choices import MEANINGS, ColumnChoice
from journeymap.authoring.imports.columns import understand
from journeymap.claims.columns import BY_NAME
from journeymap.errors import JourneyMapError
from journeymap.journeys.draft import Draft
from journeymap.web.site import site
from widgets import notices
from widgets.make.session import EditorSession, Source

_ERROR = "make-columns-error"
STYLE = """
.st-key-make-columns-row { overflow-x: auto; flex-wrap: nowrap; padding-bottom: 0.5rem; }
.st-key-make-columns-row > div { flex: 0 0 11rem; width: 11rem; min-width: 11rem; }
.st-key-make-columns-row [data-testid="stText"] {
  overflow: hidden; text-overflow: ellipsis; white-space: nowrap;
}
"""


def take(editor: EditorSession, found: Imported) -> None:
    """Replace the draft by what a file gave; of several travellers one is asked for first."""
    if found.travellers:
        editor.several = found
        editor.refill()
        _keep_source(editor, found)
        return
    replace_all(editor, found.draft)
    if not found.others.empty and found.sheet is None:
        editor.unknown_columns = found.others.set_axis(editor.draft.rows.index)
    editor.import_notices = found.problems
    _keep_source(editor, found)


def replace_all(editor: EditorSession, draft: Draft) -> None:
    """Replace the draft, and forget the file that it was read from. Undo brings it back."""
    editor.remember_step()
    editor.unknown_columns, editor.import_notices = pd.DataFrame(), ()
    editor.source, editor.several = None, None
    editor.replace_draft(draft, undoable=False)


def _keep_source(editor: EditorSession, found: Imported) -> None:
    editor.source = None if found.sheet is None else Source(found.sheet, found.choices)


def choose(editor: EditorSession) -> None:
    """Show what each column was taken for; a change reads the table again."""
    failed: JourneyMapError | None = st.session_state.pop(_ERROR, None)
    if failed is not None:
        notices.show_error(failed)
    source = editor.source
    if source is None:
        return
    certain = all(choice.certain for choice in source.choices)
    words = (
        "The columns were recognised: change one?"
        if certain
        else "This looks like a table: arrange its columns"
    )
    with (
        st.expander(words, expanded=not certain, icon=":material/view_column:"),
        st.container(horizontal=True, key="make-columns-row"),
    ):
        for at, choice in enumerate(source.choices):
            with st.container():
                _column(editor, at, choice)


def _column(editor: EditorSession, at: int, choice: ColumnChoice) -> None:
    # Names and cells are the file's: they are never Markdown.
    st.text(choice.header or f"column {at + 1}")
    key = f"make-column-{editor.edition}-{at}"
    options = list(MEANINGS)
    if choice.meaning not in options:
        options.append(choice.meaning)
    st.selectbox(
        f"Column {at + 1}",
        options,
        options.index(choice.meaning),
        key=key,
        format_func=label,
        label_visibility="collapsed",
        on_change=partial(_read_again, editor, at, key),
    )
    st.text("\n".join(choice.samples) or "(empty)")


def label(meaning: str) -> str:
    """Return what a meaning is called in the list of choices."""
    if meaning in BY_NAME:
        return BY_NAME[meaning].label
    return meaning[:1].upper() + meaning[1:] if meaning else "Left out"


def _read_again(editor: EditorSession, at: int, key: str) -> None:
    source = editor.source
    if source is None:
        return
    chosen = str(st.session_state[key])
    meanings = [choice.meaning for choice in source.choices]
    # One meaning is that of one column, apart from sentences, which are joined.
    for other, meaning in enumerate(meanings):
        if meaning == chosen and meaning not in {"says", "joined with the column before"}:
            meanings[other] = ""
    meanings[at] = chosen
    try:
        take(editor, understand(source.sheet, site().limits, meanings))
    except JourneyMapError as error:
        st.session_state[_ERROR] = error
