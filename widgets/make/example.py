"""What an empty Make page shows: a journey as somebody would type it, to be tried."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from journeymap.claims.columns import BY_NAME
from journeymap.journeys.config import JourneyConfig
from journeymap.journeys.draft import Draft
from widgets.make.columns import replace_all
from widgets.make.session import EditorSession, numbered

_COLUMNS = ("place", "time_from", "says")
_ROWS = (
    ("Helsinki", "3 June 2025 18:49", "The night train leaves with the sun still high."),
    ("Rovaniemi", "4 June 2025 07:30", "Breakfast on the Arctic Circle, then the bus west."),
    ("Kiruna", "4 June 2025 19:40", "A town that is being moved, church and all."),
    ("Narvik", "5 June 2025 13:10", "Down through the snow sheds to the fjord."),
    ("Trondheim", "7 June 2025 08:00", ""),
    ("Oslo", "7 June 2025 15:05", "Home, by way of the Dovre plateau."),
)
_TITLE = "North by night train"


def offer(editor: EditorSession) -> None:
    """Show the example and the button that takes it; a person's own first row takes its place."""
    with st.container(border=True, key="make-example"):
        st.markdown("**For example**")
        head = [BY_NAME[column].label for column in _COLUMNS[:2]]
        st.table(pd.DataFrame([row[:2] for row in _ROWS], columns=head).set_index(head[0]))
        st.button(
            "Try this example",
            icon=":material/play_arrow:",
            key="make-try",
            on_click=_take,
            args=(editor,),
        )
        st.caption("The map of your journey appears here with the first row that has both.")


def _take(editor: EditorSession) -> None:
    rows = numbered(pd.DataFrame(_ROWS, columns=list(_COLUMNS), dtype="str"))
    replace_all(editor, Draft(rows, config=JourneyConfig(title=_TITLE)))
