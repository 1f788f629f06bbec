"""`check`: each kind of fault with its row, words and status; the same for people and programs."""

import json
import subprocess
import sys

import pytest

from journeymap.exports import FORMATS
from journeymap.journeys.library import Library
from journeymap.settings import data_directory
from tests.support.commands import run
from tests.support.paths import ROOT

HEAD = "place,time\n"
DAYS = "".join(f"Khasan,2024-05-0{day}T08:00Z\n" for day in (1, 2, 3))
SOUND = "lat,lon,time\n43.1,131.9,2024-05-01T08:00Z\n42.4,130.6,2024-05-01T16:00Z\n"


def checked(folder, text, *more, name="trip.csv"):
    (folder / name).write_text(text, encoding="utf-8")
    ran = run(folder, "check", name, "--json", *more)
    assert ran.err == ""
    (file,) = json.loads(ran.out)["files"]
    return ran.status, file


CASES = {
    "nothing": (SOUND, (), 0, []),
    "a known place": (HEAD + "Khasan,2024-05-01T08:00Z\n", (), 0, []),
    "a town": (HEAD + "Irkutsk,2024-05-01T08:00Z\n", (), 1, ["place-not-known"]),
    "a town that is taken": (HEAD + "Irkutsk,2024-05-01T08:00Z\n", ("--largest-town",), 0, []),
    "no place of the world": (
        HEAD + "Qwxzy,2024-05-01T08:00Z\n",
        ("--largest-town",),
        1,
        ["place-not-known"],
    ),
    "a time without a zone": (HEAD + "Khasan,2024-05-01 08:00\n", (), 1, ["no-zone"]),
    "a zone that is chosen": (
        HEAD + "Khasan,2024-05-01 08:00\n",
        ("--correct", "--zone", "Asia/Tokyo"),
        0,
        [],
    ),
    "the zone of the place": (
        HEAD + "Khasan,2024-05-01 08:00\n",
        ("--correct", "--zone", "place"),
        0,
        [],
    ),
    "day or month": (HEAD + "Khasan,05/06/2024\n", ("--correct",), 1, ["day-or-month"]),
}


@pytest.mark.parametrize(("text", "more", "status", "codes"), CASES.values(), ids=CASES.keys())
def test_what_is_found(tmp_path, text, more, status, codes):
    found = checked(tmp_path, text, *more)
    assert (found[0], [each["code"] for each in found[1]["findings"]]) == (status, codes)


def test_a_row_that_is_wrong_is_named_with_what_to_do(tmp_path):
    status, file = checked(tmp_path, HEAD + DAYS + "Khasan,soon\n")
    (found,) = file["findings"]
    assert status == 1
    assert (found["rows"], found["column"], found["value"]) == ([5], "time_from", "soon")
    assert found["why"]
    assert found["hint"]
    ran = run(tmp_path, "check", "trip.csv")
    assert "row 5, column time_from" in ran.out
    assert found["hint"] in ran.out


def test_a_file_that_cannot_be_read_is_one_sentence_and_the_others_are_checked(tmp_path):
    (tmp_path / "sound.csv").write_text(SOUND)
    (tmp_path / "paper.pdf").write_bytes(b"%PDF-1.7\n")
    ran = run(tmp_path, "check", "paper.pdf", "nothing.csv", "sound.csv")
    assert ran.status == 2
    assert "sound.csv: 2 rows, 2024-05-01 to 2024-05-02, no problems" in ran.out
    first, hint, second, _ = ran.err.splitlines()
    assert "PDF" in first
    assert hint
    assert "nothing.csv" in second
    values = json.loads(run(tmp_path, "check", "paper.pdf", "--json").out)["files"]
    assert values == [{"file": "paper.pdf", "error": first, "hint": hint}]


def test_a_file_above_the_limit_is_not_read_into_memory(tmp_path, monkeypatch):
    monkeypatch.setenv("JOURNEYMAP_UPLOAD_MB", "1")
    with (tmp_path / "big.csv").open("wb") as file:
        file.truncate(2_000_000)
    ran = run(tmp_path, "check", "big.csv")
    assert ran.status == 2
    assert "at most 1 MB" in ran.err


def test_a_file_of_our_own_has_no_problems(tmp_path):
    library = Library.read(data_directory())
    (tmp_path / "kim.geojson").write_bytes(FORMATS["geojson"].make(library, "kim-2019"))
    ran = run(tmp_path, "check", "kim.geojson", "--json")
    (file,) = json.loads(ran.out)["files"]
    assert {each["level"] for each in file["findings"]} <= {"note", "suspected"}


def test_a_process_of_its_own_has_the_status_and_loads_no_streamlit(tmp_path):
    (tmp_path / "trip.csv").write_text(HEAD + "Khasan,2024-05-01 08:00\n")
    code = (
        "import sys; from journeymap.web.commands.main import main;"
        "status = main(['check', 'trip.csv']);"
        "assert not [name for name in sys.modules if name.startswith('streamlit')];"
        "sys.exit(status)"
    )
    environment = {"PYTHONPATH": str(ROOT), "PATH": ""}
    for command in (["-c", code], ["-m", "journeymap", "check", "trip.csv"]):
        done = subprocess.run(
            [sys.executable, *command],
            check=False,
            cwd=tmp_path,
            env=environment,
            capture_output=True,
        )
        assert (done.returncode, done.stderr) == (1, b"")
        assert b"trip.csv" in done.stdout
