"""
Tables that are recordings: ships' positions as AIS gives them, of several ships in one file.

    python bench/table_recording.py [--rows 200000] [--ships 5]

Prints the processor time to read the file and to make each ship's journey, and the memory.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
import pandas as pd

from journeymap.authoring.imports import read_upload
from journeymap.settings import settings

MAX_SECONDS = 10.0


def ais(rows: int, ships: int) -> bytes:
    """Return a table of AIS positions, the ships' rows among each other."""
    number = np.arange(rows)
    ship = number % ships
    times = pd.Timestamp("2024-01-15") + pd.to_timedelta(number // ships * 10, unit="s")
    frame = pd.DataFrame(
        {
            "MMSI": 211_000_001 + ship,
            "BaseDateTime": times.strftime("%Y-%m-%dT%H:%M:%S"),
            "LAT": np.round(29 + ship + 2 * np.sin(number / rows * 3), 5),
            "LON": np.round(-90 + number / rows * 5, 5),
            "SOG": np.round(10 + np.sin(number), 1),
            "COG": np.round(number % 360, 1),
            "Heading": 511,
            "VesselName": [f"SHIP {each}" for each in ship],
            "IMO": "",
            "CallSign": "",
            "VesselType": 70,
            "Status": 0,
            "Length": 180,
            "Width": 30,
            "Draft": 9.5,
            "Cargo": 70,
            "TransceiverClass": "A",
        }
    )
    return frame.to_csv(index=False).encode()


def main() -> int:
    """Run it; return 1 when it took too long or found another number of ships."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--ships", type=int, default=5)
    options = parser.parse_args()
    body = ais(options.rows, options.ships)
    begun = time.process_time()
    found = read_upload("ais.csv", body, settings())
    read = time.process_time() - begun
    journeys = [each.read() for each in found.travellers]
    total = time.process_time() - begun
    points = [len(each.draft.recording) for each in journeys if each.draft.recording]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"{options.rows:,} rows, {len(body) / 1e6:.1f} MB: {len(journeys)} journeys")
    print(f"read {read:.2f} s, with all journeys {total:.2f} s of the processor; {peak:,.0f} MB")
    print(f"points: {points}")
    return int(total > MAX_SECONDS or len(points) != options.ships)


if __name__ == "__main__":
    sys.exit(main())
