"""A draft is read back as it was: from the store, from files, and from what older versions wrote."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from journeymap.authoring.imports import read_upload
from journeymap.claims.columns import COLUMNS
from journeymap.errors import DraftError
from journeymap.exports import FORMATS
from journeymap.journeys import draft_codec
from journeymap.journeys.config import JourneyConfig
from journeymap.journeys.draft import Draft, DraftLibrary
from journeymap.journeys.draft_codec import (
    Payload,
    check_size,
    decode,
    encode,
    from_texts,
    to_texts,
)
from journeymap.journeys.library import Library
from journeymap.lines.recording import Recording
from journeymap.phrases.problems import why
from journeymap.settings import DEFAULTS, Settings, data_directory
from tests.support.hostile import HOSTILE

# What the version before this codec wrote of one small journey: its draft, and its exports.
BEFORE = Path(__file__).with_name("written_before")


def rows_of(*cells, columns=("place", "lat", "lon", "time_from")):
    frame = pd.DataFrame(cells, columns=list(columns), dtype="str", index=range(2, 2 + len(cells)))
    return frame.reindex(columns=list(COLUMNS), fill_value="").rename_axis("row")


RIDE = rows_of(
    ("Home", "52.52", "13.40", "2024-05-01T08:00+02:00"),
    ("Lunch", "52.40", "13.06", "2024-05-01T12:30+02:00"),
)


def recorded(count):
    step = np.arange(count) * 1e-5
    return Draft(RIDE, recording=Recording(step, step, 1.7e9 + np.arange(count), np.array([0])))


def test_any_text_is_written_and_read_back_as_it_was():
    for text in HOSTILE.values():
        rows = rows_of((text,) * len(COLUMNS), columns=COLUMNS)
        draft = Draft(rows, config=JourneyConfig(title=text, summary=text), journey=text)
        written = encode(draft)
        assert written.text.isascii()
        read = decode(written)
        assert encode(read) == written
        assert read.rows.equals(rows)
        assert (read.config.title, read.journey) == (text, text)
        assert from_texts(to_texts(draft)) == written


@pytest.mark.parametrize(
    "change",
    [
        {"format": "journeymap/1"},
        {"rows": [["2", *[""] * len(COLUMNS)]]},
        {"rows": [[2, 1]]},
        {"rows": [[True, *[""] * len(COLUMNS)]]},
        {"rows": [[]]},
        {"rows": 7},
        {"config": {"zone": "Mars"}},
        {"config": {"unknown-key": 1}},
        {"places": [{}]},
        {"journey": 5},
        {"rows": [[2, *[""] * len(COLUMNS)]] * 2},
        {"rows": [[2, ""]]},
        {"rows": [[2**70, *[""] * len(COLUMNS)]]},
        {"config": {"max_speed_kmh": 5000}},
        {"config": {"max_speed_kmh": 5e-324}},
        {"config": {"max_speed_kmh": 1e308}},
        {"columns": [*COLUMNS[1:], COLUMNS[1]]},
        {"others": []},
    ],
)
def test_what_is_no_draft_is_an_error_that_names_the_part(change):
    written = json.loads(encode(Draft(RIDE)).text) | change
    with pytest.raises(DraftError, match=next(iter(change))):
        decode(Payload(json.dumps(written)))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{",
        "[" * 100_000,
        "1",
        "9" * 5000,
        '{"format": "journeymap-draft/1"}',
        encode(Draft(RIDE)).text.replace("Home", "\\ud800"),
    ],
)
def test_other_texts_are_no_drafts(text):
    with pytest.raises(DraftError):
        decode(Payload(text))


def test_a_recording_that_is_damaged_is_an_error():
    for texts in ({"recording": "no base 64!"}, {"recording": "bm90aGluZw=="}):
        with pytest.raises(DraftError, match=r"recording|damaged"):
            decode(from_texts(to_texts(Draft(RIDE)) | texts))


def test_a_bug_of_ours_is_not_reported_as_a_damaged_draft(monkeypatch):
    def broken(*_):
        raise AttributeError("a bug")

    monkeypatch.setattr(draft_codec, "Draft", broken)
    with pytest.raises(AttributeError, match="a bug"):
        decode(encode(Draft(RIDE)))


def test_a_file_that_was_written_anew_without_escapes_is_read():
    title = "Поезд \U0001f682"
    texts = to_texts(Draft(RIDE, config=JourneyConfig(title=title)))
    texts["draft"] = json.dumps(json.loads(texts["draft"]), ensure_ascii=False)
    assert decode(from_texts(texts)).config.title == title


# Limits


@pytest.mark.parametrize("points", [3, DEFAULTS.track_points + 1])
def test_what_was_saved_is_read_whatever_the_limits_are_now(points):
    assert len(decode(encode(recorded(points))).recording) == points


def test_what_comes_from_outside_has_a_maximum_of_points():
    payload = encode(recorded(3))
    assert len(decode(payload, 3).recording) == 3
    with pytest.raises(DraftError, match="3 points; the maximum is 2"):
        decode(payload, 2)


@pytest.mark.parametrize("limit", [{"rows": 1}, {"text_length": 5}])
def test_a_draft_in_a_file_past_a_limit_is_refused(limit):
    with pytest.raises(DraftError, match="maximum"):
        check_size(Draft(RIDE), Settings(**limit))


# Files and drafts of earlier versions


def test_a_draft_saved_by_an_earlier_version_is_the_same():
    payload = Payload((BEFORE / "draft.json").read_text(), (BEFORE / "recording.bin").read_bytes())
    draft = decode(payload)
    assert draft.config.title == "A <b>ride</b>"
    assert list(draft.rows.index) == [2, 3, 4]
    assert draft.rows.loc[2, "says"] == "Left – “at once” \U0001f682"
    assert [place.name_local for place in draft.places] == ["Своя"]
    assert len(draft.recording) == 30
    again = encode(draft)
    assert again.recording == payload.recording
    # Keys may be added; none is another.
    before, after = json.loads(payload.text), json.loads(again.text)
    kept = [after["columns"].index(column) for column in before["columns"]]
    assert [[row[0], *(row[1:][at] for at in kept)] for row in after["rows"]] == before["rows"]
    assert {key: after[key] for key in before.keys() - {"columns", "rows"}} == {
        key: before[key] for key in before.keys() - {"columns", "rows"}
    }


@pytest.mark.parametrize("form", ["geojson", "gpx", "kml"])
def test_a_file_exported_by_an_earlier_version_is_read_whole(form):
    read = read_upload("ride", (BEFORE / f"ride.{form}").read_bytes(), DEFAULTS)
    (problem,) = read.problems
    assert "written by Journey Map" in why(problem)
    saved = Payload((BEFORE / "draft.json").read_text(), (BEFORE / "recording.bin").read_bytes())
    assert encode(read.draft) == encode(decode(saved))
    library = DraftLibrary(read.draft, "ride", Library.read(data_directory()))
    assert FORMATS[form].make(library, "ride")
