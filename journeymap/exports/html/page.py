"""
A journey in one HTML document of ours alone: the page to embed, and the file to keep.

What is in it reads well by itself; the script draws map and timeline where they belong and takes
the plain list's place.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import math
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote
from xml.etree.ElementTree import Element

from journeymap.claims.fusion import Event
from journeymap.claims.table import Claim
from journeymap.exports.document import attribution_of, encode, to_document
from journeymap.exports.html.elements import element, page, raw, text_in, written
from journeymap.journeys.journey import Journey
from journeymap.phrases import exported
from journeymap.phrases.claims import title
from journeymap.phrases.pages import tab_title

# Elements that stand for what is filled in; no text can look like them, for it is escaped.
_HEAD, _DRAWING, _APP = "jm-head", "jm-drawing", "jm-app"
# The page's own scripts, styles and data and nothing else; any site may show it in a frame.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"
)


@dataclass(frozen=True)
class EmbedAddresses:
    """
    What the page asks its server for, relative to the page, and `root`, the way to the app.

    The sheets of the base map in `later` are asked for when the map is there.
    """

    root: str
    document: str
    script: str
    first_style: str
    style: str
    leaflet: str
    basemap: tuple[str, ...]
    later: tuple[str, ...]
    icon: str
    formats: tuple[Mapping[str, object], ...]


@dataclass(frozen=True)
class Sheet:
    """
    A page with places left open for what depends on the view that is asked for.

    They are: in the head, what the page says of itself to others; on the map, the drawing that
    stands there until the map can be moved; and the address of the view in the app.
    """

    parts: tuple[bytes, bytes, bytes, bytes]

    @property
    def size(self) -> int:
        """Bytes of it."""
        return sum(map(len, self.parts))

    def filled(self, head: Sequence[Element], drawing: Element, app: str) -> bytes:
        """Return the page with all of them."""
        link = {"class": "jm-embed-app", "href": app, "target": "_blank", "rel": "noopener"}
        filling = (head, [drawing], [element("a", link, exported.OPEN_APP)])
        opened = [b"".join(map(written, each)) for each in filling]
        first, *rest = self.parts
        return first + b"".join(b"".join(pair) for pair in zip(opened, rest, strict=True))


@dataclass(frozen=True)
class Parts:
    """What the file holds in itself: our scripts, Leaflet's and ours, a style sheet and maps."""

    scripts: tuple[str, ...]
    style: str
    basemap: tuple[bytes, ...]


def embed_page(journey: Journey, addresses: EmbedAddresses, credits_: Sequence[str]) -> Sheet:
    """Return the page of a journey in UTF-8; the same bytes for the same journey."""
    head = [
        element(_HEAD, {}),
        element("link", {"rel": "icon", "href": addresses.icon}),
        element("link", {"rel": "stylesheet", "href": addresses.first_style}),
        *(
            element(
                "link",
                {"rel": "preload", "as": "fetch", "href": address, "crossorigin": "anonymous"},
            )
            for address in (addresses.document, *addresses.basemap)
        ),
        element("script", {"src": addresses.leaflet, "defer": "defer"}),
        element("script", {"src": addresses.script, "type": "module"}),
    ]
    data = element("p", {}, f"{exported.DATA} ")
    for offered in addresses.formats:
        ending = str(offered["ending"])
        address = f"{addresses.root}journeys/{quote(journey.id, safe='')}.{ending}"
        data.append(element("a", {"href": address, "download": ""}, ending))
        data[-1].tail = " "
    share = element("div", {"class": "jm-embed-share"})
    main = _main(
        journey,
        addresses.document,
        addresses.basemap,
        [element("p", {}, element(_APP, {})), share, data],
        credits_,
        [element(_DRAWING, {})],
    )
    main.set("data-site", addresses.root)
    main.set("data-later", " ".join(addresses.later))
    main.set("data-formats", json.dumps(addresses.formats))
    # What stands before it is drawn while it loads (HTML Living Standard, 4.2.4).
    rest = _page(
        journey, head, [main, element("link", {"rel": "stylesheet", "href": addresses.style})]
    )
    parts = []
    for name in (_HEAD, _DRAWING, _APP):
        part, _, rest = rest.partition(f"<{name}></{name}>".encode())
        parts.append(part)
    return Sheet((*parts, rest))  # type: ignore[arg-type] # four of them


