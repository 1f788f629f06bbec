"""A journey in a notebook: light to import, its tables, and a frame of its own."""

import html
import json
import re
import subprocess
import sys

import geopandas
import pandas as pd
import pytest

import journeymap
from journeymap.authoring.imports import Imported
from journeymap.authoring.imports.imported import Traveller
from journeymap.errors import JourneyMapError, TableError, UnknownJourneyError
from journeymap.exports import FORMATS
from journeymap.web.commands import files
from tests.support.hostile import HOSTILE
from tests.support.paths import ROOT

TABLE = "place,time,says\nKhasan,2024-05-01 08:00,a\nVladivostok,2024-05-01 20:00,b\n"


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "trip.csv"
    made.write_text(TABLE)
    return made


@pytest.fixture
def trip(path):
    return journeymap.read(path, correct=True, zone="place", title="By train")


def test_an_import_is_light():
    code = (
        "import sys, journeymap; print(sorted({'pandas', 'numpy', 'pydantic'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_the_events_and_fixes_are_frames(trip):
    assert list(trip.events["place"]) == ["Khasan", "Vladivostok"]
    assert list(trip.events["time_from"]) == [
        pd.Timestamp("2024-05-01T08:00+10:00"),
        pd.Timestamp("2024-05-01T20:00+10:00"),
    ]
    assert str(trip.events["time_from"].dtype) == "datetime64[ms, UTC]"
    assert list(trip.fixes["place"]) == ["Khasan", "Vladivostok"]
    assert trip.fixes["km"].iloc[0] == 0
    assert trip.fixes["km"].is_monotonic_increasing


def test_the_tracks_are_a_frame_with_bounds(trip):
    tracks = trip.tracks
    assert tracks["time"].is_monotonic_increasing
    assert (tracks["low_km"] <= tracks["km"]).all()
    assert (tracks["km"] <= tracks["high_km"]).all()
    assert tracks["estimated"].all()
    assert tracks[["lat", "lon"]].notna().all(axis=None)


def test_built_in_journeys_have_events_without_an_end_or_a_place():
    kim = journeymap.journey("kim-2023")
    library = kim._library.journey("kim-2023")
    assert list(kim.events.index) == [event.id for event in library.events]
    assert kim.events["time_from"].isna().any() or kim.events["lat"].isna().any()
    assert len(kim.fixes) == len(library.fixes)
    assert kim.problems.empty
    with pytest.raises(UnknownJourneyError):
        journeymap.journey("nobody")


@pytest.mark.parametrize("of", ["events", "fixes", "tracks"])
def test_a_geodataframe_has_points(trip, of):
    found = trip.geodataframe(of)
    assert isinstance(found, geopandas.GeoDataFrame)
    assert found.crs == "EPSG:4326"
    assert list(found.geometry.x) == list(found["lon"])
    assert len(found) == len(getattr(trip, of))


def test_without_geopandas_it_is_said(trip, monkeypatch):
    monkeypatch.setitem(sys.modules, "geopandas", None)
    with pytest.raises(JourneyMapError, match="not installed"):
        trip.geodataframe()


def test_a_frame_is_read_as_a_table_is(trip):
    frame = pd.DataFrame(
        {"place": ["Khasan", "Vladivostok"], "time": ["2024-05-01 08:00", "2024-05-01 20:00"]}
    )
    again = journeymap.read(frame, correct=True, zone="place")
    assert list(again.events["time_from"]) == list(trip.events["time_from"])


def test_problems_are_a_frame(path):
    found = journeymap.read(path).problems
    assert list(found["code"]) == ["no-zone"]
    assert list(found["level"]) == ["suspected"]


def test_other_formats_are_those_of_the_pages(trip):
    assert trip.to("geojson") == FORMATS["geojson"].make(trip._library, trip.id)
    assert trip.to("png", width=500)[:4] == b"\x89PNG"
    with pytest.raises(TableError, match="is not a format"):
        trip.to("docx")


def test_the_frame_holds_the_exported_file_in_a_sandbox(trip):
    shown = trip._repr_html_()
    assert shown.count("<") == 2
    assert html.unescape(re.search(r'srcdoc="([^"]*)"', shown)[1]) == trip.to("html").decode()
    sandbox = re.search(r'sandbox="([^"]*)"', shown)[1].split()
    assert "allow-scripts" in sandbox
    assert "allow-same-origin" not in sandbox
    assert "By train" in repr(trip)


def test_what_cannot_be_drawn_is_text(tmp_path):
    path = tmp_path / "none.csv"
    path.write_text("place,time\n<b>Nowhere</b>,2024-05-01T08:00Z\nx,2024-05-02T08:00Z\n")
    shown = journeymap.read(path)._repr_html_()
    assert shown.startswith("<pre>")
    assert "<b>" not in shown


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_stays_in_the_frame(path, text):
    shown = journeymap.read(path, correct=True, zone="place", title=text)._repr_html_()
    assert shown.count("<") == 2
    assert shown.count(">") == 2


def test_several_travellers_are_chosen_from(path, monkeypatch):
    def read_two(*arguments):
        one = real(*arguments)
        both = tuple(Traveller(name, 2, None, None, lambda: one) for name in ("Ann", "Bob"))
        return Imported(type(one.draft)(), travellers=both)

    real = files.read_upload
    monkeypatch.setattr(files, "read_upload", read_two)
    with pytest.raises(files.SeveralTravellersError, match="Ann, Bob") as caught:
        journeymap.read(path)
    assert "traveller=NAME" in caught.value.hint
    bob = journeymap.read(path, traveller="Bob", correct=True, zone="place")
    assert len(bob.events) == 2


def test_problems_are_values_that_json_takes(path):
    assert json.loads(journeymap.read(path).problems.to_json(orient="records"))
