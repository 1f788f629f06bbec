"""Words about what went wrong, and text from tables, shown as written: never as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import pandas as pd
import streamlit as st

from journeymap.errors import JourneyMapError, Problem

_SHOWN_IN_FULL = 20


def show_error(error: JourneyMapError) -> None:
    """Say what is wrong and what to do about it."""
    with st.container(border=True):
        st.markdown(":material/error: **This cannot be shown.**")
        st.text(str(error))
        if error.hint:
            st.text(error.hint)


def show_problems(problems: Sequence[Problem]) -> None:
    """List what is wrong in the tables; nothing when nothing is."""
    if not problems:
        return
    count = "One thing" if len(problems) == 1 else f"{len(problems)} things"
    with st.expander(
        f"{count} to mend in the tables; the rest is shown", icon=":material/warning:"
    ):
        for problem in problems[:_SHOWN_IN_FULL]:
            st.text(_told(problem))
        if len(problems) > _SHOWN_IN_FULL:
            st.markdown(f"All {len(problems)}:")
            st.dataframe(pd.DataFrame([asdict(problem) for problem in problems]))


def _told(problem: Problem) -> str:
    where = [problem.table]
    if problem.row is not None:
        where.append(f"row {problem.row}")
    if problem.column:
        where.append(f"column {problem.column}")
    lines = [", ".join(where), problem.why]
    if problem.value:
        lines.append(f"As written: {problem.value}")
    lines.append(problem.hint)
    return "\n".join(lines)
