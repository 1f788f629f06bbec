"""How a journey of one's own begins: with a file, rows, a copy, a template, an empty table."""

from __future__ import annotations

import streamlit as st
from streamlit.elements.lib.mutable_popover_container import PopoverContainer

from journeymap.authoring.imports import ENDINGS, read_paste, read_uploads
from journeymap.authoring.imports.templates import template_csv, template_xlsx
from journeymap.errors import JourneyMapError
from journeymap.journeys.draft import Draft
from journeymap.journeys.library import Library
from journeymap.web.site import site
from widgets import notices
from widgets.make import travellers
from widgets.make.columns import replace_all, take
from widgets.make.session import EditorSession, blank, close, progress_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def start(editor: EditorSession, library: Library) -> None:
    """Offer what can replace the draft; Undo brings the present draft back."""
    with st.container(horizontal=True, key="make-start"):
        with _popover(editor, "File", ":material/upload_file:"):
            _file(editor)
        with _popover(editor, "Paste", ":material/content_paste:"):
            _paste(editor)
        with _popover(editor, "Copy a journey", ":material/content_copy:"):
            _copy(editor, library)
        with _popover(editor, "Template", ":material/table:"):
            st.markdown("With an example, and the meaning of each column.")
            st.download_button(
                "For a spreadsheet (XLSX)", template_xlsx, "journey.xlsx", XLSX, on_click="ignore"
            )
            st.download_button(
                "As plain text (CSV)", template_csv, "journey.csv", "text/csv", on_click="ignore"
            )
        if not editor.empty:
            st.button("Empty the table", on_click=_empty, args=(editor,), type="tertiary")
        if editor.saved is not None and not editor.unsaved:
            st.button("Another journey", on_click=close, type="tertiary")
    if editor.several is not None:
        with st.container(border=True, key="make-travellers"):
            travellers.choose(editor, editor.several)


def _popover(editor: EditorSession, words: str, icon: str) -> PopoverContainer:
    """Return a popover that closes when the table is replaced."""
    return st.popover(words, icon=icon, key=f"make-from-{words}-{editor.edition}")


def _file(editor: EditorSession) -> None:
    limit = site().limits.upload_mb
    # Without a filter of endings: the reader knows a file by its content, and says what to send
    # instead. The filter would only turn the box red.
    given = st.file_uploader(
        "A table, a recorded track, a calendar, photographs, or a ZIP archive of them",
        key=f"make-file-{editor.edition}",
        accept_multiple_files=True,
        max_upload_size=limit,
        help=f"Known by their content, as: {', '.join(ending.upper() for ending in ENDINGS)}",
    )
    if not given:
        return
    bar = st.progress(0.0, "Reading")
    try:
        bodies = [(each.name, each.getvalue()) for each in given]
        found = read_uploads(bodies, site().limits, progress_of(bar))
    except JourneyMapError as error:
        notices.show_error(error)
        return
    finally:
        bar.empty()
    take(editor, found)
    st.rerun()


def _paste(editor: EditorSession) -> None:
    text = st.text_area(
        "Rows from a spreadsheet, with their header",
        key=f"make-paste-{editor.edition}",
        height=180,
        placeholder="place\ttime\nBerlin\t2024-05-01 08:00\nPrague\t2024-05-01 13:30",
    )
    if not st.button("Take these rows", type="primary", key="make-take-paste"):
        return
    try:
        found = read_paste(text, site().limits)
    except JourneyMapError as error:
        notices.show_error(error)
        return
    take(editor, found)
    st.rerun()


def _copy(editor: EditorSession, library: Library) -> None:
    name = st.selectbox("Journey", library.ids, format_func=library.title, key="make-copy")
    if name is not None and st.button("Copy it", type="primary"):
        try:
            draft = Draft.of(library, name)
        except JourneyMapError as error:
            notices.show_error(error)
            return
        replace_all(editor, draft)
        st.rerun()


def _empty(editor: EditorSession) -> None:
    replace_all(editor, Draft(blank()))
