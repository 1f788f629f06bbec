"""
Streamlit's own scripts and styles, compressed: it sends them as they are, three times as large.

Their names carry a hash of their content, so each is compressed once and kept.
"""

from __future__ import annotations

import gzip
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from journeymap.web.responses import FOR_EVER, HEADERS, takes_gzip

_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
# Where the files are whose names change with their content.
_HASHED = ("static/js/", "static/css/")


class AppFiles:
    """The files of Streamlit's page by name; those that are worth it in gzip."""

    def __init__(self, folder: Path) -> None:
        """Know the files in a folder, but for the page itself."""
        self._folder = folder
        self._names = frozenset(
            path.relative_to(folder).as_posix()
            for path in folder.rglob("*")
            if path.is_file() and path.name != "index.html"
        )
        self._packed: dict[str, bytes] = {}

    def __contains__(self, name: str) -> bool:
        """Whether there is a file of a name."""
        return name in self._names

    def packs(self, name: str, scope: Scope) -> bool:
        """Whether a request for a file is answered here, in gzip; the others are Streamlit's."""
        if (
            name not in self._names
            or not name.startswith(_HASHED)
            or Path(name).suffix not in _TYPES
        ):
            return False
        headers = Request(scope).headers
        return takes_gzip(headers) and "range" not in headers

    def response(self, name: str) -> Response:
        """Return a file that `packs` says is packed."""
        if name not in self._packed:
            self._packed[name] = gzip.compress((self._folder / name).read_bytes(), mtime=0)
        headers = {
            **HEADERS,
            "Cache-Control": FOR_EVER,
            "Content-Encoding": "gzip",
            "Vary": "Accept-Encoding",
        }
        return Response(self._packed[name], media_type=_TYPES[Path(name).suffix], headers=headers)
