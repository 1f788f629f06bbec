"""What one process serves, and for how long it keeps what it made."""

from __future__ import annotations

import gc
import re
from collections import OrderedDict
from contextlib import suppress
from functools import cache, cached_property, lru_cache
from pathlib import Path
from threading import Lock
from urllib.parse import quote

from journeymap.authoring.store import Store, open_store
from journeymap.errors import JourneyMapError, UnknownJourneyError
from journeymap.exports import FORMATS
from journeymap.exports.document import encode, to_document
from journeymap.journeys.draft import Draft, DraftLibrary
from journeymap.journeys.draft_codec import decode
from journeymap.journeys.library import Library
from journeymap.settings import Settings, settings
from journeymap.web.responses import CachedBody

_TABLES = (
    "routes.csv",
    "places.csv",
    "journeys.toml",
    "railway/legs.csv",
    "railway/course.csv",
)
_DOCUMENT = re.compile(r"(?P<name>.+?)(?:\.(?P<hash>[0-9a-f]{16}))?\.json\Z", re.DOTALL)
_EXPORT = re.compile(rf"(?P<name>.+)\.(?P<format>{'|'.join(FORMATS)})\Z", re.DOTALL)

_SPEED_PARAMETER = "max_speed"
_DOCUMENTS_KEPT = 32
# Journeys being made that are held for their makers' maps; one crowded out is made anew.
_PREVIEWS_KEPT = 64
# What an address tells of a view; frontend/address.js reads and writes them.
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
        self._previews: OrderedDict[str, DraftLibrary] = OrderedDict()
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
        with self._lock:
            preview = self._previews.get(name)
        if preview is not None:
            return preview
        with suppress(UnknownJourneyError):
            if self.store is not None:
                number = self.store.latest_number(name)
                return _saved(self.store, library, name, number, self.limits)
        raise UnknownJourneyError(
            f"There is no journey “{name}”.", f"Choose one of: {', '.join(library.ids)}."
        )

    def preview(self, name: str, draft: Draft) -> DraftLibrary:
        """Show a draft under a name that nobody can guess, until many others were shown."""
        library = DraftLibrary(draft, name, self.library(), self.limits.vertices)
        with self._lock:
            self._previews[name] = library
            self._previews.move_to_end(name)
            while len(self._previews) > _PREVIEWS_KEPT:
                self._previews.popitem(last=False)
        return library

    def forget_preview(self, name: str) -> None:
        """Show a draft no more."""
        with self._lock:
            self._previews.pop(name, None)

    def document(self, name: str, max_speed_kmh: int | None = None) -> CachedBody:
        """
        Return a journey's document, at another greatest speed than its own when one is given.

        Raises a JourneyMapError when it cannot be worked out.
        """
        return _document(self.library_of(name), name, max_speed_kmh)

    def document_address(self, name: str, max_speed_kmh: int | None = None) -> str:
        """Address of the current document, relative to the root of the site."""
        served = self.document(name, max_speed_kmh)
        query = "" if max_speed_kmh is None else f"?{_SPEED_PARAMETER}={max_speed_kmh}"
        return f"journeys/{quote(name, safe='')}.{served.hash}.json{query}"

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


@lru_cache(maxsize=_DOCUMENTS_KEPT)
def _document(library: Library, name: str, max_speed_kmh: int | None) -> CachedBody:
    return CachedBody(encode(to_document(library.journey(name, max_speed_kmh))), "application/json")


@lru_cache(maxsize=_DOCUMENTS_KEPT)
def _saved(store: Store, base: Library, name: str, number: int, limits: Settings) -> DraftLibrary:
    payload = store.version(name, number).payload
    return DraftLibrary(decode(payload, limits), name, base, limits.vertices)


@cache
def site() -> Site:
    """Return the site of this process, on the data folder that the settings name."""
    limits = settings()
    return Site(limits.data, limits)
