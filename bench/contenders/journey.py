"""The journey as the contenders read it: our own document, so that all four draw the same."""

# mypy: disable-error-code="no-untyped-call"

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path
from typing import Any

import folium
import numpy as np
import streamlit as st

STEP = timedelta(minutes=10)


@dataclass(frozen=True)
class Mark:
    """A place with what is said of it, as HTML; position is (lat, lon)."""

    name: str
    position: tuple[float, float]
    text: str


@dataclass(frozen=True)
class Journey:
    """What a map with a slider needs; positions are (lat, lon), times epoch seconds."""

    title: str
    start: datetime
    end: datetime
    line: list[tuple[float, float]]
    kilometres: list[float]
    times: list[float]
    best: list[float]
    marks: list[Mark]
    claims: list[tuple[float, str]]

    def position(self, moment: datetime) -> tuple[float, float]:
        """Where the train is estimated to be, (lat, lon)."""
        km = np.interp(epoch(moment), self.times, self.best)
        lat, lon = (
            float(np.interp(km, self.kilometres, [p[axis] for p in self.line])) for axis in (0, 1)
        )
        return lat, lon

    def drawn(self) -> folium.Map:
        """Draw a map with the line and a marker for each place."""
        world = folium.Map()
        lats, lons = zip(*self.line, strict=True)
        world.fit_bounds([(min(lats), min(lons)), (max(lats), max(lons))])
        folium.PolyLine(self.line, color="red").add_to(world)
        for mark in self.marks:
            folium.Marker(
                mark.position, popup=mark.text, tooltip=mark.name, icon=folium.Icon(color="blue")
            ).add_to(world)
        return world

    def train(self, moment: datetime) -> folium.Marker:
        """Draw the train; the bench reads the time from the marker's title."""
        return folium.Marker(
            self.position(moment),
            tooltip=f"{moment:%d %b, %H:%M}",
            title=str(epoch(moment)),
            icon=folium.Icon(color="red", icon="train", prefix="fa"),
        )

    def said(self, moment: datetime) -> list[str]:
        """Return the claims about the last event at or before a moment."""
        past = [at for at, _ in self.claims if at <= epoch(moment)]
        return [text for at, text in self.claims if past and at == max(past)]


def epoch(moment: datetime) -> int:
    """Epoch seconds of a naive UTC moment, the kind that st.slider gives."""
    return int(moment.replace(tzinfo=UTC).timestamp())


def naive(seconds: float) -> datetime:
    """Naive UTC moment of epoch seconds, up to the next whole step."""
    whole = -int(-seconds // STEP.total_seconds()) * STEP.total_seconds()
    return datetime.fromtimestamp(whole, UTC).replace(tzinfo=None)


def _mark(place: dict[str, Any], events: list[dict[str, Any]]) -> Mark:
    lon, lat = place["position"]
    said = [claim["says"] for event in events for claim in event["claims"]]
    return Mark(place["name"], (lat, lon), "<br>".join(escape(text) for text in said))


@st.cache_data
def load() -> Journey:
    """Read the task named by BENCH_TASK: the document, where to start, which places to mark."""
    task = json.loads(Path(os.environ["BENCH_TASK"]).read_text(encoding="utf-8"))
    document = task["document"]
    track = document["tracks"]["happened"]
    by_place: dict[str, list[dict[str, Any]]] = {}
    for event in [*document["events"], *document["landmarks"]]:
        if event["place"] is not None:
            by_place.setdefault(event["place"], []).append(event)
    return Journey(
        title=document["journey"]["title"],
        start=naive(task["start"]),
        end=naive(document["span"]["to"]) - STEP,
        line=[(lat, lon) for lon, lat in document["line"]["coordinates"]],
        kilometres=document["line"]["km"],
        times=track["t"],
        best=track["best"],
        marks=[_mark(document["places"][key], by_place.get(key, [])) for key in task["marks"]],
        claims=[
            (event["moment"], f"{claim['says']} ({claim['source']})")
            for event in document["events"]
            if event["moment"] is not None
            for claim in event["claims"]
        ],
    )
