"""The front end, Leaflet and the base map as files of this process, under one content hash."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path

import xstatic.pkg.leaflet

from journeymap.frontend.bundle import bundle
from journeymap.frontend.palette import palette

FRONTEND = Path(__file__).parent
BASEMAP = Path(__file__).resolve().parents[2] / "data" / "basemap"

# Each with all that it imports, for the pages that begin with it. They lie beside dom.js, which
# finds the style sheets by its own address.
EMBED_SCRIPT = "embed.bundle.js"
APP_SCRIPT, MAP_SCRIPT, CHOOSER_SCRIPT = (
    f"{name}.bundle.js" for name in ("streamlit", "map", "chooser")
)
_ENTRIES = {
    EMBED_SCRIPT: "embed.js",
    APP_SCRIPT: "streamlit.js",
    MAP_SCRIPT: "map/map.js",
    CHOOSER_SCRIPT: "map/chooser.js",
}
EMBED_FIRST = "embed.first.css"
EMBED_STYLE = "embed.bundle.css"
# The dark colours where the reader's system is dark, for pages that run no script.
BY_SCHEME = "styles/palette_by_scheme.css"
# What the page needs to be read, and what its parts need that a script makes.
_FIRST_SHEETS = ("palette", "embed")
_EMBED_SHEETS = ("event_details", "timeline", "panel", "map", "share", "print")
# Comments, sheets that are there already, and pictures of controls that we do not use.
_NOT_EMBEDDED = re.compile(
    r"/\*.*?\*/|^@import [^\n]*$|background-image:\s*url\([^)]*\);?", re.MULTILINE | re.DOTALL
)
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
# West, south, east, north, degrees.
Box = tuple[float, float, float, float]
_SERVED = frozenset({".js", ".css", ".json", ".svg", ".png"})


class Files:
    """Files by name, with one hash over all: a new version of any is a new address for all."""

    def __init__(
        self, folders: Sequence[tuple[str, Path]], made: Mapping[str, bytes] | None = None
    ) -> None:
        """Take the files in and under folders, under prefixes, and what was `made` of them."""
        self._bodies = {
            f"{prefix}{path.relative_to(folder).as_posix()}": path.read_bytes()
            for prefix, folder in folders
            for path in sorted(folder.rglob("*"))
            if path.suffix in _SERVED and path.is_file()
        }
        self._bodies.update(made or {})
        hashes = {name: hashlib.sha256(body).hexdigest() for name, body in self._bodies.items()}
        together = "".join(f"{name} {each}\n" for name, each in hashes.items())
        self.hash = hashlib.sha256(together.encode()).hexdigest()[:16]

    @property
    def address(self) -> str:
        """Address of the folder, relative to the root of the site."""
        return f"assets/{self.hash}/"

    @property
    def names(self) -> list[str]:
        """Names of all files."""
        return list(self._bodies)

    def body(self, name: str) -> bytes:
        """Return a file. Raises KeyError when there is none of that name."""
        return self._bodies[name]

    def basemaps(self) -> list[str]:
        """Return the names of the base map's files, the coarse one first."""
        names = [name for name in self._bodies if name.startswith("basemap/")]
        return sorted(names, key=lambda name: "world" not in name)

    def basemaps_by_need(self, box: Box) -> tuple[list[str], list[str]]:
        """
        Return the names of the base map's files that a box needs, and those that can come later.

        A finer file that covers all of the box is enough; otherwise all that have a part of it are
        needed.
        """
        west, south, east, north = box
        names = self.basemaps()

        def covers(name: str) -> bool:
            left, low, right, high = self._sheets[name][0]
            return left <= west and low <= south and east <= right and north <= high

        def meets(name: str) -> bool:
            left, low, right, high = self._sheets[name][0]
            return left <= east and low <= north and west <= right and south <= high

        finest = next(filter(covers, reversed(names)), None)
        needed = [name for name in names if meets(name) and finest in {None, names[0], name}]
        return needed, [name for name in names if name not in needed]

    def credits(self) -> list[str]:
        """Return whom the base map's data are owed to, each line once."""
        return list(dict.fromkeys(line for _, lines in self._sheets.values() for line in lines))

    @cached_property
    def _sheets(self) -> dict[str, tuple[Box, list[str]]]:
        """Bounds and attribution of the base map's files, by name, the coarse one first."""
        read = {name: json.loads(self._bodies[name]) for name in self.basemaps()}
        return {name: (sheet["bounds"], sheet["attribution"]) for name, sheet in read.items()}


def _together(*paths: Path) -> bytes:
    """Return style sheets as one, without what is for people and for other controls."""
    together = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    plain = re.sub(r"\s+", " ", _NOT_EMBEDDED.sub("", together))
    return re.sub(r" ?([{};]) ?", r"\1", plain).encode()


def _sheets(names: Sequence[str]) -> list[Path]:
    return [FRONTEND / "styles" / f"{name}.css" for name in names]


def _by_scheme() -> bytes:
    colours = "".join(f"--jm-{name}:{value};" for name, value in palette(dark=True).items())
    rule = f".jm{{{colours}color-scheme:dark}}"
    return f"@media screen and (prefers-color-scheme:dark){{{rule}}}".encode()


@cache
def files() -> Files:
    """Return the files of this process."""
    leaflet = Path(xstatic.pkg.leaflet.BASE_DIR)
    return Files(
        [("", FRONTEND), ("basemap/", BASEMAP), ("leaflet/", leaflet)],
        {
            # No text in the modules has lines that begin with blanks.
            **{
                name: _INDENT.sub("", bundle(FRONTEND / entry)).encode()
                for name, entry in _ENTRIES.items()
            },
            EMBED_FIRST: _together(*_sheets(_FIRST_SHEETS)),
            EMBED_STYLE: _together(leaflet / "leaflet.css", *_sheets(_EMBED_SHEETS)),
            BY_SCHEME: _by_scheme(),
        },
    )
