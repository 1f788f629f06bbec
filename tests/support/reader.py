"""A server as a person starts it, and one reader's page in a real browser."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest

from tests.support.paths import ROOT

# So that a machine with other work to do is not taken for an app that does not start.
START_SECONDS = 180


@contextmanager
def serve(data=None):
    """Run the app as a person would, on a free port; yields its address."""
    with restartable(data) as server:
        yield server.address


@contextmanager
def restartable(data=None):
    """Run the app as a person would; yields a Server, which can be stopped and started again."""
    environment = {**os.environ, **({"JOURNEYMAP_DATA": str(data)} if data else {})}
    # A file, for a pipe that nobody reads would stop the server when it is full.
    with tempfile.TemporaryFile() as log:
        server = Server(environment, log)
        server.start_anywhere()
        try:
            yield server
        finally:
            server.stop()


class Server:
    """The app as one process, at one address as often as it is started."""

    def __init__(self, environment, log):
        self.environment = environment
        self.log = log
        self.port = None
        self.process = None

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def start_anywhere(self):
        """Start it on a free port; another one may have taken its port meanwhile: it tries three."""
        for _ in range(3):
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", 0))
                self.port = probe.getsockname()[1]
            if self._start():
                return
            if "port" not in self._written().lower():
                break
        pytest.fail(f"the app did not start:\n{self._written()}")

    def start(self):
        """Start it again where it was."""
        if not self._start():
            pytest.fail(f"the app did not start again:\n{self._written()}")

    def stop(self):
        if self.process is not None:
            self.process.terminate()
            self.process.wait(60)
            self.process = None

    def _start(self):
        options = {
            "port": str(self.port),
            "address": "127.0.0.1",
            "headless": "true",
            "fileWatcherType": "none",
        }
        given = [each for name, value in options.items() for each in (f"--server.{name}", value)]
        command = [sys.executable, "-m", "streamlit", "run", "app.py", *given]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=self.environment, stdout=self.log, stderr=self.log
        )
        if _answers(self.process, self.address):
            return True
        self.stop()
        return False

    def _written(self):
        self.log.seek(0)
        return self.log.read().decode(errors="replace")


def _answers(server, address):
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=5)
        except OSError:
            time.sleep(0.1)
        else:
            # Another server that took the port would answer too, but ours then ends.
            return server.poll() is None
    return False


# Whether the claims are those of the view that the timeline shows, and the server has answered.
# It looks for both parts each time, in Streamlit's shadow roots too: those of a journey that is
# left go while it waits.
SETTLED = """(served) => {
  const found = (root, part) => [
    ...root.querySelectorAll(part),
    ...[...root.querySelectorAll("*")].flatMap((each) => each.shadowRoot ? found(each.shadowRoot, part) : []),
  ];
  const [ranges, lists] = ["input.jm-range", ".jm-claims"].map((part) => found(document, part));
  if (ranges.length !== 1 || lists.length !== 1) return false;
  const [range, claims] = [ranges[0], lists[0]];
  const root = range.closest(".jm-timeline, .jm-embed-timeline");
  const t = claims.dataset.moment;
  const reading = root.querySelector("input[name=jm-reading]:checked").value;
  // A time that is set by the knob is that of the nearest minute.
  if (Math.abs(t - range.value) > 30 || claims.dataset.reading !== reading) return false;
  const speed = Number(root.querySelector(".jm-max-speed input").value);
  return !served || root.dataset.answered === `${t} ${reading} ${speed}`;
}"""


class Reader:
    """One reader's page: the parts of it by name, and what it asked for."""

    def __init__(self, context):
        self.context = context
        self.page = context.new_page()
        # Whether map, timeline and claims are in one document, without Streamlit.
        self.alone = False
        self.requests = []
        self.errors = []
        self.complaints = []
        self.wire = []
        self.sent = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._note)
        self.page.on("websocket", self._listen)

    def _note(self, message):
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def _listen(self, websocket):
        websocket.on("framesent", lambda frame: self.sent.append(len(frame)))
        for event in ("framesent", "framereceived"):
            websocket.on(event, lambda frame: self.wire.append(len(frame)))

    def open(self, address):
        """Open the journey page, by Streamlit."""
        self.page.goto(address)
        self.map.locator(".leaflet-container[data-jm-ready=true]").wait_for(timeout=60_000)
        # On a phone the list is in a menu.
        self.page.locator(".jm-events li").first.wait_for(state="attached")
        self.map.locator(".jm-train[data-t]").wait_for(state="attached")
        self.settle()
        return self

    def embed(self, address):
        """Open the page to embed, or the file made of it."""
        self.alone = True
        self.page.goto(address)
        self.page.locator("main[data-ready=true]").wait_for()
        return self

    @property
    def map(self):
        if self.alone:
            return self.page.locator(".jm-map")
        return self.page.frame_locator("iframe[src*=streamlit_folium]")

    @property
    def map_frame(self):
        if self.alone:
            return self.page.main_frame
        return next(frame for frame in self.page.frames if "streamlit_folium" in frame.url)

    @property
    def range(self):
        return self.page.locator("input.jm-range")

    @property
    def train(self):
        return self.map.locator(".jm-train")

    @property
    def claims(self):
        return self.page.locator(".jm-claims")

    @property
    def caption(self):
        """What is said of the moment: above the map, and under the timeline."""
        return " ".join(self.page.locator(".jm-answer, .jm-caption").all_inner_texts())

    def t(self):
        return float(self.range.input_value())

    def scrub(self, t):
        """Move the knob as a drag does: an input event and no more."""
        self.range.evaluate(
            "(range, t) => { range.value = t; range.dispatchEvent(new Event('input')); }", t
        )

    def go(self, t):
        """Move the knob and let it go."""
        self.scrub(t)
        self.range.dispatch_event("change")
        self.settle()

    def settle(self):
        """Wait until the claims are those of what is shown, and the server has answered."""
        # Hidden where a journey without sources says nothing.
        self.claims.and_(self.page.locator("[data-moment]")).wait_for(state="attached")
        self.page.wait_for_function(SETTLED, arg=not self.alone)
        if not self.alone:
            self.rest()

    def rest(self):
        """Wait until Streamlit runs nothing."""
        self.page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()

    def frames(self, count=3):
        """Let the browser draw: whatever moves by itself moves in the first of them."""
        self.page.evaluate(
            "async (count) => { for (let i = 0; i < count; i += 1) await new Promise(requestAnimationFrame); }",
            count,
        )

    def read(self, reading):
        """Choose a reading, on a phone in the menu."""
        menu = self.page.get_by_role("button", name="Options")
        folded = menu.is_visible()
        if folded:
            menu.click()
        self.page.locator(f"input[name=jm-reading][value={reading}]").check(force=True)
        if folded:
            self.page.keyboard.press("Escape")
        self.settle()
        return self

    def read_as_known(self):
        return self.read("known")

    def query(self, **wanted):
        """Wait until the address has these; None stands for one that it has not."""
        self.page.wait_for_function(
            "wanted => { const query = new URLSearchParams(location.search);"
            " return Object.entries(wanted).every(([name, value]) => query.get(name) === value); }",
            arg=wanted,
        )

    def elsewhere(self, address):
        """Requests that left the machine."""
        own = urlsplit(address).netloc
        local = {"", own}
        return [
            url
            for url in self.requests
            if urlsplit(url).netloc not in local and urlsplit(url).scheme not in {"data", "blob"}
        ]

    def sideways(self):
        """Pixels by which the page is wider than the screen."""
        return self.page.evaluate("""() => Math.max(...[document.scrollingElement,
            document.querySelector(".stMainBlockContainer")].map(
                (e) => e ? e.scrollWidth - e.clientWidth : 0))""")
