"""What all pages share: title, icon, width and style."""

from __future__ import annotations

import streamlit as st

from journeymap.frontend.files import FRONTEND
from journeymap.phrases.pages import SITE_NAME, tab_title
from widgets import controls

# Width of running text in pixels: a comfortable line length.
MEASURE = 720

# Streamlit leaves space for a dashboard's header; a map should be visible without scrolling.
# The map's frame does not know the height of the window, so it is set here.
_STYLE = """<style>
.stMainBlockContainer { padding: 3.75rem 1.5rem 2rem; max-width: 90rem; margin-inline: auto; }
.stMainBlockContainer h1 {
  font-size: clamp(1.35rem, 1rem + 1.6vw, 2.1rem); padding: 0; line-height: 1.2;
}
.stMainBlockContainer iframe[src*="streamlit_folium"] {
  height: clamp(20rem, 62svh, 40rem); scroll-margin-block: 4rem 0.5rem;
}
.st-key-theme { display: none; }
@media (max-width: 640px) {
  .stMainBlockContainer { padding: 4rem 0.75rem 1.5rem; }
  .stMainBlockContainer iframe[src*="streamlit_folium"] { height: clamp(17rem, 48svh, 26rem); }
}
</style>"""


def set_up() -> None:
    """Set the title and the style of the page; nothing here comes from a table."""
    st.set_page_config(
        page_title=SITE_NAME,
        page_icon=str(FRONTEND / "icon.svg"),
        layout="wide",
        menu_items={"Get help": None, "Report a bug": None, "About": None},
    )
    st.html(_STYLE)
    with st.container(key="theme"):
        controls.theme()


def name_tab(*parts: str) -> None:
    """Name the tab, from the page to what it shows; the texts may come from a table."""
    st.set_page_config(page_title=tab_title(*parts))
