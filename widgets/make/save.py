"""Saving a journey: its links, its versions, its files, and its deletion."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from urllib.parse import quote

import pandas as pd
import streamlit as st

from journeymap.authoring.store import ConflictError, Store, Version
from journeymap.claims.columns import BY_NAME, COLUMNS
from journeymap.claims.csv_table import to_csv
from journeymap.errors import JourneyMapError
from journeymap.exports import FORMATS
from journeymap.journeys.draft import Draft, DraftLibrary
from journeymap.journeys.draft_codec import decode, encode
from journeymap.phrases.pages import DELETED
from journeymap.web.site import site
from widgets import notices
from widgets.make.session import EditorSession, Saved, close, delete_draft, network_address

_TABLE, _NAME = "csv", "journey"
_CONFLICT, _ERROR, _DELETED = "make-conflict", "make-error", "make-deleted"
# Files that read back as the whole journey, and the table.
_FILES = ("geojson", _TABLE)

_Difference = tuple[str, str, str]  # where, theirs, mine


def save(editor: EditorSession, *, drawn: bool) -> None:
    """Offer to save a journey that can be `drawn`; show the links of a saved one."""
    store = _store()
    if store is None:
        _files(editor, drawn=drawn)
        return
    with st.container(horizontal=True, vertical_alignment="center", key="make-save"):
        words = "Save" if editor.saved is None else "Save as the next version"
        editor.when_clicked(
            st.button,
            words,
            partial(_save, editor, store),
            type="primary",
            key="make-save-button",
            icon=":material/save:",
            disabled=not (editor.unsaved and drawn),
        )
        st.markdown(_state(editor, drawn=drawn))
        _files(editor, drawn=drawn)
    failed: JourneyMapError | None = st.session_state.pop(_ERROR, None)
    if failed is not None:
        notices.show_error(failed)
    conflict: Version | None = st.session_state.get(_CONFLICT)
    if conflict is not None and editor.saved is not None:
        _show_conflict(editor, store, conflict)
    if editor.saved is not None:
        _links(editor.saved)


def saved(editor: EditorSession) -> None:
    """Offer the earlier versions of a saved journey, and its deletion."""
    store = site().store if editor.saved is not None else None
    if store is not None and editor.saved is not None:
        _versions(editor, store, editor.saved)
        _delete(editor, store, editor.saved)


def _store() -> Store | None:
    """Return the store, or say why there is none."""
    try:
        store = site().store
    except JourneyMapError as error:
        notices.show_error(error)
        return None
    if store is None:
        st.info(
            "Saving is switched off here. Download the journey as a file; you can upload it later."
        )
    return store


def _state(editor: EditorSession, *, drawn: bool) -> str:
    if not drawn:
        return ":gray[Nothing to show yet. Your draft is stored.]"
    if editor.unsaved:
        return ":gray[Not saved yet. Your draft is stored.]"
    return f":gray[Saved as version {editor.saved.number}.]" if editor.saved else ""


def _files(editor: EditorSession, *, drawn: bool) -> None:
    """Offer the journey as files; they are made when asked for."""
    if editor.empty:
        return
    with st.popover("Download", icon=":material/download:", type="tertiary"):
        st.caption("GeoJSON reads back as the whole journey, CSV as its table.")
        _file_buttons(editor, drawn=drawn)


def _file_buttons(editor: EditorSession, *, drawn: bool) -> None:
    for ending in _FILES:
        if not drawn and ending != _TABLE:
            continue
        st.download_button(
            FORMATS[ending].words,
            partial(_file, editor, ending),
            f"journey.{ending}",
            FORMATS[ending].media_type,
            on_click="ignore",
            key=f"make-take-{ending}",
        )


def _file(editor: EditorSession, ending: str) -> bytes:
    # Under another name: with that of the preview, others could watch the draft.
    library = DraftLibrary(editor.reading.draft, _NAME, site().library(), site().limits.vertices)
    try:
        return FORMATS[ending].make(library, _NAME)
    except JourneyMapError:
        # A draft that cannot be drawn yet is downloaded as the table alone.
        return to_csv(editor.draft.rows).encode("utf-8-sig")


def _save(editor: EditorSession, store: Store) -> None:
    address = network_address()
    payload = encode(editor.reading.draft)
    try:
        if editor.saved is None:
            created = store.create(payload, address=address)
            editor.saved = Saved(created.id, created.secret, created.number)
        else:
            number = store.save(
                editor.saved.id,
                editor.saved.secret,
                payload,
                base=editor.saved.number,
                address=address,
            )
            editor.saved = replace(editor.saved, number=number)
        delete_draft(editor)
    except ConflictError as error:
        st.session_state[_CONFLICT] = error.latest
        return
    except JourneyMapError as error:
        st.session_state[_ERROR] = error
        return
    _continue_from(editor, editor.saved)


def _continue_from(editor: EditorSession, saved: Saved) -> None:
    """Base the draft on a saved version, without a conflict and without a draft in the address."""
    editor.saved = saved
    st.session_state.pop(_CONFLICT, None)
    st.query_params.from_dict({"edit": saved.edit_token})


def _links(saved: Saved) -> None:
    address = root()
    with st.container(border=True, key="make-links"):
        st.markdown("##### Send this link")
        with st.container(key="make-link-share"):
            st.code(f"{address}share/{saved.id}", language=None, wrap_lines=True)
        st.markdown(
            "**Keep this one to yourself.** Whoever has it can change the journey, and it is "
            "shown nowhere else."
        )
        with st.container(key="make-link-edit"):
            st.code(f"{address}make?edit={saved.edit_token}", language=None, wrap_lines=True)
        with st.expander("Links for this app, and to embed it"):
            for name, path in (
                ("app", f"?journey={quote(saved.id)}"),
                ("embed", f"embed/{saved.id}"),
            ):
                with st.container(key=f"make-link-{name}"):
                    st.code(f"{address}{path}", language=None, wrap_lines=True)


def root() -> str:
    """Return the site's address with a slash at its end: its own, else as this page was asked."""
    return site().limits.site_address or (st.context.url or "").rsplit("/", 1)[0] + "/"


