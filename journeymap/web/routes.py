"""
The web routes beside Streamlit's own: documents, assets, health.

Addresses that carry a content hash never change and are cached for ever; the plain address of a
journey leads to its current one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from journeymap.authoring.store import StoreUnavailableError
from journeymap.errors import JourneyMapError, UnknownJourneyError
from journeymap.exports import FORMATS
from journeymap.exports.html.page import POLICY as EMBED_POLICY
from journeymap.exports.html.page import EmbedAddresses, embed_page
from journeymap.exports.png.picture import HEIGHT, MAX, MIN, WIDTH, picture
from journeymap.frontend.files import EMBED_SCRIPT, EMBED_STYLE, files
from journeymap.journeys.config import MAX_SPEED_KMH
from journeymap.journeys.library import Library
from journeymap.settings import site_address
from journeymap.times import parse_moment
from journeymap.web.assets import assets
from journeymap.web.responses import ASK_AGAIN, FOR_EVER, HEADERS, CachedBody, as_json, problem
from journeymap.web.share import POLICY as SHARE_POLICY
from journeymap.web.share import Link, oembed, qr_code, share_page
from journeymap.web.site import site

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


def routes(base: str = "") -> list[BaseRoute]:
    """
    Return the routes to serve beside Streamlit's, at the root and under a base path if any.

    At both: whether Streamlit's pages are under that path depends on what runs the app, and who
    restarts the server asks for `/healthz` without knowing of it.
    """
    path = base.strip("/")
    return [
        route
        for under in dict.fromkeys(("", f"/{path}" if path else ""))
        for route in (
            Route(f"{under}/assets/{{version}}/{{path:path}}", assets().__call__),
            Route(f"{under}/journeys/{{file:path}}", journey_file),
            Route(f"{under}/embed/{{name:path}}", embedded),
            Route(f"{under}/share/{{file:path}}", shared),
            Route(f"{under}/oembed", oembedded),
            Route(f"{under}/healthz", health),
        )
    ]


def journey_file(request: Request) -> Response:
    """`/journeys/{id}.json`, and the same address with the ending of another format."""
    export = _EXPORT.match(request.path_params["file"])
    if export is None:
        return journey_document(request)
    return _exported(request, export["name"], export["format"])


def journey_document(request: Request) -> Response:
    """
    `/journeys/{id}.{hash}.json`, and `/journeys/{id}.json`, which leads there.

    `?max_speed=100` asks for the tracks at that greatest speed, whole km/h.
    """
    asked = _DOCUMENT.match(request.path_params["file"])
    if asked is None:
        return problem(404, "There is no such document.", "Ask for /journeys/{id}.json.")
    name, version = asked["name"], asked["hash"]
    try:
        speed = _asked_speed(request)
        document = site().document(name, speed)
        if version == document.hash:
            # What a reader deletes is gone: nobody keeps it without asking again.
            kept = FOR_EVER if name in site().library().ids else ASK_AGAIN
            return document.response(request, kept)
        address = site().document_address(name, speed).rsplit("/", 1)[-1]
    except JourneyMapError as error:
        return _went_wrong(error)
    # Relative to the asked address, so that it holds under any base path.
    headers = {**HEADERS, "Cache-Control": ASK_AGAIN}
    return RedirectResponse(address, 307, headers=headers)


def _exported(request: Request, name: str, ending: str) -> Response:
    """Answer with a file for other programs; its name is the journey's where that is plain."""
    try:
        if ending == "png":
            file = _picture(site().library_of(name), name, *_asked_picture(request))
        else:
            file = _file(site().library_of(name), name, ending)
    except JourneyMapError as error:
        return _went_wrong(error)
    plain = name if re.fullmatch(r"[\w-]{1,80}", name, re.ASCII) else "journey"
    # A picture is looked at where it is, the others are kept.
    kept = "inline" if ending == "png" else "attachment"
    return file.response(
        request, ASK_AGAIN, {"Content-Disposition": f'{kept}; filename="{plain}.{ending}"'}
    )


@lru_cache(maxsize=_DOCUMENTS_KEPT)
def _file(library: Library, name: str, ending: str) -> CachedBody:
    return CachedBody(FORMATS[ending].make(library, name), FORMATS[ending].media_type)


@lru_cache(maxsize=_DOCUMENTS_KEPT)
def _picture(
    library: Library, name: str, moment: float | None, size: tuple[int, int], theme: str
) -> CachedBody:
    width, height = size
    dark = theme == "dark"
    body = picture(library.journey(name), moment=moment, width=width, height=height, dark=dark)
    return CachedBody(body, FORMATS["png"].media_type)


def _asked_picture(request: Request) -> tuple[float | None, tuple[int, int], str]:
    """Return the moment, the size and the theme that `?t=…&width=…&height=…&theme=dark` ask for."""
    asked = request.query_params
    moment = None
    if "t" in asked:
        moment = parse_moment(asked["t"], "UTC")
        if moment is None:
            raise _BadRequestError("t is no moment.", "Ask for ?t=2023-09-12T02:15Z.")
    sides = []
    for side, usual in (("width", WIDTH), ("height", HEIGHT)):
        pixels = _pixels(asked.get(side, str(usual)))
        if pixels is None or not MIN <= pixels <= MAX:
            raise _BadRequestError(
                f"{side} is a whole number of pixels from {MIN} to {MAX}.",
                f"Ask for ?{side}={usual}, or leave it out.",
            )
        sides.append(pixels)
    return moment, (sides[0], sides[1]), "dark" if asked.get("theme") == "dark" else "light"


