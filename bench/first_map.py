"""Open the embeddable page and the usual app in turn, each with a cold cache; compare first maps.

Prints milliseconds from the start of the navigation until the first frame that is drawn after the
map and its train are there, in the page or in a frame of it.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from pathlib import Path

from browser import OPEN_LIMIT_MS, PROBE, launch
from cdn import BenchError, serve
from playwright.sync_api import Browser, sync_playwright
from run import CACHE, JOURNEY, Plan, fetch_document, write_task
from servers import streamlit, uvicorn

HERE = Path(__file__).parent
EMBED = ["#journeymap .leaflet-container canvas", ".jm-train[data-t]"]
USUAL = [".leaflet-container .leaflet-overlay-pane path", ".awesome-marker[title]"]
# At every frame that the page draws, in it and in the frames within it.
WATCH = """
(ready) => {
  if (window !== top) return;
  const look = () => {
    if (document.body && bench.absent(ready).length === 0) window.firstMap = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
"""


def first_map(browser: Browser, address: str, ready: list[str]) -> float:
    """Return the milliseconds until all of it is there, with a cold cache."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000}, locale="en-GB")
    try:
        page = context.new_page()
        page.add_init_script(path=PROBE)
        page.add_init_script(f"({WATCH})({json.dumps(ready)})")
        page.goto(address, wait_until="commit")
        limit = time.monotonic() + OPEN_LIMIT_MS / 1000
        while time.monotonic() < limit:
            page.wait_for_timeout(200)
            seen: float | None = page.evaluate("window.firstMap ?? null")
            if seen is not None:
                return seen
        raise BenchError(f"{address} never had {ready}.")
    finally:
        context.close()


def main() -> int:
    """Serve both, open them in turn, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20)
    times = parser.parse_args().times
    CACHE.mkdir(exist_ok=True)
    task = CACHE / "task.json"
    try:
        with (
            serve(CACHE) as network,
            sync_playwright() as playwright,
            uvicorn(HERE.parent / "app.py", CACHE / "embed.log") as ours,
        ):
            document = fetch_document(ours)
            write_task(task, document, Plan.through(document, 10, 10), None)
            usual = HERE / "contenders/usual_app.py"
            with streamlit(usual, CACHE / "usual_app.log", task) as theirs:
                browser = launch(playwright, network.browser_arguments)
                pages = {
                    "/embed": (f"{ours}/embed/{JOURNEY}", EMBED),
                    "usual app": (theirs, USUAL),
                }
                took: dict[str, list[float]] = {name: [] for name in pages}
                # The first of each warms its server and is not counted.
                for i in range(times + 1):
                    for name, (address, ready) in pages.items():
                        milliseconds = first_map(browser, address, ready)
                        if i:
                            took[name].append(milliseconds)
                browser.close()
    except BenchError as error:
        print(error, file=sys.stderr)
        return 1
    for name, each in took.items():
        tail = statistics.quantiles(each, n=20)[18]
        print(f"{name}: median {statistics.median(each):.0f} ms, 95th percentile {tail:.0f} ms")
    ratio = [theirs / ours for ours, theirs in zip(*took.values(), strict=True)]
    print(
        f"/embed is {statistics.median(ratio):.1f} times faster (median of {times} pairs; "
        f"5th percentile {statistics.quantiles(ratio, n=20)[0]:.1f})"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
