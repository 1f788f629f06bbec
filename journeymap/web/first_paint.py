"""
The app's page as it is before Streamlit's scripts run: its name, a sentence and a drawing.

Streamlit's own page is an empty frame until its scripts have come, which takes a minute on a slow
network. It is read once, and what stands in it here is written as elements, so that every text is
text. The scripts of the page take it away when the app is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from journeymap.exports.html.elements import element, raw, text_in, written
from journeymap.exports.html.page import summary_of
from journeymap.frontend.palette import palette
from journeymap.phrases import pages as words
from journeymap.phrases.captions import caption_at
from journeymap.web.app_pages import AppPage
from journeymap.web.share import Link, card, drawing

_TITLE = re.compile(r"<title>[^<]*</title>")
_NO_SCRIPT = re.compile(r"<noscript>.*?</noscript>\s*(?=<div id=\"root\">)", re.DOTALL)
_WHILE = "body:has(#jm-first)"
# Below the navigation, which comes first of what Streamlit draws; hidden by the first headline of a
# page, or by our own controls, which take it away.
_LAYOUT = """
body:has(#jm-first){background:var(--jm-paper)}
#jm-first{position:fixed;inset:3.75rem 0 0;z-index:999;overflow:auto;box-sizing:border-box;
padding:0 1.5rem 2rem;background:var(--jm-paper);color:var(--jm-ink);overflow-wrap:anywhere;
font:16px/1.5 "Source Sans","Source Sans Pro","Helvetica Neue",Helvetica,Arial,sans-serif}
#jm-first main{max-width:44rem}
#jm-first h1{margin:0 0 .35rem;padding:0;line-height:1.2;
font-size:clamp(1.35rem,1rem + 1.6vw,2.1rem)}
#jm-first p{margin:0 0 .75rem}
#jm-first img{display:block;width:100%;height:auto}
#jm-first a{color:var(--jm-official)}
#jm-first small{color:var(--jm-muted)}
body:has(#root :is(.stMainBlockContainer h1,[data-testid=stText],[data-testid=stAlert])) #jm-first{
display:none}
@media(max-width:640px){#jm-first{padding:0 .75rem 1.5rem}}
@media print{#jm-first{display:none}}
"""


@dataclass(frozen=True)
class Shown:
    """What a page of the app shows: a view of a journey, or none; or a journey that is not here."""

    page: AppPage
    link: Link | None = None
    missing: str | None = None


class FirstPaint:
    """Streamlit's page, to be written with what it will show."""

    def __init__(self, index: Path) -> None:
        """Read Streamlit's page. Raises ValueError when it is not of the form that we know."""
        text = index.read_text(encoding="utf-8")
        title, no_script = _TITLE.search(text), _NO_SCRIPT.search(text)
        if title is None or no_script is None:
            raise ValueError(f"{index.name} of Streamlit has another form")
        self._before = text[: title.start()].encode()
        self._between = text[title.end() : no_script.start()].encode()
        self._after = text[no_script.end() :].encode()

    def page(self, shown: Shown) -> bytes:
        """Return the page in UTF-8, with addresses relative to the root of the site."""
        head, body = (
            b"\n".join(written(each) for each in part) for part in (_head(shown), _body(shown))
        )
        return b"".join((self._before, head, self._between, body, self._after))


def _head(shown: Shown) -> Iterable[Element]:
    yield element("title", {}, words.tab_title(*_title(shown)))
    yield element("meta", {"name": "description", "content": _description(shown)})
    if shown.missing is not None:
        yield element("meta", {"name": "robots", "content": "noindex"})
    yield raw("style", {}, _style(shown))
    link = _journey_of(shown)
    if link is None:
        return
    yield from card(link)
    for media, address in _drawings(link):
        preload = {"rel": "preload", "as": "image", "href": address, "fetchpriority": "high"}
        yield element("link", preload | media)
    # Without scripts there is nothing here to wait for.
    yield element(
        "noscript",
        {},
        element("meta", {"http-equiv": "refresh", "content": f"0; url={link.light('')}"}),
    )


def _body(shown: Shown) -> Sequence[Element]:
    link = _journey_of(shown)
    heading = words.NO_JOURNEY if shown.missing is not None else shown.page.title
    content = [text_in("h1", heading if link is None else link.journey.title)]
    if shown.missing is not None:
        content.append(text_in("p", words.no_journey(shown.missing)))
        content.append(element("p", {}, words.NO_JOURNEY_HINT))
    elif link is None:
        content.append(element("p", {}, shown.page.description))
    else:
        content += [text_in("p", _sentence(link)), drawing(link, "")]
        light = element("a", {"href": link.light("")}, words.LIGHT_PAGE)
        content.append(element("p", {}, element("small", {}, f"{words.LOADING} ", light)))
    without = [element("p", {}, words.NEEDS_SCRIPTS)]
    return [
        element("div", {"id": "jm-first"}, element("main", {}, *content)),
        element("noscript", {}, *without),
    ]


def _sentence(link: Link) -> str:
    """Return where the traveller was; for what was known then, what the journey is."""
    if link.view.get("reading") == "known":
        return summary_of(link.journey)
    return caption_at(link.journey, link.moment)


def _journey_of(shown: Shown) -> Link | None:
    """Return the view that the first paint draws: only the first page shows a journey."""
    return shown.link if shown.page.name == "journey" else None


def _title(shown: Shown) -> tuple[str, ...]:
    if shown.missing is not None:
        return (words.NO_JOURNEY,)
    if shown.link is None:
        return (shown.page.title,)
    title = shown.link.journey.title
    return (title,) if _journey_of(shown) else (shown.page.title, title)


def _description(shown: Shown) -> str:
    link = _journey_of(shown)
    return shown.page.description if link is None else summary_of(link.journey)


def _drawings(link: Link) -> Iterable[tuple[dict[str, str], str]]:
    """Return the addresses of the drawing, each with the colours of the system it is for."""
    themes = link.themes
    for theme in themes:
        media = {} if len(themes) == 1 else {"media": f"(prefers-color-scheme: {theme})"}
        yield media, link.drawing("", theme)


def _style(shown: Shown) -> str:
    def colours(*, dark: bool) -> str:
        values = palette(dark=dark)
        names = ("paper", "ink", "muted", "official")
        return "".join(f"--jm-{name}:{values[name]};" for name in names)

    themes = ("light", "dark") if shown.link is None else shown.link.themes
    first = f"{_WHILE}{{{colours(dark=themes[0] == 'dark')}}}"
    if len(themes) > 1:
        first += f"@media(prefers-color-scheme:dark){{{_WHILE}{{{colours(dark=True)}}}}}"
    return first + _LAYOUT
