"""The same page at its best: a fragment, and only the train is sent, by feature_group_to_add.

The map is built afresh in each run with the same content: a Map object that is used again changes
its component key, and with it the frame.
"""

from __future__ import annotations

import folium
import streamlit as st
from journey import STEP, epoch, load
from streamlit_folium import st_folium

st.set_page_config(layout="wide")
journey = load()
st.title(journey.title)


@st.fragment
def moving_map() -> None:
    """Slider, map and claims."""
    moment = st.slider(
        "Time (UTC)", journey.start, journey.end, journey.start, step=STEP, format="D MMM, HH:mm"
    )
    train = folium.FeatureGroup(name="Train")
    journey.train(moment).add_to(train)
    st_folium(
        journey.drawn(),
        key="map",
        height=560,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=train,
    )
    with st.container(key=f"claims-{epoch(moment)}"):
        for text in journey.said(moment):
            st.write(text)


moving_map()