def _versions(editor: EditorSession, store: Store, saved: Saved) -> None:
    try:
        versions = store.versions(saved.id)
    except JourneyMapError as error:
        notices.show_error(error)
        return
    if len(versions) < 2:
        return
    with st.expander(f"Earlier versions: {len(versions) - 1}"):
        chosen = st.selectbox(
            "Version", [*reversed(versions[:-1])], format_func=_dated, key="make-version"
        )
        if chosen is not None:
            st.button(
                "Open this version; saving makes it the latest",
                key="make-bring-back",
                on_click=_safely(partial(_bring_back, editor, store, saved.id, chosen[0])),
            )


def _dated(version: tuple[int, float]) -> str:
    number, saved_at = version
    when = dt.datetime.fromtimestamp(saved_at, dt.UTC)
    return f"{number}: {when:%d %b %Y, %H:%M} UTC"


def _bring_back(editor: EditorSession, store: Store, name: str, number: int) -> None:
    editor.replace_draft(decode(store.version(name, number).payload))


def _show_conflict(editor: EditorSession, store: Store, latest: Version) -> None:
    """Show how the latest version, saved elsewhere, differs from the draft; the author decides."""
    theirs = decode(latest.payload)
    with st.container(border=True, key="make-conflict-box"):
        st.markdown(
            f"**Meanwhile version {latest.number} was saved with this link.** Nothing was "
            "overwritten. These are the differences:"
        )
        st.dataframe(differences(theirs, editor.reading.draft), hide_index=True)
        with st.container(horizontal=True):
            editor.when_clicked(
                st.button,
                "Save mine after it",
                partial(_save_after, editor, store, latest),
                key="make-mine",
            )
            st.button(
                "Take theirs", key="make-theirs", on_click=partial(_take_theirs, editor, latest)
            )


def differences(theirs: Draft, mine: Draft) -> pd.DataFrame:
    """Return where two drafts differ: columns where, theirs, mine, one row for each difference."""
    found = [
        *_different_settings(theirs, mine),
        *_different_cells(theirs, mine),
        *_different_places(theirs, mine),
    ]
    recordings = [draft.recording and draft.recording.to_bytes() for draft in (theirs, mine)]
    if recordings[0] != recordings[1]:
        found.append(("recording", "one recording", "another, or none"))
    return pd.DataFrame(found, columns=["where", "theirs", "mine"])


def _different_settings(theirs: Draft, mine: Draft) -> Iterator[_Difference]:
    their_values, my_values = (draft.config.model_dump(mode="json") for draft in (theirs, mine))
    for name, value in their_values.items():
        if value != my_values[name]:
            yield name, str(value), str(my_values[name])


def _different_cells(theirs: Draft, mine: Draft) -> Iterator[_Difference]:
    index = theirs.rows.index.union(mine.rows.index)
    their_rows, my_rows = (
        draft.rows.reindex(index, fill_value="")[list(COLUMNS)] for draft in (theirs, mine)
    )
    for column in COLUMNS:
        for row in index[their_rows[column].ne(my_rows[column])]:
            texts = str(their_rows.loc[row, column]), str(my_rows.loc[row, column])
            yield f"row {row}, {BY_NAME[column].label}", *texts


def _different_places(theirs: Draft, mine: Draft) -> Iterator[_Difference]:
    their_places, my_places = (
        {place.key: f"{place.name} ({place.lat:.4f}, {place.lon:.4f})" for place in draft.places}
        for draft in (theirs, mine)
    )
    for key in sorted(their_places.keys() | my_places.keys()):
        texts = their_places.get(key, ""), my_places.get(key, "")
        if texts[0] != texts[1]:
            yield f"place {key}", *texts


def _save_after(editor: EditorSession, store: Store, latest: Version) -> None:
    if editor.saved is not None:
        editor.saved = replace(editor.saved, number=latest.number)
        _save(editor, store)


def _take_theirs(editor: EditorSession, latest: Version) -> None:
    editor.replace_draft(decode(latest.payload))
    delete_draft(editor)
    if editor.saved is not None:
        _continue_from(editor, replace(editor.saved, number=latest.number))


def _delete(editor: EditorSession, store: Store, saved: Saved) -> None:
    with st.expander("Delete this journey"):
        st.markdown("All versions are deleted for good, and no link to them works any more.")
        sure = st.checkbox("Yes, delete it", key="make-delete-sure")
        st.button(
            "Delete",
            key="make-delete",
            disabled=not sure,
            icon=":material/delete:",
            on_click=_safely(partial(_deleted, editor, store, saved)),
        )


def _deleted(editor: EditorSession, store: Store, saved: Saved) -> None:
    store.delete(saved.id, saved.secret)
    delete_draft(editor)
    site().forget_preview(editor.preview_id)
    close()
    st.session_state[_DELETED] = True


def say_deleted() -> None:
    """Say once that a journey was deleted."""
    if st.session_state.pop(_DELETED, False):
        st.success(DELETED, icon=":material/delete:")


def _safely(action: Callable[[], None]) -> Callable[[], None]:
    """Return an action whose error is shown by the page."""

    def safe() -> None:
        try:
            action()
        except JourneyMapError as error:
            st.session_state[_ERROR] = error

    return safe
