"""A folium map in a Streamlit page, as streamlit-folium frames it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import folium


def map_frame(
    drawn: folium.Map, *, key: str, height: int, returned: Sequence[str] = ()
) -> dict[str, Any]:
    """Show a map at full width, `height` pixels high; return the values named in `returned`."""
    # It registers its frame with the running server: imported earlier, it would never be served.
    from streamlit_folium import st_folium  # noqa: PLC0415

    shown: dict[str, Any] = st_folium(
        drawn, key=key, height=height, returned_objects=list(returned), use_container_width=True
    )
    return shown
