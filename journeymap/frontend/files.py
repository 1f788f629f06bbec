"""The front end, Leaflet and the base map as files of this process, under one content hash."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import xstatic.pkg.leaflet

from journeymap.frontend.bundle import bundle
from journeymap.frontend.palette import palette

FRONTEND = Path(__file__).parent
BASEMAP = Path(__file__).resolve().parents[2] / "data" / "basemap"

EMBED_SCRIPT = "embed.bundle.js"
EMBED_STYLE = "embed.bundle.css"
# The dark colours where the reader's system is dark, for pages that run no script.
BY_SCHEME = "styles/palette_by_scheme.css"
_EMBED_SHEETS = ("palette", "event_details", "timeline", "panel", "map", "share", "embed")
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

    def credits(self) -> list[str]:
        """Return whom the base map's data are owed to, each line once."""
        sheets = [json.loads(self._bodies[name]) for name in self.basemaps()]
        return list(dict.fromkeys(line for sheet in sheets for line in sheet["attribution"]))


def _embed_style() -> bytes:
    """The style sheets of the embeddable page as one; none has to ask for another."""
    sheets = [
        (FRONTEND / "styles" / f"{name}.css").read_text(encoding="utf-8") for name in _EMBED_SHEETS
    ]
    return re.sub(r"^@import .*$", "", "\n".join(sheets), flags=re.MULTILINE).encode()


def _by_scheme() -> bytes:
    colours = "".join(f"--jm-{name}:{value};" for name, value in palette(dark=True).items())
    return f"@media (prefers-color-scheme:dark){{.jm{{{colours}color-scheme:dark}}}}".encode()


@cache
def files() -> Files:
    """Return the files of this process."""
    leaflet = Path(xstatic.pkg.leaflet.BASE_DIR)
    return Files(
        [("", FRONTEND), ("basemap/", BASEMAP), ("leaflet/", leaflet)],
        {
            EMBED_SCRIPT: bundle(FRONTEND / "embed.js").encode(),
            EMBED_STYLE: _embed_style(),
            BY_SCHEME: _by_scheme(),
        },
    )
