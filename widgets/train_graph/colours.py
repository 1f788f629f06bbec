"""The colours of the train graph: those of the page, whichever theme it has at the moment."""

from __future__ import annotations

from collections.abc import Mapping

from journeymap.frontend.palette import palette

# By the names of the palette. A chart that is drawn follows the page from light to dark.
INK = {name: f"var(--graph-{name})" for name in palette(dark=False)}

# What forced colours make of them: lines and texts that are seen on any background.
_FORCED = {
    "line": "Highlight",
    "summit": "LinkText",
    "ink": "CanvasText",
    "muted": "CanvasText",
    "faint": "GrayText",
    "rule": "GrayText",
    "border": "GrayText",
    "paper": "Canvas",
}


def style(*, dark: bool) -> str:
    """Return the sheet of the colours; `dark` is for browsers that have no light-dark()."""
    light, night = palette(dark=False), palette(dark=True)
    return (
        f"<style>:root {{ {_variables(night if dark else light)} }}\n"
        "@supports (color: light-dark(#000, #fff)) { .stApp { "
        + _variables({name: f"light-dark({light[name]}, {night[name]})" for name in light})
        + " } }\n"
        f"@media (forced-colors: active) {{ .stApp {{ {_variables(_FORCED)} }} }}\n"
        ".graph-key { display: flex; flex-wrap: wrap; gap: 2px 18px; margin: 0; padding: 0; "
        "list-style: none; font-size: 13px; line-height: 1.5; color: var(--graph-muted); }\n"
        ".graph-key li { margin: 0; padding: 0; }\n"
        ".graph-key b { display: inline-block; min-width: 1.5em; text-align: center; "
        "font-weight: 700; }</style>"
    )


def _variables(colours: Mapping[str, str]) -> str:
    return " ".join(f"--graph-{name}: {value};" for name, value in colours.items())
