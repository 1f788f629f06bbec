"""
Open a link on a slow network, each time with a cold cache; print medians of the seconds waited.

The network is Slow 3G as developer tools have it, without the wait for a connection: 400 ms for
each request, 50 kB/s. `words` are there when the first text is drawn, `drawing` when the picture
of the journey is, `map` when the map that moves is.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from browser import OPEN_LIMIT_MS, launch
from cdn import BenchError
from playwright.sync_api import Browser, sync_playwright
from run import JOURNEY
from servers import uvicorn

ROOT = Path(__file__).resolve().parent.parent
LATENCY_MS, BYTES_PER_SECOND = 400, 50_000
SIZES = {"phone": (390, 844), "laptop": (1280, 800)}
ADDRESSES = {
    "/share": f"/share/{JOURNEY}",
    "/embed": f"/embed/{JOURNEY}",
    "/": f"/?journey={JOURNEY}",
}
# At every frame that the page draws: when what was first there, in milliseconds.
WATCH = """
  if (window === top) {
    window.waited = {};
    const within = (frame) => { try { return frame.contentDocument; } catch { return null; } };
    const frames = () => [...document.querySelectorAll("iframe")].map(within).filter(Boolean);
    const ready = ".leaflet-container[data-jm-ready=true]";
    const there = {
      words: () => performance.getEntriesByName("first-contentful-paint").length > 0
        && document.querySelector("h1, #root h1")?.getBoundingClientRect().height > 0,
      drawing: () => [...document.querySelectorAll("img.jm-picture")]
        .some((img) => img.complete && img.naturalWidth),
      map: () => [document, ...frames()].some((each) => each.querySelector(ready)),
    };
    const look = () => {
      for (const [name, is] of Object.entries(there))
        if (!(name in waited) && document.body && is()) waited[name] = performance.now();
      if (Object.keys(waited).length < 3) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }
"""


def wait(browser: Browser, address: str, size: tuple[int, int]) -> tuple[dict[str, float], int]:
    """Return seconds until each was there, with a cold cache, and the bytes until the map was."""
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height}, locale="en-GB")
    try:
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        received = 0

        def count(event: dict[str, int]) -> None:
            nonlocal received
            received += event["encodedDataLength"]

        session.on("Network.loadingFinished", count)
        session.send(
            "Network.emulateNetworkConditions",
            {
                "offline": False,
                "latency": LATENCY_MS,
                "downloadThroughput": BYTES_PER_SECOND,
                "uploadThroughput": BYTES_PER_SECOND,
            },
        )
        page.add_init_script(WATCH)
        page.goto(address, wait_until="commit", timeout=OPEN_LIMIT_MS)
        limit = time.monotonic() + 3 * OPEN_LIMIT_MS / 1000
        while time.monotonic() < limit:
            page.wait_for_timeout(200)
            waited: dict[str, float] = page.evaluate("window.waited ?? {}")
            if "map" in waited:
                return {name: each / 1000 for name, each in waited.items()}, received
        raise BenchError(f"{address} never had a map.")
    finally:
        context.close()


def main() -> int:
    """Serve, open each address several times, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--only", nargs="*", choices=list(ADDRESSES), default=list(ADDRESSES))
    asked = parser.parse_args()
    try:
        with (
            TemporaryDirectory() as folder,
            sync_playwright() as playwright,
            uvicorn(ROOT / "app.py", Path(folder) / "log") as site,
        ):
            browser = launch(playwright, [])
            # The first warms the server and is not counted.
            wait(browser, site + ADDRESSES["/embed"], SIZES["laptop"])
            for name in asked.only:
                for device, size in SIZES.items():
                    took = [wait(browser, site + ADDRESSES[name], size) for _ in range(asked.times)]
                    figures = {
                        what: statistics.median(each[what] for each, _ in took if what in each)
                        for what in ("words", "drawing", "map")
                        if any(what in each for each, _ in took)
                    }
                    kilobytes = statistics.median(received for _, received in took) / 1000
                    shown = ", ".join(f"{what} {each:.1f} s" for what, each in figures.items())
                    print(f"{name} on a {device}: {shown}; {kilobytes:.0f} kB until the map")
            browser.close()
    except BenchError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
