"""What one process serves, and for how long it keeps what it made."""

from __future__ import annotations

import gc
from collections.abc import Callable, Hashable, Mapping
from contextlib import suppress
from functools import cache, cached_property
from pathlib import Path
from threading import Lock
from typing import Protocol, TypeVar
from urllib.parse import quote
from weakref import ref

from journeymap.authoring.store import Store, open_store
from journeymap.errors import JourneyMapError, UnknownJourneyError
from journeymap.exports import FORMATS
from journeymap.exports.document import content_hash
from journeymap.exports.parameters import MAX_SPEED, Value
from journeymap.frontend.files import files
from journeymap.journeys.draft import Draft, DraftLibrary
from journeymap.journeys.draft_codec import decode
from journeymap.journeys.library import Library
from journeymap.settings import Settings, settings
from journeymap.web.cache import ByteCache
from journeymap.web.responses import CachedBody

_TABLES = (
    "routes.csv",
    "places.csv",
    "journeys.toml",
    "railway/legs.csv",
    "railway/course.csv",
)


class _Measured(Protocol):
    @property
    def size(self) -> int:
        """Bytes of it."""


# What is made of a journey and kept.
Kept = TypeVar("Kept", bound=_Measured)
_MEGABYTE = 1_000_000
# What a small journey takes in memory once it is worked out, besides its table and recording.
_LIBRARY_BYTES = 500_000
# Longitude, latitude, time, and kilometres along the recording.
_POINT_BYTES = 32
# What an address says of a view; frontend/address.js reads and writes them.
VIEW_PARAMETERS = ("t", "reading", "zone", "max_speed", "event", "map", "layer", "theme")


class Site:
    """
    What one process serves: journeys of a data folder, those saved, and those being made.

    The folder is read again when its tables change.
    """

    def __init__(self, data: Path, limits: Settings) -> None:
        self._data = data
        self.limits = limits
        self._lock = Lock()
        self._stamp: object = None
        self._library: Library | None = None
        self._cache = ByteCache(limits.cache_mb * _MEGABYTE)
        self._settled = False

    @cached_property
    def store(self) -> Store | None:
        """
        What keeps readers' journeys; None when the host has switched saving off.

        Raises StoreUnavailableError, and tries anew when asked again.
        """
        return open_store(self.limits.store_url, self.limits) if self.limits.saving else None

    def open_store(self) -> None:
        """Bring the store up to date, if there is one. Raises as `store` does."""
        _ = self.store

    def library(self) -> Library:
        """Return the journeys as the tables have them now. Raises TableError or ConfigError."""
        with self._lock:
            stamp = self._tables_stamp()
            if self._library is None or stamp != self._stamp:
                self._library = None
                self._library = Library.read(self._data)
                self._stamp = stamp
                if self._settled:
                    _freeze()
            return self._library

    def settle_memory(self) -> None:
        """
        Keep the cycle collector out of what is loaded by now and stays, also when tables change.

        Streamlit collects after each run of a page; without this each run walks through the
        libraries and tables again, which takes several times as long as the run itself.
        """
        with suppress(JourneyMapError):
            self.library()
        self._settled = True
        _freeze()

    def library_of(self, name: str) -> Library:
        """
        Return the library that has a journey: the folder's, one being made, or one saved.

        Raises UnknownJourneyError, StoreUnavailableError, TableError or ConfigError.
        """
        library = self.library()
        if name in library.ids:
            return library
        preview: DraftLibrary | None = self._cache.find(("preview", name))
        if preview is not None:
            return preview
        with suppress(UnknownJourneyError):
            if self.store is not None:
                return self._saved(self.store, library, name)
        raise UnknownJourneyError(
            f"There is no journey “{name}”.", f"Choose one of: {', '.join(library.ids)}."
        )

    def preview(self, name: str, draft: Draft) -> DraftLibrary:
        """Show a draft under a name that nobody can guess, until many others were shown."""
        library = DraftLibrary(draft, name, self.library(), self.limits.vertices)
        self._cache.put(("preview", name), library, _size(library))
        return library

    def forget_preview(self, name: str) -> None:
        """Show a draft no more."""
        self._cache.remove(("preview", name))

    def _saved(self, store: Store, base: Library, name: str) -> DraftLibrary:
        number = store.latest_number(name)

        def make() -> DraftLibrary:
            draft = decode(store.version(name, number).payload)
            return DraftLibrary(draft, name, base, self.limits.vertices)

        return self._cache.get(("saved", ref(base), name, number), make, _size)

    def file(self, name: str, ending: str, asked: Mapping[str, Value]) -> CachedBody:
        """
        Return a journey in one of FORMATS, with the values of its parameters that were asked for.

        Raises a JourneyMapError when it cannot be worked out.
        """
        written = FORMATS[ending]
        return self.answer(
            name,
            (ending, *sorted(asked.items())),
            lambda library: CachedBody(written.make(library, name, **asked), written.media_type),
        )

    def answer(self, name: str, key: Hashable, make: Callable[[Library], Kept]) -> Kept:
        """
        Return what is made of a journey's library, once for a state of its tables.

        `key` names what is made of it. Raises a JourneyMapError when there is no such journey.
        """
        library = self.library_of(name)
        # By a weak reference: a library that was replaced is not held here.
        whole = ("answer", ref(library), name, key)
        return self._cache.get(whole, lambda: make(library), lambda made: made.size)

    def document(self, name: str, max_speed_kmh: int | None = None) -> CachedBody:
        """
        Return a journey's document, at another maximum speed than its own when one is given.

        Raises a JourneyMapError when it cannot be worked out.
        """
        asked = {} if max_speed_kmh is None else {MAX_SPEED.name: max_speed_kmh}
        return self.file(name, "json", asked)

    def document_address(self, name: str, max_speed_kmh: int | None = None) -> str:
        """Address of the current document, relative to the root of the site."""
        served = self.document(name, max_speed_kmh)
        query = "" if max_speed_kmh is None else f"?{MAX_SPEED.name}={max_speed_kmh}"
        return f"journeys/{quote(name, safe='')}.{served.hash}.json{query}"

    def drawn_version(self, name: str) -> str:
        """Return what changes with a journey and with how it is drawn."""
        return content_hash(f"{self.document(name).hash} {files().hash}".encode())

    def _tables_stamp(self) -> object:
        stamps = []
        for name in _TABLES:
            try:
                status = (self._data / name).stat()
            except OSError:
                stamps.append((name, 0, 0))
            else:
                stamps.append((name, status.st_mtime_ns, status.st_size))
        return tuple(stamps)


def _freeze() -> None:
    # What was frozen before may be of tables that are no more.
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _size(library: DraftLibrary) -> int:
    """Return about the bytes that a draft and the journey made of it take."""
    draft = library.draft
    table = int(draft.rows.memory_usage(deep=True).sum())
    points = 0 if draft.recording is None else len(draft.recording)
    return _LIBRARY_BYTES + 3 * table + _POINT_BYTES * points


@cache
def site() -> Site:
    """Return the site of this process, on the data folder that the settings name."""
    limits = settings()
    return Site(limits.data, limits)
