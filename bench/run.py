"""Measure this app beside three things people use instead, in one run on one machine.

Prints a table and writes results.json beside this file. README.md says what is measured and how.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from browser import Control, Measured, launch, opened
from cdn import BenchError, Network, serve
from playwright.sync_api import Browser, sync_playwright
from servers import streamlit
from summary import Reading, Result, ratios, readings_table, table, times_faster

HERE = Path(__file__).parent
CACHE = HERE / ".cache"
JOURNEY = "kim-2023"
STEP_S = 600
WARM_UP = 5
# Between two time changes, in ms: while dragging, and while looking at the page in between.
SCRUBBING_MS = (0, 33)
SETTLED_MS = (150, 250)
READINGS = ("As it happened", "As it was known")


@dataclass(frozen=True)
class Plan:
    """The times that every contender is set to, a step apart, without the warm-up."""

    start: int
    scrub: int
    settle: int
    span: tuple[int, int]

    def times(self, count: int) -> list[int]:
        """Epoch seconds after the start."""
        return [self.start + STEP_S * (i + 1) for i in range(count)]

    def across(self) -> list[int]:
        """Epoch seconds spread over the whole timeline, to whole minutes, warm-up included."""
        count = self.scrub + WARM_UP
        first, last = self.span
        return [first + (last - first) * (i + 1) // (count + 1) // 60 * 60 for i in range(count)]

    @classmethod
    def through(cls, document: dict[str, Any], scrub: int, settle: int) -> Plan:
        """Start when the train does, so that each step moves it."""
        track = document["tracks"]["happened"]
        at_rest = [
            t for t, km in zip(track["t"], track["best"], strict=True) if km <= track["best"][0]
        ]
        start = -int(-max(at_rest) // STEP_S) * STEP_S
        first, last = (int(document["span"][end]) for end in ("from", "to"))
        room = (last - start) // STEP_S - 1 - WARM_UP
        return cls(start, min(scrub, room), min(settle, room), (first, last))


def measure_ours(page: Measured, plan: Plan, name: str) -> Result:
    """Scrub without settling; then let each time settle and wait for the claims."""
    control = Control("range", "input.jm-range")
    train = {"train": '.jm-train[data-t="{t}"]'}
    both = train | {"claims": '.jm-claims[data-moment="{t}"]'}

    times = plan.times(plan.scrub + WARM_UP)
    page.in_page(control, train, times[:WARM_UP], quiet=SCRUBBING_MS)
    page.come_to_rest()
    scrubbed = page.in_page(control, train, times[WARM_UP:], quiet=SCRUBBING_MS)
    page.come_to_rest()

    times = plan.times(plan.settle + WARM_UP)
    page.in_page(control, both, times[:WARM_UP], quiet=SETTLED_MS, settle=True)
    settled = page.in_page(control, both, times[WARM_UP:], quiet=SETTLED_MS, settle=True)
    result = Result.of(name, scrubbed, settled, page.requests())
    result.readings = {
        words: measure_reading(page, control, train, plan.across(), words) for words in READINGS
    }
    return result


def measure_reading(
    page: Measured, control: Control, train: dict[str, str], times: list[int], words: str
) -> Reading:
    """Scrub through the whole timeline in one of the two readings."""
    page.page.get_by_text(words, exact=True).click()
    page.come_to_rest()
    page.in_page(control, train, times[:WARM_UP], quiet=SCRUBBING_MS)
    page.come_to_rest()
    return Reading.of(page.in_page(control, train, times[WARM_UP:], quiet=SCRUBBING_MS))


def measure_slider(page: Measured, plan: Plan, name: str) -> Result:
    """Step st.slider by its arrow key."""
    wanted = {"train": '.awesome-marker[title="{t}"]', "claims": ".st-key-claims-{t}"}
    page.page.get_by_role("slider").focus()
    times = plan.times(plan.settle + WARM_UP)
    page.by_key("ArrowRight", wanted, times[:WARM_UP], quiet=SETTLED_MS)
    steps = page.by_key("ArrowRight", wanted, times[WARM_UP:], quiet=SETTLED_MS)
    return Result.of(name, steps, None, page.requests())


def measure_timestamped(page: Measured, plan: Plan, name: str) -> Result:
    """Step TimestampedGeoJson by the forward button of its own control."""
    control, train = Control("button", ".timecontrol-forward"), {"train": ".train-{t}"}
    times = plan.times(plan.scrub + WARM_UP)
    page.in_page(control, train, times[:WARM_UP], quiet=SCRUBBING_MS)
    steps = page.in_page(control, train, times[WARM_UP:], quiet=SCRUBBING_MS)
    return Result.of(name, steps, None, page.requests())


@dataclass(frozen=True)
class Contender:
    """A script to serve, what to wait for, and how to measure it."""

    name: str
    script: Path
    ready: list[str]
    measure: Callable[[Measured, Plan, str], Result]


OURS = Contender(
    "Journey Map",
    HERE.parent / "app.py",
    ["input.jm-range", '[data-jm-ready="true"]', ".jm-claims"],
    measure_ours,
)
_SLIDER = ["input[type=range]", ".awesome-marker[title]", "[class*=st-key-claims-]"]
OTHERS = [
    Contender("usual app", HERE / "contenders/usual_app.py", _SLIDER, measure_slider),
    Contender("fragment", HERE / "contenders/fragment_app.py", _SLIDER, measure_slider),
    Contender(
        "TimestampedGeoJson",
        HERE / "contenders/timestamped_app.py",
        [".timecontrol-forward", ".leaflet-marker-icon[class*=train-]"],
        measure_timestamped,
    ),
]


def fetch_document(address: str) -> dict[str, Any]:
    """Ask our server for the journey's document, following its redirect."""
    with urllib.request.urlopen(f"{address}/journeys/{JOURNEY}.json", timeout=60) as answer:  # noqa: S310
        document: dict[str, Any] = json.load(answer)
        return document


