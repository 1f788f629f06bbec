"""
The embeddable page: a journey in one HTML document of ours alone, without Streamlit.

It is built as a tree of elements and written out by the standard library, which escapes every
text; nothing from a table is ever part of a template or of markup. What is in it reads well by
itself; the script draws map and timeline where they belong and takes the plain list's place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode
from xml.etree.ElementTree import Element, tostring

from journeymap.claims import Claim
from journeymap.document import to_document
from journeymap.events import Event
from journeymap.exports import FORMATS
from journeymap.journey import Journey
from journeymap.wording import attribution, named, publication, window_in_words

# The page's own scripts, styles and data and nothing else; any site may show it in a frame.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"
)

# Signs that HTML has no way to hold (HTML Living Standard, 13.1.3): all C0 but tab, line feed
# and form feed, and DEL and C1. U+FFFD stands for them.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class EmbedAddresses:
    """What the page asks its server for, relative to the page, and `root`, the way to the app."""

    root: str
    document: str
    script: str
    styles: tuple[str, ...]
    leaflet: str
    basemap: tuple[str, ...]
    icon: str


def embed_page(journey: Journey, addresses: EmbedAddresses, credits_: Sequence[str]) -> bytes:
    """Return the page of a journey in UTF-8; the same bytes for the same journey."""
    page = _element(
        "html", {"lang": "en"}, _head(journey, addresses), _body(journey, addresses, credits_)
    )
    body: bytes = tostring(page, encoding="utf-8", method="html")
    return b"<!DOCTYPE html>\n" + body


def _head(journey: Journey, addresses: EmbedAddresses) -> Element:
    data = (addresses.document, *addresses.basemap)
    return _element(
        "head",
        {},
        _element("meta", {"charset": "utf-8"}),
        _element("title", {}, journey.title),
        _element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        _element(
            "meta",
            {"name": "description", "content": journey.config.summary or journey.config.subtitle},
        ),
        _element("link", {"rel": "icon", "href": addresses.icon}),
        *(_element("link", {"rel": "stylesheet", "href": style}) for style in addresses.styles),
        *(
            _element(
                "link",
                {"rel": "preload", "as": "fetch", "href": address, "crossorigin": "anonymous"},
            )
            for address in data
        ),
        _element("script", {"src": addresses.leaflet, "defer": "defer"}),
        _element("script", {"src": addresses.script, "type": "module"}),
    )


def _body(journey: Journey, addresses: EmbedAddresses, credits_: Sequence[str]) -> Element:
    config = journey.config
    heading = _element("header", {}, _text("h1", journey.title), _text("p", config.subtitle))
    root = _element(
        "main",
        {
            "id": "journeymap",
            "data-document": addresses.document,
            "data-basemap": " ".join(addresses.basemap),
            "data-opening": repr(journey.opening_moment),
        },
        heading,
        _element(
            "div",
            {},
            _element("div", {"class": "jm-embed-map"}),
            _element("div", {"class": "jm-embed-notice jm-notice", "role": "status"}),
            _element("div", {"class": "jm-embed-timeline jm-timeline"}),
        ),
        _element("div", {"class": "jm-embed-claims jm-claims"}),
        _element("div", {"class": "jm-embed-events jm-events"}, *_plain(journey)),
        _footer(journey, addresses, credits_),
    )
    return _element("body", {"class": "jm jm-embed"}, root)


def _footer(journey: Journey, addresses: EmbedAddresses, credits_: Sequence[str]) -> Element:
    app = f"{addresses.root}?{urlencode({'journey': journey.id})}"
    lines = dict.fromkeys((*to_document(journey)["attribution"], *credits_))
    link = _element(
        "a", {"class": "jm-embed-app", "href": app, "target": "_blank", "rel": "noopener"},
        "Open the full app",
    )  # fmt: skip
    kept = _element("p", {}, "The data: ")
    for ending in FORMATS:
        address = f"{addresses.root}journeys/{quote(journey.id, safe='')}.{ending}"
        kept.append(_element("a", {"href": address, "download": ""}, ending))
        kept[-1].tail = " "
    return _element("footer", {}, _element("p", {}, link), kept, _text("p", " ".join(lines)))


def _plain(journey: Journey) -> Iterable[Element]:
    """Return what is read without a script: the summary, and every event with who tells of it."""
    if journey.config.summary:
        yield _text("p", journey.config.summary)
    yield _element("h2", {}, "Events, and who reported them")
    events = sorted(journey.events, key=lambda event: journey.moment(event) or float("inf"))
    yield _element(
        "ol", {"class": "jm-embed-plain"}, *(_event(event, journey) for event in events)
    )


def _event(event: Event, journey: Journey) -> Element:
    zone = journey.gazetteer[event.place].zone if event.place else journey.config.zone
    what = named(event, journey.gazetteer)
    when = window_in_words(event.window, zone)
    claims = [_claim(each.claim, zone) for each in event.claims]
    return _element(
        "li",
        {},
        _text("strong", what[:1].upper() + what[1:]),
        _text("span", f", {when}: {event.status}"),
        _element("ul", {}, *claims),
    )


def _claim(claim: Claim, zone: str) -> Element:
    line = _element("li", {}, _text("span", claim.says), " ")
    line.append(_text("small", f"{attribution(claim)}; public: {publication(claim, zone)}"))
    if claim.url and claim.url.startswith(("https://", "http://")):
        line.append(_element("a", {"href": claim.url, "rel": "noopener noreferrer"}, " Source"))
    return line


def _text(tag: str, text: str) -> Element:
    """Return an element for text of any script and direction."""
    return _element(tag, {"dir": "auto"}, text)


def _element(tag: str, attributes: dict[str, str], *children: Element | str) -> Element:
    node = Element(tag, {name: _writable(value) for name, value in attributes.items()})
    last: Element | None = None
    for child in children:
        if isinstance(child, Element):
            node.append(child)
            last = child
        elif last is None:
            node.text = (node.text or "") + _writable(child)
        else:
            last.tail = (last.tail or "") + _writable(child)
    return node


def _writable(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text)
