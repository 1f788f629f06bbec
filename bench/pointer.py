"""Drag the timeline with a real pointer; measure until the map changes.

On the app's page, on the embedded page, and on folium's TimestampedGeoJson by its own slider, in
one run. With `--beside PATH` an older checkout is measured in turn as well.
"""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from browser import Measured, launch, opened, pauses
from cdn import BenchError, serve
from first_map import EMBED
from playwright.sync_api import Browser, Locator, sync_playwright
from run import CACHE, JOURNEY, OURS, Plan, fetch_document, write_task
from servers import python_of, streamlit, uvicorn
from summary import Spread

HERE = Path(__file__).parent
WARM_UP = 5
# Between two moves, in ms: in no rhythm, and long enough for each to be answered alone.
BETWEEN_MS = (40, 120)
RANGE = "input.jm-range"


@dataclass
class Dragged:
    """A page whose timeline is dragged: its handle and the track of it, and what was measured."""

    address: str
    ready: list[str]
    handle: str = RANGE
    track: str = RANGE
    milliseconds: list[float] = field(default_factory=list)
    unanswered: int = 0

    def drag(self, browser: Browser, moves: int) -> None:
        """Open the page and drag the handle to the end of its track, a move at a time."""
        with opened(browser, self.address, self.ready) as measured:
            page = measured.page
            left, y = self._grasp(measured)
            right = _box(_find(measured, self.track))[2]
            count = moves + WARM_UP
            for i, wait in enumerate(pauses(count, *BETWEEN_MS)):
                page.wait_for_timeout(wait)
                page.evaluate("() => { bench.expectChange(); }")
                page.mouse.move(left + (right - left) * (i + 1) / (count + 1), y)
                took: float | None = page.evaluate("bench.change()")
                if i < WARM_UP:
                    continue
                if took is None:
                    self.unanswered += 1
                else:
                    self.milliseconds.append(took)
            page.mouse.up()

    def _grasp(self, measured: Measured) -> tuple[float, float]:
        """Press the button on the handle, on the start of a range; return where, in pixels."""
        handle = _find(measured, self.handle)
        handle.scroll_into_view_if_needed()
        left, top, right, bottom = _box(handle)
        x = left + 8 if self.handle == self.track else (left + right) / 2
        y = (top + bottom) / 2
        measured.page.mouse.move(x, y)
        measured.page.mouse.down()
        return x, y

    def summary(self) -> str:
        """Say what was measured."""
        spread = Spread.of(self.milliseconds)
        lost = f"; {self.unanswered} moves without a change" if self.unanswered else ""
        return (
            f"median {spread.median:.1f} ms, 95th percentile {spread.p95:.1f} ms "
            f"({spread.n} moves{lost})"
        )


def _find(measured: Measured, selector: str) -> Locator:
    for frame in measured.page.frames:
        found = frame.locator(selector)
        if found.count():
            return found.first
    raise BenchError(f"{measured.page.url} has no {selector}.")


def _box(element: Locator) -> tuple[float, float, float, float]:
    """Left, top, right and bottom in the page, in pixels."""
    box = element.bounding_box()
    if box is None:
        raise BenchError("The timeline is not shown.")
    return box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]


def pages_of(checkout: Path, stack: ExitStack, words: str) -> dict[str, Dragged]:
    """Serve a checkout's app; return its two pages, each with its name."""
    log = CACHE / f"pointer-{len(words)}.log"
    address = stack.enter_context(uvicorn(checkout / "app.py", log, python_of(checkout)))
    return {
        f"app page{words}": Dragged(f"{address}/?journey={JOURNEY}", OURS.ready),
        f"/embed{words}": Dragged(f"{address}/embed/{JOURNEY}", [*EMBED, RANGE]),
    }


def pages(stack: ExitStack, beside: Path | None) -> dict[str, Dragged]:
    """Serve all that is compared."""
    found = pages_of(HERE.parent, stack, "")
    if beside:
        found |= pages_of(beside.resolve(), stack, " of the other checkout")
    task = CACHE / "task.json"
    document = fetch_document(found["app page"].address.partition("/?")[0])
    write_task(task, document, Plan.through(document, 10, 10), None)
    theirs = HERE / "contenders/timestamped_app.py"
    address = stack.enter_context(streamlit(theirs, CACHE / "timestamped_app.log", task))
    found["TimestampedGeoJson"] = Dragged(
        address,
        [".timecontrol-dateslider .knob.main", ".leaflet-marker-icon[class*=train-]"],
        ".timecontrol-dateslider .knob.main",
        ".timecontrol-dateslider .slider",
    )
    return found


def main() -> int:
    """Serve all, drag each in turn, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--beside", type=Path, help="another checkout, measured in turn")
    parser.add_argument("--moves", type=int, default=60, help="moves in each round")
    parser.add_argument("--rounds", type=int, default=4, help="how often each page is opened")
    options = parser.parse_args()
    CACHE.mkdir(exist_ok=True)
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    try:
        with ExitStack() as stack:
            network = stack.enter_context(serve(CACHE))
            found = pages(stack, options.beside)
            playwright = stack.enter_context(sync_playwright())
            browser = launch(playwright, network.browser_arguments)
            for _ in range(options.rounds):
                for page in found.values():
                    page.drag(browser, options.moves)
            browser.close()
    except BenchError as error:
        print(error, file=sys.stderr)
        return 1
    for name, page in found.items():
        print(f"{name}: {page.summary()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
