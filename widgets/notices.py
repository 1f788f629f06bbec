"""Errors and problems on a page; text from tables is shown as written, never as Markdown."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from journeymap.claims.columns import BY_NAME
from journeymap.errors import JourneyMapError, Problem
from journeymap.phrases.problems import as_row, hint, why

_SHOWN_IN_FULL = 20


def show_error(error: JourneyMapError) -> None:
    """Show an error and its hint."""
    with st.container(border=True):
        st.markdown(":material/error: **This cannot be shown.**")
        st.text(str(error))
        for problem in error.problems:
            st.text(why(problem))
        if error.hint:
            st.text(error.hint)


def show_problems(problems: Sequence[Problem]) -> None:
    """List the problems of the tables, if there are any."""
    if not problems:
        return
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    with st.expander(f"{count} in the tables; valid rows are shown", icon=":material/warning:"):
        for problem in problems[:_SHOWN_IN_FULL]:
            st.text(_in_words(problem))
        if len(problems) > _SHOWN_IN_FULL:
            st.markdown(f"All {len(problems)}:")
            st.dataframe(pd.DataFrame([as_row(problem) for problem in problems]))


def _in_words(problem: Problem) -> str:
    where = [problem.table]
    if problem.row is not None:
        where.append(f"row {problem.row}")
    if problem.column:
        # As the screen calls it, where it is one of the event table's.
        known = BY_NAME.get(problem.column)
        where.append(f"column {known.label if known else problem.column}")
    lines = [", ".join(where), why(problem)]
    if problem.value:
        lines.append(f"As written: {problem.value}")
    lines.append(hint(problem))
    return "\n".join(lines)