def single_file(journey: Journey, parts: Parts, credits_: Sequence[str]) -> bytes:
    """
    Return a page that holds everything in itself and asks for nothing, in UTF-8.

    Document and base maps are in it as gzip in base64, so that the file stays small.
    """
    packed = {"jm-document": encode(to_document(journey))}
    packed |= {f"jm-basemap-{number}": sheet for number, sheet in enumerate(parts.basemap)}
    data = [
        element(
            "script",
            {"id": name, "type": "application/gzip"},
            b64encode(gzip.compress(body, mtime=0)).decode(),
        )
        for name, body in packed.items()
    ]
    # As a module, for strict mode and a name space of its own; Leaflet makes itself known to all.
    leaflet, ours = parts.scripts
    policy = (
        f"default-src 'none'; script-src {_hash(leaflet)} {_hash(ours)}; "
        f"style-src {_hash(parts.style)}; img-src data:; base-uri 'none'; form-action 'none'"
    )
    head = [
        element("meta", {"http-equiv": "Content-Security-Policy", "content": policy}),
        # An empty icon: a browser would ask for one otherwise.
        element("link", {"rel": "icon", "href": "data:,"}),
        raw("style", {}, parts.style),
    ]
    about = text_in("p", exported.IN_ITSELF[journey.sourced])
    main = _main(
        journey,
        "#jm-document",
        [f"#{name}" for name in packed if name != "jm-document"],
        [about],
        credits_,
    )
    scripts = [raw("script", {}, leaflet), raw("script", {"type": "module"}, ours)]
    return _page(journey, head, [main, *data, *scripts])


def _hash(text: str) -> str:
    """Return what lets a policy allow just this text."""
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def summary_of(journey: Journey) -> str:
    """Return in a few sentences what a journey is, for who has not opened it."""
    return journey.config.summary or journey.config.subtitle or journey.title


def _page(journey: Journey, head: Sequence[Element], body: Sequence[Element]) -> bytes:
    about = [
        element("title", {}, tab_title(journey.title)),
        element("meta", {"name": "description", "content": summary_of(journey)}),
    ]
    return page([*about, *head], element("body", {"class": "jm jm-embed"}, *body))


def _main(  # noqa: PLR0913, PLR0917 - its parts
    journey: Journey,
    document: str,
    basemap: Sequence[str],
    links: Sequence[Element],
    credits_: Sequence[str],
    drawing: Sequence[Element] = (),
) -> Element:
    lines = dict.fromkeys((*attribution_of(journey), *credits_))
    return element(
        "main",
        {
            "id": "journeymap",
            "data-document": document,
            "data-basemap": " ".join(basemap),
            "data-opening": repr(journey.opening_moment),
        },
        element("header", {}, text_in("h1", journey.title), text_in("p", journey.config.subtitle)),
        element(
            "div",
            {},
            element("a", {"class": "jm-embed-skip", "href": "#timeline"}, exported.SKIP_MAP),
            element("div", {"class": "jm-embed-map"}, *drawing),
            element("div", {"class": "jm-embed-notice jm-notice", "role": "status"}),
            element(
                "div",
                {"class": "jm-embed-timeline jm-timeline", "id": "timeline", "tabindex": "-1"},
            ),
        ),
        element("div", {"class": "jm-embed-claims jm-claims"}),
        element("div", {"class": "jm-embed-events jm-events"}, *_plain(journey)),
        element("div", {"class": "jm-embed-printed jm-printed"}),
        element("footer", {}, *links, text_in("p", " ".join(lines))),
    )


def _plain(journey: Journey) -> Iterable[Element]:
    """Return what is read without a script: the summary, and every event with who reported it."""
    if journey.config.summary:
        yield text_in("p", journey.config.summary)
    yield element("h2", {}, exported.LIST_HEADING[journey.sourced])

    def moment(event: Event) -> float:
        at = journey.moment(event)
        return math.inf if at is None else at

    events = sorted(journey.events, key=moment)
    yield element("ol", {"class": "jm-embed-plain"}, *(_event(event, journey) for event in events))


def _event(event: Event, journey: Journey) -> Element:
    # A row without sources that says no more than place and time has nothing to list.
    told = [
        each.claim for each in event.claims if journey.sourced or each.claim.says or each.claim.url
    ]
    claims = [_claim(claim, journey, journey.zone_of(event)) for claim in told]
    return element(
        "li",
        {},
        text_in("strong", title(event.kind, event.place, journey.gazetteer)),
        text_in("span", exported.status_behind(event, journey)),
        *([element("ul", {}, *claims)] if claims else []),
    )


def _claim(claim: Claim, journey: Journey, zone: str) -> Element:
    line = element("li", {}, text_in("span", claim.says), " ")
    if journey.sourced:
        line.append(text_in("small", exported.claim_source(claim, zone)))
    if claim.url and claim.url.startswith(("https://", "http://")):
        link = {"href": claim.url, "rel": "noopener noreferrer"}
        line.append(element("a", link, f" {exported.SOURCE_LINK[journey.sourced]}"))
    return line
