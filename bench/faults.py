"""Faults put into the code by hand, one at a time: the tests named beside each must notice.

`python bench/faults.py` takes each in turn in a copy of the project, and prints which were caught;
`--only NAME` takes one. It ends with 1 when one was missed, or when the code has no longer what a
fault replaces. Run it after changes to tests, to see that they can still fail.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIMIT_SECONDS = 600
_NOT_COPIED = (".git", ".venv", "node_modules", "__pycache__", ".*_cache", "var")


@dataclass(frozen=True)
class Fault:
    """What stands in a file once, what is put in its place, and which tests must then fail."""

    name: str
    path: str
    original: str
    faulty: str
    tests: tuple[str, ...]


FRONT_END = "journeymap/frontend"
NODE = ("tests/frontend",)

FAULTS = (
    Fault(
        "a latitude beyond the pole",
        "journeymap/claims/rules.py",
        "is_number(rows[column], -90, 90)",
        "is_number(rows[column], -99, 99)",
        ("tests/claims",),
    ),
    Fault(
        "a window that ends before it begins",
        "journeymap/claims/rules.py",
        '~(rows["window_end"] < rows["window_start"])',
        '~(rows["window_end"] < rows["window_end"])',
        ("tests/claims",),
    ),
    Fault(
        "a link that runs a script",
        "journeymap/claims/rules.py",
        'parts.scheme in {"http", "https"}',
        'parts.scheme in {"http", "https", "javascript"}',
        ("tests/claims",),
    ),
    Fault(
        "a day of publication counts from its start",
        "journeymap/claims/table.py",
        'parse_moments(rows["reported_at"], anywhere, end_of_day=True)',
        'parse_moments(rows["reported_at"], anywhere)',
        ("tests/claims",),
    ),
    Fault(
        "coming back is the same event",
        "journeymap/claims/table.py",
        "again = last_place.get(journey) != place and not statement",
        "again = False",
        ("tests/claims",),
    ),
    Fault(
        "a spreadsheet's apostrophe stays",
        "journeymap/claims/csv_table.py",
        'return cell[1:] if cell.startswith("\'") and runs_in_spreadsheet(cell[1:]) else cell',
        "return cell",
        ("tests/claims", "tests/exports/test_csv.py"),
    ),
    Fault(
        "an official claim counts once",
        "journeymap/claims/fusion.py",
        "return 2 if claim.status is Status.OFFICIAL else 1",
        "return 1",
        ("tests/claims",),
    ),
    Fault(
        "an event's window is wider than its claims",
        "journeymap/claims/fusion.py",
        "max((claim.window.start for claim in supporters), default=-math.inf)",
        "min((claim.window.start for claim in supporters), default=-math.inf)",
        ("tests/claims",),
    ),
    Fault(
        "contradicted claims vote",
        "journeymap/claims/fusion.py",
        "[claim for claim in claims if claim.status is not Status.CONTRADICTED]",
        "list(claims)",
        ("tests/claims",),
    ),
    Fault(
        "windows that touch meet",
        "journeymap/times.py",
        "return self.start < other.end and other.start < self.end",
        "return self.start <= other.end and other.start <= self.end",
        ("tests/test_times.py",),
    ),
    Fault(
        "offsets with the other sign",
        "journeymap/times.py",
        "{'+' if minutes > 0 else '−'}",
        "{'−' if minutes > 0 else '+'}",
        ("tests/test_times.py", "tests/phrases"),
    ),
    Fault(
        "an empty variable is a value",
        "journeymap/settings.py",
        'if (value := os.environ.get(PREFIX + name.upper(), ""))',
        "if (value := os.environ.get(PREFIX + name.upper())) is not None",
        ("tests/test_settings.py",),
    ),
    Fault(
        "another radius of the earth",
        "journeymap/geodesy.py",
        "EARTH_KM = 6371.0088",
        "EARTH_KM = 6378.137",
        ("tests/test_geodesy.py",),
    ),
    Fault(
        "the longer of two tracks",
        "journeymap/lines/railway.py",
        'course.km < known["km"]',
        'course.km > known["km"]',
        ("tests/lines",),
    ),
    Fault(
        "a leg run backwards is not turned",
        "journeymap/lines/railway.py",
        "yield course if course.start == here else course.reversed()",
        "yield course",
        ("tests/lines",),
    ),
    Fault(
        "a place passed twice is passed once",
        "journeymap/lines/line.py",
        "argmin()]) for segments in passes]",
        "argmin()]) for segments in passes[:1]]",
        ("tests/lines",),
    ),
    Fault(
        "the first zone does not begin at the start",
        "journeymap/lines/line.py",
        "steps.append((km if steps else 0.0, zone))",
        "steps.append((km, zone))",
        ("tests/lines",),
    ),
    Fault(
        "silences of 50 minutes are no gap",
        "journeymap/lines/simplified_recording.py",
        "GAP_SECONDS = 300.0",
        "GAP_SECONDS = 3000.0",
        ("tests/lines", "tests/tracks"),
    ),
    Fault(
        "who stands counts for the typical speed",
        "journeymap/lines/simplified_recording.py",
        "moving = np.flatnonzero(speed > STANDING_KMH)",
        "moving = np.flatnonzero(speed > 0)",
        ("tests/lines",),
    ),
    Fault(
        "the upper bound is not turned round",
        "journeymap/tracks/prism.py",
        "high = (-mirrored[0][::-1], length - mirrored[1][::-1])",
        "high = (-mirrored[0][::-1], length - mirrored[1])",
        ("tests/tracks",),
    ),
    Fault(
        "the estimate leaves its bounds",
        "journeymap/tracks/prism.py",
        "return Track(t, np.clip(bests, lows, highs), lows, highs)",
        "return Track(t, bests, lows, highs)",
        ("tests/tracks",),
    ),
    Fault(
        "fixes an hour too far apart agree",
        "journeymap/tracks/consistency.py",
        "if latest > end - lag + CLOCK_ROUNDING:",
        "if latest > end - lag + 3600:",
        ("tests/tracks",),
    ),
    Fault(
        "the first fix and not the best supported",
        "journeymap/tracks/consistency.py",
        "key=lambda i: (*rank[i], i)",
        "key=lambda i: (i,)",
        ("tests/tracks",),
    ),
    Fault(
        "better support overturns no belief",
        "journeymap/tracks/beliefs.py",
        "if was_believed or fix.rank < other.rank:",
        "if was_believed:",
        ("tests/tracks",),
    ),
    Fault(
        "what was reported may lie ahead",
        "journeymap/tracks/beliefs.py",
        "return replace(fix, window=Window(min(fix.window.start, public), public))",
        "return fix",
        ("tests/tracks",),
    ),
    Fault(
        "kilometres need not grow with time",
        "journeymap/tracks/line_occurrences.py",
        "at = bisect_right(tails, km)",
        "at = 0",
        ("tests/tracks",),
    ),
    Fault(
        "a report from an area is a fix",
        "journeymap/tracks/fixes.py",
        "candidates = [] if place.is_area else line.locate(place)",
        "candidates = line.locate(replace(place, accuracy_m=0))",
        ("tests/tracks", "tests/journeys"),
    ),
    Fault(
        "claims that agree contradict",
        "journeymap/analysis/contradictions.py",
        "differing = [claim for claim, _ in reported if not claim.window.meets(event.window)]",
        "differing = [claim for claim, _ in reported]",
        ("tests/analysis",),
    ),
    Fault(
        "one contradiction is listed for each journey",
        "journeymap/analysis/contradictions.py",
        "key = (each.kind, each.events, each.other[:1])",
        "key = (each.kind, each.events, each.one)",
        ("tests/analysis",),
    ),
    Fault(
        "a report of the same day is a forecast",
        "journeymap/analysis/forecasts.py",
        "return day.timestamp() + 86400 <= claim.window.start",
        "return day.timestamp() <= claim.window.start",
        ("tests/analysis",),
    ),
    Fault(
        "only the first word is searched for",
        "journeymap/analysis/claim_search.py",
        ".text).split():",
        ".text).split()[:1]:",
        ("tests/analysis",),
    ),
    Fault(
        "a draft with a cell missing is read",
        "journeymap/journeys/draft_codec.py",
        "if {len(row) for row in self.rows} - {1 + len(self.columns)}:",
        "if False:",
        ("tests/journeys",),
    ),
    Fault(
        "a recording from outside has no maximum of points",
        "journeymap/journeys/draft_codec.py",
        "Recording.from_bytes(payload.recording, max_points)",
        "Recording.from_bytes(payload.recording)",
        ("tests/journeys", "tests/authoring/store"),
    ),
    Fault(
        "a position a little nearer explains an error",
        "journeymap/authoring/corrections/neighbours.py",
        "left * TIMES_NEARER < off[i]",
        "left < off[i]",
        ("tests/authoring/corrections",),
    ),
    Fault(
        "a wrong sign is not turned",
        "journeymap/authoring/corrections/neighbours.py",
        "        return lat, -lon\n",
        "        return lat, lon\n",
        ("tests/authoring/corrections",),
    ),
    Fault(
        "seconds of arc are ten times as long",
        "journeymap/authoring/corrections/parse_degrees.py",
        "float(minutes) / 60 + float(seconds) / 3600",
        "float(minutes) / 60 + float(seconds) / 360",
        ("tests/authoring/corrections",),
    ),
    Fault(
        "UTF-16 of the other byte order",
        "journeymap/authoring/imports/delimited.py",
        '(BOM_UTF16_LE, "utf-16")',
        '(BOM_UTF16_LE, "utf-16-be")',
        ("tests/authoring/imports",),
    ),
    Fault(
        "a conflict is overwritten",
        "journeymap/authoring/store/journeys.py",
        "if latest.payload == payload:",
        "if True:",
        ("tests/authoring/store/test_journeys.py",),
    ),
    Fault(
        "any secret edits",
        "journeymap/authoring/store/journeys.py",
        "if not hmac.compare_digest(",
        "if False and not hmac.compare_digest(",
        ("tests/authoring/store/test_journeys.py",),
    ),
    Fault(
        "no meetings in GeoJSON",
        "journeymap/exports/geojson.py",
        'for kind in ("event", "landmark"):',
        'for kind in ("event",):',
        ("tests/exports/test_geojson.py",),
    ),
    Fault(
        "whole hours have minutes",
        "journeymap/phrases/durations.py",
        "    if rest:\n",
        "    if True:\n",
        ("tests/phrases",),
    ),
    Fault(
        "what the browser has is sent again",
        "journeymap/web/responses.py",
        'if tag in asked or tag.removeprefix("W/") in asked or "*" in asked:',
        'if "*" in asked:',
        ("tests/web",),
    ),
    Fault(
        "a speed of nothing",
        "journeymap/exports/parameters.py",
        "if not 1 <= speed <= MAX_SPEED_KMH:",
        "if not 0 <= speed <= MAX_SPEED_KMH:",
        ("tests/web/test_routes.py",),
    ),
    Fault(
        "a cache without an end",
        "journeymap/web/cache.py",
        "while self._bytes > self._max_bytes:",
        "while False:",
        ("tests/web/test_cache.py",),
    ),
    Fault(
        "an editor's later word is known before",
        f"{FRONT_END}/document/reading.js",
        "...withoutEditors(claim, fields), status, disagreement",
        "...claim, status, disagreement",
        NODE,
    ),
    Fault(
        "what is known lies ahead",
        f"{FRONT_END}/document/reading.js",
        "(t === null ? t : Math.min(t, from))",
        "t",
        NODE,
    ),
    Fault(
        "minutes end at six",
        f"{FRONT_END}/words/clock.js",
        "if (minutes < 60)",
        "if (minutes < 6)",
        NODE,
    ),
    Fault(
        "an event of this minute is still to come",
        f"{FRONT_END}/document/event_roles.js",
        "moment > t + SAME_MINUTE",
        "moment > t - SAME_MINUTE",
        NODE,
    ),
    Fault(
        "play does not end",
        f"{FRONT_END}/timeline/playback.js",
        "if (t >= this.end) this.stop();",
        "if (t > this.end) this.stop();",
        NODE,
    ),
    Fault(
        "an address asks for any speed",
        f"{FRONT_END}/view/address.js",
        "Number(speed) <= MAX_SPEED_KMH) asked.speed",
        "Number(speed) <= MAX_SPEED_KMH * 10) asked.speed",
        NODE,
    ),
    Fault(
        "labels cover each other",
        f"{FRONT_END}/map/label_placement.js",
        "if (taken.count(moved, 1) > 0) continue;",
        "",
        NODE,
    ),
    Fault(
        "every hour has a mark",
        f"{FRONT_END}/timeline/axis.js",
        "Number(hour) % every !== 0",
        "false",
        NODE,
    ),
    Fault(
        "a place that was denied is only off the line",
        f"{FRONT_END}/document/sites.js",
        'visits.length > 0 && standing.length === 0 ? "contradicted"',
        'visits.length < 0 ? "contradicted"',
        NODE,
    ),
    Fault(
        "a sender hears itself",
        f"{FRONT_END}/view/channel.js",
        "else if (listener !== ",
        "else if (null !== ",
        NODE,
    ),
    Fault(
        "all of the line is travelled",
        f"{FRONT_END}/map/route.js",
        "travelled: [0, at]",
        "travelled: [0, main.end]",
        ("tests/browser/test_embed_page.py", "tests/browser/test_moving.py"),
    ),
    Fault(
        "Back leaves the timeline where it is",
        f"{FRONT_END}/view/url_sync.js",
        "this.view?.show({ ...this.asked, t: this.asked.t ?? this.opening });",
        "",
        ("tests/browser/test_addresses.py",),
    ),
)


def caught(fault: Fault, copy: Path) -> bool | None:
    """Return whether one of its tests fails; None when what it replaces is not there once."""
    path = copy / fault.path
    source = path.read_text(encoding="utf-8")
    if source.count(fault.original) != 1:
        return None
    path.write_text(source.replace(fault.original, fault.faulty), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *fault.tests]
    try:
        done = subprocess.run(
            command, cwd=copy, capture_output=True, check=False, timeout=LIMIT_SECONDS
        )
    except subprocess.TimeoutExpired:
        return True
    finally:
        path.write_text(source, encoding="utf-8")
    return done.returncode in {1, 2}


def main() -> int:
    """Read the command line, take the faults in turn, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", help="the name of one fault")
    parser.add_argument("--check", action="store_true", help="only look whether each can be put in")
    arguments = parser.parse_args()
    chosen = [each for each in FAULTS if arguments.only in {None, each.name}]
    if arguments.check:
        stale = [
            each.name
            for each in chosen
            if (ROOT / each.path).read_text(encoding="utf-8").count(each.original) != 1
        ]
        print(*stale, f"{len(chosen) - len(stale)} of {len(chosen)} can be put in", sep="\n")
        return 1 if stale else 0
    words = {True: "caught", False: "MISSED", None: "not found in the code"}
    results = []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*_NOT_COPIED))
        for fault in chosen:
            began = time.monotonic()
            found = caught(fault, copy)
            results.append(found)
            print(f"{words[found]}: {fault.name} ({time.monotonic() - began:.0f} s)", flush=True)
    print(f"{results.count(True)} of {len(results)} caught")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
