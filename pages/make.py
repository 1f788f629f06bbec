"""A journey of one's own: from a table or a recording to a map with a link to send."""

from __future__ import annotations

import streamlit as st

from journeymap.errors import JourneyMapError
from journeymap.journeys.draft import DraftLibrary
from journeymap.journeys.library import Library
from journeymap.phrases.recordings import notice_in_words
from journeymap.web.site import site
from widgets import journey_view, notices
from widgets.make import (
    about,
    columns,
    example,
    form,
    pasting,
    places,
    save,
    session,
    start,
    table,
)
from widgets.make.session import EditorSession
from widgets.page import name_tab
from widgets.page_view import PageView

STYLE = f"""<style>
.stMainBlockContainer .st-key-make-places iframe[src*="streamlit_folium"] {{
  height: {places.MAP_HEIGHT}px;
}}
.st-key-make-places [data-testid="stText"],
[class*="st-key-make-suspected"] [data-testid="stText"] {{
  overflow-wrap: anywhere;
}}
{columns.STYLE}</style>"""


def main() -> None:
    """Draw the page."""
    st.html(STYLE)
    st.title("Make a journey", anchor=False)
    save.say_deleted()
    try:
        library = site().library()
        editor = session.load_draft()
    except JourneyMapError as error:
        notices.show_error(error)
        return
    st.markdown(
        "Each row is a stop: a place and a time are enough. Type, paste, or upload a file; "
        "the map shows what others will see."
    )
    _edit(editor, library)
    editor.do_pending()


def _edit(editor: EditorSession, library: Library) -> None:
    """Draw the page, and take what was typed into the draft."""
    pasting.pasted(editor)
    start.start(editor, library)
    columns.choose(editor)
    left, right = st.columns([0.54, 0.46], gap="medium")
    with left:
        table.edit(editor)
        session.save_draft(editor)
        if not editor.empty:
            about.clock(editor)
        below = st.container()
    try:
        preview = editor.preview_library()
    except JourneyMapError as error:
        notices.show_error(error)
        return
    with below:
        if not editor.empty:
            table.checked(editor, preview)
            places.places(editor, preview)
        form.one_event(editor)
        with st.expander("Traveller, means of travel and line", icon=":material/tune:"):
            about.about(editor)
        save.saved(editor)
    with right:
        if editor.empty:
            example.offer(editor)
        about.title(editor, proposed=_proposed(preview, editor))
        saving = st.container()
        name_tab("Make", editor.draft.config.title)
        drawn = look(editor, editor.preview_library())
        with saving:
            save.save(editor, drawn=drawn)
    session.save_draft(editor)


def _proposed(preview: DraftLibrary, editor: EditorSession) -> str:
    """Return the title that a journey has without one of its author's."""
    return "" if editor.empty else preview.title(editor.preview_id)


def look(editor: EditorSession, library: DraftLibrary) -> bool:
    """Show the map and the timeline; return whether there is something to show."""
    if editor.empty:
        return False
    try:
        journey = library.journey(editor.preview_id)
        document = site().document_address(editor.preview_id)
    except JourneyMapError as error:
        st.info("There is nothing to draw yet.")
        st.text(str(error).replace(editor.preview_id, "The journey"))
        st.text(error.hint)
        return False
    page = PageView.of("make", document=document)
    journey_view.show_map(journey, page)
    for notice in journey.notices:
        st.text(notice_in_words(notice, journey.config.zone))
    journey_view.timeline(journey, page, first=False, keep=False)
    journey_view.claims(journey, page)
    return True


main()
