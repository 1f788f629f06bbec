"""Files that are served together: each journey is what it is alone."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from journeymap.exports import FORMATS
from journeymap.exports.document import to_document
from journeymap.journeys.draft import Draft
from journeymap.journeys.library import Library
from journeymap.settings import Settings, data_directory
from journeymap.web.commands.data_folder import write_data_folder
from journeymap.web.commands.files import Wishes, read_journeys
from tests.support.hostile import HOSTILE

BASE = Library.read(data_directory())
LIMITS = Settings()
TRACK = "".join(
    f'<trkpt lat="{43 + i / 500:.5f}" lon="{131 + i / 400:.5f}">'
    f"<time>2023-09-12T{i // 60:02d}:{i % 60:02d}:00Z</time></trkpt>"
    for i in range(200)
)
GPX = f"<gpx><trk><name>Ride</name><trkseg>{TRACK}</trkseg></trk></gpx>"
MOMENTS = "place,time,claim\nKhasan,2024-05-01T08:00Z,a\nVladivostok,2024-05-01T20:00Z,b\n"
WINDOWS = (
    "place,time_from,time_to,claim\nKhasan,2024-05-01T08:00Z,2024-05-01T09:00Z,a\n"
    "Vladivostok,2024-05-01T20:00Z,,b\n"
)
TOWNS = "place,time\nIrkutsk,2024-05-01T08:00Z\nChita,2024-05-02T20:00Z\n"


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    folder = tmp_path_factory.mktemp("files")
    files = {
        "moments.csv": MOMENTS.encode(),
        "windows.csv": WINDOWS.encode(),
        "towns.csv": TOWNS.encode(),
        "ride.gpx": GPX.encode(),
        **{
            f"{name}.geojson": FORMATS["geojson"].make(BASE, name)
            for name in ("kim-2023", "kim-2023-visit", "kim-2019")
        },
    }
    wishes = Wishes(correct=True, largest_town=True)
    journeys = []
    for name, body in files.items():
        (folder / name).write_bytes(body)
        journeys += read_journeys(folder / name, wishes, BASE, LIMITS)
    return journeys


def written(folder, journeys):
    folder.mkdir()
    write_data_folder(folder, journeys, data_directory() / "railway")
    return Library.read(folder)


def test_each_is_the_document_that_it_is_alone(served, tmp_path):
    library = written(tmp_path / "data", served)
    assert library.problems == ()
    assert library.ids == [each.id for each in served]
    for each in served:
        alone = to_document(each.library.journey(each.id))
        together = to_document(library.journey(each.id))
        assert together["journey"] == alone["journey"]
        assert together["line"] == alone["line"]
        assert together["tracks"]["happened"] == alone["tracks"]["happened"]
        assert together["tracks"]["recorded"] == alone["tracks"]["recorded"]
        for kind in ("events", "landmarks"):
            assert [
                (event["kind"], event["window"], event["km"], len(event["claims"]))
                for event in together[kind]
            ] == [
                (event["kind"], event["window"], event["km"], len(event["claims"]))
                for event in alone[kind]
            ]


def test_places_of_one_key_and_claims_of_one_id_stay_apart(served, tmp_path):
    first, second = served[0], served[1]
    (khasan,) = (place for place in BASE.table.gazetteer if place.name == "Khasan")
    moved = replace(khasan, lat=khasan.lat + 1)
    second = replace(second, draft=replace(second.draft, places=(moved,)))
    library = written(tmp_path / "data", [first, second])
    latitudes = []
    for each in (first, second):
        journey = library.journey(each.id)
        latitudes.append(
            {journey.gazetteer[event.place].lat for event in journey.events if event.place}
        )
    assert khasan.lat in latitudes[0]
    assert moved.lat in latitudes[1]
    assert khasan.lat not in latitudes[1]
    assert len({claim.id for claim in library.table.claims}) == 4


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_text(served, tmp_path, text):
    each = served[0]
    config = each.draft.config.model_copy(
        update=dict.fromkeys(("title", "subtitle", "summary", "traveller"), text)
    )
    rows = each.draft.rows.assign(says=text, source=text)
    each = replace(each, draft=replace(each.draft, config=config, rows=rows))
    library = written(tmp_path / "data", [each])
    assert library.config(each.id).summary == text
    assert {claim.says for claim in library.table.claims} == {
        claim.says for claim in each.library.table.claims
    }


def test_a_recording_is_the_same_points(served, tmp_path):
    ride = next(each for each in served if each.draft.recording is not None)
    library = written(tmp_path / "data", [ride])
    again = Draft.of(library, ride.id)
    assert again.config.line_kind == "recorded"
    points = library.journey(ride.id).recorded
    assert np.array_equal(points.t, ride.library.journey(ride.id).recorded.t)


def test_a_recording_that_is_damaged_is_told(served, tmp_path):
    from journeymap.errors import TableError

    ride = next(each for each in served if each.draft.recording is not None)
    written(tmp_path / "data", [ride])
    file = Path(tmp_path / "data" / "recordings" / f"{ride.id}.bin")
    file.write_bytes(b"nothing")
    with pytest.raises(TableError, match=r"ride\.bin is no recording"):
        Library.read(tmp_path / "data")
    file.unlink()
    with pytest.raises(TableError, match=r"ride\.bin cannot be read"):
        Library.read(tmp_path / "data")
