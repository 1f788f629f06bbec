"""
The addresses of the app's own pages, and every address at which there is nothing.

Streamlit answers any path that it does not know with its page. This route stands before it: it
names what the page will show, lets through what else Streamlit has, and answers the rest with 404.
"""

from __future__ import annotations

import re
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match
from starlette.types import Receive, Scope, Send

from journeymap.errors import JourneyMapError, UnknownJourneyError
from journeymap.web.app_files import AppFiles
from journeymap.web.app_pages import BY_PATH, AppPage
from journeymap.web.first_paint import FirstPaint, Shown
from journeymap.web.messages import NO_PAGE, message_page, prefers
from journeymap.web.responses import ASK_AGAIN, HEADERS, CachedBody, error_response
from journeymap.web.share import link_to
from journeymap.web.site import site

_HTML = "text/html; charset=utf-8"
# What Streamlit serves beside its files: its interface, media, components, signing in.
_STREAMLIT = re.compile(r"(?:_stcore|media|component|auth|oauth2callback|app/static)(?:/|\Z)")


class AppRoute(BaseRoute):
    """Takes GET and HEAD for addresses below a base path, and for everything beside it."""

    def __init__(self, base: str, app_files: Path) -> None:
        """Know the files of Streamlit's page in `app_files`; `base` has no slash at its ends."""
        self._base = base
        self._first_paint = FirstPaint(app_files / "index.html")
        self._files = AppFiles(app_files)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Take what neither Streamlit nor another route of ours has."""
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            return Match.NONE, {}
        path: str = scope["path"].removeprefix(scope.get("root_path", ""))
        below = self._below(path)
        if below is not None and self._files.packs(below, scope):
            return Match.FULL, {}
        return (Match.NONE, {}) if self._is_known(path) else (Match.FULL, {})

    def _below(self, path: str) -> str | None:
        """Return an address below the root of the site; None for what is beside it."""
        under = f"/{self._base}/" if self._base else "/"
        return path.removeprefix(under) if path.startswith(under) else None

    def _is_known(self, path: str) -> bool:
        """Whether an address is one of Streamlit's."""
        below = self._below(path)
        if below is None:
            return path == f"/{self._base}"
        # Streamlit leads from a page with a slash at its end to the page.
        leads_on = below.endswith("/") and below.rstrip("/") in BY_PATH
        return leads_on or below in self._files or bool(_STREAMLIT.match(below))

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a file or a page of the app, or that there is nothing."""
        response = await run_in_threadpool(self._answer, Request(scope))
        await response(scope, receive, send)

    def _answer(self, request: Request) -> Response:
        below = self._below(request.scope["path"].removeprefix(request.scope.get("root_path", "")))
        if below is not None and below in self._files:
            return self._files.response(below)
        page = BY_PATH.get(below) if below is not None else None
        return self._nothing(request) if page is None else self._page(request, page)

    def _page(self, request: Request, page: AppPage) -> Response:
        shown = self._shown(request, page)
        body = self._first_paint.page(shown)
        if shown.missing is None:
            return CachedBody(body, _HTML).response(request, ASK_AGAIN)
        headers = {**HEADERS, "Cache-Control": "no-store"}
        return Response(body, 404, media_type=_HTML, headers=headers)

    def _shown(self, request: Request, page: AppPage) -> Shown:
        """Return what a page shows, as far as it can be told before it runs."""
        first = page is BY_PATH[""]
        name = request.query_params.get("journey")
        try:
            if name is None and first:
                name = next(iter(site().library().ids), None)
            if name is None:
                return Shown(page)
            return Shown(page, link_to(self._root(request), name, request.query_params))
        except UnknownJourneyError:
            return Shown(page, missing=name if first else None)
        except JourneyMapError:
            # The page itself says what is wrong.
            return Shown(page)

    def _root(self, request: Request) -> str:
        path = f"/{self._base}/" if self._base else "/"
        return site().limits.site_address or f"{request.url.replace(path=path, query='')}"

    def _nothing(self, request: Request) -> Response:
        if prefers(request, "application/json", "text/html"):
            return error_response(NO_PAGE.status, NO_PAGE.title, NO_PAGE.hint)
        asked: bytes = request.scope.get("raw_path", b"").partition(b"?")[0]
        return message_page(
            NO_PAGE,
            "../" * (asked.count(b"/") - 1),
            f"{self._base}/" if self._base else "",
        )
