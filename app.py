"""
The one entry: `streamlit run app.py`, or `uvicorn app:app`.

Run as a script this file is the navigation; imported it is the server, with the journeys'
documents and the front end beside the pages.
"""

from __future__ import annotations

import contextlib
import importlib
import logging
import pkgutil

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

if get_script_run_ctx(suppress_warning=True) is None:
    from streamlit.runtime.pages_manager import PagesManager

    import widgets
    from journeymap.authoring.geocoding import CITIES
    from journeymap.claims.cities import cities_in
    from journeymap.errors import JourneyMapError
    from journeymap.web.routes import routes
    from journeymap.web.site import site

    # Until the navigation below has run once, Streamlit would serve the files of pages/ by
    # themselves: a shared link to one would show it bare to the first who opens it.
    PagesManager.uses_pages_directory = False
    # What is saved is brought up to date now; while it is away, when it is first asked for.
    with contextlib.suppress(JourneyMapError):
        site().open_store()
    # What the pages import is there before the first reader, and before memory is settled.
    # Streamlit warns of fragments defined outside a page's run, as these are meant to be.
    warnings = logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context")
    warnings.disabled = True
    for module in pkgutil.walk_packages(widgets.__path__, "widgets."):
        importlib.import_module(module.name)
    warnings.disabled = False
    with contextlib.suppress(JourneyMapError):
        cities_in(CITIES).load()
    site().settle_memory()
    app = st.App(__file__, routes=routes(st.get_option("server.baseUrlPath")))
else:
    from widgets import page

    page.set_up()
    st.navigation(
        [
            st.Page("pages/journey.py", title="Journey", icon=":material/map:", default=True),
            st.Page("pages/claims.py", title="Claims", icon=":material/format_quote:"),
            st.Page("pages/train_graph.py", title="Train graph", icon=":material/show_chart:"),
            st.Page("pages/summits.py", title="Summits", icon=":material/handshake:"),
            st.Page("pages/make.py", title="Make", icon=":material/edit_location_alt:"),
            st.Page("pages/about.py", title="About", icon=":material/info:"),
        ],
        position="top",
    ).run()
