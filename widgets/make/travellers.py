"""A file of several travellers: whose journey it shall be, or each saved as one of its own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from journeymap.authoring.imports import Imported
from journeymap.authoring.imports.imported import Traveller
from journeymap.authoring.store import Store
from journeymap.errors import JourneyMapError
from journeymap.journeys.draft_codec import encode
from journeymap.phrases.recordings import traveller_in_words
from journeymap.web.site import site
from widgets import notices
from widgets.make.columns import take
from widgets.make.save import root
from widgets.make.session import EditorSession, network_address

# So many are saved with one click.
MAX_SAVED = 20
_SAVED, _ERROR = "make-travellers-saved", "make-travellers-error"


def choose(editor: EditorSession, found: Imported) -> None:
    """Ask whose journey it shall be; or save several, each as a journey of its own."""
    count = len(found.travellers)
    st.text(f"The file has {count:,} travellers. Each has a journey of its own.")
    chosen = st.selectbox(
        "Whose journey?",
        range(count),
        index=None,
        format_func=lambda at: traveller_in_words(found.travellers[at]),
        key=f"make-traveller-{editor.edition}",
    )
    if chosen is not None:
        try:
            read = found.travellers[chosen].read()
        except JourneyMapError as error:
            notices.show_error(error)
            return
        source = editor.source
        take(editor, read)
        # The question can be asked again, of the same file.
        editor.source = source
        st.rerun()
    _several(editor, found.travellers)


def _several(editor: EditorSession, travellers: Sequence[Traveller]) -> None:
    try:
        store = site().store
    except JourneyMapError:
        store = None
    failed: JourneyMapError | None = st.session_state.pop(_ERROR, None)
    if failed is not None:
        notices.show_error(failed)
    if store is None:
        return
    few = len(travellers) <= MAX_SAVED
    with st.expander("Save all of them, each as a journey of its own" if few else "Save several"):
        picked = st.multiselect(
            "Whose journeys?",
            range(len(travellers)),
            list(range(len(travellers))) if few else [],
            format_func=lambda at: traveller_in_words(travellers[at]),
            max_selections=MAX_SAVED,
            key=f"make-travellers-{editor.edition}",
        )
        st.button(
            f"Save {len(picked)} journeys",
            key="make-save-travellers",
            disabled=not picked,
            on_click=partial(_save, store, [travellers[at] for at in picked]),
        )
    links: list[tuple[str, str, str]] = st.session_state.get(_SAVED, [])
    if links:
        st.markdown("**Saved.** Keep the links for editing: they are shown nowhere else.")
        for name, identifier, secret in links:
            st.text(name)
            st.code(f"{root()}share/{identifier}", language=None, wrap_lines=True)
            st.code(f"{root()}make?edit={identifier}.{secret}", language=None, wrap_lines=True)


def _save(store: Store, travellers: Sequence[Traveller]) -> None:
    saved: list[tuple[str, str, str]] = []
    try:
        for each in travellers:
            created = store.create(encode(each.read().draft), address=network_address())
            saved.append((each.name, created.id, created.secret))
    except JourneyMapError as error:
        st.session_state[_ERROR] = error
    st.session_state[_SAVED] = saved
