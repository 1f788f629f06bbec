"""Measure what a table of 10,000 rows costs from the file to the document that the page draws.

Prints a table and writes big_table.json beside this file. README.md says what is measured and how.
"""

from __future__ import annotations

import argparse
import csv
import gc
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pandas as pd
from summary import Spread
from tracks import HERE, machine

from journeymap.claims.gazetteer import Gazetteer, read_places
from journeymap.claims.table import read_claims
from journeymap.exports.document import encode, to_document
from journeymap.journeys.config import JourneyConfig
from journeymap.journeys.journey import build

ROWS = 10_000
SEEDS = (1, 2, 3)
STEPS = ("read", "work out", "document", "encode")
COLUMNS = ("place", "lat", "lon", "time_from", "reported_at", "source", "says", "event")

Row = tuple[str, float, float, str, str, str, str, str]


def different_places(rows: int, seed: int) -> Iterator[Row]:
    """Yield rows that each have a new place, an hour apart."""
    rng = random.Random(seed)  # noqa: S311 - a made-up route
    lat, lon = 40.0, 20.0
    for i in range(rows):
        lat = min(80, max(-60, lat + rng.uniform(-0.3, 0.3)))
        lon = (lon + rng.uniform(0, 0.3) + 180) % 360 - 180
        at = moment(i)
        yield f"Stop {i}", round(lat, 4), round(lon, 4), at, "", "Log", f"We were at stop {i}", ""


def repeated_places(rows: int, seed: int) -> Iterator[Row]:
    """Yield rows that go up and down a line of 200 places."""
    stops = list(different_places(200, seed))
    there_and_back = [*stops, *stops[-2:0:-1]]
    for i in range(rows):
        name, lat, lon = there_and_back[i % len(there_and_back)][:3]
        yield name, lat, lon, moment(i), "", "Log", f"We were here at number {i}", ""


def eight_claims_an_event(rows: int, seed: int) -> Iterator[Row]:
    """Yield rows of which eight each report one event, published within two days of it."""
    rng = random.Random(seed)  # noqa: S311 - made-up reports
    for i, (name, lat, lon, at, *_) in enumerate(different_places(-(-rows // 8), seed)):
        for source in range(min(8, rows - 8 * i)):
            published = moment(i + rng.uniform(1, 48))
            says = f"Paper {source} says stop {i}"
            yield name, lat, lon, at, published, f"Paper {source}", says, f"event-{i}"


def moment(hours: float) -> str:
    """Return an ISO 8601 moment, so many hours after the beginning of 2023."""
    return f"{datetime(2023, 1, 1, tzinfo=UTC) + timedelta(hours=hours):%Y-%m-%dT%H:%MZ}"


def write(rows: Iterator[Row], path: Path) -> None:
    """Write a table without the columns that no row fills."""
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    empty = [column for column in COLUMNS if table[column].eq("").all()]
    table.drop(columns=empty).to_csv(path, index=False, quoting=csv.QUOTE_MINIMAL)


def baseline(path: Path) -> float:
    """Return the seconds of `pandas.read_csv` and the JSON encoding of the same rows."""
    gc.collect()
    began = time.process_time()
    json.dumps(pd.read_csv(path).to_dict("records"))
    return time.process_time() - began


def ours(path: Path, gazetteer: Gazetteer) -> list[float]:
    """Return the seconds of each of STEPS."""
    gc.collect()
    clock = [time.process_time()]
    table = read_claims(path, gazetteer)
    clock.append(time.process_time())
    journey = build(
        "journey",
        config=JourneyConfig(),
        claims=table.claims,
        landmarks=(),
        landmarks_title="",
        gazetteer=table.gazetteer,
        railway=None,
    )
    clock.append(time.process_time())
    document = to_document(journey)
    clock.append(time.process_time())
    encode(document)
    clock.append(time.process_time())
    return [after - before for before, after in pairwise(clock)]


def measure(
    rows: Callable[[int, int], Iterator[Row]], count: int, repeats: int, folder: Path
) -> dict[str, Spread]:
    """Measure both in turn, on a table for each of SEEDS; ms of processor time, and their ratio."""
    gazetteer, _ = read_places(HERE.parent / "data" / "places.csv")
    values: dict[str, list[float]] = {name: [] for name in ("pandas", *STEPS, "ours", "ratio")}
    for seed in SEEDS:
        path = folder / f"{seed}.csv"
        write(rows(count, seed), path)
        baseline(path), ours(path, gazetteer)  # what is loaded only once
        for _ in range(repeats):
            before, steps, after = baseline(path), ours(path, gazetteer), baseline(path)
            theirs = (before + after) / 2
            for name, seconds in zip(STEPS, steps, strict=True):
                values[name].append(seconds * 1000)
            values["pandas"].append(theirs * 1000)
            values["ours"].append(sum(steps) * 1000)
            values["ratio"].append(sum(steps) / theirs)
    return {name: Spread.of(each) for name, each in values.items()}


def table_of(measured: dict[str, dict[str, Spread]]) -> str:
    """Lay the figures out for a screen."""
    names = list(next(iter(measured.values())))
    lines = [["median / 95th percentile", *names]]
    lines += [
        [case, *(f"{spread[name].median:,.1f} / {spread[name].p95:,.1f}" for name in names)]
        for case, spread in measured.items()
    ]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


CASES = {
    "a place a row": different_places,
    "200 places": repeated_places,
    "8 claims an event": eight_claims_an_event,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line, measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--repeats", type=int, default=7, help="of each of three tables")
    parser.add_argument("--case", choices=CASES, action="append", help="all, unless some are named")
    parser.add_argument("--out", type=Path, default=HERE / "big_table.json")
    given = parser.parse_args(arguments)
    where = machine()
    with tempfile.TemporaryDirectory() as folder:
        measured = {
            case: measure(CASES[case], given.rows, given.repeats, Path(folder))
            for case in given.case or CASES
        }
    print(f"{given.rows:,} rows, ms of processor time; ratio: ours / pandas\n")
    print(table_of(measured))
    outcome = {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": where,
        "rows": given.rows,
        "unit": "ms of processor time",
        "cases": measured,
    }
    given.out.write_text(
        json.dumps(outcome, indent=2, ensure_ascii=False, default=vars) + "\n", encoding="utf-8"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
