"""
The addresses of the app's own pages, and every address at which there is nothing.

Streamlit answers any path that it does not know with its page. This route stands before it: it lets
through what Streamlit has, and answers the rest with 404.
"""

from __future__ import annotations

import re
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match
from starlette.types import Receive, Scope, Send

from journeymap.web.app_pages import BY_PATH
from journeymap.web.messages import NO_PAGE, message_page, prefers
from journeymap.web.responses import error_response

# What Streamlit serves beside its files: its interface, media, components, signing in.
_STREAMLIT = re.compile(r"(?:_stcore|media|component|auth|oauth2callback|app/static)(?:/|\Z)")


class AppRoute(BaseRoute):
    """Takes GET and HEAD for addresses below a base path, and for everything beside it."""

    def __init__(self, base: str, app_files: Path) -> None:
        """Know the files of Streamlit's page in `app_files`; `base` has no slash at its ends."""
        self._base = base
        self._files = frozenset(
            path.relative_to(app_files).as_posix()
            for path in app_files.rglob("*")
            if path.is_file() and path.name != "index.html"
        )

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Take what neither Streamlit nor another route of ours has."""
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            return Match.NONE, {}
        path: str = scope["path"].removeprefix(scope.get("root_path", ""))
        return (Match.NONE, {}) if self._is_known(path) else (Match.FULL, {})

    def _is_known(self, path: str) -> bool:
        if path == f"/{self._base}":
            return True
        under = f"/{self._base}/" if self._base else "/"
        if not path.startswith(under):
            return False
        below = path.removeprefix(under)
        # Streamlit leads from a page with a slash at its end to the page.
        is_page = below in BY_PATH or (below.endswith("/") and below.rstrip("/") in BY_PATH)
        return is_page or below in self._files or bool(_STREAMLIT.match(below))

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer that there is nothing."""
        response = await run_in_threadpool(self._nothing, Request(scope))
        await response(scope, receive, send)

    def _nothing(self, request: Request) -> Response:
        if prefers(request, "application/json", "text/html"):
            return error_response(NO_PAGE.status, NO_PAGE.title, NO_PAGE.hint)
        asked: bytes = request.scope.get("raw_path", b"").partition(b"?")[0]
        return message_page(
            NO_PAGE,
            "../" * (asked.count(b"/") - 1),
            f"{self._base}/" if self._base else "",
        )
