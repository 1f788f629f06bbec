"""The journey that an author is editing: in the session, and as a draft in the store."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from journeymap.authoring.geocoding import CITIES
from journeymap.authoring.geocoding.lookup import Found, Lookup
from journeymap.authoring.imports import Imported
from journeymap.authoring.imports.column_choices import ColumnChoice
from journeymap.authoring.imports.sheet import Sheet
from journeymap.authoring.reading import Reading, read_draft
from journeymap.authoring.store import Store, StoreUnavailableError, WrongSecretError
from journeymap.claims.cities import cities_in
from journeymap.claims.columns import COLUMNS
from journeymap.errors import JourneyMapError, Problem
from journeymap.journeys.draft import Draft, DraftLibrary, no_rows
from journeymap.journeys.draft_codec import decode, encode
from journeymap.web.site import site

# Empty rows of a table: enough to recognise it as a table, and to go on in it.
BLANK_ROWS = 6
_MAX_UNDO_STEPS = 20
# Rows are numbered as a person counts them.
FIRST_ROW = 1
# Streamlit has no network address of a reader on the same machine.
_LOCAL = "local"
_SESSION = "editor"


@dataclass(frozen=True, eq=False)
class Source:
    """The table that a draft was read from, and what its columns were taken for."""

    sheet: Sheet
    choices: tuple[ColumnChoice, ...]


# A draft, the columns of its file that were not understood, the notices of the import, its table.
Step = tuple[Draft, pd.DataFrame, tuple[Problem, ...], Source | None]


@dataclass(frozen=True)
class Saved:
    """A journey that this author may change, and the version that the draft is based on."""

    id: str
    secret: str
    number: int

    @property
    def edit_token(self) -> str:
        """The part of the editing link that identifies the journey and allows to change it."""
        return f"{self.id}.{self.secret}"


@dataclass
class EditorSession:
    """
    What one session of the Make page is editing.

    `table` is what the table editor was last filled with; what is typed is a change to that. Each
    `edition` has a table editor of its own. `grid` is part of its name: a browser that has lost its
    session still holds what was typed, which the stored draft has already. `unknown_columns` are
    columns of a file that were not understood, and `import_notices` what there is to know of the
    import; `source` is the table that the draft was read from. `several` is a file of several
    travellers, one of whom is to be chosen still. `pasted` is a table pasted into one with rows in
    it: what becomes of it is asked. `found` has what was looked up of names. `draft_stored` says
    whether the store has the draft as it is, `unsaved` whether it differs from what was saved.
    `pending` is what a click asked for, until the page has taken what was typed just before it.
    """

    draft: Draft
    table: pd.DataFrame
    draft_key: str = field(default_factory=lambda: secrets.token_hex(16))
    edition: int = 0
    grid: str = field(default_factory=lambda: secrets.token_hex(4))
    saved: Saved | None = None
    unknown_columns: pd.DataFrame = field(default_factory=pd.DataFrame)
    import_notices: tuple[Problem, ...] = ()
    source: Source | None = None
    several: Imported | None = None
    pasted: Imported | None = None
    found: dict[str, Found] = field(default_factory=dict)
    undo_steps: list[Step] = field(default_factory=list)
    redo_steps: list[Step] = field(default_factory=list)
    draft_stored: bool = False
    unsaved: bool = False
    library: DraftLibrary | None = None
    pending: Callable[[], None] | None = None
    _reading: Reading | None = None

    @property
    def reading(self) -> Reading:
        """The draft as it is read, which is what others will see. Raises TableError."""
        if self._reading is None:
            self._reading = read_draft(self.draft, site().library().table.gazetteer, self.look_up)
        return self._reading

    def look_up(self, names: Sequence[str]) -> dict[str, Found]:
        """Return what is found for each name; what a service found before stays."""
        lookup = Lookup(site().library().table.gazetteer, cities_in(CITIES))
        for each in lookup.look_up_all([name for name in names if name not in self.found]):
            self.found[each.text] = each
        return self.found

    def learn(self, found: Found) -> None:
        """Take what a service found for a name."""
        self.found[found.text] = found
        self.library, self._reading = None, None

    @property
    def preview_id(self) -> str:
        """The journey that the map shows: it comes back with the draft, whose key it hides."""
        return f"preview-{hashlib.sha256(self.draft_key.encode()).hexdigest()[:32]}"

    @property
    def empty(self) -> bool:
        """Whether nothing is entered yet."""
        return self.draft.recording is None and not (self.draft.rows != "").to_numpy().any()

    def replace_draft(self, draft: Draft, *, undoable: bool = True) -> None:
        """Take a draft that was not typed: the table editor is filled again."""
        if undoable:
            self.remember_step()
        if not self.unknown_columns.empty:
            # Rows get new numbers; the unknown columns move with them.
            columns = self.unknown_columns.reindex(draft.rows.index).fillna("")
            self.unknown_columns = columns.set_axis(numbered(draft.rows).index)
        self._fill(draft)

    def edit_draft(self, draft: Draft) -> None:
        """Take a draft as it was typed."""
        self.draft, self.library, self.draft_stored, self.unsaved = draft, None, False, True
        self._reading = None

    def refill(self) -> None:
        """Show the draft in a table editor of its own: what was open on the page is closed."""
        rows = numbered(self.draft.rows)
        self.draft, self._reading = replace(self.draft, rows=rows), None
        self.table = with_blanks(rows)
        self.edition += 1

    def remember_step(self) -> None:
        """Remember the present state for `undo`."""
        self.undo_steps = [*self.undo_steps[1 - _MAX_UNDO_STEPS :], self._state()]
        self.redo_steps = []

    def undo(self) -> None:
        """Return to the state before the last step; `redo` brings back what was typed since."""
        self._step(self.undo_steps, self.redo_steps)

    def redo(self) -> None:
        """Return to the state that the last `undo` left."""
        self._step(self.redo_steps, self.undo_steps)

    def _step(self, source: list[Step], target: list[Step]) -> None:
        if source:
            target.append(self._state())
            draft, self.unknown_columns, self.import_notices, self.source = source.pop()
            self._fill(draft)

    def _state(self) -> Step:
        return self.draft, self.unknown_columns, self.import_notices, self.source

    def _fill(self, draft: Draft) -> None:
        self.edit_draft(draft)
        self.refill()

    def when_clicked(
        self, button: Callable[..., bool], label: str, action: Callable[[], None], **options: Any
    ) -> None:
        """
        Show a button of Streamlit whose action is left to `do_pending`.

        Who types and clicks at once sends both together, and callbacks run before the page takes
        what was typed: the action would work on the draft without it. What the button returns is
        asked too: a session that has just begun, as after an outage, has no callbacks yet.
        """

        def ask() -> None:
            self.pending = action

        if button(label, on_click=ask, **options):
            ask()

    def do_pending(self) -> None:
        """Do what a click asked for, and draw the page again."""
        action, self.pending = self.pending, None
        if action is not None:
            action()
            st.rerun()

    def preview_library(self) -> DraftLibrary:
        """Return the draft checked, as the map shows it. Raises TableError or ConfigError."""
        if self.library is None or self.library is not _library_of(self.preview_id):
            self.library = site().preview(self.preview_id, self.reading.draft)
        return self.library


def _library_of(name: str) -> object:
    try:
        return site().library_of(name)
    except JourneyMapError:
        return None


def numbered(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows under the numbers that they have on the screen."""
    index = pd.RangeIndex(FIRST_ROW, FIRST_ROW + len(rows), name="row")
    return rows.reindex(columns=list(COLUMNS), fill_value="").set_axis(index)


