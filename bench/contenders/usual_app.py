"""The usual app: a slider, and a folium map built anew in each rerun.

The train's marker has the time as its title and the claims' container has it as its key, so that
the bench can see when each has followed.
"""

# mypy: disable-error-code="no-untyped-call"

from __future__ import annotations

import folium
import streamlit as st
from journey import STEP, epoch, load
from streamlit_folium import st_folium

st.set_page_config(layout="wide")
journey = load()
st.title(journey.title)
moment = st.slider(
    "Time (UTC)", journey.start, journey.end, journey.start, step=STEP, format="D MMM, HH:mm"
)

world = folium.Map()
world.fit_bounds(journey.bounds)
folium.PolyLine(journey.line, color="red").add_to(world)
for mark in journey.marks:
    folium.Marker(
        mark.position, popup=mark.text, tooltip=mark.name, icon=folium.Icon(color="blue")
    ).add_to(world)
folium.Marker(
    journey.position(moment),
    tooltip=f"{moment:%d %b, %H:%M}",
    title=str(epoch(moment)),
    icon=folium.Icon(color="red", icon="train", prefix="fa"),
).add_to(world)
st_folium(world, key="map", height=560, use_container_width=True, returned_objects=[])

with st.container(key=f"claims-{epoch(moment)}"):
    for text in journey.said(moment):
        st.write(text)
