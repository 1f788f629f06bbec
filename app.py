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
from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

if get_script_run_ctx(suppress_warning=True) is None:
    from streamlit.file_util import get_static_dir
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
    base = st.get_option("server.baseUrlPath")
    app = st.App(__file__, routes=routes(base, Path(get_static_dir())))
else:
    from journeymap.web.app_pages import BY_PATH
    from widgets import page

    page.set_up()
    shown = st.navigation(
        [
            st.Page(f"pages/{each.name}.py", title=each.title, icon=each.icon, default=not path)
            for path, each in BY_PATH.items()
        ],
        position="top",
    )
    page.name_tab(shown.title)
    shown.run()
