"""A page under measurement: its stop-watch, its websocket bytes, its requests to other hosts."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Playwright, WebSocket

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
        """Bytes both ways."""
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


@dataclass
class Steps:
    """What a row of time changes gave: ms per awaited thing, and what it cost."""

    milliseconds: dict[str, list[float]]
    lost: int
    remounts: int
    websocket_bytes: int
    count: int


class Measured:
    """A page that can be told to change its time and says what followed when."""

    def __init__(self, page: Page, traffic: Traffic) -> None:
        self.page = page
        self.traffic = traffic

    def maps_seen(self) -> int:
        """Count the maps mounted since the page was opened."""
        return int(self.page.evaluate("bench.countMap()"))

    def in_page(self, *, quiet: tuple[float, float], **order: Any) -> Steps:  # noqa: ANN401
        """Change the time by a control that the probe can reach; see ``steps`` in probe.js."""
        order["pauses"] = pauses(len(order["times"]), *quiet)
        return self._counted(lambda: self.page.evaluate("order => bench.steps(order)", order))

    def by_key(self, key: str, wanted: dict[str, str], times: list[int]) -> Steps:
        """Press a key once for each time, after the page has come to rest."""

        def press() -> list[dict[str, float]]:
            results = []
            for t, wait in zip(times, pauses(len(times), 150, 250), strict=True):
                self.page.wait_for_timeout(wait)
                awaited = {name: each.replace("{t}", str(t)) for name, each in wanted.items()}
                self.page.evaluate("wanted => { bench.expect(wanted); }", awaited)
                self.page.keyboard.press(key)
                results.append(self.page.evaluate("bench.result()"))
            return results

        return self._counted(press)

    def _counted(self, run: Any) -> Steps:  # noqa: ANN401
        maps, before = self.maps_seen(), self.traffic.websocket
        results: list[dict[str, float]] = run()
        spent = self.traffic.websocket - before
        names = {name for result in results for name in result}
        return Steps(
            {name: [r[name] for r in results if name in r] for name in sorted(names)},
            lost=sum(len(result) < len(names) for result in results),
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
        page.wait_for_function(
            "ready => window.bench.ready(ready)", arg=ready, timeout=OPEN_LIMIT_MS
        )
        page.wait_for_timeout(1000)
        measured = Measured(page, traffic)
        measured.maps_seen()
        yield measured
    finally:
        context.close()