class _BadRequestError(JourneyMapError):
    """What is asked for cannot be."""


def _went_wrong(error: JourneyMapError) -> Response:
    statuses = {UnknownJourneyError: 404, _BadRequestError: 400, StoreUnavailableError: 503}
    return problem(statuses.get(type(error), 500), str(error), error.hint)


def _asked_speed(request: Request) -> int | None:
    asked = request.query_params.get(_SPEED_PARAMETER)
    if asked is None:
        return None
    # isdecimal() alone would take digits of other scripts, and a number without end.
    if re.fullmatch(r"[0-9]{1,4}", asked) and 1 <= int(asked) <= MAX_SPEED_KMH:
        return int(asked)
    raise _BadRequestError(
        f"{_SPEED_PARAMETER} is a whole number of km/h from 1 to {MAX_SPEED_KMH}.",
        f"Ask for ?{_SPEED_PARAMETER}=100, or leave it out.",
    )


def embedded(request: Request) -> Response:
    """`/embed/{id}`: the journey on a page that is ours alone, for a frame on any site."""
    name = request.path_params["name"]
    # Every address on the page climbs back to the root of the site, by the slashes as asked for.
    asked: bytes = request.scope.get("raw_path", b"")
    root = "../" * (1 + asked.partition(b"/embed/")[2].partition(b"?")[0].count(b"/"))
    try:
        page = _embedded(site().library_of(name), name, root)
    except JourneyMapError as error:
        return _went_wrong(error)
    return page.response(request, ASK_AGAIN, {"Content-Security-Policy": EMBED_POLICY})


@lru_cache(maxsize=_DOCUMENTS_KEPT)
def _embedded(library: Library, name: str, root: str) -> CachedBody:
    """Make a page once for a state of the tables: another state is another library."""
    ours = f"{root}{files().address}"
    addresses = EmbedAddresses(
        root=root,
        document=root + site().document_address(name),
        script=ours + EMBED_SCRIPT,
        styles=(f"{ours}leaflet/leaflet.css", ours + EMBED_STYLE),
        leaflet=f"{ours}leaflet/leaflet.js",
        basemap=tuple(ours + each for each in files().basemaps()),
        icon=f"{ours}icon.svg",
        formats=(*FORMATS, "json"),
    )
    body = embed_page(library.journey(name), addresses, files().credits())
    return CachedBody(body, "text/html; charset=utf-8")


def shared(request: Request) -> Response:
    """`/share/{id}`: a card and the way to the app. `/share/{id}.svg`: the link as a QR code."""
    name = request.path_params["file"]
    code = name.endswith(".svg")
    try:
        link = _link(request, name.removesuffix(".svg"), request.query_params)
    except JourneyMapError as error:
        return _went_wrong(error)
    if code:
        try:
            drawn = qr_code(link.app)
        except ValueError:
            return problem(414, "That link is too long for a QR code.", "Ask for less of a view.")
        return CachedBody(drawn, "image/svg+xml").response(request, ASK_AGAIN)
    page = CachedBody(share_page(link), "text/html; charset=utf-8")
    return page.response(request, ASK_AGAIN, {"Content-Security-Policy": SHARE_POLICY})


def oembedded(request: Request) -> Response:
    """`/oembed?url=…`: the frame in place of a link to a journey of this site (oEmbed 1.0)."""
    if request.query_params.get("format", "json") != "json":
        return problem(501, "Only JSON is given.", "Ask with format=json.")
    asked = urlsplit(request.query_params.get("url", ""))
    root = urlsplit(_root(request))
    query = dict(parse_qsl(asked.query))
    path = asked.path.removeprefix(root.path)
    folder, _, name = path.partition("/")
    if asked.netloc != root.netloc or not asked.path.startswith(root.path):
        return problem(404, "That is no address of this site.", "Ask with url=…/share/{id}.")
    if folder in {"share", "embed"}:
        name = unquote(name)
    elif not path:
        name = query.get("journey") or next(iter(site().library().ids), "")
    try:
        link = _link(request, name, query)
    except JourneyMapError as error:
        return _went_wrong(error)
    most = [_pixels(request.query_params.get(each)) for each in ("maxwidth", "maxheight")]
    return as_json(200, oembed(link, *most))


def _pixels(asked: str | None) -> int | None:
    return int(asked) if asked and re.fullmatch(r"[1-9][0-9]{0,3}", asked) else None


def _root(request: Request) -> str:
    """
    Return the site's own address with a slash at its end: a card needs it whole.

    It is what the settings name, or else what the request was sent to, without our own part.
    """
    own = re.split(r"/(?:share/|oembed$)", request.url.path, maxsplit=1)[0]
    return site_address() or f"{request.url.replace(path=f'{own}/', query='')}"


def _link(request: Request, name: str, query: Mapping[str, str]) -> Link:
    view = {each: query[each] for each in VIEW_PARAMETERS if query.get(each)}
    return Link(_root(request), site().library_of(name).journey(name), view)


def health(_: Request) -> Response:
    """`/healthz`: whether the tables can be read, for whoever restarts the server."""
    try:
        journeys = len(site().library().ids)
    except JourneyMapError as error:
        return problem(503, str(error), error.hint)
    return as_json(200, {"status": "ok", "journeys": journeys})
