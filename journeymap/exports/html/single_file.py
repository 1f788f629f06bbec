"""A journey as one HTML file that opens from disk, with map and timeline, and asks for nothing."""

from __future__ import annotations

import re

from journeymap.exports.html.page import Parts, single_file
from journeymap.frontend.files import EMBED_FIRST, EMBED_SCRIPT, EMBED_STYLE, files
from journeymap.journeys.library import Library

# Where a script's map for debuggers lies.
_ELSEWHERE = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


def page_file(library: Library, name: str) -> bytes:
    """Return the file in UTF-8. Raises UnknownJourneyError when there is no such journey."""
    held = files()

    def text(file: str) -> str:
        # A page's lines end with a line feed when it is read, and the hashes are of that.
        return _ELSEWHERE.sub("", "\n".join(held.body(file).decode().splitlines()))

    parts = Parts(
        scripts=(text("leaflet/leaflet.js"), text(EMBED_SCRIPT)),
        style=text(EMBED_FIRST) + text(EMBED_STYLE),
        basemap=tuple(held.body(each) for each in held.basemaps()),
    )
    return single_file(library.journey(name), parts, held.credits())
