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
from xml.etree.ElementTree import tostring

import segno

from journeymap.exports.html.elements import element, page, text_in
from journeymap.exports.png.picture import HEIGHT, WIDTH
from journeymap.journeys.journey import Journey
from journeymap.phrases.pages import SITE_NAME

# Size of the frame when nobody asks for another, and the smallest in which it can be read, pixels.
FRAME_WIDTH, FRAME_HEIGHT = 800, 1000
MIN_FRAME = 320

# The page has a picture, goes on to the app, and runs nothing.
POLICY = "default-src 'none'; img-src 'self'; base-uri 'none'; form-action 'none'"


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

    @property
    def app(self) -> str:
        """Address of the view in the app."""
        return self._address("", {"journey": self.journey.id, **self.view})

    @property
    def embed(self) -> str:
        """Address of the view's page to embed."""
        return self._address(f"embed/{self._name}", self.view)

    @property
    def share(self) -> str:
        """Address that shows a card."""
        return self._address(f"share/{self._name}", self.view)

    @property
    def picture(self) -> str:
        """Address of the picture of the view, as large as a card has it."""
        view = {name: self.view[name] for name in ("t", "theme") if name in self.view}
        return self._address(f"journeys/{self._name}.png", view)

    @property
    def oembed(self) -> str:
        """Address at which publishing systems ask for the frame."""
        return self._address("oembed", {"url": self.share, "format": "json"})


def share_page(link: Link) -> bytes:
    """Return the page, in UTF-8, that shows a card of a view and goes on to the app."""
    journey = link.journey
    summary = journey.config.subtitle or journey.config.summary
    properties = {
        "og:type": "article",
        "og:site_name": SITE_NAME,
        "og:title": journey.title,
        "og:description": summary,
        "og:url": link.share,
        "og:image": link.picture,
        "og:image:type": "image/png",
        "og:image:width": str(WIDTH),
        "og:image:height": str(HEIGHT),
        "og:image:alt": f"Map: {journey.title}",
    }
    head = [
        element("title", {}, journey.title),
        element("meta", {"name": "description", "content": summary}),
        element("meta", {"name": "twitter:card", "content": "summary_large_image"}),
        *(
            element("meta", {"property": name, "content": content})
            for name, content in properties.items()
        ),
        element(
            "link",
            {
                "rel": "alternate",
                "type": "application/json+oembed",
                "href": link.oembed,
                "title": journey.title,
            },
        ),
        element("link", {"rel": "canonical", "href": link.app}),
        element("meta", {"http-equiv": "refresh", "content": f"0; url={link.app}"}),
    ]
    body = element(
        "body",
        {},
        text_in("h1", journey.title),
        text_in("p", summary),
        element("p", {}, element("a", {"href": link.app}, "Open the journey")),
    )
    return page(head, body)


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
