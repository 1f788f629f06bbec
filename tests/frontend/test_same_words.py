"""The front end says windows and durations as the Python side does."""

import json
import math
import re
import shutil
import subprocess

import pytest

from journeymap.dates import Calendar, Dating, clock_zone
from journeymap.phrases.durations import duration
from journeymap.phrases.windows import window_in_words
from journeymap.times import parse_window
from tests.support.paths import ROOT

NODE = shutil.which("node")
pytestmark = pytest.mark.skipif(NODE is None, reason="needs Node.js")

PLACE = Dating("Europe/Kyiv", 50.4, 30.3)
CELLS = """
1812 1812-06 1812-06-24 1812-06-24/1812-06-26 1812-06/1812-08 1812-24 1812-21 1812/1815
181X 180X 18XX 192X 1501/1600 0001/0100 0401/0500 -0499/-0400 -0099/0000 -0404 -0404-03
-0404-03-01 -0405/-0403 -0001/0002 0001 0000 1492~ ../1820 1812-06/.. 1917-12-25 1900-02
0250-02 0300-02 1001/1100 1101/1200 1201/1300 2001/2100 9999
""".split()  # noqa: SIM905 - a table
SECONDS = (0, 1, 37, 59, 60, 100, 3540, 3600, 6060, 86400, 172_800, 6e7, 6.3e7, 6.4e7, 1e9, 1e11)

PROGRAM = """
import { windowWords } from "./journeymap/frontend/words/windows.js";
import { duration } from "./journeymap/frontend/words/clock.js";
const { windows, seconds } = JSON.parse(process.argv[1]);
console.log(JSON.stringify({
  windows: windows.map(([window, zone, julian]) => windowWords(window, zone, zone, { withYear: true, julian })),
  durations: seconds.map(duration),
}));
"""


def in_the_browser(windows, seconds):
    given = json.dumps({"windows": windows, "seconds": seconds})
    command = [NODE, "--input-type=module", "--eval", PROGRAM, "--", given]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_windows_and_durations_are_said_alike():
    windows, words = [], []
    for cell in CELLS:
        for calendar in Calendar:
            window = parse_window(cell, PLACE._replace(calendar=calendar))
            last = window.end if math.isfinite(window.end) else window.start
            zone = clock_zone(PLACE.zone, PLACE.lon, last)
            julian = calendar is Calendar.JULIAN
            if julian and "." in cell:
                continue  # An open end that is a time of day is "by" here and "before" there.
            said = window_in_words(window, zone, calendar)
            # Days of the place: here the offset of its clock is not said with them.
            words.append(re.sub(r" \(UTC[^)]*\)$", "", said))
            ends = [end if math.isfinite(end) else None for end in (window.start, window.end)]
            windows.append([ends, zone, julian])
    there = in_the_browser(windows, SECONDS)
    assert there["windows"] == words
    assert there["durations"] == [duration(each) for each in SECONDS]
