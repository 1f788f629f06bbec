"""
The folium map: structure and addresses only.

folium compiles whatever text reaches its elements as a Jinja template and splices it into a
script, so no text from a table ever does. The map fetches the journey's document and writes its
text itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import folium
from branca.element import MacroElement
from jinja2 import Template

from journeymap.frontend.files import CHOOSER_SCRIPT, MAP_SCRIPT

# From the frame that shows the map back to the root of the site.
ROOT = "../../"

# Offered in the layer control; nothing is asked of these hosts until a reader chooses one.
TILES: tuple[dict[str, Any], ...] = (
    {
        "id": "openstreetmap",
        "name": "OpenStreetMap",
        "url": "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
        "attribution": "© OpenStreetMap contributors",
        # The tile servers refuse requests that do not say where they come from.
        "options": {"maxZoom": 19, "referrerPolicy": "strict-origin-when-cross-origin"},
    },
    {
        "id": "carto-positron",
        "name": "CARTO Positron",
        "url": "https://{s}.basemaps.cartocdn.com/light_all/{z}/{x}/{y}.png",
        "attribution": "© OpenStreetMap contributors © CARTO",
        "options": {"maxZoom": 20, "subdomains": "abcd"},
    },
)

# Latitude and longitude, degrees.
Point = tuple[float, float]

# Unreserved characters of RFC 3986, percent-encoding and the separator of paths.
_INERT = re.compile(r"[A-Za-z0-9._~%/-]*")


@dataclass(frozen=True)
class MapAddresses:
    """Addresses that the map reads from, relative to the root of the site, and its channel."""

    document: str
    assets: str
    basemap: tuple[str, ...]
    channel: str

    def __post_init__(self) -> None:
        """Raise ValueError for characters that a script or a template could run."""
        for address in (self.document, self.assets, *self.basemap, self.channel):
            if not _INERT.fullmatch(address):
                raise ValueError(f"not an address made of unreserved characters: {address!r}")


class _Layer(MacroElement):
    """Calls a function of one of our modules with the map it is added to, and plain values."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        import(new URL({{ this.module }}, document.baseURI).href).then((module) =>
            module.{{ this.function }}({{ this._parent.get_name() }}, {{ this.options }})
        ).catch((error) => {
            document.body.append(`The map could not be loaded: ${error.message}. Reload the page.`);
            throw error;
        });
        {% endmacro %}
        """
    )

    def __init__(self, module: str, function: str, options: dict[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = type(self).__name__
        self.module = json.dumps(ROOT + module)
        self.function = function
        self.options = json.dumps(options)


class JourneyLayer(_Layer):
    """Draws a journey, or only its landmarks, on the map it is added to."""

    def __init__(self, addresses: MapAddresses, *, landmarks_only: bool = False) -> None:
        options = {
            "document": ROOT + addresses.document,
            "basemap": [ROOT + addresses.assets + name for name in addresses.basemap],
            "channel": addresses.channel,
            "tiles": TILES,
            "whole": True,
            "landmarks": landmarks_only,
        }
        super().__init__(f"{addresses.assets}{MAP_SCRIPT}", "mount", options)


class ChooserLayer(_Layer):
    """Numbers the candidates for a place on the map it is added to."""

    def __init__(
        self,
        addresses: MapAddresses,
        points: Sequence[Point],
        picked: Point | None,
        *,
        dark: bool,
    ) -> None:
        options = {
            "basemap": [ROOT + addresses.assets + name for name in addresses.basemap],
            "points": [[float(lat), float(lon)] for lat, lon in points],
            "picked": None if picked is None else [float(degrees) for degrees in picked],
            "dark": bool(dark),
        }
        super().__init__(f"{addresses.assets}{CHOOSER_SCRIPT}", "choose", options)


def journey_map(addresses: MapAddresses, *, landmarks_only: bool = False) -> folium.Map:
    """
    Return a new map, without tiles and without anything from another host.

    With `landmarks_only` it draws neither the journey's line nor its train.
    """
    base = _bare_map(addresses, location=[43, 131], zoom_start=5)
    base.add_child(JourneyLayer(addresses, landmarks_only=landmarks_only))
    return base


def chooser_map(
    addresses: MapAddresses, points: Sequence[Point], picked: Point | None, *, dark: bool
) -> folium.Map:
    """Return a new map with numbered points, latitude and longitude, to choose a place on."""
    base = _bare_map(addresses, location=[25, 20], zoom_start=2)
    base.add_child(ChooserLayer(addresses, points, picked, dark=dark))
    return base


def _bare_map(addresses: MapAddresses, location: list[float], zoom_start: int) -> folium.Map:
    base = folium.Map(
        location=location,
        zoom_start=zoom_start,
        tiles=None,
        zoom_control=True,
        prefer_canvas=True,
        attribution_control=False,
        zoom_snap=0.25,
    )
    # On the instance: the class's lists belong to every map of the process.
    leaflet = f"{ROOT}{addresses.assets}leaflet/leaflet"
    base.default_js = [("leaflet", f"{leaflet}.js")]
    base.default_css = [("leaflet_css", f"{leaflet}.css")]
    return base
