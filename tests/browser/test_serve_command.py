"""`serve` on files of one's own: each is listed and drawn at the address that is printed."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.device_files import device_files
from tests.support.paths import ROOT

TABLE = "place,time\nKhasan,2024-05-01 08:00\nVladivostok,2024-05-01 20:00\n"
TRACK = "".join(
    f'<trkpt lat="{43 + i / 500:.5f}" lon="{131 + i / 400:.5f}">'
    f"<time>2023-09-12T{i // 60:02d}:{i % 60:02d}:00Z</time></trkpt>"
    for i in range(200)
)
# The title and the address of each.
OF_DEVICES = {
    "photos.zip": ("15 km SW of Frutigen to 14 km SW of Frutigen", "photos"),
    "trip.ics": ("Autumn trip", "trip"),
    "ride.fit": ("near Interlaken to near Thun", "ride-2"),
}


@pytest.fixture
def served(tmp_path):
    """The process, and what it printed once the app listens: titles and addresses."""
    (tmp_path / "by train.csv").write_text(TABLE)
    (tmp_path / "ride.gpx").write_text(
        f"<gpx><trk><name>A ride</name><trkseg>{TRACK}</trkseg></trk></gpx>"
    )
    for name, body in device_files().items():
        (tmp_path / name).write_bytes(body)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    command = ["-m", "journeymap", "serve", "by train.csv", "ride.gpx", *OF_DEVICES]
    # Without a port: the first that is free.
    process = subprocess.Popen(
        [sys.executable, *command, "--correct", "--zone", "place"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
        text=True,
    )
    lines = [process.stdout.readline() for _ in range(3 + len(OF_DEVICES))]
    yield process, lines, temporary
    if process.poll() is None:
        process.kill()
    process.stdout.close()
    process.wait()


def test_files_are_listed_and_drawn(served, reader):
    process, (first, *rest), temporary = served
    root = re.search(r"http://\S+", first)[0]
    shown = [re.fullmatch(r"  (.+): (http://\S+)\n", line).groups() for line in rest]
    assert shown == [
        ("Khasan to Vladivostok", f"{root}/?journey=by-train"),
        ("A ride", f"{root}/?journey=ride"),
        *((title, f"{root}/?journey={name}") for title, name in OF_DEVICES.values()),
    ]
    title, address = shown[0]
    page = reader().open(address)
    assert page.page.locator("h1", has_text=title).count() == 1
    assert page.elsewhere(address) == []
    # The others on the page to embed, which opens sooner.
    for title, address in shown[1:]:
        page = reader().embed(address.replace("/?journey=", "/embed/"))
        assert page.page.locator("h1", has_text=title).count() == 1
        assert page.elsewhere(address) == []
    assert len(list(temporary.iterdir())) >= 1
    process.send_signal(signal.SIGTERM)
    assert process.wait(60) == 130
    assert [each.name for each in Path(temporary).iterdir() if "journeymap-" in each.name] == []
