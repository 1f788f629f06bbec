"""
What a link shows of itself elsewhere: a card in a chat, a frame in an article.

Open Graph (https://ogp.me) is what chats and networks read from a page; oEmbed 1.0
(https://oembed.com) is what publishing systems ask for to put a frame in place of a link.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode
from xml.etree.ElementTree import Element, tostring

import segno

from journeymap.exports.html.elements import element
from journeymap.exports.html.page import summary_of
from journeymap.exports.png.picture import HEIGHT, WIDTH
from journeymap.journeys.journey import Journey
from journeymap.phrases.pages import MAP_OF, SITE_NAME
from journeymap.times import parse_moment
from journeymap.web.site import VIEW_PARAMETERS, site

# Size of the frame when nobody asks for another, and the smallest in which it can be read, pixels.
FRAME_WIDTH, FRAME_HEIGHT = 800, 1000
MIN_FRAME = 320
# The colours of a drawing; the first are those of a reader whose system asks for none.
_THEMES = ("light", "dark")
# The size of the drawing that stands where the map will be, pixels.
DRAWN_WIDTH, DRAWN_HEIGHT = 560, 320


@dataclass(frozen=True)
class Link:
    """A journey at a site: `root` is the site's own address with a slash at its end."""

    root: str
    journey: Journey
    view: Mapping[str, str]

    def _address(self, path: str, query: Mapping[str, str]) -> str:
        # As in the browser: colons and slashes need no escape in a query.
        words = urlencode(query, safe=":/")
        return f"{self.root}{path}" + (f"?{words}" if words else "")

    @property
    def _name(self) -> str:
        return quote(self.journey.id, safe="")

    def app(self, root: str) -> str:
        """Address of the view in the app, from a page below the root."""
        return f"{root}?{urlencode({'journey': self.journey.id, **self.view}, safe=':/')}"

    def light(self, root: str) -> str:
        """Address of the view's page to send, from a page below the root."""
        query = f"?{urlencode(self.view, safe=':/')}" if self.view else ""
        return f"{root}share/{self._name}{query}"

    @property
    def moment(self) -> float:
        """The moment that is asked for, or at which the journey opens, within it; epoch seconds."""
        asked = parse_moment(self.view.get("t", ""), "UTC")
        first, last = self.journey.span
        return min(max(self.journey.opening_moment if asked is None else asked, first), last)

    @property
    def themes(self) -> tuple[str, ...]:
        """The colours that a drawing is needed in: those asked for, or light and dark."""
        asked = self.view.get("theme")
        return tuple(theme for theme in _THEMES if theme == asked) or _THEMES

    @property
    def embed(self) -> str:
        """Address of the view's page to embed."""
        return self._address(f"embed/{self._name}", self.view)

    @property
    def share(self) -> str:
        """Address of the view's page to send."""
        return self._address(f"share/{self._name}", self.view)

    @property
    def picture(self) -> str:
        """Address of the picture of the view, as large as a card has it."""
        theme = {"theme": self.view["theme"]} if "theme" in self.view else {}
        return self._address(f"journeys/{self._name}.png", {**self._moment, **theme})

    def drawing(self, root: str, theme: str) -> str:
        """Address of the view's map as a picture without a text, from a page below the root."""
        size = {"width": str(DRAWN_WIDTH), "height": str(DRAWN_HEIGHT)}
        query = {**self._moment, "only": "map", **size, "theme": theme, "v": self.version}
        return f"{root}journeys/{self._name}.png?{urlencode(query, safe=':/')}"

    @property
    def version(self) -> str:
        """What changes with whatever a drawing of it shows: only who draws one works it out."""
        return site().drawn_version(self.journey.id)

    @property
    def _moment(self) -> dict[str, str]:
        """The moment of the view, if it is one: a picture of any other is refused."""
        t = self.view.get("t", "")
        return {} if parse_moment(t, "UTC") is None else {"t": t}

    @property
    def oembed(self) -> str:
        """Address at which publishing systems ask for the frame."""
        return self._address("oembed", {"url": self.share, "format": "json"})


def link_to(root: str, name: str, query: Mapping[str, str]) -> Link:
    """
    Return a view of a journey as a link, with what a query says of the view.

    Raises a JourneyMapError when there is no such journey.
    """
    view = {each: query[each] for each in VIEW_PARAMETERS if query.get(each)}
    return Link(root, site().library_of(name).journey(name), view)


def card(link: Link) -> list[Element]:
    """Return what a page says of a view to chats, networks and publishing systems."""
    journey = link.journey
    properties = {
        "og:type": "article",
        "og:site_name": SITE_NAME,
        "og:title": journey.title,
        "og:description": summary_of(journey),
        "og:url": link.share,
        "og:image": link.picture,
        "og:image:type": "image/png",
        "og:image:width": str(WIDTH),
        "og:image:height": str(HEIGHT),
        "og:image:alt": MAP_OF.format(title=journey.title),
    }
    alternate = {
        "rel": "alternate",
        "type": "application/json+oembed",
        "href": link.oembed,
        "title": journey.title,
    }
    return [
        element("meta", {"name": "twitter:card", "content": "summary_large_image"}),
        *(
            element("meta", {"property": name, "content": content})
            for name, content in properties.items()
        ),
        element("link", alternate),
        element("link", {"rel": "canonical", "href": link.share}),
    ]


def drawing(link: Link, root: str) -> Element:
    """
    Return the map of a view as a picture, in the colours of the reader's system or those asked.

    `root` is the way from the page to the site's root.
    """
    first, *others = (link.drawing(root, theme) for theme in link.themes)
    sources = (
        element("source", {"media": "(prefers-color-scheme: dark)", "srcset": address})
        for address in others
    )
    image = {
        "class": "jm-picture",
        "src": first,
        "alt": MAP_OF.format(title=link.journey.title),
        "width": str(DRAWN_WIDTH),
        "height": str(DRAWN_HEIGHT),
        "fetchpriority": "high",
    }
    return element("picture", {}, *sources, element("img", image))


def oembed(link: Link, max_width: int | None, max_height: int | None) -> dict[str, object]:
    """Return the answer of oEmbed: a frame at most as large as asked for, in pixels."""
    width, height = frame_size(max_width, max_height)
    frame = element(
        "iframe",
        {
            "src": link.embed,
            "width": str(width),
            "height": str(height),
            "title": link.journey.title,
            "loading": "lazy",
            "style": "border:0;max-width:100%",
        },
    )
    return {
        "version": "1.0",
        "type": "rich",
        "provider_name": SITE_NAME,
        "provider_url": link.root,
        "title": link.journey.title,
        "html": tostring(frame, encoding="unicode", method="html"),
        "width": width,
        "height": height,
        "thumbnail_url": link.picture,
        "thumbnail_width": WIDTH,
        "thumbnail_height": HEIGHT,
    }


def frame_size(max_width: int | None, max_height: int | None) -> tuple[int, int]:
    """Return the frame's width and height within these, and not less than can be read."""
    width = min(FRAME_WIDTH, max_width or FRAME_WIDTH)
    height = min(FRAME_HEIGHT, max_height or FRAME_HEIGHT)
    return max(width, MIN_FRAME), max(height, MIN_FRAME)


def qr_code(address: str) -> bytes:
    """Return an address as a QR code (ISO/IEC 18004) in SVG, dark on light with its quiet zone."""
    out = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(out, kind="svg", scale=4, light="#fff", xmldecl=False, title="QR code of the link")
    return out.getvalue()
