"""The front end's files as answers to requests."""

from __future__ import annotations

import mimetypes
from functools import cache

from starlette.requests import Request
from starlette.responses import Response

from journeymap.frontend.files import Files, files
from journeymap.web.responses import ASK_AGAIN, FOR_EVER, CachedBody, error_response

mimetypes.add_type("text/javascript", ".js")


class Assets:
    """Serves files at an address that carries their hash."""

    def __init__(self, held: Files) -> None:
        """Serve what is held."""
        self.hash = held.hash
        self._served = {
            name: CachedBody(
                held.body(name), mimetypes.guess_type(name)[0] or "application/octet-stream"
            )
            for name in held.names
        }

    async def __call__(self, request: Request) -> Response:
        """Serve one file; an older version's address gets today's file and is not kept."""
        file = self._served.get(request.path_params["path"])
        if file is None:
            return error_response(404, "There is no such file.", "Open the app at its own address.")
        current = request.path_params["version"] == self.hash
        return file.response(request, FOR_EVER if current else ASK_AGAIN)


@cache
def assets() -> Assets:
    """Return the assets of this process."""
    return Assets(files())
