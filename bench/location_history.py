"""
Measure how long the location history of many years takes to read, and in how much memory.

    python bench/location_history.py [--megabytes 149]

Writes made-up files as a phone exports them (Timeline of Android, pretty-printed, with visits,
paths, raw signals and radio networks; Records of Takeout) and reads each in a process of its own,
so that its memory is its own. Times are processor time.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

BEGIN = dt.datetime(2014, 1, 1, tzinfo=dt.timezone(dt.timedelta(hours=2)))


def segments() -> Iterator[dict[str, object]]:
    """Yield a visit and a path of twenty points every two hours, for ever."""
    at = BEGIN
    while True:
        end = at + dt.timedelta(hours=1)
        angle = at.timestamp() / 86_400
        lat, lon = 48 + math.sin(angle), 2 + math.cos(angle)
        span = {"startTime": f"{at.isoformat()}", "endTime": f"{end.isoformat()}"}
        yield span | {
            "startTimeTimezoneUtcOffsetMinutes": 120,
            "endTimeTimezoneUtcOffsetMinutes": 120,
            "visit": {
                "hierarchyLevel": 0,
                "probability": 0.85,
                "topCandidate": {
                    "placeId": "ChIJmadeUpForTheBench00000",
                    "semanticType": "UNKNOWN",
                    "probability": 0.45,
                    "placeLocation": {"latLng": f"{lat:.7f}°, {lon:.7f}°"},
                },
            },
        }
        yield {
            "startTime": end.isoformat(),
            "endTime": (end + dt.timedelta(hours=1)).isoformat(),
            "timelinePath": [
                {
                    "point": f"{lat + i / 1000:.7f}°, {lon:.7f}°",
                    "time": (end + dt.timedelta(minutes=3 * i)).isoformat(),
                }
                for i in range(20)
            ],
        }
        at += dt.timedelta(hours=2)


def signals() -> Iterator[dict[str, object]]:
    """Yield raw signals: positions between lists of radio networks."""
    at = BEGIN + dt.timedelta(days=4_000)
    while True:
        yield {
            "position": {
                "LatLng": f"48.{at.minute:02}66°, 2.35{at.second:02}°",
                "accuracyMeters": 15,
                "altitudeMeters": 35.0,
                "source": "WIFI",
                "timestamp": at.isoformat(),
            }
        }
        yield {
            "wifiScan": {
                "deliveryTime": at.isoformat(),
                "devicesRecords": [
                    {"mac": 70_474_800_562_644 + i, "rawRssi": -76} for i in range(8)
                ],
            }
        }
        at += dt.timedelta(minutes=7)


def records() -> Iterator[dict[str, object]]:
    """Yield positions of Records.json, one every three minutes, for ever."""
    at = BEGIN
    while True:
        yield {
            "latitudeE7": 480_000_000 + at.minute * 10_000,
            "longitudeE7": -20_000_000 - at.second * 10_000,
            "accuracy": 20,
            "source": "WIFI",
            "deviceTag": -1_234_567_890,
            "timestamp": at.isoformat(),
        }
        at += dt.timedelta(minutes=3, seconds=1)


def write(path: Path, parts: dict[str, Iterator[dict[str, object]]], size: int) -> None:
    """Write arrays of these elements, each of them the same share of so many bytes."""
    with path.open("w", encoding="utf-8") as file:
        file.write("{")
        for count, (key, elements) in enumerate(parts.items(), start=1):
            file.write(f'"{key}": [')
            for number, element in enumerate(elements):
                file.write(
                    (",\n" if number else "") + json.dumps(element, ensure_ascii=False, indent=2)
                )
                if number % 1_000 == 0 and file.tell() > size * count / len(parts):
                    break
            file.write("]" + ("," if count < len(parts) else ""))
        file.write("}")


def read(path: Path) -> dict[str, float]:
    """Return what reading a file takes in this process."""
    from journeymap.authoring.imports import read_upload  # noqa: PLC0415 - in its memory alone
    from journeymap.settings import Settings  # noqa: PLC0415

    body = path.read_bytes()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    began = time.process_time()
    draft = read_upload(path.name, body, Settings()).draft
    return {
        "file_mb": len(body) / 1e6,
        "seconds": time.process_time() - began,
        "points": 0 if draft.recording is None else len(draft.recording),
        "rows": len(draft.rows),
        "before_mb": before,
        "greatest_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000,
    }


def main() -> None:
    """Run it, or with a path read that file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--megabytes", type=int, default=149)
    parser.add_argument("--read", type=Path)
    options = parser.parse_args()
    if options.read:
        print(json.dumps(read(options.read)))
        return
    files = {
        "Timeline.json": {"semanticSegments": segments(), "rawSignals": signals()},
        "Records.json": {"locations": records()},
    }
    with tempfile.TemporaryDirectory() as folder:
        for name, parts in files.items():
            path = Path(folder, name)
            write(path, parts, options.megabytes * 1_000_000)
            done = subprocess.run(
                [sys.executable, __file__, "--read", str(path)],
                capture_output=True,
                check=True,
                text=True,
            )
            found = json.loads(done.stdout)
            print(name, ", ".join(f"{key} {value:,.1f}" for key, value in found.items()))
            path.unlink()


if __name__ == "__main__":
    main()
