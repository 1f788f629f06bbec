"""Where to begin a journey of one's own: a file, a paste, a copy, a template, an empty table."""

from __future__ import annotations

import pandas as pd
import streamlit as st
from streamlit.elements.lib.mutable_popover_container import PopoverContainer

from journeymap.authoring.imports import Imported, read_paste, read_upload
from journeymap.authoring.imports.templates import template_csv, template_xlsx
from journeymap.errors import JourneyMapError
from journeymap.journeys.draft import Draft
from journeymap.journeys.library import Library
from journeymap.web.site import site
from widgets import notices
from widgets.make.session import EditorSession, blank, leave, told_to

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_KINDS = ("csv", "tsv", "txt", "xlsx", "geojson", "json", "gpx", "kml", "kmz")


def start(making: EditorSession, library: Library) -> None:
    """Offer the ways to begin; what is there is replaced, and can be brought back by Undo."""
    with st.container(horizontal=True, key="make-start"):
        with _popover(making, "File", ":material/upload_file:"):
            _file(making)
        with _popover(making, "Paste", ":material/content_paste:"):
            _paste(making)
        with _popover(making, "Copy a journey", ":material/content_copy:"):
            _copy(making, library)
        with _popover(making, "Template", ":material/table:"):
            st.markdown("An example and what each column means are inside.")
            st.download_button(
                "For a spreadsheet (XLSX)", template_xlsx, "journey.xlsx", XLSX, on_click="ignore"
            )
            st.download_button(
                "As plain text (CSV)", template_csv, "journey.csv", "text/csv", on_click="ignore"
            )
        if not making.empty:
            st.button("Empty the table", on_click=_empty, args=(making,), type="tertiary")
        if making.saved is not None and not making.unsaved:
            st.button("Another journey", on_click=leave, type="tertiary")


def _popover(making: EditorSession, words: str, icon: str) -> PopoverContainer:
    """Return a popover that is closed once the table is another."""
    return st.popover(words, icon=icon, key=f"make-from-{words}-{making.edition}")


def _file(making: EditorSession) -> None:
    limit = site().limits.upload_mb
    given = st.file_uploader(
        f"A table or a recorded track: {', '.join(kind.upper() for kind in _KINDS)}",
        _KINDS,
        key=f"make-file-{making.edition}",
        max_upload_size=limit,
    )
    if given is None:
        return
    bar = st.progress(0.0, "Reading")
    try:
        found = read_upload(given.name, given.getvalue(), site().limits, told_to(bar))
    except JourneyMapError as error:
        notices.show_error(error)
        return
    finally:
        bar.empty()
    _take(making, found)
    st.rerun()


def _paste(making: EditorSession) -> None:
    text = st.text_area(
        "Rows from a spreadsheet, with their header",
        key=f"make-paste-{making.edition}",
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
    _take(making, found)
    st.rerun()


def _copy(making: EditorSession, library: Library) -> None:
    name = st.selectbox("Journey", library.ids, format_func=library.title, key="make-copy")
    if name is not None and st.button("Copy it", type="primary"):
        try:
            draft = Draft.of(library, name)
        except JourneyMapError as error:
            notices.show_error(error)
            return
        _replace(making, draft)
        st.rerun()


def _take(making: EditorSession, found: Imported) -> None:
    _replace(making, found.draft)
    if not found.others.empty:
        making.others = found.others.set_axis(making.table.index)
    making.told = found.problems


def _empty(making: EditorSession) -> None:
    _replace(making, Draft(blank()))


def _replace(making: EditorSession, draft: Draft) -> None:
    making.note_step()
    making.others, making.told = pd.DataFrame(), ()
    making.show(draft, undoable=False)
