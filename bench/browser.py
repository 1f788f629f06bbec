"""A page being measured: its stopwatch, its websocket bytes, its requests to other hosts."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from cdn import BenchError
from playwright.sync_api import Browser, Page, Playwright, TimeoutError, WebSocket  # noqa: A004

PROBE = Path(__file__).with_name("probe.js")
OPEN_LIMIT_MS = 60_000


def launch(playwright: Playwright, arguments: list[str]) -> Browser:
    """Start a Chromium or Chrome that is installed, or else Playwright's own."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    installed = next((found for name in names if (found := shutil.which(name))), None)
    return playwright.chromium.launch(
        executable_path=installed,
        args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", *arguments],
    )


def pauses(count: int, shortest: float, longest: float) -> list[float]:
    """Spread waits evenly over a range in ms, in no rhythm (a golden-ratio sequence)."""
    return [shortest + (longest - shortest) * (i * 0.6180339887 % 1) for i in range(count)]


@dataclass
class Traffic:
    """Bytes of websocket messages as the page sees them, and requests per other host."""

    sent: int = 0
    received: int = 0
    other_hosts: Counter[str] = field(default_factory=Counter)

    @property
    def websocket(self) -> int:
        """Bytes in both directions."""
        return self.sent + self.received

    def follow(self, page: Page) -> None:
        """Count what a page does from now on."""
        page.on("websocket", self._follow_socket)
        page.on("request", lambda request: self._count_request(request.url))

    def _count_request(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname != "127.0.0.1":
            self.other_hosts[parts.hostname or "?"] += 1

    def _follow_socket(self, socket: WebSocket) -> None:
        def size(payload: bytes | str) -> int:
            return len(payload.encode() if isinstance(payload, str) else payload)

        def sent(payload: bytes | str) -> None:
            self.sent += size(payload)

        def received(payload: bytes | str) -> None:
            self.received += size(payload)

        socket.on("framesent", sent)
        socket.on("framereceived", received)


@dataclass(frozen=True)
class Control:
    """What changes the time in a page: a range that is set to it, or a button for one step."""

    input: Literal["range", "button"]
    selector: str


@dataclass(frozen=True)
class Steps:
    """The results of several time changes: ms until each awaited thing, and the traffic."""

    milliseconds: dict[str, list[float]]
    lost: int
    remounts: int
    websocket_bytes: int
    count: int


@dataclass(frozen=True)
class Requests:
    """Requests to other hosts: to open the page, and in total, cached ones included."""

    opening: int
    total: int
    hosts: list[str]


class Measured:
    """A page whose time is changed, and the times of what follows."""

    def __init__(self, page: Page, traffic: Traffic) -> None:
        self.page = page
        self.traffic = traffic

        self.opening = traffic.other_hosts.total()

    def marks(self) -> list[str]:
        """List the places that our map marks when it opens."""
        keys: list[str] = self.page.evaluate("bench.values('.jm-mark', 'place')")
        return keys

    def come_to_rest(self) -> None:
        """Wait until everything that was started has finished."""
        self.page.wait_for_timeout(1500)

    def maps_seen(self) -> int:
        """Count the maps mounted since the page was opened."""
        return int(self.page.evaluate("bench.countMap()"))

    def requests(self) -> Requests:
        """Sum up the requests to other hosts until now."""
        hosts = self.traffic.other_hosts
        return Requests(self.opening, hosts.total(), sorted(hosts))

    def in_page(
        self,
        control: Control,
        wanted: dict[str, str],
        times: list[int],
        *,
        quiet: tuple[float, float],
        settle: bool = False,
    ) -> Steps:
        """Change the time by a control that the probe can reach, with ``quiet`` ms in between.

        The values of ``wanted`` are selectors in which ``{t}`` stands for the time awaited.
        """
        order = {
            "input": control.input,
            "selector": control.selector,
            "wanted": wanted,
            "times": times,
            "settle": settle,
            "pauses": pauses(len(times), *quiet),
        }
        return self._counted(lambda: self.page.evaluate("order => bench.steps(order)", order))

    def by_key(
        self, key: str, wanted: dict[str, str], times: list[int], *, quiet: tuple[float, float]
    ) -> Steps:
        """Press a key once for each time, with ``quiet`` ms in between; see ``in_page``."""

        def press() -> list[dict[str, float]]:
            results = []
            for t, wait in zip(times, pauses(len(times), *quiet), strict=True):
                self.page.wait_for_timeout(wait)
                awaited = {name: each.replace("{t}", str(t)) for name, each in wanted.items()}
                self.page.evaluate("wanted => { bench.expect(wanted); }", awaited)
                self.page.keyboard.press(key)
                results.append(self.page.evaluate("bench.result()"))
            return results

        return self._counted(press)

    def _counted(self, run: Callable[[], list[dict[str, float]]]) -> Steps:
        maps, before = self.maps_seen(), self.traffic.websocket
        results = run()
        spent = self.traffic.websocket - before
        names = {name for result in results for name in result}
        if "all" not in names:
            raise BenchError(f"No time change was answered; seen: {sorted(names) or 'nothing'}.")
        return Steps(
            {name: [r[name] for r in results if name in r] for name in sorted(names)},
            lost=sum("all" not in result for result in results),
            remounts=self.maps_seen() - maps,
            websocket_bytes=spent,
            count=len(results),
        )


@contextmanager
def opened(browser: Browser, address: str, ready: list[str]) -> Iterator[Measured]:
    """Open a page and wait until each selector matches in it or in a frame of it."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000}, locale="en-GB")
    try:
        page, traffic = context.new_page(), Traffic()
        traffic.follow(page)
        page.add_init_script(path=PROBE)
        page.goto(address)
        try:
            page.wait_for_function(
                "ready => bench.absent(ready).length === 0", arg=ready, timeout=OPEN_LIMIT_MS
            )
        except TimeoutError as error:
            absent = page.evaluate("ready => bench.absent(ready)", ready)
            raise BenchError(f"The page never had {absent}.") from error
        page.wait_for_timeout(1000)
        yield Measured(page, traffic)
    finally:
        context.close()
