"""Saving a journey, its links, its versions, and its end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from urllib.parse import quote

import pandas as pd
import streamlit as st

from journeymap.authoring.saved import draft_of, payload_of
from journeymap.authoring.store import ConflictError, Store, Version
from journeymap.claims.csv_table import to_csv
from journeymap.claims.table import COLUMNS
from journeymap.errors import JourneyMapError
from journeymap.exports import FORMATS
from journeymap.journeys.draft import Draft, DraftLibrary
from journeymap.settings import site_address
from journeymap.web.site import site
from widgets import notices
from widgets.make.session import EditorSession, Saved, forget_draft, network_address

_TABLE, _NAME = "csv", "journey"
_CONFLICT, _ERROR = "make-conflict", "make-error"
# Files that read back as the whole journey, and the table.
_FILES = {"geojson": "Everything (GeoJSON)", "csv": "The table (CSV)"}


def save(making: EditorSession, *, drawn: bool) -> None:
    """Offer to save what can be `drawn`, and tell the links of what is saved."""
    try:
        store = site().store
    except JourneyMapError as error:
        notices.show_error(error)
        _files(making, drawn=drawn)
        return
    if store is None:
        st.info("Saving is switched off here. Take the journey as a file; it can be brought back.")
        _files(making, drawn=drawn)
        return
    with st.container(horizontal=True, vertical_alignment="center", key="make-save"):
        words = "Save" if making.saved is None else "Save as the next version"
        st.button(
            words,
            type="primary",
            key="make-save-button",
            icon=":material/save:",
            disabled=not (making.unsaved and drawn),
            on_click=partial(_save, making, store),
        )
        st.markdown(_state(making, drawn=drawn))
        _files(making, drawn=drawn)
    failed: JourneyMapError | None = st.session_state.pop(_ERROR, None)
    if failed is not None:
        notices.show_error(failed)
    conflict: Version | None = st.session_state.get(_CONFLICT)
    if conflict is not None and making.saved is not None:
        _differ(making, store, conflict)
    if making.saved is not None:
        _links(making.saved)
        _versions(making, store, making.saved)
        _delete(making, store, making.saved)


def _state(making: EditorSession, *, drawn: bool) -> str:
    if not drawn:
        return ":gray[There is nothing to show yet; a draft is kept meanwhile.]"
    if making.unsaved:
        return ":gray[Not saved yet; a draft is kept meanwhile.]"
    return f":gray[Saved as version {making.saved.number}.]" if making.saved else ""


def _files(making: EditorSession, *, drawn: bool) -> None:
    """Offer the journey as files; they are made when asked for."""
    if making.empty:
        return
    with st.popover("Take as a file", icon=":material/download:", type="tertiary"):
        _file_buttons(making, drawn=drawn)


def _file_buttons(making: EditorSession, *, drawn: bool) -> None:
    for ending, words in _FILES.items():
        if not drawn and ending != _TABLE:
            continue
        st.download_button(
            words,
            partial(_file, making, ending),
            f"journey.{ending}",
            FORMATS[ending].media_type,
            on_click="ignore",
            key=f"make-take-{ending}",
        )


def _file(making: EditorSession, ending: str) -> bytes:
    # By a name of its own: whoever knows that of the preview could watch it.
    library = DraftLibrary(making.draft, _NAME, site().library(), site().limits.vertices)
    try:
        return FORMATS[ending].make(library, _NAME)
    except JourneyMapError:
        # Of what cannot be drawn yet, the table as it is.
        return to_csv(making.draft.rows).encode("utf-8-sig")


def _save(making: EditorSession, store: Store) -> None:
    address = network_address()
    payload = payload_of(making.draft)
    try:
        if making.saved is None:
            created = store.create(payload, address=address)
            making.saved = Saved(created.id, created.secret, created.number)
        else:
            number = store.save(
                making.saved.id,
                making.saved.secret,
                payload,
                base=making.saved.number,
                address=address,
            )
            making.saved = replace(making.saved, number=number)
        forget_draft(making)
    except ConflictError as error:
        st.session_state[_CONFLICT] = error.latest
        return
    except JourneyMapError as error:
        st.session_state[_ERROR] = error
        return
    st.session_state.pop(_CONFLICT, None)
    st.query_params.from_dict({"edit": making.saved.edit_token})


def _links(saved: Saved) -> None:
    root = site_address() or _root()
    with st.container(border=True, key="make-links"):
        for words, path in (
            ("To look at, for everybody", f"share/{saved.id}"),
            ("In this app", f"?journey={quote(saved.id)}"),
            ("To embed", f"embed/{saved.id}"),
        ):
            st.markdown(words)
            st.code(f"{root}{path}", language=None, wrap_lines=True)
        st.markdown("**To change it, for you only: keep this link.** It is told nowhere else.")
        st.code(f"{root}make?edit={saved.edit_token}", language=None, wrap_lines=True)


def _root() -> str:
    """Return the site's address with a slash at its end, as this page was asked for."""
    return (st.context.url or "").rsplit("/", 1)[0] + "/"


