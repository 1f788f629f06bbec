"""A journey of one's own: from a table or a recording to a map with a link to send."""

from __future__ import annotations

import streamlit as st

from journeymap.errors import JourneyMapError
from journeymap.journeys.draft import DraftLibrary
from journeymap.phrases.recordings import notice_in_words
from journeymap.web.site import site
from widgets import journey_view, notices
from widgets.make import about, columns, places, save, session, start, table
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
        "A place and a time in each row are enough. Type, paste, or upload a file; "
        "the map beside the table shows what others will see."
    )
    start.start(editor, library)
    columns.choose(editor)
    left, right = st.columns([0.56, 0.44], gap="medium")
    with left:
        table.edit(editor)
        session.save_draft(editor)
        below = st.container()
    with right:
        shown = st.container()
    try:
        preview = editor.preview_library()
    except JourneyMapError as error:
        notices.show_error(error)
        return
    with below:
        if not editor.empty:
            places.places(editor, preview)
            table.checked(editor, preview)
        with st.expander("Title, traveller and line", icon=":material/edit:"):
            about.about(editor)
    name_tab("Make", editor.draft.config.title)
    with shown:
        drawn = look(editor, editor.preview_library())
    with below:
        save.save(editor, drawn=drawn)
    session.save_draft(editor)


def look(editor: EditorSession, library: DraftLibrary) -> bool:
    """Show the map and the timeline; return whether there is something to show."""
    if editor.empty:
        st.info("The map appears with the first row that has a place and a time.")
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
