"""The front end, Leaflet and the base map as this process serves them, under one content hash."""

from __future__ import annotations

import hashlib
import json
import mimetypes
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import xstatic.pkg.leaflet
from starlette.requests import Request
from starlette.responses import Response

from journeymap.frontend.bundle import bundle
from journeymap.web.responses import ASK_AGAIN, FOR_EVER, Served, problem

FRONTEND = Path(__file__).resolve().parents[1] / "frontend"
BASEMAP = Path(__file__).resolve().parents[2] / "data" / "basemap"

EMBED_SCRIPT = "embed.bundle.js"
EMBED_STYLE = "embed.bundle.css"
_EMBED_SHEETS = ("palette", "evidence", "timeline", "panel", "map", "share", "embed")

mimetypes.add_type("text/javascript", ".js")


class Assets:
    """The front end, Leaflet and the base map under one hash: a new version is a new address."""

    def __init__(
        self, folders: Sequence[tuple[str, Path]], made: Mapping[str, Served] | None = None
    ) -> None:
        """Take the files of folders under prefixes, and what was `made` of them by name."""
        self._files = {
            f"{prefix}{path.name}": Served(
                path.read_bytes(),
                mimetypes.guess_type(path.name)[0] or "application/octet-stream",
            )
            for prefix, folder in folders
            for path in sorted(folder.iterdir())
            if path.suffix in {".js", ".css", ".json", ".svg", ".png"}
        }
        self._files.update(made or {})
        together = "".join(f"{name} {file.hash}\n" for name, file in self._files.items())
        self.hash = hashlib.sha256(together.encode()).hexdigest()[:16]

    @property
    def address(self) -> str:
        """Address of the folder, relative to the root of the site."""
        return f"assets/{self.hash}/"

    def body(self, name: str) -> bytes:
        """Return a file. Raises KeyError when there is none of that name."""
        return self._files[name].body

    def basemaps(self) -> list[str]:
        """Return the names of the base map's files within the folder, the coarse one first."""
        names = [name for name in self._files if name.startswith("basemap/")]
        return sorted(names, key=lambda name: "world" not in name)

    def credits(self) -> list[str]:
        """Return whom the base map's data are owed to, each line once."""
        sheets = [json.loads(self._files[name].body) for name in self.basemaps()]
        return list(dict.fromkeys(line for sheet in sheets for line in sheet["attribution"]))

    async def __call__(self, request: Request) -> Response:
        """Serve one file; an older version's address gets today's file and is not kept."""
        file = self._files.get(request.path_params["path"])
        if file is None:
            return problem(404, "There is no such file.", "Open the app at its own address.")
        current = request.path_params["version"] == self.hash
        return file.response(request, FOR_EVER if current else ASK_AGAIN)


def _embed_style() -> bytes:
    """The style sheets of the embeddable page as one; none has to ask for another."""
    sheets = [(FRONTEND / f"{name}.css").read_text("utf-8") for name in _EMBED_SHEETS]
    return re.sub(r"^@import .*$", "", "\n".join(sheets), flags=re.MULTILINE).encode()


@cache
def assets() -> Assets:
    """Return the assets of this process."""
    leaflet = Path(xstatic.pkg.leaflet.BASE_DIR)
    return Assets(
        [
            ("", FRONTEND),
            ("basemap/", BASEMAP),
            ("leaflet/", leaflet),
            ("leaflet/images/", leaflet / "images"),
        ],
        {
            EMBED_SCRIPT: Served(bundle(FRONTEND / "embed.js").encode(), "text/javascript"),
            EMBED_STYLE: Served(_embed_style(), "text/css"),
        },
    )
