"""What stands at an address where nothing else does: a page of words with ways on, or JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode
from xml.etree.ElementTree import Element

from starlette.requests import Request
from starlette.responses import Response

from journeymap.authoring.store import StoreUnavailableError
from journeymap.errors import JourneyMapError, UnknownJourneyError
from journeymap.exports.html.elements import element, page, text_in
from journeymap.exports.parameters import ParameterError
from journeymap.frontend.files import BY_SCHEME, files
from journeymap.phrases import pages as words
from journeymap.web.app_pages import BY_PATH
from journeymap.web.responses import HEADERS, error_response
from journeymap.web.site import site

# A page of words: our style, our icon, nothing that runs; any site may show it in a frame.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors *"
)
# So many journeys are named as ways on.
_MAX_JOURNEYS = 12
_MEDIA_TYPE = re.compile(r"^\s*([\w*.+-]+/[\w*.+-]+)\s*(.*)$")
_REFUSED = re.compile(r";\s*q=0(\.0*)?\s*(;|$)")


@dataclass(frozen=True)
class Message:
    """What is wrong, in a headline, a sentence and a hint, and the status of the answer."""

    status: int
    title: str
    why: str
    hint: str


NO_PAGE = Message(404, words.NO_PAGE, "", words.NO_PAGE_HINT)


def message_of(error: JourneyMapError) -> Message:
    """Return what a page says of an error."""
    match error:
        case UnknownJourneyError():
            return Message(404, words.NO_JOURNEY, str(error), words.NO_JOURNEY_HINT)
        case StoreUnavailableError():
            return Message(503, words.NOT_NOW, str(error), error.hint)
        case _:
            return Message(status_of(error), words.NOT_SHOWN, str(error), error.hint)


def status_of(error: JourneyMapError) -> int:
    """Return the status of an answer that says an error."""
    statuses = {UnknownJourneyError: 404, ParameterError: 400, StoreUnavailableError: 503}
    return statuses.get(type(error), 500)


def page_or_json(request: Request, error: JourneyMapError, root: str) -> Response:
    """Answer for an address that people open: a page, or JSON for who asks for nothing else."""
    if prefers(request, "application/json", "text/html"):
        return json_error(error)
    return message_page(message_of(error), root)


def json_or_page(request: Request, error: JourneyMapError, root: str) -> Response:
    """Answer for an address that programs read: JSON, or a page for who asks for pages."""
    if names(request, "text/html"):
        return message_page(message_of(error), root)
    return json_error(error)


def json_error(error: JourneyMapError) -> Response:
    """Answer with an error as JSON."""
    return error_response(status_of(error), str(error), error.hint)


def names(request: Request, media_type: str) -> bool:
    """Whether a request names a media type as one that it takes (RFC 9110, 12.5.1)."""
    taken = (_MEDIA_TYPE.match(each) for each in request.headers.get("accept", "").split(","))
    return any(
        each[1].casefold() == media_type and not _REFUSED.search(each[2]) for each in taken if each
    )


def prefers(request: Request, media_type: str, other: str) -> bool:
    """Whether a request names one media type, and not another."""
    return names(request, media_type) and not names(request, other)


def message_page(message: Message, root: str, home: str = "") -> Response:
    """
    Answer with a page that says what is wrong, and where to go on.

    `root` is the way up from the address that was asked for, and `home` the way from there to the
    app.
    """
    to_app = f"{root}{home}" or "./"
    ours = f"{to_app}{files().address}"
    sheets = [ours + name for name in ("styles/palette.css", BY_SCHEME, "styles/message.css")]
    head = [
        element("title", {}, words.tab_title(message.title)),
        element("meta", {"name": "description", "content": message.why or message.hint}),
        element("meta", {"name": "robots", "content": "noindex"}),
        element("link", {"rel": "icon", "href": f"{ours}icon.svg"}),
        *(element("link", {"rel": "stylesheet", "href": sheet}) for sheet in sheets),
    ]
    said = [text_in("p", text) for text in (message.why, message.hint) if text]
    body = element(
        "body",
        {"class": "jm jm-message-page"},
        element(
            "main",
            {},
            element("p", {"class": "jm-message-site"}, _link(to_app, words.SITE_NAME)),
            element("h1", {}, message.title),
            *said,
            element("h2", {}, words.WAYS_ON),
            element("ul", {}, *_ways_on(to_app)),
        ),
    )
    headers = {
        **HEADERS,
        "Cache-Control": "no-store",
        "Vary": "Accept",
        "Content-Security-Policy": POLICY,
    }
    return Response(
        page(head, body), message.status, media_type="text/html; charset=utf-8", headers=headers
    )


def _ways_on(to_app: str) -> Iterable[Element]:
    for name, title in _journeys():
        query = urlencode({"journey": name})
        yield element("li", {}, _link(f"{to_app}?{query}", title))
    for path, each in BY_PATH.items():
        if path:
            yield element("li", {}, _link(f"{to_app}{path}", each.title))


def _journeys() -> list[tuple[str, str]]:
    """Return ids and titles of the built-in journeys; none while their tables cannot be read."""
    try:
        library = site().library()
    except JourneyMapError:
        return []
    return [(name, library.title(name)) for name in library.ids[:_MAX_JOURNEYS]]


def _link(address: str, text: str) -> Element:
    # In a frame on another site the page that is opened is the reader's own.
    return element("a", {"href": address, "dir": "auto", "target": "_top"}, text)