def _versions(making: EditorSession, store: Store, saved: Saved) -> None:
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
                "Look at it; saving brings it back",
                key="make-bring-back",
                on_click=_safely(partial(_bring_back, making, store, saved.id, chosen[0])),
            )


def _dated(version: tuple[int, float]) -> str:
    number, saved_at = version
    when = dt.datetime.fromtimestamp(saved_at, dt.UTC)
    return f"{number}: {when:%d %b %Y, %H:%M} UTC"


def _bring_back(making: EditorSession, store: Store, name: str, number: int) -> None:
    making.show(draft_of(store.version(name, number).payload))


def _differ(making: EditorSession, store: Store, latest: Version) -> None:
    """Show what somebody else saved meanwhile beside what is here; the author decides."""
    theirs = draft_of(latest.payload)
    with st.container(border=True, key="make-conflict-box"):
        st.markdown(
            f"**Meanwhile version {latest.number} was saved with this link.** Nothing was "
            "overwritten. This differs:"
        )
        st.dataframe(differences(theirs, making.draft), hide_index=True)
        with st.container(horizontal=True):
            st.button(
                "Save mine after it",
                key="make-mine",
                on_click=partial(_save_after, making, store, latest),
            )
            st.button(
                "Take theirs", key="make-theirs", on_click=partial(_take_theirs, making, latest)
            )


def differences(theirs: Draft, mine: Draft) -> pd.DataFrame:
    """Return where two drafts differ: columns where, theirs, mine, one row for each difference."""
    found: list[tuple[str, str, str]] = []
    for name, their_value in theirs.config.model_dump(mode="json").items():
        my_value = mine.config.model_dump(mode="json")[name]
        if their_value != my_value:
            found.append((name, str(their_value), str(my_value)))
    index = theirs.rows.index.union(mine.rows.index)
    their_rows, my_rows = (
        draft.rows.reindex(index, fill_value="")[list(COLUMNS)] for draft in (theirs, mine)
    )
    for column in COLUMNS:
        for row in index[their_rows[column].ne(my_rows[column])]:
            pair = str(their_rows.loc[row, column]), str(my_rows.loc[row, column])
            found.append((f"row {row}, {column}", *pair))
    their_places, my_places = (
        {place.key: f"{place.name} ({place.lat:.4f}, {place.lon:.4f})" for place in draft.places}
        for draft in (theirs, mine)
    )
    for key in their_places.keys() | my_places.keys():
        pair = their_places.get(key, ""), my_places.get(key, "")
        if pair[0] != pair[1]:
            found.append((f"place {key}", *pair))
    if (theirs.recording is None) != (mine.recording is None) or (
        theirs.recording
        and mine.recording
        and theirs.recording.to_bytes() != mine.recording.to_bytes()
    ):
        found.append(("recording", "one recording", "another, or none"))
    return pd.DataFrame(found, columns=["where", "theirs", "mine"])


def _save_after(making: EditorSession, store: Store, latest: Version) -> None:
    if making.saved is not None:
        making.saved = replace(making.saved, number=latest.number)
        _save(making, store)


def _take_theirs(making: EditorSession, latest: Version) -> None:
    making.show(draft_of(latest.payload))
    forget_draft(making)
    st.session_state.pop(_CONFLICT, None)
    if making.saved is not None:
        making.saved = replace(making.saved, number=latest.number)
        st.query_params.from_dict({"edit": making.saved.edit_token})


def _delete(making: EditorSession, store: Store, saved: Saved) -> None:
    with st.expander("Delete this journey"):
        st.markdown("All versions are gone for good, and every link to it leads nowhere.")
        sure = st.checkbox("Yes, delete it", key="make-delete-sure")
        st.button(
            "Delete",
            key="make-delete",
            disabled=not sure,
            icon=":material/delete:",
            on_click=_safely(partial(_deleted, making, store, saved)),
        )


def _deleted(making: EditorSession, store: Store, saved: Saved) -> None:
    store.delete(saved.id, saved.secret)
    forget_draft(making)
    site().forget_preview(making.preview)
    # Not even here: the table begins anew.
    del st.session_state["making"]
    st.query_params.clear()


def _safely(act: Callable[[], None]) -> Callable[[], None]:
    """Return the act with its error kept for the page to show."""

    def safe() -> None:
        try:
            act()
        except JourneyMapError as error:
            st.session_state[_ERROR] = error

    return safe
