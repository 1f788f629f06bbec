"""What all pages share: title, icon, width and style."""

from __future__ import annotations

import streamlit as st

from journeymap.frontend.files import FRONTEND
from journeymap.phrases.pages import SITE_NAME, tab_title
from widgets import controls

# Width of running text in pixels: a comfortable line length.
MEASURE = 720

_STYLE = FRONTEND / "styles" / "page.css"


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
