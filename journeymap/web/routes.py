"""
The web routes beside Streamlit's own: documents, assets, health.

Addresses that carry a content hash never change and are cached for ever; the plain address of a
journey leads to its current one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from journeymap.errors import JourneyMapError
from journeymap.exports import FORMATS
from journeymap.exports.html.page import POLICY as EMBED_POLICY
from journeymap.exports.html.page import EmbedAddresses, Sheet, embed_page
from journeymap.exports.parameters import MAX_SPEED, whole_number
from journeymap.frontend.files import EMBED_FIRST, EMBED_SCRIPT, EMBED_STYLE, files
from journeymap.journeys.journey import Journey
from journeymap.journeys.library import Library
from journeymap.web.app_route import AppRoute
from journeymap.web.assets import assets
from journeymap.web.messages import json_error, json_or_page, page_or_json
from journeymap.web.responses import (
    ASK_AGAIN,
    FOR_EVER,
    HEADERS,
    CachedBody,
    as_json,
    error_response,
)
from journeymap.web.share import Link, card, drawing, link_to, oembed, qr_code
from journeymap.web.site import site

# Links for editing are secret; the last two answer programs.
ROBOTS = """User-agent: *
Disallow: /make?
Disallow: /*/make?
Disallow: /healthz
Disallow: /oembed
"""
_DOCUMENT = re.compile(r"(?P<name>.+?)(?:\.(?P<hash>[0-9a-f]{16}))?\.json\Z", re.DOTALL)
_FILES = "|".join(each.ending for each in FORMATS.values() if not each.versioned)
_EXPORT = re.compile(rf"(?P<name>.+)\.(?P<format>{_FILES})\Z", re.DOTALL)


def routes(base: str = "", app_files: Path | None = None) -> list[BaseRoute]:
    """
    Return the routes to serve beside Streamlit's, at the root and under a base path if any.

    At both: who restarts the server asks for `/healthz` without knowing of that path, and so does
    a crawler that asks for `/robots.txt`. With Streamlit's own files, in `app_files`, what is no
    address of it or of ours is answered with a page that says so.
    """
    path = base.strip("/")
    ours: list[BaseRoute] = [
        route
        for under in dict.fromkeys(("", f"/{path}" if path else ""))
        for route in (
            Route(f"{under}/assets/{{version}}/{{path:path}}", assets().__call__),
            Route(f"{under}/journeys/{{file:path}}", journey_file),
            Route(f"{under}/embed/{{name:path}}", embedded),
            Route(f"{under}/share/{{name:path}}", shared),
            Route(f"{under}/oembed", oembedded),
            Route(f"{under}/healthz", health),
            Route(f"{under}/robots.txt", robots),
        )
    ]
    return ours if app_files is None else [*ours, AppRoute(path, app_files)]


def journey_file(request: Request) -> Response:
    """`/journeys/{id}.json`, and the same address with the ending of another format."""
    export = _EXPORT.match(request.path_params["file"])
    if export is None:
        return journey_document(request)
    return _exported(request, export["name"], export["format"])


def journey_document(request: Request) -> Response:
    """
    `/journeys/{id}.{hash}.json`, and `/journeys/{id}.json`, which leads there.

    `?max_speed=100` asks for the tracks at that maximum speed, whole km/h.
    """
    asked = _DOCUMENT.match(request.path_params["file"])
    if asked is None:
        return error_response(404, "There is no such document.", "Ask for /journeys/{id}.json.")
    name, version = asked["name"], asked["hash"]
    try:
        query = request.query_params.get(MAX_SPEED.name)
        speed = None if query is None else int(MAX_SPEED.read(query))
        document = site().document(name, speed)
        if version == document.hash:
            return document.response(request, _caching(name, versioned=True))
        address = site().document_address(name, speed).rsplit("/", 1)[-1]
    except JourneyMapError as error:
        return json_or_page(request, error, _way_up(request, "journeys"))
    # Relative to the asked address, so that it holds under any base path.
    headers = {**HEADERS, "Cache-Control": ASK_AGAIN}
    return RedirectResponse(address, 307, headers=headers)


def _caching(name: str, *, versioned: bool) -> str:
    """Return for how long an answer is kept; `versioned`: its address changes with its content."""
    # What a reader deletes is gone: nobody keeps it without asking again.
    return FOR_EVER if versioned and name in site().library().ids else ASK_AGAIN


def _exported(request: Request, name: str, ending: str) -> Response:
    """Answer with a file for other programs; its name is the journey's where that is plain."""
    written = FORMATS[ending]
    try:
        file = site().file(name, ending, written.asked(request.query_params))
        v = request.query_params.get("v")
        caching = _caching(name, versioned=v is not None and v == site().drawn_version(name))
    except JourneyMapError as error:
        return json_or_page(request, error, _way_up(request, "journeys"))
    plain = name if re.fullmatch(r"[\w-]{1,80}", name, re.ASCII) else "journey"
    shown = "inline" if written.inline else "attachment"
    return file.response(
        request, caching, {"Content-Disposition": f'{shown}; filename="{plain}.{ending}"'}
    )


def embedded(request: Request) -> Response:
    """`/embed/{id}`: the journey on a page that is ours alone, for a frame on any site."""
    return _light_page(request, "embed", request.path_params["name"])


def shared(request: Request) -> Response:
    """`/share/{id}`: the same page, to send. `/share/{id}.svg`: the link to it as a QR code."""
    name: str = request.path_params["name"]
    if name.endswith(".svg"):
        return _qr_code(request, name.removesuffix(".svg"))
    return _light_page(request, "share", name)


def _light_page(request: Request, folder: str, name: str) -> Response:
    root = _way_up(request, folder)
    try:
        link = _link(request, name, request.query_params)
        sheet = site().answer(name, ("page", root), lambda library: _sheet(library, name, root))
    except JourneyMapError as error:
        return page_or_json(request, error, root)
    body = sheet.filled(card(link), drawing(link, root), link.app(root))
    page = CachedBody(body, "text/html; charset=utf-8")
    return page.response(request, ASK_AGAIN, {"Content-Security-Policy": EMBED_POLICY})


def _way_up(request: Request, folder: str) -> str:
    """Return the way from an address in a folder to the site's root, by the slashes asked for."""
    asked: bytes = request.scope.get("raw_path", b"").partition(b"?")[0]
    return "../" * (1 + asked.partition(f"/{folder}/".encode())[2].count(b"/"))


def _sheet(library: Library, name: str, root: str) -> Sheet:
    ours = f"{root}{files().address}"
    journey = library.journey(name)
    needed, later = files().basemaps_by_need(_around(journey))
    addresses = EmbedAddresses(
        root=root,
        document=root + site().document_address(name),
        script=ours + EMBED_SCRIPT,
        first_style=ours + EMBED_FIRST,
        style=ours + EMBED_STYLE,
        leaflet=f"{ours}leaflet/leaflet.js",
        basemap=tuple(ours + each for each in needed),
        later=tuple(ours + each for each in later),
        icon=f"{ours}icon.svg",
        formats=tuple(each.offered for each in FORMATS.values()),
    )
    return embed_page(journey, addresses, files().credits())


def _around(journey: Journey) -> tuple[float, float, float, float]:
    """Return what the map of a journey opens with: the box of its line, and a quarter beyond."""
    if not len(journey.line.coordinates):
        return -180, -90, 180, 90
    low, high = journey.line.coordinates.min(axis=0), journey.line.coordinates.max(axis=0)
    beyond = (high - low) / 4
    (west, south), (east, north) = (low - beyond).tolist(), (high + beyond).tolist()
    return west, south, east, north


def _qr_code(request: Request, name: str) -> Response:
    try:
        drawn = qr_code(_link(request, name, request.query_params).share)
    except JourneyMapError as error:
        return json_error(error)
    except ValueError:
        return error_response(
            414, "That link is too long for a QR code.", "Ask for less of a view."
        )
    return CachedBody(drawn, "image/svg+xml").response(request, ASK_AGAIN)


def oembedded(request: Request) -> Response:
    """`/oembed?url=…`: the frame in place of a link to a journey of this site (oEmbed 1.0)."""
    if request.query_params.get("format", "json") != "json":
        return error_response(501, "Only JSON is given.", "Ask with format=json.")
    asked = urlsplit(request.query_params.get("url", ""))
    root = urlsplit(_root(request))
    query = dict(parse_qsl(asked.query))
    path = asked.path.removeprefix(root.path)
    folder, _, name = path.partition("/")
    if asked.netloc != root.netloc or not asked.path.startswith(root.path):
        return error_response(
            404, "That is not an address of this site.", "Ask with url=…/share/{id}."
        )
    if folder in {"share", "embed"}:
        name = unquote(name)
    elif not path:
        name = query.get("journey") or next(iter(site().library().ids), "")
    try:
        link = _link(request, name, query)
    except JourneyMapError as error:
        return json_error(error)
    limits = [whole_number(request.query_params.get(each)) for each in ("maxwidth", "maxheight")]
    return as_json(200, oembed(link, *limits))


def _root(request: Request) -> str:
    """
    Return the site's own address with a slash at its end: a card needs it whole.

    It is what the settings name, or else what the request was sent to, without our own part.
    """
    own = re.split(r"/(?:share/|embed/|oembed$)", request.url.path, maxsplit=1)[0]
    return site().limits.site_address or f"{request.url.replace(path=f'{own}/', query='')}"


def _link(request: Request, name: str, query: Mapping[str, str]) -> Link:
    return link_to(_root(request), name, query)


def health(_: Request) -> Response:
    """`/healthz`: whether the tables can be read, for whoever restarts the server."""
    try:
        journeys = len(site().library().ids)
    except JourneyMapError as error:
        return error_response(503, str(error), error.hint)
    return as_json(200, {"status": "ok", "journeys": journeys})


def robots(_: Request) -> Response:
    """`/robots.txt` (RFC 9309): pages may be searched, but not links that let somebody edit."""
    return Response(ROBOTS, media_type="text/plain; charset=utf-8", headers=HEADERS)
