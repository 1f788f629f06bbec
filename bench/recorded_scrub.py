"""
Scrub a journey recorded in a million points beside the built-in one, in one run.

The recording of recording.py is saved as a reader would, in a store of its own. The figure is the
time from an input to the moved marker, as in run.py.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import urllib.request
from pathlib import Path

from browser import Control, Measured, launch, opened
from cdn import BenchError
from playwright.sync_api import sync_playwright
from recording import write_gpx
from run import JOURNEY, OURS, SCRUBBING_MS, WARM_UP, Plan
from servers import streamlit

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from journeymap.authoring.imports import read_upload  # noqa: E402 - the project is beside this folder
from journeymap.authoring.store import open_store  # noqa: E402
from journeymap.journeys.draft_codec import encode  # noqa: E402
from journeymap.settings import settings  # noqa: E402


def save_recording(folder: Path, points: int) -> str:
    """Save a recording of so many points; return the journey's id."""
    limits = settings()
    file = folder / "ride.gpx"
    write_gpx(file, points)
    store = open_store(limits.store_url, limits)
    try:
        draft = read_upload(file.name, file.read_bytes(), limits).draft
        return store.create(encode(draft), address="bench").id
    finally:
        store.close()


def scrub(page: Measured, plan: Plan) -> list[float]:
    """Return the milliseconds from each input to the moved marker, through the whole timeline."""
    control, train = Control("range", "input.jm-range"), {"train": '.jm-train[data-t="{t}"]'}
    times = plan.across()
    page.in_page(control, train, times[:WARM_UP], quiet=SCRUBBING_MS)
    page.come_to_rest()
    return page.in_page(control, train, times[WARM_UP:], quiet=SCRUBBING_MS).milliseconds["train"]


def main() -> int:
    """Measure both and print medians, 95th percentiles and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=1_000_000)
    parser.add_argument("--moves", type=int, default=120)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["JOURNEYMAP_STORE_URL"] = f"sqlite:///{folder}/journeys.sqlite3"
        recorded = save_recording(folder, options.points)
        found: dict[str, list[float]] = {}
        try:
            with (
                streamlit(OURS.script, folder / "log", folder / "task.json") as address,
                sync_playwright() as playwright,
            ):
                browser = launch(playwright, [])
                for journey in (JOURNEY, recorded):
                    with urllib.request.urlopen(  # noqa: S310 - our own server
                        f"{address}/journeys/{journey}.json", timeout=120
                    ) as answer:
                        span = json.load(answer)["span"]
                    plan = Plan(0, options.moves, 0, (int(span["from"]), int(span["to"])))
                    with opened(browser, f"{address}/?journey={journey}", OURS.ready) as page:
                        found[journey] = scrub(page, plan)
                browser.close()
        except BenchError as error:
            print(error, file=sys.stderr)
            return 1
    spreads = [
        (statistics.median(each), statistics.quantiles(each, n=20)[18]) for each in found.values()
    ]
    for words, (median, tail) in zip((JOURNEY, f"{options.points:,} points"), spreads, strict=True):
        print(f"{words}: median {median:.1f} ms, 95th percentile {tail:.1f} ms")
    (built_in, built_in_tail), (own, own_tail) = spreads
    print(f"ratio: {own / built_in:.2f} (95th percentile {own_tail / built_in_tail:.2f})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
