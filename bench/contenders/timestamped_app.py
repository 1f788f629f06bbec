"""folium's TimestampedGeoJson in a page: it moves in the browser, by its own control.

st_folium cannot show it (streamlit-folium, issue 208), so it stands in a plain frame and nothing
comes back to Python: no claims can follow the time. The class of the train's icon holds the time.
"""

# mypy: disable-error-code="no-untyped-call"

from __future__ import annotations

import streamlit as st
from folium.plugins import TimestampedGeoJson
from journey import STEP, epoch, load

TRAIN = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 20 20'%3E"
    "%3Ccircle cx='10' cy='10' r='8' fill='red' stroke='white' stroke-width='2'/%3E%3C/svg%3E"
)

st.set_page_config(layout="wide")
journey = load()
st.title(journey.title)

world = journey.drawn()
steps = [journey.start + i * STEP for i in range((journey.end - journey.start) // STEP + 1)]
features = []
for moment in steps:
    lat, lon = journey.position(moment)
    icon = {"iconUrl": TRAIN, "iconSize": [20, 20], "className": f"train-{epoch(moment)}"}
    features.append(
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [lon, lat]},
            "properties": {
                "times": [epoch(moment) * 1000],
                "icon": "marker",
                "iconstyle": icon,
                "tooltip": f"{moment:%d %b, %H:%M}",
            },
        }
    )
TimestampedGeoJson(
    {"type": "FeatureCollection", "features": features},
    period="PT10M",
    duration="PT1M",
    auto_play=False,
    time_slider_drag_update=True,
).add_to(world)
st.iframe(world.get_root().render(), height=560)
