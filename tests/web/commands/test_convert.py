"""`convert` and `export`: every format, what is never written over, and travellers of a file."""

import pytest

from journeymap.authoring.imports import Imported
from journeymap.authoring.imports.imported import Traveller
from journeymap.exports import FORMATS
from journeymap.journeys.draft import DraftLibrary
from journeymap.journeys.library import Library
from journeymap.settings import Settings, data_directory
from journeymap.web.commands import files
from tests.support.commands import run

SOUND = "lat,lon,time\n43.1,131.9,2024-05-01T08:00Z\n42.4,130.6,2024-05-01T16:00Z\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "trip.csv").write_text(SOUND)
    return tmp_path


@pytest.mark.parametrize("ending", FORMATS)
def test_a_file_in_each_format_is_that_of_the_pages(folder, ending):
    # The file that is read is never written over.
    more = ("--out", "made.csv") if ending == "csv" else ()
    ran = run(folder, "convert", "trip.csv", "--to", ending, *more)
    assert ran.status == 0, ran.err
    made = (folder / (more[1] if more else f"trip.{ending}")).read_bytes()
    base = Library.read(data_directory())
    read = files.read_upload("trip.csv", SOUND.encode(), Settings())
    assert made == FORMATS[ending].make(DraftLibrary(read.draft, "trip", base), "trip")


@pytest.mark.parametrize("ending", FORMATS)
def test_a_built_in_journey_in_each_format_is_that_of_the_pages(folder, ending):
    ran = run(folder, "export", "kim-2019", "--to", ending, "--out", "-")
    assert ran.status == 0, ran.err
    assert ran.raw == FORMATS[ending].make(Library.read(data_directory()), "kim-2019")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("convert", "trip.csv"), "Add --to"),
        (("convert", "trip.csv", "--to", "docx"), "Add --to"),
        (("convert", "trip.csv", "--to", "csv"), "is there already"),
        (("convert", "trip.csv", "--to", "csv", "--out", "no/where.csv"), "cannot be written"),
        (("convert", "none.csv", "--to", "csv"), "cannot be opened"),
        (("convert", "trip.csv", "--to", "png", "--option", "colour=red"), "colour=red"),
        (("convert", "trip.csv", "--to", "png", "--option", "width=9"), "pixels"),
        (("convert", "trip.csv", "--to", "kml", "--traveller", "Ann"), "no traveller “Ann”"),
        (("convert", "trip.csv", "--to", "kml", "--zone", "Mars/Tharsis"), "is not a time zone"),
        (("export", "nobody", "--to", "kml"), "Choose one of"),
        (("export", "kim-2023", "--to", "kml", "--data", "none"), "places.csv"),
    ],
)
def test_an_error_is_a_sentence_and_a_hint(folder, arguments, said):
    ran = run(folder, *arguments)
    assert ran.status == 2
    assert said in ran.err
    assert len(ran.err.splitlines()) == 2
    assert (folder / "trip.csv").read_text() == SOUND


def test_a_bug_is_no_fault_of_the_file(folder, monkeypatch):
    monkeypatch.setattr(files, "read_upload", lambda *_: 1 / 0)
    ran = run(folder, "convert", "trip.csv", "--to", "kml")
    assert ran.status == 70
    assert "not the fault of your file" in ran.err
    assert len(ran.err.splitlines()) == 2


@pytest.fixture
def two(folder, monkeypatch):
    """A file with two travellers, one of whom has a name that is no name of a file."""

    def read(name, body, limits, progress=None):
        one = files_read(name, body, limits, progress)
        travellers = [
            Traveller(each, 2, None, None, lambda: one) for each in ("Ann", "../Bob / Co")
        ]
        return Imported(type(one.draft)(), travellers=tuple(travellers))

    files_read = files.read_upload
    monkeypatch.setattr(files, "read_upload", read)
    return folder


def test_several_travellers_are_listed_and_chosen_from(two):
    ran = run(two, "convert", "trip.csv", "--to", "kml")
    assert ran.status == 2
    assert "2 travellers: Ann, ../Bob / Co" in ran.err
    assert "--all" in ran.err
    assert run(two, "convert", "trip.csv", "--to", "kml", "--traveller", "Ann").status == 0
    assert {each.name for each in two.glob("*.kml")} == {"trip-Ann.kml"}
    assert run(two, "convert", "trip.csv", "--to", "kml", "--traveller", "Eve").status == 2


def test_all_travellers_have_a_file_each(two):
    ran = run(two, "convert", "trip.csv", "--to", "kml", "--all", "--out", "made")
    assert ran.status == 0
    assert {each.name for each in (two / "made").iterdir()} == {
        "trip-Ann.kml",
        "trip-Bob-Co.kml",
    }
    assert run(two, "convert", "trip.csv", "--to", "kml", "--all", "--out", "-").status == 2


def test_each_traveller_is_checked(two):
    ran = run(two, "check", "trip.csv")
    assert ran.status == 0
    assert [line.partition(":")[0] for line in ran.out.splitlines()] == [
        "trip.csv, Ann",
        "trip.csv, ../Bob / Co",
    ]