def write_task(file: Path, document: dict[str, Any], plan: Plan, marks: list[str] | None) -> None:
    """Write what the contenders draw: as many marks as ours, of the same places."""
    task = {
        "document": document,
        "start": plan.start,
        "marks": list(document["places"]) if marks is None else marks,
    }
    file.write_text(json.dumps(task), encoding="utf-8")


def machine(browser: Browser) -> dict[str, Any]:
    """Say where and with what this was measured."""
    packages = ("streamlit", "folium", "streamlit-folium", "playwright")
    return {
        "cores": os.cpu_count(),
        "load_average": [round(load, 2) for load in os.getloadavg()],
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "chromium": browser.version,
        "packages": {name: version(name) for name in packages},
    }


def compare(arguments: argparse.Namespace, network: Network, browser: Browser) -> dict[str, Any]:
    """Run every contender in turn and put the figures together."""
    where, began = machine(browser), time.monotonic()
    results, marks, task = [], None, CACHE / "task.json"
    if arguments.document:
        document = json.loads(arguments.document.read_text(encoding="utf-8"))
    for contender in OTHERS if arguments.document else [OURS, *OTHERS]:
        log = CACHE / f"{contender.script.stem}.log"
        print(f"{contender.name} …", flush=True)
        with streamlit(contender.script, log, task) as address:
            if contender is OURS:
                document = fetch_document(address)
            plan = Plan.through(document, arguments.scrub, arguments.settle)
            write_task(task, document, plan, marks)
            with opened(browser, address, contender.ready) as page:
                if contender is OURS:
                    marks = page.marks()
                results.append(contender.measure(page, plan, contender.name))
    asked = {host for result in results for host in result.other_hosts.hosts}
    missing = sorted(each for each in network.unanswered if each.split("/")[0] in asked)
    if missing:
        print("No stand-in for:", *missing)
    return {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "seconds": round(time.monotonic() - began),
        "machine": where,
        "journey": document["journey"]["id"],
        "contenders": results,
        "ratios": {} if arguments.document else ratios(results[0], results[1:]),
    }


def main() -> int:
    """Read the command line, measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scrub", type=int, default=120, help="time changes while scrubbing")
    parser.add_argument("--settle", type=int, default=100, help="time changes that settle")
    parser.add_argument("--document", type=Path, help="a journey; leaves this app itself out")
    parser.add_argument("--out", type=Path, default=HERE / "results.json")
    arguments = parser.parse_args()
    if arguments.document:
        arguments.document = arguments.document.resolve()
    CACHE.mkdir(exist_ok=True)
    try:
        with serve(CACHE) as network, sync_playwright() as playwright:
            browser = launch(playwright, network.browser_arguments)
            try:
                outcome = compare(arguments, network, browser)
            finally:
                browser.close()
    except BenchError as error:
        print(error, file=sys.stderr)
        return 1
    print(table(outcome["contenders"]), times_faster(outcome["ratios"]), sep="\n\n")
    print("", readings_table(outcome["contenders"]), sep="\n")
    arguments.out.write_text(
        json.dumps(outcome, indent=2, ensure_ascii=False, default=vars) + "\n", encoding="utf-8"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
