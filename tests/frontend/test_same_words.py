"""The front end says windows and durations as the Python side does."""

import json
import math
import re
import shutil
import subprocess

import pytest

from journeymap.dates import Calendar, Dating, clock_zone
from journeymap.phrases.durations import duration
from journeymap.phrases.rough_time import days_later, later, later_within
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
SECONDS = (
    *(0, 1, 37, 59, 60, 89, 90, 100, 479, 480, 750, 3149, 3150, 3540, 3600, 5399, 5400, 6060),
    *(12_600, 80_999, 81_000, 86_400, 98_999, 99_000, 140_000, 170_999, 171_000, 172_800, 5.1e6),
    *(5.2e6, 6e7, 6.3e7, 6.4e7, 1e9, 1e11),
)
DAYS = (
    "1969-12-30",
    "1969-12-31",
    "1970-01-01",
    "1970-01-02",
    "1970-01-03",
    "1970-06-01",
    "2000-01-01",
)
LIMITS = [
    (None, None),
    (None, 7e3),
    (0, 3e5),
    (6e3, None),
    (7200, 7300),
    (7200, 36_000),
    (240, 3000),
    (90_000, 140_000),
]

PROGRAM = """
import { windowWords } from "./journeymap/frontend/words/windows.js";
import { duration } from "./journeymap/frontend/words/clock.js";
import { daysLater, later, laterWithin } from "./journeymap/frontend/words/rough_time.js";
const { windows, seconds, days, limits } = JSON.parse(process.argv[1]);
console.log(JSON.stringify({
  windows: windows.map(([window, zone, julian]) => windowWords(window, zone, zone, { withYear: true, julian })),
  durations: seconds.map(duration),
  later: seconds.flatMap((each) => [later(each), later(-each)]),
  within: limits.map(laterWithin),
  days: days.map((day) => daysLater(day, 0, "Asia/Tokyo")),
}));
"""


def in_the_browser(windows, seconds):
    given = json.dumps({"windows": windows, "seconds": seconds, "days": DAYS, "limits": LIMITS})
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
    assert there["later"] == [later(end) for each in SECONDS for end in (each, -each)]
    assert there["within"] == [later_within(*each) for each in LIMITS]
    assert there["days"] == [days_later(day, 0, "Asia/Tokyo") for day in DAYS]
