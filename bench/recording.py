"""Measure how long a recorded track of a million points takes from its file to a drawn journey.

Writes a made-up ride as GPX into a temporary folder, reads it by gpxpy and by ours, each in a
process of its own so that its memory is its own, and draws it. Times are processor time. README.md
says what is measured and how.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

POINTS = 1_000_000
SEED = 1970
BEGINS = 1_714_550_400.0


def ride(points: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """
    Return lon, lat (degrees) and moments (epoch seconds) of a ride, (points,) each.

    One point a second: hours of turning and changing speed, some twenty minutes of standing in
    every two hours, a device's error of some metres that comes and goes, and a silence of twenty
    minutes to three hours after each eight hours.
    """
    rng = np.random.default_rng(SEED)
    second = np.arange(points)
    heading = np.cumsum(rng.normal(0, 0.01, points)) + np.sin(second / 20_000)
    speed = 8.0 * (1 + np.sin(second / 400) / 2) * (second % 7_200 > 1_200)
    noise = rng.normal(0, 1.0, (2, points + 30))
    smooth = np.array([np.convolve(each, np.ones(30) / 5, "valid")[:points] for each in noise])
    east, north = np.cumsum(np.cos(heading) * speed), np.cumsum(np.sin(heading) * speed)
    lat = 45 + (north + smooth[1]) / 111_195
    lon = 10 + (east + smooth[0]) / (111_195 * np.cos(np.radians(lat)))
    silent = np.where(second % 28_800 == 28_799, rng.uniform(1_200, 10_800, points), 0)
    t = BEGINS + second + np.cumsum(silent)
    return lon, np.clip(lat, -80, 80), np.round(t)


def write_gpx(path: Path, points: int) -> None:
    """Write the ride as devices do: a segment, seven decimals, elevations, whole seconds."""
    lon, lat, t = ride(points)
    stamps = np.datetime_as_string(t.astype("datetime64[s]"))
    with path.open("w", encoding="utf-8") as file:
        file.write(
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<gpx version="1.1" creator="bench" xmlns="http://www.topografix.com/GPX/1/1">\n'
            "<trk><name>A ride</name><trkseg>\n"
        )
        file.writelines(
            f'<trkpt lat="{y:.7f}" lon="{x:.7f}"><ele>{100 + i % 50}.0</ele>'
            f"<time>{stamp}Z</time></trkpt>\n"
            for i, (x, y, stamp) in enumerate(zip(lon.tolist(), lat.tolist(), stamps, strict=True))
        )
        file.write("</trkseg></trk></gpx>\n")


def with_gpxpy(path: Path) -> dict[str, float]:
    """Return seconds of gpxpy's own parse, as its documentation has it."""
    import gpxpy  # noqa: PLC0415 - it is in the memory of its own process only

    began = time.process_time()
    with path.open(encoding="utf-8") as file:
        gpx = gpxpy.parse(file)
    seconds = time.process_time() - began
    return {"parse": seconds, "points": float(gpx.get_track_points_no())}


def with_ours(path: Path) -> dict[str, float]:
    """Return seconds from the file's bytes to the encoded document, step by step."""
    from journeymap.authoring.imports import read_upload  # noqa: PLC0415
    from journeymap.claims.gazetteer import Gazetteer  # noqa: PLC0415
    from journeymap.exports.document import encode, to_document  # noqa: PLC0415
    from journeymap.journeys.config import JourneyConfig  # noqa: PLC0415
    from journeymap.journeys.journey import build  # noqa: PLC0415
    from journeymap.lines.recording import Recording  # noqa: PLC0415
    from journeymap.lines.simplified_recording import simplify_recording  # noqa: PLC0415
    from journeymap.settings import Settings  # noqa: PLC0415

    limits = Settings(upload_mb=1_000, track_points=10_000_000)
    laps = [time.process_time()]

    def lap() -> float:
        laps.append(time.process_time())
        return laps[-1] - laps[-2]

    recording = read_upload(path.name, path.read_bytes(), limits).draft.recording
    if recording is None:
        raise SystemExit("The file was read without its recording.")
    found = {"points": float(len(recording)), "read": lap()}
    drawn = simplify_recording(recording, limits.vertices)
    found |= {"draw": lap(), "vertices": float(len(drawn.line.km)), "off_px": float(drawn.off_px)}
    config = JourneyConfig(title="A ride", max_speed_kmh=100)
    lap()
    journey = build(
        "ride",
        config=config,
        claims=[],
        landmarks=[],
        landmarks_title="",
        gazetteer=Gazetteer([]),
        railway=None,
        recording=recording,
        vertices=limits.vertices,
    )
    body = encode(to_document(journey))
    found |= {"document": lap(), "document_bytes": float(len(body))}
    packed = recording.to_bytes()
    found |= {"pack": lap(), "packed_bytes": float(len(packed))}
    Recording.from_bytes(packed)
    return found | {"unpack": lap(), "km": drawn.line.length}


