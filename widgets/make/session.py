"""The journey that a reader is making: held by the session, kept by the store."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from journeymap.authoring.saved import draft_of, payload_of
from journeymap.authoring.store import StoreUnavailableError, WrongSecretError
from journeymap.claims.table import COLUMNS
from journeymap.errors import JourneyMapError, Problem
from journeymap.journeys.draft import Draft, DraftLibrary, no_rows
from journeymap.web.site import site

# Of an empty table: enough to see that it is one.
BLANK_ROWS = 6
# How often a step can be undone.
_STEPS_KEPT = 20
FIRST_ROW = 2
# Streamlit tells no address of who is on the same machine.
_LOCAL = "local"


# A draft, the columns beside it that were not understood, and what was told of the file.
Step = tuple[Draft, pd.DataFrame, tuple[Problem, ...]]


@dataclass(frozen=True)
class Saved:
    """A journey that this reader may change, and the version that the draft began with."""

    id: str
    secret: str
    number: int

    @property
    def edit_token(self) -> str:
        """What the link for editing carries."""
        return f"{self.id}.{self.secret}"


@dataclass
class EditorSession:
    """
    What the page shows.

    `table` is what the editor was last filled with, under a key that `edition` makes its own: what
    is typed into it are changes to that. `others` are columns of a file that were not understood.
    """

    draft: Draft
    table: pd.DataFrame
    key: str = field(default_factory=lambda: secrets.token_hex(16))
    preview: str = field(default_factory=lambda: f"preview-{secrets.token_hex(16)}")
    edition: int = 0
    saved: Saved | None = None
    others: pd.DataFrame = field(default_factory=pd.DataFrame)
    told: tuple[Problem, ...] = ()
    steps: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)
    kept: bool = False
    unsaved: bool = False
    library: DraftLibrary | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing was entered yet."""
        return self.draft.recording is None and not (self.draft.rows != "").to_numpy().any()

    def show(self, draft: Draft, *, undoable: bool = True) -> None:
        """Show another draft than was typed: the editor is filled anew."""
        if undoable:
            self.note_step()
        if not self.others.empty:
            # A row keeps what is beside it, under its new number.
            others = self.others.reindex(draft.rows.index).fillna("")
            self.others = others.set_axis(numbered(draft.rows).index)
        self._fill(draft)

    def note_step(self) -> None:
        """Remember what is there, to come back to it."""
        self.steps = [*self.steps[1 - _STEPS_KEPT :], self._now()]
        self.undone = []

    def _now(self) -> Step:
        return self.draft, self.others, self.told

    def _fill(self, draft: Draft) -> None:
        self.table = numbered(draft.rows)
        self.edition += 1
        self.change(replace(draft, rows=self.table))

    def change(self, draft: Draft) -> None:
        """Take a draft over as it was typed."""
        self.draft, self.library, self.kept, self.unsaved = draft, None, False, True

    def undo(self) -> None:
        """Go back to before the last step; what was typed since comes back by `redo`."""
        self._go(self.steps, self.undone)

    def redo(self) -> None:
        """Go on to where the last undo came from."""
        self._go(self.undone, self.steps)

    def _go(self, back: list[Step], forth: list[Step]) -> None:
        if back:
            forth.append(self._now())
            draft, self.others, self.told = back.pop()
            self._fill(draft)

    def worked_out(self) -> DraftLibrary:
        """Return the draft checked, as the map shows it. Raises TableError or ConfigError."""
        if self.library is None or self.library is not _shown(self.preview):
            self.library = site().preview(self.preview, self.draft)
        return self.library


def _shown(name: str) -> object:
    try:
        return site().library_of(name)
    except JourneyMapError:
        return None


