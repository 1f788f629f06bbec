"""The usual app: a slider, and a folium map built anew in each rerun.

The claims' container has the time as its key, so that the bench can see when they have followed.
"""

from __future__ import annotations

import streamlit as st
from journey import STEP, epoch, load
from streamlit_folium import st_folium

st.set_page_config(layout="wide")
journey = load()
st.title(journey.title)
moment = st.slider(
    "Time (UTC)", journey.start, journey.end, journey.start, step=STEP, format="D MMM, HH:mm"
)

world = journey.drawn()
journey.train(moment).add_to(world)
st_folium(world, key="map", height=560, use_container_width=True, returned_objects=[])

with st.container(key=f"claims-{epoch(moment)}"):
    for text in journey.said(moment):
        st.write(text)
