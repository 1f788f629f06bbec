"""The key of the train graph: each symbol and its meaning."""

from __future__ import annotations

from urllib.parse import quote

from journeymap.analysis.train_graph.tables import TrainGraph
from journeymap.frontend.palette import palette


def key(graph: TrainGraph, *, dark: bool) -> str:
    """Return the chart's key as HTML; nothing in it comes from a table."""
    ink = palette(dark=dark)
    line, blue = ink["line"], ink["summit"]
    one = len(graph.journeys) == 1
    mark, news = (ink["ink"], blue) if one else (ink["muted"], ink["muted"])
    track = ink["muted"] if not one else line
    known = graph.reading == "known"
    entries = [
        (_key_line("M1 3H13V13H27", track), "where it was last reported")
        if known
        else (_key_line("M1 3L27 13", track), "estimate"),
        (
            f'<rect x="1" y="2" width="26" height="12" fill="{track}" opacity=".25"/>',
            "where it can have been",
        ),
        (_key_event(mark, mark), "reported window, official"),
        (_key_event(mark, ink["paper"]), "not official"),
        (
            _key_line("M1 8H19", news, 1.4, "1.5 3")
            + f'<path d="M18 8L26 3.5V12.5Z" fill="{news}"/>',
            "first report public",
        ),
        (_key_line("M14 1.5V14.5", news, 1.6), "later reports"),
    ]
    if known and one:
        entries.insert(1, (_key_line("M1 3L27 13", ink["muted"], 1.2, "5 3"), "as it happened"))
    items = "".join(
        '<li style="display:flex;align-items:center;gap:6px;margin:0;padding:0">'
        f'<img alt="" width="28" height="16" src="{_picture(drawn)}">{words}</li>'
        for drawn, words in entries
    )
    return (
        '<ul style="display:flex;flex-wrap:wrap;gap:2px 18px;margin:0;padding:0;list-style:none;'
        f'font-size:13px;line-height:1.5;color:{ink["muted"]}">{items}</ul>'
    )


def _key_line(path: str, colour: str, width: float = 2.6, dashes: str = "none") -> str:
    return (
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}" '
        f'stroke-dasharray="{dashes}"/>'
    )


def _key_event(colour: str, fill: str) -> str:
    return (
        f'<path d="M4 8H24" stroke="{colour}" stroke-width="6" stroke-linecap="round" '
        f'opacity=".4"/><circle cx="14" cy="8" r="3.8" fill="{fill}" stroke="{colour}" '
        'stroke-width="1.6"/>'
    )


def _picture(drawn: str) -> str:
    """Return an address that is the picture itself: Streamlit takes SVG out of HTML."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="28" height="16">{drawn}</svg>'
    return f"data:image/svg+xml,{quote(svg)}"
