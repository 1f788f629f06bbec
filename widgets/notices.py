"""Words about what went wrong, and text from tables, shown as written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict

import pandas as pd
import streamlit as st

from journeymap.errors import JourneyMapError, Problem

_SHOWN_IN_FULL = 20


def plain(text: str) -> str:
    """Escape text so that Streamlit's Markdown shows it as written, on one line."""
    one_line = re.sub(r"\s+", " ", text)
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", one_line)


def show_error(error: JourneyMapError) -> None:
    """Say what is wrong and what to do about it."""
    st.error(f"**{plain(str(error))}**\n\n{plain(error.mend)}", icon=":material/error:")


def show_problems(problems: Sequence[Problem]) -> None:
    """List what is wrong in the tables; nothing when nothing is."""
    if not problems:
        return
    count = "One thing" if len(problems) == 1 else f"{len(problems)} things"
    with st.expander(
        f"{count} to mend in the tables; the rest is shown", icon=":material/warning:"
    ):
        for problem in problems[:_SHOWN_IN_FULL]:
            st.markdown(_told(problem))
        if len(problems) > _SHOWN_IN_FULL:
            st.markdown(f"All {len(problems)}:")
            st.dataframe(pd.DataFrame([asdict(problem) for problem in problems]))


def _told(problem: Problem) -> str:
    where = [problem.table]
    if problem.row is not None:
        where.append(f"row {problem.row}")
    if problem.column:
        where.append(f"column {problem.column}")
    value = f"  \nas written: {plain(problem.value)}" if problem.value else ""
    return (
        f"**{plain(', '.join(where))}** — {plain(problem.why)}"
        f"{value}  \n*{plain(problem.mend)}*"
    )
