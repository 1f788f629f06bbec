"""The times that claims are filtered by: the days they speak of, and by when they were public."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Sequence

import numpy as np
import streamlit as st

from journeymap.analysis.claim_search import ClaimFilter, ClaimList
from journeymap.dates import clock, day_number, in_words, iso, moment_at, offset_in_words
from journeymap.times import parse_moment

_DAY = 86_400.0


def choose_days(listed: ClaimList, asked: ClaimFilter) -> tuple[dt.date, dt.date] | None:
    """Let the reader choose the first and last of the days on which something happened."""
    frame = listed.frame
    if asked.journeys:
        frame = frame[frame["journey"].isin(asked.journeys)]
    days = listed.days(frame, asked.order)
    if len(days) < 2:
        return None
    # Another order or journey has other days: a new slider, which begins with all of them.
    key = f"claims-days-{asked.order}-{zlib.crc32(repr(days).encode())}"
    what = "happened" if asked.order == "happening" else "was public"

    def remember_days() -> None:
        for parameter, day, default in zip(
            ("from", "to"), st.session_state[key], (days[0], days[-1]), strict=True
        ):
            if day == default:
                st.query_params.pop(parameter, None)
            else:
                st.query_params[parameter] = day.isoformat()

    first, last = st.select_slider(
        f"Days on which it {what}",
        days,
        _asked_days(days),
        key=key,
        on_change=remember_days,
        format_func=_day_in_words,
    )
    return None if (first, last) == (days[0], days[-1]) else (first, last)


def _asked_days(days: Sequence[dt.date]) -> tuple[dt.date, dt.date]:
    """Return the first and last of these days within what the address asks for, `from` and `to`."""
    asked = {str(day): day for day in days}
    first = asked.get(st.query_params.get("from", ""), days[0])
    last = asked.get(st.query_params.get("to", ""), days[-1])
    return (first, last) if first <= last else (days[0], days[-1])


def choose_until(listed: ClaimList, zone: str) -> float | None:
    """
    Let the reader choose by when a claim was public, by the clock of a zone; epoch seconds.

    None when nothing is asked for, or no claim has a time of publication.
    """
    public = listed.frame["public_at"].to_numpy()
    public = public[np.isfinite(public)]
    asked = parse_moment(st.query_params.get("until", ""), "UTC")
    if not public.size:
        return None
    # A day more on both sides of what the calendar offers, to see that there is none.
    ends = [public.min() - _DAY, public.max() + _DAY, *([] if asked is None else [asked])]
    try:
        first, last = _shown(min(ends), zone), _shown(max(ends), zone)
    except ValueError:
        return asked  # before the year 1 and after 9999 there is no calendar to choose from
    # By another clock the value is another.
    key = f"claims-until-{zone}"
    st.session_state[key] = None if asked is None else _shown(asked, zone)

    def remember_until() -> None:
        chosen = st.session_state[key]
        if chosen is None:
            st.query_params.pop("until", None)
        else:
            st.query_params["until"] = iso(_moment(chosen, zone), seconds=False)

    offset = offset_in_words(clock(ends[-1], zone).offset)
    st.datetime_input(
        f"Public until ({offset})",
        None,
        key=key,
        min_value=first,
        max_value=last,
        format="DD/MM/YYYY",
        on_change=remember_until,
        help="A claim of which only the day of publication is known counts from its end.",
    )
    return asked


def days_in_words(first: dt.date, last: dt.date) -> str:
    """Return `on 12 Sep 2023`, or `from 12 Sep 2023 to 13 Sep 2023`."""
    begun, over = _day_in_words(first), _day_in_words(last)
    return f"on {begun}" if first == last else f"from {begun} to {over}"


def until_in_words(moment: float, zone: str) -> str:
    """Return `public until 12 Sep 2023, 14:22 (UTC+10)`."""
    return f"public until {in_words(moment, zone)}"


def _day_in_words(day: dt.date) -> str:
    return f"{day.day} {day:%b %Y}"


def _shown(moment: float, zone: str) -> dt.datetime:
    """Return what the clock of a zone shows at a moment, to the minute. Raises ValueError."""
    shown = clock(moment, zone)
    return dt.datetime(*shown.day, shown.hour, shown.minute)  # noqa: DTZ001 - a clock's face


def _moment(shown: dt.datetime, zone: str) -> float:
    """Return the moment, epoch seconds, at which the clock of a zone shows this."""
    day = day_number(shown.year, shown.month, shown.day)
    return moment_at(day, shown.hour * 3600 + shown.minute * 60, zone)