def blank(rows: int = BLANK_ROWS) -> pd.DataFrame:
    """Return an empty table to write into."""
    return numbered(no_rows().reindex(range(rows), fill_value=""))


def without_blank_end(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows without the empty ones after the last that is filled."""
    filled = (rows != "").any(axis="columns").to_numpy()
    return rows.iloc[: int(filled.nonzero()[0][-1]) + 1 if filled.any() else 0]


def with_blanks(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows with empty ones after them, to go on in."""
    first = int(rows.index.max()) + 1 if len(rows) else FIRST_ROW
    more = blank().set_axis(pd.RangeIndex(first, first + BLANK_ROWS, name="row"))
    return pd.concat([rows, more])


def load_draft() -> EditorSession:
    """
    Return this session's draft: as it was, or as the address names it, or an empty one.

    Raises UnknownJourneyError, WrongSecretError, StoreUnavailableError or DraftError; the next
    run tries again.
    """
    present: EditorSession | None = st.session_state.get(_SESSION)
    token = st.query_params.get("edit", "")
    if present is not None and token in {"", present.saved.edit_token if present.saved else ""}:
        # Somebody who returns from another page has an address without a draft.
        update_address(present)
        return present
    editor = EditorSession(Draft(), blank())
    if token:
        _load_saved(editor, token)
    key = st.query_params.get("draft", "")
    if key:
        _load_stored_draft(editor, key)
    st.session_state[_SESSION] = editor
    return editor


def close() -> None:
    """End the session's draft; the page starts again with an empty table."""
    del st.session_state[_SESSION]
    st.query_params.clear()


def _load_saved(editor: EditorSession, token: str) -> None:
    identifier, _, secret = token.partition(".")
    store = site().store
    if store is None:
        raise JourneyMapError(
            "Saving is switched off on this site, so a saved journey cannot be changed.",
            "Open the Make page without this link to make a new journey.",
        )
    latest = store.latest(identifier)
    if not store.may_edit(identifier, secret):
        raise WrongSecretError
    editor.replace_draft(decode(latest.payload), undoable=False)
    editor.saved = Saved(identifier, secret, latest.number)
    editor.unsaved = False


def _load_stored_draft(editor: EditorSession, key: str) -> None:
    store = site().store
    payload = store.draft(key) if store else None
    if payload is None:
        st.info("The draft of this address no longer exists: it was saved, or it has expired.")
        return
    editor.replace_draft(decode(payload), undoable=False)
    editor.draft_key, editor.draft_stored = key, True
    base = st.query_params.get("base", "")
    if editor.saved and base.isascii() and base.isdecimal():
        editor.saved = replace(editor.saved, number=int(base[:9]))


def update_address(editor: EditorSession) -> None:
    """Put into the address what a reload needs to restore the session."""
    parameters: dict[str, str] = {}
    if editor.saved:
        parameters["edit"] = editor.saved.edit_token
    if editor.draft_stored:
        parameters["draft"] = editor.draft_key
        if editor.saved:
            parameters["base"] = str(editor.saved.number)
    if any(st.query_params.get(name) != value for name, value in parameters.items()):
        st.query_params.update(parameters)


def save_draft(editor: EditorSession) -> None:
    """Store what is not saved, so that a reload or a lost connection loses nothing."""
    store = _store()
    if editor.draft_stored or editor.empty or not editor.unsaved or store is None:
        return
    try:
        store.save_draft(editor.draft_key, encode(editor.draft), address=network_address())
    except JourneyMapError as error:
        # The session still has it, and the next change tries again.
        st.warning(str(error), icon=":material/cloud_off:")
        return
    editor.draft_stored = True
    update_address(editor)


def delete_draft(editor: EditorSession) -> None:
    """Delete the stored draft of a journey that has been saved or given up."""
    editor.unsaved = False
    if editor.draft_stored and (store := _store()) is not None:
        store.delete_draft(editor.draft_key)
    editor.draft_stored = False


def network_address() -> str:
    """Return the reader's network address, by which the saves of a day are counted."""
    address = st.context.ip_address
    # Without a real connection Streamlit returns an object of another type.
    return address if isinstance(address, str) else _LOCAL


def progress_of(bar: DeltaGenerator) -> Callable[[float], None]:
    """Return a function that shows progress, from 0 to 1, on a bar."""

    def show(part: float) -> None:
        bar.progress(min(max(part, 0.0), 1.0))

    return show


def _store() -> Store | None:
    try:
        return site().store
    except StoreUnavailableError as error:
        st.warning(str(error), icon=":material/cloud_off:")
        return None