CONTENDERS: dict[str, Callable[[Path], dict[str, float]]] = {
    "gpxpy": with_gpxpy,
    "ours": with_ours,
}


def peak_mb() -> float:
    """Return the maximum memory of this process so far, MB; Linux only."""
    # Not ru_maxrss: that includes the memory of the parent when it started this process.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    held = re.search(r"VmHWM:\s*(\d+) kB", status)
    return float("nan") if held is None else int(held[1]) / 1024


def run(name: str, path: Path) -> dict[str, float]:
    """Return what a contender measured in a process of its own, and that one's peak, MB."""
    command = [sys.executable, __file__, "--only", name, str(path)]
    made = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(made.stdout)
    return found


def measure(points: int, repeats: int) -> dict[str, Any]:
    """Return what each contender measured, in turns on one file, and the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ride.gpx"
        write_gpx(path, points)
        rounds = [{name: run(name, path) for name in CONTENDERS} for _ in range(repeats)]
        size = path.stat().st_size
    loads = np.array([each["ours"]["read"] for each in rounds])
    whole = loads + [each["ours"]["draw"] + each["ours"]["document"] for each in rounds]
    theirs = np.array([each["gpxpy"]["parse"] for each in rounds])
    return {
        "machine": {"cores": os.cpu_count(), "python": platform.python_version()},
        "file_bytes": size,
        "rounds": rounds,
        "ratio": {
            name: {
                "median": round(float(np.median(values)), 3),
                "p95": round(float(np.percentile(values, 95)), 3),
            }
            for name, values in (("load", loads / theirs), ("load_and_draw", whole / theirs))
        },
    }


def summary(found: dict[str, Any]) -> str:
    """Lay the figures out for a screen."""
    lines = [f"GPX of {found['file_bytes'] / 1e6:,.0f} MB"]
    for each in found["rounds"]:
        ours, theirs = each["ours"], each["gpxpy"]
        lines.append(
            f"gpxpy.parse: {theirs['parse']:.1f} s, {theirs['peak_mb']:,.0f} MB maximum; "
            f"ours: {ours['read']:.1f} s read, {ours['draw']:.2f} s drawn, "
            f"{ours['document']:.2f} s to the document, {ours['peak_mb']:,.0f} MB maximum"
        )
        lines.append(
            f"  {ours['points']:,.0f} points, {ours['km']:,.0f} km, {ours['vertices']:,.0f} "
            f"vertices, {ours['off_px']:.2f} px maximum error; "
            f"document {ours['document_bytes'] / 1e3:,.0f} kB; packed "
            f"{ours['packed_bytes'] / 1e6:.1f} MB in {ours['pack']:.2f} s, "
            f"unpacked in {ours['unpack']:.2f} s"
        )
    for name, ratio in found["ratio"].items():
        lines.append(
            f"{name.replace('_', ' ')}: {ratio['median']}× gpxpy's parse at the median, "
            f"{ratio['p95']}× at the 95th percentile"
        )
    return "\n".join(lines)


def main() -> None:
    """Run the bench, or one contender of it for its parent."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=POINTS)
    parser.add_argument("--repeats", type=int, default=1)
    parser.add_argument("--only", nargs=2, metavar=("CONTENDER", "FILE"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.only:
        name, path = asked.only
        print(json.dumps(CONTENDERS[name](Path(path)) | {"peak_mb": peak_mb()}))
        return
    results = measure(asked.points, asked.repeats)
    print(summary(results))
    (HERE / "recording.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