def numbered(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows under the numbers that a spreadsheet would give them, below its header."""
    index = pd.RangeIndex(FIRST_ROW, FIRST_ROW + len(rows), name="row")
    return rows.reindex(columns=list(COLUMNS), fill_value="").set_axis(index)


def blank(rows: int = BLANK_ROWS) -> pd.DataFrame:
    """Return an empty table to write into."""
    return numbered(no_rows().reindex(range(rows), fill_value=""))


def begin() -> EditorSession:
    """
    Return what this session is making: what it has, what the address tells, or nothing yet.

    Raises UnknownJourneyError, WrongSecretError, StoreUnavailableError or DraftError: then the
    next run tries anew.
    """
    held: EditorSession | None = st.session_state.get("making")
    asked = st.query_params.get("edit", "")
    if held is not None and asked in {"", held.saved.edit_token if held.saved else ""}:
        # Whoever comes back from another page has an address that says nothing.
        tell_address(held)
        return held
    making = EditorSession(Draft(), blank())
    if asked:
        _take_up_saved(making, asked)
    key = st.query_params.get("draft", "")
    if key:
        _take_up_draft(making, key)
    st.session_state["making"] = making
    return making


def leave() -> None:
    """Begin another journey than the one that was saved."""
    del st.session_state["making"]
    st.query_params.clear()


def _take_up_saved(making: EditorSession, token: str) -> None:
    identifier, _, secret = token.partition(".")
    store = site().store
    if store is None:
        raise JourneyMapError(
            "Saving is switched off here, so no saved journey can be changed.",
            "Open the Make page without this link to make another.",
        )
    latest = store.latest(identifier)
    if not store.may_edit(identifier, secret):
        raise WrongSecretError
    making.show(draft_of(latest.payload), undoable=False)
    making.saved = Saved(identifier, secret, latest.number)
    making.unsaved = False


def _take_up_draft(making: EditorSession, key: str) -> None:
    store = site().store
    payload = store.draft(key) if store else None
    if payload is None:
        st.info("The draft of this address is no longer kept: it was saved, or it has expired.")
        return
    making.show(draft_of(payload), undoable=False)
    making.key, making.kept = key, True
    base = st.query_params.get("base", "")
    if making.saved and base.isascii() and base.isdecimal():
        making.saved = replace(making.saved, number=int(base[:9]))


def tell_address(making: EditorSession) -> None:
    """Put into the address what a reload needs to find all of this again."""
    told: dict[str, str] = {}
    if making.saved:
        told["edit"] = making.saved.edit_token
    if making.kept:
        told["draft"] = making.key
        if making.saved:
            told["base"] = str(making.saved.number)
    if any(st.query_params.get(name) != value for name, value in told.items()):
        st.query_params.update(told)


def keep(making: EditorSession) -> None:
    """Keep what is not saved, so that a reload or a lost connection loses nothing."""
    store = _store()
    if making.kept or making.empty or not making.unsaved or store is None:
        return
    try:
        store.keep_draft(making.key, payload_of(making.draft), address=network_address())
    except JourneyMapError as error:
        # It is still in the session, and the next change tries again.
        st.warning(str(error), icon=":material/cloud_off:")
        return
    making.kept = True
    tell_address(making)


def network_address() -> str:
    """Return where this reader is, for what is counted by the day."""
    address = st.context.ip_address
    # Without a real connection Streamlit has something else there.
    return address if isinstance(address, str) else _LOCAL


def forget_draft(making: EditorSession) -> None:
    """Forget what was kept of a draft that has been saved or given up."""
    making.unsaved = False
    if making.kept and (store := _store()) is not None:
        store.forget_draft(making.key)
    making.kept = False


def told_to(bar: DeltaGenerator) -> Callable[[float], None]:
    """Return what tells a bar how far a piece of work is, from 0 to 1."""

    def tell(part: float) -> None:
        bar.progress(min(max(part, 0.0), 1.0))

    return tell


def _store() -> Any:
    try:
        return site().store
    except StoreUnavailableError as error:
        st.warning(str(error), icon=":material/cloud_off:")
        return None
